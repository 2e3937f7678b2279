"""What all pictures share: colours, axes, captions, axes of time, saving.

The colours are those of the Okabe-Ito palette, which readers with any colour vision can tell apart; the two main ones
differ in grey as well.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.dates import DAILY, AutoDateLocator, ConciseDateFormatter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, VERMILION, GREEN, PURPLE, SKY, ORANGE, BLACK = (
    *("#0072B2", "#D55E00", "#009E73", "#AA4499", "#56B4E9", "#E69F00", "#000000"),
)
DIPLOMATIC, MILITARY = BLUE, VERMILION
DOMAINS = {
    "diplomatic": BLUE,
    "military": VERMILION,
    "humanitarian": GREEN,
    "aid": SKY,
    "sanctions": ORANGE,
    "legal": PURPLE,
    "domestic": "0.55",
}
CONFLICT_TO_COOPERATION = LinearSegmentedColormap.from_list("conflict", [VERMILION, "#f7f7f7", BLUE])
GREY = "0.35"
LENGTHS = {"day": 1, "week": 7, "month": 30}


def new_axes(ax: Axes | None, figsize: tuple[float, float], title: str) -> Axes:
    """The axes given, or those of a new figure, with a title and without frame."""
    if ax is None:
        _, ax = plt.subplots(figsize=figsize, layout="constrained")
    ax.set_title(title, loc="left", fontweight="bold")
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def say_empty(ax: Axes, message: str) -> Axes:
    """Say in the axes that there is nothing to draw."""
    ax.text(0.5, 0.5, message, ha="center", va="center", transform=ax.transAxes)
    ax.set_axis_off()
    return ax


def caption(ax: Axes, *parts: str) -> None:
    """Write below the axes what is counted, over which time, from where."""
    text = "; ".join([*(part for part in parts if part), "source: conflict-data"])
    figure = cast("Figure", ax.get_figure(root=True))
    # Letters of this size are about a fourteenth of an inch wide; the text may use the room of the axis labels.
    width = figure.get_size_inches()[0] * ax.get_position().width * 17
    ax.set_xlabel(textwrap.fill(text, max(40, int(width))), fontsize="small", color=GREY, loc="left")


def period(days: pd.Series[Any]) -> str:
    """From the first to the last day."""
    return f"{days.min():%d %b %Y} to {days.max():%d %b %Y}"


def number(n: int, noun: str) -> str:
    """The number with its noun: 1 article, 1,200 articles."""
    return f"{n:,} {noun}{'s' * (n != 1)}"


def time_axis(ax: Axes, every: str = "day") -> None:
    """Few and short labels of days or months along the axis."""
    # By months, their middle is no date.
    least = 1 if every == "month" else 4
    dates = AutoDateLocator(minticks=least, maxticks=9)  # type: ignore[no-untyped-call]
    if every == "month":
        dates.intervald[DAILY] = [31]
    ax.xaxis.set_major_locator(dates)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(dates, show_offset=False))  # type: ignore[no-untyped-call]


def save(ax: Axes, path: Path) -> None:
    """Save the figure of some axes, without the date of drawing, so that equal tables give equal files.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Any axes of the figure.
    path : pathlib.Path
        The file; its suffix says the format (.svg, .png, .pdf).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    dates = {".svg": {"Date": None, "Creator": None}, ".pdf": {"CreationDate": None}}
    with plt.rc_context({"svg.hashsalt": "conflict-data", "svg.fonttype": "none"}):
        figure = cast("Figure", ax.get_figure(root=True))
        figure.savefig(path, metadata=dates.get(path.suffix))
