"""Pictures of the tables: axes in, axes out, never shown from here.

The colours are those of the Okabe-Ito palette, which readers with any colour vision can tell apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.ticker import FuncFormatter, MaxNLocator

from conflict_data.analysis.activity import activity, event_days

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIPLOMATIC = "#0072B2"
MILITARY = "#D55E00"
DAYS = {"day": 1, "week": 7, "month": 30}


def activity_timeline(
    events: pd.DataFrame,
    *,
    every: str = "week",
    ax: Axes | None = None,
    figsize: tuple[float, float] = (9, 4.5),
) -> Axes:
    """Diplomatic events upwards, military events downwards, over time.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it. Events that happened are counted, each mention once, from the first
        day of publication on: what articles recall of the time before is not its activity.
    every : str
        day, week or month.
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
        For a period that does not exist.
    """
    if ax is None:
        _, ax = plt.subplots(figsize=figsize, layout="constrained")
    covered = events[event_days(events).between(events["published"].min(), events["published"].max())]
    counts = activity(covered, every=every).reindex(columns=["diplomatic", "military"], fill_value=0)
    ax.set_title("Diplomatic and military events reported", loc="left", fontweight="bold")
    if counts.empty:
        ax.text(0.5, 0.5, "no events in this selection", ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        return ax
    width = 0.85 * DAYS[every]
    middle = [day + pd.Timedelta(days=DAYS[every] / 2) for day in counts.index]
    ax.bar(middle, counts["diplomatic"], width=width, color=DIPLOMATIC)
    ax.bar(middle, -counts["military"], width=width, color=MILITARY)
    ax.axhline(0, color="black", linewidth=0.8)
    for values, sign, label in (
        (counts["diplomatic"], 1, "diplomatic"),
        (counts["military"], -1, "military"),
    ):
        peak = values.to_numpy().argmax()
        colour = DIPLOMATIC if sign > 0 else MILITARY
        ax.annotate(
            f"{values.iloc[peak]}",
            (middle[peak], sign * values.iloc[peak]),
            xytext=(0, 3 * sign),
            textcoords="offset points",
            ha="center",
            va="bottom" if sign > 0 else "top",
            fontsize="small",
        )
        ax.text(
            1.01, 0.75 if sign > 0 else 0.25, label, color=colour, transform=ax.transAxes, fontweight="bold"
        )
    dates = AutoDateLocator(minticks=4, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(dates)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(dates))  # type: ignore[no-untyped-call]
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.margins(x=0.01, y=0.14)
    ax.set_ylabel(f"events a {every}")
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_xlabel(_caption(covered, every), fontsize="small", color="0.35", loc="left")
    return ax


def save(ax: Axes, path: Path) -> None:
    """Save the figure of some axes, without the date of drawing, so that equal tables give equal files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"Date": None, "Creator": None} if path.suffix == ".svg" else None
    with plt.rc_context({"svg.hashsalt": "conflict-data", "svg.fonttype": "none"}):
        figure = cast("Figure", ax.get_figure(root=True))
        figure.savefig(path, metadata=metadata)


def _caption(events: pd.DataFrame, every: str) -> str:
    """What is counted, from where, over which time."""
    actual = events[events["factuality"] == "actual"]
    days = event_days(actual)
    n = actual["article_id"].nunique()
    return (
        f"event mentions that the text reports as having happened, by {every}, "
        f"{days.min():%d %b %Y} to {days.max():%d %b %Y}; {n} article{'s' * (n != 1)}; conflict-data"
    )
