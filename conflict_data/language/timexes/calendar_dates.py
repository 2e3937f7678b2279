"""Values of calendar dates: days, months, quarters, seasons, years, decades, centuries."""

import datetime as dt
import re
from dataclasses import replace

from conflict_data.language.timexes import periods
from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.periods import DAY, Period
from conflict_data.language.timexes.reading import Reading, Timex
from conflict_data.language.timexes.relative_dates import weekday as weekday_of

# A day of the year without its year is the nearest one, at most so many days ahead, or so many if the tense says so.
AHEAD, FAR_AHEAD = 120, 240


def _year(reading: Reading) -> int | None:
    number = reading.number("year")
    if number is None:
        return reading.shared_year
    if number >= 100:
        return number
    pivot = reading.published.year + 20
    return pivot - (pivot - number) % 100


def _nearest(reading: Reading, month: int, day: int, weekday: int | None) -> dt.date | None:
    """The day of the year that the text most likely means, when it names no year."""
    found = []
    for year in range(reading.published.year - 8, reading.published.year + 9):
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if weekday is None or date.isoweekday() == weekday:
            found.append(date)
    ahead = [date for date in found if date >= reading.published]
    past = [date for date in found if date <= reading.published]
    if not ahead or not past:
        return ahead[0] if ahead else past[-1] if past else None
    next_one, last_one = ahead[0], past[-1]
    distance = (next_one - reading.published).days
    if reading.future:
        return next_one if distance <= FAR_AHEAD or weekday else last_one
    return next_one if distance <= AHEAD and distance < (reading.published - last_one).days else last_one


def _month(reading: Reading) -> int:
    words = reading.words("month")
    lists = lexicon().words
    return int(lists["month"].get(words[0]) or lists["month_abbreviation"][words[0]])


def calendar(reading: Reading) -> Timex | list[Timex] | None:
    """A day, month or year: "14 January 2026", "early December", "last July", "2013"."""
    year, day = _year(reading), reading.number("day")
    if not reading.words("month"):
        return reading.date(periods.year(year), "explicit") if year else None
    month = _month(reading)
    if day is None:
        return reading.date(_month_period(reading, month, year), "explicit")
    named = reading.value("weekday", "weekday") or reading.value("weekday", "weekday_abbreviation")
    weekday = int(named) if named else None
    date = dt.date(year, month, day) if year else _nearest(reading, month, day, weekday)
    if date is None:
        return None
    if reading.words("whole"):
        whole = periods.week(date) if reading.text("whole") == "week" else periods.weekend(date)
        return reading.date(whole, "explicit")
    found = reading.time(date, reading.value("part", "part_of_day"), "explicit")
    if weekday in (None, date.isoweekday()):
        return found
    # "closed until Friday": a headline, and the date of the page behind it
    after = reading.expression.parts["weekday"][1]
    return [replace(weekday_of(reading), last=after), replace(found, first=after)]


def _month_period(reading: Reading, month: int, year: int | None) -> Period:
    if year:
        return periods.month(year, month)
    published = reading.published
    if reading.words("of_year"):
        return periods.month(published.year + (reading.offset or 0), month)
    if reading.offset is None or reading.offset == 0:
        ahead = reading.future if reading.offset is None else month >= published.month
        ahead = ahead and month != published.month
    else:
        ahead = reading.offset > 0
    if ahead:
        return periods.month(published.year + (month <= published.month), month)
    last = month > published.month or (month == published.month and reading.offset == -1)
    return periods.month(published.year - last, month)


def day_range(reading: Reading) -> list[Timex]:
    """The two days of "14-15 January"; a night that runs from one to the other belongs to the second."""
    month, year = _month(reading), _year(reading)
    days = reading.number("first"), reading.number("second")
    if days[0] is None or days[1] is None:
        return []
    second = dt.date(year, month, days[1]) if year else _nearest(reading, month, days[1], None)
    if second is None or days[0] >= days[1]:
        return []
    part = reading.value("part", "part_of_day")
    if part == "TNI":
        return [reading.time(second, part, "explicit")]
    first = second.replace(day=days[0])
    spans = reading.expression.parts
    split = spans["first"][1]
    start, end = reading.expression.first, reading.expression.last
    return [
        Timex(start, split, "calendar", "DATE", first.isoformat(), periods.day(first), "explicit"),
        Timex(
            spans["second"][0], end, "calendar", "DATE", second.isoformat(), periods.day(second), "explicit"
        ),
    ]


def year_range(reading: Reading) -> list[Timex]:
    """Both years of "1957-58"."""
    first, second = reading.number("first"), reading.number("second")
    if first is None or second is None:
        return []
    if second < 100:
        second += first // 100 * 100
    if not first < second < first + 100:
        return [reading.date(periods.year(first), "explicit")]
    middle = reading.expression.parts["first"][1]
    return [
        Timex(
            reading.expression.first, middle, "calendar", "DATE", f"{first}", periods.year(first), "explicit"
        ),
        Timex(
            middle + 1,
            reading.expression.last,
            "calendar",
            "DATE",
            f"{second}",
            periods.year(second),
            "explicit",
        ),
    ]


def iso(reading: Reading) -> Timex:
    """A date in figures as ISO 8601 writes it."""
    text = reading.text("date").upper()
    return reading.time(dt.date.fromisoformat(text[:10]), text[10:] or None, "explicit")


def slash(reading: Reading) -> Timex | None:
    """With a stroke either order is possible and the date nearer to publication is meant; with points the day leads."""
    text = reading.text("date")
    first, second, year = (int(figures) for figures in re.findall(r"\d+", text))
    if year < 100:
        year += 2000 if year < 70 else 1900
    dates = []
    for month, day in ((second, first), (first, second)) if "/" in text else ((second, first),):
        try:
            dates.append(dt.date(year, month, day))
        except ValueError:
            continue
    if not dates:
        return None
    return reading.time(min(dates, key=lambda date: abs(date - reading.published)), None, "explicit")


def week_of_month(reading: Reading) -> Timex:
    """Value of "the last week of March"."""
    period = _month_period(reading, _month(reading), _year(reading))
    number = reading.number("nth")
    day = period.first + 7 * (number - 1) * DAY if number else period.last - 3 * DAY
    return reading.date(periods.week(day), "explicit")


def quarter(reading: Reading) -> Timex | None:
    """Value of "the third quarter of 2009", "Q3", "the last quarter"."""
    year, published, offset = _year(reading), reading.published, reading.offset
    word, figure = reading.text("nth"), reading.text("q")
    number = int(figure[1:]) if figure else 4 if word in ("last", "final") else reading.number("nth")
    if word in ("last", "previous") and not year and offset is None:
        return reading.date(periods.shift(published, -1, "Q"))
    if number is None or number > 4:
        return None
    if year or offset is not None:
        basis = "relative" if year is None else "explicit"
        return reading.date(periods.quarter(year or published.year + (offset or 0), number), basis)
    return reading.date(
        _closest(reading, [periods.quarter(published.year + n, number) for n in range(-2, 3)])
    )


def season(reading: Reading) -> Timex:
    """Value of "last summer", "the winter of 2025"; winter bears the year in which it begins."""
    code, year = reading.value("season", "season") or "", _year(reading)
    if year:
        return reading.date(periods.season(year, code), "explicit")
    published, offset = reading.published, reading.offset
    around = [periods.season(published.year + n, code) for n in range(-2, 3)]
    if offset is None:
        period = _closest(reading, around)
    elif offset < 0:
        period = [season for season in around if season.last < published][-1]
    elif offset > 0:
        period = next(season for season in around if season.first > published)
    else:
        running = [season for season in around if published in season]
        period = (running or [season for season in around if season.first.year == published.year])[0]
    return reading.date(period)


def _closest(reading: Reading, around: list[Period]) -> Period:
    """The one that the text means, when it names no year: the nearest, unless the tense or "since" decide."""
    published = reading.published
    if reading.before == "since":
        return [period for period in around if period.first <= published][-1]
    if reading.future:
        return next(period for period in around if period.last >= published)
    return min(around, key=lambda period: max(period.first - published, published - period.last))


def decade(reading: Reading) -> Timex:
    """Value of "the 1990s"."""
    figures = re.sub(r"\D", "", reading.text("decade"))
    year = int(figures) if len(figures) == 4 else 1900 + int(figures) + (100 if int(figures) <= 20 else 0)
    return reading.date(periods.years(year, 10, f"{year // 10}"), "explicit")


def century(reading: Reading) -> Timex | None:
    """Value of "the 20th century"."""
    number = reading.number("nth")
    if not number or not 2 <= number <= 30:
        return None
    return reading.date(periods.years(100 * (number - 1), 100, f"{number - 1}"), "explicit")


def holiday(reading: Reading) -> Timex:
    """A holiday with a fixed day."""
    name = reading.text("holiday")
    listed = lexicon().words["holiday"].get(name, "12-31" if reading.text("part") == "eve" else "01-01")
    month, day = (int(figures) for figures in str(listed).split("-"))
    date = _nearest(reading, month, day, None) or reading.published
    return reading.time(date - (1 if name and reading.text("part") == "eve" else 0) * DAY, None, "explicit")
