"""A folder of articles: a file an article, a folder a month, and the hashes of all in SHA256SUMS."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from conflict_data.articles import Article, Reading, iter_articles
from conflict_data.articles.files import is_listed
from conflict_data.articles.markdown import to_markdown
from conflict_data.errors import ArticleError, DatasetError, Reason
from conflict_data.store import write_whole

SUMS = "SHA256SUMS"


class Folder:
    """A folder of articles that new ones are added to; what is there is never changed.

    Parameters
    ----------
    directory : pathlib.Path
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._ids: set[str] = set()
        self._texts: dict[str, str] = {}
        self._urls: dict[str, str] = {}
        for item in iter_articles(directory, Reading(any_language=True)):
            if isinstance(item, Article):
                self._remember(item)

    def with_url(self, url: str) -> str | None:
        """Id of the article of this address, if there is one."""
        return self._urls.get(url)

    def add(self, article: Article, source: str, notes: Mapping[str, str] | None = None) -> str:
        """Write a new article.

        Parameters
        ----------
        article : Article
        source : str
            Where it comes from, for errors.
        notes : mapping of str to str, optional
            Further fields of the front matter.

        Returns
        -------
        str
            The new file, below the folder.

        Raises
        ------
        ArticleError
            If the id, the address or the text is that of an article which is already there.
        """
        below = f"{article.published:%Y-%m}/{article.article_id}.md"
        path = self.directory / below
        if not is_listed(below):
            message = f"article id {article.article_id!r} makes no file name that is read; give another one"
            raise ArticleError(source, None, Reason.BAD_ID, message)
        if article.article_id in self._ids or path.exists():
            message = f"article id {article.article_id!r} is already in {self.directory}; ids must be unique"
            raise ArticleError(source, None, Reason.DUPLICATE_ID, message)
        same = {"address": self._urls.get(article.url or ""), "text": self._texts.get(article.text_sha256)}
        for what, known in same.items():
            if known is not None:
                message = f"the {what} is that of {known}, which is already in {self.directory}"
                raise ArticleError(source, None, Reason.DUPLICATE_TEXT, message)
        data = to_markdown(article, notes).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
        self._list(below, hashlib.sha256(data).hexdigest())
        self._remember(article)
        return below

    def _remember(self, article: Article) -> None:
        self._ids.add(article.article_id)
        self._texts[article.text_sha256] = article.article_id
        if article.url:
            self._urls[article.url] = article.article_id

    def _list(self, below: str, digest: str) -> None:
        """Add a file to the list of hashes, which stays sorted by name as `sha256sum` writes it."""
        sums = self.directory / SUMS
        lines = sums.read_text("utf-8").splitlines() if sums.exists() else []
        lines = [line for line in lines if line[66:] != below] + [f"{digest}  {below}"]
        write_whole(sums, ("\n".join(sorted(lines, key=lambda line: line[66:])) + "\n").encode())


@contextmanager
def opened(directory: Path) -> Iterator[Folder]:
    """Open a folder of articles, made if it is not there, for one writer at a time.

    Raises
    ------
    DatasetError
        If the folder cannot be written to, or another process is adding to it.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(directory / ".adding.lock", timeout=0):
            yield Folder(directory)
    except Timeout:
        raise DatasetError(f"{directory}: another process is adding articles here; wait for it") from None
    except OSError as error:
        raise DatasetError(f"{directory}: cannot be written to: {error.strerror or error}") from error
