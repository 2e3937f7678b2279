"""What the user says of the articles to read: names of fields, limits, and what to accept all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from conflict_data.articles.article import MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read.

    Parameters
    ----------
    fields : mapping of str to str
        For records (JSON, CSV, Parquet): our name of a field (``text``, ``published``, ...) to theirs; a dot reaches
        into a nested record (``source.name``). Fields that are not named here are known by the common names of
        ``articles/fields.toml``.
    max_characters : int
        Longest text that is accepted.
    any_language : bool
        Whether to accept texts that are not in English; they are flagged ``other-language``.
    undated : datetime.date, optional
        Day of publication for articles that give none; they are flagged ``undated``. Without it they are refused.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    max_characters: int = MAX_CHARACTERS
    any_language: bool = False
    undated: dt.date | None = None

    @property
    def max_bytes(self) -> int:
        """Largest file or record that may hold one article: pages are mostly markup."""
        return 20 * self.max_characters
