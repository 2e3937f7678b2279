"""Reporting nouns and adjectives: "the ministry's claim that ...", "an appeal for ...", "confident that ..."."""

from __future__ import annotations

from spacy.tokens import Token

from conflict_data.extract.contents import Reading
from conflict_data.extract.cues import Cue, listed
from conflict_data.extract.extents import after_to, clause_start, edge, is_infinitive, noun_end
from conflict_data.extract.holders import RELATIVES, holder_of_noun, holder_of_verb
from conflict_data.extract.layout import Layout

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def read_noun(layout: Layout, cue: Cue) -> Reading:
    """Holder and content of a noun; a clause needs no holder, a phrase does."""
    noun, frames = cue.token, cue.entry.frames
    purpose = noun.lower_ == "order" and noun.i > 0 and noun.doc[noun.i - 1].lower_ == "in"
    if purpose or any(c.lower_ in ("no", "any") for c in noun.lefts):
        return Reading(cue, None)
    holder = holder_of_noun(layout, noun)
    clauses = list(noun.rights)
    if noun.dep_ == "dobj":
        # "his claim yesterday that ...", hung on the verb
        clauses += [c for c in noun.head.rights if c.dep_ == "ccomp" and c.left_edge.lower_ == "that"]
    for child in clauses:
        if child.dep_ not in ("acl", "ccomp", "relcl", "appos", "xcomp"):
            continue
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts)
        marked = marked or _is_clause(child)
        if marked and "clause" in frames and any(c.dep_ in _SUBJECTS for c in child.lefts):
            if holder is None and (cue.entry.cue_class == "think" or "holder" in frames):
                return Reading(cue, None)
            start = clause_start(child, noun)
            return Reading(cue, holder, None, (start + (noun.doc[start].lower_ == "that"), edge(child)))
        if is_infinitive(child) and child.dep_ != "relcl" and "to" in frames and holder is not None:
            return Reading(cue, holder, None, (after_to(child), edge(child)))
    if holder is None:
        return Reading(cue, None)
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be" and "clause" in frames:
        for child in verb.rights:
            if child.dep_ == "ccomp":
                return Reading(cue, holder, None, (clause_start(child, verb), edge(child)))
    return Reading(cue, holder, None, _under_preposition(cue, holder))


def _under_preposition(cue: Cue, holder: Token) -> tuple[int, int] | None:
    """What stands behind a preposition of a noun ("a plea for more guns")."""
    noun, verb = cue.token, cue.token.head
    wanted = cue.entry.prepositions | ({"of"} if "object" in cue.entry.frames else set())
    phrases = list(noun.rights)
    if noun.dep_ == "dobj" and verb.lemma_ in listed("light verb"):
        # "renewed his plea for more guns": the parser may hang the phrase on the verb.
        phrases += [c for c in verb.rights if c.left_edge.i == edge(noun)]
    for child in phrases:
        if child.dep_ == "prep" and child.lower_ in wanted:
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp") and inner != holder and inner.tag_ not in RELATIVES:
                    return child.i + 1, noun_end(inner)
    return None


def _is_clause(verb: Token) -> bool:
    """Whether a clause that the parser takes for a relative one is whole without its "that"."""
    that = next((c for c in verb.lefts if c.dep_ == "dobj" and c.lower_ == "that"), None)
    if verb.dep_ != "relcl" or that is None:
        return False
    return any(c.dep_ in ("dobj", "attr", "acomp") for c in verb.rights) or any(
        c.lower_ in ("could", "would", "might") for c in verb.lefts
    )


def read_adjective(layout: Layout, cue: Cue) -> Reading:
    """Holder and content of an adjective after a copula."""
    adjective, verb = cue.token, cue.token.head
    made = verb.lemma_ == "make" and adjective.dep_ == "ccomp"
    if (adjective.lower_ == "clear") != made or (verb.lemma_ == "make" and not made):
        # "made clear that", not "it is clear that", "to make sure that"
        return Reading(cue, None)
    if adjective.dep_ not in ("acomp", "oprd", "conj", "ccomp") or verb.pos_ not in ("AUX", "VERB", "ADJ"):
        return Reading(cue, None)
    holder = holder_of_verb(layout, verb)
    if holder is None:
        return Reading(cue, None)
    for child in (*adjective.rights, *(c for c in verb.rights if c.i > adjective.i)):
        clausal = child.dep_ in ("ccomp", "advcl", "acl", "csubj") and not is_infinitive(child)
        clausal = clausal and (child.head == adjective or child.left_edge.lower_ == "that")
        if clausal and "clause" in cue.entry.frames:
            return Reading(cue, holder, None, (clause_start(child, adjective), edge(child)))
        if child.dep_ == "prep" and child.lower_ in cue.entry.prepositions:
            return Reading(cue, holder, None, (child.i + 1, edge(child)))
    return Reading(cue, holder)
