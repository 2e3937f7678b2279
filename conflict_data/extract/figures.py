"""Figures of a document."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_data.extract.records import Event, Figure, Statement
from conflict_data.language.document import Document


def extract_figures(
    document: Document, statements: Sequence[Statement], events: Sequence[Event]
) -> list[Figure]:
    """Figures of a document, in the order of the text."""
    return []
