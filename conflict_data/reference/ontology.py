"""PLOVER event types with quad class, intensity and the CAMEO root that comes nearest (ontology.csv)."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 PLOVER event types.

    Parameters
    ----------
    event_type, quad_class : str
    intensity : float
        Conflict-cooperation score, from -10 (conflict) to 10 (cooperation).
    cameo_root : str
        CAMEO root code, two digits.
    definition : str
        What is coded as this type.
    """

    event_type: str
    quad_class: str
    intensity: float
    cameo_root: str
    definition: str


@functools.cache
def event_types() -> dict[str, EventType]:
    """Event types by name, from most cooperative words to most conflictual deeds."""
    text = resources.files("conflict_data.reference").joinpath("ontology.csv").read_text(encoding="utf-8")
    return {
        row["event_type"]: EventType(
            row["event_type"],
            row["quad_class"],
            float(row["intensity"]),
            row["cameo_root"],
            row["definition"],
        )
        for row in csv.DictReader(text.splitlines())
    }
