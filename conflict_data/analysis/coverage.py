"""How much was read, so that nobody takes reporting for activity."""

from __future__ import annotations

import pandas as pd

from conflict_data.analysis.selection import every_period, period_starts

SHARES = ["hedged", "attributed", "undated", "unplaced", "not_actual"]


def coverage(articles: pd.DataFrame, events: pd.DataFrame, *, every: str = "day") -> pd.DataFrame:
    """What stands behind the counts of each period of publication.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `conflict_data.load_articles` gives it.
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    every : str
        day, week (Monday to Sunday) or month of publication.

    Returns
    -------
    pandas.DataFrame
        One row a period without gaps: period; articles, outlets, sources (sites that the articles cite), tokens,
        events (numbers); hedged, attributed, undated, unplaced, not_actual (shares of the events, 0 to 1, missing
        where there is none).

    Raises
    ------
    UnknownNameError
        For a period that does not exist.
    """
    reports = articles.assign(period=period_starts(articles["published"], every))
    table = reports.groupby("period").agg(
        articles=("article_id", "size"), outlets=("outlet", "nunique"), tokens=("n_tokens", "sum")
    )
    cited = reports[["period", "source_urls"]].explode("source_urls")
    site = cited["source_urls"].astype("str").str.extract(r"^\w+://(?:www\.)?([^/:?#]+)", expand=False)
    table["sources"] = cited.assign(site=site).groupby("period")["site"].nunique()
    rows = pd.DataFrame(
        {
            "period": period_starts(events["published"], every),
            "hedged": events["hedged"].astype(float),
            "attributed": events["attribution_text"].notna().astype(float),
            "undated": events["date_start"].isna().astype(float),
            "unplaced": events["place_text"].isna().astype(float),
            "not_actual": (events["factuality"] != "actual").astype(float),
        }
    ).groupby("period")
    table = table.join(rows[SHARES].mean()).join(rows.size().rename("events"))
    numbers = ["articles", "outlets", "sources", "tokens", "events"]
    table = table.reindex(every_period(reports["period"], every))[[*numbers, *SHARES]].reset_index()
    return table.fillna(dict.fromkeys(numbers, 0)).astype(dict.fromkeys(numbers, "int64"))
