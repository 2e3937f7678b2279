"""Diplomacy against military force: one number a period, with its uncertainty."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from conflict_data.analysis.selection import counted, every_period, period_starts
from conflict_data.errors import UsageError

COLUMNS = ["period", "diplomatic", "military", "articles", "balance", "low", "high"]


def balance(
    events: pd.DataFrame,
    *,
    every: str = "week",
    unit: str = "event",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Balance of diplomatic and military events that happened, with a bootstrap interval.

    The balance is (diplomatic - military) / (diplomatic + military): -1 when all that is reported is military, 1 when
    all is diplomatic. It does not rise with the mere amount of reporting, as counts do. The interval is the percentile
    interval of a bootstrap over articles, whose events depend on each other (Efron and Tibshirani 1993, ch. 13); it
    tells how much the balance depends on which articles were read, not how well they were read.

    Needs the extra ``analysis``.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    every : str
        day, week or month.
    unit : str
        event or incident, as for `activity`.
    confidence : float
        Level of the interval, between 0 and 1.
    resamples : int
        Number of resamples.
    seed : int
        Of the random numbers: equal seeds give equal intervals.

    Returns
    -------
    pandas.DataFrame
        One row a period without gaps: period, diplomatic, military (counts), articles (that report them), balance, low,
        high. Balance is missing in a period without events, low and high where fewer than two articles report any.

    Raises
    ------
    UnknownNameError
        For a period or unit that does not exist.
    UsageError
        For a confidence outside of 0 to 1.
    """
    if not 0 < confidence < 1:
        raise UsageError(f"confidence {confidence!r} is not between 0 and 1")
    chosen = counted(events, unit=unit, factuality=("actual",), columns=["article_id", "domain"])
    chosen = chosen[chosen["domain"].isin(["diplomatic", "military"])]
    diplomatic = (chosen["domain"] == "diplomatic").astype(int)
    articles = (
        pd.DataFrame(
            {
                "period": period_starts(chosen["day"], every),
                "article_id": chosen["article_id"],
                "diplomatic": diplomatic,
                "military": 1 - diplomatic,
            }
        )
        .groupby(["period", "article_id"], as_index=False)
        .sum()
    )
    random = np.random.default_rng(seed)
    rows = []
    for period, of_period in articles.groupby("period"):
        d, m = of_period["diplomatic"].to_numpy(), of_period["military"].to_numpy()
        low, high = _interval(d, m, confidence, resamples, random)
        rows.append((period, d.sum(), m.sum(), len(of_period), _balance(d, m), low, high))
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"period": "datetime64[s]"}).set_index("period")
    table = table.reindex(every_period(articles["period"], every)).reset_index()
    counts = ["diplomatic", "military", "articles"]
    return (
        table.fillna(dict.fromkeys(counts, 0))
        .astype(dict.fromkeys(counts, "int64"))
        .astype(dict.fromkeys(["balance", "low", "high"], float))
    )


def _balance(diplomatic: Any, military: Any, axis: int = -1) -> Any:
    d, m = np.sum(diplomatic, axis=axis), np.sum(military, axis=axis)
    return (d - m) / (d + m)  # each article has one at least, and so has every resample


def _interval(
    d: Any, m: Any, confidence: float, resamples: int, random: np.random.Generator
) -> tuple[float, float]:
    if len(d) < 2:
        return np.nan, np.nan
    from scipy import stats  # noqa: PLC0415  (an extra)

    interval = stats.bootstrap(
        (d, m),
        _balance,
        paired=True,
        vectorized=True,
        n_resamples=resamples,
        # Draws of some megabytes at a time, however many articles there are.
        batch=max(1, 2**20 // len(d)),
        confidence_level=confidence,
        method="percentile",
        rng=random,
    ).confidence_interval
    return float(interval.low), float(interval.high)
