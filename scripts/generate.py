"""Make anew every committed file that is derived from the schema and the dataset.

The descriptions of the dataset are made here and not by the build, since their title, authors and licence are those
of the released dataset and not of every table that somebody builds.

usage: python scripts/generate.py
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from conflict_data import metadata
from conflict_data.schema import tables
from conflict_data.store import read_manifest
from conflict_data.suites import regenerate

ROOT = Path(__file__).parents[1]


def generated() -> dict[Path, str]:
    """Every derived file with the text that it must have."""
    files = {}
    for name in tables():
        path = ROOT / "expectations" / f"{name}.json"
        suite = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        files[path] = json.dumps(regenerate(name, suite), indent=1, ensure_ascii=False) + "\n"
    return files | _descriptions()


def _descriptions() -> dict[Path, str]:
    data = ROOT / "data" / "processed"
    manifest = read_manifest(data)
    release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    documents = {
        "croissant.json": metadata.croissant(manifest),
        "datapackage.json": metadata.datapackage(manifest),
        "dataset.jsonld": metadata.schema_org(manifest),
    }
    return {
        data / name: json.dumps(text, indent=1, ensure_ascii=False) + "\n" for name, text in documents.items()
    } | {
        data / "codebook.csv": metadata.codebook_csv(),
        data / "README.md": metadata.dataset_card(manifest),
        ROOT / "CITATION.cff": metadata.citation_file(manifest, release),
        ROOT / "docs" / "codebook.md": metadata.codebook_page(),
    }


def main() -> None:
    """Write them."""
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
