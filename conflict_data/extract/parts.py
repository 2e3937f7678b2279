"""Figures that belong together: parts of a total, and one amount given in two units."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conflict_data.extract.counted import Counted, following, is_total, words_of_figures
from conflict_data.language.document import Document
from conflict_data.language.unit_words import COUNT

# A part stands in the sentence of its total or soon after it.
_SENTENCES = 2
# As long as "(about $1.8 billion at the day's rate)".
_PARENTHESIS = 60


def total_of(document: Document, i: int, found: Sequence[Counted], measures: Sequence[str]) -> int | None:
    """The figure of which another tells a part.

    Parameters
    ----------
    document : Document
    i : int
        Index of the part.
    found : sequence of Counted
        All figures of the document, in the order of the text.
    measures : sequence of str
        Their measures.

    Returns
    -------
    int or None
        Index of the total: "12 of 20 missiles", "100 drones, 80 of which", "six people, including two children",
        "of 162 drones 125 were stopped", "135 drones ... 27 others struck".
    """
    part, words = found[i], words_of_figures()["parts"]
    behind = i + 1
    if behind < len(found) and is_total(found[behind]):
        between = document.text[part.number.end : found[behind].number.start].split()
        if 0 < len(between) <= 3 and between[0] in ("of", "out") and _fits(part, found[behind]):
            return behind
    if _refers(part):
        last = _last_total(document, i, found, lambda j: _same_noun(part, found[j]), _SENTENCES)
        whole = total_of(document, last, found, measures) if last is not None and _is_definite(part) else None
        # "They stopped 38 of the missiles. He said 32 of the missiles were ballistic": both are parts of one total.
        return last if whole is None or not _same_noun(part, found[whole]) else whole
    before = document.text[max(0, part.number.start - 24) : part.number.start].rstrip(" ,—–").lower()
    if before.endswith(tuple(words["openers"])):
        return _last_total(document, i, found, lambda _: True, 0)
    if part.inherited:
        fronted = _last_total(document, i, found, lambda j: _same_noun(part, found[j]), 0)
        if fronted is not None and _is_fronted(found[fronted]):
            return fronted
        same_clause = (
            i > 0 and found[i - 1].token.sent == part.token.sent and measures[i] in words["measures"]
        )
        if same_clause and _same_noun(part, found[i - 1]) and not _is_joined(found[i - 1], part):
            shared = total_of(document, i - 1, found, measures)
            if shared is not None:
                return shared
    if measures[i] in words["launched"] and _goes_through(part):
        return _last_total(document, i, found, lambda j: measures[j] == measures[i], _SENTENCES)
    is_rest = part.measured == "others" or before.endswith(tuple(words["rest"]))
    if is_rest and measures[i] in words["measures"]:
        return _last_total(document, i, found, lambda j: measures[j] == measures[i], _SENTENCES)
    return None


def same_amount(document: Document, i: int, found: Sequence[Counted]) -> int | None:
    """The figure that gives the same amount in another unit: "2.5 billion Canadian dollars ($1.8 billion)".

    Parameters
    ----------
    document : Document
    i : int
        Index of the figure in parentheses.
    found : sequence of Counted

    Returns
    -------
    int or None
        Index of the figure before the parenthesis.
    """
    if i == 0:
        return None
    first, second = found[i - 1].number, found[i].number
    if first.kind != second.kind or first.unit == second.unit or COUNT in (first.kind, second.kind):
        return None
    opened = document.text[first.end : second.start].strip() == "("
    closed = ")" in document.text[second.end : second.end + _PARENTHESIS]
    return i - 1 if opened and closed else None


def _refers(part: Counted) -> bool:
    """Whether a number is one of some that were named before: "80 of them", "406 of the drones"."""
    of = following(part.token)
    behind = following(of) if of is not None and of.lower_ in ("of", "among") else None
    return behind is not None and behind.lower_ in words_of_figures()["parts"]["pointers"]


def _is_definite(part: Counted) -> bool:
    of = following(part.token)
    behind = following(of) if of is not None else None
    return behind is not None and behind.lower_ == "the"


def _is_joined(first: Counted, second: Counted) -> bool:
    """Whether one number is the part and the next its total ("80 of the 100")."""
    return is_total(second) or first.token.head == second.token


def _goes_through(part: Counted) -> bool:
    """Whether a count is of what reached its aim: "27 missiles and 31 drones struck 27 places"."""
    subject = part.anchor
    while subject.dep_ == "conj" and subject.head.i < subject.i:
        subject = subject.head
    return subject.dep_ == "nsubj" and subject.head.lemma_.lower() in words_of_figures()["parts"]["through"]


def _is_fronted(total: Counted) -> bool:
    """Whether a total opens its clause: "of 162 drones launched overnight, 125 were stopped"."""
    sentence = total.token.sent
    start = next((t for t in sentence if t.idx >= total.number.start), total.token)
    if start.i == sentence.start or start.nbor(-1).lower_ != "of" or is_total(total):
        return False
    return start.i - 1 == sentence.start or start.nbor(-2).is_punct or start.nbor(-2).dep_ == "mark"


def _same_noun(part: Counted, total: Counted) -> bool:
    if part.noun is None or total.noun is None:
        return part.noun is None and total.noun is None
    return part.noun.lemma_.lower() == total.noun.lemma_.lower()


def _value(found: Counted) -> float:
    number = found.number
    return number.low if number.low is not None else number.high or 0.0


def _fits(part: Counted, total: Counted) -> bool:
    same = part.number.kind == total.number.kind and part.number.unit == total.number.unit
    return same and _value(part) <= _value(total)


def _last_total(
    document: Document, i: int, found: Sequence[Counted], belongs: Callable[[int], bool], sentences: int
) -> int | None:
    """The last figure before another that can be its total."""
    at = document.sentence_number(found[i].number.start)
    for j in range(i - 1, -1, -1):
        if document.sentence_number(found[j].number.start) < at - sentences:
            break
        if _fits(found[i], found[j]) and belongs(j):
            return j
    return None
