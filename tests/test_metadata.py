"""Descriptions of the dataset; the validators of their formats run in ``nox -s metadata``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conflict_data import metadata
from conflict_data.reference.ontology import event_types
from conflict_data.schema import tables
from conflict_data.store import Manifest, read_manifest


@pytest.fixture(scope="module")
def manifest(dataset: Path) -> Manifest:
    return read_manifest(dataset)


def columns() -> Iterator[tuple[str, str]]:
    return ((name, column) for name, table in tables().items() for column in table.columns)


def test_datapackage_has_every_column_key_and_reference(manifest: Manifest) -> None:
    resources: list[dict[str, Any]] = metadata.datapackage(manifest)["resources"]
    described = [(r["name"], f["name"]) for r in resources for f in r["schema"]["fields"]]
    assert described == list(columns())
    assert all(f["description"].strip() for r in resources for f in r["schema"]["fields"])
    by_name = {r["name"]: r["schema"] for r in resources}
    assert by_name["event_actors"]["primaryKey"] == ["event_id", "role", "position"]
    for name, table in tables().items():
        references = by_name[name].get("foreignKeys", [])
        assert [r["fields"][0] for r in references] == [key.column for key in table.foreign_keys]
        # Frictionless takes an empty name for the resource itself.
        assert all(r["reference"]["resource"] in by_name.keys() - {name} | {""} for r in references)


def test_datapackage_constrains_what_the_schema_does(manifest: Manifest) -> None:
    (events,) = (r for r in metadata.datapackage(manifest)["resources"] if r["name"] == "events")
    fields = {f["name"]: f for f in events["schema"]["fields"]}
    assert fields["factuality"]["constraints"]["enum"] == list(tables()["events"].field("factuality").values)
    assert fields["trigger_start"]["constraints"] == {"required": True, "minimum": 0}
    # A column with nulls comes to frictionless with NaN, which has no bounds.
    assert "constraints" not in fields["latitude"]
    assert fields["event_id"]["constraints"]["required"] is True


def test_croissant_has_hashes_and_every_column(manifest: Manifest) -> None:
    document = metadata.croissant(manifest)
    assert {f["@id"]: f["sha256"] for f in document["distribution"]} == {
        f"{name}.parquet": entry.sha256 for name, entry in manifest.tables.items()
    }
    identifiers = [f["@id"] for r in document["recordSet"] for f in r["field"]]
    assert identifiers == [f"{name}/{column}" for name, column in columns()]
    references = {
        f["references"]["field"]["@id"]
        for r in document["recordSet"]
        for f in r["field"]
        if "references" in f
    }
    assert references <= set(identifiers)


def test_versions_are_semantic_and_tell_data_apart(manifest: Manifest) -> None:
    version = metadata.croissant(manifest)["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}\.\d{4}-\d{2}-\d{2}", version)
    assert manifest.data_version.split("-")[0] in version
    assert manifest.data_version.endswith(str(manifest.coverage_end))


def test_search_engines_are_told_coverage_and_variables(manifest: Manifest) -> None:
    document = metadata.schema_org(manifest)
    assert document["temporalCoverage"] == "2025-11-04/2026-02-12"
    assert len(document["variableMeasured"]) == len(list(columns()))


def test_dataset_card_has_a_configuration_for_each_table(manifest: Manifest) -> None:
    front, body = metadata.dataset_card(manifest).split("---\n", 2)[1:]
    fields = yaml.safe_load(front)
    assert [c["config_name"] for c in fields["configs"]] == list(tables())
    assert [c["config_name"] for c in fields["configs"] if c.get("default")] == ["events"]
    assert fields["size_categories"] == ["n<1K"]
    assert manifest.data_version in body


def test_citation_file_is_yaml_of_the_release(manifest: Manifest) -> None:
    fields = yaml.safe_load(metadata.citation_file(manifest, "1.2.3"))
    assert fields["version"] == "1.2.3"
    assert fields["identifiers"][0]["value"] == manifest.data_version


def test_codebook_as_csv_and_as_page() -> None:
    rows = list(csv.DictReader(io.StringIO(metadata.codebook_csv())))
    assert [(row["table"], row["column"]) for row in rows] == list(columns())
    page = metadata.codebook_page()
    for name, column in columns():
        assert f"\n| `{column}`" in page.split(f"\n## {name}\n")[1]
    cells = [len(re.split(r"(?<!\\)\|", line)) for line in page.splitlines() if line.startswith("| `")]
    assert set(cells) == {5}


def test_ontology_page_has_every_type_word_and_sector() -> None:
    page = metadata.ontology_page()
    for name, event_type in event_types().items():
        assert f"\n## {name}\n\n{event_type.definition}" in page
    for value in (
        tables()["events"].field("source_sector").values or tables()["event_actors"].field("sector").values
    ):
        assert f"\n| `{value}` |" in page
    assert "shoot down" in page.split("\n## ASSAULT\n")[1].split("\n## ")[0]
