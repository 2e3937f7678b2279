"""Events of a document."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_data.extract.records import Event, Statement
from conflict_data.language.document import Document


def extract_events(document: Document, statements: Sequence[Statement]) -> list[Event]:
    """Events of a document, in the order of the text."""
    return []
