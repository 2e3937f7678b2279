"""Daily figures, claim beside claim."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from conflict_data.analysis.series import figure_series as series_table
from conflict_data.plotting.style import (
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

LOOKS = ((BLUE, "o"), (VERMILION, "s"), (GREEN, "^"), (PURPLE, "D"), (ORANGE, "v"))


def figure_series(
    figures: pd.DataFrame,
    measure: str,
    *,
    claimants: int = 3,
    actors: pd.DataFrame | None = None,
    log: bool = False,
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
        Number of claimants, up to five, to draw in a colour of their own, those with the most days; others are grey.
    actors : pandas.DataFrame, optional
        As `conflict_data.load_actors` gives it, to write the names of claimants instead of their identifiers.
    log : bool
        Whether the axis of values is logarithmic, for measures that range from single ones to totals of a war.
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
    names = {} if actors is None else actors.set_index("actor_id")["name"].to_dict()
    most = (
        table["claimant"]
        .value_counts()
        .sort_values(ascending=False, kind="stable")
        .index[: min(claimants, len(LOOKS))]
    )
    groups = [(names.get(who, who), table[table["claimant"] == who]) for who in most]
    groups.append(("others", table[table["claimant"].notna() & ~table["claimant"].isin(most)]))
    groups.append(("nobody named", table[table["claimant"].isna()]))
    looks = [*LOOKS[: len(most)], ("0.6", "."), ("black", "x")]
    height = 0.92
    for (name, rows), (colour, marker) in zip(groups, looks, strict=True):
        if rows.empty:
            continue
        # Where one bound is open, the other one stands alone.
        low, high = rows["low"].fillna(rows["value"]), rows["high"].fillna(rows["value"])
        ax.vlines(rows["day"], low, high, color=colour, linewidth=1.5)
        ax.plot(rows["day"], rows["value"], marker, color=colour, markersize=5, alpha=0.85)
        ax.plot([1.02], [height], marker, color=colour, transform=ax.transAxes, clip_on=False)
        label = f"{name} ({number(rows['day'].nunique(), 'day')})"
        ax.text(1.04, height, label, color=colour, transform=ax.transAxes, va="center", fontweight="bold")
        height -= 0.1
    time_axis(ax)
    if log:
        ax.set_yscale("log")
    else:
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
