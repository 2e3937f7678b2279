"""What all descriptions of the dataset say in the same words."""

from __future__ import annotations

from conflict_data.store import Manifest

NAME = "conflict-data"
AUTHORS = "The conflict-data authors"
# Day of the release, which no build can know: change it with the version.
PUBLISHED = "2026-11-24"
LICENSE_NAME = "Creative Commons Attribution 4.0 International"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
KEYWORDS = (
    "conflict",
    "diplomacy",
    "event data",
    "information extraction",
    "news",
    "PLOVER",
    "political science",
    "Russia",
    "Ukraine",
)
DESCRIPTION = (
    "News articles on the Russia-Ukraine war, turned into tidy and checked tables of diplomatic and military events, "
    "of statements and of figures. Every row points at the characters that it was read from, and says whether the text "
    "reports it as having happened, planned, proposed, conditional, hypothetical or negated, and by whose word."
)
CAUTION = (
    "The tables hold what articles say, not what is known to have happened: a claim that nobody checked is there, an "
    "event that nobody reported is not. Rows are read by rules over a small English model; some are missed and some "
    "are wrong. Do not count events across outlets or months without regard to how many articles there are of each."
)
PARQUET = "application/vnd.apache.parquet"


def version(manifest: Manifest) -> str:
    """A semantic version that tells data apart: that of the package, and the data version as its build metadata."""
    return f"{manifest.package_version}+{manifest.data_version.replace('-', '.', 1)}"


def coverage(manifest: Manifest) -> str:
    """First and last day of publication as an ISO 8601 interval; ".." where there is none."""
    return f"{manifest.coverage_start or '..'}/{manifest.coverage_end or '..'}"
