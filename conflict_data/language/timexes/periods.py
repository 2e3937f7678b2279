"""Days, weeks, months, seasons and years as spans of days with their TIMEX3 values."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

DAY = dt.timedelta(days=1)
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# By the codebook a month is early from the 1st, mid from the 11th, late from the 21st. Longer periods go by thirds.
MID_DAY, LATE_DAY = 11, 21


@dataclass(frozen=True)
class Period:
    """A span of days, both ends included.

    Parameters
    ----------
    value : str
        TIMEX3 value (``2026-02-01``, ``2026-W05``, ``2026-02``, ``2025-WI``, ``2025``).
    first, last : datetime.date
        First and last day.
    precision : str
        ``day``, ``week``, ``month``, ``season``, ``year``, or ``range`` for any other span.
    """

    value: str
    first: dt.date
    last: dt.date
    precision: str

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def day(date: dt.date) -> Period:
    """The day itself."""
    return Period(date.isoformat(), date, date, "day")


def week(date: dt.date) -> Period:
    """The ISO 8601 week, Monday to Sunday, that holds the day."""
    year, number, weekday = date.isocalendar()
    monday = date - (weekday - 1) * DAY
    return Period(f"{year:04}-W{number:02}", monday, monday + 6 * DAY, "week")


def weekend(date: dt.date) -> Period:
    """Saturday and Sunday of the ISO week that holds the day."""
    whole = week(date)
    return Period(f"{whole.value}-WE", whole.first + 5 * DAY, whole.last, "range")


def months(year: int, month: int, count: int, value: str, precision: str) -> Period:
    """Whole months from a first one, which may lie outside 1 to 12 and then counts from January of `year`."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    final_year, final = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    last = calendar.monthrange(final_year, final)[1]
    return Period(value, dt.date(year, month, 1), dt.date(final_year, final, last), precision)


def month(year: int, number: int) -> Period:
    """A month; a number outside 1 to 12 counts on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return months(year, number, 1, f"{year:04}-{number:02}", "month")


def quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return months(year, 3 * number - 2, 3, f"{year:04}-Q{number}", "range")


def season(year: int, code: str) -> Period:
    """Three months from March, June, September or December of the year (winter runs into the next one)."""
    return months(year, SEASON_MONTH[code], 3, f"{year:04}-{code}", "season")


def year(number: int) -> Period:
    """A calendar year."""
    return months(number, 1, 12, f"{number:04}", "year")


def years(number: int, count: int, value: str) -> Period:
    """Several calendar years: a decade, a century."""
    return months(number, 1, 12 * count, value, "range")


def part(period: Period, edge: str | None, published: dt.date) -> Period:
    """The named part of a period.

    Parameters
    ----------
    period : Period
        A week, month, year or other span.
    edge : str or None
        ``START``, ``MID``, ``END`` (thirds; of a month by the codebook's days), ``H1``, ``H2`` (halves), ``EARLIER``
        (up to publication), ``LATER`` (from publication), None (the whole).
    published : datetime.date
        Date of publication.

    Returns
    -------
    Period
        Of precision ``range``; the TIMEX3 value stays that of the whole.
    """
    first, last = period.first, period.last
    if edge is None or first == last:
        return period
    if edge == "EARLIER":
        return replace(period, last=max(first, min(last, published)), precision="range")
    if edge == "LATER":
        return replace(period, first=min(last, max(first, published)), precision="range")
    length = (last - first).days + 1
    if period.precision == "month":
        cuts = [first.replace(day=MID_DAY), first.replace(day=LATE_DAY)]
        middle = first.replace(day=16)
    elif length > 31:
        span = round(length / 30.44)
        cuts = [_later(first, span * third // 3) for third in (1, 2)]
        middle = _later(first, span // 2)
    else:
        cuts = [first + (length + 1) // 3 * DAY, first + 2 * length // 3 * DAY]
        middle = first + length // 2 * DAY
    spans = {
        "START": (first, cuts[0] - DAY),
        "MID": (cuts[0], cuts[1] - DAY),
        "END": (cuts[1], last),
        "H1": (first, middle - DAY),
        "H2": (middle, last),
    }
    return replace(period, first=spans[edge][0], last=spans[edge][1], precision="range")


def _later(first: dt.date, count: int) -> dt.date:
    """First day of the month `count` months later."""
    return month(first.year, first.month + count).first


def shift(date: dt.date, count: int, unit: str) -> Period:
    """The day, week, month or year that lies `count` units from a day.

    Parameters
    ----------
    date : datetime.date
        The day from which to count.
    count : int
        Number of units, negative for the past.
    unit : str
        ``D``, ``W``, ``M``, ``Q`` or ``Y``.

    Raises
    ------
    OverflowError, ValueError
        Beyond the years 1 to 9999.
    """
    if unit == "D":
        return day(date + count * DAY)
    if unit == "W":
        return week(date + 7 * count * DAY)
    if unit == "M":
        return month(date.year, date.month + count)
    if unit == "Q":
        return quarter(date.year, (date.month + 2) // 3 + count)
    return year(date.year + count)


def back(date: dt.date, count: int, unit: str) -> dt.date:
    """The same day of the month `count` units away (the last day where the month is shorter)."""
    if unit in ("D", "W"):
        return date + count * (7 if unit == "W" else 1) * DAY
    target = month(date.year, date.month + count * {"M": 1, "Q": 3, "Y": 12}[unit])
    return target.last.replace(day=min(date.day, target.last.day))
