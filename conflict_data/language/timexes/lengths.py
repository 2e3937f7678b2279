"""Values of distances and lengths: "two days ago", "a day after", "18 months", "every week"."""

import datetime as dt

from conflict_data.language.timexes import periods
from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.periods import Period
from conflict_data.language.timexes.reading import Reading, Timex


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
        return f"P{clock}X{'DE' if factor == 10 else 'CE' if factor == 100 else designator}"
    return f"P{clock}{count * factor:g}{designator}" if count * factor < 1e6 else f"P{clock}X{designator}"


def _unit(reading: Reading) -> str:
    return reading.value("unit", "unit") or "D"


def _days(reading: Reading, count: float | None, sign: int) -> dt.date | None:
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


def span(reading: Reading) -> Timex | None:
    """Value of "the past two years", "the next few months": a length that ends or begins at publication."""
    count = _count(reading) if reading.words("count") else None if reading.text("unit").endswith("s") else 1
    unit, sign = _unit(reading), reading.offset or 0
    value = _duration(count, unit)
    edge = _days(reading, count, sign)
    if edge is None:
        return reading.timex("DURATION", value, None, "relative")
    first, last = sorted((edge, reading.published))
    return reading.timex("DURATION", value, Period(value, first, last, "range"), "relative")


def ago(reading: Reading) -> Timex:
    """Value of "two years ago", to the unit's own precision."""
    count, unit = (_count(reading) if reading.words("count") else None), _unit(reading)
    if count is None or unit[0] == "T" or unit == "WE" or count != int(count):
        return reading.timex("DATE", "PAST_REF", None, "relative")
    return _offset_from(reading, reading.published, -int(count), unit)


def _offset_from(reading: Reading, base: dt.date, count: int, unit: str) -> Timex:
    factor = int(unit[:-1]) if unit[:-1].isdigit() else 1
    period = periods.shift(base, count * factor, unit[-1])
    vague = reading.before in lexicon().words["quantifier"]
    return reading.timex("DATE", period.value, None if vague else period, "relative")


def offset(reading: Reading) -> Timex:
    """Value of "three days earlier", counted from the day that the text spoke of last."""
    count, unit = (_count(reading) if reading.words("count") else None), _unit(reading)
    if count is None or unit[0] == "T" or unit == "WE" or count != int(count):
        return reading.timex("DURATION", _duration(count, unit), None, "relative")
    return _offset_from(
        reading, reading.reference, int(count) * (1 if reading.text("shift") == "later" else -1), unit
    )


def counted_from(reading: Reading) -> Timex:
    """Value of "a day after X", a length; where X has no date of its own it lies that many days before publication."""
    count, unit = (_count(reading) if reading.words("count") else None), _unit(reading)
    value, day = _duration(count, unit), None
    if count is not None and unit == "D" and reading.before not in lexicon().words["quantifier"]:
        day = _days(reading, count, -1 if reading.text("shift") == "after" else 1)
    return reading.timex("DURATION", value, periods.day(day) if day else None, "relative")


def repeated(reading: Reading) -> Timex:
    """Value of "every morning", "annually", "each week"."""
    if frequency := reading.value("frequency", "frequency"):
        return reading.timex("SET", frequency)
    if weekday := reading.value("weekday", "weekday"):
        return reading.timex("SET", f"XXXX-WXX-{weekday}")
    if part := reading.value("part", "part_of_day"):
        return reading.timex("SET", f"XXXX-XX-XX{part}")
    if season := reading.value("season", "season"):
        return reading.timex("SET", f"XXXX-{season}")
    count = _count(reading) if reading.words("count") else 2 if reading.words("other") else 1
    return reading.timex("SET", _duration(count, _unit(reading)))


def length(reading: Reading) -> Timex | None:
    """Value of "18 months", "a 24-hour ...", "years"; "within 24 hours" is the time up to publication."""
    words = [token.word for token in reading.tokens[reading.expression.first : reading.expression.last]]
    unit = _unit(reading)
    if reading.words("count"):
        count = _count(reading)
    elif words[0] == "half":
        count = 0.5
    else:
        count = None if reading.text("unit").endswith("s") else 1
    plain = not any(word in lexicon().words["stretch"] for word in words)
    if unit == "Q" and plain and (reading.after == "of" or words[0] in lexicon().words["article"]):
        # a share: "a quarter", "three quarters of the country"
        return None
    if count == 0.5 and unit == "TH":
        count, unit = 30, "TM"
    value = _duration(count, unit)
    day = _days(reading, count, -1)
    one_day = unit == "D" and count == 1 and reading.text("unit") == "day" and reading.before != "in"
    within = reading.before in lexicon().words["within"] and reading.after != "of" and not reading.future
    if within and day and (unit == "TH" or one_day):
        return reading.timex("DURATION", value, Period(value, day, reading.published, "range"), "relative")
    return reading.timex("DURATION", value)


def length_range(reading: Reading) -> list[Timex]:
    """Both lengths of "12 to 18 months"."""
    unit, spans = _unit(reading), reading.expression.parts
    start, end, kind = reading.expression.first, reading.expression.last, reading.expression.kind
    return [
        Timex(
            start,
            spans["first"][1],
            kind,
            "DURATION",
            _duration(_count(reading, "first"), unit),
            None,
            "none",
        ),
        Timex(
            spans["second"][0],
            end,
            kind,
            "DURATION",
            _duration(_count(reading, "second"), unit),
            None,
            "none",
        ),
    ]


def reference(reading: Reading) -> Timex:
    """Value of "now", "recently", "the future"."""
    return reading.timex("DATE", reading.expression.value or "PRESENT_REF")
