"""HTML pages: the article's prose and metadata, by trafilatura and htmldate."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from conflict_data.articles.article import (
    Article,
    clean_text,
    dated,
    has_sentences,
    id_from_name,
    published_date,
)
from conflict_data.articles.decoding import decode
from conflict_data.errors import ArticleError, MissingExtraError, Reason

# Fixed bounds: by default htmldate refuses dates after today, so that the result would change with the day.
# Dates in the prose are not searched for, since a page is often about another day than its own.
DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-01-01"}

_DEEPEST = 500  # elements within elements; real pages stay below 100, and the libraries recurse
_MOST = 60_000  # tags, opening and closing
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})[^<>]{0,2000}(/?)>")
# These end without being closed, or close themselves.
_OPEN = (
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "li",
    "link",
    "meta",
    "p",
    "param",
    "source",
)
_EMPTY = frozenset({*_OPEN, "td", "th", "tr", "track", "wbr"})


def read_html(
    data: bytes,
    path: str,
    name: str,
    undated: dt.date | None = None,
    *,
    url: str | None = None,
    declared: str | None = None,
) -> Article:
    """Read an article from an HTML page.

    Parameters
    ----------
    data : bytes
        The page.
    path : str
        The file, for errors.
    name : str
        File name, from which the id is made.
    undated : datetime.date, optional
        Day of publication of a page that gives none.
    url : str, optional
        Address of the page; its canonical address when omitted.
    declared : str, optional
        Encoding that the server declared.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        If the page holds no sentence or no date.
    MissingExtraError
        If trafilatura is not installed.
    """
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415  (an extra, and slow to import)
    except ImportError:
        message = f"{path}: HTML needs the extra 'readers': pip install 'conflict-data[readers]'"
        raise MissingExtraError(message) from None
    page = clean_text(decode(data, path, declared=declared, html=True))
    if not page.strip():
        raise ArticleError(path, None, Reason.EMPTY_FILE, "the file is empty; an article is expected")
    _check_tree(page, path)
    try:
        found: Any = bare_extraction(
            page, url=url, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True,
            date_extraction_params=DATES,
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001  (a page must not stop the others, whatever is wrong with it)
        message = f"the page cannot be read ({type(error).__name__}: {error})"
        raise ArticleError(path, None, Reason.BAD_RECORD, message) from None
    text = "" if found is None else _paragraphs(found.text, found.title)
    if found is None or not has_sentences(text):
        raise ArticleError(path, None, Reason.NO_SENTENCES, "no sentence on the page; an article is expected")
    day = published_date(found.date, path) if found.date else None
    message = "no publication date in the page's metadata or address"
    published, flags = dated(day, undated, path, None, message)
    return Article(
        article_id=id_from_name(name),
        text=text,
        published=published,
        title=found.title,
        outlet=found.sitename or found.hostname,
        byline=found.author,
        url=url or found.url,
        language=(found.language or "en").lower(),
        license=found.license,
        flags=flags,
    )


def _paragraphs(text: str | None, title: str | None) -> str:
    """One paragraph a line of the extraction, set off by empty lines; a repeated headline at the top is dropped."""
    lines = [" ".join(line.split()) for line in clean_text(text or "").split("\n")]
    lines = [line.removeprefix("- ") for line in lines if line]
    if lines and title and lines[0].casefold() == title.casefold():
        del lines[0]
    return "\n\n".join(lines)


def _check_tree(page: str, path: str) -> None:
    """Refuse what would take the libraries minutes or their last stack frame."""
    depth = deepest = elements = 0
    for match in _TAG.finditer(page):
        elements += 1
        if match[2].lower() in _EMPTY or match[3]:
            continue
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        message = f"elements nested deeper than {_DEEPEST} levels; this is no page of news"
        raise ArticleError(path, None, Reason.BAD_RECORD, message)
    if elements > _MOST:
        message = f"{elements} tags; at most {_MOST} are allowed"
        raise ArticleError(path, None, Reason.TOO_LONG, message)
