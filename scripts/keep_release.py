"""Keep the first rows of each table of a release, which later releases must still be able to load.

usage: python scripts/keep_release.py VERSION [DATASET]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq

from conflict_data.datasets import data_dir
from conflict_data.store import MANIFEST

RELEASES = Path(__file__).parents[1] / "tests" / "releases"
ROWS = 3


def main(version: str, dataset: str | None = None) -> None:
    """Write them, with the columns and types that they had."""
    source = data_dir(dataset)
    target = RELEASES / version
    target.mkdir(parents=True, exist_ok=True)
    schema = {}
    for file in sorted(source.glob("*.parquet")):
        table = pq.read_table(file)
        pq.write_table(table.slice(0, ROWS), target / file.name, compression="zstd")
        schema[file.stem] = {field.name: str(field.type) for field in table.schema}
    (target / "schema.json").write_text(json.dumps(schema, indent=1) + "\n", encoding="utf-8")
    (target / MANIFEST).write_bytes((source / MANIFEST).read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
