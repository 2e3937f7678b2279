"""Who says that an incident happened, and who says that it did not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

READ = [
    *("event_id", "incident_id", "published", "event_type", "factuality", "date_start", "place_text"),
    *("attribution_actor", "attribution_text"),
]
COLUMNS = [
    *("incident_id", "day", "event_type", "place_text", "claimant", "country", "says"),
    *("n_reports", "first_event_id", "status"),
]


def claims(events: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Claim and counter-claim: what each claimant says of an incident.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it. Those that happened or are said not to have happened are looked at.
    actors : pandas.DataFrame
        As `conflict_data.load_actors` gives it.

    Returns
    -------
    pandas.DataFrame
        One row an incident and claimant: incident_id, day (of the first report), event_type, place_text, claimant
        (actor; missing where the articles themselves assert it), country (of the claimant), says (``happened``,
        ``did not happen`` or, where its reports differ, ``both``), n_reports, first_event_id, and the status of the
        incident: unattributed (the articles' own word only), one side (claimants of one country), several sides (of two
        or more, who agree), contested (some say that it happened, others that it did not).
    """
    told = events[READ]
    told = told[told["factuality"].isin(["actual", "negated"]) & told["incident_id"].notna()]
    told = told.sort_values("published", kind="stable", ignore_index=True)
    told["country"] = told["attribution_actor"].map(actors.set_index("actor_id")["country"])
    told["day"] = told["date_start"].fillna(told["published"]).astype("datetime64[s]")
    # Numbers instead of names, which makes a million rows a matter of a second.
    incident = pd.factorize(told["incident_id"])[0]
    claimant, names = pd.factorize(told["attribution_actor"])
    row = pd.factorize(incident * (len(names) + 1) + claimant)[0]
    no = (told["factuality"] == "negated").to_numpy()
    attributed = (told["attribution_actor"].notna() | told["attribution_text"].notna()).to_numpy()
    sides = pd.DataFrame({"incident": incident, "country": told["country"]}).dropna().drop_duplicates()

    status = np.where(
        _some(sides["incident"], n=incident.max(initial=-1) + 1, least=2), "several sides", "one side"
    )
    status = np.where(_some(incident, where=attributed), status, "unattributed")
    status = np.where(_some(incident, where=no) & _some(incident, where=~no), "contested", status)
    says = np.where(_some(row, where=no), "did not happen", "happened")
    says = np.where(_some(row, where=no) & _some(row, where=~no), "both", says)

    first_of_incident = told.loc[_firsts(incident), ["event_type", "place_text"]].take(incident)
    first_of_row = _firsts(row)
    table: pd.DataFrame = told.loc[first_of_row, ["incident_id", "country"]].assign(
        day=told.groupby(incident)["day"].transform("min")[first_of_row],
        event_type=first_of_incident["event_type"].to_numpy()[first_of_row],
        place_text=first_of_incident["place_text"].to_numpy()[first_of_row],
        claimant=told["attribution_actor"],
        says=says,
        n_reports=np.bincount(row),
        first_event_id=told["event_id"],
        status=status[incident[first_of_row]],
    )
    table = table.astype(dict.fromkeys(["event_type", "place_text", "says", "status"], "str"))
    order = np.lexsort((claimant[first_of_row], incident[first_of_row], table["day"]))
    return table[COLUMNS].iloc[order].reset_index(drop=True)


def _some(codes: Any, *, where: Any = slice(None), n: int | None = None, least: int = 1) -> Any:
    """For each code from 0, whether so many rows have it."""
    n = codes.max(initial=-1) + 1 if n is None else n
    return np.bincount(codes[where], minlength=n) >= least


def _firsts(codes: Any) -> Any:
    """For each code from 0, its first row; codes appear in order."""
    return np.flatnonzero(~pd.Series(codes).duplicated())
