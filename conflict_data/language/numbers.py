"""Numbers in text: numerals with their modifier, range and unit.

Works on the characters alone; what is counted, and which number is no figure but a name or a date, needs syntax and is
told by `conflict_data.extract.figures`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from conflict_data.language.modifiers import modifier_of
from conflict_data.language.number_words import HYPHENS, Tokens, lexicon
from conflict_data.language.numerals import Numeral, read_numeral
from conflict_data.language.unit_words import (
    COUNT,
    UnitWords,
    currency_before,
    in_unit,
    rate,
    unit_after,
    units_at,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral with what belongs to it.

    Parameters
    ----------
    start, end : int
        With modifier and unit.
    core_start, core_end : int
        The numeral alone ("two", "1.5 million", "20-30").
    low, high : float or None
        Bounds; None for an open one.
    modifier : str
        exact, approximately, at_least, at_most, more_than, less_than or between.
    unit : str
        Code of `conflict_data.units`, two codes parted by "/" for a rate, or "count".
    kind : str
        Kind of the unit; "age" for years of age, "count" without a unit.
    form : str
        digits, words, scaled ("1.5 million"), vague ("dozens"), fraction ("a third"), times ("twice") or article
        ("a day").
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    modifier: str
    unit: str
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class _Operand:
    """A numeral with modifier and unit; ``first``, ``core`` and ``stop`` are indices of tokens."""

    first: int
    core: int
    stop: int
    value: float
    numeral: Numeral
    modifier: str
    unit: UnitWords | None


def find_numbers(text: str) -> list[Number]:
    """Numbers of a text, with modifiers, ranges and units.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Number
        In the order of the text, without overlaps. Numerals in names that can be told by the characters (F-16,
        Article 5, 10:30, 20th, 2-1) are left out; dates are not.

    Examples
    --------
    >>> [n] = find_numbers("It pledged up to $1.5bn.")
    >>> n.low, n.high, n.modifier, n.unit
    (None, 1500000000.0, 'at_most', 'USD')
    """
    tokens = Tokens(text)
    openers, behind_article, articles = lexicon()["openers"], lexicon()["behind_article"], ("a", "an")
    found: list[Number] = []
    floor = 0
    for i, (kind, word) in enumerate(zip(tokens.kinds, tokens.lower, strict=True)):
        if i < floor or not (kind == "number" or word in openers):
            continue
        if word in articles and tokens.kind(i + 1) == "word" and tokens.lower[i + 1] not in behind_article:
            continue  # as most articles, it opens no number
        operand = _operand(tokens, i, floor)
        if operand is None and word in articles:
            operand = _article(tokens, i, floor)
        if operand:
            number, floor = _with_range(tokens, operand, floor)
            if number:
                found.append(number)
            floor = max(floor, i + 1)
    return found


def _operand(tokens: Tokens, i: int, floor: int) -> _Operand | None:
    """The number whose numeral starts at a token."""
    currency, first = currency_before(tokens, i, floor)
    if _is_name(tokens, i, currency is not None):
        return None
    numeral = read_numeral(tokens, i, money=currency is not None)
    if numeral is None:
        return None
    negative, first = _negative(tokens, first, floor)
    unit = unit_after(tokens, numeral, negative)
    if currency:
        stop = unit.stop if unit and unit.kind == "money" else numeral.stop
        unit = rate(tokens, UnitWords(currency.code, currency.kind, stop))
    elif unit is None and negative:
        unit = UnitWords("Cel", "temperature", numeral.stop)
    value = in_unit(numeral.value, unit) * (-1 if negative else 1)
    modifier, first, stop = modifier_of(tokens, first, floor, numeral, unit, negative)
    return _Operand(first, i, stop, value, numeral, modifier, unit)


def _article(tokens: Tokens, i: int, floor: int) -> _Operand | None:
    """A duration with an article for a number: "a week-long", "in a day", "a year and a half"."""
    j = tokens.follower(i + 1)
    word = tokens.word(j)
    if j < 0 or word not in lexicon()["time_words"] or word.endswith("s") or word == "second":
        return None
    following, behind, context = tokens.word(j + 1), j + 1, lexicon()["context"]
    numeral = Numeral(1.0, j, "article", 1.0)
    half = [tokens.word(behind + k) for k in range(3)] in (["and", "a", "half"], ["and", "a", "quarter"])
    long = following in ("-", "long") and "long" in (following, tokens.word(j + 2))
    within = tokens.word(i - 1) in context["before_article"] and following not in context["after_article"]
    if half:
        part = 0.5 if tokens.word(behind + 2) == "half" else 0.25
        numeral, behind = replace(numeral, value=1 + part), behind + 3
    elif not (long or within or following == "of"):
        return None
    unit = unit_after(tokens, numeral, False)
    if unit is None or tokens.gap(j) != 1:
        return None
    unit = replace(unit, stop=max(unit.stop, behind))
    modifier, first, stop = modifier_of(tokens, i, floor, numeral, unit, False)
    return _Operand(first, i, stop, numeral.value, numeral, modifier, unit)


def _is_name(tokens: Tokens, i: int, money: bool) -> bool:
    """Whether the characters around a numeral tell that it belongs to a name, a time of day or a score."""
    words, before, after = lexicon()["context"], tokens.word(i - 1), tokens.word(i + 1)
    if tokens.gap(i) == 0 and not money:
        attached = tokens.gap(i - 1) == 0 and tokens.kind(i - 2) in ("word", "number")
        if tokens.kind(i - 1) == "word" or before in "#@№_":
            return True
        if attached and (before in HYPHENS or before in "/:.,'’"):
            return True
    if tokens.gap(i + 1) == 0 and tokens.kind(i) == "number":
        if (after in ":/.," and tokens.gap(i + 2) == 0 and tokens.kind(i + 2) == "number") or after == "_":
            return True
        if tokens.kind(i + 1) == "word" and not _attached(tokens, i + 1):
            return True
    is_joined = after in HYPHENS and tokens.gap(i + 1) == 0 and tokens.gap(i + 2) == 0
    if is_joined and tokens.word(i + 2) in words["kinds"]:
        return True
    following = tokens.texts[i + 1 : i + 4] if tokens.kind(i) == "number" else []
    if following and following[0][:1].isupper() and words["streets"] & {word.lower() for word in following}:
        return True
    if tokens.gap(i) > 1:
        return False
    label = tokens.word(i - 2) if before == "." else before
    if label == "no" and tokens.kind(i) == "word":
        return False
    if label in words["labels"] or " ".join(tokens.texts[max(0, i - 2) : i]) in words["labels"]:
        return True
    if "." in tokens.texts[i] or after in ("percent", "%"):
        return False  # "pulled the sector 0.68 percent lower"
    is_noun = tokens.texts[i + 1].islower() and after.endswith("s") if tokens.kind(i + 1) == "word" else False
    capital = tokens.texts[i - 1][:1].isupper() if i else False
    return label in words["weak_labels"] and (capital or not is_noun)


def _attached(tokens: Tokens, i: int) -> bool:
    """Whether a word written to a number is a scale or a unit."""
    text = tokens.texts[i]
    words = lexicon()
    known = (
        text in words["attached_scales"] or text.lower() in words["scales"] or text in words["fraction_signs"]
    )
    return known or any(True for _ in units_at(tokens, i))


def _negative(tokens: Tokens, first: int, floor: int) -> tuple[bool, int]:
    """Whether a minus stands before a number, and the index of the first token with it."""
    sign = first - 1
    if sign < floor:
        return False, first
    if tokens.word(sign) == "minus" and tokens.gap(first) <= 1:
        return True, sign
    is_free = tokens.gap(sign) > 0 or tokens.word(sign - 1) in ("(", "~", '"', "“", "‘")
    if tokens.word(sign) in ("-", "−", "‑", "–") and tokens.gap(first) == 0 and is_free:
        return True, sign
    return False, first


def _with_range(tokens: Tokens, a: _Operand, floor: int) -> tuple[Number | None, int]:
    """The number that starts with an operand, or None for a score; and the index of the token behind it."""
    join = a.stop
    if tokens.word(join) in HYPHENS and tokens.word(join + 1) == "to" and tokens.word(join + 2) in HYPHENS:
        join += 1  # "0-to-60"
    sign, spaced = tokens.word(join), tokens.gap(join) > 0
    is_dash = sign in HYPHENS or (sign == "—" and not spaced)
    if is_dash and not spaced and tokens.gap(join + 1) == 0 and _goes_on(tokens, join + 2):
        return None, join + 2
    opener = tokens.word(a.first - 1) if a.first > floor and tokens.gap(a.first) <= 1 else ""
    opened = opener in lexicon()["ranges"]["between"]
    if tokens.gap(join) > 1 or not (is_dash or sign in ("to", "or") or (sign == "and" and opened)):
        return _number(tokens, a), a.stop
    b = _second(tokens, join + (2 if join > a.stop else 1))
    if b is None or a.numeral.form in ("fraction", "times") or b.numeral.form == "times":
        return _number(tokens, a), a.stop
    if is_dash and (tokens.gap(join + 1) > 0) != spaced:
        return _number(tokens, a), a.stop
    scale = b.numeral.value / b.numeral.mantissa if b.numeral.mantissa else 1.0
    low, high = a.value, b.value
    if scale > 1 and a.numeral.mantissa == a.numeral.value < min(b.numeral.mantissa, 1000):
        low *= scale
    unit = b.unit or a.unit
    if a.unit and (
        a.unit.code != b.unit.code if b.unit else not ((opened or is_dash) and a.unit.kind == "money")
    ):
        return _number(tokens, a), a.stop
    if sign in ("and", "or") and _goes_with(tokens, b.stop):
        return _number(tokens, a), a.stop
    is_shared = (
        opener == "by" and a.unit is None and b.unit is not None and b.unit.kind not in ("money", "share")
    )
    is_change = opener in lexicon()["ranges"]["changes"] and not is_shared  # "by 1 to 1.5 degrees" is a range
    if sign == "to" and not opened and (is_change or _is_year(tokens, a)):
        return _number(tokens, a), a.stop
    if is_dash and not spaced and low >= high:
        return None, b.stop
    if (low >= high and not (opened and low != high)) or (sign == "or" and b.modifier != "exact"):
        return _number(tokens, a), a.stop
    if a.unit is None:
        low = in_unit(low, unit)
    first = a.first - 1 if opened else a.first
    joined = replace(b, first=first, core=a.core, modifier="between", unit=unit)
    number = _number(tokens, joined, min(low, high), max(low, high))
    return number, b.stop


def _goes_with(tokens: Tokens, stop: int) -> bool:
    """Whether a sentence goes on to say which number goes with what ("25 or 40 more than A and B respectively")."""
    for i in range(stop, min(stop + 15, len(tokens))):
        if tokens.lower[i] in ("respectively", ".", ";"):
            return tokens.lower[i] == "respectively"
    return False


def _is_year(tokens: Tokens, operand: _Operand) -> bool:
    """Whether a number looks like a year and no quantity ("rose in 2018 to 3.9 million")."""
    is_bare = (
        operand.stop == operand.core + 1 and len(tokens.texts[operand.core]) == 4 and operand.unit is None
    )
    return is_bare and 1900 <= operand.value <= 2100


def _goes_on(tokens: Tokens, stop: int) -> bool:
    """Whether a range is only the head of a longer chain of numbers (2026-02-01, 044-555-12)."""
    return tokens.word(stop) in HYPHENS and tokens.gap(stop) == 0 and tokens.kind(stop + 1) == "number"


def _second(tokens: Tokens, start: int) -> _Operand | None:
    """The upper bound of a range; only a modifier, a sign and a currency may stand before its numeral."""
    for i in range(start, min(start + 5, len(tokens))):
        if tokens.kinds[i] != "number" and tokens.lower[i] not in lexicon()["openers"]:
            continue
        numeral = read_numeral(tokens, i, money=True)
        if numeral is None:
            continue
        currency, first = currency_before(tokens, i, start)
        unit = (
            UnitWords(currency.code, currency.kind, numeral.stop)
            if currency
            else unit_after(tokens, numeral, False)
        )
        modifier, first, stop = modifier_of(tokens, first, start, numeral, unit, False)
        is_unknown = tokens.kind(stop) == "word" and tokens.gap(stop) == 0
        if first != start or is_unknown:
            return None
        return _Operand(first, i, stop, in_unit(numeral.value, unit), numeral, modifier, unit)
    return None


def _number(tokens: Tokens, operand: _Operand, low: float | None = None, high: float | None = None) -> Number:
    modifier = operand.modifier
    if modifier != "between":
        if operand.numeral.form == "vague":
            modifier = "at_least"
        elif operand.value < 0 and modifier == "at_most":
            # No colder than: a frost "up to -30" bounds the temperature from below.
            modifier = "at_least"
        low = None if modifier in ("at_most", "less_than") else operand.value
        high = None if modifier in ("at_least", "more_than") else operand.value
    unit = operand.unit or UnitWords(COUNT, COUNT, operand.stop)
    core_stop = operand.numeral.stop
    return Number(
        start=tokens.starts[operand.first],
        end=tokens.ends[operand.stop - 1],
        core_start=tokens.starts[operand.core],
        core_end=tokens.ends[core_stop - 1],
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        modifier=modifier,
        unit=unit.code,
        kind=unit.kind,
        form=operand.numeral.form,
    )
