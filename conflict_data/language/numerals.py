"""Numerals: the value of digits and number words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from conflict_data.language.number_words import HYPHENS, MILLION, Tokens, lexicon


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral read from the tokens.

    Parameters
    ----------
    value : float
        Percent for a fraction; the lowest that is meant for a vague numeral.
    stop : int
        Index of the token behind it.
    form : str
        digits, words, scaled ("1.5 million"), vague ("dozens"), fraction ("a third") or times ("twice").
    mantissa : float
        What stands before the scale ("1.5" of "1.5 million").
    """

    value: float
    stop: int
    form: str
    mantissa: float


def read_numeral(tokens: Tokens, i: int, *, money: bool = False) -> Numeral | None:
    """The numeral that starts at a token.

    Parameters
    ----------
    tokens : Tokens
    i : int
    money : bool
        Whether a sign of currency stands before it, so that "m" is a million and not a metre.

    Returns
    -------
    Numeral or None
    """
    if tokens.kind(i) == "number":
        numeral = _digits(tokens, i, money)
    elif tokens.kind(i) == "word" and tokens.lower[i] in lexicon()["openers"]:
        numeral = _fraction(tokens, i) or _vague(tokens, i) or _words(tokens, i)
    else:
        numeral = None
    return numeral if numeral and math.isfinite(numeral.value) else None


def _digits(tokens: Tokens, i: int, money: bool) -> Numeral | None:
    digits = tokens.texts[i]
    if len(digits) > 1 and digits[0] == "0" and not digits.startswith(("0.", "0,")):
        return None
    comma_is_point = "," in digits and len(digits) - digits.index(",") <= 3
    try:
        value = float(re.sub(r"[^0-9.]", "", digits.replace(",", "." if comma_is_point else "")))
    except ValueError:
        return None
    return _scaled(tokens, value, i + 1, "digits", money)


def _scaled(tokens: Tokens, value: float, stop: int, form: str, money: bool) -> Numeral:
    """Read what multiplies a number: "and a half", "bn", "million"."""
    words = lexicon()
    sign = words["fraction_signs"].get(tokens.word(stop)) if tokens.gap(stop) <= 1 else None
    if sign is not None:
        value, stop = value + sign, stop + 1
    half = _and_a_half(tokens, stop)
    if half:
        value, stop = value + half[0], half[1]
    mantissa = value
    written = tokens.texts[stop] if tokens.gap(stop) == 0 and form == "digits" else ""
    if written in words["attached_scales"] and (written != "m" or money or _counted(tokens, stop + 1)):
        value, stop, form = value * words["attached_scales"][written], stop + 1, "scaled"
    following = tokens.follower(stop)
    while following >= 0 and tokens.lower[following] in words["scale_words"]:
        value, stop = value * words["scale_words"][tokens.lower[following]], following + 1
        form = "scaled" if value >= MILLION else form
        following = tokens.follower(stop)
    if following >= 0 and tokens.lower[following] == "dozen" and mantissa == value:
        value, stop = value * words["dozens"]["dozen"], following + 1
    return Numeral(value, stop, form, mantissa)


def _counted(tokens: Tokens, i: int) -> bool:
    """Whether a token looks like a counted noun ("5m people")."""
    return tokens.kind(i) == "word" and (
        tokens.texts[i].islower() and tokens.lower[i].endswith(("s", "people"))
    )


def _and_a_half(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """The fraction of "two and a half", "three-and-a-quarter"."""
    indices = []
    for _ in range(3):
        i = tokens.follower(i)
        if i < 0 or tokens.kind(i) != "word":
            return None
        indices.append(i)
        i += 1
    first, second, third = (tokens.lower[k] for k in indices)
    if first != "and" or second not in ("a", "one") or third not in ("half", "quarter", "third"):
        return None
    return 1 / lexicon()["denominators"][third], i


def _words(tokens: Tokens, i: int) -> Numeral | None:
    """A number in words: "twenty-five", "one hundred and ten thousand", "a dozen"."""
    words, first = lexicon(), tokens.lower[i]
    for table, form in ((words["times"], "times"), (words["fraction_signs"], "digits")):
        if first in table:
            return Numeral(table[first], i + 1, form, table[first])
    current, stop = 0.0, i
    if first in ("a", "an"):
        following = tokens.word(i + 1)
        if tokens.gap(i + 1) > 1 or (following not in words["scales"] and following not in words["dozens"]):
            return None
        current, stop = 1.0, i + 1
    elif first in words["scales"] or first in words["dozens"]:
        if tokens.word(i - 1) not in words["context"]["determiners"]:
            return None
        current = 1.0
    start, state = stop, (0.0, current, math.inf)
    while True:
        j = tokens.follower(stop) if stop > i else stop
        if j < 0:
            break
        if tokens.lower[j] == "and" and _goes_on(tokens, j, state):
            j += 1
        if tokens.lower[j] in words["dozens"] and 0 < state[1] < 100 and not state[0]:
            return Numeral(state[1] * words["dozens"][tokens.lower[j]], j + 1, "words", state[1])
        following_state = _add(tokens.lower[j], *state)
        if following_state is None or (following_state == state and stop > start):
            break
        state, stop = following_state, j + 1
    if stop == start:
        return None
    total, current, ceiling = state
    value = total + current
    if value < 100:
        return _scaled(tokens, value, stop, "words", False)
    return Numeral(
        value, stop, "scaled" if value >= MILLION else "words", value / (ceiling if total else 100.0)
    )


def _goes_on(tokens: Tokens, j: int, state: tuple[float, float, float]) -> bool:
    """Whether an "and" goes on with a number ("one hundred and five", but "one hundred and two hundred")."""
    total, current, ceiling = state
    words = lexicon()
    if tokens.gap(j + 1) > 1 or total + current < 100 or current % 100:
        return False
    behind = words["scales"].get(tokens.word(tokens.follower(j + 2)), 0)
    return tokens.word(j + 1) in words["words"] and behind != 100 and behind < ceiling


def _add(word: str, total: float, current: float, ceiling: float) -> tuple[float, float, float] | None:
    """Add a number word to what was read: millions and thousands, the rest, the last scale; None if it cannot."""
    words = lexicon()
    if word in words["words"]:
        value = words["words"][word]
        fits = current % 100 == 0 if value >= 10 else current % 10 == 0 and current % 100 != 10
        return (total, current + value, ceiling) if fits else None
    if word == "hundred":
        return (total, current * 100, ceiling) if 0 < current < 100 else None
    scale = words["scales"].get(word)
    return (total + current * scale, 0.0, scale) if scale and current and scale < ceiling else None


def _vague(tokens: Tokens, i: int) -> Numeral | None:
    """An open number: "dozens", "tens of thousands", "several hundred", "a few thousand"."""
    words = lexicon()
    first = tokens.lower[i]
    if first in words["vague"]:
        value, stop = words["vague"][first], i + 1
        second = tokens.word(i + 2)
        if tokens.word(i + 1) == "of" and second in words["vague"]:
            value, stop = value * words["vague"][second] / 2, i + 3
        elif first in ("tens", "scores") and tokens.word(i + 1) != "of":
            return None
        return Numeral(value, stop, "vague", value)
    j = i + 1 if first == "a" else i
    if tokens.word(j) not in words["context"]["few"]:
        return None
    j += 2 if tokens.word(j + 1) == "of" else 1
    scale = tokens.word(j)
    base = words["scale_words"].get(scale) or words["dozens"].get(scale) or words["vague"].get(scale, 0) / 2
    if not base or tokens.gap(j) > 1:
        return None
    following = tokens.word(j + 1)
    if following in words["scales"]:
        base, j = base * words["scales"][following], j + 1
    return Numeral(2 * base, j + 1, "vague", 2 * base)


def _fraction(tokens: Tokens, i: int) -> Numeral | None:
    """A share in words: "half", "two-thirds", "a quarter"; or part of a unit: "half a million", "half an hour"."""
    words = lexicon()
    numerator, j = words["words"].get(tokens.lower[i], 0), tokens.follower(i + 1)
    if tokens.lower[i] == "half":
        numerator, j = 1, i
    elif tokens.lower[i] in ("a", "an"):
        numerator = 1
    denominator = words["denominators"].get(tokens.word(j)) if j >= 0 and 0 < numerator < 10 else None
    if not denominator:
        return None
    singular = tokens.lower[j] in words["singular"]
    if singular != (numerator == 1):
        return None
    part, stop = numerator / denominator, j + 1
    scaled = _part_of_scale(tokens, part, stop)
    if scaled:
        return scaled
    following = tokens.word(stop)
    if tokens.lower[j] == "half" and (
        tokens.word(i - 1) in words["context"]["before_half"] or _joined(tokens, i)
    ):
        return None
    goes_on = following in words["context"]["after_fraction"] and tokens.gap(stop) <= 1
    ends = tokens.kind(stop) != "word" and tokens.word(i - 1) in words["context"]["before_fraction"]
    if tokens.lower[j] != "half" and singular and not (goes_on or ends):
        return None  # an ordinal: "a third, aged 41"
    if following in HYPHENS and tokens.gap(stop) == 0 and tokens.gap(stop + 1) == 0:
        return None
    value = round(100 * part, 2)
    return Numeral(value, stop, "fraction", value)


def _joined(tokens: Tokens, i: int) -> bool:
    """Whether a hyphen joins a token to what stands before."""
    return tokens.word(i - 1) in HYPHENS and tokens.gap(i) == 0 and tokens.gap(i - 1) == 0


def _part_of_scale(tokens: Tokens, part: float, stop: int) -> Numeral | None:
    """Half a million, a quarter of a million, half-dozen, half an hour, half-year, half a percent."""
    words = lexicon()
    j = tokens.follower(stop)
    if j >= 0 and tokens.lower[j] == "of":
        j = tokens.follower(j + 1)
    article = j >= 0 and tokens.lower[j] in ("a", "an", "one")
    if not article and tokens.word(stop - 1) not in ("half", "halves", "quarter", "quarters"):
        return None  # "a fourth year"
    k = tokens.follower(j + 1) if article else j
    if k < 0:
        return None
    word = tokens.lower[k]
    scale = words["scales"].get(word) or words["dozens"].get(word)
    if scale:
        value = part * scale
        return Numeral(value, k + 1, "scaled" if scale >= MILLION else "words", part)
    if word in (words["unit_words"] if article else words["time_words"]):
        return Numeral(part, k, "words", part)
    return None
