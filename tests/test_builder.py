from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import conflict_data as cd
from conflict_data.builder import build
from conflict_data.errors import DatasetError
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


def test_hash_seed_does_not_change_a_byte(dataset: Path, articles: list[Path], tmp_path: Path) -> None:
    code = (
        f"from conflict_data.builder import build; build({[str(a) for a in articles]!r}, {str(tmp_path)!r})"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert bytes_of(tmp_path) == bytes_of(dataset)


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
