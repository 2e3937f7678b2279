"""Values of what counts from publication or from another day: days of the week, parts of days, weeks, years."""

import datetime as dt
import re

from conflict_data.language.timexes import periods
from conflict_data.language.timexes.periods import DAY
from conflict_data.language.timexes.reading import Reading, Timex


def _weekday_date(reading: Reading, part: str) -> dt.date:
    number = int(reading.value(part, "weekday") or 1)
    published, offset = reading.published, reading.offset
    since = (published.isoweekday() - number) % 7
    last, coming = published - since * DAY, published + (-since % 7) * DAY
    if reading.text("rel") == "following":
        return reading.reference + ((number - reading.reference.isoweekday() - 1) % 7 + 1) * DAY
    if offset == -1:
        return last if last < published else last - 7 * DAY
    if offset == 1:
        return coming if coming > published else coming + 7 * DAY
    return coming if reading.future else last


def weekday(reading: Reading) -> Timex:
    """A day of the week; a night that runs into a day belongs to that day."""
    if reading.words("night"):
        return reading.time(_weekday_date(reading, "night"), "TNI")
    return reading.time(_weekday_date(reading, "weekday"), reading.value("part", "part_of_day"))


def clock(reading: Reading) -> Timex | None:
    """A time of day, on the day named beside it or else the last one that the text spoke of."""
    date = None
    if reading.words("weekday"):
        date = _weekday_date(reading, "weekday")
    elif reading.words("day"):
        date = reading.published + int(re.match(r"[+-]?\d", reading.value("day", "day_word") or "0")[0]) * DAY  # type: ignore[index]
    if reading.words("part"):
        return _bare_time(reading, date, reading.value("part", "part_of_day") or "")
    text = reading.text("clock")
    half = reading.text("ampm") or text[-4:]
    hour, minute = _hour_minute(text)
    if hour is None:
        hour = reading.number("clock") or 0
    if "p" in half and hour < 12:
        hour += 12
    elif "a" in half and "p" not in half and hour == 12 and re.search(r"a\.?m", half):
        hour = 0
    if hour > 24 or minute > 59:
        return None
    exact = f":{minute:02}" if len(re.findall(r"\d", text)) > 2 else ""
    return _bare_time(reading, date, f"T{hour:02}{exact}")


def _bare_time(reading: Reading, date: dt.date | None, part: str) -> Timex:
    """A time of day alone tells no day by the codebook; its value is still that of the day spoken of last."""
    if date:
        return reading.time(date, part)
    return reading.timex("TIME", reading.reference.isoformat() + part)


def _hour_minute(text: str) -> tuple[int | None, int]:
    figures = re.findall(r"\d+", text)
    if not figures:
        return None, 0
    if len(figures) == 1 and len(figures[0]) == 4:
        return int(figures[0][:2]), int(figures[0][2:])
    return int(figures[0]), int(figures[1]) if len(figures) > 1 else 0


def day_word(reading: Reading) -> Timex:
    """Value of "today", "yesterday morning", "this evening", "last night", "overnight"."""
    value = reading.value("day", "day_word")
    part = reading.value("part", "part_of_day")
    words = [token.word for token in reading.tokens[reading.expression.first : reading.expression.last]]
    if value is None:
        return reading.time(reading.published - ("last" in words) * DAY, part)
    offset = int(re.match(r"[+-]?\d", value)[0])  # type: ignore[index]
    if words[:2] == ["the", "day"]:
        offset *= 2
    if value == "0" and not part and _generic_today(reading):
        return reading.timex("DATE", "PRESENT_REF")
    return reading.time(
        reading.published + offset * DAY, part or (value[1:] or None if value[0] == "0" else None)
    )


def _generic_today(reading: Reading) -> bool:
    """Whether "today" means these times: "today's Russia", "than can be done today"."""
    return reading.after == "'s"


def part_of_day(reading: Reading) -> Timex:
    """Value of "in the evening", "that night", "the following morning": of the day that the text spoke of last."""
    date = reading.reference + (reading.offset or 0) * DAY
    return reading.time(date, reading.value("part", "part_of_day") or "TMO")


# ---------------------------------------------------------------------------- weeks, months, years from publication


def weekend(reading: Reading) -> Timex:
    """Value of "last weekend"; "the weekend" is the last one that has begun, or the coming one if the tense says so."""
    published = reading.published
    this = periods.weekend(published)
    offset = reading.offset
    if offset == -1:
        return reading.date(periods.weekend(published - 7 * DAY))
    if offset == 1:
        return reading.date(periods.weekend(published + 7 * DAY) if this.first <= published else this)
    if reading.future or this.first <= published:
        return reading.date(this)
    return reading.date(periods.weekend(published - 7 * DAY))


def calendar_unit(reading: Reading) -> Timex | None:
    """Value of "This week", "the end of next year", "earlier this month", "the same day", "the day before"."""
    unit = reading.value("unit", "calendar_unit") or "D"
    offset = reading.offset
    words = [token.word for token in reading.tokens[reading.expression.first : reading.expression.last]]
    if unit == "D" and offset == -1 and (reading.after == "of" or "last" in words):
        return None
    anaphoric = "that" in words or "same" in words or (unit == "D" and offset != 0) or reading.words("shift")
    base = reading.reference if anaphoric else reading.published
    if shift := reading.text("shift"):
        if shift in ("before", "after") and reading.after not in (",", ".", ";", "and", "but", "\n", "'s"):
            return reading.timex("DATE", "XXXX-XX-XX" if unit == "D" else "XXXX", None, "relative")
        offset = 1 if shift == "after" else -1
    period = periods.shift(base, offset or 0, unit)
    edge = reading.value("edge", "edge") or reading.value("edge", "modifier")
    if edge is None and not anaphoric and reading.published in period and unit != "D":
        edge = "LATER" if reading.future and unit != "W" else "EARLIER"
    return reading.timex("DATE", period.value, periods.part(period, edge, reading.published), "relative")


def same_period(reading: Reading) -> Timex:
    """Value of "the same period a year ago": a year before the period that the text spoke of last."""
    previous = reading.previous or periods.year(reading.published.year)
    unit = {"month": "M", "year": "Y"}.get(previous.precision, "Q" if "-Q" in previous.value else "Y")
    base = periods.back(previous.first, -1, "Y")
    return reading.date(periods.shift(base, 0, unit))
