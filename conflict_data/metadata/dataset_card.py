"""README.md beside the tables: a dataset card as Hugging Face reads it, with a configuration for each table."""

from __future__ import annotations

from conflict_data.datasets import LICENSE, TITLE, citation
from conflict_data.metadata.about import CAUTION, DESCRIPTION, KEYWORDS
from conflict_data.schema import tables
from conflict_data.store import Manifest

DEFAULT = "events"


def dataset_card(manifest: Manifest) -> str:
    """The card's text."""
    configs = "\n".join(
        f"  - config_name: {name}\n    data_files: {name}.parquet"
        + ("\n    default: true" * (name == DEFAULT))
        for name in manifest.tables
    )
    tags = "\n".join(f"  - {keyword.lower()}" for keyword in KEYWORDS)
    rows = "\n".join(
        f"| `{name}` | {entry.rows:,} | {tables()[name].description} |"
        for name, entry in manifest.tables.items()
    )
    return f"""---
license: {LICENSE.lower()}
language:
  - en
pretty_name: "{TITLE}"
size_categories:
  - {_size(manifest.tables[DEFAULT].rows)}
task_categories:
  - text-classification
  - token-classification
tags:
{tags}
configs:
{configs}
---

# {TITLE}

{DESCRIPTION}

Data version {manifest.data_version}; articles of {manifest.coverage_start} to {manifest.coverage_end}; read by
conflict-data {manifest.package_version} with {manifest.model}.

| table | rows | a row is |
| --- | ---: | --- |
{rows}

`codebook.csv` says what each column means, `datapackage.json` (Frictionless) and `croissant.json` (Croissant) say it to
programs, `MANIFEST.json` holds the hashes.

## How to use it

{CAUTION}

The articles name persons in their public offices. The tables are made for research on reporting, diplomacy and
conflict; they are no ground to decide on persons, on targets or on claims of asylum.

## Cite as

{citation(manifest)}
"""


def _size(rows: int) -> str:
    for bound, name in (
        (1_000, "n<1K"),
        (10_000, "1K<n<10K"),
        (100_000, "10K<n<100K"),
        (1_000_000, "100K<n<1M"),
    ):
        if rows < bound:
            return name
    return "n>1M"
