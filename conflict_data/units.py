"""Units of measure and currencies: their codes, their names in the news, and conversion between them.

Codes are ISO 4217 for money and UCUM (https://ucum.org) for the rest; see the header of ``units.csv``.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the table of units.

    Parameters
    ----------
    code : str
        ISO 4217 or UCUM code.
    name : str
    kind : str
        What is measured (length, money, share ...); units of one kind convert into each other.
    to_base : float or None
        Factor to the base unit of the kind; None for money.
    offset : float
        Added after multiplying, for temperatures.
    after, before : tuple of str
        Forms written after or before the number.
    """

    code: str
    name: str
    kind: str
    to_base: float | None
    offset: float
    after: tuple[str, ...]
    before: tuple[str, ...]


@functools.cache
def units() -> Mapping[str, Unit]:
    """The table of units by code."""
    text = resources.files("conflict_data").joinpath("units.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: _unit(row) for row in csv.DictReader(lines)}


def _unit(row: Mapping[str, str]) -> Unit:
    forms = {side: tuple(row[side].split("|")) if row[side] else () for side in ("after", "before")}
    to_base = float(row["to_base"]) if row["to_base"] else None
    offset = float(row["offset"] or 0)
    return Unit(row["code"], row["name"], row["kind"], to_base, offset, forms["after"], forms["before"])


def base_unit(code: str) -> str:
    """Code of the unit that all units of the same kind are reckoned in (for money, the currency itself)."""
    unit = _known(code)
    for other in units().values():
        if other.kind == unit.kind and other.to_base == 1 and other.offset == 0:
            return other.code
    return code


def convert(value: float, unit: str, to: str | None = None, *, rate: float | None = None) -> float:
    """Convert a value into another unit.

    Parameters
    ----------
    value : float
    unit : str
        Code of the value's unit; a rate ("km/h", "USD/t") has a row of its own or one for each side of the stroke.
    to : str, optional
        Code of the unit wanted; the base unit of the kind (SI, where SI has one) when omitted.
    rate : float, optional
        Units of ``to`` for one of ``unit``; needed for money, and for money alone. There are no rates in this package:
        they depend on the day and on whom you ask.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If a code is unknown, the kinds differ, or a rate is missing or out of place.

    Examples
    --------
    >>> convert(330, "kV")
    330000.0
    >>> convert(-30, "Cel", "K")
    243.14999999999998
    >>> convert(400_000, "EUR", "USD", rate=1.19)
    476000.0
    """
    if to is None:
        to = "/".join(base_unit(part) for part in _parts(unit))
    source, target = _parts(unit), _parts(to)
    if len(source) != len(target):
        raise ValueError(f"cannot convert {unit!r} into {to!r}: one is a rate, the other is not")
    pairs = [(_known(a), _known(b)) for a, b in zip(source, target, strict=True)]
    if any(a.kind != b.kind for a, b in pairs):
        raise ValueError(f"cannot convert {unit!r} into {to!r}: they measure different things")
    is_money = any(a.kind == "money" and a.code != b.code for a, b in pairs)
    if is_money != (rate is not None):
        raise ValueError(f"{unit!r} into {to!r} {'needs' if is_money else 'takes no'} rate")
    (first, wanted), *rest = pairs
    result = _linear(value, first, wanted, rate)
    for over, wanted_over in rest:
        result /= _linear(1.0, over, wanted_over, rate)
    return result


def _linear(value: float, unit: Unit, to: Unit, rate: float | None) -> float:
    if unit.code == to.code:
        return float(value)
    if unit.to_base is None or to.to_base is None:
        return value * (1.0 if rate is None else rate)
    return (value * unit.to_base + unit.offset - to.offset) / to.to_base


def _parts(code: str) -> list[str]:
    return [code] if code in units() else code.split("/", 1)


def _known(code: str) -> Unit:
    try:
        return units()[code]
    except KeyError:
        raise ValueError(f"unknown unit {code!r}; conflict_data.units.units() lists the known ones") from None
