"""Who speaks, and in which manner."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources

import pandas as pd

from conflict_data.analysis.selection import check, filled, period_starts

SIDES = ("Ukraine", "Russia", "United States", "Europe", "international bodies", "others", "unknown")


@cache
def _sides() -> dict[str, str]:
    text = resources.files("conflict_data.analysis").joinpath("sides.csv").read_text(encoding="utf-8")
    return {code: row["side"] for row in csv.DictReader(text.splitlines()) for code in row["codes"].split()}


def sides(countries: pd.Series[str]) -> pd.Series[str]:
    """The side of each country.

    Parameters
    ----------
    countries : pandas.Series of str
        Countries and other codes, as in ``speaker_country`` or ``source_country``.

    Returns
    -------
    pandas.Series of str
        Ukraine, Russia, United States, Europe (the European Union, its members, the United Kingdom, Norway,
        Switzerland and small states), international bodies, others; unknown where the country is missing.
    """
    known = countries.map(_sides()).fillna("others").astype("str")
    return known.where(countries.notna(), "unknown").rename("side")


def statement_activity(
    statements: pd.DataFrame, *, by: str | Sequence[str] = ("side", "cue_class"), every: str = "week"
) -> pd.DataFrame:
    """Count statements by period, side of the speaker and class of the cue.

    Parameters
    ----------
    statements : pandas.DataFrame
        As `conflict_data.load_statements` gives it.
    by : str or sequence of str
        Columns to group by; ``side`` is that of the speaker's country, see `sides`.
    every : str
        day, week (Monday to Sunday) or month of publication.

    Returns
    -------
    pandas.DataFrame
        One row a period and group (period, the columns of `by`, value), periods without gaps, groups in order.

    Raises
    ------
    UnknownNameError
        For a column or period that does not exist.
    """
    groups = [by] if isinstance(by, str) else list(by)
    for column in groups:
        check("column", column, ["side", *statements.columns])
    chosen = statements.assign(
        side=sides(statements["speaker_country"]),
        period=period_starts(statements["published"], every),
        value=1,
    )
    keys = ["period", *groups]
    counts = chosen.groupby(keys, dropna=False, as_index=False, observed=True)[["value"]].sum()
    return filled(counts, groups, every).astype({"value": "int64"})
