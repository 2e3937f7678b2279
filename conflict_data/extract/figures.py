"""Figures of a document: how much, of what, said by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from conflict_data.extract.counted import STATES, Counted, counted, governor, is_total, token_at
from conflict_data.extract.measures import OTHER, measure_of
from conflict_data.extract.records import Event, Figure, Party, Statement
from conflict_data.language.dates import DateMention
from conflict_data.language.document import Document
from conflict_data.language.numbers import Number, find_numbers
from conflict_data.language.phrases import clause
from conflict_data.language.places import PlaceMention
from conflict_data.language.unit_words import COUNT

_OLDEST = 110
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NOT_ONE = frozenset({"no", "any", "this", "that", "the", "which", "each", "every", "some", "only"})


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
    figures: list[Figure] = []
    earlier: Counted | None = None
    earlier_measure = OTHER
    money: Number | None = None
    numbers = _with_shared_units(document.text, find_numbers(document.text))
    for number in numbers:
        sentence = document.sentence_number(number.start)
        if earlier and sentence > document.sentence_number(earlier.number.start) + 1:
            earlier = None
        if money and sentence > document.sentence_number(money.start):
            money = None
        found = counted(document.doc, _without_particle(document, number), earlier)
        if found is None or not _is_figure(document, found):
            continue
        if money and number.form == "scaled" and number.kind == COUNT and not _counts(found):
            found = replace(
                found, number=replace(number, unit=money.unit, kind=money.kind), noun=None, measured=None
            )
        elif _is_age(found):
            found = replace(
                found, number=replace(number, unit="a", kind="age"), noun=_aged(found), inherited=False
            )
        measure = measure_of(found)
        if earlier and _shares_measure(found, earlier):
            measure = earlier_measure
        if found.number.kind == COUNT:
            earlier, earlier_measure = found, measure
        elif found.number.kind == "money" and document.text[number.start - 1 : number.start] != "(":
            money = found.number
        figures.append(_figure(document, found, measure, statements, events))
    return figures


def _without_particle(document: Document, number: Number) -> Number:
    """A number without a modifier that the parse takes for part of the verb ("handed over 157 prisoners")."""
    if number.modifier == "exact" or number.start == number.core_start:
        return number
    token = token_at(document.doc, number.start)
    if token is None or token.dep_ != "prt" or token.idx != number.start:
        return number
    value = number.low if number.low is not None else number.high
    start = number.start + len(token.text_with_ws)
    return replace(number, start=start, modifier="exact", low=value, high=value)


def _counts(found: Counted) -> bool:
    """Whether a number has a noun of its own (a verb that the parse takes for one is none)."""
    return (
        found.noun is not None
        and not found.inherited
        and found.noun.dep_ not in ("advcl", "relcl", "ccomp", "ROOT")
    )


def _shares_measure(found: Counted, earlier: Counted) -> bool:
    """Whether a number only tells a part of the one before it ("165 drones, about 100 of them Shaheds")."""
    token = found.token
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if not found.inherited or is_total(found) or following.lower_ in STATES:
        return False
    return governor(token) == governor(earlier.token)


def _with_shared_units(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Numbers with the unit that a list writes once, at its end: "30, 40 and 50 years"."""
    result = list(numbers)
    for i in range(len(result) - 2, -1, -1):
        number, following = result[i], result[i + 1]
        between = text[number.end : following.start]
        if (
            (
                number.kind == COUNT
                and following.kind not in (COUNT, "age")
                and between.strip() in (",", "and", "or", ", and", ", or")
            )
            and following.form not in ("fraction", "article")
            and number.form == following.form
        ):
            result[i] = replace(number, unit=following.unit, kind=following.kind)
    return result


def _is_figure(document: Document, found: Counted) -> bool:
    """Whether a number reports a quantity, and is no date, name or pronoun."""
    number, token = found.number, found.token
    if number.kind != COUNT:
        if number.form == "words" and number.kind == "time" and token.lower_ in ("day", "night", "time"):
            return not _is_some_day(found)
        if number.form == "fraction" and token.dep_ == "advmod" and token.head.i == token.i + 1:
            return token.head.pos_ not in ("ADJ", "VERB", "ADV")
        return True
    if any(
        d.start < number.end and number.start < d.end
        for d in document.dates
        if d.timex_type in ("DATE", "TIME")
    ):
        return False
    if found.noun is not None and found.noun.lower_ == "points" and not found.inherited:
        # A plan's points do not count; those of an index or a match stand without an article.
        return not any(t.tag_ in ("DT", "PRP$", "POS") for t in token.doc[max(0, token.i - 2) : token.i])
    if number.low == 0 and number.form == "words":
        return found.noun is not None and found.noun.tag_ == "NNS"
    if number.form == "times":
        return token.i + 1 == len(token.doc) or token.doc[token.i + 1].lower_ not in ("as", "the", "that")
    if _is_year(found) or _is_part_of_name(document, found):
        return False
    if token.lower_ == "one" and number.form == "words" and number.low == number.high == 1:
        return _is_numeral_one(found)
    return True


def _is_some_day(found: Counted) -> bool:
    """One day, some time: "could one day refuse"."""
    doc, token = found.token.doc, found.token
    if token.i == 0 or doc[token.i - 1].lower_ != "one" or found.number.modifier != "exact":
        return False
    before = doc[token.i - 2].lower_ if token.i > 1 else ""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else token
    return before not in ("in", "within", "for", "than", "least", "of", "just", "only") and (
        following.pos_ in ("VERB", "AUX", "PRON", "PROPN") or following.is_punct
    )


def _is_year(found: Counted) -> bool:
    number = found.number
    digits = found.token.text
    if number.modifier != "exact" or len(digits) != 4 or not digits.isdigit() or number.low is None:
        return False
    return _FIRST_YEAR <= number.low <= _LAST_YEAR and (
        found.noun is None or found.inherited or found.noun.tag_ != "NNS"
    )


def _is_part_of_name(document: Document, found: Counted) -> bool:
    """France 2, Sentinel 5, the Five Eyes."""
    token, number = found.token, found.number
    first = document.text[number.core_start]
    if number.form == "words" and first.isupper() and not token.is_sent_start:
        before = token.doc[token.i - 1] if token.i else token
        return (before.is_alpha and not before.is_sent_start) or before.text in ("the", "The")
    if token.i == 0 or number.start != number.core_start or number.form not in ("digits", "words"):
        return False
    before = token.doc[token.i - 1]
    is_plural = found.noun is not None and not found.inherited and found.noun.tag_ == "NNS"
    if before.tag_ == "POS":
        return (
            number.form == "digits" and found.noun is not None and not is_plural and found.noun.tag_ != "NN"
        )
    if before.text[:2].lower() == before.text[:2] or before.whitespace_ != " " or number.form == "words":
        return False
    if is_plural and before.i == before.sent.start:
        return False
    spans = [(p.start, p.end) for p in document.places] + [(d.start, d.end) for d in document.dates]
    known = any(start <= before.idx < end for start, end in spans)
    return not (known and found.noun is not None and not found.inherited)


def _is_numeral_one(found: Counted) -> bool:
    token = found.token
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or (token.i > token.sent.start and token.doc[token.i - 1].lower_ in _NOT_ONE):
        return False
    if following.lower_ in STATES:
        return True
    return (
        not found.inherited
        and found.noun is not None
        and following.lower_ not in ("of", "another", "day", "time", "thing", "side", "hand", "way")
    )


def _aged(found: Counted) -> Token | None:
    """Who is so old."""
    head = found.token.head
    return head.head if head.pos_ == "ADP" else head


def _is_age(found: Counted) -> bool:
    """Whether a bare number gives an age: "aged five and 15", "a man of 54", "Maria, 10,", "who was 10"."""
    number, token = found.number, found.token
    if (
        number.kind != COUNT
        or number.low is None
        or number.low != number.high
        or not 0 < number.low <= _OLDEST
    ):
        return False
    if found.noun is not None and not found.inherited and found.noun.i > found.token.i:
        return False
    doc, i = token.doc, token.i
    before = doc[i - 1] if i else token
    following = doc[i + 1] if i + 1 < len(doc) else token
    if before.lower_ in ("aged", "age"):
        return True
    if before.lower_ in ("and", "or", "to", ",") and any(t.lower_ == "aged" for t in doc[max(0, i - 5) : i]):
        return True
    if (
        before.lower_ == "of"
        and i > 1
        and doc[i - 2].lower_
        in ("man", "woman", "boy", "girl", "child", "age", "person", "teenager", "pensioner")
    ):
        return True
    if (
        before.text == ","
        and following.text in (",", ".", ")")
        and i > 1
        and doc[i - 2].tag_ in ("NNP", "NNPS")
    ):
        return (
            number.form == "digits" and token.dep_ in ("appos", "npadvmod", "nummod", "conj")
        ) or following.text == ","
    return False


def _figure(
    document: Document, found: Counted, measure: str, statements: Sequence[Statement], events: Sequence[Event]
) -> Figure:
    number = found.number
    event = _event(document, number, events)
    statement = _statement(number, statements)
    attribution = statement.speaker if statement else None
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
        actor=_actor(document, found),
        place=_place(document, found, event),
        date=_date(document, found, event),
        attribution=attribution,
        hedged=hedged,
        event=event,
    )


def _event(document: Document, number: Number, events: Sequence[Event]) -> Event | None:
    """The event whose clause holds the figure: the shortest clause, then the nearest trigger."""
    around = [e for e in events if e.start <= number.start and number.end <= e.end]
    return min(around, key=lambda e: (e.end - e.start, abs(e.trigger_start - number.start)), default=None)


def _statement(number: Number, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds the figure."""
    around = [s for s in statements if s.start <= number.start and number.end <= s.end]
    return min(around, key=lambda s: s.end - s.start, default=None)


def _actor(document: Document, found: Counted) -> Party | None:
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


def _place(document: Document, found: Counted, event: Event | None) -> PlaceMention | None:
    if event and event.places:
        return event.places[0]
    span = _clause(found)
    places = [p for p in document.places_in(span[0], span[1]) if p.relation != "distance"]
    return min(
        places, key=lambda p: (p.start < found.number.start, abs(p.start - found.number.start)), default=None
    )


def _date(document: Document, found: Counted, event: Event | None) -> DateMention | None:
    if event and event.date:
        return event.date
    span = _clause(found)
    number = found.number
    dates = [
        d
        for d in document.dates_in(span[0], span[1])
        if d.date_start and (d.end <= number.start or number.end <= d.start)
    ]
    return min(dates, key=lambda d: abs(d.start - number.start), default=None)


def _clause(found: Counted) -> tuple[int, int]:
    """Offsets of the clause that a figure stands in."""
    span = clause(governor(found.token))
    return span.start_char, span.end_char
