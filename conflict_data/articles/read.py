"""Files to articles: choose the reader by the file's suffix, and go on after what cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from conflict_data.articles.article import Article, control_character, normalise
from conflict_data.articles.decoding import decode
from conflict_data.articles.files import (
    ARTICLES,
    FORMATS,
    ArticleFile,
    Sources,
    file_format,
    find_articles,
    open_file,
)
from conflict_data.articles.front_matter import has_front_matter, read_front_matter
from conflict_data.articles.html import read_html
from conflict_data.articles.page import read_page
from conflict_data.articles.reading import Reading
from conflict_data.articles.records import FORMATS_OF_RECORDS, read_records
from conflict_data.articles.screening import Offered, screen
from conflict_data.articles.warc import read_warc
from conflict_data.errors import ArticleError, Reason

DEFAULT = Reading()
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")


def iter_articles(sources: Sources, reading: Reading = DEFAULT) -> Iterator[Article | ArticleError]:
    """Read articles one by one; what is refused comes as the error that says why.

    Parameters
    ----------
    sources : path, directory, glob pattern, URL, or iterable of these
    reading : Reading

    Yields
    ------
    Article or ArticleError
        In the order of `find_articles`, and within a file of records in its order. Of articles with the same id or
        text the first is read, the others are errors.
    """
    for offered in offered_articles(sources, reading):
        yield offered.item


def offered_articles(
    sources: Sources, reading: Reading = DEFAULT, is_known: Callable[[Article], bool] = lambda _: False
) -> Iterator[Offered]:
    """Like `iter_articles`, with the file and position of each; `is_known` as for `screen`."""
    return screen(_all(find_articles(sources), reading), reading, is_known)


def read_articles(sources: Sources, reading: Reading = DEFAULT) -> Iterator[Article]:
    """Read articles one by one, and stop with an error at the first bad one.

    Parameters
    ----------
    sources : path, directory, glob pattern, URL, or iterable of these
    reading : Reading
        Names of fields, limits, and what to accept all the same.

    Yields
    ------
    Article

    Raises
    ------
    ArticleError
        If a file or record cannot be read as an article, is too long, is not in English, or has the id or text of
        another one.
    MissingExtraError
        If a format needs a library that is not installed.
    """
    for item in iter_articles(sources, reading):
        if isinstance(item, ArticleError):
            raise item
        yield item


def read_article(path: str | os.PathLike[str], reading: Reading = DEFAULT) -> Article:
    """Read one article.

    Parameters
    ----------
    path : str or path
        A file of Markdown, plain text or HTML, or a file of records that holds one.
    reading : Reading

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        If there is no such file, its format is not known, it does not hold an article, or one that is too long or not
        in English.
    MissingExtraError
        If the format needs a library that is not installed.
    """
    given = os.fspath(path)
    read = ((given, item) for item in _read(ArticleFile(given, Path(given).name), reading))
    items = [offered.item for offered in screen(read, reading)]
    if len(items) != 1:
        message = f"{len(items)} records; read_articles reads files of several"
        raise ArticleError(given, None, Reason.BAD_RECORD, message)
    if isinstance(items[0], ArticleError):
        raise items[0]
    return items[0]


def read_bytes(data: bytes, path: str, reading: Reading = DEFAULT) -> Article:
    """Read one article from the bytes of a file; `path` names it in errors and decides reader and default id."""
    suffix, name = file_format(path), Path(path.removesuffix(".gz")).name
    if suffix in _HTML:
        return read_html(data, path, name, reading.undated)
    if suffix not in ARTICLES:
        message = f"no reader for files named *{suffix}; known are {', '.join(FORMATS)}"
        raise ArticleError(path, None, Reason.UNKNOWN_FORMAT, message)
    text = _text(data, path)
    if suffix in _MARKDOWN or has_front_matter(text):
        return read_front_matter(text, path, name, reading.undated)
    return read_page(text, path, name, reading.undated)


def _all(files: tuple[ArticleFile, ...], reading: Reading) -> Iterator[tuple[str, Article | ArticleError]]:
    for file in files:
        for item in _read(file, reading):
            yield file.name, item


def _read(file: ArticleFile, reading: Reading) -> Iterator[Article | ArticleError]:
    suffix = file_format(file.path)
    try:
        with open_file(file.path) as stream:
            if suffix in FORMATS_OF_RECORDS:
                items = read_records(stream, file.path, suffix, reading)
            elif suffix == ".warc":
                items = read_warc(stream, file.path, reading)
            else:
                items = iter([read_bytes(_whole(stream, file.path, reading), file.path, reading)])
            yield from items
    except ArticleError as error:
        yield error


def _whole(stream: IO[bytes], path: str, reading: Reading) -> bytes:
    data = stream.read(reading.max_bytes + 1)
    if len(data) > reading.max_bytes:
        raise ArticleError(path, None, Reason.TOO_LONG, f"file of more than {reading.max_bytes} bytes")
    return data


def _text(data: bytes, path: str) -> str:
    text = normalise(decode(data, path))
    if not text.strip():
        raise ArticleError(path, None, Reason.EMPTY_FILE, "the file is empty; an article is expected")
    control = control_character(text)
    if control is not None:
        line, name = control
        message = f"control character {name}; only tab and line breaks are allowed"
        raise ArticleError(path, line, Reason.CONTROL_CHARACTER, message)
    return text
