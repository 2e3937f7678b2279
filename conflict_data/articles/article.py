"""The article: its text, and what is known about where it comes from."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePath

from conflict_data.articles.written_date import read_date
from conflict_data.errors import ArticleError, Reason

IN_MEMORY = "<text>"
"""Path that errors give for a text that comes from no file."""

UNDATED = "undated"
OTHER_LANGUAGE = "other-language"

MAX_CHARACTERS = 1_000_000
"""Longest text that is accepted, unless the user sets another limit."""

RESTRICTED = "restricted"
"""Licence of a text that may be read and analysed, but not passed on: what is not known to be open."""

_LINE_BREAKS = "\r\v\f\x85\u2028\u2029"
_LINE_BREAK = re.compile(f"\r\n|[{_LINE_BREAKS}]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ID = re.compile(r"[A-Za-z0-9._-]{1,200}\Z")
_NOT_ID = re.compile(r"[^A-Za-z0-9._]+")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Source:
    """A report that an article cites as its source."""

    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, ready to be parsed.

    Attributes
    ----------
    article_id : str
        Unique in a corpus; letters, digits, ``.``, ``_`` and ``-`` only.
    text : str
        The article's own prose, NFC-normalised, with line feeds for line breaks, paragraphs set off by an empty line.
        All character offsets of the dataset refer to this string.
    published : datetime.date
        Day of publication, to which relative dates refer.
    title, outlet, byline, dateline, url : str or None
        None where the origin does not tell.
    license : str or None
        SPDX identifier, or ``restricted`` for a text that must not be passed on.
    language : str
        ISO 639-1 code.
    sources : tuple of Source
        The reports that the article cites.
    flags : tuple of str
        What was assumed to accept the article: ``undated`` (the day of publication was given by the user for articles
        without one), ``other-language`` (the text is not in English, or not declared so).
    """

    article_id: str
    text: str
    published: dt.date
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    language: str = "en"
    license: str | None = None
    sources: tuple[Source, ...] = field(default=())
    flags: tuple[str, ...] = ()

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def is_restricted(self) -> bool:
        """Whether tables that are passed on must do without the words of this article."""
        return self.license == RESTRICTED

    @property
    def source_urls(self) -> tuple[str, ...]:
        """Addresses of the cited reports, in the order of citation."""
        return tuple(source.url for source in self.sources if source.url)


def article_from_text(
    text: str,
    published: str | dt.date,
    *,
    title: str | None = None,
    outlet: str | None = None,
    article_id: str | None = None,
    byline: str | None = None,
    dateline: str | None = None,
    url: str | None = None,
    language: str = "en",
    license: str | None = None,  # noqa: A002 - the column's name
) -> Article:
    """Make an article of a text in memory, which is taken as it is: no furniture is removed.

    Control characters become spaces and lone surrogates U+FFFD, one for one, so that any text can be parsed.

    Parameters
    ----------
    text : str
        The body.
    published : str or datetime.date
        Day of publication, ISO 8601 or as newspapers write it ("1 February 2026").
    title, outlet, byline, dateline, url, license : str, optional
        Origin.
    article_id : str, optional
        By default ``text-`` and the first 16 hexadecimal digits of a hash of text and date.
    language : str
        ISO 639-1 code.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        If the text holds no word or is too long, the date is impossible or the id malformed.
    """
    clean = clean_text(text)
    day = published_date(published, IN_MEMORY)
    if len(clean) > MAX_CHARACTERS:
        message = f"text of {len(clean)} characters; at most {MAX_CHARACTERS} are allowed"
        raise ArticleError(IN_MEMORY, None, Reason.TOO_LONG, message)
    if not _WORD.search(clean):
        raise ArticleError(
            IN_MEMORY, None, Reason.NO_SENTENCES, "the text holds no word; an article is expected"
        )
    if article_id is None:
        article_id = "text-" + hashlib.sha256(f"{day.isoformat()}\n{clean}".encode()).hexdigest()[:16]
    return Article(
        article_id=checked_id(article_id, IN_MEMORY),
        text=clean,
        published=day,
        title=title,
        outlet=outlet,
        byline=byline,
        dateline=dateline,
        url=url,
        language=language,
        license=license,
    )


def normalise(text: str) -> str:
    """Return `text` with line feeds for line breaks, in Unicode normal form C."""
    # Most texts have none, and looking is faster than replacing.
    if any(mark in text for mark in _LINE_BREAKS):
        text = _LINE_BREAK.sub("\n", text)
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> str:
    """Return any text normalised, control characters as spaces and lone surrogates as U+FFFD, one for one."""
    return normalise(_SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text)))


def control_character(text: str) -> tuple[int, str] | None:
    """Return line (1-based) and name of the first control character of a normalised text, if there is one."""
    match = _CONTROL.search(text)
    if match is None:
        return None
    return text.count("\n", 0, match.start()) + 1, f"U+{ord(match.group()):04X}"


def has_sentences(text: str) -> bool:
    """Whether some line holds at least three words, the least that can report something."""
    return any(len(_WORD.findall(line)) >= 3 for line in text.split("\n"))


def published_date(value: str | dt.date, path: str, line: int | None = None) -> dt.date:
    """Return the day of publication, or raise an ArticleError that says what is allowed."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not value.strip():
        raise ArticleError(path, line, Reason.MISSING_DATE, "no publication date; write it as YYYY-MM-DD")
    day = read_date(value)
    if day is None:
        message = f"publication date {value[:40]!r} is not a day of the calendar; write it as YYYY-MM-DD"
        raise ArticleError(path, line, Reason.IMPOSSIBLE_DATE, message)
    return day


def dated(
    published: dt.date | None, undated: dt.date | None, path: str, line: int | None, message: str
) -> tuple[dt.date, tuple[str, ...]]:
    """Return the day of publication, or the one assumed for undated articles, and the flags that say which."""
    if published is not None:
        return published, ()
    if undated is not None:
        return undated, (UNDATED,)
    raise ArticleError(path, line, Reason.MISSING_DATE, message)


def is_id(text: str) -> bool:
    """Whether a text may serve as an article's id."""
    return _ID.match(text) is not None


def checked_id(article_id: str, path: str, line: int | None = None) -> str:
    """Return the id unchanged, or raise an ArticleError that says what is allowed."""
    if not is_id(article_id):
        message = f"article id {article_id[:40]!r} is not allowed; use 1 to 200 of A-Z a-z 0-9 . _ -"
        raise ArticleError(path, line, Reason.BAD_ID, message)
    return article_id


def id_from_name(name: str) -> str:
    """Return a readable id made of a file name: ``Ärger in Kyiv.page.txt`` gives ``Arger-in-Kyiv``."""
    stem = PurePath(name).stem.removesuffix(".page")
    ascii_stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = _NOT_ID.sub("-", ascii_stem).strip("-.")[:100]
    return slug or "article-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def id_from_url(url: str | None, text: str) -> str:
    """Return a readable id made of a page's address, unique by a hash of it (or of its text where it has none)."""
    name = id_from_name((url or "").rstrip("/").rpartition("/")[2] or "page")
    digest = hashlib.sha256((url or text).encode("utf-8", "replace")).hexdigest()[:16]
    return f"{name[:80]}-{digest}"
