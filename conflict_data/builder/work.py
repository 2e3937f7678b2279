"""Parse articles in batches, here or on an executor."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from conflict_data.articles import Article
from conflict_data.enforce import to_arrow
from conflict_data.errors import ArticleError, DatasetError, ModelError, Reason
from conflict_data.link import REPORTS, report_rows
from conflict_data.rows import ArticleRows, Row
from conflict_data.schema import table

# Articles that a worker takes at a time: enough that the pipeline runs in batches, few enough that the bar moves.
BATCH = 16
IN_FLIGHT = 64  # batches that are handed out at once, which bounds memory and keeps 60 workers busy

MENTIONS = pa.schema(
    [
        ("article_id", pa.string()),
        ("actor_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("known", pa.bool_()),
        ("n", pa.int32()),
    ]
)
"""How often each article mentions each actor, of which the table of actors is made when all are known."""

ACTOR = MENTIONS.names[1:-1]
"""What a mention tells of its actor."""

SIGNATURES = pa.schema([("article_id", pa.string()), ("published", pa.date32()), ("signature", pa.binary())])
"""MinHash of each text, by which near duplicates are known when all are."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of some articles.

    Parameters
    ----------
    keys : tuple of str
        Of the articles that were parsed.
    ids : tuple of str
        Their ``article_id``.
    failures : tuple of (str, ArticleError)
        Keys of those that the parser failed on, with the reason.
    tables : dict of str to pyarrow.Table
        Those of the schema that hold rows of articles, and `REPORTS`, `MENTIONS` and `SIGNATURES`.
    """

    keys: tuple[str, ...]
    ids: tuple[str, ...]
    failures: tuple[tuple[str, ArticleError], ...]
    tables: dict[str, pa.Table]


def parse_batches(
    articles: Iterable[tuple[str, Article]], executor: Executor | None, *, with_text: bool | None
) -> Generator[Batch]:
    """Parse articles, given with their keys, in no particular order.

    Raises
    ------
    DatasetError
        If the workers died.
    ModelError
        If the English pipeline is not installed where the articles are parsed.
    """
    batches = _batches(articles, BATCH)
    if executor is None:
        for batch in batches:
            yield parse_batch(batch, with_text=with_text)
        return
    running: set[Future[Batch]] = set()
    try:
        for batch in batches:
            running.add(executor.submit(parse_batch, batch, with_text=with_text))
            if len(running) >= IN_FLIGHT:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except BrokenExecutor as error:
        raise DatasetError(
            "a worker died (killed, or out of memory); what was parsed is kept, build again to go on"
        ) from error
    finally:
        for future in running:
            future.cancel()


def parse_batch(articles: Sequence[tuple[str, Article]], *, with_text: bool | None) -> Batch:
    """Parse some articles; one that the parser fails on is named among the failures.

    Raises
    ------
    ModelError
        If the English pipeline is not installed.
    """
    from conflict_data.parsing import parse_to_rows  # noqa: PLC0415  (loads the parser, for those who parse)

    try:
        rows = list(parse_to_rows([article for _, article in articles], with_text=with_text))
        tables = _tables(rows)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001  (whatever goes wrong in one article must not lose the others)
        if len(articles) > 1:
            return merge_batches([parse_batch([pair], with_text=with_text) for pair in articles])
        key, article = articles[0]
        failure = ArticleError(
            article.article_id, None, Reason.PARSER_FAILURE, f"{type(error).__name__}: {error}"
        )
        return Batch((), (), ((key, failure),), _tables([]))
    keys, ids = zip(*((key, article.article_id) for key, article in articles), strict=True)
    return Batch(keys, ids, (), tables)


def merge_batches(batches: Sequence[Batch]) -> Batch:
    """Several batches as one."""
    return Batch(
        tuple(key for batch in batches for key in batch.keys),
        tuple(name for batch in batches for name in batch.ids),
        tuple(failure for batch in batches for failure in batch.failures),
        {name: pa.concat_tables([batch.tables[name] for batch in batches]) for name in batches[0].tables},
    )


def _batches(articles: Iterable[tuple[str, Article]], size: int) -> Iterator[list[tuple[str, Article]]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, size)):
        yield batch


def _tables(parsed: Sequence[ArticleRows]) -> dict[str, pa.Table]:
    rows: dict[str, list[Row]] = {name: [] for name in ArticleRows.TABLES}
    for article in parsed:
        for name, more in article.tables.items():
            rows[name] += more
    rows["places"] = list({row["place_id"]: row for row in rows["places"]}.values())
    tables = {name: to_arrow(table(name), some) for name, some in rows.items()}
    heads = [article.tables["articles"][0] for article in parsed]
    mentions = [
        {"article_id": head["article_id"], "n": n} | {name: getattr(actor, name) for name in ACTOR}
        for head, article in zip(heads, parsed, strict=True)
        for actor, n in sorted(article.actors.items(), key=repr)
    ]
    signatures = [
        {"article_id": head["article_id"], "published": head["published"], "signature": article.signature}
        for head, article in zip(heads, parsed, strict=True)
    ]
    tables["reports"] = pa.Table.from_pylist(report_rows(rows), schema=REPORTS)
    tables["mentions"] = pa.Table.from_pylist(mentions, schema=MENTIONS)
    tables["signatures"] = pa.Table.from_pylist(signatures, schema=SIGNATURES)
    return tables
