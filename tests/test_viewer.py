"""The viewer's files; how they behave in a browser is tested in tests/browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from typer.testing import CliRunner

from conflict_data.cli import app
from conflict_data.datasets import load
from conflict_data.errors import DatasetError, UsageError
from conflict_data.schema import tables
from conflict_data.viewer import view
from conflict_data.viewer.payload import marked_span, parent
from conflict_data.viewer.site import script

STATIC = Path(__file__).parents[1] / "conflict_data" / "viewer" / "static"


@pytest.fixture(scope="module")
def site(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view(dataset, out=tmp_path_factory.mktemp("site")).parent


def document(path: Path) -> Any:
    found = re.fullmatch(
        r'conflictData\("[a-z0-9/-]+",(.*)\);\n', path.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    return json.loads(found[1])


def test_every_article_has_its_document_with_all_its_rows(site: Path, dataset: Path) -> None:
    overview = document(site / "data" / "overview.js")
    events = load("events", path=dataset)
    actors = load("event_actors", path=dataset)
    for position, (identifier, *_) in enumerate(overview["articles"]):
        rows = dict(document(site / "data" / "articles" / f"{position}.js")["rows"])
        own = events[events["article_id"] == identifier]
        assert [row[0] for row in rows["events"]] == list(own["event_id"])
        assert len(rows["event_actors"]) == int(actors["event_id"].isin(own["event_id"]).sum())


def test_chunks_hold_every_event_newest_first(site: Path, dataset: Path) -> None:
    overview = document(site / "data" / "overview.js")
    chunks = [document(site / "data" / f"events-{n}.js") for n in range(len(overview["chunks"]))]
    identifiers = [chunk["strings"][event[0]] for chunk in chunks for event in chunk["events"]]
    events = load("events", path=dataset)
    assert sorted(identifiers) == sorted(events["event_id"])
    days = [chunk["strings"][event[2]] for chunk in chunks for event in chunk["events"]]
    assert days == sorted(days, reverse=True)
    assert sum(n for _, _, n in overview["days"]) == len(events)


def test_which_tables_have_words_is_read_from_the_schema() -> None:
    spans = {name: marked_span(table) for name, table in tables().items()}
    assert spans["events"] == ("trigger_start", "trigger_end")
    assert spans["figures"] == spans["statements"] == ("start", "end")
    assert spans["articles"] is spans["actors"] is None
    assert parent(tables()["event_places"]) == "events"
    assert parent(tables()["actor_roles"]) is None


def test_equal_datasets_give_equal_sites(site: Path, dataset: Path, tmp_path: Path) -> None:
    again = view(dataset, out=tmp_path / "again").parent
    files = sorted(file.relative_to(site) for file in site.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert all((site / file).read_bytes() == (again / file).read_bytes() for file in files)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "]]>", "a\u2028b\u2029c", 'q"\\']
)
def test_nothing_in_a_document_ends_its_script(text: str) -> None:
    written = script("overview", {"text": text})
    assert not re.search("[<>\u2028\u2029]", written)
    assert json.loads(written.removeprefix('conflictData("overview",').removesuffix(");\n")) == {"text": text}


def test_pages_never_parse_markup_from_data_and_load_nothing_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        source = file.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function", source
        ), file
        addresses = set(re.findall(r"https?://[\w./]+", source))
        assert addresses <= {"http://www.w3.org/2000/svg"}, file


def test_withheld_text_is_shown_as_withheld(broken: Callable[..., Path], tmp_path: Path) -> None:
    def withhold(table: pa.Table) -> pa.Table:
        nothing = pa.nulls(table.num_rows, pa.string())
        position = table.schema.get_field_index("text")
        return table.set_column(position, table.schema.field(position), nothing)

    page = view(broken("articles", withhold), out=tmp_path / "site")
    article = document(page.parent / "data" / "articles" / "0.js")["article"]
    assert article[tables()["articles"].columns.index("text")] is None


def test_a_dataset_without_events_gives_a_site(broken: Callable[..., Path], tmp_path: Path) -> None:
    broken("event_actors", lambda table: table.slice(0, 0))
    for name in ("event_places", "events"):
        path = tmp_path / f"{name}.parquet"
        pa.parquet.write_table(pa.parquet.read_table(path).slice(0, 0), path)
    page = view(tmp_path, out=tmp_path / "site")
    assert document(page.parent / "data" / "overview.js")["chunks"] == []


def test_a_directory_with_other_files_is_left_alone(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty directory"):
        view(dataset, out=tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_site_is_replaced(dataset: Path, tmp_path: Path) -> None:
    view(dataset, out=tmp_path)
    stale = tmp_path / "data" / "articles" / "99.js"
    stale.write_text("old", encoding="utf-8")
    view(dataset, out=tmp_path)
    assert not stale.exists()


def test_no_dataset_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        view(tmp_path, out=tmp_path / "site")


def test_command(dataset: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["view", str(dataset), "--out", str(tmp_path / "site"), "--json"])
    assert result.exit_code == 0
    assert Path(json.loads(result.stdout)["page"]).is_file()


def test_facets_count_every_event(site: Path, dataset: Path) -> None:
    facets = dict(document(site / "data" / "overview.js")["facets"])
    table = load("events", path=dataset)
    assert {name: sum(n for _, n in values) for name, values in facets.items()} == dict.fromkeys(
        facets, len(table)
    )
    assert pc.count_distinct(pa.array(table["domain"])).as_py() == len(facets["domain"])
