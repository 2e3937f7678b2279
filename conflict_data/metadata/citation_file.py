"""CITATION.cff: Citation File Format 1.2.0, which code hosts and reference managers read."""

from __future__ import annotations

from conflict_data.datasets import LICENSE, TITLE
from conflict_data.metadata.about import AUTHORS, DESCRIPTION, KEYWORDS, PUBLISHED
from conflict_data.store import Manifest


def citation_file(manifest: Manifest, release: str) -> str:
    """The file's text.

    Parameters
    ----------
    manifest : Manifest
    release : str
        Version of the package that the data are released with.
    """
    keywords = "\n".join(f"  - {keyword}" for keyword in KEYWORDS)
    return f"""cff-version: 1.2.0
message: If you use the package or its data, please cite it as below.
title: "{TITLE}"
type: dataset
authors:
  - name: {AUTHORS}
version: {release}
date-released: {PUBLISHED}
identifiers:
  - type: other
    value: {manifest.data_version}
    description: Version of the data, the first eight characters of their hash and the last day they cover
license:
  - MIT
  - {LICENSE}
abstract: >-
  {DESCRIPTION}
keywords:
{keywords}
"""
