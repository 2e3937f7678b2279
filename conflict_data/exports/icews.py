"""Events in the columns of ICEWS, for scripts that were written for it.

Columns follow the ICEWS Coded Event Data of the Integrated Crisis Early Warning System (Boschee et al., Harvard
Dataverse, doi:10.7910/DVN/28075). What differs, and must: codes are the CAMEO roots nearest to the PLOVER types, the
intensity is PLOVER's, event identifiers are texts, and only events that the text reports as having happened are there,
on the first day that the text names or else on the day of the report.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from conflict_data.exports.text import neutralised
from conflict_data.reference.ontology import event_types
from conflict_data.reference.tables import countries

# Which kinds of place go to which column; all others are told by province and country only.
CITIES = frozenset({"capital", "city", "settlement", "village"})
DISTRICTS = frozenset({"district", "hromada", "neighbourhood", "raion"})
COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


def write_icews(built: dict[str, pa.Table], out: Path) -> None:
    """Tab-separated UTF-8 with a header; texts that a spreadsheet would take for a formula get an apostrophe."""
    names = _column(built["actors"], "actor_id", "name")
    kinds = _column(built["places"], "place_id", "kind")
    outlets = _column(built["articles"], "article_id", "outlet")
    events = built["events"]
    rows = [
        _row(event, names, kinds, outlets)
        for event in events.filter(pc.equal(events["factuality"], "actual")).to_pylist()
    ]
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def _row(
    event: dict[str, Any], names: dict[str, str], kinds: dict[str, str], outlets: dict[str, str]
) -> list[Any]:
    kind = kinds.get(event["place_id"] or "")
    texts = ((event["event_type"] or "").capitalize(), event["mode"])
    return [
        event["event_id"],
        (event["date_start"] or event["published"]).isoformat(),
        *_party(event, "source", names),
        _safe(": ".join(text for text in texts if text)),
        event_types()[event["event_type"]].cameo_root,
        event["intensity"],
        *_party(event, "target", names),
        event["article_id"],
        event["sentence"] + 1,  # ICEWS counts from one
        _safe(outlets.get(event["article_id"])),
        _safe(event["place_text"]) if kind in CITIES else None,
        _safe(event["place_text"]) if kind in DISTRICTS else None,
        _safe(event["admin1"]),
        _country(event["country"]),
        event["latitude"],
        event["longitude"],
    ]


def _party(event: dict[str, Any], side: str, names: dict[str, str]) -> list[str | None]:
    name = names.get(event[f"{side}_actor"] or "", event[f"{side}_text"])
    return [_safe(name), event[f"{side}_sector"], _country(event[f"{side}_country"])]


def _country(code: str | None) -> str | None:
    return countries()[code].name if code in countries() else code


def _safe(text: str | None) -> str | None:
    if text is None:
        return None
    safe: str = neutralised(pa.chunked_array([pa.array([" ".join(text.split())])]))[0].as_py()
    return safe


def _column(table: pa.Table, key: str, value: str) -> dict[str, str]:
    return dict(zip(table[key].to_pylist(), table[value].to_pylist(), strict=True))
