"""Verification, and tables whose text is withheld."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from conflict_data.builder import build
from conflict_data.cli import app
from conflict_data.rows import TEXT_COLUMNS
from conflict_data.schema import tables
from conflict_data.store import read_manifest
from conflict_data.verification import verify


@pytest.fixture(scope="module")
def withheld(articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("withheld")
    build(articles, out, with_text=False)
    return out


def test_withheld_tables_hold_offsets_and_no_words(withheld: Path, dataset: Path) -> None:
    for name, table in tables().items():
        published = pq.read_table(withheld / f"{name}.parquet")
        whole = pq.read_table(dataset / f"{name}.parquet")
        assert published.num_rows == whole.num_rows
        for column in TEXT_COLUMNS & set(table.columns):
            assert published[column].null_count == published.num_rows, f"{name}.{column}"
        for column in {"start", "end", "text_sha256"} & set(table.columns):
            assert published[column].equals(whole[column])


def test_withheld_tables_are_verified_and_get_their_words_back(
    withheld: Path, dataset: Path, articles: list[Path], tmp_path: Path
) -> None:
    report = verify(articles, withheld, rejoin=tmp_path / "whole")
    assert report.success, report.differences
    whole = read_manifest(tmp_path / "whole")
    assert whole.tables == read_manifest(dataset).tables


def test_other_articles_do_not_get_rejoined(withheld: Path, articles: list[Path], tmp_path: Path) -> None:
    report = verify(articles[:3], withheld, rejoin=tmp_path / "whole")
    assert not report.success
    assert not (tmp_path / "whole").exists()


def test_command_rejoins(withheld: Path, articles: list[Path], tmp_path: Path) -> None:
    given = [argument for path in articles for argument in ("--articles", str(path))]
    arguments = ["verify", str(withheld), *given, "--rejoin", str(tmp_path / "whole"), "--json", "--quiet"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["success"]
    assert pq.read_table(tmp_path / "whole" / "articles.parquet")["text"].null_count == 0
