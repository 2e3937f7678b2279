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
    chosen = counted(
        events, unit=unit, factuality=factuality, columns=["event_id", "quad_class", "intensity"]
    )
    party = event_actors[LEVELS[level]]
    if level == "sector":
        party = event_actors["country"] + "/" + event_actors["sector"]
    codes, parties = pd.factorize(party)
    pairs = _pairs(
        pd.DataFrame(
            {
                # Numbers instead of identifiers: joins of millions of rows take a tenth of the time.
                "event": pd.Index(chosen["event_id"]).get_indexer(event_actors["event_id"]),
                "party": codes,
                "source": (event_actors["role"] == "source").to_numpy(),
            }
        )
    )
    event = pairs["event"].to_numpy()
    quads = pd.Categorical(chosen["quad_class"], categories=QUADS).codes[event]
    counts = pairs[["source", "target"]].assign(value=1, intensity=chosen["intensity"].to_numpy()[event])
    for code, quad in enumerate(QUADS):
        counts[quad] = (quads == code).astype("int64")
    totals = dict.fromkeys(["value", *QUADS], "sum") | {"intensity": "mean"}
    table = counts.groupby(["source", "target"], as_index=False).agg(totals)
    for role in ("source", "target"):
        table[role] = pd.Series(parties.take(table[role].to_numpy()), index=table.index, dtype="str")
    table["cooperation"] = table["verbal cooperation"] + table["material cooperation"]
    table["conflict"] = table["verbal conflict"] + table["material conflict"]
    table = table[["source", "target", "value", *QUADS, "cooperation", "conflict", "intensity"]]
    return table.sort_values(["value", "source", "target"], ascending=[False, True, True], ignore_index=True)


def _pairs(parties: pd.DataFrame) -> pd.DataFrame:
    """Each source of an event with each target; itself only where there is no other pair."""
    known = parties[(parties["event"] >= 0) & (parties["party"] >= 0)].drop_duplicates()
    source = known.loc[known["source"], ["event", "party"]].rename(columns={"party": "source"})
    target = known.loc[~known["source"], ["event", "party"]].rename(columns={"party": "target"})
    pairs = source.merge(target, on="event")
    other = pairs["source"] != pairs["target"]
    return pairs[other | ~pairs["event"].isin(pairs.loc[other, "event"])]
