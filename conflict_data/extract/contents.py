"""What a reporting verb says of its words: where the content stands, who holds it, to whom it is said.

Read off the dependency tree, by the frames that the lexicon gives to each cue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from conflict_data.extract.cues import Cue, cue_entries, listed
from conflict_data.extract.extents import (
    VERBAL,
    Range,
    after_to,
    clause_start,
    edge,
    is_infinitive,
    is_medium,
    noun_end,
    stretch,
)
from conflict_data.extract.holders import (
    RELATIVES,
    addressee,
    agent,
    holder_of_verb,
    is_passive,
    own_subject,
    prepositional_object,
)
from conflict_data.extract.layout import Layout


@dataclass(frozen=True, slots=True)
class Reading:
    """One cue with what the syntax gives it.

    Parameters
    ----------
    cue : Cue
    holder, hearer : Token or None
        Heads of the phrases of who speaks and who is spoken to.
    content : (int, int) or None
        Tokens of the words, not yet trimmed.
    """

    cue: Cue
    holder: Token | None
    hearer: Token | None = None
    content: Range | None = None


def read_verb(layout: Layout, cue: Cue) -> Reading:
    """Holder, hearer and content of a verb whose content stands behind it."""
    verb, frames = cue.token, cue.entry.frames
    holder = holder_of_verb(layout, verb)
    if is_passive(layout, verb):
        return Reading(cue, holder, None, _passive_content(layout, cue))
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
    behind = [o for o in objects if o.i > verb.i and o.tag_ not in RELATIVES]
    if "thing" in frames and any(layout.document.actor(o) is not None for o in behind):
        # "questioned the driver", "citing the ministry"
        return Reading(cue, holder)
    hearer = behind[0] if behind and "hearer" in frames else None
    for child in verb.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            found = _complement(layout, cue, child)
            told = behind and found is not None and layout.has_that(verb.i, found[0][0] - 1)
            nearer = _behind_noun(layout, cue) if told else None
            if nearer is not None:  # "told a newspaper that ..., even were ..."
                return Reading(cue, holder, hearer, stretch(layout, verb, nearer))
            if found is not None:
                hearer = found[1] or hearer or addressee(verb)
                clause = child.dep_ == "ccomp"
                return Reading(cue, holder, hearer, stretch(layout, verb, found[0], clause=clause))
    content = _predicate(layout, verb, behind) if "predicate" in frames else None
    # "blamed a leak on age", "blamed the frost for it", but "blamed Russia for the raid": of that, only the raid.
    named = cue.entry.pairs & cue.entry.prepositions and any(_is_somebody(o) for o in behind)
    if content is None and cue.entry.pairs and not named:
        content = _pair(layout, cue, behind)
    if content is not None:
        return Reading(cue, holder, None, stretch(layout, verb, content))
    content = (
        _behind_that(layout, cue)
        or _behind_noun(layout, cue)
        or _under_preposition(cue, behind)
        or _purpose(cue)
    )
    if content is None and "object" in frames:
        content = _object(behind, cue.entry.cue_class)
        hearer = None

    if content is not None:
        content = stretch(layout, verb, content)
    return Reading(cue, holder, hearer or addressee(verb), content)


def _is_somebody(noun: Token) -> bool:
    return noun.pos_ in ("PROPN", "PRON") or noun.lemma_.lower() in listed("source")


def quoted_as(layout: Layout, cue: Cue) -> Reading | None:
    """Whom a verb quotes with words that stand before it ("..., Interfax quoted the mayor as saying").

    Returns
    -------
    Reading or None
        With the person quoted as holder; None where the verb is no such frame, or says the words itself.
    """
    verb = cue.token
    if not cue.entry.pairs and "passive" not in cue.entry.frames:
        return None
    inner = [c for c in verb.rights if c.dep_ == "xcomp" and is_passive(layout, verb)]
    inner += [c for a in verb.rights if a.dep_ == "prep" and a.lower_ == "as" for c in a.rights]
    said = next(
        (c for c in inner if c.dep_ in ("xcomp", "pcomp") and ("verb", c.lemma_) in cue_entries()), None
    )
    if said is None:
        return None
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    holder = own_subject(layout, verb) if is_passive(layout, verb) else next(iter(objects), None)
    if said.dep_ == "xcomp" and any(c.dep_ in ("ccomp", "dobj", "xcomp", "prep") for c in said.rights):
        return None
    entry = replace(cue.entry, frames=frozenset({"clause", "quote"}), pairs=frozenset())
    return Reading(Cue(verb, cue.end, entry), holder)


def _complement(layout: Layout, cue: Cue, child: Token) -> tuple[Range, Token | None] | None:
    """Content of a clausal complement, and its subject where that is the person spoken to ("urged them to")."""
    verb, frames = cue.token, cue.entry.frames
    verbal = child.pos_ in VERBAL
    subject = own_subject(layout, child)
    if child.dep_ == "xcomp" and not verbal:
        return None
    if is_infinitive(child):
        marked = any(c.lower_ == "for" for c in child.lefts)
        willed = (
            cue.entry.cue_class == "think" and subject is not None and layout.document.actor(subject) is None
        )
        if subject is not None and "hearer" in frames and not marked and not willed:
            return (after_to(child), edge(child)), subject
        if "predicate" in frames and child.lemma_ == "be" and any(c.tag_ in RELATIVES for c in verb.lefts):
            return (child.i + 1, edge(child)), None
        if "to" not in frames and not (marked and "for" in cue.entry.prepositions):
            return None
        start = after_to(child) if subject is None else subject.left_edge.i
        return (start, edge(child)), None
    perfect = child.tag_ == "VBN" and any(c.lower_ == "having" for c in child.lefts)
    if (
        (child.tag_ == "VBG" or perfect)
        and subject is None
        and not any(c.tag_ in ("VBD", "VBZ", "VBP") for c in child.lefts)
    ):
        return ((child.left_edge.i, edge(child)), None) if "ing" in frames else None
    whole = verbal or (subject is not None and "predicate" not in frames)
    if child.dep_ == "ccomp" and "clause" in frames and whole:
        return (clause_start(child, verb), _clause_end(layout, verb, child)), None
    return None


def _clause_end(layout: Layout, verb: Token, clause: Token) -> int:
    """Where a reported clause ends: before what the speaker does next, or what the reporter adds.

    Tense tells: what was reported is shifted back ("said that they had left, and a drone hit the bridge"). Of words
    that are quoted as a whole, what follows outside the marks in the tense of the cue is an act ("wrote that “all is
    well” but gave no details").
    """
    number = layout.inside[clause.i]
    stop = layout.quoted[number][1] if number >= 0 else edge(clause)
    shifted = any(c.dep_ == "aux" and c.lower_ == "had" for c in clause.lefts)
    for child in clause.rights:
        if child.dep_ != "conj" or child.tag_ != verb.tag_ or layout.inside[child.i] >= 0:
            continue
        kinds = {c.dep_ for c in child.lefts}
        first = child.left_edge.i
        if child.i >= stop and not kinds & {"nsubj", "nsubjpass", "aux", "auxpass"}:
            return max(stop, first - 1)
        acts = "nsubj" in kinds and not kinds & {"aux", "auxpass", "mark"}
        if shifted and acts and layout.doc[first - 2].text == ",":
            return first - 2
    return edge(clause)


def _purpose(cue: Cue) -> Range | None:
    """An infinitive that the parser hung elsewhere ("appealed to India, a large buyer, to press")."""
    verb = cue.token
    if "to" not in cue.entry.frames:
        return None
    for token in verb.subtree:
        aside = token.dep_ == "aux" and token.i > verb.i + 1 and verb.doc[token.i - 1].text == ","
        if token.tag_ == "TO" and (aside or (token.head.dep_ == "advcl" and token.head.head.i == verb.i)):
            return after_to(token.head), edge(token.head)
    return None


def _behind_that(layout: Layout, cue: Cue) -> Range | None:
    """A clause with "that" right behind the cue whose verb the parser did not find."""
    first = cue.token.i + 1
    _, stop = layout.sentence(cue.token.i)
    if "clause" not in cue.entry.frames or first + 1 >= stop:
        return None
    that = layout.doc[first]
    if that.lower_ != "that" or that.tag_ != "IN" or that.dep_ in ("det", "dobj"):
        return None
    return first + 1, layout.segment_end(first)


def _behind_noun(layout: Layout, cue: Cue) -> Range | None:
    """A clause that the parser hung on a noun before it ("said in a post that ...", "told a meeting that ...")."""
    verb = cue.token
    if "clause" not in cue.entry.frames or not layout.has_that(verb.i, verb.right_edge.i):
        return None
    for clause in verb.subtree:
        that, noun = clause.left_edge, clause.head
        if clause.dep_ not in ("relcl", "acl", "ccomp") or that.lower_ != "that" or noun.i < verb.i:
            continue
        if noun.pos_ not in ("NOUN", "PROPN") or not _governed(verb, noun):
            continue
        lemma = noun.lemma_.lower()
        if ("noun", lemma) in cue_entries() and lemma not in listed("medium"):
            # "believed the claim that ...": the noun's words, not the verb's
            continue
        subject = next((c for c in clause.lefts if c.dep_ == "expl"), None) or own_subject(layout, clause)
        medium = noun.dep_ == "pobj" and lemma in listed("medium")
        heard = noun.dep_ == "dobj" and "hearer" in cue.entry.frames
        if subject not in (None, that) and (medium or heard or that.dep_ not in ("dobj", "nsubj")):
            return that.i + 1, edge(clause)
    return None


def _object(objects: list[Token], cue_class: str) -> Range | None:
    """The object, unless it is a pronoun or too general to say anything ("made no comment", "offered proof").

    Of an act of will that is the speaker's own only what is willed ("declared its intention to buy").
    """
    noun = next((o for o in objects if o.dep_ == "dobj"), None)
    if any(o.dep_ == "dative" for o in objects) and cue_class == "deny":
        # "denied them entry"
        return None
    if noun is None or noun.pos_ == "PRON":
        return None
    denied = cue_class == "deny" and any(c.dep_ == "prep" for c in (*noun.rights, *noun.head.rights))
    if noun.lemma_.lower() in listed("empty") and not denied:
        return None
    said = cue_entries().get(("noun", noun.lemma_.lower()))
    voiced = said is not None and noun.head.lemma_ in listed("light verb")
    for child in noun.rights if voiced else ():
        # "voiced concern that ..."
        marks = [c for c in child.lefts if c.dep_ == "mark" and c.lower_ == "that"]
        if child.dep_ in ("acl", "ccomp") and marks:
            return marks[0].i + 1, edge(child)
    if said is not None and any(c.tag_ == "PRP$" for c in noun.lefts):
        for child in noun.rights:
            if child.dep_ == "acl" and is_infinitive(child):
                return after_to(child), edge(child)
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "to") and child.n_rights:
                return child.i + 1, edge(child)
    end = noun_end(noun)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "in" and edge(child) == end and is_medium(child):
            end = child.i  # "announced a truce in a video"
    return noun.left_edge.i, end


def _predicate(layout: Layout, verb: Token, objects: list[Token]) -> Range | None:
    """An object and what is said of it; the latter alone where the object stands before as "what" or "which"."""
    for child in verb.rights:
        adjectival = child.dep_ in ("ccomp", "xcomp") and child.pos_ not in VERBAL
        if child.dep_ == "oprd" or adjectival or (child.dep_ in ("acomp", "attr") and objects):
            start = min([o.left_edge.i for o in objects if o.i < child.i], default=child.left_edge.i)
            return max(start, verb.i + 1), noun_end(child)
    if len(objects) > 1:
        return objects[0].left_edge.i, edge(objects[-1])
    if objects and any(
        c.dep_ == "appos" and verb.doc[c.left_edge.i - 1].text != "," for c in objects[0].rights
    ):
        return objects[0].left_edge.i, edge(objects[0])
    if objects and any(c.tag_ in ("WDT", "WP") and c.dep_ != "nsubj" for c in verb.lefts):
        return objects[-1].left_edge.i, noun_end(objects[-1])
    if objects:
        # "called the plan “a mistake”", whatever the parser makes of the marks
        for end in (noun_end(objects[-1]), edge(objects[-1])):
            behind = end + (end < len(layout.doc) and layout.doc[end].text == ",")
            number = layout.inside[min(behind, len(layout.doc) - 1)]
            if number >= 0 and layout.quoted[number][0] == behind:
                return objects[0].left_edge.i, layout.quoted[number][1]
        last = edge(objects[-1]) - 1
        number = layout.inside[last]
        if number >= 0 and layout.quoted[number][0] > objects[-1].i:
            return objects[0].left_edge.i, max(last + 1, layout.quoted[number][1])
        if verb.doc[last].dep_ == "oprd" and verb.doc[last].head.dep_ == "acl":
            # "called the terms sought by Kyiv absurd": the parser hung the judgement on "sought"
            return objects[0].left_edge.i, last + 1
        inner = layout.inside[objects[-1].i]
        if inner >= 0 and layout.quoted[inner][0] > objects[0].left_edge.i > verb.i:
            return objects[0].left_edge.i, layout.quoted[inner][1]
    return None


def _pair(layout: Layout, cue: Cue, objects: list[Token]) -> Range | None:
    """Object and prepositional phrase; the phrase alone where the object stands before as "what" or "which"."""
    verb = cue.token
    relative = any(t.tag_ in RELATIVES for t in (*verb.lefts, verb.left_edge))
    if not objects and verb.dep_ not in ("relcl", "acl") and not relative:
        return None
    first = objects[0].i if objects else verb.i
    behind = verb.doc[first + 1 : edge(verb)]
    if "at" in cue.entry.pairs:
        # "put the number of shells fired at the town at nine"
        found = [t for t in behind if t.lower_ == "at" and any(c.pos_ == "NUM" for c in t.subtree)][-1:]
    else:
        found = [
            t
            for t in behind
            if t.lower_ in cue.entry.pairs and _governs(verb, t) and layout.word(t.i + 1) != "well"
        ]
    if not found or any(("verb", c.lemma_) in cue_entries() for c in found[0].rights if c.dep_ == "pcomp"):
        # "quoted the governor as saying": the governor's words
        return None
    end = edge(found[0]) if found[0].n_rights else edge(found[0].head)
    return (objects[0].left_edge.i if objects else found[0].i + 1), end


def _governs(verb: Token, token: Token) -> bool:
    """Whether a preposition hangs on a verb or on its object, not on a clause further down."""
    if token.dep_ not in ("prep", "dative", "advmod", "mark"):
        return False
    head = token.head
    return _governed(verb, head.head if token.dep_ in ("advmod", "mark") else head)


def _governed(verb: Token, token: Token) -> bool:
    """Whether only phrases, no clause, stand between a verb and what hangs below it."""
    head = token
    while head.i != verb.i:
        if head.dep_ not in ("dobj", "pobj", "prep", "conj", "appos", "oprd", "dative", "attr", "npadvmod"):
            return False
        head = head.head
    return True


def _under_preposition(cue: Cue, objects: list[Token]) -> Range | None:
    verb = cue.token
    candidates = [c for c in verb.rights if c.dep_ in ("prep", "prt", "dative")]
    candidates += [
        c
        for a in verb.rights
        if a.dep_ in ("advmod", "npadvmod") and a.lower_ != "ahead"
        for c in a.subtree
        if c.dep_ == "prep"
    ]
    candidates += [c for o in objects for c in o.subtree if c.dep_ == "prep" and c.i > o.i]
    for child in candidates:
        if child.lower_ in cue.entry.prepositions and child.n_rights:
            noun = prepositional_object(child)
            if noun is None:
                return child.i + 1, _without_relative(child)
            if noun.tag_ not in RELATIVES and noun.tag_ != "PRP":
                again = next((c for c in child.rights if c.dep_ == "conj" and c.lower_ == child.lower_), None)
                return child.i + 1, edge(again) if again is not None else noun_end(noun)
    return None


def _without_relative(phrase: Token) -> int:
    """Index after a phrase, without a relative clause set off by a comma at its end."""
    end = edge(phrase)
    for token in phrase.subtree:
        first = token.left_edge.i
        if token.dep_ == "relcl" and edge(token) == end and phrase.doc[first - 1].text == ",":
            return first - 1
    return end


def _passive_content(layout: Layout, cue: Cue) -> Range | None:
    """What was said of the subject; the whole clause unless only the subject itself was said."""
    verb, frames = cue.token, cue.entry.frames
    by = agent(verb)
    if by is None and "passive" not in frames:
        return None
    for child in verb.rights:
        clausal = child.dep_ == "ccomp" and child.pos_ in VERBAL and not is_infinitive(child)
        if clausal and "clause" in frames:
            return clause_start(child, verb), edge(child)
    if not (cue.entry.pairs or frames & {"object", "predicate", "passive"}):
        return None
    subject = own_subject(layout, verb)
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in cue.entry.prepositions and child.n_rights:
            return child.i + 1, edge(child)
    rest = [c for c in verb.rights if c.dep_ in ("xcomp", "oprd", "prep", "ccomp", "acomp", "dobj")]
    # "was named as the victim" tells who it was, "was named chief" appoints him
    told = by is not None or not cue.entry.pairs
    judged = "oprd" if told and frames & {"predicate", "passive"} else "xcomp"
    said = [c for c in rest if c.dep_ in ("xcomp", judged) or c.lower_ in cue.entry.pairs]
    if verb.dep_ == "acl" or subject is None or subject.tag_ in RELATIVES:
        for child in said:
            start = after_to(child) if child.dep_ == "xcomp" else child.i + (child.dep_ == "prep")
            return start, edge(child)
        return None
    if cue.entry.pairs and not said:
        return None  # "was put out of action"
    if said or (rest and by is None):
        return min(c.left_edge.i for c in verb.lefts), max(edge(c) for c in said or rest)
    return None if subject.pos_ == "PRON" else (subject.left_edge.i, noun_end(subject))
