"""Whether one series moves before another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from conflict_data.errors import UsageError

COLUMNS = ["lag", "correlation", "low", "high", "band", "n"]


def lead_lag(
    first: pd.Series[Any],
    second: pd.Series[Any],
    *,
    max_lag: int = 14,
    permutations: int = 1000,
    block: int = 7,
    confidence: float = 0.95,
    detrend: bool = True,
    seed: int = 0,
) -> pd.DataFrame:
    """Cross-correlation of two series at each lag, against what series without a bond would give.

    Both series have memory, so that the usual test of a correlation finds bonds that are none. Instead, the first
    series is cut into blocks, the blocks are shuffled many times, and each shuffled series is correlated with the
    second one: blocks keep the memory of days near to each other and break the bond (Künsch 1989 on blocks). At
    29 lags, one or two leave the band of their own lag by chance; ``band`` is the one that no lag leaves, save in one
    of twenty pairs of series.

    Needs the extra ``analysis``.

    Parameters
    ----------
    first, second : pandas.Series
        Values by period, in the order of time, without gaps. Periods that one of them lacks are left out at both ends.
    max_lag : int
        Lags from ``-max_lag`` to ``max_lag`` periods.
    permutations : int
        Number of shuffled series.
    block : int
        Periods in a block; the series' memory should be shorter.
    confidence : float
        Level of the bands, between 0 and 1.
    detrend : bool
        Whether to take a straight line off both series first; two series with a trend are always correlated.
    seed : int
        Of the random numbers.

    Returns
    -------
    pandas.DataFrame
        One row a lag: lag (positive where the first series comes first: its value at t beside the second's at t + lag),
        correlation (Pearson), low and high (of shuffled series, at this lag), band (what the largest absolute
        correlation at any lag stays below), n (pairs of periods). Empty where the series share fewer than
        ``max_lag + 3`` periods; correlation is missing where a series does not vary.

    Raises
    ------
    UsageError
        For a confidence, lag, block or number of permutations outside of what is possible.
    """
    if not 0 < confidence < 1:
        raise UsageError(f"confidence {confidence!r} is not between 0 and 1")
    for name, value, least in (
        ("max_lag", max_lag, 0),
        ("block", block, 1),
        ("permutations", permutations, 1),
    ):
        if value < least:
            raise UsageError(f"{name} {value!r} is not a whole number from {least} on")
    both = pd.concat([first, second], axis=1, join="inner").astype(float).dropna().sort_index()
    n = len(both)
    if n < max_lag + 3:
        return pd.DataFrame(columns=COLUMNS).astype(dict.fromkeys(COLUMNS, float))
    x, y = both.iloc[:, 0].to_numpy(), both.iloc[:, 1].to_numpy()
    if detrend:
        from scipy import signal  # noqa: PLC0415  (an extra)

        x, y = signal.detrend(x), signal.detrend(y)
    shuffled = _shuffled(x, block, permutations, np.random.default_rng(seed))
    lags = range(-max_lag, max_lag + 1)
    observed = [_correlation(x[None, :], y, lag)[0] for lag in lags]
    null = np.stack([_correlation(shuffled, y, lag) for lag in lags])
    tail = (1 - confidence) / 2
    low, high = np.quantile(null, [tail, 1 - tail], axis=1)
    return pd.DataFrame(
        {
            "lag": list(lags),
            "correlation": observed,
            "low": low,
            "high": high,
            "band": np.quantile(np.abs(null).max(axis=0), confidence),
            "n": [n - abs(lag) for lag in lags],
        }
    )


def _correlation(xs: Any, y: Any, lag: int) -> Any:
    """Correlations of each row of `xs` at t with `y` at t + lag."""
    if lag >= 0:
        xs, ys = xs[:, : xs.shape[1] - lag], y[lag:]
    else:
        xs, ys = xs[:, -lag:], y[:lag]
    if np.ptp(ys) == 0 or (np.ptp(xs, axis=1) == 0).any():
        return np.full(len(xs), np.nan)
    from scipy import stats  # noqa: PLC0415  (an extra)

    return stats.pearsonr(xs, np.broadcast_to(ys, xs.shape), axis=1).statistic


def _shuffled(x: Any, block: int, permutations: int, random: np.random.Generator) -> Any:
    """Rows of the series with its blocks in random order; where the first block starts is random as well."""
    n = len(x)
    rows = np.empty((permutations, n))
    for row in rows:
        turned = np.roll(x, random.integers(n))
        blocks = np.array_split(turned, range(block, n, block))
        row[:] = np.concatenate([blocks[i] for i in random.permutation(len(blocks))])
    return rows
