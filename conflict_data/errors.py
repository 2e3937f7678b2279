"""Named exceptions: every failure says where it is, what is wrong and what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import Self


class Reason(StrEnum):
    """Why an article is refused; the allowed values of ``rejects.reason``.

    The value is the code that is stored, `description` what the code means.
    """

    description: str

    def __new__(cls, code: str, description: str) -> Self:
        """Make a member whose value is `code`."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.description = description
        return member

    MISSING_FILE = "missing-file", "The file does not exist or cannot be opened."
    EMPTY_FILE = "empty-file", "The file has no characters but white space."
    BINARY_FILE = "binary-file", "The file holds NUL bytes: it is not text."
    WRONG_ENCODING = (
        "wrong-encoding",
        "The bytes are text in no encoding that is declared or can be detected.",
    )
    CONTROL_CHARACTER = (
        "control-character",
        "The text holds a control character other than tab and line break.",
    )
    UNKNOWN_FORMAT = "unknown-format", "No reader is known for the file's suffix."
    BAD_FRONT_MATTER = "bad-front-matter", "The front matter is not the YAML mapping that is expected."
    UNTERMINATED_FRONT_MATTER = "unterminated-front-matter", "The front matter has no closing line."
    BAD_ID = "bad-id", "The article id has characters outside A-Z a-z 0-9 . _ - or is too long."
    MISSING_DATE = "missing-date", "No publication date is given."
    IMPOSSIBLE_DATE = "impossible-date", "The publication date is not a day of the calendar."
    NO_SENTENCES = "no-sentences", "The body holds no sentence."
    BAD_RECORD = (
        "bad-record",
        "The file or a record of it is broken, or holds no text where an article's should be.",
    )
    TOO_LONG = "too-long", "The article, or the page that holds it, is longer than the limit."
    NOT_ENGLISH = "not-english", "The text is not in English."
    DUPLICATE_ID = "duplicate-id", "An article read before has the same id."
    DUPLICATE_TEXT = "duplicate-text", "An article read before has exactly the same text."
    PARSER_FAILURE = "parser-failure", "The parser failed on this article: a bug, please report it."


class ConflictDataError(Exception):
    """Base of all errors that this package raises on purpose."""


class ArticleError(ConflictDataError):
    """An article cannot be read.

    Parameters
    ----------
    path : str
        The file as it was given, or ``<text>`` for text in memory.
    line : int or None
        Line of the fault, 1-based; None when it concerns the whole file.
    reason : Reason
        Short stable code of the fault.
    message : str
        What is wrong and what is allowed.
    """

    def __init__(self, path: str, line: int | None, reason: Reason, message: str) -> None:
        super().__init__(path, line, reason, message)  # all of them, so that the error survives pickling
        self.path = path
        self.line = line
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        """Return ``path:line: message``."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


class SchemaError(ConflictDataError):
    """Rows do not fit the table that the schema declares."""


class ModelError(ConflictDataError):
    """The language model is missing or not of the version that the parser needs; the message says what to install."""


class MissingExtraError(ConflictDataError, ImportError):
    """A library of an optional extra is not installed; the message names the extra."""


class UsageError(ConflictDataError, ValueError):
    """An argument has a value that is not allowed; the message says which are."""


class UnknownNameError(UsageError):
    """A name (of a table, column, filter, ...) is not one of those allowed.

    Parameters
    ----------
    what : str
        The kind of name, for the message: ``"table"``, ``"column of events"``.
    given : str
        The name that was given.
    allowed : iterable of str
        The names that are allowed, in the order to list them in.
    """

    def __init__(self, what: str, given: str, allowed: Iterable[str]) -> None:
        self.what = what
        self.given = given
        self.allowed = tuple(allowed)
        super().__init__(what, given, self.allowed)

    def __str__(self) -> str:
        """Say what is allowed, and which name was probably meant."""
        near = difflib.get_close_matches(str(self.given), self.allowed, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        return f"unknown {self.what} {self.given!r}{hint} (allowed: {', '.join(self.allowed)})"


class FilterError(UsageError):
    """A filter's form or value does not fit the column that it names."""


class DatasetError(ConflictDataError):
    """A dataset is missing, broken or cannot be written."""


class FetchError(ConflictDataError):
    """A page of the web cannot be fetched now; it may be later."""


class NotAllowedError(ConflictDataError):
    """A page of the web must not be fetched: robots.txt forbids it, it is not of the web, or it is too large."""
