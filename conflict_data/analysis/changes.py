"""When the level of a series changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from conflict_data.errors import UsageError

COLUMNS = ["period", "before", "after", "p_value", "n_before", "n_after"]


def change_points(
    series: pd.Series[Any],
    *,
    min_size: int = 7,
    penalty: float | None = None,
    block: int = 7,
    permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Periods at which the mean of a series changes, each with a permutation test.

    The changes are those of the least squared error plus a penalty for each (PELT, Killick, Fearnhead and Eckley 2012,
    by the library ruptures, whose linear kernel is the squared error). Each is then tested within the stretch between
    its neighbours: how often does a stretch whose blocks are shuffled offer as good a place to be cut in two? The test
    is lenient in so far as blocks are shorter than the series' memory.

    Needs the extra ``analysis``.

    Parameters
    ----------
    series : pandas.Series
        Values by period, in the order of time, without gaps; counts are best given as their square roots, which makes
        their noise even.
    min_size : int
        Periods between two changes at least.
    penalty : float, optional
        What a change must gain in squared error; as in the criterion of Schwarz when omitted: 2 log(n) times the
        variance of the noise, taken from the differences of neighbours.
    block : int
        Periods that are shuffled together.
    permutations : int
        Number of shuffled stretches.
    seed : int
        Of the random numbers.

    Returns
    -------
    pandas.DataFrame
        One row a change: period (the first with the new level), before, after (means of the stretches beside it),
        p_value, n_before, n_after (their periods). Empty where nothing changes.

    Raises
    ------
    UsageError
        For a size, block or number of permutations below 1.
    """
    for name, value in (("min_size", min_size), ("block", block), ("permutations", permutations)):
        if value < 1:
            raise UsageError(f"{name} {value!r} is not a whole number from 1 on")
    values = series.dropna().astype(float)
    cuts = _cuts(values.to_numpy(), min_size, penalty)
    random = np.random.default_rng(seed)
    rows = []
    for start, cut, end in zip([0, *cuts], cuts, [*cuts[1:], len(values)], strict=False):
        before, after = values.iloc[start:cut], values.iloc[cut:end]
        p = _p_value(values.iloc[start:end].to_numpy(), min_size, block, permutations, random)
        rows.append((values.index[cut], before.mean(), after.mean(), p, len(before), len(after)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _cuts(values: Any, min_size: int, penalty: float | None) -> list[int]:
    n = len(values)
    if n < 2 * min_size or np.ptp(values) == 0:
        return []
    import ruptures  # noqa: PLC0415  (an extra)

    if penalty is None:
        # Robust: a jump moves one difference only. 1.4826 makes the median deviation a standard deviation, and a
        # difference has twice the variance of its terms.
        noise = 1.4826 * np.median(np.abs(np.diff(values))) / np.sqrt(2)
        # Of a series that stands still most of the time, the median is nil.
        noise = noise or np.std(np.diff(values)) / np.sqrt(2)
        penalty = 2 * np.log(n) * noise**2
    found = ruptures.KernelCPD(kernel="linear", min_size=min_size).fit(values).predict(pen=penalty)
    return [int(cut) for cut in found[:-1]]


def _p_value(values: Any, min_size: int, block: int, permutations: int, random: np.random.Generator) -> float:
    """Share of shuffled stretches in which the best cut gains as much as in this one."""
    n = len(values)
    blocks = np.array_split(values, range(block, n, block))
    rows = np.empty((permutations + 1, n))
    rows[0] = values
    for row in rows[1:]:
        turned = random.integers(block)
        row[:] = np.roll(np.concatenate([blocks[i] for i in random.permutation(len(blocks))]), turned)
    # What a cut after the first k values gains in squared error, for all k at once.
    deviations = np.cumsum(rows - values.mean(), axis=1)[:, min_size - 1 : n - min_size]
    k = np.arange(min_size, n - min_size + 1)
    gain = (deviations**2 * n / (k * (n - k))).max(axis=1)
    return float((gain >= gain[0] * (1 - 1e-12)).mean())
