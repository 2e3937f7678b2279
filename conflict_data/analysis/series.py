"""Daily series of figures: how much each claimant reported for each day, claim beside claim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from conflict_data.errors import UnknownNameError
from conflict_data.schema import table

COLUMNS = ["day", "claimant", "low", "high", "value", "n_reports", "n_articles", "figure_ids"]


def figure_days(figures: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The day that each figure is about.

    The day that the text tells; of a night, which touches two days, the second one, as the reports of a morning count
    it ("overnight", "between Wednesday evening and 07:00 on Thursday"). A figure without a date is taken to be of the
    last day that its paragraph tells before it ("Saturday's onslaught"), else as news of the day of publication. The
    total of a longer time ("in October", "over the past week", "since January") is about no day.

    Parameters
    ----------
    figures : pandas.DataFrame
        With ``date_start``, ``date_end``, ``date_basis``, ``context_date`` and ``published``.

    Returns
    -------
    pandas.Series of datetime64
        NaT where there is no day.
    """
    start, end, context, published = (
        pd.to_datetime(figures[c]) for c in ("date_start", "date_end", "context_date", "published")
    )
    told = end.where(end - start <= pd.Timedelta(days=1))
    return told.where(figures["date_basis"] != "none", context.fillna(published)).rename("day")


def figure_series(
    figures: pd.DataFrame,
    measure: str,
    *,
    actor: str | Sequence[str] | None = None,
    place: str | Sequence[str] | None = None,
    claimant: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Daily series of one measure, by claimant.

    What two claimants say of one day stands in two rows: it is never averaged, and none is preferred.

    Parameters
    ----------
    figures : pandas.DataFrame
        As `conflict_data.load_figures` gives it.
    measure : str
        Such as drones_launched, drones_downed, killed.
    actor : str or sequence of str, optional
        Countries (ISO 3166-1 alpha-3 or the codebook's own codes) whose drones, casualties or money it is. Figures of
        which the text does not say it are left out, so that ``claimant`` alone often finds more.
    place : str or sequence of str, optional
        Identifiers of places.
    claimant : str or sequence of str, optional
        Identifiers of the actors who are credited with the figure, such as ukr-air-force.

    Returns
    -------
    pandas.DataFrame
        One row a day and claimant, in this order:

        - day: see `figure_days`.
        - claimant: null where the articles themselves assert the figure, or where nobody known is credited.
        - low, high: the lowest and the highest bound that the claimant gave for the day; null where one is open
          ("more than 600" has no upper bound).
        - value: the figure in the last report of that day, which corrects those before it; its lower bound where it has
          one. Of several figures of one article the largest; the others tell of a single place or moment.
        - n_reports: figures that stand behind the row, without parts ("75 drones, 49 of them over the south");
          n_articles: the articles they are from.
        - figure_ids: their identifiers, in the order of publication.

    Raises
    ------
    UnknownNameError
        For a measure that does not exist; the message lists those that do.
    """
    allowed = table("figures").field("measure").values
    if measure not in allowed:
        raise UnknownNameError("measure", measure, allowed)
    chosen = figures[figures["measure"] == measure]
    for column, wanted in (("actor_country", actor), ("place_id", place), ("attribution_actor", claimant)):
        if wanted is not None:
            chosen = chosen[chosen[column].isin([wanted] if isinstance(wanted, str) else list(wanted))]
    chosen = chosen.assign(
        day=figure_days(chosen),
        claimant=chosen["attribution_actor"],
        # Of an open bound the side that is known.
        value=chosen["value_low"].fillna(chosen["value_high"]),
    ).dropna(subset=["day", "value"])
    return _by_day(_wholes(chosen))


def _wholes(figures: pd.DataFrame) -> pd.DataFrame:
    """The largest figure of each article, day and claimant, as often as it is said; in the order of publication."""
    figures = figures[~figures["part_of"].isin(figures["figure_id"])]
    keys = ["article_id", "day", "claimant"]
    # Numbers instead of identifiers: groups of millions of rows are found in a tenth of the time.
    codes = pd.DataFrame({key: pd.factorize(figures[key])[0] for key in keys}, index=figures.index)
    largest = figures["value"].groupby([codes[key] for key in keys]).transform("max")
    return figures[figures["value"] == largest].sort_values(["published", "article_id", "start"])


def _by_day(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a day and claimant."""
    claimant, claimants = pd.factorize(figures["claimant"], sort=True)
    claimant = np.where(claimant < 0, len(claimants), claimant)  # those without one last
    order = np.lexsort((claimant, figures["day"]))
    figures, claimant = figures.iloc[order], claimant[order]
    day = figures["day"].to_numpy()
    is_first = np.ones(len(figures), dtype=bool)
    is_first[1:] = (day[1:] != day[:-1]) | (claimant[1:] != claimant[:-1])
    first = np.flatnonzero(is_first)
    end = np.append(first[1:], len(figures))[: len(first)]
    article = pd.factorize(figures["article_id"])[0]
    row = np.cumsum(is_first) - 1
    pairs = pd.DataFrame({"row": row, "article": article}).drop_duplicates()
    ids = figures["figure_id"].tolist()
    some = len(first) > 0
    table = pd.DataFrame(
        {
            "day": day[first],
            "claimant": figures["claimant"].to_numpy()[first],
            # A bound that is open once is open: both functions pass on what is missing.
            "low": np.minimum.reduceat(figures["value_low"].to_numpy(float), first) if some else [],
            "high": np.maximum.reduceat(figures["value_high"].to_numpy(float), first) if some else [],
            "value": figures["value"].to_numpy(float)[end - 1],
            "n_reports": end - first,
            "n_articles": np.bincount(pairs["row"], minlength=len(first)),
            "figure_ids": [tuple(ids[i:j]) for i, j in zip(first.tolist(), end.tolist(), strict=True)],
        },
        columns=COLUMNS,
    )
    return table.astype(
        {
            "day": "datetime64[s]",
            "claimant": "string",
            "low": float,
            "high": float,
            "value": float,
            "figure_ids": object,
        }
    )
