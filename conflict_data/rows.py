"""From the records of one article to rows of the tables."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from conflict_data.near_duplicates import signature
from conflict_data.reference.ontology import event_types

if TYPE_CHECKING:  # a process that only puts tables together does without the parser
    from conflict_data.extract.records import Event, Figure, Party, Statement
    from conflict_data.language.actors import ActorMention
    from conflict_data.language.dates import DateMention
    from conflict_data.language.document import Document
    from conflict_data.language.places import PlaceMention

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """Rows that one article gives.

    Parameters
    ----------
    tables : dict of str to list of dict
        articles, events, event_actors, event_places, statements, figures and places.
    actors : Counter of ActorKey
        Mentions of each actor in the article.
    signature : bytes
        Of the text, by which near duplicates are known.
    """

    TABLES: ClassVar = (
        "articles", "events", "event_actors", "event_places", "statements", "figures", "places"
    )  # fmt: skip

    tables: dict[str, list[Row]]
    actors: Counter[ActorKey] = field(default_factory=Counter)
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class ActorKey:
    """What a mention tells for the table of actors."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    known: bool


def key(prefix: str, *parts: object) -> str:
    """Identifier made of what it identifies, so that it does not depend on order or on other articles."""
    text = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_rows(
    document: Document,
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
    *,
    with_text: bool | None = None,
) -> ArticleRows:
    """Rows of every table for one article.

    Parameters
    ----------
    document : Document
    statements, events, figures : sequence of records
        As extracted from the document.
    with_text : bool, optional
        Whether the words themselves go into the rows; as the article's licence allows when omitted. Offsets always do.
    """
    article = document.article.article_id
    event_ids = {
        event: key("e", article, event.trigger_start, event.trigger_end, event.event_type) for event in events
    }
    by_cue: dict[tuple[int | None, int | None], str] = {
        (event.trigger_start, event.trigger_end): event_ids[event] for event in events
    }
    tables: dict[str, list[Row]] = {
        "articles": [_article(document)],
        "events": [_event(document, e, event_ids[e]) for e in events],
        "event_actors": [row for e in events for row in _parties(e, event_ids[e])],
        "event_places": [row for e in events for row in _places(e, event_ids[e])],
        "statements": [_statement(document, s, by_cue) for s in statements],
        "figures": [_figure(document, f, event_ids) for f in figures],
        "places": _gazetteer_rows(events, figures),
    }
    if document.article.is_restricted if with_text is None else not with_text:
        for rows in tables.values():
            withhold(rows)
    return ArticleRows(tables, Counter(_actor_keys(document)), signature(document.text))


TEXT_COLUMNS = frozenset({"text", "evidence", "content", "trigger"})


def withhold(rows: Iterable[Row]) -> None:
    """Take the article's words out of rows, leaving their offsets."""
    for row in rows:
        for column in TEXT_COLUMNS & row.keys():
            row[column] = None
        if "has_text" in row:
            row["has_text"] = False


def _article(document: Document) -> Row:
    article = document.article
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "dateline": article.dateline,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "license": article.license,
        "source_urls": [source.url for source in article.sources if source.url],
        "text_sha256": article.text_sha256,
        "n_characters": len(article.text),
        "n_sentences": len(document.sentences),
        "n_tokens": sum(not token.is_space for token in document.doc),
        "flags": list(article.flags),
        "near_duplicate_of": None,  # which only the whole corpus tells
        "has_text": True,
        "text": article.text,
    }


def _where(document: Document, start: int, end: int, sentence_start: int, sentence_end: int) -> Row:
    """The columns by which a row points at its characters."""
    return {
        "article_id": document.article.article_id,
        "published": document.article.published,
        "sentence": document.sentence_number(start),
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
        "start": start,
        "end": end,
        "evidence": document.text[sentence_start:sentence_end],
    }


def _dates(date: DateMention | None) -> Row:
    return {
        "date_start": date.date_start if date else None,
        "date_end": date.date_end if date else None,
        "date_basis": date.basis if date else "none",
    }


def _attribution(mention: ActorMention | None) -> Row:
    return {
        "attribution_actor": mention.actor_id if mention else None,
        "attribution_text": mention.text if mention else None,
    }


def _first(parties: Sequence[Party]) -> Party | None:
    return parties[0] if parties else None


def _opposite(event: Event) -> Party | None:
    """First target; of a mutual event, where every party is on both sides, the first that is not the first source."""
    if event.sources != event.targets:
        return _first(event.targets)
    return _first(event.targets[1:])


def _party(role: str, party: Party | None) -> Row:
    return {
        f"{role}_actor": party.actor_id if party else None,
        f"{role}_country": party.country if party else None,
        f"{role}_sector": party.sector if party else None,
        f"{role}_text": party.text if party else None,
    }


def _event(document: Document, event: Event, event_id: str) -> Row:
    sentence = document.sentence_at(event.trigger_start)
    place = event.places[0] if event.places else None
    kind = event_types()[event.event_type]
    return {
        "event_id": event_id,
        **_where(document, event.start, event.end, sentence.start_char, sentence.end_char),
        "trigger_start": event.trigger_start,
        "trigger_end": event.trigger_end,
        "trigger": document.text[event.trigger_start : event.trigger_end],
        "event_type": event.event_type,
        "mode": event.mode,
        "quad_class": kind.quad_class,
        "domain": event.domain,
        "intensity": kind.intensity,
        "factuality": event.factuality,
        "hedged": event.hedged,
        **_attribution(event.attribution),
        **_party("source", _first(event.sources)),
        **_party("target", _opposite(event)),
        **_dates(event.date),
        "date_precision": event.date.precision if event.date else "none",
        "place_id": place.place_id if place else None,
        "place_text": place.text if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
    }


def _parties(event: Event, event_id: str) -> list[Row]:
    return [
        {
            "event_id": event_id,
            "role": role,
            "position": position,
            "actor_id": party.actor_id,
            "text": party.text,
            "start": party.start,
            "end": party.end,
            "country": party.country,
            "sector": party.sector,
        }
        for role, parties in (("source", event.sources), ("target", event.targets))
        for position, party in enumerate(parties)
    ]


def _places(event: Event, event_id: str) -> list[Row]:
    return [
        {"event_id": event_id, "position": position, **_place(p)} for position, p in enumerate(event.places)
    ]


def _place(place: PlaceMention) -> Row:
    return {
        "place_id": place.place_id,
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "kind": place.kind,
        "status": place.status,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "admin1": place.admin1,
        "country": place.country,
    }


def _gazetteer_rows(events: Sequence[Event], figures: Sequence[Figure]) -> list[Row]:
    """What the gazetteer says of every place that the rows point at."""
    mentions = [place for event in events for place in event.places]
    mentions += [figure.place for figure in figures if figure.place]
    return [
        {
            "place_id": mention.place_id,
            "name": mention.name,
            "kind": mention.kind,
            "latitude": mention.latitude,
            "longitude": mention.longitude,
            "admin1": mention.admin1,
            "country": mention.country,
        }
        for mention in mentions
        if mention.place_id is not None
    ]


def _statement(
    document: Document, statement: Statement, by_cue: Mapping[tuple[int | None, int | None], str]
) -> Row:
    speaker, addressee = statement.speaker, statement.addressee
    start, end = statement.speaker_start, statement.speaker_end
    article = document.article.article_id
    return {
        "statement_id": key("s", article, statement.start, statement.end, statement.cue_start),
        **_where(document, statement.start, statement.end, statement.sentence_start, statement.sentence_end),
        "content": document.text[statement.start : statement.end],
        "content_spans": [f"{first}-{stop}" for first, stop in statement.content_spans],
        "kind": statement.kind,
        "cue": statement.cue,
        "cue_start": statement.cue_start,
        "cue_end": statement.cue_end,
        "cue_class": statement.cue_class,
        "speaker_actor": speaker.actor_id if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_text": document.text[start:end] if start is not None else None,
        "speaker_start": start,
        "speaker_end": end,
        "speaker_country": speaker.country if speaker else None,
        "speaker_sector": speaker.sector if speaker else None,
        "speaker_role": speaker.role if speaker else None,
        "addressee_actor": addressee.actor_id if addressee else None,
        "addressee_text": addressee.text if addressee else None,
        "event_id": by_cue.get((statement.cue_start, statement.cue_end)),
    }


def _figure(document: Document, figure: Figure, event_ids: Mapping[Event, str]) -> Row:
    sentence = document.sentence_at(figure.start)
    return {
        "figure_id": key("f", document.article.article_id, figure.start, figure.end),
        **_where(document, figure.start, figure.end, sentence.start_char, sentence.end_char),
        "text": document.text[figure.start : figure.end],
        "value_low": figure.value_low,
        "value_high": figure.value_high,
        "modifier": figure.modifier,
        "unit": figure.unit,
        "measured": figure.measured,
        "measure": figure.measure,
        "actor_text": figure.actor.text if figure.actor else None,
        "actor_country": figure.actor.country if figure.actor else None,
        "actor_sector": figure.actor.sector if figure.actor else None,
        "place_id": figure.place.place_id if figure.place else None,
        "place_text": figure.place.text if figure.place else None,
        **_dates(figure.date),
        "context_date": figure.context_date.date_end if figure.context_date else None,
        **_attribution(figure.attribution),
        "hedged": figure.hedged,
        "event_id": event_ids[figure.event] if figure.event else None,
        "part_of": key("f", document.article.article_id, *figure.part_of) if figure.part_of else None,
        "same_as": key("f", document.article.article_id, *figure.same_as) if figure.same_as else None,
    }


def _actor_keys(document: Document) -> Iterable[ActorKey]:
    for mention in document.actors.values():
        if mention.actor_id is not None:
            name = mention.name or mention.actor_id
            yield ActorKey(
                mention.actor_id, name, mention.kind, mention.country, mention.sector, mention.known
            )
