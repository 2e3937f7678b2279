import datetime as dt
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.articles import Reading, read_bytes
from conflict_data.errors import ArticleError, MissingExtraError, Reason

HEAD = """<title>Ferry reopens | Northern Lamp</title>
<meta property="og:title" content="Ferry reopens">
<meta property="og:site_name" content="Northern Lamp"><meta name="author" content="Ivan Moroz">
<link rel="canonical" href="https://lamp.example/world/ferry">
<meta property="article:published_time" content="2026-01-17T10:00:00+02:00">"""
BODY = """<nav><a href="/">Home</a> <a href="/x">World</a></nav><article><h1>Ferry reopens</h1>
<p>Two boats carried the first eighty passengers across the river on Saturday, the harbour master’s office said.</p>
<p>Divers had cleared the channel over three weeks of work,
and the <b>mayor</b> thanked them for it at a short ceremony.</p>
<p>Last year, on March 3, 2025, a storm had sunk the old boat.</p></article>
<footer>Copyright Northern Lamp. All rights reserved.</footer>"""


def page(head: str = HEAD, body: str = BODY) -> bytes:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def test_prose_and_metadata() -> None:
    article = read_bytes(page(), "news/ferry-1.html")
    assert article.text.split("\n\n") == [
        "Two boats carried the first eighty passengers across the river on Saturday, the harbour master’s office said.",
        "Divers had cleared the channel over three weeks of work, and the mayor thanked them for it at a short ceremony.",
        "Last year, on March 3, 2025, a storm had sunk the old boat.",
    ]
    assert (article.article_id, article.title, article.outlet, article.byline, article.published, article.url) == (
        "ferry-1", "Ferry reopens", "Northern Lamp", "Ivan Moroz", dt.date(2026, 1, 17), "https://lamp.example/world/ferry",
    )  # fmt: skip


def test_a_date_in_the_prose_is_not_taken_for_the_pages() -> None:
    with pytest.raises(ArticleError) as caught:
        read_bytes(page(head="<title>Ferry reopens</title>"), "a.html")
    assert caught.value.reason is Reason.MISSING_DATE


def test_undated_pages_may_be_given_a_day() -> None:
    article = read_bytes(page(head="<title>Ferry</title>"), "a.html", Reading(undated=dt.date(2026, 2, 1)))
    assert (article.published, article.flags) == (dt.date(2026, 2, 1), ("undated",))


def test_pages_without_prose_are_refused() -> None:
    with pytest.raises(ArticleError) as caught:
        read_bytes(page(body="<p>Menu</p>"), "a.html")
    assert caught.value.reason is Reason.NO_SENTENCES


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div>" * 100_000 + "Two boats ran again.", Reason.BAD_RECORD),
        ("<p>x</p>" * 100_000, Reason.TOO_LONG),
        ("<p>" * 100_000, Reason.TOO_LONG),
        ("<" * 300_000, Reason.NO_SENTENCES),
        ("<!--" * 50_000, Reason.NO_SENTENCES),
        ('<a href="' * 50_000, Reason.NO_SENTENCES),
        ("<a " + "b " * 300_000, Reason.NO_SENTENCES),
    ],
)
def test_hostile_pages_are_refused_in_time(body: str, reason: Reason) -> None:
    start = time.monotonic()
    with pytest.raises(ArticleError) as caught:
        read_bytes(page(body=body), "a.html")
    assert caught.value.reason is reason
    assert time.monotonic() - start < 5


@given(st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=8)), max_size=12))
def test_mutated_pages(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(page())
    for position, new in changes:
        data[position : position + len(new)] = new
    try:
        article = read_bytes(bytes(data), "a.html")
    except ArticleError:
        return
    article.text.encode()


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'conflict-data\[readers\]'"):
        read_bytes(page(), "a.html")
