"""Do the figures agree with one another? What is found is about the world as told, and is to be read, not dropped."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

# Of a measure with fewer figures nothing can be called usual.
FEWEST = 20
# An outlier is a hundred times as much, or as little, as is usual (two powers of ten), and far outside the middle half.
POWERS = 2.0
SPREADS = 4.0
LAUNCHED = {"drones_downed": "drones_launched", "missiles_downed": "missiles_launched"}
_WORDS = 160

Finding = tuple[str, str, list[str], list[str]]


def inconsistent_figures(tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Figures that contradict each other or stand far apart from all others.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        The dataset.

    Yields
    ------
    tuple of (str, str, list of str, list of str)
        What was expected, the reason, the identifiers of the figures against it and the sentences that they stand in.
    """
    figures = tables["figures"].to_pandas()
    for expected, reason, wrong in (
        (
            "a part is not more than its total",
            "Who reports a part above its whole was misread, or corrects an earlier report.",
            _above_total(figures),
        ),
        (
            "downed not above launched in one report",
            "Of the largest counts that one article credits to one claimant for one day, one was misread or is a part.",
            _above_launched(figures),
        ),
        (
            "value within the usual range of its measure",
            "A figure a hundred times the usual is a total of another kind, a slip of the source or a misread scale.",
            _outliers(figures),
        ),
    ):
        keys = wrong["figure_id"].tolist()
        yield expected, reason, keys, [_evidence(row) for row in wrong.to_dict("records")]


def _evidence(row: Mapping[Hashable, Any]) -> str:
    """The sentence of a figure, or where it stands if the text is withheld."""
    if isinstance(row["evidence"], str):
        return f"{row['text']} ({row['measure']}) in {row['article_id']}: {row['evidence'][:_WORDS]}"
    return f"{row['measure']} in {row['article_id']}, characters {row['start']} to {row['end']}"


def _above_total(figures: pd.DataFrame) -> pd.DataFrame:
    totals = figures.set_index("figure_id")["value_high"]
    highest = figures["part_of"].map(totals).astype("float64")  # which no figure at all would leave open
    return figures[figures["value_low"] > highest]


def _above_launched(figures: pd.DataFrame) -> pd.DataFrame:
    keys = ["article_id", "attribution_actor", "date_end"]
    said = figures.dropna(subset=["attribution_actor", "value_low"])
    said = said[said["part_of"].isna()].sort_values("value_low")
    found = []
    for downed, launched in LAUNCHED.items():
        largest = said[said["measure"] == downed].groupby(keys, dropna=False).tail(1)
        whole = said[said["measure"] == launched].groupby(keys, dropna=False)["value_high"].max(skipna=False)
        known = whole.reindex(pd.MultiIndex.from_frame(largest[keys])).to_numpy()
        found.append(largest[largest["value_low"].to_numpy() > known])
    return pd.concat(found)


def _outliers(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures whose logarithm lies far from the median of their measure and unit."""
    value = figures["value_low"].fillna(figures["value_high"])
    known = figures.assign(log=np.log10(value.where(value > 0))).dropna(subset=["log"])
    known = known[~known["measure"].isin(["other", "money_other"])]
    by = known.groupby(["measure", "unit"])["log"]
    median, size = by.transform("median"), by.transform("size")
    spread = by.transform(lambda log: log.quantile(0.75) - log.quantile(0.25))
    far = (known["log"] - median).abs() > np.maximum(POWERS, SPREADS * spread)
    return figures.loc[known[far & (size >= FEWEST)].index]
