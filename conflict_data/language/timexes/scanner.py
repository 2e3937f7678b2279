"""Find time expressions: the patterns applied to the tokens of a text.

Each token becomes one character (a code for its word or numeric shape, ``.`` for any other), so that the patterns
are ordinary regular expressions over a string as long as the text has tokens.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from conflict_data.language.timexes.patterns import OTHER, lexicon

TOKEN = re.compile(
    r"""
    (?P<ampm>[ap]\.m\b\.?|[ap]m\b)
  | (?P<q>q[1-4]\b)
  | (?P<word>[^\W\d_]+)
  | (?P<iso>\d{4}-\d\d-\d\d(?:t\d\d:\d\d)?(?!\d))
  | (?P<slash>\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4})(?![\d/]))
  | (?P<decade>(?:\d\d)?\d0['’]?s\b)
  | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<ampm_clock>\d{1,2}(?:[:.]\d\d)?(?:[ap]m\b|[ap]\.m\b\.?))
  | (?P<clock>\d{1,2}:\d\d(?![\d:]))
  | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
  | (?P<apostrophe_year>['’]\d\d\b)
  | (?P<possessive>['’]s\b)
  | (?P<paragraph>\n[^\S\n]*\n)
  | (?P<mark>[^\w\s])
    """,
    re.IGNORECASE | re.VERBOSE,
)
SAME_MARK = {"’": "'", "‘": "'", "–": "-", "‑": "-", "‐": "-", "−": "-"}


class Token(NamedTuple):
    """One word, number or mark: character offsets, and the form in which the lexicon lists it."""

    start: int
    end: int
    word: str
    code: str


@dataclass(frozen=True)
class Expression:
    """A time expression as matched: its kind, its tokens (half-open) and the named parts of the pattern."""

    kind: str
    first: int
    last: int
    parts: dict[str, tuple[int, int]]
    value: str | None


def _shape(kind: str, text: str) -> str | None:
    """Shape of a numeric token, None when the figures cannot be what they look like (``25:99``)."""
    if kind != "number":
        if kind in ("clock", "ampm_clock"):
            hour, _, minute = re.sub(r"[apm\s]|\.(?!\d)", "", text).replace(".", ":").partition(":")
            return kind if int(hour) <= (24 if kind == "clock" else 12) and int(minute or 0) < 60 else None
        return kind
    if not text.isdecimal():
        return "int" if "." not in text else "decimal"
    size = len(text)
    if size > 4:
        return "int"
    value = int(text)
    if size == 4:
        return "near_year" if 1900 <= value < 2100 else "year" if 1000 <= value < 3000 else "four"
    if size == 3 or value == 0 or value > 31:
        return "two" if size == 2 else "int"
    return "digit" if size == 1 else "hour" if value <= 24 else "day"


def tokenise(text: str) -> list[Token]:
    """Words, numbers and marks of a text, with their codes.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Token
        In order, without overlaps; a blank line is a token of its own, which no pattern crosses.
    """
    found = lexicon()
    codes, capitalised, lower_inside = found.codes, found.capitalised, found.lower_inside
    tokens: list[Token] = []
    for match in TOKEN.finditer(text):
        kind, word = match.lastgroup, match[0]
        start, end = match.span()
        if kind == "word":
            lower = word.lower()
            code = codes.get(lower, OTHER)
            capital = word[0].isupper()
            inside = bool(tokens) and tokens[-1].word.isalpha()
            if (lower in capitalised and not capital) or (lower in lower_inside and capital and inside):
                code = OTHER
            tokens.append(Token(start, end, lower, code))
        elif kind == "mark":
            word = SAME_MARK.get(word, word)
            tokens.append(Token(start, end, word, codes.get(word, OTHER)))
        elif kind == "possessive":
            tokens.append(Token(start, end, "'s", codes.get("'s", OTHER)))
        elif kind == "paragraph" or kind is None:
            tokens.append(Token(start, end, "\n", OTHER))
        else:
            shape = _shape(kind, word.lower())
            tokens.append(Token(start, end, word.lower(), codes[f"\0{shape}"] if shape else OTHER))
    return tokens


def scan(tokens: list[Token]) -> list[Expression]:
    """Time expressions among the tokens, leftmost first, without overlaps."""
    patterns = lexicon().patterns
    codes = "".join(token.code for token in tokens)
    expressions = []
    position = 0
    for start, code in enumerate(codes):
        if start < position or code not in patterns:
            continue
        for pattern in patterns[code]:
            if match := pattern.regex.match(codes, start):
                spans = enumerate(pattern.names, 1)
                parts = {name: match.span(group) for group, name in spans if match[group] is not None}
                position = match.end()
                expressions.append(Expression(pattern.kind, start, position, parts, pattern.value))
                break
    return expressions
