"""One time expression in its surroundings."""

import datetime as dt
import re
from dataclasses import dataclass

from conflict_data.language.timexes import periods
from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.periods import Period
from conflict_data.language.timexes.scanner import Expression, Token
from conflict_data.language.timexes.tense import tense_around


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
    """One expression in its surroundings.

    Parameters
    ----------
    tokens : list of Token
        Tokens of the text.
    expression : Expression
        What was matched.
    published : datetime.date
        Day of publication.
    reference : datetime.date
        The last day that the text spoke of, at first that of publication.
    previous : Period or None
        The last period that the text spoke of.
    shared_year : int or None
        The year that the other end of a range names for both ("from March to May 2022").
    """

    tokens: list[Token]
    expression: Expression
    published: dt.date
    reference: dt.date
    previous: Period | None
    shared_year: int | None = None

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
        word = self.text("rel") or self.text("of_year")
        if not word:
            return None
        sets = lexicon().words
        return (
            -1
            if word in sets["previous"] or word in ("past", "before")
            else 1
            if word in sets["following"]
            else 0
        )

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
        if self.before in lexicon().words["future_lead"]:
            return True
        tense = tense_around(self.tokens, self.expression.first, self.expression.last)
        return tense is not False if self.before == "by" else bool(tense)  # "by May it will", "by May it had"

    def timex(self, kind: str, value: str, period: Period | None = None, basis: str = "none") -> Timex:
        """A Timex that covers the whole expression."""
        return Timex(
            self.expression.first, self.expression.last, self.expression.kind, kind, value, period, basis
        )

    def date(self, period: Period, basis: str = "relative") -> Timex:
        """A DATE, cut to the part of the period that the expression names."""
        edge = self.value("edge", "edge") or self.value("edge", "modifier")
        return self.timex("DATE", period.value, periods.part(period, edge, self.published), basis)

    def time(self, day: dt.date, part: str | None, basis: str = "relative") -> Timex:
        """A TIME on a day, or the DATE when no part of the day is named."""
        whole = periods.day(day)
        return self.timex("TIME" if part else "DATE", whole.value + (part or ""), whole, basis)
