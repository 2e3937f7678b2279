"""How well the parser reads: its records against those of annotators, by section 4 of the codebook."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from conflict_data.gold import (
    EventRecord,
    FigureRecord,
    Record,
    Records,
    StatementRecord,
    gold_ids,
    parsed_records,
    read_gold,
)
from conflict_data.reference.ontology import event_types

R = TypeVar("R", bound=Record)

MISSED, FALSE_ALARM = "missed", "false alarm"


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to say that a record was found.

    Parameters
    ----------
    table, name : str
    weight : callable
        How well a gold and a read record fit; 0 when they are no pair.
    attributes : tuple of str
        What is compared on the pairs.
    """

    table: str
    name: str
    weight: Callable[[Any, Any], float]
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """What a comparison gives, as tidy tables.

    Parameters
    ----------
    scores : pandas.DataFrame
        table, measure, precision, recall, f1, matched, gold, read: a row for each way to match.
    accuracy : pandas.DataFrame
        table, attribute, accuracy, right, matched: a row for each attribute of the matched records.
    errors : pandas.DataFrame
        table, article_id, error, group, start, text, gold, read: a row for each record that was missed, each false
        alarm, and each wrong attribute of a matched record. `group` is the type of an event, the kind of a statement,
        the measure of a figure; `gold` and `read` are the two values of a wrong attribute.
    """

    scores: pd.DataFrame
    accuracy: pd.DataFrame
    errors: pd.DataFrame


def evaluate(gold: Path) -> Evaluation:
    """Parse the articles of a directory of gold records and compare.

    Parameters
    ----------
    gold : Path
        As `conflict_data.gold.read_gold` takes it.

    Returns
    -------
    Evaluation

    Raises
    ------
    DatasetError
        If there are no gold records, or one of them is broken.
    """
    return compare(gold_and_read(gold))


def gold_and_read(gold: Path) -> list[tuple[Records, Records]]:
    """For each article of a directory of gold records, these and what the parser reads."""
    articles, records = zip(*(read_gold(gold, article_id) for article_id in gold_ids(gold)), strict=True)
    return list(zip(records, parsed_records(articles), strict=True))


def compare(articles: Iterable[tuple[Records, Records]]) -> Evaluation:
    """Compare the gold records of each article with those that were read."""
    found: dict[tuple[str, str], Counter[str]] = {(m.table, m.name): Counter() for m in MEASURES}
    right: dict[tuple[str, str], Counter[str]] = {
        (m.table, a): Counter() for m in MEASURES for a in m.attributes
    }
    errors: list[dict[str, object]] = []
    for gold, read in articles:
        for measure in MEASURES:
            expected, given = getattr(gold, measure.table), getattr(read, measure.table)
            positions = match(expected, given, measure.weight)
            pairs = [(expected[i], given[j]) for i, j in positions]
            found[measure.table, measure.name].update(matched=len(pairs), gold=len(expected), read=len(given))
            for attribute in measure.attributes:
                right[measure.table, attribute].update(
                    right=sum(agree(g, r, attribute) for g, r in pairs), matched=len(pairs)
                )
            if measure.attributes:
                errors += _errors(gold.article_id, measure, expected, given, positions)
    return Evaluation(
        pd.DataFrame([_score(*names, counts) for names, counts in found.items()]),
        pd.DataFrame([_accuracy(*names, counts) for names, counts in right.items()]),
        pd.DataFrame(
            errors, columns=["table", "article_id", "error", "group", "start", "text", "gold", "read"]
        ),
    )


def match(gold: Sequence[R], read: Sequence[R], weight: Callable[[R, R], float]) -> list[tuple[int, int]]:
    """Pair records one to one, greedily: greatest weight first, then the nearest starts, then the text's order.

    Parameters
    ----------
    gold, read : sequence of records
    weight : callable
        How well two records fit; 0 forbids the pair.

    Returns
    -------
    list of tuple of int
        Positions in `gold` and in `read`.
    """
    candidates = sorted(
        (-w, abs(g.start - r.start), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if (w := weight(g, r)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def agree(gold: Record, read: Record, attribute: str) -> bool:
    """Whether a matched pair has an attribute in common.

    One of the places is enough. Speakers agree by name, or by country where the gold names nobody.
    """
    expected, given = _value(gold, attribute), _value(read, attribute)
    if attribute == "places":
        return bool(expected & given) or not (expected or given)
    if attribute == "speaker":
        if expected[1] and given[1]:
            return bool(expected[1] == given[1])
        return expected[0] == given[0] and not expected[1]
    return bool(expected == given)


def _value(record: Record, attribute: str) -> Any:
    return (record.start, record.end) if attribute == "span" else getattr(record, attribute)


def _same_sentence(gold: EventRecord, read: EventRecord) -> bool:
    return gold.sentence[0] <= read.start < gold.sentence[1]


def _same_type(gold: EventRecord, read: EventRecord) -> float:
    if gold.event_type != read.event_type or not _same_sentence(gold, read):
        return 0
    return 1 + (gold.source == read.source) + (gold.target == read.target)


def _same_quad(gold: EventRecord, read: EventRecord) -> float:
    types = event_types()
    if types[gold.event_type].quad_class != types[read.event_type].quad_class or not _same_sentence(
        gold, read
    ):
        return 0
    return 1 + (gold.event_type == read.event_type) + (gold.source == read.source)


def _same_actors(gold: EventRecord, read: EventRecord) -> float:
    return float(_same_type(gold, read) == 3)


def _same_factuality(gold: EventRecord, read: EventRecord) -> float:
    return float(gold.factuality == read.factuality and _same_type(gold, read) > 0)


def _overlap(gold: Record, read: Record) -> int:
    return max(0, min(gold.end, read.end) - max(gold.start, read.start))


def _same_content(gold: StatementRecord, read: StatementRecord) -> float:
    overlap = _overlap(gold, read)
    return overlap if 2 * overlap >= max(gold.end - gold.start, read.end - read.start) else 0


def _same_speaker(gold: StatementRecord, read: StatementRecord) -> float:
    return _same_content(gold, read) if agree(gold, read, "speaker") else 0


def _same_value(gold: FigureRecord, read: FigureRecord) -> float:
    same = (
        gold.unit == read.unit
        and _close(gold.value_low, read.value_low)
        and _close(gold.value_high, read.value_high)
    )
    return _overlap(gold, read) if same else 0


def _same_measure(gold: FigureRecord, read: FigureRecord) -> float:
    return _same_value(gold, read) if gold.measure == read.measure else 0


def _close(gold: float | None, read: float | None) -> bool:
    if gold is None or read is None:
        return gold is read
    return math.isclose(gold, read, rel_tol=0.005, abs_tol=0.005)


MEASURES = (
    Measure(
        "events",
        "type",
        _same_type,
        ("source", "target", "factuality", "mode", "domain", "date", "places", "attributed"),
    ),
    Measure("events", "quad class", _same_quad),
    Measure("events", "type and actors", _same_actors),
    Measure("events", "type and factuality", _same_factuality),
    Measure("statements", "content", _same_content, ("speaker", "kind", "span")),
    Measure("statements", "content and speaker", _same_speaker),
    Measure("figures", "value and unit", _same_value, ("modifier", "measure", "actor", "place", "date")),
    Measure("figures", "value, unit and measure", _same_measure),
)
"""All that is measured; the first measure of each table is the one whose errors are listed."""

_GROUP = {"events": "event_type", "statements": "kind", "figures": "measure"}


def _errors(
    article_id: str,
    measure: Measure,
    gold: Sequence[Record],
    read: Sequence[Record],
    pairs: Sequence[tuple[int, int]],
) -> list[dict[str, object]]:
    def row(record: Record, error: str, expected: str = "", given: str = "") -> dict[str, object]:
        return {
            "table": measure.table,
            "article_id": article_id,
            "error": error,
            "group": getattr(record, _GROUP[measure.table]),
            "start": record.start,
            "text": record.text,
            "gold": expected,
            "read": given,
        }

    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    return [
        *(row(g, MISSED) for i, g in enumerate(gold) if i not in found),
        *(row(r, FALSE_ALARM) for j, r in enumerate(read) if j not in used),
        *(
            row(gold[i], attribute, _shown(_value(gold[i], attribute)), _shown(_value(read[j], attribute)))
            for attribute in measure.attributes
            for i, j in pairs
            if not agree(gold[i], read[j], attribute)
        ),
    ]


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    return " ".join(str(part) for part in value if part) if isinstance(value, tuple) else str(value or "")


def _score(table: str, measure: str, counts: Counter[str]) -> dict[str, object]:
    matched, gold, read = counts["matched"], counts["gold"], counts["read"]
    return {
        "table": table,
        "measure": measure,
        "precision": _share(matched, read),
        "recall": _share(matched, gold),
        "f1": _share(2 * matched, gold + read),
        "matched": matched,
        "gold": gold,
        "read": read,
    }


def _accuracy(table: str, attribute: str, counts: Counter[str]) -> dict[str, object]:
    right, matched = counts["right"], counts["matched"]
    return {
        "table": table,
        "attribute": attribute,
        "accuracy": _share(right, matched),
        "right": right,
        "matched": matched,
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
