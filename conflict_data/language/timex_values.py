"""Give time expressions their TIMEX3 values and the days they mean, seen from the date of publication."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from conflict_data.language import periods
from conflict_data.language.periods import DAY, Period
from conflict_data.language.timex import Expression, Token, lexicon, scan, tokenise

# A day of the year without its year is the nearest one, at most this many days ahead.
AHEAD = 120
# How far the tense of a clause is looked for, in tokens.
REACH = 25


@dataclass(frozen=True)
class Timex:
    """A time expression with its value.

    Parameters
    ----------
    first, last : int
        Tokens (half-open).
    kind : str
        Kind of the rule that found it.
    type : str
        ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
    value : str
        TIMEX3 value.
    period : Period or None
        The days it means, None where it names no days.
    basis : str
        ``explicit`` (calendar date, month or year), ``relative`` (seen from publication or another day) or ``none``
        (a length, a frequency, a vague time).
    open_start, open_end : bool
        Whether that side of the period is unknown.
    """

    first: int
    last: int
    kind: str
    type: str
    value: str
    period: Period | None
    basis: str


@dataclass(frozen=True)
class Reading:
    """One expression in its surroundings: tokens, publication, and the last day and period the text spoke of."""

    tokens: list[Token]
    expression: Expression
    published: datetime.date
    reference: datetime.date
    previous: Period | None

    def words(self, part: str) -> list[str]:
        """Words of a named part, empty when the pattern did not use it."""
        first, last = self.expression.parts.get(part, (0, 0))
        return [token.word for token in self.tokens[first:last]]

    def text(self, part: str) -> str:
        """The named part as one string."""
        return " ".join(self.words(part))

    def number(self, part: str) -> int | None:
        """A whole number written in figures, as an ordinal or as a word."""
        words = self.words(part)
        if not words:
            return None
        figures = re.match(r"\d+", words[0].lstrip("'’"))
        if figures:
            return int(figures[0])
        listed = lexicon().words["ordinal"].get(words[-1], lexicon().words["number"].get(words[-1]))
        return int(listed) + (20 if words[0] == "twenty" and len(words) > 1 else 0) if listed else None

    def value(self, part: str, words: str) -> str | None:
        """The value that the lexicon gives the part."""
        found = self.words(part)
        return str(lexicon().words[words][found[0]]) if found and found[0] in lexicon().words[words] else None

    @property
    def offset(self) -> int | None:
        """-1 for "last", 0 for "this", +1 for "next", None without such a word."""
        word = self.text("rel")
        if not word:
            return None
        sets = lexicon().words
        return -1 if word in sets["previous"] or word == "past" else 1 if word in sets["following"] else 0

    @property
    def before(self) -> str:
        """The word before the expression."""
        return self.tokens[self.expression.first - 1].word if self.expression.first else ""

    @property
    def after(self) -> str:
        """The word after the expression."""
        return self.tokens[self.expression.last].word if self.expression.last < len(self.tokens) else ""

    @property
    def future(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return is_future(self.tokens, self.expression.first, self.expression.last)

    def timex(self, kind: str, value: str, period: Period | None = None, basis: str = "none") -> Timex:
        """A Timex that covers the whole expression."""
        return Timex(self.expression.first, self.expression.last, self.expression.kind, kind, value, period, basis)

    def date(self, period: Period, basis: str = "relative") -> Timex:
        """A DATE, cut to the part of the period that the expression names."""
        edge = self.value("edge", "edge") or self.value("edge", "modifier")
        return self.timex("DATE", period.value, periods.part(period, edge, self.published), basis)

    def time(self, day: datetime.date, part: str | None, basis: str = "relative") -> Timex:
        """A TIME on a day, or the DATE when no part of the day is named."""
        whole = periods.day(day)
        return self.timex("TIME" if part else "DATE", whole.value + (part or ""), whole, basis)


def is_future(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the clause around an expression speaks of what is to come.

    Parameters
    ----------
    tokens : list of Token
        Tokens of the text.
    first, last : int
        Tokens of the expression (half-open).

    Returns
    -------
    bool
        By the nearest cue to the left in the clause, or else to the right; False without any.
    """
    words = lexicon().words
    ends, coming, gone = words["clause_end"], words["future_cue"], words["past_cue"]

    def tense(i: int) -> bool | None:
        word = tokens[i].word
        earlier = tokens[i - 1].word if i else ""
        later = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if word == "due" and later == "to":
            return None
        if word in coming:
            return True
        if word == "to" and earlier in words["intention"] and later not in words["no_verb"]:
            return True
        if earlier in ("be", "being"):
            return None
        if word in gone or (word.endswith("ed") and len(word) > 4 and earlier not in ("the", "a", "an")):
            return None if later == "to" and word in words["intention"] else False
        return None

    for step, stop in ((-1, max(-1, first - 1 - REACH)), (1, min(len(tokens), last + REACH))):
        for i in range(first - 1 if step < 0 else last, stop, step):
            if tokens[i].word in ends:
                break
            if (found := tense(i)) is not None:
                return found
    return False


# ---------------------------------------------------------------------------- calendar


def _year(reading: Reading, part: str = "year") -> int | None:
    number = reading.number(part)
    if number is None or number >= 100:
        return number
    pivot = reading.published.year + 20
    return pivot - (pivot - number) % 100


def _nearest(reading: Reading, month: int, day: int, weekday: int | None) -> datetime.date | None:
    """The day of the year that the text most likely means, when it names no year."""
    found = []
    for year in range(reading.published.year - 8, reading.published.year + 9):
        try:
            date = datetime.date(year, month, day)
        except ValueError:
            continue
        if weekday is None or date.isoweekday() == weekday:
            found.append(date)
    ahead = [date for date in found if date >= reading.published]
    past = [date for date in found if date <= reading.published]
    if not ahead or not past:
        return (ahead or past or [None])[0]
    next_one, last_one = ahead[0], past[-1]
    if reading.future:
        return next_one
    distance = (next_one - reading.published).days
    return next_one if distance <= AHEAD and distance < (reading.published - last_one).days else last_one


def _month(reading: Reading) -> int:
    words = reading.words("month")
    lists = lexicon().words
    return int(lists["month"].get(words[0]) or lists["month_abbreviation"][words[0]])


def _calendar(reading: Reading) -> Timex | None:
    year, day = _year(reading), reading.number("day")
    if not reading.words("month"):
        return reading.date(periods.year(year), "explicit") if year else None
    month = _month(reading)
    if day is not None:
        named = reading.value("weekday", "weekday") or reading.value("weekday", "weekday_abbreviation")
        date = datetime.date(year, month, day) if year else _nearest(reading, month, day, int(named) if named else None)
        return reading.time(date, reading.value("part", "part_of_day"), "explicit") if date else None
    return reading.date(_month_period(reading, month, year), "explicit")


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


def _day_range(reading: Reading) -> list[Timex]:
    """The two days of "14-15 January"; a night that runs from one to the other belongs to the second."""
    month, year = _month(reading), _year(reading)
    days = [reading.number("first"), reading.number("second")]
    if None in days:
        return []
    second = datetime.date(year, month, days[1]) if year else _nearest(reading, month, days[1], None)
    if second is None:
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
        Timex(spans["second"][0], end, "calendar", "DATE", second.isoformat(), periods.day(second), "explicit"),
    ]


def _year_range(reading: Reading) -> list[Timex]:
    first, second = reading.number("first"), reading.number("second")
    if first is None or second is None:
        return []
    if second < 100:
        second += first // 100 * 100
    if not first < second < first + 100:
        return [reading.date(periods.year(first), "explicit")]
    middle = reading.expression.parts["first"][1]
    return [
        Timex(reading.expression.first, middle, "calendar", "DATE", f"{first}", periods.year(first), "explicit"),
        Timex(middle + 1, reading.expression.last, "calendar", "DATE", f"{second}", periods.year(second), "explicit"),
    ]


def _iso(reading: Reading) -> Timex:
    text = reading.text("date").upper()
    return reading.time(datetime.date.fromisoformat(text[:10]), text[10:] or None, "explicit")


def _slash(reading: Reading) -> Timex | None:
    """With a stroke either order is possible and the date nearer to publication is meant; with points the day leads."""
    text = reading.text("date")
    first, second, year = (int(figures) for figures in re.findall(r"\d+", text))
    if year < 100:
        year += 2000 if year < 70 else 1900
    dates = []
    for month, day in ((second, first), (first, second)) if "/" in text else ((second, first),):
        try:
            dates.append(datetime.date(year, month, day))
        except ValueError:
            continue
    if not dates:
        return None
    return reading.time(min(dates, key=lambda date: abs(date - reading.published)), None, "explicit")


def _week_of_month(reading: Reading) -> Timex:
    period = _month_period(reading, _month(reading), _year(reading))
    number = reading.number("nth")
    day = period.first + 7 * (number - 1) * DAY if number else period.last - 3 * DAY
    return reading.date(periods.week(day), "explicit")


def _quarter(reading: Reading) -> Timex | None:
    year, number = _year(reading), reading.number("nth")
    if reading.text("q"):
        number = int(reading.text("q")[1:])
    if reading.text("nth") in ("last", "final"):
        number = 4
    if number is None or number > 4:
        return None
    published = reading.published
    year = year or published.year + (reading.offset or 0)
    period = periods.quarter(year, number)
    if not reading.words("year") and reading.offset is None and period.first > published and not reading.future:
        period = periods.quarter(year - 1, number)
    return reading.date(period, "explicit" if reading.words("year") else "relative")


def _season(reading: Reading) -> Timex:
    code = reading.value("season", "season") or ""
    year = _year(reading)
    if year:
        return reading.date(periods.season(year, code), "explicit")
    published = reading.published
    around = [periods.season(published.year + step, code) for step in (-2, -1, 0, 1, 2)]
    offset = reading.offset
    if offset is None:
        offset = 1 if reading.future and not any(published in season for season in around) else 0
    if offset < 0:
        period = [season for season in around if season.last < published][-1]
    elif offset > 0:
        period = next(season for season in around if season.first > published)
    else:
        begun = [season for season in around if season.first <= published]
        same = [season for season in around if season.first.year == published.year]
        period = same[0] if reading.offset == 0 and published not in begun[-1] else begun[-1]
    return reading.date(period)


def _decade(reading: Reading) -> Timex:
    figures = re.sub(r"\D", "", reading.text("decade"))
    year = int(figures) if len(figures) == 4 else 1900 + int(figures) + (100 if int(figures) <= 20 else 0)
    return reading.date(periods.years(year, 10, f"{year // 10}"), "explicit")


def _century(reading: Reading) -> Timex | None:
    number = reading.number("nth")
    if not number or not 2 <= number <= 30:
        return None
    return reading.date(periods.years(100 * (number - 1), 100, f"{number - 1}"), "explicit")


def _holiday(reading: Reading) -> Timex:
    name = reading.text("holiday")
    listed = lexicon().words["holiday"].get(name, "12-31" if reading.text("part") == "eve" else "01-01")
    month, day = (int(figures) for figures in str(listed).split("-"))
    date = _nearest(reading, month, day, None) or reading.published
    return reading.time(date - (1 if name and reading.text("part") == "eve" else 0) * DAY, None, "explicit")


# ---------------------------------------------------------------------------- days and times of day


def _weekday_date(reading: Reading, part: str) -> datetime.date:
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


def _weekday(reading: Reading) -> Timex:
    if reading.words("night"):
        return reading.time(_weekday_date(reading, "night"), "TNI")
    return reading.time(_weekday_date(reading, "weekday"), reading.value("part", "part_of_day"))


def _clock(reading: Reading) -> Timex | None:
    if reading.words("weekday"):
        date = _weekday_date(reading, "weekday")
    elif reading.words("day"):
        date = reading.published + int(re.match(r"[+-]?\d", reading.value("day", "day_word") or "0")[0]) * DAY  # type: ignore[index]
    else:
        date = reading.reference
    if reading.words("part"):
        return reading.time(date, reading.value("part", "part_of_day"))
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
    return reading.time(date, f"T{hour:02}{exact}")


def _hour_minute(text: str) -> tuple[int | None, int]:
    figures = re.findall(r"\d+", text)
    if not figures:
        return None, 0
    if len(figures) == 1 and len(figures[0]) == 4:
        return int(figures[0][:2]), int(figures[0][2:])
    return int(figures[0]), int(figures[1]) if len(figures) > 1 else 0


def _day_word(reading: Reading) -> Timex:
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
    return reading.time(reading.published + offset * DAY, part or (value[1:] or None if value[0] == "0" else None))


def _generic_today(reading: Reading) -> bool:
    """Whether "today" means these times: "today's Russia", "than can be done today"."""
    return reading.after == "'s"


def _part_of_day(reading: Reading) -> Timex:
    date = reading.reference + (reading.offset or 0) * DAY
    return reading.time(date, reading.value("part", "part_of_day") or "TMO")


# ---------------------------------------------------------------------------- weeks, months, years from publication


def _weekend(reading: Reading) -> Timex:
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


def _calendar_unit(reading: Reading) -> Timex | None:
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


def _same_period(reading: Reading) -> Timex:
    previous = reading.previous or periods.year(reading.published.year)
    unit = {"month": "M", "year": "Y"}.get(previous.precision, "Q" if "-Q" in previous.value else "Y")
    base = periods.back(previous.first, -1, "Y")
    return reading.date(periods.shift(base, 0, unit))


# ---------------------------------------------------------------------------- distances and lengths


def _count(reading: Reading, part: str = "count") -> float | None:
    """A count of units; None when it is vague ("several")."""
    total: float = 0
    lists = lexicon().words
    words = [word for word in reading.words(part) if word not in ("-", "of", "good", "the")]
    for word in words:
        if word in lists["vague"]:
            return None
        if word in lists["article"]:
            total = total or 1
        elif word == "half":
            total = 0.5 if words[0] == "half" or words[:2] in (["a", "half"], ["an", "half"]) else total + 0.5
        elif word in lists["number"]:
            value = float(lists["number"][word])
            total = total * value if value >= 100 and total else total + value
        elif word[0].isdigit():
            total += float(word.replace(",", ""))
    return total if 0 < total < 1e6 else None


def _duration(count: float | None, unit: str) -> str:
    """``P3D``, ``PT24H``, ``PXY``: decades and centuries count as years, fortnights as weeks."""
    clock = "T" if unit[0] == "T" else ""
    unit = unit.removeprefix("T")
    factor = int(unit[:-1]) if unit[:-1].isdigit() else 1
    designator = unit if unit == "WE" else unit[-1]
    if count is None:
        return f"P{clock}X{'E' if factor == 10 else 'C' if factor == 100 else designator}"
    return f"P{clock}{count * factor:g}{designator}" if count * factor < 1e6 else f"P{clock}X{designator}"


def _unit(reading: Reading) -> str:
    return reading.value("unit", "unit") or "D"


def _days(reading: Reading, count: float | None, sign: int) -> datetime.date | None:
    """The day at so many units before or after publication, None when the count does not tell."""
    unit = _unit(reading)
    if count is None or unit == "WE":
        return None
    if unit in ("TS", "TM", "TH"):
        if unit != "TH" or count < 24:
            return None
        count, unit = count / 24, "D"
    factor = int(unit[:-1]) if unit[:-1].isdigit() else 1
    if count * factor != int(count * factor):
        return None
    return periods.back(reading.published, sign * int(count * factor), unit[-1])


def _span(reading: Reading) -> Timex | None:
    count = _count(reading) if reading.words("count") else None if reading.text("unit").endswith("s") else 1
    unit, sign = _unit(reading), reading.offset or 0
    value = _duration(count, unit)
    edge = _days(reading, count, sign)
    if edge is None:
        return reading.timex("DURATION", value, None, "relative")
    first, last = sorted((edge, reading.published))
    return reading.timex("DURATION", value, Period(value, first, last, "range"), "relative")


def _ago(reading: Reading) -> Timex:
    count, unit = (_count(reading) if reading.words("count") else None), _unit(reading)
    if count is None or unit[0] == "T" or unit in ("WE",) or count != int(count):
        return reading.timex("DATE", "PAST_REF", None, "relative")
    return _offset_from(reading, reading.published, -int(count), unit)


def _offset_from(reading: Reading, base: datetime.date, count: int, unit: str) -> Timex:
    factor = int(unit[:-1]) if unit[:-1].isdigit() else 1
    period = periods.shift(base, count * factor, unit[-1])
    vague = reading.before in lexicon().words["quantifier"]
    return reading.timex("DATE", period.value, None if vague else period, "relative")


def _offset(reading: Reading) -> Timex:
    count, unit = (_count(reading) if reading.words("count") else None), _unit(reading)
    if count is None or unit[0] == "T" or unit == "WE" or count != int(count):
        return reading.timex("DURATION", _duration(count, unit), None, "relative")
    return _offset_from(reading, reading.reference, int(count) * (1 if reading.text("shift") == "later" else -1), unit)


def _from(reading: Reading) -> Timex:
    """ "A day after X": a length; where X has no date of its own it lies that many days before publication."""
    count, unit = (_count(reading) if reading.words("count") else None), _unit(reading)
    value, day = _duration(count, unit), None
    if count is not None and unit == "D" and reading.before not in lexicon().words["quantifier"]:
        day = _days(reading, count, -1 if reading.text("shift") == "after" else 1)
    return reading.timex("DURATION", value, periods.day(day) if day else None, "relative")


def _set(reading: Reading) -> Timex:
    if frequency := reading.value("frequency", "frequency"):
        return reading.timex("SET", frequency)
    if weekday := reading.value("weekday", "weekday"):
        return reading.timex("SET", f"XXXX-WXX-{weekday}")
    if part := reading.value("part", "part_of_day"):
        return reading.timex("SET", f"XXXX-XX-XX{part}")
    if season := reading.value("season", "season"):
        return reading.timex("SET", f"XXXX-{season}")
    return reading.timex("SET", _duration(_count(reading) if reading.words("count") else 1, _unit(reading)))


def _length(reading: Reading) -> Timex:
    words = [token.word for token in reading.tokens[reading.expression.first : reading.expression.last]]
    unit = _unit(reading)
    if reading.words("count"):
        count = _count(reading)
    elif words[0] == "half":
        count = 0.5
    else:
        count = None if reading.text("unit").endswith("s") else 1
    if count == 0.5 and unit == "TH":
        count, unit = 30, "TM"
    value = _duration(count, unit)
    day = _days(reading, count, -1)
    recent = reading.before in lexicon().words["within"] and reading.after != "of" and not reading.future
    if recent and day and (unit == "TH" or (unit == "D" and count == 1)):
        return reading.timex("DURATION", value, Period(value, day, reading.published, "range"), "relative")
    return reading.timex("DURATION", value)


def _length_range(reading: Reading) -> list[Timex]:
    unit, spans = _unit(reading), reading.expression.parts
    start, end, kind = reading.expression.first, reading.expression.last, reading.expression.kind
    return [
        Timex(start, spans["first"][1], kind, "DURATION", _duration(_count(reading, "first"), unit), None, "none"),
        Timex(spans["second"][0], end, kind, "DURATION", _duration(_count(reading, "second"), unit), None, "none"),
    ]


def _reference(reading: Reading) -> Timex:
    return reading.timex("DATE", reading.expression.value or "PRESENT_REF")


KINDS: dict[str, Callable[[Reading], Timex | list[Timex] | None]] = {
    "iso": _iso,
    "slash": _slash,
    "day_range": _day_range,
    "calendar": _calendar,
    "week_of_month": _week_of_month,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "year_range": _year_range,
    "holiday": _holiday,
    "weekday": _weekday,
    "clock": _clock,
    "day_word": _day_word,
    "part_of_day": _part_of_day,
    "weekend": _weekend,
    "calendar_unit": _calendar_unit,
    "same_period": _same_period,
    "span": _span,
    "ago": _ago,
    "offset": _offset,
    "from": _from,
    "set": _set,
    "length": _length,
    "length_range": _length_range,
    "reference": _reference,
}


def read(text: str, published: datetime.date) -> tuple[list[Token], list[Timex]]:
    """Time expressions of a text with their values.

    Parameters
    ----------
    text : str
        Any text.
    published : datetime.date
        Date of publication, from which relative expressions count.

    Returns
    -------
    tuple
        Tokens, and expressions in order. What names an impossible day ("31 April") is left out.
    """
    tokens = tokenise(text)
    return tokens, list(_values(tokens, published))


def _values(tokens: list[Token], published: datetime.date) -> Iterator[Timex]:
    reference, previous = published, None
    for expression in scan(tokens):
        reading = Reading(tokens, expression, published, reference, previous)
        try:
            found = KINDS[expression.kind](reading)
        except (ValueError, OverflowError):
            continue
        for timex in found if isinstance(found, list) else [found] if found else []:
            yield timex
            if timex.period and timex.type in ("DATE", "TIME"):
                previous = timex.period
                if timex.period.precision == "day":
                    reference = timex.period.first
