"""Figures of a document: how much, of what, said by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_data.extract.counted import (
    Counted,
    counted,
    following,
    governor,
    is_of_total,
    is_total,
    token_at,
    words_of_figures,
)
from conflict_data.extract.exclusions import is_age, is_figure, who_is_aged
from conflict_data.extract.measures import OTHER, event_types_of, measure_of, of_persons
from conflict_data.extract.parts import same_amount, total_of
from conflict_data.extract.records import Event, Figure, Statement
from conflict_data.extract.whereabouts import owner, place_of
from conflict_data.language.dates import DateMention
from conflict_data.language.dating import date_for
from conflict_data.language.document import Document
from conflict_data.language.numbers import Number, find_numbers
from conflict_data.language.unit_words import COUNT

# An age or a distance is not an event of the day.
_UNDATED = frozenset({"age", "length", "area"})
_WEEK = 7
_PARTICLES = frozenset({"over", "about", "around", "under", "above"})


def extract_figures(
    document: Document, statements: Sequence[Statement], events: Sequence[Event]
) -> list[Figure]:
    """Figures of a document.

    Parameters
    ----------
    document : Document
    statements : sequence of Statement
        For the attribution.
    events : sequence of Event
        A figure belongs to the event of its clause and takes date, place and actor from it.

    Returns
    -------
    list of Figure
        In the order of the text.
    """
    found, measures = _read(document)
    figures: list[Figure] = []
    totals = [total_of(document, i, found, measures) for i in range(len(found))]
    for i, read in enumerate(found):
        figure = _figure(document, read, measures[i], statements, events)
        total, same = totals[i], same_amount(document, i, found)
        if same is not None:
            first = figures[same]
            figure = replace(figure, measure=first.measure, same_as=(first.start, first.end))
        if total is not None:
            figure = replace(figure, part_of=(found[total].number.start, found[total].number.end))
        figures.append(figure)
    return [
        figure if total is None else _as_part(document, figure, figures[total])
        for figure, total in zip(figures, totals, strict=True)
    ]


def _as_part(document: Document, part: Figure, total: Figure) -> Figure:
    """A part with what it shares with its total: whose it is, and within a sentence, who says so."""
    beside = document.sentence_number(part.start) == document.sentence_number(total.start)
    return replace(
        part,
        measure=total.measure if part.measure == OTHER and of_persons(total.measure) else part.measure,
        actor=part.actor or total.actor,
        event=part.event or (total.event if of_persons(total.measure) else None),
        attribution=part.attribution or (total.attribution if beside else None),
    )


def _read(document: Document) -> tuple[list[Counted], list[str]]:
    """The figures of a document with what they count, and their measures."""
    read: list[Counted] = []
    measures: list[str] = []
    recent: list[Counted] = []
    earlier: Counted | None = None
    earlier_measure = OTHER
    money: Number | None = None
    numbers = _with_shared_units(document.text, find_numbers(document.text))
    for number in numbers:
        sentence = document.sentence_number(number.start)
        if earlier and sentence > document.sentence_number(earlier.number.start) + 1:
            earlier = None
            recent.clear()
        if money and sentence > document.sentence_number(money.start):
            money = None
        found = counted(document.doc, _without_particle(document, number), earlier)
        if found is None or not is_figure(document, found):
            continue
        found = _of_larger(found, recent)
        if money and number.form == "scaled" and number.kind == COUNT and not _counts(found):
            found = replace(
                found, number=replace(number, unit=money.unit, kind=money.kind), noun=None, measured=None
            )
        elif is_age(found):
            aged = who_is_aged(found)
            found = replace(found, number=replace(number, unit="a", kind="age"), noun=aged, inherited=False)
        measure = measure_of(found)
        if earlier and (_shares_measure(found, earlier) or (measure == OTHER and is_of_total(found))):
            measure = earlier_measure
        if found.number.kind == COUNT:
            earlier, earlier_measure = found, measure
            recent.append(found)
        elif found.number.kind == "money" and document.text[number.start - 1 : number.start] != "(":
            money = found.number
        read.append(found)
        measures.append(measure)
    return read, measures


def _of_larger(found: Counted, recent: Sequence[Counted]) -> Counted:
    """A part with a noun of which there were enough: after "635 drones and 38 missiles" "621 of them" are drones."""
    value = found.number.low
    if not found.inherited or value is None or found.noun is None:
        return found
    behind = {token.lower_ for token in found.token.doc[found.token.i + 1 : found.token.sent.end]}
    named = [(r.noun, r) for r in recent if not r.inherited and r.noun is not None]
    before = recent[-1].noun if recent and recent[-1].inherited else None
    if "respectively" in behind and before is not None:
        later = [(noun, r) for noun, r in named if noun.i > before.i]
        return replace(found, noun=later[0][0], measured=later[0][1].measured) if later else found
    whole = next((r.number.low for noun, r in named if noun == found.noun), None)
    if whole is None or whole >= value or not (_is_of_several(found) or "respectively" in behind):
        return found
    enough = [(noun, r) for noun, r in named if (r.number.low or 0) >= value and noun.tag_ == "NNS"]
    return replace(found, noun=enough[-1][0], measured=enough[-1][1].measured) if enough else found


def _is_of_several(found: Counted) -> bool:
    """Whether a number says of whom it is a part: "621 of them", not "23 injured, children among them"."""
    doc, after = found.token.doc, found.token.i + 1
    return [t.lower_ for t in doc[after : after + 2]] in (["of", "them"], ["of", "these"], ["of", "those"])


def _without_particle(document: Document, number: Number) -> Number:
    """A number without a modifier that belongs to the verb ("handed over 157 prisoners", "came under 655 strikes")."""
    word = document.text[number.start : number.core_start].strip()
    if word.lower() not in _PARTICLES:
        return number
    token = token_at(document.doc, number.start)
    is_verbal = token is not None and (
        token.dep_ == "prt" or (token.head.lemma_ == "come" and token.dep_ == "prep")
    )
    if not is_verbal:
        return number
    value = number.low if number.low is not None else number.high
    return replace(number, start=number.core_start, modifier="exact", low=value, high=value)


def _counts(found: Counted) -> bool:
    """Whether a number has a noun of its own (a verb that the parse takes for one is none)."""
    is_own = found.noun is not None and not found.inherited
    return is_own and found.anchor.dep_ not in ("advcl", "relcl", "ccomp", "ROOT")


def _shares_measure(found: Counted, earlier: Counted) -> bool:
    """Whether a number only tells a part of the one before it ("165 drones, about 100 of them Shaheds")."""
    if (
        not found.inherited
        or found.noun != earlier.noun
        or is_total(found)
        or found.token.dep_ in ("nsubj", "nsubjpass")
    ):
        return False
    states = words_of_figures()["states"]
    beside = (following(found.token), following(found.anchor))
    if any(word is not None and word.lower_ in states for word in beside):
        return False
    return governor(found.token) == governor(earlier.token)


def _with_shared_units(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Numbers with the unit that a list writes once, at its end: "30, 40 and 50 years"."""
    result = list(numbers)
    for i in range(len(result) - 2, -1, -1):
        number, after = result[i], result[i + 1]
        between = text[number.end : after.start].strip()
        rises = number.low is not None and after.low is not None and number.low < after.low
        is_listed = between in ("and", "or", ", and", ", or") or (between == "," and rises)
        has_unit = after.kind not in (COUNT, "age") and after.form not in ("fraction", "article")
        if is_listed and has_unit and number.kind == COUNT and number.form == after.form:
            result[i] = replace(number, unit=after.unit, kind=after.kind)
    return result


def _figure(
    document: Document, found: Counted, measure: str, statements: Sequence[Statement], events: Sequence[Event]
) -> Figure:
    number = found.number
    event = _event(document, number, measure, events)
    statement = _statement(number, statements)
    attribution = statement.speaker if statement else None
    date = _date(document, found, event)
    place = place_of(document, found, measure, event, statement)
    hedged = event.hedged if event else bool(statement and statement.cue_class == "claim")
    return Figure(
        start=number.start,
        end=number.end,
        value_low=number.low,
        value_high=number.high,
        modifier=number.modifier,
        unit=number.unit,
        measured=found.measured,
        measure=measure,
        actor=owner(document, found, measure, event, place, events, attribution),
        place=place,
        date=date,
        attribution=attribution,
        hedged=hedged,
        event=event,
        context_date=None if date else _context_date(document, number.start),
    )


def _event(document: Document, number: Number, measure: str, events: Sequence[Event]) -> Event | None:
    """The event that a figure belongs to.

    That of the shortest clause that holds it, of a type that suits the measure where there is one; else, for what
    only such events bring about (casualties, damage), the nearest of them in the sentence.
    """
    types = event_types_of(measure)

    downed = measure in ("drones_downed", "missiles_downed")
    fitting = [e for e in events if e.event_type in types and (e.mode == "intercept") == downed]
    around = [e for e in events if e.start <= number.start and number.end <= e.end]
    best = [e for e in around if e in fitting] or [e for e in around if e.event_type in types]
    sentence = document.sentence_at(number.start)
    near = [e for e in fitting if sentence.start_char <= e.trigger_start < sentence.end_char]
    if near and not best:
        return min(near, key=lambda e: abs(e.trigger_start - number.start))
    chosen = best or around
    return min(chosen, key=lambda e: (e.end - e.start, abs(e.trigger_start - number.start)), default=None)


def _statement(number: Number, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds the figure."""
    around = [s for s in statements if s.start <= number.start and number.end <= s.end]
    return min(around, key=lambda s: s.end - s.start, default=None)


def _date(document: Document, found: Counted, event: Event | None) -> DateMention | None:
    """The date of the event; else the one that belongs to the figure by the words between them."""
    if found.number.kind in _UNDATED:
        return None
    if event and event.date:
        return event.date
    sentence = document.sentence_at(found.number.start)
    around = (sentence.start_char, sentence.end_char)
    date = date_for(document.dates, around, found.number.core_start, document.text)
    colon = document.text.rfind(":", sentence.start_char, found.number.start)
    if date is None and colon >= 0:
        # As in "the weapons used over the past week: 1,300 drones and 12 missiles".
        date = date_for(document.dates, around, colon, document.text)
    return date


def _context_date(document: Document, at: int) -> DateMention | None:
    """The last day told before a figure in its paragraph, if it is one of the week before publication."""
    number, published = document.sentence_number(at), document.article.published
    for date in reversed(document.dates):
        if date.end > at or date.precision != "day" or date.date_end is None:
            continue
        if document.paragraphs[document.sentence_number(date.start)] != document.paragraphs[number]:
            return None
        if 0 <= (published - date.date_end).days <= _WEEK:
            return date
    return None
