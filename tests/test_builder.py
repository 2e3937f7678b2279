from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

import conflict_data as cd
from conflict_data.articles import Article, read_articles
from conflict_data.builder import build, work
from conflict_data.builder.build import WORK
from conflict_data.datasets import data_dir
from conflict_data.errors import DatasetError, ModelError
from conflict_data.language.parser import load_model
from conflict_data.link import Linking
from conflict_data.link.reports import Report
from conflict_data.parsing import parse_to_rows
from conflict_data.verification import verify


def bytes_of(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(directory.iterdir())}


def test_order_of_files_does_not_change_a_byte(dataset: Path, articles: list[Path], tmp_path: Path) -> None:
    build(list(reversed(articles)), tmp_path)
    assert bytes_of(tmp_path) == bytes_of(dataset)


def test_two_workers_do_not_change_a_byte(dataset: Path, articles: list[Path], tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        build(articles, tmp_path, executor=pool)
    assert bytes_of(tmp_path) == bytes_of(dataset)


def test_only_who_parses_loads_the_parser(articles: list[Path], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    build(articles, tmp_path / "out", cache=cache)
    code = (
        "import sys; from conflict_data.builder import build;"
        f"build({[str(a) for a in articles]!r}, {str(tmp_path / 'again')!r}, cache={str(cache)!r});"
        "print('spacy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
    assert bytes_of(tmp_path / "again") == bytes_of(tmp_path / "out")


def test_without_the_model_nothing_is_rejected(
    dataset: Path, articles: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(dataset, tmp_path / "out")
    monkeypatch.setattr("conflict_data.language.parser.MODELS", ("no_such_model",))
    load_model.cache_clear()
    with pytest.raises(ModelError, match=r"one of no_such_model.*conflict-data\[parse\]"):
        build(articles, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / WORK)
    assert bytes_of(tmp_path / "out") == bytes_of(dataset)


def test_hash_seed_does_not_change_a_byte(dataset: Path, articles: list[Path], tmp_path: Path) -> None:
    code = (
        f"from conflict_data.builder import build; build({[str(a) for a in articles]!r}, {str(tmp_path)!r})"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert bytes_of(tmp_path) == bytes_of(dataset)


def test_a_dataset_among_its_articles_is_none_of_them(articles: list[Path], tmp_path: Path) -> None:
    news = copies(articles, tmp_path / "news", 2)
    build(news, news)
    shutil.copytree(data_dir(), news / "of others")
    once = build(news, news / "out")
    again = build(news, news / "out")
    assert (again.rows["articles"], again.rejected) == (2, {})
    assert again.manifest == once.manifest


def test_a_bad_article_becomes_a_reject_and_the_build_goes_on(articles: list[Path], tmp_path: Path) -> None:
    offered = tmp_path / "offered"
    offered.mkdir()
    (offered / "good.md").write_bytes(articles[0].read_bytes())
    (offered / "twin.md").write_bytes(articles[0].read_bytes())
    (offered / "empty.md").write_bytes(b"")
    (offered / "binary.md").write_bytes(b"\x00\x01\x02")
    (offered / "front.md").write_text("---\nid: [\n---\nSome words.\n")
    (offered / "undated.md").write_text("---\nid: undated\n---\nA man was hurt in Kyiv.\n")
    (offered / "never.md").write_text("---\nid: never\npublished: 2026-02-30\n---\nA man was hurt in Kyiv.\n")
    (offered / "silent.md").write_text("---\nid: silent\npublished: 2026-02-20\n---\n\n")
    report = build(offered, tmp_path / "out")
    rejects = cd.load("rejects", path=tmp_path / "out").set_index("source")
    assert report.rows["articles"] == 1
    assert report.rows["articles"] + report.rows["rejects"] == 8
    assert rejects["reason"].to_dict() == {
        "binary.md": "binary-file",
        "empty.md": "empty-file",
        "front.md": "bad-front-matter",
        "never.md": "impossible-date",
        "silent.md": "no-sentences",
        "twin.md": "duplicate-id",
        "undated.md": "missing-date",
    }
    assert report.rejected["duplicate-id"] == 1
    assert not rejects["message"].str.contains(str(tmp_path), regex=False).any()


def test_near_duplicates_are_kept_and_marked(articles: list[Path], tmp_path: Path) -> None:
    text = articles[0].read_text("utf-8")
    (tmp_path / "first.md").write_text(text)
    later = text.replace("id: dispatch", "id: copy").replace("published: 2025-11-04", "published: 2025-11-05")
    (tmp_path / "copy.md").write_text(later + "\nNothing else was known on Wednesday.\n")
    build(tmp_path, tmp_path / "out")
    marks = cd.load_articles(path=tmp_path / "out").set_index("article_id")["near_duplicate_of"]
    assert marks.dropna().to_dict() == {"copy-2025-11-04": "dispatch-2025-11-04"}


def test_a_build_without_any_article_leaves_what_is_there(dataset: Path, tmp_path: Path) -> None:
    for file in dataset.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(DatasetError, match=r"left as it was.*none\.md: cannot open"):
        build(tmp_path / "none.md", tmp_path)
    assert bytes_of(tmp_path) == bytes_of(dataset)


def test_withheld_text_leaves_offsets_and_hashes(articles: list[Path], tmp_path: Path) -> None:
    build(articles, tmp_path, with_text=False)
    events = cd.load_events(path=tmp_path)
    assert events["evidence"].isna().all()
    assert events["trigger"].isna().all()
    assert (events["end"] > events["start"]).all()
    assert not cd.load_articles(path=tmp_path)["has_text"].any()
    assert cd.validate(tmp_path).success


def test_verify_accepts_what_the_articles_give_and_names_what_differs(
    dataset: Path, articles: list[Path], tmp_path: Path
) -> None:
    assert verify(articles, dataset).differences == ()
    differences = verify(articles[:3], dataset).differences
    assert any(difference.startswith("articles: 4 rows stored, 3 rebuilt") for difference in differences)


def test_verify_notices_a_file_that_was_touched(dataset: Path, articles: list[Path], tmp_path: Path) -> None:
    for file in dataset.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "actors.parquet").open("ab") as stream:
        stream.write(b"x")
    assert verify(articles, tmp_path).differences == (
        "actors: actors.parquet is not the file that the manifest lists",
    )


def copies(articles: list[Path], folder: Path, n: int) -> Path:
    """Write `n` short articles, each a paragraph of a real one."""
    folder.mkdir()
    paragraphs = [part for article in read_articles(articles) for part in article.text.split("\n\n")]
    for i, paragraph in enumerate(paragraphs[:n]):
        text = f"---\nid: short-{i}\npublished: 2026-01-{i % 20 + 1:02}\n---\n{paragraph}\n"
        (folder / f"{i}.md").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("shard_size", [1, 7])
def test_shards_do_not_change_a_byte(
    dataset: Path, articles: list[Path], tmp_path: Path, shard_size: int
) -> None:
    build(articles, tmp_path, shard_size=shard_size)
    assert bytes_of(tmp_path) == bytes_of(dataset)


def test_a_cache_saves_the_parse_and_changes_no_byte(articles: list[Path], tmp_path: Path) -> None:
    news, cache = copies(articles, tmp_path / "news", 12), tmp_path / "cache"
    first = build(news, tmp_path / "out", cache=cache, shard_size=5)
    assert (first.parsed, first.reused) == (12, 0)
    (news / "3.md").unlink()
    (news / "new.md").write_text("---\npublished: 2026-02-01\n---\nMinisters met in Geneva on Sunday.\n")
    changed = (news / "4.md").read_text("utf-8")
    (news / "4.md").write_text(changed.replace("published: 2026-01-05", "published: 2026-01-25"), "utf-8")
    again = build(news, tmp_path / "out", cache=cache)
    assert (again.parsed, again.reused) == (2, 10)
    build(news, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_kinds_of_events_that_no_change_touches_are_not_linked_again(
    articles: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news, cache = copies(articles, tmp_path / "news", 8), tmp_path / "cache"
    build(news, tmp_path / "out", cache=cache)
    kinds: list[str] = []

    class Watched(Linking):
        def add(self, report: Report) -> str:
            kinds.append(report.kind[0])
            return super().add(report)

    monkeypatch.setattr("conflict_data.builder.linked.Linking", Watched)
    build(news, tmp_path / "out", cache=cache)
    assert kinds == []
    text = (
        "---\npublished: 2026-02-01\n---\nOn Sunday the president of Moldova thanked Romania for its help.\n"
    )
    (news / "thanks.md").write_text(text, encoding="utf-8")
    build(news, tmp_path / "out", cache=cache)
    assert set(kinds) == {"SUPPORT"}
    kept = sorted(cache.glob("kind-*"))
    kept[0].write_bytes(kept[0].read_bytes()[:-9])  # what is kept is not trusted
    build(news, tmp_path / "out", cache=cache)
    build(news, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_another_way_to_parse_uses_no_shard_of_the_first(articles: list[Path], tmp_path: Path) -> None:
    news, cache = copies(articles, tmp_path / "news", 3), tmp_path / "cache"
    build(news, tmp_path / "out", cache=cache)
    assert build(news, tmp_path / "out", cache=cache, with_text=False).reused == 0


def test_an_interrupted_build_goes_on_where_it_stood(
    articles: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news, out = copies(articles, tmp_path / "news", 30), tmp_path / "out"
    real = work.parse_batch
    calls = []

    def interrupted(*arguments: Any, **options: Any) -> work.Batch:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments, **options)

    monkeypatch.setattr(work, "parse_batch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(news, out)
    assert [file.name for file in out.iterdir()] == [WORK]
    report = build(news, out)
    assert (report.parsed, report.reused) == (30 - work.BATCH, work.BATCH)
    build(news, tmp_path / "fresh")
    assert bytes_of(out) == bytes_of(tmp_path / "fresh")


def test_a_broken_shard_is_parsed_again(articles: list[Path], tmp_path: Path) -> None:
    news, cache = copies(articles, tmp_path / "news", 6), tmp_path / "cache"
    build(news, tmp_path / "out", cache=cache, shard_size=1)
    (shard,) = (path for path in cache.iterdir() if path.is_dir())
    with (shard / "events.arrow").open("r+b") as stream:
        stream.truncate(100)
    assert build(news, tmp_path / "again", cache=cache).parsed == 6
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "again")


def test_an_article_that_the_parser_fails_on_does_not_lose_its_batch(
    articles: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = copies(articles, tmp_path / "news", 5)

    def failing(some: list[Article], **options: bool) -> Any:
        if any(article.article_id == "short-2" for article in some):
            raise RuntimeError("no")
        return parse_to_rows(some, **options)

    monkeypatch.setattr("conflict_data.parsing.parse_to_rows", failing)
    report = build(news, tmp_path / "out")
    (reject,) = cd.load("rejects", path=tmp_path / "out").to_dict("records")
    assert report.rows["articles"] == 4
    assert (reject["source"], reject["reason"], reject["message"]) == (
        "2.md",
        "parser-failure",
        "RuntimeError: no",
    )


def test_two_builds_into_one_directory_are_refused(articles: list[Path], tmp_path: Path) -> None:
    (tmp_path / WORK).mkdir()
    with (
        FileLock(tmp_path / WORK / "lock"),
        pytest.raises(DatasetError, match="another build is writing here"),
    ):
        build(articles[:1], tmp_path)


def test_a_worker_that_dies_leaves_what_was_parsed(articles: list[Path], tmp_path: Path) -> None:
    news = copies(articles, tmp_path / "news", 3)

    class Dead(ThreadPoolExecutor):
        def submit(self, *_: Any, **__: Any) -> Any:
            raise BrokenExecutor("killed")

    with Dead() as executor, pytest.raises(DatasetError, match="a worker died"):
        build(news, tmp_path / "out", executor=executor)
    build(news, tmp_path / "out")
    assert not (tmp_path / "out" / WORK).exists()
