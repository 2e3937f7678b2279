"""Who acts towards whom, in cooperation and in conflict."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from conflict_data.analysis.selection import check, counted

LEVELS = {"country": "country", "sector": "sector", "actor": "actor_id"}
QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


def dyads(
    events: pd.DataFrame,
    event_actors: pd.DataFrame,
    *,
    level: str = "country",
    unit: str = "event",
    factuality: Sequence[str] = ("actual",),
) -> pd.DataFrame:
    """Count events by who acts and who is acted upon.

    An event of several parties counts once for each pair of them, so that the sum over pairs is more than the number of
    events. Pairs of a party with itself count only in events that have no other pair (domestic ones): both parties of
    talks are source and target.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    event_actors : pandas.DataFrame
        As `conflict_data.load_event_actors` gives it.
    level : str
        country, sector (country and sector, such as UKR/MIL) or actor.
    unit : str
        event or incident, as for `activity`.
    factuality : sequence of str
        Which events count.

    Returns
    -------
    pandas.DataFrame
        One row a pair, the most frequent first: source, target, value (events), the four quad classes (events),
        cooperation, conflict (events), intensity (mean PLOVER conflict-cooperation score, -10 to 10). Parties whose
        country or identity is not known are left out.

    Raises
    ------
    UnknownNameError
        For a level, unit or factuality that does not exist.
    """
    check("level", level, LEVELS)
    chosen = counted(events, unit=unit, factuality=factuality)[["event_id", "quad_class", "intensity"]]
    party = event_actors[LEVELS[level]]
    if level == "sector":
        party = event_actors["country"] + "/" + event_actors["sector"]
    parties = event_actors[["event_id", "role"]].assign(party=party).dropna()
    parties = parties[parties["event_id"].isin(chosen["event_id"])].drop_duplicates()
    source = parties.loc[parties["role"] == "source", ["event_id", "party"]]
    target = parties.loc[parties["role"] == "target", ["event_id", "party"]]
    pairs = source.rename(columns={"party": "source"}).merge(
        target.rename(columns={"party": "target"}), on="event_id"
    )
    other = pairs["source"] != pairs["target"]
    pairs = pairs[other | ~pairs["event_id"].isin(pairs.loc[other, "event_id"])]
    pairs = pairs.merge(chosen, on="event_id")
    quads = pd.get_dummies(pd.Categorical(pairs["quad_class"], categories=QUADS), dtype="int64")
    quads.index = pairs.index
    pairs = pd.concat([pairs[["source", "target", "intensity"]].assign(value=1), quads], axis=1)
    totals = dict.fromkeys(["value", *QUADS], "sum") | {"intensity": "mean"}
    table = pairs.groupby(["source", "target"], as_index=False).agg(totals)
    table["cooperation"] = table["verbal cooperation"] + table["material cooperation"]
    table["conflict"] = table["verbal conflict"] + table["material conflict"]
    table = table[["source", "target", "value", *QUADS, "cooperation", "conflict", "intensity"]]
    return table.sort_values(["value", "source", "target"], ascending=[False, True, True], ignore_index=True)
