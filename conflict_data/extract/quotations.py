"""Quotation marks: which of them belong together.

A reader of news meets straight, curly and angular marks, single ones inside double ones, quotations that run over
several paragraphs with the opening mark repeated, and marks that somebody forgot. Marks are paired paragraph by
paragraph, so that one odd mark costs at most the quotation it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile("``|''|[\"“”„‟«»‹›'‘’‚]")
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
    single : bool
        Whether the marks are single ones.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    single: bool

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
    opening: _Mark
    closing: _Mark | None
    paragraph: int
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
    return list(_chains(text, paragraphs, pairs))


def _pairs(text: str, start: int, end: int, number: int) -> list[_Pair]:
    """Outermost pairs of one paragraph; a pair without closing mark stands last, if at all."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    found: list[_Pair] = []
    opening: _Mark | None = None
    singles: list[_Pair] = []
    inner: _Mark | None = None

    for mark in _marks(text, start, end):
        if mark.text in _SINGLE or mark.text == "’":
            if opening is not None:
                continue
            if inner is None and _opens(text, mark, start) and mark.text in _SINGLE:
                inner = mark
            elif inner is not None and mark.text == _SINGLE[inner.text] and _closes(text, mark, end):
                singles.append(_Pair(inner, mark, number, inner.start == first))
                inner = None
            continue
        opens = mark.text in _OPENING or (mark.text in _EITHER and _opens(text, mark, start))
        if opening is None:
            if opens or (mark.text in _STRAIGHT and not _closes(text, mark, end)):
                opening = mark
        elif mark.text in _PARTNERS[opening.text] and not (opens and not _closes(text, mark, end)):
            found.append(_Pair(opening, mark, number, opening.start == first))
            opening = None
        elif opens and mark.text == opening.text:
            # The earlier one was never closed: it is given up, the new one may still find its partner.
            opening = mark
    if opening is not None:
        found.append(_Pair(opening, None, number, opening.start == first))
    covered = [(p.opening.start, p.closing.end if p.closing else end) for p in found]
    found += [
        s
        for s in singles
        if s.closing and not any(a < s.closing.end and s.opening.start < b for a, b in covered)
    ]
    return sorted(found, key=lambda p: p.opening.start)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
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


def _chains(text: str, paragraphs: list[tuple[int, int]], pairs: list[_Pair]) -> Iterator[Quotation]:
    """Join pairs that run on over paragraphs; drop what is left without a partner."""
    position = 0
    while position < len(pairs):
        chain = [pairs[position]]
        position += 1
        while chain[-1].closing is None and position < len(pairs):
            following = pairs[position]
            if not following.leading or following.paragraph != chain[-1].paragraph + 1:
                break
            chain.append(following)
            position += 1
        alone = len(chain) == 1 and chain[0].closing is None and not chain[0].leading
        if alone and not _introduced(text, chain[0].opening):
            continue
        spans = []
        for pair in chain:
            stop = pair.closing.start if pair.closing else paragraphs[pair.paragraph][1]
            while stop > pair.opening.end and text[stop - 1].isspace():
                stop -= 1
            start = pair.opening.end
            while start < stop and text[start].isspace():
                start += 1
            spans.append((start, stop))
        if any(a < b for a, b in spans):
            last = chain[-1]
            finish = last.closing.end if last.closing else spans[-1][1]
            yield Quotation(
                chain[0].opening.start,
                finish,
                tuple((a, b) for a, b in spans if a < b),
                chain[0].opening.text in _SINGLE,
            )


def _introduced(text: str, mark: _Mark) -> bool:
    """Whether a colon or comma before the mark says that speech follows."""
    return text[: mark.start].rstrip()[-1:] in (":", ",")
