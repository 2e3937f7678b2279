"""Diplomacy against military force, one number a period."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from conflict_data.analysis.balance import balance as balance_table
from conflict_data.analysis.selection import counted, covered
from conflict_data.plotting.style import (
    DIPLOMATIC,
    LENGTHS,
    MILITARY,
    caption,
    new_axes,
    number,
    period,
    say_empty,
    time_axis,
)


def balance(
    events: pd.DataFrame,
    *,
    every: str = "week",
    unit: str = "event",
    confidence: float = 0.95,
    seed: int = 0,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (9, 4),
) -> Axes:
    """Balance of diplomatic and military events that happened, with its interval.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it. Days before the first publication are left out.
    every, unit, confidence, seed
        As for `conflict_data.analysis.balance`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure when omitted.
    figsize : tuple of float
        Size of a new figure in inches; ignored when `ax` is given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    UnknownNameError
        For a period or unit that does not exist.
    """
    chosen = covered(events)
    table = balance_table(chosen, every=every, unit=unit, confidence=confidence, seed=seed)
    ax = new_axes(ax, figsize, "Balance of diplomatic and military events")
    if table.empty:
        return say_empty(ax, "no events in this selection")
    middle = table["period"] + pd.Timedelta(days=LENGTHS[every] / 2)
    ax.fill_between(middle, table["low"], table["high"], color="0.85", linewidth=0)
    ax.plot(middle, table["balance"], color="black", linewidth=1.2)
    for sign, colour in ((1, DIPLOMATIC), (-1, MILITARY)):
        side = table["balance"] * sign > 0
        ax.plot(middle[side], table.loc[side, "balance"], "o", color=colour, markersize=6)
    ax.axhline(0, color="black", linewidth=0.8)
    ax.set_ylim(-1.02, 1.02)
    ax.set_yticks([-1, -0.5, 0, 0.5, 1], ["-1", "-0.5", "0", "0.5", "1"])
    for height, label, colour in ((0.94, "all diplomatic", DIPLOMATIC), (0.06, "all military", MILITARY)):
        ax.text(1.01, height, label, color=colour, transform=ax.transAxes, fontweight="bold", va="center")
    ax.text(1.01, 0.5, "as many\nof both", color="0.35", transform=ax.transAxes, va="center")
    time_axis(ax, every)
    ax.set_ylabel("(dipl. - mil.) / (dipl. + mil.)")
    rows = counted(chosen, unit=unit, factuality=("actual",))
    caption(
        ax,
        f"{unit}s that the text reports as having happened, by {every}",
        period(rows["day"]),
        number(rows["article_id"].nunique(), "article"),
        f"grey: {confidence:.0%} interval of a bootstrap over articles",
    )
    return ax
