"""Dates of an article's prose, resolved to days by the codebook, and the date that belongs to an event."""

import datetime as dt
import re
from dataclasses import dataclass

from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.periods import DAY
from conflict_data.language.timexes.reading import Timex
from conflict_data.language.timexes.scanner import Token
from conflict_data.language.timexes.tense import tense_around
from conflict_data.language.timexes.values import read

# How far the rest of the sentence is looked for, in tokens.
REACH = 40
PRECISIONS = ("day", "range", "week", "month", "season", "year", "none")
BASES = ("explicit", "relative", "none")


@dataclass(frozen=True)
class DateMention:
    """A time expression and the days it means.

    Parameters
    ----------
    start, end : int
        Characters of the expression (half-open); of a range, from its first date to its last.
    timex_type, timex_value : str
        TIMEX3 type (``DATE``, ``TIME``, ``DURATION``, ``SET``) and value; of a range, ``first/last``.
    date_start, date_end : datetime.date or None
        First and last day, both included; None where that side is open or the days cannot be told.
    precision : str
        ``day``, ``week``, ``month``, ``season`` or ``year`` for one whole of them, ``range`` for any other span and
        for one with an open side, ``none`` without days.
    basis : str
        ``explicit`` for a calendar date, month or year, ``relative`` for what counts from publication or another day,
        ``none`` for lengths, frequencies and vague times, which date nothing.
    """

    start: int
    end: int
    timex_type: str
    timex_value: str
    date_start: dt.date | None
    date_end: dt.date | None
    precision: str
    basis: str


def _publication(text: str, published: str | dt.date | None) -> dt.date | None:
    """Day of publication; where none is known, the first full date in the text (a dateline, as a rule)."""
    if isinstance(published, dt.date):
        return published.date() if isinstance(published, dt.datetime) else published
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        _, found = read(text, dt.date(2000, 1, 1))
        full = (
            t.period.first
            for t in found
            if t.period and t.basis == "explicit" and t.period.precision == "day"
        )
        return next(full, None)


def find_dates(text: str, published: str | dt.date | None) -> list[tuple[int, int, str, str]]:
    """Find time expressions and give them TIMEX3 types and values.

    Parameters
    ----------
    text : str
        Prose.
    published : str, datetime.date or None
        Date of publication (ISO 8601). None or unreadable: the first full date in the text stands in; without one
        nothing is found.

    Returns
    -------
    list of tuple
        ``(start, end, timex_type, timex_value)`` in order, without overlaps; TimeML 1.2.1 types and values.
    """
    day = _publication(text, published)
    if day is None:
        return []
    tokens, found = read(text, day)
    return [(tokens[t.first].start, tokens[t.last - 1].end, t.type, t.value) for t in found]


def find_date_mentions(text: str, published: str | dt.date | None) -> list[DateMention]:
    """Find time expressions and the days they mean by the codebook (sections 1 and 5, "Dates").

    Parameters
    ----------
    text : str
        Prose.
    published : str, datetime.date or None
        As for `find_dates`.

    Returns
    -------
    list of DateMention
        In order, without overlaps. The parts of a range ("from Monday to Wednesday", "in 2026 and 2027") are one.
    """
    day = _publication(text, published)
    if day is None:
        return []
    tokens, found = read(text, day)
    mentions = []
    i = 0
    while i < len(found):
        end = _range_end(tokens, found, i)
        first, last = found[i], found[end]
        if first.period and last.period and first is not last:
            mention = _mention(tokens, first, last, *_range_days(first, last), "range")
        elif first.kind == "counted_from" and (days := _counted_from(tokens, found, i)):
            mention = _mention(tokens, first, first, days, days, "day")
        elif days_of := _days_of(tokens, found, i):
            mention = _mention(tokens, first, first, *days_of, "range")
        else:
            mention = _bounded(tokens, first, day)
        mentions.append(mention)
        i = end + 1
    return mentions


def _mention(
    tokens: list[Token],
    first: Timex,
    last: Timex,
    start: dt.date | None,
    end: dt.date | None,
    precision: str,
) -> DateMention:
    value = first.value if first is last else f"{first.value}/{last.value}"
    basis = "relative" if first.basis == "none" and (start or end) else first.basis
    return DateMention(
        tokens[first.first].start, tokens[last.last - 1].end, first.type, value, start, end,
        precision if start or end else "none", basis,
    )  # fmt: skip


def _range_end(tokens: list[Token], found: list[Timex], i: int) -> int:
    """Index of the last expression of the range that begins with the i-th: itself, or the next one, joined by "to"."""
    if i + 1 == len(found):
        return i
    first, second = found[i], found[i + 1]
    between = [token.word for token in tokens[first.last : second.first]]
    sets = lexicon().words
    if (
        not (first.period and second.period)
        or not between
        or len(between) > 3
        or between[0] not in sets["joiner"]
    ):
        return i
    if any(word not in sets["joiner_more"] for word in between[1:]) or "DURATION" in (
        first.type,
        second.type,
    ):
        return i
    possessive = second.last < len(tokens) and tokens[second.last].word == "'s"
    same = first.period.precision == second.period.precision
    start, end = _range_days(first, second)
    return i if possessive or not same or not start < end else i + 1


def _range_days(first: Timex, last: Timex) -> tuple[dt.date, dt.date]:
    """From Friday to Monday: the Monday after that Friday, on whichever side of publication."""
    start = first.period.first if first.period else dt.date.min
    end = last.period.last if last.period else start
    if end < start and last.kind == "weekday":
        end += 7 * DAY
    return start, end


def _counted_from(tokens: list[Token], found: list[Timex], i: int) -> dt.date | None:
    """Day of "two days after the attack on Monday": that Monday and two days."""
    first = found[i]
    if first.period is None or i + 1 == len(found):
        return None
    second = found[i + 1]
    between = {token.word for token in tokens[first.last : second.first]}
    if (
        second.period is None
        or second.period.precision != "day"
        or between & (lexicon().words["clause_end"].keys() | {","})
    ):
        return None
    count = int(re.findall(r"\d+", first.value)[0])
    return second.period.first + (count if tokens[first.last - 1].word == "after" else -count) * DAY


def _days_of(tokens: list[Token], found: list[Timex], i: int) -> tuple[dt.date, dt.date] | None:
    """Days of "ended two days of talks on Wednesday": Tuesday and Wednesday."""
    first = found[i]
    days = re.fullmatch(r"P(\d)D", first.value)
    if first.kind != "length" or not days or first.last >= len(tokens) or tokens[first.last].word != "of":
        return None
    begin, end = _sentence(tokens, first)
    near = [t for t in found[max(0, i - 5) : i + 6] if begin <= t.first < end and t.type == "DATE"]
    dated = [t.period.first for t in near if t.period and t.period.precision == "day"]
    if len(dated) != 1:
        return None
    words = {token.word for token in tokens[begin:end]}
    day, more = dated[0], (int(days[1]) - 1) * DAY
    if words & lexicon().words["ends"].keys():
        return day - more, day
    return (day, day + more) if words & lexicon().words["begins"].keys() else None


def _sentence(tokens: list[Token], timex: Timex) -> tuple[int, int]:
    stops = (".", "!", "?", "\n")
    begin, end = max(0, timex.first - REACH), min(len(tokens), timex.last + REACH)
    begin = next((i + 1 for i in range(timex.first - 1, begin - 1, -1) if tokens[i].word in stops), begin)
    return begin, next((i for i in range(timex.last, end) if tokens[i].word in stops), end)


def _bounded(tokens: list[Token], timex: Timex, published: dt.date) -> DateMention:
    """The expression with the bound that its preposition sets: "since", "until", "by"."""
    if timex.period is None:
        return _mention(tokens, timex, timex, None, None, "none")
    start: dt.date | None = timex.period.first
    end: dt.date | None = timex.period.last
    lead = tokens[timex.first - 1].word if timex.first else ""
    sets = lexicon().words
    precision = timex.period.precision
    if lead in sets["since"] and timex.period.first <= published and timex.type != "DURATION":
        end, precision = published, "range"
    elif lead in sets["until"] or (
        lead == "by" and (timex.period.last > published or tense_around(tokens, timex.first, timex.last))
    ):
        start, precision = None, "range"
    elif lead == "before" and tokens[timex.first].word in ("the", "end") and timex.period.last > published:
        start, precision = published, "range"
    return _mention(tokens, timex, timex, start, end, precision)
