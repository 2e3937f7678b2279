"""Where the words of one statement end because another speaker's begin.

The parser hangs what follows a reported clause on that clause: the next speaker's verb, or what the reporter adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from conflict_data.extract.attribution import Utterance
from conflict_data.extract.coordination import Outer
from conflict_data.extract.cues import Cue
from conflict_data.extract.extents import FINITE
from conflict_data.extract.holders import RELATIVES, own_subject
from conflict_data.extract.layout import Layout


def separate(
    layout: Layout, utterances: Sequence[Utterance], cues: Sequence[Cue], outer: Mapping[int, Outer]
) -> None:
    """Cut the attribution, or the whole, of one statement off the end of another one's words."""
    others = {u.cue.token.i: u for u in utterances if u.cue is not None}
    verbs = [cue.token for cue in cues if cue.token.i in others or "clause" in cue.entry.frames]
    for verb in verbs:
        for one in utterances:
            if one.cue is not None and one.cue.token.i != verb.i and one.start < verb.i < one.end:
                one.end = _end(layout, one, verb, others.get(verb.i), outer.get(verb.i))


def _end(layout: Layout, one: Utterance, verb: Token, other: Utterance | None, known: Outer | None) -> int:
    """Where the words of a statement end, in which another cue stands."""
    if one.cue is None:
        return one.end
    if known is not None and other is not None:
        # "said he believed that they would win and called on ...": of both verbs before it
        above = one.cue.token.i < known.verb.i < one.end and other.cue_class in ("ask", "order", "promise")
        if one.cue.token.i == known.verb.i or above:
            return max(one.start, min(one.end, known.cut))
    contrast = _contrast(layout, one, verb)
    if contrast is not None or other is None:
        return one.end if contrast is None else contrast
    if other.clause is not None:
        # "X said that ..., Y reported": what stands in the middle stays.
        first, end = other.clause
        if one.cue.token.i < first and one.start < first - 1 and one.end <= end + 1:
            return first
    elif one.clause is not None and one.clause[1] < verb.i:
        # "..., he said, and he hoped that ..."
        first = verb.left_edge.i
        if one.clause[1] < first - 1 and layout.doc[first - 1].dep_ == "cc":
            return first - 1
    return one.end


def _contrast(layout: Layout, one: Utterance, verb: Token) -> int | None:
    """Where the words of somebody else start that are set beside the first one's (", while Merz doubted ...")."""
    doc, subject = layout.doc, own_subject(layout, verb)
    if subject is None or one.cue is None or verb.tag_ != one.cue.token.tag_ or subject.tag_ in RELATIVES:
        return None
    if subject.pos_ == "PRON" or layout.document.actor(subject) is None or subject.i > verb.i:
        return None
    first = subject.left_edge.i
    semicolon = next(
        (k for k in range(one.start + 1, first) if doc[k].text == ";" and layout.inside[k] < 0), None
    )
    if semicolon is not None:
        return semicolon
    before = doc[first - 1]
    beside = verb.dep_ == "conj" and before.lower_ in ("and", "but")
    aside = verb.dep_ in ("advcl", "relcl") and before.lower_ in ("while", "whereas", "where", "when")
    cut = first - 2
    if not (beside or aside) or one.start >= cut or doc[cut].text != ",":
        return None
    # "..., he said, while Merz doubted it": nothing of his is left behind his cue.
    return (
        one.clause[0] if one.clause is not None and one.start < one.clause[0] <= cut <= one.clause[1] else cut
    )


def without_gloss(layout: Layout, utterance: Utterance, start: int, end: int) -> int:
    """Where words end without the reporter's note on the last name in them.

    An apposition with "a" ("the capture of Rivne, a village near the river"), and behind words that are shifted to the
    past a relative clause in the present ("the talks would go on, which are held in Vienna").
    """
    doc, last = layout.doc, layout.doc[end - 1]
    if layout.inside[end - 1] >= 0 or not layout.has_comma(start + 1, end):
        return end
    for token in (last, *last.ancestors):
        first = token.left_edge.i
        if first <= start + 1 or token.dep_ not in ("appos", "relcl"):
            continue
        if doc[first - 1].text != "," or token.right_edge.i < end - 1:
            continue
        if token.dep_ == "appos" and doc[first].lower_ in ("a", "an") and doc[first - 2].pos_ == "PROPN":
            return first - 1
        cue = utterance.cue
        past = cue is not None and cue.token.tag_ == "VBD" and cue.token.i < start
        if token.dep_ == "relcl" and past and _is_present(token) and _is_past(doc[start:first]):
            return first - 1
    return end


def _is_present(verb: Token) -> bool:
    return any(
        t.tag_ in ("VBZ", "VBP") for t in (verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass")))
    )


def _is_past(words: Span) -> bool:
    """Whether all finite verbs of a clause are shifted to the past."""
    finite = [t for t in words if t.tag_ in FINITE]
    return bool(finite) and all(t.tag_ == "VBD" or t.lower_ in ("would", "could", "might") for t in finite)
