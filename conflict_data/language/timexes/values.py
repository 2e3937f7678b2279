"""Time expressions of a text with their values."""

import datetime as dt
from collections.abc import Callable, Iterator

from conflict_data.language.timexes import calendar_dates, lengths, relative_dates
from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.reading import Reading, Timex
from conflict_data.language.timexes.scanner import Expression, Token, scan, tokenise

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
    expressions = scan(tokens)
    spoken = 0
    for i, expression in enumerate(expressions):
        # what was said two paragraphs ago is no longer spoken of
        if sum(token.word == "\n" for token in tokens[spoken : expression.first]) > 1:
            reference, previous = published, None
        spoken = expression.last
        shared = _shared_year(tokens, expression, expressions[i + 1]) if i + 1 < len(expressions) else None
        reading = Reading(tokens, expression, published, reference, previous, shared)
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


def _shared_year(tokens: list[Token], first: Expression, second: Expression) -> int | None:
    """The year of "from March to May 2022", which is the first month's too."""
    joined = second.first == first.last + 1 and tokens[first.last].word in lexicon().words["joiner"]
    months = "month" in first.parts and "month" in second.parts and "rel" not in first.parts
    if not (joined and months) or "year" in first.parts or "year" not in second.parts:
        return None
    year = tokens[second.parts["year"][1] - 1].word
    month = lexicon().words["month"]
    ends = [int(month.get(tokens[expression.parts["month"][0]].word, 0)) for expression in (first, second)]
    return int(year) - (ends[0] > ends[1]) if year.isdecimal() and len(year) == 4 else None
