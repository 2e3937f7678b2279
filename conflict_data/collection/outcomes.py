"""What became of each file or address that was offered to a collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Result = Literal["added", "known", "unchanged", "changed", "refused", "failed"]
"""added: a new article; known: it was there before; unchanged, changed: the page, asked for again; refused: it is no
article, or may not be fetched; failed: it could not be fetched, and the next run tries again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or address.

    Attributes
    ----------
    source : str
        The file or address as it was given.
    result : str
        ``added``, ``known``, ``unchanged``, ``changed``, ``refused`` or ``failed``.
    message : str
        File of the article (below the folder), or the reason.
    """

    source: str
    result: Result
    message: str
