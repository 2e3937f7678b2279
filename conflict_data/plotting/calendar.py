"""Activity day by day, as a calendar."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from conflict_data.analysis.activity import activity
from conflict_data.analysis.selection import counted, covered, period_starts
from conflict_data.plotting.style import caption, new_axes, number, period, say_empty

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar_heatmap(
    events: pd.DataFrame,
    *,
    unit: str = "event",
    what: str = "events",
    ax: Axes | None = None,
    figsize: tuple[float, float] = (8, 3.5),
) -> Axes:
    """Number of events that happened on each day, as a calendar of weeks.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it, or a selection of it. Days before the first publication are left out.
    unit : str
        event (each mention) or incident.
    what : str
        What the selection holds, for the title.
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
        For a unit that does not exist.
    """
    chosen = covered(events)
    counts = activity(chosen, by=[], every="day", unit=unit)
    ax = new_axes(ax, figsize, f"{what.capitalize()}, day by day")
    if counts.empty:
        return say_empty(ax, "no events in this selection")
    days = counts["period"]
    first = period_starts(days, "week").iloc[0]
    column = (days - first).dt.days // 7
    grid = np.full((7, int(column.max()) + 1), np.nan)
    grid[days.dt.day_of_week, column] = counts["value"]
    mesh = ax.pcolormesh(grid, cmap="YlGnBu", vmin=0, edgecolors="white", linewidth=2)
    ax.invert_yaxis()
    ax.set_aspect("equal")
    ax.set_yticks(np.arange(7) + 0.5, WEEKDAYS)
    months = days[(days.dt.day == 1) | (days.index == 0)]
    ax.set_xticks(
        column[months.index],
        [f"{day:%b %Y}" if n == 0 or day.month == 1 else f"{day:%b}" for n, day in enumerate(months)],
    )
    for label in ax.get_xticklabels():
        label.set_horizontalalignment("left")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    _frame_firsts(ax, days, column)
    largest = int(counts["value"].to_numpy().argmax())
    x, y = column[largest] + 0.5, days[largest].day_of_week + 0.5
    ax.text(x, y, f"{counts['value'][largest]}", ha="center", va="center", color="white", fontsize="x-small")
    bar = ax.figure.colorbar(mesh, ax=ax, shrink=0.7, pad=0.02, aspect=12, ticks=MaxNLocator(integer=True))
    bar.outline.set_visible(False)
    bar.set_label(f"{unit}s a day")
    rows = counted(chosen, unit=unit, factuality=("actual",))
    articles = number(rows["article_id"].nunique(), "article")
    caption(
        ax,
        f"{unit}s that the text reports as having happened, by day",
        period(rows["day"]),
        articles,
        "the largest number is written out",
    )
    return ax


def _frame_firsts(ax: Axes, days: pd.Series[pd.Timestamp], column: pd.Series[int]) -> None:
    """A dot in the corner of the first day of each month."""
    for n in days.index[days.dt.day == 1]:
        corner = (column[n] + 0.06, days[n].day_of_week + 0.06)
        ax.add_patch(Rectangle(corner, 0.22, 0.22, color="black", linewidth=0))
