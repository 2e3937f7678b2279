"""Write the scores of docs/accuracy.md anew.

usage: python scripts/accuracy.py
"""

from __future__ import annotations

from pathlib import Path

from conflict_data.evaluation import compare, gold_and_read

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
START, END = "<!-- generated -->", "<!-- /generated -->"
# Only scored, never read for errors, so that a fit to the sample shows.
KEPT_ASIDE = frozenset(
    f"dispatch-{day}"
    for day in (
        *("2025-11-20", "2025-12-07", "2025-12-28", "2026-01-09"),
        *("2026-01-22", "2026-02-06", "2026-02-15", "2026-02-25"),
    )
)


def generated() -> str:
    """The tables of scores in Markdown."""
    articles = gold_and_read(ROOT / "tests" / "gold")
    aside = [pair for pair in articles if pair[0].article_id in KEPT_ASIDE]
    read = [pair for pair in articles if pair[0].article_id not in KEPT_ASIDE]
    lines = []
    for title, part in (("All articles", articles), ("Read for errors", read), ("Kept aside", aside)):
        evaluation = compare(part)
        lines += [f"### {title} ({len(part)})", ""]
        lines += [
            "| table | found | precision | recall | F1 | gold |",
            "| --- | --- | --: | --: | --: | --: |",
        ]
        lines += [
            f"| {r['table']} | {r['measure']} | {r['precision']:.3f} | {r['recall']:.3f} | {r['f1']:.3f} "
            f"| {r['gold']} |"
            for r in evaluation.scores.to_dict("records")
        ]
        lines += ["", "| table | right, of those found | accuracy | n |", "| --- | --- | --: | --: |"]
        lines += [
            f"| {r['table']} | {r['attribute']} | {r['accuracy']:.3f} | {r['matched']} |"
            for r in evaluation.accuracy.to_dict("records")
        ]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Put them between the marks."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(START)
    _, tail = rest.split(END)
    PAGE.write_text(f"{head}{START}\n\n{generated()}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
