"""Statements of a document."""

from __future__ import annotations

from conflict_data.extract.records import Statement
from conflict_data.language.document import Document


def extract_statements(document: Document) -> list[Statement]:
    """Statements of a document, in the order of the text."""
    return []
