"""Which of two series moves first."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, MultipleLocator

from conflict_data.analysis.lead_lag import lead_lag as lead_lag_table
from conflict_data.plotting.style import BLUE, VERMILION, caption, new_axes, period, say_empty


def lead_lag(
    first: pd.Series[Any],
    second: pd.Series[Any],
    *,
    names: tuple[str, str] = ("first", "second"),
    every: str = "day",
    max_lag: int = 14,
    confidence: float = 0.95,
    seed: int = 0,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (8, 4.2),
    **options: Any,
) -> Axes:
    """Cross-correlation of two series at each lag, with what chance gives.

    Parameters
    ----------
    first, second : pandas.Series
        Values by period.
    names : tuple of str
        What they count, for the labels.
    every : str
        The period, for the labels.
    max_lag, confidence, seed, **options
        As for `conflict_data.analysis.lead_lag`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure when omitted.
    figsize : tuple of float
        Size of a new figure in inches; ignored when `ax` is given.

    Returns
    -------
    matplotlib.axes.Axes
    """
    table = lead_lag_table(first, second, max_lag=max_lag, confidence=confidence, seed=seed, **options)
    ax = new_axes(ax, figsize, f"Does one come before the other? {names[0].capitalize()} and {names[1]}")
    if table.empty:
        return say_empty(ax, "too few periods that both series share")
    band = table["band"].iloc[0]
    ax.fill_between(table["lag"], table["low"], table["high"], color="0.85", linewidth=0)
    for limit in (-band, band):
        ax.axhline(limit, color="0.35", linewidth=1, linestyle="--")
    out = table["correlation"].abs() > band
    ax.vlines(table["lag"], 0, table["correlation"], color="0.35", linewidth=1)
    ax.plot(table["lag"], table["correlation"], "o", color=BLUE, markersize=5)
    ax.plot(table.loc[out, "lag"], table.loc[out, "correlation"], "D", color=VERMILION, markersize=7)
    ax.axhline(0, color="black", linewidth=0.8)
    reach = max(0.5, 1.25 * table["correlation"].abs().max(), 1.25 * band)
    ax.set_ylim(-reach, reach)
    ax.text(max_lag, band, "chance, at any lag", fontsize="small", color="0.35", ha="right", va="bottom")
    ax.text(
        max_lag,
        table["low"].iloc[-1],
        "chance, at this lag",
        fontsize="small",
        color="0.35",
        ha="right",
        va="bottom",
    )
    ax.text(0.0, 0.98, f"← {names[1]} first", transform=ax.transAxes, va="top")
    ax.text(1.0, 0.98, f"{names[0]} first →", transform=ax.transAxes, ha="right", va="top")
    ax.xaxis.set_major_locator(MultipleLocator(7) if every == "day" else MaxNLocator(integer=True))
    ax.set_ylabel("correlation")
    shared = pd.Series(first.index.intersection(second.index))
    caption(
        ax,
        f"lag in {every}s; correlation (Pearson) of series without their trend",
        period(shared),
        f"{len(shared)} {every}s",
        f"chance: {confidence:.0%} of series with shuffled blocks stay inside",
    )
    return ax
