from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import conflict_data as cd
from conflict_data.cli import app, main
from conflict_data.version import __version__

runner = CliRunner()


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["conflict-data", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    "command",
    ["add", "collect", "build", "parse", "validate", "verify", "evaluate", "view", "export", "info"],
)
def test_every_command_has_help(command: str) -> None:
    result = runner.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert len(plain(result.output)) > 200


def test_version() -> None:
    assert runner.invoke(app, ["--version"]).output.strip() == f"conflict-data {__version__}"


def test_build_reports_rows_and_draws(articles: list[Path], tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    out = tmp_path / "out"
    result = runner.invoke(
        app, ["build", str(articles[0]), "--out", str(out), "--picture", str(picture), "--json", "--quiet"]
    )
    assert result.exit_code == 0
    assert json.loads(result.stdout)["rows"]["articles"] == 1
    assert "<svg" in picture.read_text(encoding="utf-8")


def test_build_takes_records_by_the_users_names(tmp_path: Path) -> None:
    lines = [
        {"key": 1, "story": {"full": "Drones hit a depot in Kharkiv on Sunday."}, "day": "2026-02-01"},
        {"key": 2, "story": {"full": "Ministers met in Geneva on Sunday."}},
    ]
    (tmp_path / "n.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    options = ["--field", "text=story.full", "--field", "published=day", "--undated", "2026-02-02", "--json"]
    result = runner.invoke(
        app, ["build", str(tmp_path / "n.jsonl"), "--out", str(tmp_path / "out"), *options]
    )
    assert json.loads(result.stdout)["rows"]["articles"] == 2
    articles = cd.load_articles(path=tmp_path / "out")
    assert [list(flags) for flags in articles["flags"]] == [[], ["undated"]]


def test_a_field_without_a_name_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("build", str(tmp_path), "--out", str(tmp_path / "out"), "--field", "text")
    assert run(*arguments, monkeypatch=monkeypatch) == 2


def test_parse_prints_the_three_tables(articles: list[Path]) -> None:
    result = runner.invoke(app, ["parse", str(articles[0]), "--explain"])
    assert result.exit_code == 0
    for title in ("events (", "statements (", "figures (", "factuality: "):
        assert title in result.stdout


def test_parse_reads_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Дрони вдарили по складу в Харкові, повідомив мер міста у неділю ввечері.\n", "utf-8")
    assert run("parse", str(page), "--undated", "2026-02-01", monkeypatch=monkeypatch) == 1
    arguments = ("parse", str(page), "--undated", "2026-02-01", "--any-language")
    assert runner.invoke(app, list(arguments)).exit_code == 0


def test_parse_as_json_holds_every_table(articles: list[Path]) -> None:
    document = json.loads(runner.invoke(app, ["parse", str(articles[0]), "--json"]).stdout)
    assert document["articles"][0]["published"].startswith("2025-11-04")
    assert {"events", "statements", "figures"} <= document.keys()


def test_info_and_validate(dataset: Path) -> None:
    described = runner.invoke(app, ["info", str(dataset), "--json"])
    assert json.loads(described.stdout)["tables"]["articles"]["rows"] == 4
    checked = runner.invoke(app, ["validate", str(dataset)])
    assert checked.exit_code == 0
    assert "checks passed" in checked.stdout


def test_evaluate_shows_scores_and_errors(tmp_path: Path) -> None:
    for path in (Path(__file__).parent / "gold").glob("dispatch-2025-11-04.*"):
        shutil.copy(path, tmp_path)
    printed = runner.invoke(app, ["evaluate", str(tmp_path), "--errors", "1"])
    assert printed.exit_code == 0
    assert "type and actors" in printed.stdout
    assert "events: false alarm: " in printed.stdout
    document = json.loads(runner.invoke(app, ["evaluate", str(tmp_path), "--json"]).stdout)
    assert {entry["table"] for entry in document["scores"]} == {"events", "statements", "figures"}


def test_failed_data_is_exit_code_1(
    dataset: Path,
    articles: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("info", str(tmp_path), monkeypatch=monkeypatch) == 1
    assert "no dataset found" in plain(capsys.readouterr().err)
    assert run("parse", str(tmp_path / "none.md"), monkeypatch=monkeypatch) == 1
    assert "none.md" in plain(capsys.readouterr().err)
    assert (
        run("verify", str(dataset), "--articles", str(articles[0]), "--quiet", monkeypatch=monkeypatch) == 1
    )
    assert "contents differ" in plain(capsys.readouterr().err)


def test_wrong_usage_is_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("biuld", monkeypatch=monkeypatch) == 2
    assert run("build", monkeypatch=monkeypatch) == 2
    assert run("build", "x", "--out", "y", "--workers", "0", monkeypatch=monkeypatch) == 2
    assert "Traceback" not in capsys.readouterr().err
