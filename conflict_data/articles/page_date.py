"""The day on which the article of a pasted page was published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from conflict_data.articles import furniture
from conflict_data.articles.written_date import find_age, find_date, read_date

_URL_DAY = re.compile(r"https?://\S+?/(\d{4}[/-]\d{1,2}[/-]\d{1,2})(?:[/-]|\Z|\s)")
_YEAR = re.compile(r"(?:©|\(c\)|copyright)\D{0,20}(\d{4})\b", re.IGNORECASE)
_YEARLESS = re.compile(
    r"(?<!\w)(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)(?!\w)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?)?"
    r"|\b(?:GMT|UTC|CES?T|EES?T|E[SD]T|P[SD]T|MSK|BST)\b(?:[+-]\d{1,2})?"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)


def published_on(
    above: Sequence[str], below: Sequence[str], tail: Sequence[str], in_dateline: str | None
) -> dt.date | None:
    """Return the day of publication.

    A date that is labelled as such comes first, then one below the headline. A date above the headline is that of the
    page when it was read, from which the article's age is taken off if the page tells it; an age in months is too
    coarse to tell a day. Then the day in the dateline, "updated", the address, the rest of the page.

    Parameters
    ----------
    above, below : sequence of str
        Segments of the lines above and below the headline.
    tail : sequence of str
        Segments of the other lines that are not prose.
    in_dateline : str or None
        Day in the dateline, maybe without year.

    Returns
    -------
    datetime.date or None
    """
    head = [*above, *below]
    updated = [segment for segment in head if _is_labelled(segment, "updated")]
    plain_above = [segment for segment in above if segment not in updated]
    plain_below = [segment for segment in below if segment not in updated]
    ages = [age_in(segment) for segment in (*plain_below, *plain_above) if _tells_age(segment)]
    page = _first_date(plain_above)
    if page is not None and ages:
        page = None if ages[0] is None else dt.date.fromordinal(max(1, page.toordinal() - ages[0]))
    found = (
        _first_date(_labelled(head))
        or _first_date(plain_below)
        or page
        or (read_date(in_dateline) if in_dateline else None)
        or _address_day(head)
        or _first_date(_labelled(tail))
    )
    if found is None and not ages:  # an age counts from the day of reading, which these do not tell
        yearless = (
            [in_dateline] if in_dateline else [day for segment in head if (day := _yearless_in(segment))]
        )
        found = (
            _first_date(updated)
            or (_with_year(yearless[0], [*tail, *head]) if yearless else None)
            or _first_date(tail)
            or _address_day(tail)
        )
    return found


def is_dated(segment: str) -> bool:
    """Whether a segment holds a day or an age and little else."""
    short = len(segment) <= 200
    return short and (
        date_in(segment) is not None or _tells_age(segment) or _yearless_in(segment) is not None
    )


def date_in(segment: str) -> dt.date | None:
    """Return the day of a segment that holds little else."""
    found = find_date(segment)
    return found[0] if found and _rest(segment, found[1], found[2]) <= 4 else None


def age_in(segment: str) -> int | None:
    """Return the age in days of a segment that holds little else; None for an age in months or years, too."""
    found = find_age(segment)
    return found[0] if found and _rest(segment, found[1], found[2]) <= 3 else None


def _tells_age(segment: str) -> bool:
    found = find_age(segment)
    return found is not None and _rest(segment, found[1], found[2]) <= 3


def _yearless_in(segment: str) -> str | None:
    found = _YEARLESS.search(segment)
    return found.group() if found and _rest(segment, found.start(), found.end()) <= 1 else None


def _rest(segment: str, start: int, end: int) -> int:
    """Count the words beside a date, without clock time, time zone and weekday, label and small change."""
    rest = f"{segment[:start]} {segment[end:]}"
    for kind in ("published", "updated"):
        label = furniture.find(kind, rest)
        rest = rest[label.end() :] if label else rest
    return furniture.n_words(_CLOCK.sub(" ", rest))


def _is_labelled(segment: str, kind: str) -> bool:
    return furniture.find(kind, segment) is not None


def _labelled(segments: Sequence[str]) -> list[str]:
    """Return the segments with a label of publication, and those after them, since a label may stand alone."""
    return [
        other
        for index, segment in enumerate(segments)
        if _is_labelled(segment, "published")
        for other in segments[index : index + 2]
    ]


def _first_date(segments: Iterable[str]) -> dt.date | None:
    return next((day for segment in segments if (day := date_in(segment))), None)


def _with_year(day: str, lines: Iterable[str]) -> dt.date | None:
    """Return a day without a year in the year of the page's copyright notice."""
    year = next((match[1] for line in lines if (match := _YEAR.search(line))), None)
    return read_date(f"{day} {year}") if year else None


def _address_day(segments: Iterable[str]) -> dt.date | None:
    found = (match for segment in segments if (match := _URL_DAY.search(segment)))
    return next((day for match in found if (day := read_date(match[1].replace("/", "-")))), None)
