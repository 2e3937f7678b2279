"""Records to be compared: those that annotators made by the codebook, and those that the parser makes."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_data.articles import Article, article_from_text
from conflict_data.errors import DatasetError
from conflict_data.parsing import parse_to_rows

_NOT_WORD = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as far as it is compared; `start` and `end` are those of the trigger."""

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    event_type: str
    factuality: str
    mode: str | None
    domain: str
    source: frozenset[str]
    target: frozenset[str]
    date: str | None
    places: frozenset[str]
    attributed: bool


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """A statement; `start` and `end` are those of its content, `speaker` is country and last word of the name."""

    start: int
    end: int
    text: str
    kind: str
    speaker: tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A figure; `start` and `end` are those of the numeral with its modifier and unit, `actor` is a country."""

    start: int
    end: int
    text: str
    value_low: float | None
    value_high: float | None
    modifier: str
    unit: str
    measure: str
    actor: str | None
    place: str
    date: str | None


Record = EventRecord | StatementRecord | FigureRecord


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one article."""

    article_id: str
    events: tuple[EventRecord, ...]
    statements: tuple[StatementRecord, ...]
    figures: tuple[FigureRecord, ...]


def gold_ids(directory: Path) -> list[str]:
    """Identifiers of the annotated articles of a directory, in order.

    Raises
    ------
    DatasetError
        If it holds none.
    """
    ids = sorted(path.stem for path in directory.glob("*.jsonl"))
    if not ids:
        raise DatasetError(
            f"no gold records in {directory}; ID.txt and ID.jsonl for each article are expected"
        )
    return ids


def read_gold(directory: Path, article_id: str) -> tuple[Article, Records]:
    """An annotated article with its records.

    Parameters
    ----------
    directory : Path
        With ``ID.txt``, whose first line is ``# published YYYY-MM-DD``, then an empty line and the body, and
        ``ID.jsonl``, one record a line, as tests/gold/README.md describes.
    article_id : str

    Raises
    ------
    DatasetError
        If a file is missing or a record lacks something.
    """
    text = _read(directory / f"{article_id}.txt")
    head, _, body = text.partition("\n\n")
    article = article_from_text(body, head.removeprefix("# published").strip(), article_id=article_id)
    path = directory / f"{article_id}.jsonl"
    found: dict[str, list[Any]] = defaultdict(list)
    for number, line in enumerate(_read(path).splitlines(), start=1):
        try:
            record = json.loads(line)
            kind = record["t"]
            found[kind].append(_READERS[kind](record))
        except (KeyError, TypeError, ValueError) as fault:
            raise DatasetError(f"{path}:{number}: not a gold record: {fault!r}") from fault
    return article, Records(
        article_id, tuple(found["event"]), tuple(found["statement"]), tuple(found["figure"])
    )


def parsed_records(articles: Iterable[Article]) -> Iterator[Records]:
    """What the parser reads in each article, in the same form."""
    for article, rows in ((rows.tables["articles"][0], rows.tables) for rows in parse_to_rows(articles)):
        parties: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows["event_actors"]:
            if row["country"]:
                parties[row["event_id"], row["role"]].add(row["country"])
        places: dict[str, set[str]] = defaultdict(set)
        for row in rows["event_places"]:
            places[row["event_id"]].add(_word(row["text"]))
        yield Records(
            article["article_id"],
            tuple(
                EventRecord(
                    start=row["trigger_start"],
                    end=row["trigger_end"],
                    text=row["trigger"],
                    sentence=(row["sentence_start"], row["sentence_end"]),
                    event_type=row["event_type"],
                    factuality=row["factuality"],
                    mode=row["mode"],
                    domain=row["domain"],
                    source=frozenset(parties[row["event_id"], "source"]),
                    target=frozenset(parties[row["event_id"], "target"]),
                    date=_day(row["date_start"]),
                    places=frozenset(places[row["event_id"]]),
                    attributed=row["attribution_actor"] is not None,
                )
                for row in rows["events"]
            ),
            tuple(
                StatementRecord(
                    start=row["start"],
                    end=row["end"],
                    text=row["content"],
                    kind=row["kind"],
                    speaker=(
                        row["speaker_country"],
                        _last_word(row["speaker_name"] or row["speaker_actor"] or row["speaker_text"]),
                    ),
                )
                for row in rows["statements"]
            ),
            tuple(
                FigureRecord(
                    start=row["start"],
                    end=row["end"],
                    text=row["text"],
                    value_low=row["value_low"],
                    value_high=row["value_high"],
                    modifier=row["modifier"],
                    unit=row["unit"],
                    measure=row["measure"],
                    actor=row["actor_country"],
                    place=_word(row["place_text"] or ""),
                    date=_day(row["date_start"]),
                )
                for row in rows["figures"]
            ),
        )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise DatasetError(f"{path}: cannot be read: {fault.strerror}") from fault


def _event(record: dict[str, Any]) -> EventRecord:
    first, last = record["sentence"]
    return EventRecord(
        start=record["start"],
        end=record["end"],
        text=record["trigger"],
        sentence=(first, last),
        event_type=record["type"],
        factuality=record["factuality"],
        mode=record["mode"],
        domain=record["domain"],
        source=_countries(record["source"]),
        target=_countries(record["target"]),
        date=_day(record["date_start"]),
        places=frozenset(map(_word, record["places"])),
        attributed=bool(record["attribution"]),
    )


def _statement(record: dict[str, Any]) -> StatementRecord:
    speaker = record["speaker"] or {"code": None, "name": None}
    return StatementRecord(
        start=record["start"],
        end=record["end"],
        text=record["content"],
        kind=record["kind"],
        speaker=(_country(speaker["code"]), _last_word(speaker["name"])),
    )


def _figure(record: dict[str, Any]) -> FigureRecord:
    return FigureRecord(
        start=record["start"],
        end=record["end"],
        text=record["span"],
        value_low=record["low"],
        value_high=record["high"],
        modifier=record["modifier"],
        unit=record["unit"],
        measure=record["measure"],
        actor=_country(record["actor"]["code"]) if record["actor"] else None,
        place=_word(record["place"] or ""),
        date=_day(record["date_start"]),
    )


_READERS = {"event": _event, "statement": _statement, "figure": _figure}


def _countries(actors: Iterable[dict[str, Any]]) -> frozenset[str]:
    return frozenset(country for actor in actors if (country := _country(actor["code"])))


def _country(code: str | None) -> str | None:
    return code.split("/")[0] if code else None


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None


def _word(text: str) -> str:
    return _NOT_WORD.sub("", text.lower())


def _last_word(name: str | None) -> str:
    words = (name or "").replace("-", " ").split()
    return _word(words[-1]) if words else ""
