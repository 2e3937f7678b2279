"""The scores that come with the package."""

from __future__ import annotations

from pathlib import Path

import conflict_data as cd

PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"


def test_scores_are_those_of_the_page() -> None:
    scores = cd.accuracy().dropna(subset=["f1"])
    rows = [
        f"| {r.table} | {r.measure} | {r.precision:.3f} | {r.recall:.3f} | {r.f1:.3f} | {r.gold} |"
        for r in scores.itertuples()
    ]
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line in set(rows)]
    assert rows == told


def test_scores_are_shares_and_add_up() -> None:
    scores = cd.accuracy()
    assert not scores.duplicated(["articles", "table", "measure"]).any()
    for name in ("precision", "recall", "f1", "accuracy"):
        assert scores[name].dropna().between(0, 1).all()
    read = scores.pivot(index=["table", "measure"], columns="articles", values="gold")
    read = read[["all", "read", "aside"]].dropna()
    assert (read["read"] + read["aside"] == read["all"]).all()
