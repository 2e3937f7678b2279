"""Who says that an incident happened, and who says that it did not."""

from __future__ import annotations

import pandas as pd

STATUSES = ("unattributed", "one side", "several sides", "contested")
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
    told = events[events["factuality"].isin(["actual", "negated"]) & events["incident_id"].notna()]
    told = told.sort_values(["published", "event_id"], kind="stable")
    day = told["date_start"].fillna(told["published"])
    told = told.assign(
        day=day,
        claimant=told["attribution_actor"],
        country=told["attribution_actor"].map(actors.set_index("actor_id")["country"]),
        yes=told["factuality"] == "actual",
        no=told["factuality"] == "negated",
        attributed=told["attribution_actor"].notna() | told["attribution_text"].notna(),
    )
    incidents = told.groupby("incident_id").agg(
        day=("day", "min"),
        event_type=("event_type", "first"),
        place_text=("place_text", "first"),
        countries=("country", "nunique"),
        attributed=("attributed", "any"),
        yes=("yes", "any"),
        no=("no", "any"),
    )
    status = pd.Series("one side", index=incidents.index, dtype="str")
    status = status.mask(incidents["countries"] > 1, "several sides")
    status = status.mask(~incidents["attributed"], "unattributed")
    incidents["status"] = status.mask(incidents["yes"] & incidents["no"], "contested")
    rows = told.groupby(["incident_id", "claimant"], dropna=False, as_index=False).agg(
        country=("country", "first"),
        yes=("yes", "any"),
        no=("no", "any"),
        n_reports=("event_id", "size"),
        first_event_id=("event_id", "first"),
    )
    says = pd.Series("happened", index=rows.index, dtype="str").mask(rows["no"], "did not happen")
    rows["says"] = says.mask(rows["yes"] & rows["no"], "both")
    rows = rows.drop(columns=["yes", "no"]).merge(
        incidents[["day", "event_type", "place_text", "status"]].reset_index(), on="incident_id"
    )
    return rows.sort_values(["day", "incident_id", "claimant"], kind="stable", ignore_index=True)[COLUMNS]
