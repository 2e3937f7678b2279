"""Who holds a reporting expression: the subject, agent or possessor to whom the words belong, and who is spoken to."""

from __future__ import annotations

from spacy.tokens import Token

from conflict_data.extract.cues import listed
from conflict_data.extract.layout import Layout

RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_DEPENDENT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"})


def is_passive(layout: Layout, verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a participle after the noun that it describes."""
    if verb.i not in layout.passives:
        layout.passives[verb.i] = _find_passive(verb)
    return layout.passives[verb.i]


def _find_passive(verb: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        # "Asked about the talks, he ..."
        return not any(c.dep_ in ("aux", "nsubj") for c in verb.lefts)
    # "The envoy, ..., announced that ..." is none, though the parser may take it for a participle.
    active = any(c.dep_ == "ccomp" for c in verb.rights)
    # Nor is the only verb of a sentence: "A spokeswoman, Ana Moroz, named two conditions."
    active = active or (verb.head.dep_ == "ROOT" and verb.head.pos_ == "NOUN" and verb.tag_ == "VBD")
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and not active


def agent(verb: Token) -> Token | None:
    """Who does it, in the passive."""
    for child in verb.rights:
        if child.dep_ == "agent":
            return prepositional_object(child)
    return None


def prepositional_object(preposition: Token) -> Token | None:
    """The noun under a preposition."""
    return next((c for c in preposition.rights if c.dep_ == "pobj"), None)


def own_subject(layout: Layout, verb: Token) -> Token | None:
    """The subject that hangs on the verb itself; one inside a quotation is none of a verb outside it."""
    if verb.i not in layout.subjects:
        layout.subjects[verb.i] = _find_subject(layout, verb)
    return layout.subjects[verb.i]


def _find_subject(layout: Layout, verb: Token) -> Token | None:
    place = layout.inside[verb.i]
    found = [c for c in verb.children if c.dep_ in _SUBJECTS and (place >= 0 or layout.inside[c.i] < 0)]
    if found:
        return found[-1]
    stacked = _stacked(layout, verb)
    if stacked is not None:
        return stacked
    # The parser takes "Said Petrenko: ..." for one name.
    inverted = verb.dep_ == "compound" and verb.head.pos_ == "PROPN" and verb.head.i > verb.i
    return verb.head if inverted else None


def _stacked(layout: Layout, verb: Token) -> Token | None:
    """The subject in "..., the mayor, Ivan Moroz, said", where the parser hung it on a noun before it."""
    doc, i = layout.doc, verb.i - 1
    if verb.dep_ not in ("ROOT", "ccomp", "conj") or i < 2 or doc[i].text != ",":
        return None
    name = doc[i - 1]
    title = name.head
    left = title.left_edge.i
    apposed = title.dep_ == "appos" and title.i > title.head.i
    loose = title.pos_ == "PROPN" and title.dep_ in ("npadvmod", "dep")
    stands = name.dep_ == "appos" and (apposed or loose) and left > 0 and doc[left - 1].text == ","
    return title if stands else None


def holder_of_verb(layout: Layout, verb: Token) -> Token | None:
    """Who speaks, by a verb: its agent or subject, or that of the verb on which it depends."""
    if is_passive(layout, verb):
        return agent(verb)
    token = verb
    for _ in range(8):
        subject = own_subject(layout, token)
        if subject is not None:
            return subject
        head = token.head
        if token.dep_ in ("relcl", "acl"):
            above = _participle_above(layout, token)
            if above is None:
                return head
            token = above
            continue
        if token.dep_ == "pcomp" and head.lower_ == "as":
            # "quoted the governor as saying"
            quoted = next((c for c in head.head.rights if c.dep_ == "dobj" and c.i < head.i), None)
            if quoted is not None:
                return quoted
        if token.dep_ not in _DEPENDENT:
            return None
        if token.dep_ == "xcomp":
            # "forced the minister to admit"
            controller = next((c for c in head.rights if c.dep_ == "dobj" and c.i < token.i), None)
            if controller is not None:
                return controller
        token = head
    return None


def _participle_above(layout: Layout, verb: Token) -> Token | None:
    """The verb whose subject says "..., stating that", where the parser hung the participle on a thing before it."""
    first = verb.left_edge.i
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or not first or verb.doc[first - 1].text != ",":
        return None
    if can_speak(layout, verb.head):
        return None
    return next((t for t in verb.ancestors if t.pos_ == "VERB" and own_subject(layout, t) is not None), None)


def holder_of_noun(layout: Layout, noun: Token) -> Token | None:
    """Whose words a noun stands for: its possessor, "by" or "from" phrase, or who makes or issues it."""
    for child in noun.lefts:
        if child.dep_ == "poss" or (child.dep_ == "compound" and layout.document.actor(child) is not None):
            return child
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return prepositional_object(child)
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("with", "in") and head.head.pos_ == "VERB":
        return holder_of_verb(layout, head.head)
    if noun.dep_ in ("dobj", "pobj") and head.lemma_ in listed("light verb"):
        return holder_of_verb(layout, head)
    return None


def addressee(verb: Token) -> Token | None:
    """Who is spoken to, under "to"."""
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return prepositional_object(child)
    return None


def can_speak(layout: Layout, holder: Token | None) -> bool:
    """Whether a phrase stands for somebody, or for a text that says something."""
    if holder is None:
        return False
    document = layout.document
    if holder.pos_ == "PROPN" or holder.tag_ in ("PRP", "PRP$", "WP") or document.actor(holder) is not None:
        return holder.lower_ != "it" or document.actor(holder) is not None
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in holder.rights):
        return True
    lemma = holder.lemma_.lower()
    return lemma in listed("source") or lemma in listed("medium")
