"""Expectation suites: half derived from the schema, half written by hand with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conflict_data.errors import DatasetError
from conflict_data.schema import Field, ForeignKey, Table, table

Expectation = dict[str, Any]


def suites_dir() -> Path:
    """Where the suites lie: inside the installed package, else ``expectations`` of a checkout.

    Raises
    ------
    DatasetError
        If they are in neither place.
    """
    package = Path(__file__).parent
    for candidate in (package / "expectations", package.parent / "expectations"):
        if candidate.is_dir():
            return candidate
    raise DatasetError(f"no expectation suites found below {package}")


def read_suite(name: str) -> dict[str, Any]:
    """The suite of a table, as Great Expectations takes it.

    Parameters
    ----------
    name : str
        A table of the schema.

    Returns
    -------
    dict
        ``name`` and ``expectations``. Each has in ``meta`` either ``origin: schema`` or a ``reason``.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    DatasetError
        If the suite is missing, broken or empty.
    """
    path = suites_dir() / f"{table(name).name}.json"
    try:
        suite: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if not suite["expectations"]:
            raise DatasetError(f"{path}: the suite is empty")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{path}: not an expectation suite: {error}") from error
    return suite


def regenerate(name: str, suite: dict[str, Any]) -> dict[str, Any]:
    """The suite with its derived half made anew from the schema; the hand-written half stays as it is."""
    written = [e for e in suite.get("expectations", ()) if e["meta"].get("origin") != "schema"]
    return {"name": name, "expectations": derived(table(name)) + written}


def derived(declared: Table) -> list[Expectation]:
    """Expectations that follow from a table's declaration: columns, keys, nulls, closed lists, bounds, patterns.

    A foreign key takes the values it may have from the parameter that `parameter_name` names.
    """
    expectations = [
        _expectation("expect_table_columns_to_match_ordered_list", column_list=list(declared.columns)),
        _unique(declared.primary_key),
    ]
    for field in declared.fields:
        expectations += _of_field(field)
    for key in declared.foreign_keys:
        parameter = {"$PARAMETER": parameter_name(key)}
        expectations.append(
            _expectation("expect_column_values_to_be_in_set", column=key.column, value_set=parameter)
        )
    return expectations


def parameter_name(key: ForeignKey) -> str:
    """Name of the parameter that holds the values a foreign key may have."""
    return f"{key.table}_{key.reference}"


def _of_field(field: Field) -> list[Expectation]:
    found = []
    if not field.nullable:
        found.append(_expectation("expect_column_values_to_not_be_null", column=field.name))
    if field.values:
        found.append(
            _expectation("expect_column_values_to_be_in_set", column=field.name, value_set=list(field.values))
        )
    if field.pattern:
        found.append(
            _expectation("expect_column_values_to_match_regex", column=field.name, regex=field.pattern)
        )
    bounds = {"min_value": field.minimum, "max_value": field.maximum}
    given = {name: bound for name, bound in bounds.items() if bound is not None}
    if given:
        found.append(_expectation("expect_column_values_to_be_between", column=field.name, **given))
    return found


def _unique(key: tuple[str, ...]) -> Expectation:
    if len(key) == 1:
        return _expectation("expect_column_values_to_be_unique", column=key[0])
    return _expectation("expect_compound_columns_to_be_unique", column_list=list(key))


def _expectation(kind: str, **kwargs: object) -> Expectation:
    return {"type": kind, "kwargs": kwargs, "meta": {"origin": "schema"}}
