"""The data behind each picture, and the empty selection. The pixels are compared in test_pictures.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Outline

from conflict_data import plotting
from conflict_data.errors import UnknownNameError
from conflict_data.plotting.event_map import _outlines
from conflict_data.schema import table

Make = Callable[..., pd.DataFrame]
EVENT_ACTORS = pd.DataFrame(
    [
        *(("e0", "source", "RUS", "MIL"), ("e0", "target", "UKR", "CVL")),
        *(("e1", role, country, "GOV") for role in ("source", "target") for country in ("UKR", "USA")),
    ],
    columns=["event_id", "role", "country", "sector"],
).assign(actor_id=None)
PLACES = pd.DataFrame(
    {
        "place_id": ["g1", "g2", "g3"],
        "name": ["Kharkiv", "Odesa", "Ukraine"],
        "kind": ["city", "admin1", "country"],
    }
)
SAID: dict[str, Any] = {
    "figure_id": ["f1", "f2", "f3"],
    "article_id": ["a", "b", "b"],
    "published": ["2026-01-12", "2026-01-13", "2026-01-13"],
    "start": [0, 0, 9],
    "measure": ["drones_launched"] * 3,
    "value_low": [100.0, 90.0, 50.0],
    "value_high": [120.0, 90.0, np.nan],
    "date_basis": ["none"] * 3,
    "actor_country": ["RUS"] * 3,
    "attribution_actor": ["ukr-air-force", "ukr-air-force", None],
}
DATES = [name for name in table("figures").columns if table("figures").field(name).type == "date"]
FIGURES = (
    pd.DataFrame(SAID)
    .reindex(columns=[*table("figures").columns])
    .astype(dict.fromkeys(DATES, "datetime64[s]"))
)


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture
def events(make_events: Make) -> pd.DataFrame:
    """Return three weeks: four military events, three diplomatic ones, one of them planned."""
    talks = {
        "event_type": "CONSULT",
        "quad_class": "verbal cooperation",
        "domain": "diplomatic",
        "intensity": 2.0,
    }
    kharkiv = {"place_id": "g1", "latitude": 49.98, "longitude": 36.25}
    return make_events(
        [
            {**kharkiv, "incident_id": "x"},
            {"published": "2026-01-13", "article_id": "b", **talks},
            {"published": "2026-01-20", "article_id": "c", "incident_id": "x", **kharkiv},
            {
                "published": "2026-01-20",
                "article_id": "c",
                "place_id": "g2",
                "latitude": 46.7,
                "longitude": 30.2,
            },
            {
                "published": "2026-01-20",
                "article_id": "c",
                "place_id": "g3",
                "latitude": 48.4,
                "longitude": 31.1,
            },
            {"published": "2026-01-26", "article_id": "d", **talks},
            {"date_start": "2026-01-13", "factuality": "planned", **talks},
            {"date_start": "2022-02-24"},  # before the articles begin
        ]
    )


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def plain(values: Any) -> list[Any]:
    """Return what matplotlib holds as a list."""
    listed: list[Any] = np.ma.filled(np.ma.asarray(values).astype(float), np.nan).tolist()
    return listed


def mesh(ax: Axes) -> Any:
    """Return the values of the squares of a heat map, row by row."""
    (found,) = (c for c in ax.collections if isinstance(c, QuadMesh))
    return np.array(plain(found.get_array()))


def bars(ax: Axes) -> list[float]:
    return [bar.get_height() for bar in ax.patches if isinstance(bar, Rectangle)]


def test_timeline_has_diplomacy_up_and_force_down(events: pd.DataFrame) -> None:
    ax = plotting.activity_timeline(events)
    assert bars(ax) == [1, 0, 1, -1, -3, 0]
    assert "3 (week of 19 Jan)" in words(ax)
    assert "4 articles" in ax.get_xlabel()
    assert "source: conflict-data" in ax.get_xlabel()


def test_timeline_of_incidents_counts_them_once(events: pd.DataFrame) -> None:
    assert bars(plotting.activity_timeline(events, unit="incident"))[3:] == [-1, -2, 0]


def test_stacked_timeline_stacks(events: pd.DataFrame) -> None:
    ax = plotting.activity_timeline(events, kind="stacked", every="month")
    assert bars(ax) == [2, 4]
    assert "6 (Jan 2026)" in words(ax)


def test_parts_of_weeks_are_pale(events: pd.DataFrame) -> None:
    ax = plotting.activity_timeline(events)
    assert [bar.get_alpha() for bar in ax.patches[:3]] == [1, 1, 0.45]


def test_balance_line(events: pd.DataFrame) -> None:
    ax = plotting.balance(events)
    assert plain(ax.lines[0].get_ydata()) == [0, -1, 1]
    assert "bootstrap" in ax.get_xlabel()


def test_lead_lag_points() -> None:
    days = pd.date_range("2026-01-01", periods=60)
    first = pd.Series(np.random.default_rng(0).normal(size=60), index=days)
    ax = plotting.lead_lag(first, first.shift(2), names=("talks", "strikes"), max_lag=7, permutations=100)
    lags, correlations = (plain(values) for values in ax.lines[2].get_data())
    assert lags == list(range(-7, 8))
    assert correlations.index(max(correlations)) == lags.index(2)
    assert "talks first →" in words(ax)


def test_dyads_numbers_and_colours(events: pd.DataFrame) -> None:
    ax = plotting.dyad_heatmap(events, EVENT_ACTORS)
    assert words(ax)[:3] == ["1", "1", "1"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["UKR", "USA", "RUS"]
    colours = mesh(ax).reshape(3, 3)
    assert colours[0, 1] == 1  # UKR to USA: cooperation
    assert colours[2, 0] == -1  # RUS to UKR: conflict


def test_map_has_places_with_their_incidents(events: pd.DataFrame) -> None:
    ax = plotting.event_map(events, PLACES)
    marks = [plain(c.get_offsets()) for c in ax.collections if isinstance(c, PathCollection)]
    points = [(x, y) for group in marks for x, y in group]
    assert (36.25, 49.98) in points
    assert (30.2, 46.7) in points
    assert (31.1, 48.4) not in points  # a country is no place on this map
    assert "Kharkiv 1" in words(ax)
    assert "Odesa region 1" in words(ax)
    assert "2 of 6 incidents" in ax.get_xlabel().replace("\n", " ")


def test_map_of_mentions(events: pd.DataFrame) -> None:
    assert "Kharkiv 2" in words(plotting.event_map(events, PLACES, unit="event"))


def test_crimea_lies_inside_ukraine() -> None:
    for longitude, latitude in ((34.10, 44.95), (33.53, 44.60), (36.47, 45.36), (38.0, 48.0), (30.5, 50.4)):
        inside = {
            code
            for code, rings in _outlines().items()
            for ring in rings
            if Outline(ring).contains_point((longitude, latitude))
        }
        assert inside == {"UKR"}


def test_figures_stand_claim_beside_claim() -> None:
    actors = pd.DataFrame({"actor_id": ["ukr-air-force"], "name": ["Air Force of Ukraine"]})
    ax = plotting.figure_series(FIGURES, "drones_launched", actors=actors)
    assert words(ax) == ["Air Force of Ukraine (2 days)", "nobody named (1 day)"]
    assert plain(ax.lines[0].get_ydata()) == [100, 90]
    segments = ax.collections[0].get_segments()  # type: ignore[attr-defined]
    assert [list(line[:, 1]) for line in segments] == [[100, 120], [90, 90]]


def test_announcements_by_outcome(events: pd.DataFrame) -> None:
    parties = pd.concat([EVENT_ACTORS, EVENT_ACTORS.tail(4).assign(event_id="e6")])
    ax = plotting.announced_vs_happened(events, parties)
    assert words(ax) == ["held as announced 1"]
    assert "1 announcement" in ax.get_xlabel()


def test_calendar_has_a_square_a_day(events: pd.DataFrame) -> None:
    ax = plotting.calendar_heatmap(events, what="all events")
    grid = mesh(ax).reshape(7, 3)
    assert np.nansum(grid) == 6
    assert grid[1].tolist()[:2] == [1, 3]  # Tuesdays


EMPTY: dict[str, Callable[[pd.DataFrame], Axes]] = {
    "timeline": plotting.activity_timeline,
    "balance": plotting.balance,
    "dyads": lambda events: plotting.dyad_heatmap(events, EVENT_ACTORS),
    "map": lambda events: plotting.event_map(events, PLACES),
    "announced": lambda events: plotting.announced_vs_happened(events, EVENT_ACTORS),
    "calendar": plotting.calendar_heatmap,
    "series": lambda _: plotting.figure_series(FIGURES.head(0), "killed"),
    "lead-lag": lambda _: plotting.lead_lag(pd.Series(dtype=float), pd.Series(dtype=float)),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_selection_says_so(events: pd.DataFrame, name: str) -> None:
    ax = EMPTY[name](events.head(0))
    assert any(text.startswith(("no ", "too few")) for text in words(ax))


@pytest.mark.parametrize("name", ["timeline", "balance", "calendar"])
def test_axes_given_are_axes_returned(events: pd.DataFrame, name: str) -> None:
    figure, ax = plt.subplots()
    draw: Callable[..., Axes] = EMPTY[name]
    assert draw(events, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("wrong", [{"every": "year"}, {"unit": "story"}, {"kind": "round"}])
def test_unknown_names_list_what_is_allowed(events: pd.DataFrame, wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownNameError, match="allowed"):
        plotting.activity_timeline(events, **wrong)  # type: ignore[arg-type]
