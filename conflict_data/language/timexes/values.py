"""Time expressions of a text with their values."""

import datetime as dt
from collections.abc import Callable, Iterator

from conflict_data.language.timexes import calendar_dates, lengths, relative_dates
from conflict_data.language.timexes.reading import Reading, Timex
from conflict_data.language.timexes.scanner import Token, scan, tokenise

KINDS: dict[str, Callable[[Reading], Timex | list[Timex] | None]] = {
    "iso": calendar_dates.iso,
    "slash": calendar_dates.slash,
    "day_range": calendar_dates.day_range,
    "calendar": calendar_dates.calendar,
    "week_of_month": calendar_dates.week_of_month,
    "quarter": calendar_dates.quarter,
    "season": calendar_dates.season,
    "decade": calendar_dates.decade,
    "century": calendar_dates.century,
    "year_range": calendar_dates.year_range,
    "holiday": calendar_dates.holiday,
    "weekday": relative_dates.weekday,
    "clock": relative_dates.clock,
    "day_word": relative_dates.day_word,
    "part_of_day": relative_dates.part_of_day,
    "weekend": relative_dates.weekend,
    "calendar_unit": relative_dates.calendar_unit,
    "same_period": relative_dates.same_period,
    "span": lengths.span,
    "ago": lengths.ago,
    "offset": lengths.offset,
    "counted_from": lengths.counted_from,
    "repeated": lengths.repeated,
    "length": lengths.length,
    "length_range": lengths.length_range,
    "reference": lengths.reference,
}


def read(text: str, published: dt.date) -> tuple[list[Token], list[Timex]]:
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


def _values(tokens: list[Token], published: dt.date) -> Iterator[Timex]:
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
