"""The open corpus: immutable, complete, and equal to the texts that were annotated."""

import datetime as dt
import hashlib
import unicodedata
from pathlib import Path

import pytest

from conflict_data.articles import Article, read_articles

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
GOLD = ROOT / "tests" / "gold"
MORE_GOLD = [ROOT / "tests" / "gold_statements", ROOT / "tests" / "gold_events"]
ANNOTATED_BEFORE_A_REVISION = {"dispatch-2026-01-09"}  # its first sentence was reworded after annotation


@pytest.fixture(scope="module")
def corpus() -> list[Article]:
    return list(read_articles(RAW))


def test_raw_files_never_change() -> None:
    lines = (RAW / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    found = {
        path.relative_to(RAW).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in RAW.rglob("*.md")
        if path.name != "README.md"
    }
    assert found == listed


def test_one_dispatch_a_day(corpus: list[Article]) -> None:
    first = dt.date(2025, 11, 1)
    assert [article.published for article in corpus] == [first + dt.timedelta(n) for n in range(120)]
    assert [article.article_id for article in corpus] == [f"dispatch-{a.published}" for a in corpus]


def test_readme_counts(corpus: list[Article]) -> None:
    readme = (RAW / "README.md").read_text("utf-8")
    sources = [source for article in corpus for source in article.sources]
    words = sum(len(article.text.split()) for article in corpus)
    assert f"| {words:,} (" in readme
    assert f"| {len(sources)} citations of {len({s.url for s in sources} - {None})} addresses" in readme
    assert f"| {len({source.outlet for source in sources})}, most cited" in readme
    assert f"| {len({article.dateline for article in corpus})} places;" in readme


def test_corpus_is_open_and_normalised(corpus: list[Article]) -> None:
    assert {article.license for article in corpus} == {"CC-BY-4.0"}
    for article in corpus:
        assert article.title
        assert article.dateline
        assert unicodedata.is_normalized("NFC", article.text)
        assert "\r" not in article.text


def test_bodies_equal_the_annotated_texts(corpus: list[Article]) -> None:
    texts = {article.article_id: article.text for article in corpus}
    days = {article.article_id: article.published for article in corpus}
    gold = sorted(GOLD.glob("*.txt"))
    more = [path for folder in MORE_GOLD for path in sorted(folder.glob("*.txt"))]
    assert len(gold) == 38
    assert len({path.stem for path in (*gold, *more)}) == len(gold) + len(more) == 118
    for path in (*gold, *more):
        head, body = path.read_text("utf-8").split("\n\n", 1)
        assert head == f"# published {days[path.stem]}"
        same = body.rstrip("\n") == texts[path.stem]
        assert same != (path.stem in ANNOTATED_BEFORE_A_REVISION)
