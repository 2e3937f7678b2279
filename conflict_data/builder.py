"""Build the dataset: articles in, tables on disk out. A bad article never stops it."""

from __future__ import annotations

import functools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from conflict_data.articles import Article, Reading, offered_articles
from conflict_data.articles.files import Sources
from conflict_data.articles.read import DEFAULT
from conflict_data.enforce import to_arrow
from conflict_data.errors import ArticleError, DatasetError, Reason
from conflict_data.language.parser import MODEL_VERSION
from conflict_data.near_duplicates import near_duplicates
from conflict_data.parsing import parse_to_rows
from conflict_data.reference.partial_dates import first_day, last_day
from conflict_data.reference.tables import roles
from conflict_data.rows import ActorKey, ArticleRows, Row
from conflict_data.schema import table, tables
from conflict_data.store import Manifest, write_dataset
from conflict_data.version import __version__

# Articles that a worker takes at a time: enough that the pipeline runs in batches, few enough that the bar moves.
BATCH = 8


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Parameters
    ----------
    out : pathlib.Path
    manifest : Manifest
    rejected : dict of str to int
        Number of rejects by reason.
    """

    out: Path
    manifest: Manifest
    rejected: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: entry.rows for name, entry in self.manifest.tables.items()}


def build(
    sources: Sources,
    out: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    with_text: bool = True,
    reading: Reading = DEFAULT,
    progress: bool = False,
) -> BuildReport:
    """Parse articles and write the dataset.

    Parameters
    ----------
    sources : path, directory, glob pattern, or iterable of these
        Articles. What cannot be read becomes a row of ``rejects`` with its reason, and the build goes on.
    out : path-like
        Directory of the dataset; its tables are replaced when all are ready.
    executor : concurrent.futures.Executor, optional
        Where batches of articles are parsed; in this process when omitted. The result does not depend on it.
    with_text : bool
        Whether the tables hold the articles' words (``text``, ``evidence``, ``content``, ``trigger``) or only offsets
        and text hashes, so that tables from texts that may not be passed on can be published.
    reading : Reading
        Names of the fields of records, limits, and what to accept all the same.
    progress : bool
        Whether to show a bar on standard error.

    Returns
    -------
    BuildReport

    Raises
    ------
    DatasetError
        If no article could be read or the directory cannot be written to; what stood there is left as it was.
    ModelError
        If the English pipeline is not installed.
    """
    articles: list[Article] = []
    rejects: list[Row] = []
    for offered in offered_articles(sources, reading):
        if isinstance(offered.item, ArticleError):
            rejects.append(_reject(offered.source, offered.position, offered.item))
        else:
            articles.append(offered.item)
    parsed: list[ArticleRows] = []
    for result in _parse_all(articles, executor, with_text=with_text, progress=progress):
        if isinstance(result, ArticleError):
            rejects.append(_reject(result.path, 0, result))
        else:
            parsed.append(result)
    if not parsed:
        why = (
            "; ".join(f"{row['source']}: {row['message']}" for row in rejects[:3]) or "the sources hold none"
        )
        raise DatasetError(f"{out}: left as it was, since no article could be read ({why})")
    built = _assemble(parsed, rejects)
    manifest = write_dataset(
        Path(out), built, package_version=__version__, model=f"en_core_web_sm {MODEL_VERSION}"
    )
    return BuildReport(Path(out), manifest, dict(sorted(Counter(str(r["reason"]) for r in rejects).items())))


def _parse_all(
    articles: Sequence[Article], executor: Executor | None, *, with_text: bool, progress: bool
) -> Iterator[ArticleRows | ArticleError]:
    work = functools.partial(parse_batch, with_text=with_text)
    batches = list(_batches(articles, BATCH))
    results = executor.map(work, batches) if executor else map(work, batches)
    columns = (TextColumn("parsing articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not progress) as bar:
        task = bar.add_task("", total=len(articles))
        for result in results:
            bar.advance(task, len(result))
            yield from result


def parse_batch(articles: Sequence[Article], *, with_text: bool) -> list[ArticleRows | ArticleError]:
    """Parse some articles; one that the parser fails on gives the error instead of its rows."""
    try:
        return list(parse_to_rows(articles, with_text=with_text))
    except Exception as error:  # noqa: BLE001  (whatever goes wrong in one article must not lose the others)
        if len(articles) > 1:
            return [result for article in articles for result in parse_batch([article], with_text=with_text)]
        message = f"{type(error).__name__}: {error}"
        return [ArticleError(articles[0].article_id, None, Reason.PARSER_FAILURE, message)]


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    remaining = iter(articles)
    while batch := list(islice(remaining, size)):
        yield batch


def _reject(source: str, position: int, error: ArticleError) -> Row:
    return {
        "source": source,
        "position": position,
        "article_id": None,
        "line": error.line,
        "reason": error.reason.value,
        "message": error.message,
    }


def _assemble(parsed: Sequence[ArticleRows], rejects: list[Row]) -> dict[str, pa.Table]:
    """All tables: those of the articles put together, and those that list what their rows point at."""
    rows: dict[str, list[Row]] = {name: [] for name in tables()}
    for article in parsed:
        for name, more in article.tables.items():
            rows[name] += more
    _mark_near_duplicates(rows["articles"], [article.signature for article in parsed])
    rows["places"] = list({row["place_id"]: row for row in rows["places"]}.values())
    rows["actors"] = _actors(parsed)
    rows["actor_roles"] = _actor_roles({row["actor_id"] for row in rows["actors"]})
    rows["rejects"] = rejects
    return {name: to_arrow(table(name), rows[name]) for name in tables()}


def _mark_near_duplicates(articles: list[Row], signatures: list[bytes]) -> None:
    order = sorted(range(len(articles)), key=lambda i: (articles[i]["published"], articles[i]["article_id"]))
    for i, j in near_duplicates([signatures[i] for i in order]).items():
        articles[order[i]]["near_duplicate_of"] = articles[order[j]]["article_id"]


def _actors(parsed: Sequence[ArticleRows]) -> list[Row]:
    """One row an actor; where mentions differ (an office changed hands, a sector was told once) the commonest holds."""
    seen: dict[str, Counter[ActorKey]] = {}
    in_articles: Counter[str] = Counter()
    for article in parsed:
        for actor, n in article.actors.items():
            seen.setdefault(actor.actor_id, Counter())[actor] += n
        in_articles.update({actor.actor_id for actor in article.actors})
    rows = []
    for actor_id, counts in seen.items():
        usual = max(counts, key=lambda actor: (counts[actor], repr(actor)))
        rows.append(asdict(usual) | {"n_mentions": counts.total(), "n_articles": in_articles[actor_id]})
    return rows


def _actor_roles(actor_ids: set[str]) -> list[Row]:
    return [
        {
            "actor_id": actor_id,
            "position": position,
            "title": role.title,
            "country": role.country,
            "sector": role.sector,
            "valid_from": first_day(role.valid_from),
            "valid_to": last_day(role.valid_to),
        }
        for actor_id in sorted(actor_ids)
        for position, role in enumerate(roles().get(actor_id, ()))
    ]
