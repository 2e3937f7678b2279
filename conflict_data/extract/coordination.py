"""Cues that the parser hangs inside the words of an earlier cue although the same speaker goes on with them.

"He said the talks were hard but praised the mediators": "praised" is coordinated with "were" in the parse, with "said"
in the sense. Tense tells: reported words are shifted back, the next act of the speaker is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from conflict_data.extract.cues import Cue, cue_entries
from conflict_data.extract.holders import own_subject
from conflict_data.extract.layout import Layout

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# What these tell is no act after which its subject could go on to speak ("said they needed aid and called on ...").
_STATES = frozenset({"be", "need", "have", "remain", "stay", "lack", "care", "depend", "deserve", "matter"})


@dataclass(frozen=True, slots=True)
class Outer:
    """The cue to which a later cue is coordinated, and the index at which the words of the former end."""

    verb: Token
    cut: int


def outer_cues(layout: Layout, cues: Iterable[Cue]) -> dict[int, Outer]:
    """For the cues that go on with an earlier one's speaker: that earlier cue.

    Returns
    -------
    dict of int to Outer
        By token index of the later cue.
    """
    verbs = {cue.token.i for cue in cues if cue.entry.pos == "verb"}
    found: dict[int, Outer] = {}
    for i in sorted(verbs):
        verb = layout.doc[i]
        if layout.inside[i] < 0 and own_subject(layout, verb) is None:
            outer = _coordinated(layout, verb, verbs) or _participle(layout, verb, verbs)
            if outer is not None:
                found[i] = outer
    return found


def _coordinated(layout: Layout, verb: Token, verbs: set[int]) -> Outer | None:
    # The parser takes some past tenses for participles.
    finite = verb.tag_ in _FINITE or (
        verb.tag_ == "VBN" and any(c.dep_ in ("ccomp", "dobj", "oprd") for c in verb.rights)
    )
    auxiliary = _auxiliary(verb)
    # "and did not rule out"
    denies = auxiliary is not None and auxiliary.lemma_ == "do"
    if verb.dep_ != "conj" or not (finite or denies) or (auxiliary is not None and not denies):
        return None
    tag = _finite_tag(verb) if denies else "VBD" if verb.tag_ == "VBN" else verb.tag_
    first = verb.head
    while first.dep_ in ("conj", "advcl"):
        first = first.head
    governor = _governor(first, verbs)
    if governor is None or not _same_time(_finite_tag(governor), tag):
        return None
    entry = cue_entries().get(("verb", first.lemma_))
    thinks = entry is not None and entry.cue_class == "think"
    act = _auxiliary(first) is None and first.tag_ == tag and first.lemma_ not in _STATES and not thinks
    subject = own_subject(layout, first)
    breaks = any(t.lower_ == "but" or t.text == "," for t in layout.doc[verb.i - 2 : verb.i])
    if act and not breaks and subject is not None and layout.document.actor(subject) is not None:
        return None
    cut = max([c.i for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i], default=verb.i)
    return Outer(governor, cut)


def _participle(layout: Layout, verb: Token, verbs: set[int]) -> Outer | None:
    """A participle behind the words of the cue that it follows ("said ..., adding that ...")."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl", "conj"):
        return None
    first = verb.left_edge.i
    if first == 0 or layout.doc[first - 1].text != ",":
        return None
    token = verb.head
    while token.dep_ in ("conj", "advcl", "xcomp", "pobj", "prep", "dobj", "acl", "relcl", "attr", "appos"):
        if token.i in verbs and token.i < verb.i:
            return None
        token = token.head
    governor = _governor(token, verbs)
    return Outer(governor, first - 1) if governor is not None and governor.i < verb.i else None


def _governor(token: Token, verbs: set[int]) -> Token | None:
    """The cue of which a verb is the content."""
    if token.dep_ in ("ccomp", "xcomp", "relcl", "acl"):
        head = token.head
        if head.i in verbs and head.i < token.i and token.dep_ in ("ccomp", "xcomp"):
            return head
        # "said in a post that ..."
        if head.dep_ == "pobj" and head.head.head.i in verbs:
            return head.head.head
    return None


def _same_time(tag: str, other: str) -> bool:
    """Whether two finite forms can tell of one speaker's acts in a row; the present tense of news takes either."""
    return tag == other or (tag in ("VBZ", "VBP") and other in _FINITE)


def _auxiliary(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.tag_ != "TO"), None)


def _finite_tag(verb: Token) -> str:
    auxiliary = _auxiliary(verb)
    return verb.tag_ if auxiliary is None else auxiliary.tag_
