"""dataset.jsonld: schema.org, which search engines for datasets read."""

from __future__ import annotations

from typing import Any

from conflict_data.datasets import TITLE, citation
from conflict_data.metadata.about import (
    AUTHORS,
    DESCRIPTION,
    KEYWORDS,
    LICENSE_URL,
    PARQUET,
    PUBLISHED,
    coverage,
    version,
)
from conflict_data.schema import tables
from conflict_data.store import Manifest


def schema_org(manifest: Manifest) -> dict[str, Any]:
    """The dataset in the vocabulary of schema.org."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "version": version(manifest),
        "datePublished": PUBLISHED,
        "license": LICENSE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": AUTHORS},
        "citation": citation(manifest),
        "keywords": list(KEYWORDS),
        "inLanguage": "en",
        "temporalCoverage": coverage(manifest),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in ("Ukraine", "Russia")],
        "measurementTechnique": "rule-based information extraction over dependency parses of news text",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": f"{name}.{field.name}", "description": field.description}
            | ({"unitText": field.unit} if field.unit else {})
            for name, table in tables().items()
            for field in table.fields
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": f"{name}.parquet",
                "description": table.description,
                "encodingFormat": PARQUET,
            }
            for name, table in tables().items()
        ],
    }
