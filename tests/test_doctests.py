"""Examples in docstrings and on the pages of the documentation do what they show."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "conflict_data").rglob("*.py")
    if "    >>> " in path.read_text(encoding="utf-8")
)
PAGES = sorted(
    path.relative_to(ROOT)
    for path in (ROOT / "docs").glob("*.md")
    if "\n>>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=OPTIONS)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_pages(page: Path) -> None:
    # A code fence after the last example would else be read as its output.
    text = (ROOT / page).read_text(encoding="utf-8").replace("\n```", "\n\n```")
    test = doctest.DocTestParser().get_doctest(text, {}, str(page), str(page), 0)
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(test)
    assert runner.tries > 0
    assert runner.failures == 0
