"""Processor time and memory of the analyses on a million events.

usage: python benchmarks/analysis.py [EVENTS]

The dataset of the package is repeated with new identifiers, each copy a day later than the one before, until it has as
many events. Printed are seconds a million events and the peak of memory over that of the table of events (as Python
and NumPy ask for it; text held by Arrow is not seen).

Above two seconds are those that do more than one pass: `balance` draws a thousand resamples of every article,
`announced` joins the parties of all events twice, and `figure_series` goes through a group for each day and claimant.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

import conflict_data as cd
from conflict_data import analysis

DATES = ("published", "date_start", "date_end")
IDENTIFIERS = ("event_id", "article_id", "incident_id", "statement_id", "figure_id")


def repeated(table: pd.DataFrame, times: int) -> pd.DataFrame:
    """So many copies of a table, each with identifiers of its own and a day later."""
    copy = np.repeat(np.arange(times), len(table))
    large = pd.concat([table] * times, ignore_index=True)
    for column in IDENTIFIERS:
        if column in large:
            large[column] = large[column] + "-" + pd.Series(copy).astype("str")
    for column in DATES:
        if column in large:
            large[column] = large[column].astype("datetime64[s]") + pd.to_timedelta(copy, unit="D")
    return large


def main() -> None:
    """Print a line for each function."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    one = cd.load_events()
    times = -(-wanted // len(one))
    events = repeated(one, times)
    tables = {
        "event_actors": repeated(cd.load_event_actors(), times),
        "statements": repeated(
            cd.load_statements(columns=["published", "speaker_country", "cue_class"]), times
        ),
        "articles": repeated(cd.load_articles().drop(columns="text"), times),
        "figures": repeated(cd.load_figures(), times),
    }
    actors = cd.load_actors()
    daily = analysis.activity(events, every="day").pivot_table(
        index="period", columns="domain", values="value"
    )
    series = daily["diplomatic"], daily["military"]
    runs: dict[str, Callable[[], Any]] = {
        "activity (domain, week)": lambda: analysis.activity(events),
        "activity (incidents)": lambda: analysis.activity(events, unit="incident"),
        "activity (dyad, day)": lambda: analysis.activity(
            events, by=["source_country", "target_country"], every="day"
        ),
        "activity (place, week)": lambda: analysis.activity(events, by="place_id"),
        "activity (weight: article)": lambda: analysis.activity(events, weight="article"),
        "balance": lambda: analysis.balance(events),
        "smooth": lambda: analysis.smooth(analysis.activity(events, every="day"), by="domain"),
        "lead_lag": lambda: analysis.lead_lag(*series),
        "change_points": lambda: analysis.change_points(series[1]),
        "dyads": lambda: analysis.dyads(events, tables["event_actors"]),
        "dyads (actors)": lambda: analysis.dyads(events, tables["event_actors"], level="actor"),
        "statement_activity": lambda: analysis.statement_activity(tables["statements"]),
        "announced": lambda: analysis.announced(events, tables["event_actors"]),
        "claims": lambda: analysis.claims(events, actors),
        "coverage": lambda: analysis.coverage(tables["articles"], events),
        "figure_series": lambda: analysis.figure_series(tables["figures"], "drones_launched"),
    }
    size = events.memory_usage(deep=True).sum()
    print(f"{len(events):,} events, {size / 2**20:,.0f} MiB")
    print(f"{'function':<28}{'s / million':>12}{'memory / table':>16}")
    for name, run in runs.items():
        start = time.process_time()
        run()
        seconds = time.process_time() - start
        tracemalloc.start()
        run()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"{name:<28}{seconds / len(events) * 1e6:>12.2f}{peak / size:>16.2f}", flush=True)


if __name__ == "__main__":
    main()
