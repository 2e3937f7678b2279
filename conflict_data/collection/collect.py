"""New articles from the web: the only part of the package that uses the network."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from conflict_data.articles.article import RESTRICTED, Article, id_from_url
from conflict_data.articles.html import read_html
from conflict_data.collection.addresses import MOST, in_feed, in_sitemap, is_web
from conflict_data.collection.fetching import MAX_BYTES, PAUSE, TIMEOUT, USER_AGENT, Answer, Fetcher
from conflict_data.collection.folder import Folder, opened
from conflict_data.collection.outcomes import Outcome
from conflict_data.collection.pages import Entry, Pages
from conflict_data.errors import ArticleError, FetchError, NotAllowedError, Reason, UsageError
from conflict_data.progress import bar

_HTML = ("text/html", "application/xhtml+xml")
_MAPS = 500  # sitemaps that one leads to


def collect(
    directory: str | os.PathLike[str],
    urls: Iterable[str] = (),
    *,
    feeds: Iterable[str] = (),
    sitemaps: Iterable[str] = (),
    refresh: bool = False,
    license: str = RESTRICTED,  # noqa: A002 - the column's name
    pause: float = PAUSE,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    user_agent: str = USER_AGENT,
    progress: bool = False,
) -> list[Outcome]:
    """Fetch pages and add their articles to a folder of articles.

    Hosts are asked one request after the other, as their robots.txt allows. The pages as they came are kept below
    ``_pages``, with a record of what became of each address: a collection that is cut off goes on where it stood, and
    addresses that are settled are not asked again.

    Parameters
    ----------
    directory : path-like
        The folder; made if it is not there.
    urls : iterable of str
        Addresses of articles.
    feeds : iterable of str
        Addresses of feeds (RSS, Atom, JSON Feed), whose entries are fetched.
    sitemaps : iterable of str
        Addresses of sitemaps or of their indexes, whose pages are fetched.
    refresh : bool
        Whether to ask, conditionally, for pages that are known: what changed is kept and named, and the article stays
        as it was first collected.
    license : str
        Of all these articles. A ``restricted`` text stays out of the tables that a build makes.
    pause : float
        Seconds between two requests to a host.
    max_bytes : int
        Largest page.
    timeout : float
        Seconds for a page.
    user_agent : str
        Name under which hosts know us; add how to reach you.
    progress : bool
        Whether to show a bar on standard error.

    Returns
    -------
    list of Outcome
        One an address, in the order in which they were settled.

    Raises
    ------
    DatasetError
        If the folder cannot be written to.
    FetchError, NotAllowedError
        If a feed or sitemap cannot, or must not, be fetched.
    MissingExtraError
        If the libraries of the extra ``readers`` are not installed.
    UsageError
        If a limit is not positive.
    """
    for name, value in (("max_bytes", max_bytes), ("timeout", timeout)):
        if value <= 0:
            raise UsageError(f"{name} must be positive, not {value}")
    if pause < 0:
        raise UsageError(f"pause must not be negative, not {pause}")
    fetcher = Fetcher(pause, max_bytes, timeout, user_agent)
    with opened(Path(directory)) as folder:
        wanted = dict.fromkeys(urls)
        for feed in feeds:
            wanted |= dict.fromkeys(in_feed(_listing(fetcher, feed).body, feed))
        for sitemap in sitemaps:
            wanted |= dict.fromkeys(_in_sitemaps(fetcher, sitemap))
        collector = _Collector(folder, Pages(folder.directory), fetcher, license=license, refresh=refresh)
        outcomes = []
        with bar("pages", len(wanted), shown=progress) as shown:
            for url in _in_turns(wanted, fetcher):
                outcomes.append(collector.collect(url))
                shown.advance(1)
    return outcomes


class _Collector:
    def __init__(
        self,
        folder: Folder,
        pages: Pages,
        fetcher: Fetcher,
        *,
        license: str,  # noqa: A002
        refresh: bool,
    ) -> None:
        self.folder = folder
        self.pages = pages
        self.fetcher = fetcher
        self.license = license
        self.refresh = refresh

    def collect(self, url: str) -> Outcome:
        """Settle one address."""
        before = self.pages.get(url)
        if before is not None and not self.refresh:
            return Outcome(url, "known", before.message)
        there = self.folder.with_url(url) if before is None else None
        if there is not None:
            return Outcome(url, "known", f"the address is that of {there}")
        if not is_web(url):
            return Outcome(url, "refused", "not an address of the web (http or https)")
        # What cannot be fetched is not recorded: the network, a host's rules and its pages can be others tomorrow.
        try:
            answer = self.fetcher.fetch(url, before.conditions if before else None)
        except FetchError as error:
            return Outcome(url, "failed", _without(url, error))
        except NotAllowedError as error:
            return Outcome(url, "refused", _without(url, error))
        entry = self._again(before, answer) if before and before.sha256 else self._first(url, answer)
        self.pages.record(entry)
        return Outcome(url, entry.result, entry.message)

    def _first(self, url: str, answer: Answer) -> Entry:
        """Make an article of a page."""
        entry = Entry(
            url,
            "refused",
            "",
            answer.accessed.isoformat(),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )
        kind, charset = _content_type(answer)
        if answer.status != 200:
            return replace(entry, message=f"the server answers {answer.status}")
        if kind not in _HTML:
            return replace(entry, message=f"no page of HTML but {kind or 'of no declared type'}")
        entry = replace(entry, sha256=self.pages.store(answer))
        try:
            article = self._article(answer, charset)
            notes = {"accessed": entry.accessed, "page_sha256": str(entry.sha256)}
            return replace(entry, result="added", message=self.folder.add(article, url, notes))
        except ArticleError as error:
            known = error.reason in (Reason.DUPLICATE_ID, Reason.DUPLICATE_TEXT)
            return replace(entry, result="known" if known else "refused", message=error.message)

    def _again(self, before: Entry, answer: Answer) -> Entry:
        """Compare a page with what it was."""
        seen = replace(before, accessed=answer.accessed.isoformat())
        if answer.status == 200 and _content_type(answer)[0] in _HTML:
            digest = self.pages.store(answer)
            if digest != before.sha256:
                new = replace(seen, sha256=digest, etag=answer.headers.get("etag"))
                return replace(new, result="changed", last_modified=answer.headers.get("last-modified"))
        return replace(seen, result="unchanged")

    def _article(self, answer: Answer, charset: str | None) -> Article:
        article = read_html(answer.body, answer.url, answer.url, url=answer.url, declared=charset)
        return replace(article, article_id=id_from_url(answer.url, article.text), license=self.license)


def _in_turns(urls: Iterable[str], fetcher: Fetcher) -> Iterator[str]:
    """Addresses in such an order that no host keeps the others waiting."""
    queues: dict[str, deque[str]] = defaultdict(deque)
    for url in urls:
        queues[urlsplit(url).netloc if is_web(url) else ""].append(url)
    while queues:
        host = min(queues, key=lambda name: fetcher.ready_in(queues[name][0]) if name else 0.0)
        yield queues[host].popleft()
        if not queues[host]:
            del queues[host]


def _in_sitemaps(fetcher: Fetcher, start: str) -> list[str]:
    """Pages of a sitemap and of those that it leads to."""
    pages: dict[str, None] = {}
    known, waiting = {start}, deque([start])
    while waiting and len(pages) < MOST:
        at = waiting.popleft()
        found, maps = in_sitemap(_listing(fetcher, at).body, at)
        pages |= dict.fromkeys(found)
        for more in maps:
            if more not in known and len(known) < _MAPS:
                known.add(more)
                waiting.append(more)
    return list(pages)[:MOST]


def _listing(fetcher: Fetcher, url: str) -> Answer:
    answer = fetcher.fetch(url)
    if answer.status != 200:
        raise FetchError(f"{url}: the server answers {answer.status}")
    return answer


def _content_type(answer: Answer) -> tuple[str, str | None]:
    """Media type, in lower case, and encoding that a server declares."""
    message = Message()
    message["content-type"] = answer.headers.get("content-type", "")
    given = answer.headers.get("content-type", "")
    charset = message.get_param("charset")
    return given.partition(";")[0].strip().lower(), charset if isinstance(charset, str) else None


def _without(url: str, error: Exception) -> str:
    """The message without the address that the outcome names."""
    return str(error).removeprefix(f"{url}: ")
