"""Numbers with modifiers, ranges and units, on text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.language.numbers import Number, find_numbers
from conflict_data.units import Unit, units


def only(text: str) -> tuple[str, Number]:
    (number,) = find_numbers(text)
    return text[number.start : number.end], number


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "modifier", "unit"),
    [
        (
            "They sent approximately 400,000 euros.",
            "approximately 400,000 euros",
            4e5,
            4e5,
            "approximately",
            "EUR",
        ),
        ("worth up to $1.5bn in all", "up to $1.5bn", None, 1.5e9, "at_most", "USD"),
        ("a loan of €90 billion", "€90 billion", 9e10, 9e10, "exact", "EUR"),
        ("UAH 40 million was paid", "UAH 40 million", 4e7, 4e7, "exact", "UAH"),
        ("nearly 3 million hryvnias", "nearly 3 million hryvnias", 3e6, 3e6, "approximately", "UAH"),
        ("blackouts of between eight and 16 hours", "between eight and 16 hours", 8, 16, "between", "h"),
        ("the toll rose from 25 to more than 30", "from 25 to more than 30", 25, 30, "between", "count"),
        ("some 20-30 drones", "some 20-30", 20, 30, "between", "count"),
        ("it warmed by 1 to 1.5 degrees Celsius", "1 to 1.5 degrees Celsius", 1, 1.5, "between", "Cel"),
        ("pulled the sector 0.68 percent lower", "0.68 percent", 0.68, 0.68, "exact", "percent"),
        ("those of 35 or above", "35 or above", 35, None, "at_least", "count"),
        ("$2-3 billion is missing", "$2-3 billion", 2e9, 3e9, "between", "USD"),
        ("for one or two members", "one or two", 1, 2, "between", "count"),
        ("frost of up to -30 degrees Celsius", "up to -30 degrees Celsius", -30, None, "at_least", "Cel"),
        ("it was minus 17 outside", "minus 17", -17, -17, "exact", "Cel"),
        ("no fewer than 40 of them", "no fewer than 40", 40, None, "at_least", "count"),
        ("fewer than 40 of them", "fewer than 40", None, 40, "less_than", "count"),
        ("outages exceed 12 hours", "exceed 12 hours", 12, None, "more_than", "h"),
        ("a week-long pause", "a week-long", 1, 1, "exact", "wk"),
        ("within a day", "a day", 1, 1, "exact", "d"),
        ("an hour and a half of talks", "an hour and a half", 1.5, 1.5, "exact", "h"),
        ("nearly two years of war", "nearly two years", 2, 2, "approximately", "a"),
        ("for two decades", "two decades", 20, 20, "exact", "a"),
        ("three consecutive days", "three consecutive days", 3, 3, "exact", "d"),
        ("a 65-year-old woman", "65-year-old", 65, 65, "exact", "a"),
        ("a 330-kilovolt line", "330-kilovolt", 330, 330, "exact", "kV"),
        ("at 80 km/h", "80 km/h", 80, 80, "exact", "km/h"),
        ("$60 per barrel", "$60 per barrel", 60, 60, "exact", "USD/[bbl_us]"),
        ("200 square kilometres", "200 square kilometres", 200, 200, "exact", "km2"),
        ("a 500-pound bomb", "500-pound", 500, 500, "exact", "[lb_av]"),
        ("a 155mm shell", "155mm", 155, 155, "exact", "mm"),
        ("down 3 percentage points", "3 percentage points", 3, 3, "exact", "percentage point"),
        ("19 cents a share", "19 cents", 0.19, 0.19, "exact", "USD"),
        ("about half of it", "about half", 50, 50, "approximately", "percent"),
        ("about a third of it", "about a third", 33.33, 33.33, "approximately", "percent"),
        ("cut it by a quarter.", "a quarter", 25, 25, "exact", "percent"),
        ("tens of thousands of homes", "tens of thousands", 2e4, None, "at_least", "count"),
        ("more than a dozen homes", "more than a dozen", 12, None, "more_than", "count"),
        ("at least another 12 homes", "at least another 12", 12, None, "at_least", "count"),
        ("50+ homes", "50+", 50, None, "at_least", "count"),
        ("over some 17 hours", "some 17 hours", 17, 17, "approximately", "h"),
        ("over 3,000 children", "over 3,000", 3000, None, "more_than", "count"),
    ],
)
def test_number(
    text: str, span: str, low: float | None, high: float | None, modifier: str, unit: str
) -> None:
    found, number = only(text)
    assert found == span
    assert (number.low, number.high, number.modifier, number.unit) == (low, high, modifier, unit)


@pytest.mark.parametrize(
    "text",
    [
        "F-16 and Su-34 jets, a Kh-47M2, the G7, S-300s",
        "Article 5, Resolution 2803, No. 7, page 12",
        "at 10:42 a.m. on 2026-02-01",
        "the 20th package, the 1990s, a 3G phone",
        "a 20-point plan, six-party talks, a two-state solution",
        "won 2-1; call 044-555-1234",
        "a day later, three-way, one-off, a fourth year, a third, aged 41x",
        "the second half of the match",
        "15 Shevchenka Street",
        "several of them, many others",
        "",
        "\x00 \ud800 ½-",
    ],
)
def test_no_number(text: str) -> None:
    assert [text[n.start : n.end] for n in find_numbers(text) if n.form != "digits" or n.low != 0.5] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rose 0.7 percent to 6,327", [0.7, 6327]),
        ("up by 5 to 25", [5, 25]),
        ("grew in 2018 to 3.9 million", [2018, 3.9e6]),
        ("about 430 drones and 18 missiles", [430, 18]),
        ("2.5 billion Canadian dollars ($1.8 billion)", [2.5e9, 1.8e9]),
        ("33 of 50 missiles", [33, 50]),
    ],
)
def test_no_range(text: str, values: list[float]) -> None:
    assert [n.low for n in find_numbers(text)] == values


def check(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start <= number.core_start < number.core_end <= number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
        assert number.low is not None or number.high is not None
        last = number.end


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text)


WORDS = st.sampled_from(
    [
        "a",
        "an",
        "and",
        "between",
        "from",
        "to",
        "or",
        "over",
        "about",
        "up",
        "at",
        "least",
        "half",
        "third",
        "dozen",
        "hundreds",
        "of",
        "tens",
        "million",
        "billion",
        "two",
        "twenty",
        "percent",
        "euros",
        "$",
        "€",
        "-",
        "–",
        "%",
        ",",
        ".",
        "5",
        "1,000",
        "2.5",
        "-30",
        "1900",
        "degrees",
        "year",
        "old",
        "long",
        "hours",
        "km",
        "minus",
        "several",
        "few",
        "point",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_words(text: str) -> None:
    check(text)


@given(
    st.integers(1, 10**7),
    st.sampled_from(["{:,}", "{}"]),
    st.sampled_from(
        [("", "exact"), ("about ", "approximately"), ("at least ", "at_least"), ("less than ", "less_than")]
    ),
    st.sampled_from([u for u in units().values() if u.after]),
)
def test_formatted(n: int, form: str, modifier: tuple[str, str], unit: Unit) -> None:
    surface = f"{modifier[0]}{form.format(n)} {unit.after[0]}"
    numbers = find_numbers(f"They counted {surface}, it said.")
    values = {numbers[0].low, numbers[0].high} - {None}
    assert values == {float(n)}
    assert numbers[0].modifier == modifier[1]


def test_numbers_that_go_with_different_things_are_no_range() -> None:
    values = [
        n.low
        for n in find_numbers("It costs 250 or 400 less than its first and its second rival respectively.")
    ]
    assert values == [250, 400]
