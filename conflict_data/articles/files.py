"""Find files and open them: local ones, and URLs that fsspec knows (s3://, gs://, https://, memory://)."""

from __future__ import annotations

import glob
import gzip
import os
import posixpath
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from conflict_data.errors import ArticleError, MissingExtraError, Reason

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Sources = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A file, a directory, a glob pattern, a URL of one of these, or several."""

ARTICLES = (".md", ".markdown", ".txt", ".html", ".htm", ".xhtml")
RECORDS = (".jsonl", ".ndjson", ".json", ".warc")
TABLES = (".csv", ".tsv", ".parquet")
FORMATS = (*ARTICLES, *RECORDS, *TABLES)
"""Suffixes that are read; ``.gz`` may follow each but ``.parquet``."""

_OF_A_DATASET = ("MANIFEST.json", "croissant.json", "datapackage.json")
"""What lies beside tables that were built into a folder of articles."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to read.

    Attributes
    ----------
    path : str
        Where it is: a local path or a URL.
    name : str
        Its path below the directory that was asked for, with ``/``: the same on every machine.
    """

    path: str
    name: str


def file_format(path: str) -> str:
    """Suffix that tells the format, in lower case, without a ``.gz`` after it."""
    # As text, not as a path: a corpus has many files, and this is asked of each several times.
    suffix = posixpath.splitext(path.replace("\\", "/").lower().removesuffix(".gz"))[1]
    return suffix if suffix != "." else ""


def find_articles(sources: Sources) -> tuple[ArticleFile, ...]:
    """List the files that hold articles, sorted by name.

    Below a directory these are the files, at any depth, with a suffix of `ARTICLES` or `RECORDS`, except those whose
    name or one of whose folders starts with ``.`` or ``_``, those named README (any suffix), and those that describe a
    dataset (MANIFEST.json, croissant.json, datapackage.json), since it may be built into a folder of articles. A file
    that is named directly, or by a glob pattern, is always listed, so that a wrong one gives an error and is not passed
    over.

    Parameters
    ----------
    sources : path, directory, glob pattern, URL, or iterable of these

    Returns
    -------
    tuple of ArticleFile
        Sorted by name; a file that several sources reach is listed once. Names that would be the same for two files
        start at the folder that all files share.
    """
    if isinstance(sources, str | os.PathLike):
        sources = [sources]
    found: dict[str, ArticleFile] = {}  # by absolute path
    for given in sources:
        source = os.fspath(given)
        for file in _find_remote(source) if is_url(source) else _find_local(Path(source)):
            found.setdefault(_absolute(file.path), file)
    files = list(found.values())
    if len({file.name for file in files}) < len(files):
        files = [ArticleFile(file.path, name) for file, name in zip(files, _longer_names(files), strict=True)]
    return tuple(sorted(files, key=lambda file: file.name))


@contextmanager
def open_file(path: str) -> Iterator[IO[bytes]]:
    """Open a file for reading, decompressed if it is named ``.gz``; faults of the system become ArticleErrors."""
    try:
        with _open(path) as raw:
            # Of a WARC each record is compressed on its own, which its reader knows better.
            if path.lower().endswith(".gz") and file_format(path) != ".warc":
                with gzip.GzipFile(fileobj=raw) as stream:
                    yield cast("IO[bytes]", stream)
            else:
                yield raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ArticleError(path, None, Reason.BAD_RECORD, f"broken gzip file ({error})") from None
    except (
        OSError,
        ValueError,
        ImportError,
    ) as error:  # ValueError: a NUL in the path, an unknown kind of URL
        what = getattr(error, "strerror", None) or str(error)
        raise ArticleError(path, None, Reason.MISSING_FILE, f"cannot open the file ({what})") from None


def is_listed(below: str) -> bool:
    """Whether a file, by its path below a directory, is one of the directory's articles."""
    parts = below.split("/")
    hidden = any(part.startswith((".", "_")) for part in parts)
    describing = parts[-1] in _OF_A_DATASET or parts[-1].split(".", 1)[0].upper() == "README"
    return file_format(below) in (*ARTICLES, *RECORDS) and not hidden and not describing


def is_url(source: str) -> bool:
    """Whether a source is a URL and not a local path."""
    return "://" in source


def _open(path: str) -> IO[bytes]:
    if not is_url(path):
        return Path(path).open("rb")
    filesystem, inner = _filesystem(path)
    return cast("IO[bytes]", filesystem.open(inner, "rb"))


def _filesystem(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  (an extra)
    except ImportError:
        message = f"{url}: URLs need the extra 'readers': pip install 'conflict-data[readers]'"
        raise MissingExtraError(message) from None
    filesystem, inner = url_to_fs(url)
    return filesystem, inner


def _find_local(path: Path) -> Iterable[ArticleFile]:
    if path.is_dir():
        return _walk(path)
    if not path.exists() and glob.has_magic(str(path)):
        return _glob(path) or [ArticleFile(str(path), path.name)]  # nothing found is an error, too
    return [ArticleFile(str(path), path.name)]


def _walk(directory: Path) -> Iterator[ArticleFile]:
    for folder, folders, names in os.walk(directory):
        folders.sort()
        above = Path(folder).relative_to(directory).as_posix()
        for name in names:
            below = name if above == "." else f"{above}/{name}"
            if is_listed(below):
                yield ArticleFile(name if folder == "." else os.path.join(folder, name), below)  # noqa: PTH118


def _glob(pattern: Path) -> list[ArticleFile]:
    fixed = pattern
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    found = (path for path in fixed.glob(pattern.relative_to(fixed).as_posix()) if path.is_file())
    return [ArticleFile(str(path), path.relative_to(fixed).as_posix()) for path in found]


def _find_remote(url: str) -> Iterator[ArticleFile]:
    alone = ArticleFile(url, PurePosixPath(url).name)  # if it cannot be listed, opening it will say why
    try:
        filesystem, inner = _filesystem(url)
        if glob.has_magic(inner) and not filesystem.exists(inner):
            fixed = inner[: min(inner.find(mark) for mark in "*?[" if mark in inner)].rpartition("/")[0]
            paths = filesystem.glob(inner)
        elif filesystem.isdir(inner):
            fixed = inner.rstrip("/")
            paths = [path for path in filesystem.find(inner) if is_listed(path[len(fixed) :].lstrip("/"))]
        else:
            paths, fixed = [], ""
    except (OSError, ValueError, ImportError) as error:
        if isinstance(error, MissingExtraError):
            raise
        paths, fixed = [], ""
    if not paths:
        yield alone
    for path in paths:
        yield ArticleFile(filesystem.unstrip_protocol(path), path[len(fixed) :].lstrip("/"))


def _absolute(path: str) -> str:
    # As text: asked of every file.
    return path if is_url(path) or os.path.isabs(path) else str(Path(path).absolute())  # noqa: PTH117


def _longer_names(files: list[ArticleFile]) -> list[str]:
    paths = [PurePosixPath(Path(_absolute(file.path)).as_posix()) for file in files]
    root = os.path.commonpath([path.parent for path in paths])
    return [path.relative_to(root).as_posix() for path in paths]
