"""Files to articles: find them, decode them, and choose the reader."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from conflict_data.articles.article import Article, control_character, normalise
from conflict_data.articles.front_matter import has_front_matter, read_front_matter
from conflict_data.articles.page import read_page
from conflict_data.errors import ArticleError, Reason

Sources = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A file, a directory, a glob pattern, or several of these."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file to read.

    Attributes
    ----------
    path : Path
        Where it is.
    name : str
        Its path below the directory that was asked for, with ``/``: the same on every machine.
    """

    path: Path
    name: str


def _read_text(text: str, path: str, name: str) -> Article:
    reader = read_front_matter if has_front_matter(text) else read_page
    return reader(text, path, name)


READERS: dict[str, Callable[[str, str, str], Article]] = {
    ".md": read_front_matter,
    ".markdown": read_front_matter,
    ".txt": _read_text,
}
"""Reader by file suffix: a function of normalised text, path (for errors) and name (for the id)."""


def find_articles(sources: Sources) -> tuple[ArticleFile, ...]:
    """List the files that hold articles, sorted by name.

    Below a directory these are the files, at any depth, with a suffix of `READERS`, except those whose name or one of
    whose folders starts with ``.`` or ``_``, and those named README (any suffix). A file that is named directly, or
    by a glob pattern, is always listed, so that a wrong one gives an error and is not passed over.

    Parameters
    ----------
    sources : path, directory, glob pattern, or iterable of these

    Returns
    -------
    tuple of ArticleFile
        Sorted by name; a file that several sources reach is listed once. Names that would be the same for two files
        start at the folder that all files share.
    """
    if isinstance(sources, str | os.PathLike):
        sources = [sources]
    found: dict[Path, ArticleFile] = {}  # by absolute path
    for source in sources:
        path = Path(source)
        files: Iterable[ArticleFile]
        if path.is_dir():
            files = _walk(path)
        elif not path.exists() and glob.has_magic(str(path)):
            files = _glob(path) or [ArticleFile(path, path.name)]  # nothing found is an error, too
        else:
            files = [ArticleFile(path, path.name)]
        for file in files:
            found.setdefault(file.path.absolute(), file)
    files = list(found.values())
    if len({file.name for file in files}) < len(files):
        root = os.path.commonpath([file.path.parent.absolute() for file in files])
        files = [ArticleFile(file.path, file.path.absolute().relative_to(root).as_posix()) for file in files]
    return tuple(sorted(files, key=lambda file: file.name))


def iter_articles(sources: Sources) -> Iterator[Article | ArticleError]:
    """Read articles one by one; a bad one comes as the error that says what is wrong with it.

    Parameters
    ----------
    sources : path, directory, glob pattern, or iterable of these

    Yields
    ------
    Article or ArticleError
        In the order of `find_articles`. Of articles with the same id the first is read, the others are errors.
    """
    first: dict[str, str] = {}
    for file in find_articles(sources):
        try:
            article = read_article(file.path)
        except ArticleError as error:
            yield error
            continue
        if article.article_id in first:
            message = f"article id {article.article_id!r} is taken by {first[article.article_id]}; ids must be unique"
            yield ArticleError(str(file.path), None, Reason.DUPLICATE_ID, message)
            continue
        first[article.article_id] = file.name
        yield article


def read_articles(sources: Sources) -> Iterator[Article]:
    """Read articles one by one, and stop with an error at the first bad one.

    Parameters
    ----------
    sources : path, directory, glob pattern, or iterable of these

    Yields
    ------
    Article

    Raises
    ------
    ArticleError
        If a file cannot be read as an article, or has the id of another one.
    """
    for item in iter_articles(sources):
        if isinstance(item, ArticleError):
            raise item
        yield item


def read_article(path: str | os.PathLike[str]) -> Article:
    """Read one article.

    Parameters
    ----------
    path : str or path
        A file with a suffix of `READERS`.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        If there is no such file, its format is not known, or it does not hold an article.
    """
    given = os.fspath(path)
    try:
        data = Path(given).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        what = getattr(error, "strerror", None) or str(error)
        raise ArticleError(given, None, Reason.MISSING_FILE, f"cannot open the file ({what})") from None
    return read_bytes(data, given)


def read_bytes(data: bytes, path: str) -> Article:
    """Read one article from the bytes of a file; `path` names it in errors and decides reader and default id."""
    suffix = Path(path).suffix.lower()
    if suffix not in READERS:
        message = f"no reader for files named *{suffix}; known are {', '.join(READERS)}"
        raise ArticleError(path, None, Reason.UNKNOWN_FORMAT, message)
    return READERS[suffix](_decode(data, path), path, Path(path).name)


def _decode(data: bytes, path: str) -> str:
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        raise ArticleError(path, line, Reason.BINARY_FILE, "not text (NUL byte); save it as UTF-8 text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise ArticleError(path, line, Reason.WRONG_ENCODING, message) from None
    text = normalise(text)
    if not text.strip():
        raise ArticleError(path, None, Reason.EMPTY_FILE, "the file is empty; an article is expected")
    control = control_character(text)
    if control is not None:
        line, name = control
        message = f"control character {name}; only tab and line breaks are allowed"
        raise ArticleError(path, line, Reason.CONTROL_CHARACTER, message)
    return text


def _walk(directory: Path) -> Iterator[ArticleFile]:
    for folder, folders, names in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            path = Path(folder, name)
            hidden = name.startswith((".", "_")) or path.stem.upper() == "README"
            if path.suffix.lower() in READERS and not hidden:
                yield ArticleFile(path, path.relative_to(directory).as_posix())


def _glob(pattern: Path) -> list[ArticleFile]:
    fixed = pattern
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    found = (path for path in fixed.glob(pattern.relative_to(fixed).as_posix()) if path.is_file())
    return [ArticleFile(path, path.relative_to(fixed).as_posix()) for path in found]
