"""Daily figures, claim beside claim."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from conflict_data.analysis.series import figure_series as series_table
from conflict_data.plotting.style import (
    BLACK,
    BLUE,
    GREEN,
    ORANGE,
    PURPLE,
    VERMILION,
    caption,
    new_axes,
    number,
    period,
    say_empty,
    time_axis,
)

COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE)
MARKERS = ("o", "s", "^", "D", "v")


def figure_series(
    figures: pd.DataFrame,
    measure: str,
    *,
    claimants: int = 3,
    names: dict[str, str] | None = None,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (9, 4.5),
    **options: Any,
) -> Axes:
    """What each claimant reported for each day, with ranges.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `conflict_data.load_figures` gives it.
    measure : str
        Such as drones_launched.
    claimants : int
        Number of claimants to draw in a colour of their own, those with the most days; the others are grey.
    names : dict of str, optional
        Names to write for claimants' identifiers.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure when omitted.
    figsize : tuple of float
        Size of a new figure in inches; ignored when `ax` is given.
    **options
        ``actor``, ``place`` and ``claimant``, as for `conflict_data.analysis.figure_series`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    UnknownNameError
        For a measure that does not exist.
    """
    table = series_table(figures, measure, **options)
    # As for events, what articles recall of the time before them is not drawn.
    table = table[table["day"].between(figures["published"].min(), figures["published"].max())]
    ax = new_axes(ax, figsize, f"{measure.replace('_', ' ').capitalize()}, as claimed for each day")
    if table.empty:
        return say_empty(ax, "no figures of this measure in this selection")
    table = table.assign(claimant=table["claimant"].fillna("nobody named"))
    most = table["claimant"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    ends = []
    for claimant, rows in sorted(
        table.groupby("claimant"), key=lambda group: list(most.index).index(group[0])
    ):
        rank = list(most.index).index(claimant)
        main = rank < claimants and claimant != "nobody named" and rank < len(COLOURS)
        colour = COLOURS[rank] if main else BLACK if claimant == "nobody named" else "0.6"
        marker = MARKERS[rank] if main else "x" if claimant == "nobody named" else "."
        # Where one bound is open, the other one stands alone.
        ax.vlines(
            rows["day"],
            rows["low"].fillna(rows["value"]),
            rows["high"].fillna(rows["value"]),
            color=colour,
            linewidth=1.5,
        )
        ax.plot(
            rows["day"],
            rows["value"],
            marker,
            color=colour,
            markersize=4.5,
            linestyle="-" if main else "",
            linewidth=0.5,
        )
        if main or claimant == "nobody named":
            label = f"{(names or {}).get(str(claimant), str(claimant))} ({number(len(rows), 'day')})"
            ends.append((float(rows["value"].iloc[-5:].median()), label, colour, marker))
    others = table[~table["claimant"].isin(most.index[:claimants]) & (table["claimant"] != "nobody named")]
    if len(others):
        ends.append(
            (
                float(others["value"].median()),
                f"{number(others['claimant'].nunique(), 'other claimant')}",
                "0.6",
                ".",
            )
        )
    _label(ax, ends)
    time_axis(ax)
    ax.set_ylim(bottom=0)
    ax.margins(x=0.01)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    ax.set_ylabel(f"{measure.replace('_', ' ')} a day")
    caption(
        ax,
        "figures as reported, for the day they are about; of several by one claimant the last; line: lowest to highest",
        period(table["day"]),
        number(int(table["n_reports"].sum()), "figure"),
    )
    return ax


def _label(ax: Axes, ends: list[tuple[float, str, str, str]]) -> None:
    """Write the claimants beside the axes, in the order of their values, evenly spread."""
    for row, (_, label, colour, marker) in enumerate(sorted(ends, reverse=True)):
        height = 0.92 - 0.1 * row
        ax.plot([1.02], [height], marker, color=colour, transform=ax.transAxes, clip_on=False, markersize=6)
        ax.text(1.04, height, label, color=colour, transform=ax.transAxes, va="center", fontweight="bold")
