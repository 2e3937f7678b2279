from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from conflict_data.analysis import claims

Make = Callable[..., pd.DataFrame]
ACTORS = pd.DataFrame({"actor_id": ["kyiv", "moscow", "army"], "country": ["UKR", "RUS", "UKR"]})


def say(actor: str | None, factuality: str = "actual") -> dict[str, Any]:
    return {
        "incident_id": "x",
        "attribution_actor": actor,
        "attribution_text": actor,
        "factuality": factuality,
    }


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([say(None)], "unattributed"),
        ([say("kyiv"), say("army")], "one side"),
        ([say("kyiv"), say("moscow")], "several sides"),
        ([say("kyiv"), say("moscow", "negated")], "contested"),
    ],
)
def test_status_of_an_incident(make_events: Make, reports: list[dict[str, Any]], status: str) -> None:
    table = claims(make_events(reports), ACTORS)
    assert table["status"].tolist() == [status] * len(reports)
    assert table["n_reports"].tolist() == [1] * len(reports)


def test_each_claimant_has_a_row_with_what_it_says(make_events: Make) -> None:
    reports = [
        say("moscow", "negated"),
        say("kyiv"),
        say("kyiv"),
        say("army", "planned"),
        {"incident_id": None},
    ]
    table = claims(make_events(reports), ACTORS).set_index("claimant")
    assert table["says"].to_dict() == {"kyiv": "happened", "moscow": "did not happen"}
    assert table["n_reports"].to_dict() == {"kyiv": 2, "moscow": 1}
    assert table["country"].to_dict() == {"kyiv": "UKR", "moscow": "RUS"}
    assert table.loc["kyiv", "first_event_id"] == "e1"


def test_nothing_gives_an_empty_tidy_table(make_events: Make) -> None:
    table = claims(make_events([]), ACTORS)
    assert table.empty
    assert table.columns.tolist()[0] == "incident_id"
