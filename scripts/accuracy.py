"""Write the scores of docs/accuracy.md and conflict_data/accuracy.csv anew.

usage: python scripts/accuracy.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from conflict_data.evaluation import compare, gold_and_read
from conflict_data.gold import Records
from conflict_data.scores import FILE

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- generated -->", "<!-- /generated -->"
# Only scored, never read for errors, so that a fit to the sample shows.
KEPT_ASIDE = frozenset(
    f"dispatch-{day}"
    for day in (
        *("2025-11-20", "2025-12-07", "2025-12-28", "2026-01-09"),
        *("2026-01-22", "2026-02-06", "2026-02-15", "2026-02-25"),
        # of those with statements alone
        *("2025-12-06", "2025-12-09", "2025-12-10", "2026-01-01", "2026-01-24", "2026-01-25"),
        # of those with events alone
        *("2025-12-23", "2026-01-21", "2026-01-29", "2026-02-07", "2026-02-11", "2026-02-18"),
    )
)


PARTS = {
    "all": "All articles",
    "read": "Read for errors",
    "aside": "Kept aside",
    "more statements read": "More articles, statements alone, read for errors",
    "more statements aside": "More articles, statements alone, kept aside",
    "more events read": "More articles, events alone, read for errors",
    "more events aside": "More articles, events alone, kept aside",
}
COLUMNS = ["articles", "table", "measure", "precision", "recall", "f1", "accuracy", "gold", "read", "matched"]


def measured(name: str, articles: Sequence[tuple[Records, Records]]) -> pd.DataFrame:
    """The scores of some articles, as `conflict_data.accuracy` describes them."""
    evaluation = compare(articles)
    attributes = evaluation.accuracy.rename(columns={"attribute": "measure"})
    if name.startswith("more"):  # "more events": nothing else is annotated, and no domain
        table = pd.concat([evaluation.scores, attributes], ignore_index=True)
        table = table[(table["table"] == name.split()[1]) & (table["measure"] != "domain")]
        return table.assign(articles=name).reindex(columns=COLUMNS)
    gold, read = (Counter(event.domain for pair in articles for event in pair[i].events) for i in (0, 1))
    domains = pd.DataFrame(
        [
            {"table": "events", "measure": f"domain: {domain}", "gold": gold[domain], "read": read[domain]}
            for domain in sorted(gold | read)
        ]
    )
    table = pd.concat([evaluation.scores, attributes, domains], ignore_index=True)
    return table.assign(articles=name).reindex(columns=COLUMNS)


def in_markdown(title: str, number: int, scores: pd.DataFrame) -> str:
    """Scores as tables of the page."""
    lines = [f"### {title} ({number})", ""]
    lines += ["| table | found | precision | recall | F1 | gold |", "| --- | --- | --: | --: | --: | --: |"]
    lines += [
        f"| {r['table']} | {r['measure']} | {r['precision']:.3f} | {r['recall']:.3f} | {r['f1']:.3f} "
        f"| {r['gold']:.0f} |"
        for r in scores.dropna(subset=["f1"]).to_dict("records")
    ]
    lines += ["", "| table | right, of those found | accuracy | n |", "| --- | --- | --: | --: |"]
    lines += [
        f"| {r['table']} | {r['measure']} | {r['accuracy']:.3f} | {r['matched']:.0f} |"
        for r in scores.dropna(subset=["accuracy"]).to_dict("records")
    ]
    return "\n".join([*lines, "", ""])


def main() -> None:
    """Write the table of the package, and the tables of the page between the marks."""
    articles = gold_and_read(ROOT / "tests" / "gold")
    chosen = {"all": articles}
    groups = {"": articles}
    for kind in ("statements", "events"):
        groups[f"more {kind} "] = gold_and_read(ROOT / "tests" / f"gold_{kind}")
    for prefix, some in groups.items():
        chosen[f"{prefix}read"] = [pair for pair in some if pair[0].article_id not in KEPT_ASIDE]
        chosen[f"{prefix}aside"] = [pair for pair in some if pair[0].article_id in KEPT_ASIDE]
    scores = {name: measured(name, part) for name, part in chosen.items()}
    table = pd.concat(scores.values()).astype(dict.fromkeys(["gold", "read", "matched"], "Int64"))
    table.round(6).to_csv(ROOT / "conflict_data" / FILE, index=False, lineterminator="\n")
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(START)
    _, tail = rest.split(END)
    tables = "".join(in_markdown(PARTS[name], len(chosen[name]), scores[name]) for name in PARTS)
    PAGE.write_text(f"{head}{START}\n\n{tables}{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
