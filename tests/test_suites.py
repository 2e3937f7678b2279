from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from conflict_data.errors import UnknownNameError
from conflict_data.schema import tables
from conflict_data.suites import read_suite

ROOT = Path(__file__).parents[1]


def test_generated_files_are_those_that_are_committed() -> None:
    generated = runpy.run_path(str(ROOT / "scripts" / "generate.py"))["generated"]()
    stale = [path.name for path, text in generated.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python scripts/generate.py"


@pytest.mark.parametrize("name", tables())
def test_every_table_has_a_suite_and_every_expectation_an_origin_or_a_reason(name: str) -> None:
    suite = read_suite(name)
    assert suite["name"] == name
    for expectation in suite["expectations"]:
        meta = expectation["meta"]
        assert meta.get("origin") == "schema" or len(meta["reason"]) > 10


def test_unknown_suite_lists_the_tables() -> None:
    with pytest.raises(UnknownNameError, match="figures"):
        read_suite("figure")
