"""croissant.json: MLCommons Croissant 1.0, the description that machine-learning catalogues and loaders read.

See https://docs.mlcommons.org/croissant/docs/croissant-spec.html.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from conflict_data.datasets import citation
from conflict_data.metadata.about import (
    AUTHORS,
    CAUTION,
    DESCRIPTION,
    KEYWORDS,
    LICENSE_URL,
    NAME,
    PARQUET,
    PUBLISHED,
    coverage,
    version,
)
from conflict_data.schema import Field, Table, tables
from conflict_data.store import Manifest

TYPES = {
    "string": "sc:Text",
    "int32": "sc:Integer",
    "float64": "sc:Float",
    "bool": "sc:Boolean",
    "date": "sc:Date",
    "list<string>": "sc:Text",
}


def croissant(manifest: Manifest) -> dict[str, Any]:
    """The dataset as a Croissant document: one file and one record set a table."""
    context = resources.files(__package__).joinpath("croissant_context.json").read_text(encoding="utf-8")
    return {
        "@context": json.loads(context),
        "@type": "sc:Dataset",
        "name": NAME,
        "description": f"{DESCRIPTION} {CAUTION}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": version(manifest),
        "datePublished": PUBLISHED,
        "license": LICENSE_URL,
        "citeAs": citation(manifest),
        "creator": {"@type": "sc:Organization", "name": AUTHORS},
        "keywords": list(KEYWORDS),
        "inLanguage": "en",
        "temporalCoverage": coverage(manifest),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{name}.parquet",
                "name": f"{name}.parquet",
                "description": tables()[name].description,
                "contentUrl": f"{name}.parquet",
                "encodingFormat": PARQUET,
                "sha256": entry.sha256,
            }
            for name, entry in manifest.tables.items()
        ],
        "recordSet": [_record_set(tables()[name]) for name in manifest.tables],
    }


def _record_set(table: Table) -> dict[str, Any]:
    # A table that points at itself is a circle, which mlcroissant cannot load.
    points_at = {
        key.column: f"{key.table}/{key.reference}" for key in table.foreign_keys if key.table != table.name
    }
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(table, field, points_at.get(field.name)) for field in table.fields],
    }


def _field(table: Table, field: Field, points_at: str | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": TYPES[field.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": field.name}},
    }
    if field.type == "list<string>":
        described["repeated"] = True
    if points_at:
        described["references"] = {"field": {"@id": points_at}}
    return described
