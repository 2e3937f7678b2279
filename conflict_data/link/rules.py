"""What holds reports together, by event type (rules.toml)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rule:
    """How reports of one event type are linked.

    Parameters
    ----------
    tie : str
        place, parties or actors.
    window : int
        Days after the last report in which another may still join.
    longest : int
        Days from the first to the last from which a report is a summary.
    """

    tie: str
    window: int
    longest: int


@dataclass(frozen=True, slots=True)
class Rules:
    """All of rules.toml; its comments say what each means."""

    types: dict[str, Rule]
    standing: dict[str, str]
    modes: dict[str, str]
    points: frozenset[str]
    tolls: dict[str, float]
    fixed: frozenset[str]
    summing: frozenset[str]
    telling_fixed: float
    near: int
    measures: frozenset[str]


@functools.cache
def rules() -> Rules:
    """The rules."""
    text = resources.files("conflict_data.link").joinpath("rules.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    counts = document["counts"]
    return Rules(
        types={name: Rule(**spec) for name, spec in document["types"].items()},
        standing=document["standing"],
        modes={mode: group for group, modes in document["modes"].items() for mode in modes},
        points=frozenset(document["places"]["points"]),
        tolls=counts["tolls"],
        fixed=frozenset(counts["fixed"]),
        summing=frozenset(counts["summing"]),
        telling_fixed=counts["telling_fixed"],
        near=document["text"]["near"],
        measures=frozenset([*counts["tolls"], *counts["fixed"], *counts["summing"]]),
    )
