"""Three main pictures, pixel by pixel with some tolerance: fonts are drawn a little otherwise by each version.

After a wanted change: CONFLICT_DATA_PICTURES=write pytest tests/test_pictures.py, and look at what it has written.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.testing.compare import compare_images

from conflict_data import plotting

Make = Callable[..., pd.DataFrame]
PICTURES = Path(__file__).parent / "pictures"
TOLERANCE = 12.0  # root mean square of 255; another bar or a lost label is well above it
PLACES = pd.DataFrame(
    {
        "place_id": ["g1", "g2", "g3"],
        "name": ["Kharkiv", "Odesa", "Kyiv"],
        "kind": ["city", "admin1", "capital"],
        "latitude": [49.98, 46.70, 50.45],
        "longitude": [36.25, 30.20, 30.52],
    }
)


@pytest.fixture
def events(make_events: Make) -> pd.DataFrame:
    """Return 300 events of ten weeks, by a random generator with a fixed seed."""
    random = np.random.default_rng(3)
    talks = {
        "event_type": "CONSULT",
        "quad_class": "verbal cooperation",
        "domain": "diplomatic",
        "intensity": 2.0,
    }
    rows = []
    for _ in range(300):
        day = pd.Timestamp("2026-01-05") + pd.Timedelta(days=int(random.integers(70)))
        place = PLACES.iloc[int(random.integers(3))]
        where = {name: place[name] for name in ("place_id", "latitude", "longitude")}
        article = {"published": str(day.date()), "article_id": f"a{day.day_of_year}"}
        rows.append({**article, **where, **(talks if random.random() < 0.35 else {})})
    return make_events(rows)


@pytest.fixture
def event_actors(events: pd.DataFrame) -> pd.DataFrame:
    """Return who fights whom, and who talks to whom."""
    sides = {"CONSULT": (("UKR", "USA"), ("UKR", "USA")), "ASSAULT": (("RUS",), ("UKR",))}
    rows = [
        {"event_id": event, "role": role, "country": country, "sector": None, "actor_id": None}
        for event, kind in zip(events["event_id"], events["event_type"], strict=True)
        for role, countries in zip(("source", "target"), sides[kind], strict=True)
        for country in countries
    ]
    return pd.DataFrame(rows)


def difference(ax: Axes, name: str, drawn: Path, *, write: bool = False) -> str | None:
    """Say how a drawing differs from the picture of that name."""
    expected = PICTURES / f"{name}.png"
    ax.get_figure(root=True).savefig(drawn, dpi=60)  # type: ignore[union-attr]
    plt.close("all")
    if write:
        expected.write_bytes(drawn.read_bytes())
    found = compare_images(str(expected), str(drawn), TOLERANCE)
    return None if found is None else str(found)


def assert_like(ax: Axes, name: str, tmp_path: Path) -> None:
    write = os.environ.get("CONFLICT_DATA_PICTURES") == "write"
    assert difference(ax, name, tmp_path / f"{name}.png", write=write) is None


def test_timeline(events: pd.DataFrame, tmp_path: Path) -> None:
    assert_like(plotting.activity_timeline(events), "timeline", tmp_path)


def test_balance(events: pd.DataFrame, tmp_path: Path) -> None:
    assert_like(plotting.balance(events), "balance", tmp_path)


def test_map(events: pd.DataFrame, tmp_path: Path) -> None:
    assert_like(plotting.event_map(events, PLACES), "map", tmp_path)


def test_dyads(events: pd.DataFrame, event_actors: pd.DataFrame, tmp_path: Path) -> None:
    assert_like(plotting.dyad_heatmap(events, event_actors), "dyads", tmp_path)


def test_another_bar_is_another_picture(events: pd.DataFrame, tmp_path: Path) -> None:
    ax = plotting.activity_timeline(events.iloc[100:])
    assert difference(ax, "timeline", tmp_path / "timeline.png") is not None
