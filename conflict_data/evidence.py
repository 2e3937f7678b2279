"""Does every row's span reproduce its words? The check that makes the tables' provenance more than a promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

# Table: its key, and which column must equal which slice of the article's text.
SPANS: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "events": (
        "event_id",
        (("evidence", "sentence_start", "sentence_end"), ("trigger", "trigger_start", "trigger_end")),
    ),
    "statements": (
        "statement_id",
        (
            ("evidence", "sentence_start", "sentence_end"),
            ("content", "start", "end"),
            ("speaker_text", "speaker_start", "speaker_end"),
        ),
    ),
    "figures": ("figure_id", (("evidence", "sentence_start", "sentence_end"), ("text", "start", "end"))),
}
# Table: inner and outer span of one row.
WITHIN: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "events": (("trigger_start", "trigger_end", "sentence_start", "sentence_end"),),
    "statements": (("start", "end", "sentence_start", "sentence_end"),),
    "figures": (("start", "end", "sentence_start", "sentence_end"),),
}


def wrong_evidence(tables: Mapping[str, pa.Table]) -> Iterator[tuple[str, str, list[str]]]:
    """Rows whose words are not those of the article at their offsets.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        The dataset. Rows of articles whose text is withheld are passed over.

    Yields
    ------
    tuple of (str, str, list of str)
        Table, what was compared, keys of the rows that differ (none where all is right).
    """
    articles = tables["articles"]
    texts = dict(zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True))
    for name, (key, spans) in SPANS.items():
        rows = tables[name].to_pylist()
        for column, start, end in spans:
            yield (
                name,
                f"{column} = text[{start}:{end}]",
                [r[key] for r in rows if _differs(r, texts, column, start, end)],
            )
        for start, end, outer_start, outer_end in WITHIN[name]:
            outside = [r[key] for r in rows if not r[outer_start] <= r[start] < r[end] <= r[outer_end]]
            yield name, f"{start}:{end} within {outer_start}:{outer_end}", outside


def _differs(
    row: Mapping[str, Any], texts: Mapping[str, str | None], column: str, start: str, end: str
) -> bool:
    text = texts.get(row["article_id"])
    if text is None or row[start] is None:
        return False
    return bool(row[column] != text[row[start] : row[end]])
