"""New articles from files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from conflict_data.articles import Article, Reading, iter_articles
from conflict_data.articles.article import IN_MEMORY, RESTRICTED, UNDATED, checked_id, published_date
from conflict_data.articles.files import Sources
from conflict_data.articles.read import DEFAULT
from conflict_data.collection.folder import opened
from conflict_data.collection.outcomes import Outcome
from conflict_data.errors import ArticleError, Reason


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles come from; None leaves what the files say.

    Attributes
    ----------
    outlet, title, url : str or None
    published : str, datetime.date or None
        Day of publication.
    license : str or None
        SPDX identifier of an open licence, or ``restricted``; texts for which none is known are restricted.
    article_id : str or None
        Only for a single article.
    """

    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | dt.date | None = None
    license: str | None = None
    article_id: str | None = None


Ask = Callable[[Article, str], str]
"""Asked for a field of an article that neither file nor user gave; an empty answer leaves it open."""

ASKED = ("outlet", "title", "url", "license")


def add(
    sources: Sources,
    directory: str | os.PathLike[str],
    *,
    origin: Origin | None = None,
    reading: Reading = DEFAULT,
    ask: Ask | None = None,
) -> list[Outcome]:
    """Add articles to a folder of articles, each as Markdown with its origin in front.

    Parameters
    ----------
    sources : path, directory, glob pattern, URL, or iterable of these
        Articles in any format that is read.
    directory : path-like
        The folder; made if it is not there. An article goes to ``YYYY-MM/ID.md`` and into ``SHA256SUMS``.
    origin : Origin, optional
        What is known of all these articles better than their files say it.
    reading : Reading
        Names of the fields of records, limits, and what to accept all the same.
    ask : callable, optional
        Called with an article and the name of a field (``published``, ``outlet``, ``title``, ``url``, ``license``) that
        is not known.

    Returns
    -------
    list of Outcome
        One an article: ``added``, ``known`` (id, address or text are there already) or ``refused``.

    Raises
    ------
    ArticleError
        If the origin's date or id is not allowed.
    DatasetError
        If the folder cannot be written to.
    """
    given = origin or Origin()
    if given.published is not None:
        given = replace(given, published=published_date(given.published, IN_MEMORY))
    if given.article_id is not None:
        checked_id(given.article_id, IN_MEMORY)
    # A day that is not told is no reason to refuse before the user was asked for it.
    assumed = (
        reading if reading.undated or not (ask or given.published) else replace(reading, undated=dt.date.min)
    )
    outcomes = []
    with opened(Path(directory)) as folder:
        for item in iter_articles(sources, assumed):
            source = item.path if isinstance(item, ArticleError) else item.article_id
            try:
                article = _completed(item, given, ask)
                outcomes.append(Outcome(source, "added", folder.add(article, source)))
            except ArticleError as error:
                there = error.reason in (Reason.DUPLICATE_ID, Reason.DUPLICATE_TEXT)
                outcomes.append(Outcome(source, "known" if there else "refused", error.message))
    return outcomes


def _completed(item: Article | ArticleError, given: Origin, ask: Ask | None) -> Article:
    if isinstance(item, ArticleError):
        raise item
    article = replace(item, **_told(given))
    if article.published == dt.date.min:
        answer = ask(article, "published") if ask else ""
        article = replace(article, published=published_date(answer, article.article_id))
    if ask is not None:
        open_ones: dict[str, Any] = {
            name: ask(article, name).strip() or None for name in ASKED if getattr(article, name) is None
        }
        article = replace(article, **open_ones)
    flags = tuple(flag for flag in article.flags if flag != UNDATED)
    return replace(article, license=article.license or RESTRICTED, flags=flags)


def _told(given: Origin) -> dict[str, Any]:
    values = ((field.name, getattr(given, field.name)) for field in fields(given))
    return {name: value for name, value in values if value is not None}
