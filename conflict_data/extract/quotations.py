"""Quotation marks: which of them belong together.

A reader of news meets straight, curly and angular marks, single ones inside double ones, quotations that run over
several paragraphs with the opening mark repeated, and marks that somebody forgot. Marks are paired paragraph by
paragraph, so that one odd mark costs at most the quotation it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DOUBLE = re.compile("``|''|[\"“”„‟«»‹›]")
_SINGLE_MARKS = re.compile("(?<!')['‘’‚](?!')")
_PARAGRAPH = re.compile(r"[^\n]+")
# What may stand before an opening and behind a closing mark.
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f([{<-–—―/:…") | {"\u200b"}
_AFTER_CLOSING = frozenset(" \t\u00a0\u2009\u202f)]}>-–—―/:…,.;!?")
_OPENING = frozenset({"“", "„", "‟", "«", "‹", "``"})
_STRAIGHT = frozenset({'"', "''"})
_EITHER = _STRAIGHT | {"”", "»", "›"}
# Opening mark to those that may close it; typists mix straight and curly ones.
_PARTNERS = {
    "“": frozenset('”"'),
    "‟": frozenset('”"'),
    '"': frozenset('”"'),
    "”": frozenset('”"'),
    "„": frozenset('“”"'),
    "»": frozenset("«»‹›"),
    "›": frozenset("«»‹›"),
    "«": frozenset("»›"),
    "‹": frozenset("›»"),
    "``": frozenset({"''"}),
    "''": frozenset({"''"}),
}
_SINGLE = {"‘": "’", "'": "'", "‚": "‘"}
# Words that start with an apostrophe and would otherwise open a quotation.
# ", said the general." behind a closing mark that somebody forgot.
_ATTRIBUTED = re.compile(r",\s(?:(?:he|she|they|it)\s)?(?:said|says|added)\b[^,\n]*$")
_ELISION = re.compile(r"['’‘](?:\d0s\b|tis\b|twas\b|em\b|til\b|n['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Parameters
    ----------
    start, end : int
        Character offsets with the marks (the end of the paragraph where a closing mark is missing because the
        quotation goes on in the next one).
    spans : tuple of (int, int)
        The words without the marks; more than one where a quotation runs over paragraphs.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets from the first to the last word."""
        return self.spans[0][0], self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two marks; the closing one may stand in the next paragraph, the opening one in the one before.

    ``start`` and ``stop`` are the offsets between them within the paragraph; ``leading`` says whether the words
    start with the paragraph.
    """

    opening: _Mark | None
    closing: _Mark | None
    paragraph: int
    start: int
    stop: int
    leading: bool


def find_quotations(text: str) -> list[Quotation]:
    """Outermost quotations of a text, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Quotation
        None overlaps another. Marks without a partner give none, unless the quotation plainly goes on in the next
        paragraph, which then starts with an opening mark, or fills its paragraph to the end.
    """
    paragraphs = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    pairs: list[_Pair] = []
    for number, (start, end) in enumerate(paragraphs):
        pairs += _pairs(text, start, end, number)
    return list(_chains(text, pairs))


def _pairs(text: str, start: int, end: int, number: int) -> list[_Pair]:
    """Outermost pairs of one paragraph; one without opening mark stands first, one without closing mark last."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip())

    def pair(opening: _Mark | None, closing: _Mark | None) -> _Pair:
        a, b = opening.end if opening else first, closing.start if closing else end
        return _Pair(opening, closing, number, a, b, opening is None or opening.start == first)

    found: list[_Pair] = []
    opening: _Mark | None = None
    for mark in _marks(text, start, end, _DOUBLE):
        opens = mark.text in _OPENING or (mark.text in _EITHER and _opens(text, mark, start))
        closes = _closes(text, mark, end)
        if opening is None:
            if opens or (mark.text in _STRAIGHT and not closes):
                opening = mark
            elif not found and closes:
                found.append(pair(None, mark))
        elif mark.text in _PARTNERS[opening.text] and (closes or not opens):
            found.append(pair(opening, mark))
            opening = None
        elif opens and mark.text == opening.text:
            # The earlier one was never closed: it is given up, the new one may still find its partner.
            opening = mark
    if opening is not None:
        found.append(pair(opening, None))
    taken = [(p.start, p.stop) for p in found]
    inner: _Mark | None = None
    for mark in _marks(text, start, end, _SINGLE_MARKS):
        if inner is None and mark.text in _SINGLE and _opens(text, mark, start):
            inner = mark
        elif inner is not None and mark.text == _SINGLE[inner.text] and _closes(text, mark, end):
            if not any(a < mark.end and inner.start < b for a, b in taken):
                found.append(pair(inner, mark))
            inner = None
    if inner is not None and inner.text == "‘" and not any(p.stop > inner.start for p in found):
        found.append(pair(inner, None))
    return sorted(found, key=lambda p: p.start)


def _marks(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[_Mark]:
    for match in pattern.finditer(text, start, end):
        if not _ELISION.match(text, match.start()):
            yield _Mark(match.group(), match.start(), match.end())


def _opens(text: str, mark: _Mark, start: int) -> bool:
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end : mark.end + 1] or " "
    return (before in _BEFORE_OPENING or before in "\"“'‘«") and not after.isspace()


def _closes(text: str, mark: _Mark, end: int) -> bool:
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < end else " "
    return not before.isspace() and (after in _AFTER_CLOSING or after in "\"”'’»" or after.isspace())


def _chains(text: str, pairs: list[_Pair]) -> Iterator[Quotation]:
    """Join pairs that run on over paragraphs; drop what is left without a partner."""
    position = 0
    while position < len(pairs):
        chain = [pairs[position]]
        position += 1
        opening = chain[0].opening
        if opening is None:
            continue
        introduced = chain[0].leading or _introduced(text, opening)
        if chain[0].closing is None and _ATTRIBUTED.search(text, chain[0].start, chain[0].stop):
            continue
        while chain[-1].closing is None and position < len(pairs):
            following = pairs[position]
            adjacent = following.leading and following.paragraph == chain[-1].paragraph + 1
            if not adjacent or not (introduced or following.opening is None):
                break
            chain.append(following)
            position += 1
        last = chain[-1]
        if last.closing is None and not introduced:
            continue
        spans = [_strip(text, p.start, p.stop) for p in chain]
        spans = [(a, b) for a, b in spans if a < b]
        if spans:
            finish = last.closing.end if last.closing else spans[-1][1]
            yield Quotation(opening.start, finish, tuple(spans))


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while start < stop and text[start].isspace():
        start += 1
    return start, stop


def _introduced(text: str, mark: _Mark) -> bool:
    """Whether a colon or comma before the mark says that speech follows, or the mark opens a sentence."""
    before = text[: mark.start].rstrip()[-1:]
    return before in (":", ",") or (before in (".", "!", "?") and text[mark.end : mark.end + 1].isupper())
