from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from conflict_data.analysis import dyads
from conflict_data.errors import UnknownNameError

Make = Callable[..., pd.DataFrame]


def parties(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["event_id", "role", "country", "sector"])
    return table.assign(actor_id=table["country"].str.lower())


@pytest.fixture
def events(make_events: Make) -> pd.DataFrame:
    talks = {"event_type": "CONSULT", "quad_class": "verbal cooperation", "intensity": 2.0}
    return make_events([{}, {}, talks, {"factuality": "planned"}])


PARTIES = parties(
    *(("e0", "source", "RUS", "MIL"), ("e0", "target", "UKR", "CVL"), ("e0", "target", "UKR", "BUS")),
    *(("e1", "source", "UKR", "GOV"), ("e1", "target", "UKR", "CVL")),
    *(("e2", role, country, None) for role in ("source", "target") for country in ("UKR", "USA")),
    *(("e3", "source", "RUS", "MIL"), ("e3", "target", "UKR", "CVL")),
)


def test_pairs_are_counted_by_class(events: pd.DataFrame) -> None:
    table = dyads(events, PARTIES).set_index(["source", "target"])
    assert table["value"].to_dict() == {
        ("RUS", "UKR"): 1,  # the planned one does not count, nor the second sector
        ("UKR", "UKR"): 1,  # domestic; talks of others do not add to it
        ("UKR", "USA"): 1,
        ("USA", "UKR"): 1,
    }
    assert table["conflict"].tolist() == [1, 1, 0, 0]
    assert table["cooperation"].tolist() == [0, 0, 1, 1]
    assert table["intensity"].tolist() == [-9, -9, 2, 2]


def test_sectors_and_actors(events: pd.DataFrame) -> None:
    assert ("RUS/MIL", "UKR/BUS") in set(
        dyads(events, PARTIES, level="sector")[["source", "target"]].itertuples(index=False, name=None)
    )
    assert set(dyads(events, PARTIES, level="actor")["source"]) == {"rus", "ukr", "usa"}


def test_an_incident_counts_once(events: pd.DataFrame) -> None:
    events["incident_id"] = "x"
    assert dyads(events, PARTIES, unit="incident")["value"].tolist() == [1]


def test_nothing_gives_an_empty_tidy_table(events: pd.DataFrame) -> None:
    nothing = dyads(events.head(0), PARTIES)
    assert nothing.empty
    assert nothing.columns.tolist() == dyads(events, PARTIES).columns.tolist()
    assert dyads(events, PARTIES.head(0)).empty


def test_unknown_level_lists_what_is_allowed(events: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="country, sector, actor"):
        dyads(events, PARTIES, level="planet")
