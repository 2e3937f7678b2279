"""WARC files of crawled pages, such as Common Crawl's news."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import IO, Any

from conflict_data.articles.article import Article, id_from_url
from conflict_data.articles.html import read_html
from conflict_data.articles.reading import Reading
from conflict_data.errors import ArticleError, MissingExtraError, Reason

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes], path: str, reading: Reading) -> Iterator[Article | ArticleError]:
    """Read the pages of a WARC file, compressed or not.

    Only answers of servers that were successful and hold HTML are articles; all other records (requests, redirects,
    images) are passed over and do not count.

    Parameters
    ----------
    stream : binary file
    path : str
        The file, for errors.
    reading : Reading

    Yields
    ------
    Article or ArticleError
        One a page.

    Raises
    ------
    MissingExtraError
        If fastwarc is not installed.
    """
    try:
        from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (an extra)
    except ImportError:
        message = f"{path}: WARC needs the extra 'readers': pip install 'conflict-data[readers]'"
        raise MissingExtraError(message) from None
    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, auto_decode="transfer", fsspec_args=False
    )
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError, EOFError, zlib.error) as error:
            yield ArticleError(path, None, Reason.BAD_RECORD, f"broken WARC file ({error})")
            return
        if record is None:
            return
        if not _is_page(record):
            continue
        try:
            yield _page(record, path, reading)
        except ArticleError as error:
            yield error
        except (OSError, ValueError, EOFError, zlib.error) as error:
            yield ArticleError(path, None, Reason.BAD_RECORD, f"broken record ({error})")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (record.http_content_type or "").lower()
    return headers is not None and headers.status_code == 200 and kind.startswith(_PAGES)


def _unpacked(data: bytes, record: Any, limit: int) -> bytes:
    """The payload as the page, up to a limit of bytes: a small record may unfold to gigabytes."""
    encoding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, limit)
    if encoding == "deflate":
        return zlib.decompressobj().decompress(data, limit)
    if encoding == "br":
        from fastwarc.stream_io import BrotliReader  # noqa: PLC0415  (an extra)

        return BrotliReader(BytesIO(data)).read(limit)
    return data


def _page(record: Any, path: str, reading: Reading) -> Article:
    data = _unpacked(record.reader.read(reading.max_bytes + 1), record, reading.max_bytes + 1)
    if len(data) > reading.max_bytes:
        message = f"page of more than {reading.max_bytes} bytes"
        raise ArticleError(path, None, Reason.TOO_LONG, message)
    url = record.headers.get("WARC-Target-URI")
    article = read_html(data, path, path, reading.undated, url=url, declared=record.http_charset)
    return replace(article, article_id=id_from_url(url, article.text))
