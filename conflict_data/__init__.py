"""News articles in; tidy, checked tables of events, statements and figures out.

Load the dataset::

    import conflict_data as cd
    events = cd.load_events()

or read your own articles with `parse` (one, in memory) and `build` (many, to disk); `add` and `collect` gather them.
What is behind each name is imported when it is first used, so that loading the tables needs pandas and pyarrow only.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from conflict_data.version import __version__

if TYPE_CHECKING:
    from conflict_data import analysis, plotting
    from conflict_data.articles import Article, Reading, read_article, read_articles
    from conflict_data.builder import BuildReport, build
    from conflict_data.collection import Origin, Outcome, add, collect
    from conflict_data.datasets import (
        data_info,
        load,
        load_actors,
        load_articles,
        load_event_actors,
        load_event_places,
        load_events,
        load_figures,
        load_incidents,
        load_places,
        load_statements,
    )
    from conflict_data.exports import export
    from conflict_data.parsing import Tables, parse
    from conflict_data.schema import codebook
    from conflict_data.scores import accuracy
    from conflict_data.validation import ValidationReport, validate
    from conflict_data.verification import VerificationReport, verify
    from conflict_data.viewer import view

_HOMES = {
    "articles": ("Article", "Reading", "read_article", "read_articles"),
    "builder": ("BuildReport", "build"),
    "collection": ("Origin", "Outcome", "add", "collect"),
    "datasets": (
        "data_info",
        "load",
        "load_actors",
        "load_articles",
        "load_event_actors",
        "load_event_places",
        "load_events",
        "load_figures",
        "load_incidents",
        "load_places",
        "load_statements",
    ),
    "exports": ("export",),
    "parsing": ("Tables", "parse"),
    "schema": ("codebook",),
    "scores": ("accuracy",),
    "validation": ("ValidationReport", "validate"),
    "verification": ("VerificationReport", "verify"),
    "viewer": ("view",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "BuildReport",
    "Origin",
    "Outcome",
    "Reading",
    "Tables",
    "ValidationReport",
    "VerificationReport",
    "__version__",
    "accuracy",
    "add",
    "analysis",
    "build",
    "codebook",
    "collect",
    "data_info",
    "export",
    "load",
    "load_actors",
    "load_articles",
    "load_event_actors",
    "load_event_places",
    "load_events",
    "load_figures",
    "load_incidents",
    "load_places",
    "load_statements",
    "parse",
    "plotting",
    "read_article",
    "read_articles",
    "validate",
    "verify",
    "view",
]


def __getattr__(name: str) -> Any:
    if name in ("analysis", "plotting"):
        return importlib.import_module(f"conflict_data.{name}")
    if name in _HOME_OF:
        return getattr(importlib.import_module(f"conflict_data.{_HOME_OF[name]}"), name)
    raise AttributeError(f"module 'conflict_data' has no attribute {name!r}; it has: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
