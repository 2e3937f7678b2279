"""Smoothed series, beside the values they are made of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from conflict_data.analysis.selection import check
from conflict_data.errors import UsageError

METHODS = ("mean", "median", "exponential")


def smooth(
    table: pd.DataFrame,
    *,
    column: str = "value",
    by: str | Sequence[str] = (),
    window: int = 7,
    method: str = "mean",
) -> pd.DataFrame:
    """Smooth a column of a table that has one row a period, or one a period and group.

    Parameters
    ----------
    table : pandas.DataFrame
        Such as `activity` gives it: in the order of time, without gaps.
    column : str
        What to smooth.
    by : str or sequence of str
        Columns whose groups are smoothed apart.
    window : int
        Periods. Windows are centred, and shorter at both ends; for `exponential`, it is the span, and only the past
        counts.
    method : str
        mean, median or exponential.

    Returns
    -------
    pandas.DataFrame
        The table with a column ``smoothed``.

    Raises
    ------
    UnknownNameError
        For a column or method that does not exist.
    UsageError
        For a window below 1.
    """
    groups = [by] if isinstance(by, str) else list(by)
    for name in (column, *groups):
        check("column", name, table.columns)
    check("method", method, METHODS)
    if window < 1:
        raise UsageError(f"window {window!r} is not a whole number from 1 on")

    def smoothed(values: pd.Series[float]) -> pd.Series[float]:
        if method == "exponential":
            return values.ewm(span=window).mean()
        rolling = values.rolling(window, center=True, min_periods=1)
        return rolling.mean() if method == "mean" else rolling.median()

    values = table[column].astype(float)
    if groups and len(table):
        keys = [table[group] for group in groups]
        return table.assign(smoothed=values.groupby(keys, dropna=False).transform(smoothed))
    return table.assign(smoothed=smoothed(values))
