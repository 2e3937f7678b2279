import builtins
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from conflict_data.articles import Article, find_articles, iter_articles, read_articles
from conflict_data.articles.files import file_format
from conflict_data.builder import build
from conflict_data.errors import ArticleError, MissingExtraError, Reason

GOOD = "---\nid: {0}\npublished: 2026-02-01\n---\nThe ferry ran again on line {0}.\n"


@pytest.fixture
def bucket() -> Iterator[str]:
    """Return a folder of articles in memory, as far from a local disk as tests go."""
    memory = fsspec.filesystem("memory")
    for name in ("one/a.md", "one/b.md", "one/README.md", "one/_draft.md", "two/c.md"):
        memory.pipe(f"/news/{name}", GOOD.format(Path(name).stem).encode())
    yield "memory://news"
    memory.rm("/news", recursive=True)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[fsspec.AbstractFileSystem]:
    """Return the file system of an S3-compatible server on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    yield fsspec.filesystem("s3")
    server.stop()
    fsspec.filesystem("s3").clear_instance_cache()


def test_formats_by_name() -> None:
    assert [file_format(name) for name in ("a.MD", "a.jsonl.gz", "a.b.warc.gz", "a.gz", "a", "s3://b/x.csv")] == [
        ".md", ".jsonl", ".warc", "", "", ".csv",
    ]  # fmt: skip


def test_folders_files_and_patterns_of_a_url(bucket: str) -> None:
    assert [file.name for file in find_articles(bucket)] == ["one/a.md", "one/b.md", "two/c.md"]
    assert [file.name for file in find_articles(f"{bucket}/*/?.md")] == ["one/a.md", "one/b.md", "two/c.md"]
    assert [article.article_id for article in read_articles(f"{bucket}/one/b.md")] == ["b"]
    assert [article.article_id for article in read_articles(bucket)] == ["a", "b", "c"]


def test_articles_in_s3(s3: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    s3.mkdir("news")
    for name in ("2026-02/a.md", "2026-02/b.md", "2026-02/_draft.md", "README.md"):
        s3.pipe(f"news/{name}", GOOD.format(Path(name).stem).encode())
    s3.pipe(
        "news/c.jsonl.gz", gzip.compress(b'{"id": "c", "date": "2026-02-01", "text": "The ferry ran."}\n')
    )
    assert [file.name for file in find_articles("s3://news/*/?.md")] == ["2026-02/a.md", "2026-02/b.md"]
    report = build("s3://news", tmp_path / "out")
    assert (report.rows["articles"], report.rejected) == (3, {})
    (item,) = iter_articles("s3://nobody/x.md")
    assert isinstance(item, ArticleError)
    assert item.reason is Reason.MISSING_FILE


def test_local_and_remote_sources_together(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text(GOOD.format("d"))
    found = [item.article_id for item in iter_articles([tmp_path, bucket]) if isinstance(item, Article)]
    assert sorted(found) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("url", ["memory://none/x.md", "nosuchkind://x.md", "memory://none/*.md"])
def test_what_is_not_at_a_url_is_missing(url: str) -> None:
    (item,) = iter_articles(url)
    assert isinstance(item, ArticleError)
    assert item.reason is Reason.MISSING_FILE


def test_urls_without_fsspec_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("fsspec"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'conflict-data\[readers\]'"):
        find_articles("s3://bucket/news")


def test_compressed_files(tmp_path: Path) -> None:
    (tmp_path / "a.md.gz").write_bytes(gzip.compress(GOOD.format("a").encode()))
    (tmp_path / "b.md.gz").write_bytes(gzip.compress(GOOD.format("b").encode())[:-12])
    (tmp_path / "c.md.gz").write_bytes(b"no gzip")
    damaged = bytearray(gzip.compress(GOOD.format("d").encode()))
    damaged[20:40] = b"\xff" * 20
    (tmp_path / "d.md.gz").write_bytes(damaged)
    found = list(iter_articles(tmp_path))
    assert isinstance(found[0], Article)
    assert [item.reason for item in found if isinstance(item, ArticleError)] == [Reason.BAD_RECORD] * 3


def test_a_gzip_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.md.gz", "wb") as stream:
        for _ in range(300):
            stream.write(b" " * 1_000_000)
    (item,) = iter_articles(tmp_path)
    assert isinstance(item, ArticleError)
    assert item.reason is Reason.TOO_LONG
