"""Numerals: the value of digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.language.number_words import Tokens
from conflict_data.language.numerals import read_numeral

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    """A number below a million million in English words."""
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{SMALL[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{SMALL[n // 100]} hundred" + (f" and {in_words(n % 100)}" if n % 100 else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            rest = n % scale
            return f"{in_words(n // scale)} {name}" + (f" {in_words(rest)}" if rest else "")
    raise AssertionError


def value(text: str) -> float | None:
    tokens = Tokens(text)
    numeral = read_numeral(tokens, 0)
    return numeral.value if numeral and numeral.stop == len(tokens) else None


@given(st.integers(1, 10**12 - 1))
def test_words(n: int) -> None:
    assert value(in_words(n)) == n
    assert value(in_words(n).capitalize()) == n


@given(st.integers(0, 10**15), st.sampled_from(["{}", "{:,}"]))
def test_digits(n: int, form: str) -> None:
    assert value(form.format(n)) == n


@given(st.integers(1000, 10**9))
def test_narrow_spaces(n: int) -> None:
    assert value(f"{n:,}".replace(",", "\u202f")) == n


@given(
    st.integers(1, 99_999).map(lambda n: n / 100),
    st.sampled_from([(" million", 1e6), ("bn", 1e9), ("-thousand", 1e3), (" trillion", 1e12), ("k", 1e3)]),
)
def test_scaled(n: float, scale: tuple[str, float]) -> None:
    assert value(f"{n}{scale[0]}") == pytest.approx(n * scale[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half", 50),
        ("two-thirds", 66.67),
        ("three quarters", 75),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("two and a half", 2.5),
        ("two and a half million", 2_500_000),
        ("1½", 1.5),
        ("dozens", 24),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("several hundred", 200),
        ("a few thousand", 2000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("twice", 2),
        ("twenty-five hundred", 2500),
    ],
)
def test_kinds_of_numeral(text: str, expected: float) -> None:
    assert value(text) == expected


@pytest.mark.parametrize("text", ["a", "and", "007", "tens", "a person", "hundredth", "several", "9" * 400])
def test_no_numeral(text: str) -> None:
    assert read_numeral(Tokens(text), 0) is None
