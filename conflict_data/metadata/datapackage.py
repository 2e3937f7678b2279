"""datapackage.json: Data Package, version 1, which Frictionless reads and checks the tables against.

See https://specs.frictionlessdata.io/data-package/. Hashes are not repeated here: they stand in MANIFEST.json.
"""

from __future__ import annotations

from typing import Any

from conflict_data.datasets import LICENSE, TITLE
from conflict_data.metadata.about import (
    AUTHORS,
    DESCRIPTION,
    KEYWORDS,
    LICENSE_NAME,
    LICENSE_URL,
    NAME,
    PARQUET,
    version,
)
from conflict_data.schema import Field, Table, tables
from conflict_data.store import Manifest

TYPES = {
    "string": "string",
    "int32": "integer",
    "float64": "number",
    "bool": "boolean",
    "date": "date",
    "list<string>": "any",  # an array, but frictionless does not know the arrays that Parquet gives it
}


def datapackage(manifest: Manifest) -> dict[str, Any]:
    """The dataset as a Data Package."""
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version(manifest),
        "licenses": [{"name": LICENSE, "title": LICENSE_NAME, "path": LICENSE_URL}],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "keywords": list(KEYWORDS),
        "resources": [_resource(table) for table in tables().values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    keys = [
        {
            "fields": [key.column],
            # An empty name means the resource itself.
            "reference": {
                "resource": "" if key.table == table.name else key.table,
                "fields": [key.reference],
            },
        }
        for key in table.foreign_keys
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": PARQUET,
        "description": table.description,
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.primary_key),
        }
        | ({"foreignKeys": keys} if keys else {}),
    }


def _field(field: Field) -> dict[str, Any]:
    # Frictionless gets a column of numbers with nulls as floating point from Parquet, with NaN, which has no bounds.
    loose = field.nullable and field.type in ("int32", "float64")
    stated = {
        "required": not field.nullable,
        "enum": list(field.values),
        "pattern": field.pattern,
        "minimum": None if loose else field.minimum,
        "maximum": None if loose else field.maximum,
    }
    constraints = {k: v for k, v in stated.items() if v is not None and v is not False and v != []}
    described = {
        "name": field.name,
        "type": "number" if loose else TYPES[field.type],
        "description": field.description,
    }
    if field.unit:
        described["unit"] = field.unit
    return described | ({"constraints": constraints} if constraints else {})
