"""Who acts towards whom."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from conflict_data.analysis.dyads import dyads
from conflict_data.analysis.selection import counted
from conflict_data.plotting.style import (
    BLUE,
    CONFLICT_TO_COOPERATION,
    VERMILION,
    caption,
    new_axes,
    number,
    period,
    say_empty,
)


def dyad_heatmap(
    events: pd.DataFrame,
    event_actors: pd.DataFrame,
    *,
    level: str = "country",
    unit: str = "event",
    n: int = 10,
    ax: Axes | None = None,
    figsize: tuple[float, float] = (8, 6.5),
) -> Axes:
    """Who to whom: how many events that happened, and whether they are cooperation or conflict.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    event_actors : pandas.DataFrame
        As `conflict_data.load_event_actors` gives it.
    level : str
        country, sector or actor.
    unit : str
        event or incident.
    n : int
        Number of parties, those with the most events.
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
        For a level or unit that does not exist.
    """
    table = dyads(events, event_actors, level=level, unit=unit)
    ax = new_axes(ax, figsize, "Who acts towards whom: cooperation and conflict")
    if table.empty:
        return say_empty(ax, "no events with known parties in this selection")
    totals = pd.concat([table.groupby(role)["value"].sum() for role in ("source", "target")], axis=1).sum(
        axis=1
    )
    most = totals.sort_values(ascending=False, kind="stable").index[:n]
    shown = table[table["source"].isin(most) & table["target"].isin(most)]
    balance = shown.assign(balance=(shown["cooperation"] - shown["conflict"]) / shown["value"])
    colours = balance.pivot_table(index="source", columns="target", values="balance").reindex(
        index=most, columns=most
    )
    numbers = shown.pivot_table(index="source", columns="target", values="value").reindex(
        index=most, columns=most
    )
    scale = Normalize(-1, 1)
    ax.pcolormesh(
        colours.to_numpy(), cmap=CONFLICT_TO_COOPERATION, norm=scale, edgecolors="white", linewidth=2
    )
    for row, values in enumerate(numbers.to_numpy()):
        for column, value in enumerate(values):
            if pd.notna(value):
                dark = abs(colours.to_numpy()[row, column]) > 0.6
                ax.text(
                    *(column + 0.5, row + 0.5, f"{value:,.0f}"),
                    ha="center",
                    va="center",
                    color="white" if dark else "black",
                    fontweight="bold" if value >= 10 else "normal",
                )
    ticks = [i + 0.5 for i in range(len(most))]
    ax.set_xticks(
        ticks,
        list(most),
        rotation=0 if level == "country" else 45,
        ha="center" if level == "country" else "left",
    )
    ax.set_yticks(ticks, list(most))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.invert_yaxis()
    ax.spines[:].set_visible(False)
    ax.set_ylabel("acts")
    ax.set_title("towards", loc="right", fontsize="medium")
    for height, label, colour in (
        (0.97, "all\ncooperation", BLUE),
        (0.85, "as much\nof both", "0.35"),
        (0.73, "all\nconflict", VERMILION),
    ):
        ax.text(1.02, height, label, color=colour, transform=ax.transAxes, fontweight="bold", va="center")
    rows = counted(events, unit=unit, factuality=("actual",))
    caption(
        ax,
        f"number: {unit}s that the text reports as having happened, once for each pair of their parties",
        f"colour: cooperation less conflict; the {len(most)} most frequent parties",
        "EUR: European Union and its bodies, IGO, UNO: international bodies" if level == "country" else "",
        period(rows["published"]),
        number(rows["article_id"].nunique(), "article"),
    )
    return ax
