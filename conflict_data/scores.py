"""How well the parser reads, as it was measured when the dataset was made."""

from __future__ import annotations

from importlib import resources

import pandas as pd

FILE = "accuracy.csv"


def accuracy() -> pd.DataFrame:
    """Scores of the parser on articles annotated by hand.

    Measured by ``nox -s accuracy`` on the articles of tests/gold, tests/gold_statements and tests/gold_events by the
    rules of comparison of docs/accuracy.md. Of new articles expect what was measured on those kept aside.

    Returns
    -------
    pandas.DataFrame
        One row a part of the articles and measure:

        - articles: all, read (for errors, while the rules were written) or aside (only ever scored); those of "more
          statements" and "more events" have nothing else annotated.
        - table: events, statements or figures.
        - measure: a way to find records ("type", "content"), an attribute of the records found ("source"), or the
          number of events of a domain ("domain: military").
        - precision, recall, f1: 0 to 1; null for attributes and numbers.
        - accuracy: share of the records found whose attribute is right; null elsewhere.
        - gold, read, matched: numbers of records, where they apply.

    Examples
    --------
    >>> import conflict_data as cd
    >>> scores = cd.accuracy()
    >>> sorted(scores["articles"].unique())
    ['all', 'aside', 'more events aside', 'more events read', ..., 'read']
    """
    with resources.files("conflict_data").joinpath(FILE).open(encoding="utf-8") as file:
        counts = dict.fromkeys(["gold", "read", "matched"], "Int64")
        return pd.read_csv(file, dtype={**counts, "articles": "str", "table": "str", "measure": "str"})
