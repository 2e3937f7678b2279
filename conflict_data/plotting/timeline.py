"""Diplomatic and military activity over time."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from pandas.tseries.frequencies import to_offset

from conflict_data.analysis.activity import activity
from conflict_data.analysis.selection import PERIODS, check, counted, covered
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

KINDS = ("mirrored", "stacked")


def activity_timeline(
    events: pd.DataFrame,
    *,
    every: str = "week",
    unit: str = "event",
    kind: str = "mirrored",
    ax: Axes | None = None,
    figsize: tuple[float, float] = (9, 4.5),
) -> Axes:
    """Diplomatic and military events that happened, over time, with the peak of each.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it. Days before the first publication are left out, see
        `conflict_data.analysis.covered`.
    every : str
        day, week or month.
    unit : str
        event (each mention) or incident.
    kind : str
        mirrored (diplomatic up, military down) or stacked.
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
        For a period, unit or kind that does not exist.
    """
    check("kind", kind, KINDS)
    check("period", every, PERIODS)
    chosen = covered(events)
    chosen = chosen[chosen["domain"].isin(["diplomatic", "military"])]
    counts = activity(chosen, every=every, unit=unit)
    ax = new_axes(ax, figsize, f"Diplomatic and military {unit}s reported")
    if counts.empty:
        return say_empty(ax, "no events in this selection")
    table = counts.pivot_table(index="period", columns="domain", values="value", fill_value=0)
    table = table.reindex(columns=["diplomatic", "military"], fill_value=0).astype(int)
    middle = pd.DatetimeIndex(table.index) + pd.Timedelta(days=LENGTHS[every] / 2)
    sign = -1 if kind == "mirrored" else 1
    bottom = table["diplomatic"] if kind == "stacked" else 0
    width = 0.85 * LENGTHS[every]
    first, last = chosen["published"].min(), chosen["published"].max()
    # Paler where the articles cover a part of the period only.
    ends = pd.DatetimeIndex(table.index) + to_offset(PERIODS[every]) - pd.Timedelta(days=1)
    whole = (table.index >= first) & (ends <= last)
    for heights, base, colour in (
        (table["diplomatic"], 0, DIPLOMATIC),
        (sign * table["military"], bottom, MILITARY),
    ):
        bars = ax.bar(middle, heights, width=width, bottom=base, color=colour)
        for bar, covers in zip(bars, whole, strict=True):
            bar.set_alpha(1.0 if covers else 0.45)
    ax.axhline(0, color="black", linewidth=0.8)
    if kind == "mirrored":
        _annotate_peak(ax, middle, table["diplomatic"], 1, every)
        _annotate_peak(ax, middle, table["military"], -1, every)
    else:
        _annotate_peak(ax, middle, table.sum(axis=1), 1, every)
    above, below = (("diplomatic", DIPLOMATIC), ("military", MILITARY))[::-sign]
    for height, (label, colour) in ((0.75, above), (0.25, below)):
        ax.text(1.01, height, label, color=colour, transform=ax.transAxes, fontweight="bold")
    time_axis(ax, every)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.margins(x=0.01, y=0.14)
    ax.set_ylabel(f"{unit}s a {every}")
    rows = counted(chosen, unit=unit, factuality=("actual",))
    what = {"event": "mentions of events", "incident": "incidents (told once or more)"}[unit]
    articles = number(rows["article_id"].nunique(), "article")
    pale = "" if every == "day" or whole.all() else f"pale: part of a {every}"
    caption(
        ax,
        f"{what} that the text reports as having happened, by {every}",
        period(rows["day"]),
        articles,
        pale,
    )
    return ax


def _annotate_peak(ax: Axes, middle: pd.DatetimeIndex, values: pd.Series[int], sign: int, every: str) -> None:
    """Write the largest number at its bar, with the first day of its period."""
    at = int(values.to_numpy().argmax())
    if not values.iloc[at]:
        return
    of = "week of " if every == "week" else ""
    day = f"{values.index[at]:%b %Y}" if every == "month" else f"{of}{values.index[at]:%d %b}"
    ax.annotate(
        f"{values.iloc[at]:,} ({day})",
        (middle[at], sign * values.iloc[at]),
        xytext=(0, 3 * sign),
        textcoords="offset points",
        # Inside the axes also at their ends.
        ha="center" if 2 <= at < len(values) - 2 or len(values) < 7 else "left" if at < 2 else "right",
        va="bottom" if sign > 0 else "top",
        fontsize="small",
    )
