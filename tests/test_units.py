"""Units: their table and conversion."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.units import base_unit, convert, units

PHYSICAL = [unit.code for unit in units().values() if unit.to_base is not None]


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (330, "kV", None, 330_000),
        (50, "percent", None, 0.5),
        (36, "km/h", None, 10),
        (-30, "Cel", "K", 243.15),
        (20, "Cel", "[degF]", 68),
        (1, "t", "kg", 1000),
        (2, "h", "min", 120),
        (10, "[mi_i]", "km", 16.09344),
        (6, "t/d", "kg/h", 250),
        (700, "USD/t", "USD/kg", 0.7),
    ],
)
def test_convert(value: float, unit: str, to: str | None, expected: float) -> None:
    assert convert(value, unit, to) == pytest.approx(expected)


def test_money_needs_a_rate() -> None:
    with pytest.raises(ValueError, match="needs rate"):
        convert(1, "EUR", "USD")
    assert convert(400_000, "EUR", "USD", rate=1.5) == 600_000
    assert convert(5, "EUR", "EUR") == 5
    assert convert(5, "EUR") == 5


@pytest.mark.parametrize(
    ("unit", "to", "rate", "message"),
    [
        ("km", "kg", None, "different things"),
        ("km", "m", 2.0, "takes no rate"),
        ("furlong", "m", None, "unknown unit"),
        ("km", "km/d", None, "is a rate"),
    ],
)
def test_refused(unit: str, to: str, rate: float | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        convert(1, unit, to, rate=rate)


@given(st.sampled_from(PHYSICAL), st.floats(-1e9, 1e9))
def test_to_the_base_and_back(code: str, value: float) -> None:
    there = convert(value, code)
    assert math.isclose(convert(there, base_unit(code), code), value, rel_tol=1e-9, abs_tol=1e-6)


def test_every_kind_has_one_base() -> None:
    bases = Counter(u.kind for u in units().values() if u.to_base == 1 and u.offset == 0)
    kinds = {u.kind for u in units().values()} - {"money"}
    assert bases == Counter(dict.fromkeys(kinds, 1))


def test_codes_and_forms() -> None:
    money = [u.code for u in units().values() if u.kind == "money"]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in money)
    forms = Counter(form for u in units().values() for form in u.after)
    assert [form for form, n in forms.items() if n > 1] == []
