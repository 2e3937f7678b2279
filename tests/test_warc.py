import gzip
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.articles import Article, Reading, iter_articles
from conflict_data.articles.warc import read_warc
from conflict_data.errors import ArticleError, MissingExtraError

BODY = "<article><p>Two boats carried eighty people across the river on Saturday, the harbour master said.</p></article>"


def page(body: str = BODY) -> bytes:
    head = '<title>Ferry</title><meta property="article:published_time" content="2026-01-17">'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def record(
    url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", extra: str = ""
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(url):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


RECORDS = [
    record("https://lamp.example/world/ferry", page()),
    record("https://lamp.example/old", b"", status="301 Moved"),
    record("https://lamp.example/map.png", b"\x89PNG", kind="image/png"),
    record("https://lamp.example/menu", page(body="<p>Menu</p>")),
    record("https://lamp.example/world/packed", gzip.compress(page().replace(b"Two boats", b"Three boats")), extra="Content-Encoding: gzip\r\n"),
]  # fmt: skip


def read(data: bytes) -> list[str]:
    items = read_warc(BytesIO(data), "news.warc", Reading())
    return [
        item.reason.value if isinstance(item, ArticleError) else item.article_id.rpartition("-")[0]
        for item in items
    ]


def test_pages_are_articles_and_all_else_is_passed_over(tmp_path: Path) -> None:
    assert read(b"".join(RECORDS)) == ["ferry", "no-sentences", "packed"]
    (tmp_path / "news.warc.gz").write_bytes(b"".join(map(gzip.compress, RECORDS)))
    first, _, third = iter_articles(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert first.url == "https://lamp.example/world/ferry"
    assert third.text.startswith("Three boats")


def test_the_encoding_that_the_server_declared() -> None:
    body = page(
        body="<article><p>The mayor of Kharkiv said on Sunday that the caf\u00e9 had reopened for all.</p></article>"
    )
    data = record(
        "https://x.example/a", body.decode().encode("latin-1"), kind="text/html; charset=iso-8859-1"
    )
    (article,) = read_warc(BytesIO(data), "n.warc", Reading())
    assert isinstance(article, Article)
    assert "café" in article.text


def test_bombs_are_refused_before_they_unfold() -> None:
    bomb = gzip.compress(b" " * 300_000_000, 9)
    packed = record("https://x.example/a", bomb, extra="Content-Encoding: gzip\r\n")
    assert read(packed + RECORDS[0]) == ["too-long", "ferry"]


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_packed_pages(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    more = f"Content-Encoding: {encoding}\r\n"
    assert read(record("https://x.example/a", pack(page()), extra=more)) == ["a"]
    assert read(record("https://x.example/a", pack(page())[9:], extra=more) + RECORDS[0]) == [
        "bad-record",
        "ferry",
    ]


@pytest.mark.parametrize("cut", [1, 50, 200, 700])
def test_a_file_that_breaks_off_keeps_what_came_before(cut: int) -> None:
    found = read(RECORDS[0] + RECORDS[4][:-cut])
    assert found[0] == "ferry"
    assert len(found) <= 2


@given(st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=8)), max_size=12))
def test_mutated_files(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(RECORDS[0] + RECORDS[3])
    for position, new in changes:
        data[position : position + len(new)] = new
    assert len(read(bytes(data))) <= 3


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'conflict-data\[readers\]'"):
        read(RECORDS[0])
