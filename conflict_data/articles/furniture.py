"""Furniture of news pages: everything on the page that is not the article's prose."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_SEPARATOR = re.compile(r"\s+[|•·]\s+|\s*\t\s*|\s+//\s+")
_GLUED = re.compile(
    r"(?<=[\w.])(?=(?:Updated|Published|Posted)\b)"
)  # copied without the space between two fields
_BULLET = re.compile(r"(?:[•▪◦‣●■*]|[-–—](?=\s))\s*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_FULL_STOP = re.compile(r"\.[\"'”’»)\]]*\Z|[.!?][\"”’»]\Z")
_CUT = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]*\Z|\[(?:\.\.\.|…)\]\Z")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d[\d.,:]*")
_EMBED = re.compile(r"^[—–-]+ .{1,60}\(@\w+\)|^https?://\S+\Z|^(?:@\w+|#\w+)(?:\s+[@#]\w+)*\Z")

PROSE_WORDS = 8
"""A line with a final stop and this many words is prose wherever it stands."""
LONG_WORDS = 20
"""A line of this many words is prose even without a final stop, if prose came before."""


@cache
def _phrases(kind: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return the patterns of one kind in ``furniture.tsv``: those to match at the start, those to search anywhere."""
    table = resources.files(__package__).joinpath("furniture.tsv").read_text("utf-8")
    at_start: list[str] = []
    anywhere: list[str] = []
    for line in table.splitlines():
        row_kind, where, phrase = [*line.split("\t"), "", ""][:3]
        if row_kind == kind:
            left = r"(?<!\w)" if phrase[0].isalnum() else ""
            right = r"(?!\w)" if phrase[-1].isalnum() else ""
            ending = r"\s*:?\Z" if where == "line" else ""
            (anywhere if where == "part" else at_start).append(left + re.escape(phrase) + right + ending)
    return _alternatives(at_start), _alternatives(anywhere)


def _alternatives(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def find(kind: str, line: str) -> re.Match[str] | None:
    """Return where a phrase of a kind of ``furniture.tsv`` stands in a line."""
    at_start, anywhere = _phrases(kind)
    return (at_start.match(line) if at_start else None) or (anywhere.search(line) if anywhere else None)


def is_one(kind: str, text: str) -> bool:
    """Whether a text is a phrase of a kind of ``furniture.tsv``, and nothing else."""
    return any(pattern.fullmatch(text) for pattern in _phrases(kind) if pattern)


def clean_line(line: str) -> str:
    """Return a line without invisible characters, bullets and needless white space."""
    line = " ".join(_INVISIBLE.sub("", line).split())
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def segments(line: str) -> list[str]:
    """Split a line of metadata at its separators: ``By A. Writer | 1 Feb 2026`` has two segments."""
    line = _GLUED.sub("\t", line)
    return [segment.strip(" |•·") for segment in _SEPARATOR.split(line) if segment.strip(" |•·")]


def n_words(line: str) -> int:
    """Count words and numbers."""
    return len(_WORD.findall(line))


@lru_cache(maxsize=1024)  # asked several times of each line, and the slowest of these questions
def is_furniture(line: str) -> bool:
    """Whether a line is of a kind that never is prose: share buttons, captions, notices, embedded posts."""
    return bool(find("drop", line) or find("section", line) or _EMBED.search(line))


def is_tail(line: str) -> bool:
    """Whether a line is a heading after which the page goes on to something else."""
    return n_words(line) <= 8 and not ends_sentence(line) and find("tail", line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends like a sentence: with a stop, and closing marks after it."""
    return _END.search(line) is not None


def is_cut(line: str) -> bool:
    """Whether a line ends in an ellipsis, as teasers do."""
    return _CUT.search(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line is certainly prose, wherever on the page it stands."""
    return (
        ends_sentence(line) and not is_cut(line) and n_words(line) >= PROSE_WORDS and not is_furniture(line)
    )


def is_question(line: str) -> bool:
    """Whether a line is one question or exclamation outside of quotation marks, as headlines may be."""
    return line.endswith(("?", "!")) and n_words(line) <= LONG_WORDS and "." not in line


def is_prose_within(line: str) -> bool:
    """Whether a line is prose when it stands between lines of prose: short sentences, missing full stops."""
    if is_furniture(line):
        return False
    count = n_words(line)
    introduces = line.endswith(":") and count >= PROSE_WORDS
    return (ends_sentence(line) and count >= 2) or introduces or count >= LONG_WORDS


def is_prose_beside(line: str) -> bool:
    """Whether a line is prose when it stands at the edge of the prose, where short questions are headlines."""
    return (
        is_prose_within(line)
        and not is_cut(line)
        and (n_words(line) >= LONG_WORDS or _FULL_STOP.search(line) is not None)
    )
