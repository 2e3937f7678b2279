"""What was announced, and what came of it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from conflict_data.analysis.announcements import OUTCOMES, announced
from conflict_data.plotting.style import (
    BLUE,
    GREEN,
    ORANGE,
    VERMILION,
    caption,
    new_axes,
    number,
    period,
    say_empty,
    time_axis,
)

COLOURS = dict(zip(OUTCOMES, (GREEN, BLUE, ORANGE, VERMILION, "0.55", "0.75"), strict=True))
MARKERS = dict(zip(OUTCOMES, ("o", "D", "X", "x", "o", "|"), strict=True))
MEANING = {
    "held": "held as announced",
    "slipped": "held later",
    "called off": "called off",
    "vanished": "not heard of again",
    "open": "articles end before",
    "untraceable": "no date, parties or place",
}


def announced_vs_happened(
    events: pd.DataFrame,
    event_actors: pd.DataFrame,
    *,
    tolerance: int = 1,
    horizon: int = 14,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (9, 5.5),
) -> Axes:
    """Each announced event as a line from the report that announces it to the day announced, by what came of it.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it; those of one type (``CONSULT``) where only talks are to be followed.
    event_actors : pandas.DataFrame
        As `conflict_data.load_event_actors` gives it.
    tolerance, horizon
        As for `conflict_data.analysis.announced`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure when omitted.
    figsize : tuple of float
        Size of a new figure in inches; ignored when `ax` is given.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    UsageError
        For a tolerance or horizon that is not possible.
    """
    table = announced(events, event_actors, tolerance=tolerance, horizon=horizon)
    ax = new_axes(ax, figsize, "Announced, and then?")
    if table.empty:
        return say_empty(ax, "no announced events in this selection")
    table["order"] = table["outcome"].map({outcome: n for n, outcome in enumerate(OUTCOMES)})
    table = table.sort_values(["order", "published", "date_start", "event_id"], ignore_index=True)
    # A gap between the groups, as wide as some rows.
    gap = max(1.5, 0.05 * len(table))
    height = table.index + gap * table["order"].rank(method="dense")
    for outcome, rows in table.groupby("outcome", sort=False):
        colour, y = COLOURS[str(outcome)], height[rows.index]
        day = rows["date_end"].where(rows["date_end"] >= rows["published"], rows["published"])
        if outcome == "untraceable":
            day = rows["published"]
        ax.hlines(y, rows["published"], day, color=colour, linewidth=1.2)
        if outcome == "slipped":
            ax.hlines(
                y,
                day,
                rows["date_end"] + pd.to_timedelta(rows["delay"], unit="D"),
                color=colour,
                linestyle=":",
            )
            day = rows["date_end"] + pd.to_timedelta(rows["delay"], unit="D")
        ax.plot(rows["published"], y, "|", color=colour, markersize=5)
        ax.plot(day, y, MARKERS[str(outcome)], color=colour, markersize=5)
        label = f"{MEANING[str(outcome)]} {len(rows):,}"
        colour = "0.4" if outcome in ("open", "untraceable") else colour
        ax.text(
            1.01,
            y.mean(),
            label,
            color=colour,
            transform=ax.get_yaxis_transform(),
            va="center",
            fontweight="bold",
        )
    ax.invert_yaxis()
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    time_axis(ax)
    ax.margins(x=0.01)
    ax.set_xlim(right=events["published"].max() + pd.Timedelta(days=horizon + 1))
    caption(
        ax,
        "a line an announcement, from the day of the report to the (last) day announced, dotted to the day it happened",
        f"held: a later article reports such an event of two of its countries, or at its place, within "
        f"{number(tolerance, 'day')} of the day announced; held later: within {number(horizon, 'day')}",
        period(table["published"]),
        number(len(table), "announcement"),
    )
    return ax
