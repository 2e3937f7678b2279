import datetime as dt
from collections.abc import Callable

import pytest

from conflict_data.articles import Article, Source, read_bytes
from conflict_data.errors import ArticleError, Reason

BODY = "The ferry ran again on Saturday."


def read(front: str, body: str = BODY, name: str = "a.md") -> Article:
    return read_bytes(f"---\n{front}\n---\n{body}\n".encode(), name)


def test_all_fields() -> None:
    article = read(
        """id: ferry-1
title: "Ferry: back again"
outlet: Delta Daily
author: [Ivan Moroz, Lena Fox]
dateline: LVIV
published: 2026-02-01
url: https://delta.example/ferry
language: EN
license: CC-BY-4.0
tags: [left, alone]
sources:
  - outlet: Meridian Wire
    title: No boats
    url: https://meridian.example/1
    published: 2026-01-31
  - https://lamp.example/2"""
    )
    assert article == Article(
        article_id="ferry-1",
        text=BODY,
        published=dt.date(2026, 2, 1),
        title="Ferry: back again",
        outlet="Delta Daily",
        byline="Ivan Moroz, Lena Fox",
        dateline="LVIV",
        url="https://delta.example/ferry",
        language="en",
        license="CC-BY-4.0",
        sources=(
            Source("Meridian Wire", "No boats", "https://meridian.example/1", dt.date(2026, 1, 31)),
            Source(url="https://lamp.example/2"),
        ),
    )
    assert article.source_urls == ("https://meridian.example/1", "https://lamp.example/2")


@pytest.mark.parametrize(
    "date",
    [
        "2026-02-01",
        "'2026-02-01'",
        "2026-02-01T22:15:00Z",
        "2026-02-01 22:15:00 +02:00",
        "1 February 2026",
        '"Feb 1, 2026"',
    ],
)
def test_dates_in_any_dress(date: str) -> None:
    assert read(f"date: {date}").published == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("1984", "1984"),
        ("No", "No"),
        ("1.5e3", "1.5e3"),
        ("null", None),
        ("'null'", "null"),
        ("", None),
        ("|\n  Two\n  lines", "Two lines"),
    ],
)
def test_titles_stay_text(title: str, expected: str | None) -> None:
    assert read(f"published: 2026-02-01\ntitle: {title}").title == expected


def test_id_of_the_file_name() -> None:
    front = "published: 2026-02-01"
    assert read(front, name="in/Überfahrt am Fluß (2).md").article_id == "Uberfahrt-am-Flu-2"
    assert read(front, name="паром.md").article_id.startswith("article-")
    assert read(front, name="паром.md").article_id != read(front, name="лодка.md").article_id


def test_front_matter_in_a_text_file() -> None:
    assert read("published: 2026-02-01", name="a.txt").text == BODY


@pytest.mark.parametrize(
    ("front", "reason", "line"),
    [
        ("title: [a\npublished: 2026-02-01", Reason.BAD_FRONT_MATTER, 3),
        ("title: a: b\npublished: 2026-02-01", Reason.BAD_FRONT_MATTER, 2),
        ("published: 2026-02-01\n\ttitle: tab", Reason.BAD_FRONT_MATTER, 3),
        ("published: 2026-02-01\ntitle: [a, b]", Reason.BAD_FRONT_MATTER, 3),
        ("published: 2026-02-01\ntitle:\n  main: a", Reason.BAD_FRONT_MATTER, 4),
        ("published: 2026-02-01\npublished: 2026-02-02", Reason.BAD_FRONT_MATTER, 3),
        ("published: 2026-02-01\n? [a]\n: b", Reason.BAD_FRONT_MATTER, 3),
        ("- published\n- 2026-02-01", Reason.BAD_FRONT_MATTER, 2),
        ("just words", Reason.BAD_FRONT_MATTER, 2),
        ("published: 2026-02-01\na: &a [x]\nb: *a", Reason.BAD_FRONT_MATTER, 4),
        ("published: 2026-02-01\ndeep: " + "[" * 5000, Reason.BAD_FRONT_MATTER, 3),
        ("published: 2026-02-01\nsources: Reuters", Reason.BAD_FRONT_MATTER, 3),
        ("published: 2026-02-01\nsources:\n  - [a]", Reason.BAD_FRONT_MATTER, 4),
        ("title: a", Reason.MISSING_DATE, 1),
        ("published:", Reason.MISSING_DATE, 1),
        ("", Reason.MISSING_DATE, 1),
        ("title: a\npublished: 2026-02-30", Reason.IMPOSSIBLE_DATE, 3),
        ("published: soon", Reason.IMPOSSIBLE_DATE, 2),
        ("published: [2026-02-01]", Reason.BAD_FRONT_MATTER, 2),
        ("published: 2026-02-01\nsources:\n  - published: 2026-13-01", Reason.IMPOSSIBLE_DATE, 4),
        ("published: 2026-02-01\nid: a/b", Reason.BAD_ID, 3),
        ("published: 2026-02-01\nid: 'Ж'", Reason.BAD_ID, 3),
        ("published: 2026-02-01\n# " + "x" * 100_000, Reason.BAD_FRONT_MATTER, 1),
    ],
)  # fmt: skip
def test_faults_and_their_lines(front: str, reason: Reason, line: int) -> None:
    with pytest.raises(ArticleError) as caught:
        read(front)
    assert (caught.value.reason, caught.value.line) == (reason, line)


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    levels = "\n".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ArticleError, match="aliases"):
        read(f"published: 2026-02-01\na: &a [x]\n{levels}")


@pytest.mark.parametrize("make", [str.encode, lambda text: text.replace("\n", "\r\n").encode("utf-8-sig")])
def test_line_breaks_and_byte_order_marks(make: Callable[[str], bytes]) -> None:
    text = "---\npublished: 2026-02-01\n---\n\nOne two three.\n\nFour five six.\n"
    assert read_bytes(make(text), "a.md").text == "One two three.\n\nFour five six."


def test_text_is_composed() -> None:
    assert (
        read("published: 2026-02-01", "Gitanas Nause\u0307da spoke there.").text
        == "Gitanas Nausėda spoke there."
    )


def test_unterminated() -> None:
    with pytest.raises(ArticleError) as caught:
        read_bytes(b"---\npublished: 2026-02-01\n\nOne two three.\n", "a.md")
    assert caught.value.reason is Reason.UNTERMINATED_FRONT_MATTER


def test_no_front_matter_in_markdown() -> None:
    with pytest.raises(ArticleError) as caught:
        read_bytes(b"# A title\n\nOne two three.\n", "a.md")
    assert caught.value.reason is Reason.BAD_FRONT_MATTER


@pytest.mark.parametrize("body", ["", "\n\n", "Photos", "1 2 3 4", "---\n***"])
def test_no_sentences(body: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read("published: 2026-02-01", body)
    assert (caught.value.reason, caught.value.line) == (Reason.NO_SENTENCES, 4)
