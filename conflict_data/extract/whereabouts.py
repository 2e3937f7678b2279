"""Where a figure holds, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from conflict_data.extract.counted import Counted, governor, token_at
from conflict_data.extract.measures import OTHER, event_types_of, is_suffered, owner_of
from conflict_data.extract.records import Event, Party, Statement
from conflict_data.language.actors import ActorMention
from conflict_data.language.document import Document
from conflict_data.language.phrases import clause
from conflict_data.language.places import PlaceMention

# Behind these a place is where something is; behind others it is a party, an origin or a topic.
_WITHIN = frozenset(
    {"in", "at", "near", "around", "over", "above", "across", "on", "off", "inside", "outside", "within"}
    | {"throughout", "along", "against", "into"}
)
_WHOLES = frozenset({"country", "capital"})
_FEW = 10


def place_of(
    document: Document, found: Counted, measure: str, event: Event | None, statement: Statement | None
) -> PlaceMention | None:
    """Where a figure holds.

    The place of its event; else the nearest of its clause, one behind the figure before one ahead of it; of what is
    suffered, such as casualties and damage, else the last place of the paragraph.
    """
    if found.number.kind == "money":
        return None
    own = _behind(document, found)
    if own is not None:
        return own
    for place in event.places if event is not None else ():
        if (place.kind != "country" or _is_scene(document, place)) and not _is_seat(place, statement):
            return place
    at = found.number.start
    sentence = document.sentence_at(at)
    near = [
        place
        for place in document.places_in(sentence.start_char, sentence.end_char)
        if place.relation != "distance" and _is_scene(document, place) and not _is_seat(place, statement)
    ]
    near = [place for place in near if not _is_of_others(document, place, found)]
    if near:
        span = clause(governor(found.token))
        inside = [place for place in near if span.start_char <= place.start and place.end <= span.end_char]
        if inside:
            return min(inside, key=lambda p: (p.kind == "area", p.start < at, abs(p.start - at)))
    if not is_suffered(measure):
        return None
    # "After drones hit X, thousands were without power."
    ahead = [place for place in near if place.end <= at and place.kind not in _WHOLES]
    return ahead[-1] if ahead else _place_before(document, at)


def _behind(document: Document, found: Counted) -> PlaceMention | None:
    """The place right behind what is counted: "two in the Sumy region"."""
    at = (found.noun if found.noun is not None and not found.inherited else found.token).i
    if at + 1 >= len(document.doc) or document.doc[at + 1].lower_ not in _WITHIN:
        return None
    offset = document.doc[at + 1].idx
    return next(
        (p for p in document.places if offset < p.start and _preposition(document, p) == at + 1), None
    )


def _is_of_others(document: Document, place: PlaceMention, found: Counted) -> bool:
    """Whether a place stands right behind another number, of which alone it holds: "75 drones, 49 of them over X"."""
    at = _preposition(document, place)
    if at is None:
        return False
    head = document.doc[at].head
    return (
        head.pos_ == "NUM" and head.i != found.token.i and found.token.i not in (t.i for t in head.children)
    )


def _preposition(document: Document, place: PlaceMention) -> int | None:
    """The preposition in front of a place."""
    token = _root(document, place)
    return token.head.i if token is not None and token.dep_ == "pobj" else None


def owner(
    document: Document,
    found: Counted,
    measure: str,
    event: Event | None,
    place: PlaceMention | None,
    events: Sequence[Event],
    claimant: ActorMention | None,
) -> Party | None:
    """Whose figure it is: by its own phrase, by its event, and for people and things that were hit, by their place.

    Who launched what a report counts may be told by the attack before it in the paragraph.
    """
    if measure == OTHER and _is_group(found):
        return None
    role = owner_of(measure)
    own = _in_phrase(document, found)
    if own is not None and own.country is not None:
        return own
    told = None
    if event is not None and event.event_type in (event_types_of(measure) or (event.event_type,)):
        told = _in_event(role, event)
    if role == "attacker" and (told is None or told.country is None):
        told = _attacker_before(document, found.number.start, events, claimant) or told
    stands = place if is_suffered(measure) else None
    if own is None:
        own = told
    if own is None and stands is not None and stands.country is not None:
        return Party(stands.start, stands.end, stands.text, None, stands.country, "CVL")
    if own is None or own.country is not None:
        return own
    if told is not None and told.country is not None:
        return replace(own, country=told.country)
    return replace(own, country=stands.country) if stands is not None else own


def _is_group(found: Counted) -> bool:
    """Whether a few parties are counted together, who have no country in common ("the two presidents")."""
    noun, few = found.noun, found.number.low
    return (
        noun is not None and few is not None and 1 < few < _FEW and any(c.lower_ == "the" for c in noun.lefts)
    )


def _is_seat(place: PlaceMention, statement: Statement | None) -> bool:
    """Whether a capital is where something is said, not where it is so."""
    return (
        place.kind == "capital"
        and statement is not None
        and not statement.start <= place.start < statement.end
    )


def _is_scene(document: Document, place: PlaceMention) -> bool:
    """Whether a place is where something is, and not a party, an owner, an origin or a topic."""
    token = _root(document, place)
    if token is None:
        return False
    if token.dep_ == "pobj":
        preposition = token.head.lower_
        return preposition in _WITHIN or (preposition == "of" and place.kind not in _WHOLES)
    return token.dep_ in ("nsubj", "nsubjpass", "dobj") and place.kind not in _WHOLES


def _root(document: Document, place: PlaceMention) -> Token | None:
    """The token by which a place, or what it is coordinated with, hangs in its sentence."""
    token = token_at(document.doc, place.end - 1)
    while token is not None and token.head != token and place.start <= token.head.idx < place.end:
        token = token.head
    while token is not None and token.head != token and token.dep_ in ("conj", "appos"):
        token = token.head
    return token


def _place_before(document: Document, at: int) -> PlaceMention | None:
    """The last scene told before an offset in its paragraph."""
    number = document.sentence_number(at)
    for place in reversed(document.places):
        if place.end > document.sentences[number].start_char:
            continue
        if document.paragraphs[document.sentence_number(place.start)] != document.paragraphs[number]:
            return None
        if place.kind != "country" and place.relation != "distance" and _is_scene(document, place):
            return place
    return None


def _in_phrase(document: Document, found: Counted) -> Party | None:
    """Whose figure it is, where the phrase itself says so."""
    noun = found.noun
    if noun is None:
        return None
    for token in (noun, *noun.lefts):
        mention = document.actor(token)
        if mention and (mention.country or mention.sector):
            return Party(
                mention.start, mention.end, mention.text, mention.actor_id, mention.country, mention.sector
            )
    return None


def _in_event(role: str | None, event: Event | None) -> Party | None:
    """Whose figure it is by the event that it belongs to."""
    if event is None or role is None:
        return None
    if role == "attacker":
        role = "target" if event.mode == "intercept" else "source"
    return next(iter(event.sources if role == "source" else event.targets), None)


def _attacker_before(
    document: Document, at: int, events: Sequence[Event], claimant: ActorMention | None
) -> Party | None:
    """Who made the last attack told before an offset in its paragraph; nobody counts what he launched at himself."""
    paragraph = document.paragraphs[document.sentence_number(at)]
    for event in reversed(events):
        if event.event_type != "ASSAULT" or event.trigger_start >= at:
            continue
        if document.paragraphs[document.sentence_number(event.trigger_start)] != paragraph:
            return None
        party = _in_event("attacker", event)
        if party is not None and party.country is not None:
            return party if claimant is None or party.country != claimant.country else None
    return None
