"""The build: read, parse what is not known yet, put the tables together. A bad article never stops it."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from conflict_data.articles import Article, Reading, find_articles, offered_articles
from conflict_data.articles.files import RECORDS, TABLES, Sources, file_format
from conflict_data.articles.read import DEFAULT
from conflict_data.articles.screening import Offered
from conflict_data.builder.assemble import assemble
from conflict_data.builder.fingerprints import article_key, parser_fingerprint
from conflict_data.builder.shards import Shards
from conflict_data.builder.work import Batch, parse_batches
from conflict_data.errors import ArticleError, DatasetError
from conflict_data.language.model import MODEL_VERSION
from conflict_data.progress import Bar, bar
from conflict_data.rows import Row
from conflict_data.store import Manifest, write_dataset
from conflict_data.version import __version__

WORK = ".building"
"""Folder in the dataset's directory that holds what is not ready; a build that is cut off leaves it to the next."""

SHARD_SIZE = 500


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Parameters
    ----------
    out : pathlib.Path
    manifest : Manifest
    rejected : dict of str to int
        Number of rejects by reason.
    parsed, reused : int
        Articles parsed now, and those whose rows were known from an earlier build.
    seconds : float
        Time that it took.
    """

    out: Path
    manifest: Manifest
    rejected: dict[str, int] = field(default_factory=dict)
    parsed: int = 0
    reused: int = 0
    seconds: float = 0.0

    @property
    def rows(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: entry.rows for name, entry in self.manifest.tables.items()}


def build(
    sources: Sources,
    out: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    with_text: bool | None = None,
    reading: Reading = DEFAULT,
    cache: str | os.PathLike[str] | None = None,
    shard_size: int = SHARD_SIZE,
    progress: bool = False,
) -> BuildReport:
    """Parse articles and write the dataset.

    Parsed articles are kept in shards, each written whole or not at all. A build that was cut off goes on where it
    stood when it is started again. The tables are merged from the shards as streams; memory grows with the events only,
    which are compared with each other. They do not depend on shards, executor or order of the sources.

    Parameters
    ----------
    sources : path, directory, glob pattern, URL, or iterable of these
        Articles. What cannot be read becomes a row of ``rejects`` with its reason, and the build goes on.
    out : path-like
        Directory of the dataset; its tables are replaced when all are ready.
    executor : concurrent.futures.Executor, optional
        Where batches of articles are parsed (processes, or the executor of a Dask client); in this process when
        omitted.
    with_text : bool, optional
        Whether the tables hold the articles' words (``text``, ``evidence``, ``content``, ``trigger``) or only offsets
        and text hashes, so that tables from texts that may not be passed on can be published. When omitted, they hold
        the words of all articles but those whose licence is ``restricted``.
    reading : Reading
        Names of the fields of records, limits, and what to accept all the same.
    cache : path-like, optional
        Folder that keeps the shards for later builds of this dataset: articles that did not change, read by the same
        version of the parser, are not parsed again. Without it they are deleted when the tables are ready.
    shard_size : int
        Articles in a shard: what an interruption can cost at most.
    progress : bool
        Whether to show a bar on standard error.

    Returns
    -------
    BuildReport

    Raises
    ------
    DatasetError
        If no article could be read, the directory cannot be written to (what stood there is left as it was), or
        another build is writing to it.
    MissingExtraError
        If a format needs a library that is not installed.
    ModelError
        If the English pipeline is not installed where the articles are parsed.
    """
    start = time.monotonic()
    directory = Path(out)
    try:
        with _locked(directory) as work:
            shards = Shards(
                Path(cache) if cache else work / "shards", parser_fingerprint(with_text=with_text)
            )
            rejects: list[Row] = []
            known = shards.count
            wanted = _parse(
                sources,
                reading,
                executor,
                shards,
                rejects,
                shard_size,
                with_text=with_text,
                progress=progress,
            )
            if not wanted:
                shutil.rmtree(work, ignore_errors=True)
                raise DatasetError(f"{out}: left as it was, since no article could be read ({_why(rejects)})")
            parsed = shards.count - known
            manifest = write_dataset(
                directory,
                assemble(shards, wanted, rejects),
                work=work,
                package_version=__version__,
                model=f"en_core_web_sm {MODEL_VERSION}",
            )
            if cache:
                shards.keep_only(wanted)
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise DatasetError(f"{out}: cannot write the dataset: {error.strerror or error}") from error
    rejected = dict(sorted(Counter(str(row["reason"]) for row in rejects).items()))
    return BuildReport(directory, manifest, rejected, parsed, len(wanted) - parsed, time.monotonic() - start)


def _parse(
    sources: Sources,
    reading: Reading,
    executor: Executor | None,
    shards: Shards,
    rejects: list[Row],
    shard_size: int,
    *,
    with_text: bool | None,
    progress: bool,
) -> set[str]:
    """Bring all articles into shards; return their keys. What is refused is added to `rejects`."""
    wanted: set[str] = set()
    origins: dict[str, tuple[str, int]] = {}  # of the articles that are being parsed
    with bar("articles", _expected(sources), shown=progress) as shown:
        offers = offered_articles(
            sources, reading, lambda article: article_key(article, shards.fingerprint) in shards
        )
        missing = _missing(offers, shards, wanted, origins, rejects, shown)
        waiting: list[Batch] = []
        batches = parse_batches(missing, executor, with_text=with_text)
        try:
            for batch in batches:
                for key, message in batch.failures:
                    wanted.discard(key)
                    rejects.append(_reject(*origins[key], message))
                for key in (*batch.keys, *(key for key, _ in batch.failures)):
                    del origins[key]
                shown.advance(len(batch.keys) + len(batch.failures))
                waiting.append(batch)
                if sum(len(batch.keys) for batch in waiting) >= shard_size:
                    shards.commit(waiting)
                    waiting = []
        finally:  # whatever stops the build, what was parsed is kept
            batches.close()
            shards.commit(waiting)
    return wanted


def _missing(
    offers: Iterator[Offered],
    shards: Shards,
    wanted: set[str],
    origins: dict[str, tuple[str, int]],
    rejects: list[Row],
    shown: Bar,
) -> Iterator[tuple[str, Article]]:
    """The articles that are in no shard, with their keys."""
    for offered in offers:
        if isinstance(offered.item, ArticleError):
            rejects.append(_reject(offered.source, offered.position, offered.item))
            shown.advance(1)
            continue
        key = article_key(offered.item, shards.fingerprint)
        wanted.add(key)
        if key in shards:
            shown.advance(1)
        else:
            origins[key] = offered.source, offered.position
            yield key, offered.item


def _expected(sources: Sources) -> int | None:
    """How many articles there will be, if the files tell."""
    files = find_articles(sources)
    several = any(file_format(file.path) in (*RECORDS, *TABLES) for file in files)
    return None if several else len(files)


def _reject(source: str, position: int, error: ArticleError) -> Row:
    return {
        "source": source,
        "position": position,
        "article_id": None,
        "line": error.line,
        "reason": error.reason.value,
        "message": error.message,
    }


def _why(rejects: list[Row]) -> str:
    return "; ".join(f"{row['source']}: {row['message']}" for row in rejects[:3]) or "the sources hold none"


@contextmanager
def _locked(directory: Path) -> Iterator[Path]:
    """The working folder of the dataset's directory, for one build at a time."""
    work = directory / WORK
    work.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work / "lock", timeout=0):
            yield work
    except Timeout:
        raise DatasetError(
            f"{directory}: another build is writing here; wait for it, or choose another --out"
        ) from None
