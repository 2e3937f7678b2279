"""Where the words under a token end: edges of phrases and clauses, and what follows them without a break."""

from __future__ import annotations

from spacy.tokens import Span, Token

from conflict_data.extract.cues import listed
from conflict_data.extract.holders import RELATIVES, prepositional_object
from conflict_data.extract.layout import Layout

Range = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
# What may follow an object or a clause and still belong to it, although the parser hangs it on the cue.
_LOOSE = frozenset(
    {
        "prep",
        "advmod",
        "npadvmod",
        "amod",
        "nmod",
        "acl",
        "dobj",
        "oprd",
        "attr",
        "acomp",
        "nummod",
        "dep",
        "prt",
    }
)


# What became of those who are counted, behind the count.
_STATES = frozenset({"killed", "dead", "wounded", "injured", "hurt", "missing"})


def stretch(layout: Layout, verb: Token, content: Range, *, clause: bool = False) -> Range:
    """Content up to the last phrase that follows it without a break; times and media of the utterance stay outside.

    Parameters
    ----------
    layout : Layout
    verb : Token
        The cue.
    content : (int, int)
    clause : bool
        Whether the content is a clause that hangs on the cue.
    """
    start, end = content
    doc = layout.doc
    end = _without_silence(layout, start, _with_phrases(layout, verb, end, clause=clause))
    if end + 2 < len(doc) and [t.lower_ for t in doc[end : end + 3]] == [",", "those", "of"]:
        end = layout.segment_end(end)  # "two bodies were found, those of a boy and a woman"
    if clause or doc[start - 1].lower_ == "that":
        end = _with_second_clause(layout, verb, end)
    end = _with_counts(verb, start, end)
    if end == len(doc):
        return start, end
    if doc[end].lower_ in listed("condition") and doc[end].head.tag_ in FINITE:
        return start, max(end, edge(doc[end].head))
    if doc[end].tag_ in FINITE and end not in layout.times and not _is_above(doc[end], verb):
        # The parser cut a clause before its verb.
        same = layout.sentence_of[end] == layout.sentence_of[verb.i]
        end = layout.segment_end(end) if same else end
    return start, end


def _with_phrases(layout: Layout, verb: Token, end: int, *, clause: bool) -> int:
    """End of the phrases that belong to the words, although the parser hung them on the cue."""
    doc = layout.doc
    while doc[end - 1].pos_ in ("ADP", "NUM") and end in layout.times:
        end += 1  # "began at 7 a.m."
    for child in verb.rights:
        first = child.left_edge.i
        if first < end or child.dep_ in ("punct", "cc"):
            continue
        if child.dep_ == "conj" and child.pos_ in VERBAL and _goes_on(verb, child):
            end = edge(child)
            continue
        if child.dep_ not in _LOOSE or (child.dep_ == "conj" and child.pos_ in VERBAL):
            break
        if clause and child.dep_ == "dobj":
            end = edge(child)  # the rest of a list: the cue has its words already
            continue
        if doc[first - 1].text == "," and not _continues(child, doc[first : first + 3]):
            break
        if child.dep_ == "prep" and child.lower_ != "with" and any(c.dep_ == "pcomp" for c in child.rights):
            break
        if not (_is_time(layout, child) or is_medium(child)):
            end = edge(child)
    return end


def _without_silence(layout: Layout, start: int, end: int) -> int:
    """End of the words before what the speaker left unsaid: ", but gave no details", ", without naming them"."""
    doc = layout.doc
    for comma in range(start + 1, end - 2):
        if doc[comma].text != "," or doc[comma + 1].lower_ not in ("but", "and", "without"):
            continue
        behind = doc[comma + 2 : end]
        verb = next((t for t in behind if t.pos_ == "VERB"), None)
        if verb is None or verb.lemma_ not in listed("silence") or verb.i > comma + 5:
            continue
        denied = any(t.lower_ in ("no", "not", "nothing", "neither", "n't", "n’t") for t in behind)
        own = any(c.dep_ == "nsubj" for c in verb.lefts)
        if not own and (doc[comma + 1].lower_ == "without" or denied):
            return comma
    return end


def _continues(child: Token, opening: Span) -> bool:
    """Whether a phrase behind a comma goes on with the words: "with ...", "in part because of ...", "20 of ..."."""
    return (
        child.lower_ in listed("continuation")
        or any(t.lower_ == "because" for t in opening)
        or any(t.pos_ == "NUM" for t in opening[:2])
    )


def _with_second_clause(layout: Layout, verb: Token, end: int) -> int:
    """End of a second clause with its own "that" ("that ..., ahead of the vote, and that ...")."""
    doc = layout.doc
    for child in verb.rights if layout.has_that(end, verb.right_edge.i) else ():
        that = child.left_edge
        marks = that.i > end and that.lower_ == "that" and that.dep_ == "mark"
        if marks and doc[that.i - 1].dep_ == "cc":
            end = edge(child)
    return end


def _with_counts(verb: Token, start: int, end: int) -> int:
    """End of a count with what became of those counted, and of the count after it ("162 killed and 39 wounded")."""
    doc = verb.doc
    if end < len(doc) and doc[end].lower_ in _STATES:
        end += any(t.pos_ == "NUM" for t in doc[max(start, end - 2) : end])
    if end + 1 < len(doc) and doc[end].lower_ == "and" and doc[end + 1].pos_ == "NUM":
        return _second_count(verb, start, end)
    return end


def _is_above(finite: Token, verb: Token) -> bool:
    """Whether a verb is that of the clause whose noun the cue describes ("people seeking asylum were sent back")."""
    describes = any(token.dep_ in ("acl", "relcl") for token in (verb, *verb.ancestors))
    return describes and (finite.is_ancestor(verb) or finite.head.is_ancestor(verb))


def _second_count(verb: Token, start: int, end: int) -> int:
    """End of the second of two coordinated counts ("one killed and seven wounded")."""
    doc = verb.doc
    top = doc[end + 1]
    while top.head.i > end and top.head != top:
        top = top.head
    counts = any(t.pos_ == "NUM" for t in doc[start:end])
    state = top.lower_ in _STATES  # taken for a verb
    return edge(top) if counts and (state or top.tag_ not in FINITE) and top.left_edge.i > end else end


def _goes_on(verb: Token, other: Token) -> bool:
    """Whether a verb coordinated with the cue belongs to its words ("wants to widen the army and join a pact")."""
    return (
        verb.tag_ in FINITE and other.tag_ in ("VB", "VBG") and not any(c.tag_ == "MD" for c in other.lefts)
    )


def _is_time(layout: Layout, token: Token) -> bool:
    """Whether a phrase says when the words were said; durations ("in a day", "for 15 years") belong to the words."""
    if token.dep_ == "prep":
        return token.lower_ in ("on", "at", "since", "late", "early") and token.i + 1 in layout.times
    return token.left_edge.i in layout.times or token.i in layout.times


def is_medium(preposition: Token) -> bool:
    """Whether a phrase says in what something is said ("in a video")."""
    noun = prepositional_object(preposition)
    return noun is not None and noun.lemma_.lower() in listed("medium")


def is_infinitive(token: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.lefts)


def after_to(token: Token) -> int:
    """Index at which an infinitive starts, without "to" but with "not to"."""
    for child in token.lefts:
        if child.dep_ == "neg":
            return child.i
        if child.tag_ == "TO":
            return child.i + 1
    return token.i


def clause_start(token: Token, cue: Token) -> int:
    """Index at which a finite clause behind a cue starts, without "that"."""
    for child in token.lefts:
        if child.dep_ == "mark" and child.lower_ == "that" and child.i > cue.i:
            # "reported, citing officials, that ..."
            return child.i + 1
    start = token.left_edge.i
    if start < cue.i:
        start = cue.i + 1
    return start


def edge(token: Token) -> int:
    """Index after everything that hangs on a token."""
    return token.right_edge.i + 1


def noun_end(noun: Token) -> int:
    """Index after a noun phrase, without a clause set off by a comma."""
    end = edge(noun)
    for token in noun.subtree:
        first = token.left_edge.i
        opening = noun.doc[first : first + 4]
        partitive = any(t.lower_ == "of" for t in opening[:-1]) and any(t.tag_ in RELATIVES for t in opening)
        if token.dep_ == "relcl" and partitive:
            continue  # "two men, one of whom was hurt"
        loose = token.dep_ == "relcl" or (token.dep_ in ("acl", "advcl") and token.tag_ == "VBG")
        if loose and noun.i < first < end and noun.doc[first - 1].text == ",":
            end = first - 1
        # "called the talks fruitful, but the two sides did not meet"
        clause = token.dep_ == "conj" and token.pos_ in VERBAL and any(c.dep_ == "nsubj" for c in token.lefts)
        if clause and noun.i < first - 1 < end and noun.doc[first - 2].text == ",":
            end = first - 2
    return end
