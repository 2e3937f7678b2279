"""Days from dates of which only the year or the month is known."""

from __future__ import annotations

import calendar
import datetime as dt


def first_day(text: str) -> dt.date | None:
    """First day that "2024", "2024-10" or "2024-10-05" may mean; None for an empty string."""
    if not text:
        return None
    year, month, day = _parts(text)
    return dt.date(year, month or 1, day or 1)


def last_day(text: str) -> dt.date | None:
    """Last day that "2024", "2024-10" or "2024-10-05" may mean; None for an empty string."""
    if not text:
        return None
    year, month, day = _parts(text)
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    return int(year), int(month) if month else None, int(day) if day else None
