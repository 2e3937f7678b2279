"""Publication dates as they are written: ISO 8601, in words, or as an age ("1 day ago")."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
# Text copied from a page may lack the space after the year: "January 17, 20263:14 PM", "17/01/2026January 17".
_AFTER = r"(?=\D|\Z|\d?\d:\d\d)(?![./-]\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = tuple(
    re.compile(rf"(?<![\w./-]){pattern}{_AFTER}", re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?=T\d|\b)",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})",
        rf"{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_ISO_START = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s].*)?\Z", re.DOTALL)
_NUMBER = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_AGE = re.compile(
    r"(?<!\w)(?:(?P<number>\d{1,4}|an?|one|two|three|four|five|six|seven) ?"
    r"(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|years?) ago"
    r"|(?P<word>yesterday|today|just now))(?!\w)",
    re.IGNORECASE,
)
_UNIT_DAYS = {"d": 1, "w": 7}


def read_date(text: str) -> dt.date | None:
    """Return the day that a field of metadata names.

    Parameters
    ----------
    text : str
        ``2026-02-01``, ``2026-02-01T10:00:00Z``, ``1 February 2026``, ``Sunday, Feb. 1, 2026``, ``01.02.2026``.
        ``01/02/2026`` is refused, since day and month cannot be told apart; ``31/01/2026`` is not.

    Returns
    -------
    datetime.date or None
        None if the text names no day, or one that the calendar does not have.
    """
    text = text[:200]
    iso = _ISO_START.match(text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str) -> tuple[dt.date, int, int] | None:
    """Return the first written date in `text`, with where it starts and ends."""
    found: tuple[dt.date, int, int] | None = None
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            day = _day(int(match["year"]), number, int(match["day"]))
            if day is not None and (found is None or match.start() < found[1]):
                found = day, match.start(), match.end()
    return found


def find_age(text: str) -> tuple[int | None, int, int] | None:
    """Return an age in whole days ("2 days ago" is 2, "5 hours ago" 0), with where it starts and ends.

    The days are None for months and years, which are too coarse to tell a day.
    """
    match = _AGE.search(text)
    if match is None:
        return None
    if match["word"]:
        return int(match["word"].lower() == "yesterday"), match.start(), match.end()
    unit, number = match["unit"].lower(), match["number"].lower()
    if unit.startswith(("mo", "y")):
        return None, match.start(), match.end()
    count = int(number) if number.isdigit() else _NUMBER[number]
    return count * _UNIT_DAYS.get(unit[0], 0), match.start(), match.end()


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
