"""Units beside numbers: currencies before them, units and rates behind them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from conflict_data.language.number_words import HYPHENS, Tokens, lexicon
from conflict_data.language.numerals import Numeral
from conflict_data.units import Unit, units

COUNT = "count"
_SHORT = 3


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit as read: its code, what it measures, by what the number is multiplied, and the token behind it."""

    code: str
    kind: str
    stop: int
    times: float = 1.0


@functools.cache
def _unit_forms(side: str, short: bool) -> Mapping[tuple[str, ...], Unit]:
    """Forms of the units, cut into tokens: the short ones in their own case, the long ones in lower case."""
    forms = {}
    for unit in units().values():
        for form in unit.after if side == "after" else unit.before:
            tokens = Tokens(form)
            if (len(form) <= _SHORT) == short:
                forms[tuple(tokens.texts if short else tokens.lower)] = unit
    return forms


def units_at(tokens: Tokens, i: int) -> Iterator[tuple[Unit, int]]:
    """Units whose forms stand at a token, and the number of their tokens, longest first."""
    for n in range(min(5, len(tokens) - i), 0, -1):
        if any(tokens.gap(k) > 1 for k in range(i + 1, i + n)):
            continue
        short = _unit_forms("after", True).get(tuple(tokens.texts[i : i + n]))
        unit = short or _unit_forms("after", False).get(tuple(tokens.lower[i : i + n]))
        if unit:
            yield unit, n


def currency_before(tokens: Tokens, i: int, floor: int) -> tuple[Unit | None, int]:
    """The currency before a number ("US$", "EUR") and the index of its first token."""
    if tokens.gap(i) > 1 or i <= floor:
        return None, i
    for n in (3, 2, 1):
        key = tuple(tokens.texts[max(floor, i - n) : i])
        unit = _unit_forms("before", True).get(key) or _unit_forms("before", False).get(
            tuple(map(str.lower, key))
        )
        if unit and len(key) == n:
            return unit, i - n
    return None, i


def unit_after(tokens: Tokens, numeral: Numeral, negative: bool) -> UnitWords | None:
    """The unit behind a numeral, with "-old", "-long" and what it is reckoned by ("per hour")."""
    if numeral.form in ("fraction", "times"):
        code, kind = ("percent", "share") if numeral.form == "fraction" else (COUNT, COUNT)
        return UnitWords(code, kind, numeral.stop)
    at = numeral.stop
    hyphen = tokens.word(at) in HYPHENS and tokens.gap(at) == 0 and tokens.gap(at + 1) == 0
    at += hyphen
    if tokens.gap(at) > 1 and not (numeral.form == "vague" and tokens.word(at) == "of"):
        return None
    if tokens.word(at) == "of" and numeral.form == "vague":
        at += 1
    words, word = lexicon(), tokens.word(at)
    if word in words["multiples"]:
        code, times = words["multiples"][word]
        return _aged(tokens, UnitWords(code, units()[code].kind, at + 1, times))
    if word in words["large"]["units"] and numeral.value < 1000:
        return None
    if (
        word in words["context"]["before_unit"]
        and tokens.word(at + 1) in words["time_words"]
        and tokens.gap(at + 1) == 1
    ):
        at += 1
    for known, n in units_at(tokens, at):
        stop, unit = at + n, known
        if n == 1 and tokens.texts[at] in ("C", "F") and tokens.gap(at) and not hyphen:
            continue
        weighs = hyphen or tokens.word(stop) == "of"
        if n == 1 and word in words["weights"] and weighs and numeral.form != "scaled":
            unit = units()[words["weights"][word]]
        elif unit.code == "deg" and (negative or tokens.word(stop) in ("below", "above", "of", "celsius")):
            unit = units()["Cel"]
        return rate(tokens, _aged(tokens, UnitWords(unit.code, unit.kind, stop)))
    return None


def _aged(tokens: Tokens, unit: UnitWords) -> UnitWords:
    """A unit of time with the "old" or "-long" behind it."""
    if unit.kind != "time":
        return unit
    following = tokens.follower(unit.stop)
    word = tokens.word(following) if following >= 0 else ""
    if word in ("old", "olds"):
        return replace(unit, kind="age", stop=following + 1)
    if word == "of" and tokens.word(following + 1) == "age":
        return replace(unit, kind="age", stop=following + 2)
    if word == "long" and following > unit.stop:
        return replace(unit, stop=following + 1)
    return unit


def rate(tokens: Tokens, unit: UnitWords) -> UnitWords:
    """A unit with what it is reckoned by: "per barrel", "a month", "/t"."""
    if unit.kind in ("time", "age", "share", COUNT, "temperature"):
        return unit
    sign = tokens.word(unit.stop)
    if sign not in ("per", "a", "an", "/") or tokens.gap(unit.stop) > 1:
        return unit
    for over, n in units_at(tokens, unit.stop + 1):
        stop = unit.stop + 1 + n
        is_offset = sign != "per" and tokens.word(stop) in lexicon()["context"]["after_article"]
        if over.kind not in ("money", "share") and not is_offset:
            return replace(unit, code=f"{unit.code}/{over.code}", kind="rate", stop=stop)
    return unit


def in_unit(value: float, unit: UnitWords | None) -> float:
    """A value in the unit's own code ("19 cents": 0.19); rounded, for 10.4 cents are not 0.10400000000000001."""
    return value if unit is None or unit.times == 1 else round(value * unit.times, 10)
