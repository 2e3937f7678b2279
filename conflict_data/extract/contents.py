"""What a reporting expression says of its words: where the content stands, who holds it, to whom it is said.

Read off the dependency tree, by the frames that the lexicon gives to each cue. Ranges are half-open token indexes.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from conflict_data.extract.cues import Cue, light_verbs

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_WH = ("WDT", "WP", "WP$", "WRB")


@dataclass(frozen=True, slots=True)
class Reading:
    """One cue with what the syntax gives it; nothing is trimmed yet."""

    cue: Cue
    holder: Token | None
    hearer: Token | None = None
    content: tuple[int, int] | None = None


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a participle after the noun that it describes."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def agent(verb: Token) -> Token | None:
    """Who does it, in the passive."""
    for child in verb.rights:
        if child.dep_ == "agent":
            for noun in child.rights:
                if noun.dep_ == "pobj":
                    return noun
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.tag_ != "EX":
            return child
    return None


def holder_of_verb(verb: Token) -> Token | None:
    """Who speaks, by a verb: its agent or subject, or that of the verb on which it depends."""
    if is_passive(verb):
        return agent(verb)
    token = verb
    for _ in range(8):
        subject = own_subject(token)
        if subject is not None:
            return subject
        if token.dep_ in ("relcl", "acl"):
            return token.head
        if token.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"):
            return None
        token = token.head
    return None


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]


def _is_infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.lefts)


def _after_to(token: Token) -> int:
    """Index at which an infinitive starts, without "to" but with "not to"."""
    for child in token.lefts:
        if child.dep_ == "neg":
            return child.i
        if child.tag_ == "TO":
            return child.i + 1
    return token.i


def _clause_start(token: Token, verb: Token) -> int:
    """Index at which a finite clause right of the cue starts, without "that"."""
    start = token.left_edge.i
    if start < verb.i:
        start = verb.i + 1
    while start < token.i and (
        token.doc[start].lower_ == "that" and token.doc[start].dep_ in ("mark", "punct")
    ):
        start += 1
    return start


def _end(token: Token) -> int:
    return token.right_edge.i + 1


def read_verb(cue: Cue) -> Reading:
    """Holder, hearer and content of a verb whose content stands behind it."""
    verb, frames = cue.token, cue.entry.frames
    holder = holder_of_verb(verb)
    if is_passive(verb):
        return Reading(cue, holder, None, _passive_content(cue))
    objects = _objects(verb)
    whole = [o for o in objects if o.i > verb.i and o.tag_ not in _WH]
    hearer = whole[0] if whole and "hearer" in frames else None
    for child in verb.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            found = _complement(cue, child)
            if found is not None:
                return Reading(cue, holder, found[1] or hearer or _addressee(verb), found[0])
    content = _predicate(verb, whole) if "predicate" in frames else None
    if content is None and cue.entry.pairs:
        content = _pair(cue, whole, objects)
    if content is not None:
        return Reading(cue, holder, None, content)
    content = _under_preposition(cue, whole) or _purpose(cue)
    if content is None and "object" in frames and whole and whole[-1].pos_ != "PRON":
        content, hearer = (whole[-1].left_edge.i, _noun_end(whole[-1])), None
    return Reading(cue, holder, hearer or _addressee(verb), content)


def _complement(cue: Cue, child: Token) -> tuple[tuple[int, int], Token | None] | None:
    """Content of a clausal complement, and its subject where that is the person spoken to ("urged them to")."""
    verb, frames = cue.token, cue.entry.frames
    verbal = child.pos_ in ("VERB", "AUX")
    subject = own_subject(child)
    if child.dep_ == "xcomp" and not verbal:
        return None
    if _is_infinitive(child):
        if subject is not None and "hearer" in frames:
            return (_after_to(child), _end(child)), subject
        if "to" in frames:
            start = _after_to(child) if subject is None else subject.left_edge.i
            return (start, _end(child)), None
        return None
    if child.tag_ == "VBG" and subject is None and not any(c.dep_ == "aux" for c in child.lefts):
        return ((child.left_edge.i, _end(child)), None) if "ing" in frames else None
    if (
        child.dep_ == "ccomp"
        and "clause" in frames
        and (verbal or (subject is not None and "predicate" not in frames))
    ):
        return (_clause_start(child, verb), _end(child)), None
    return None


def _purpose(cue: Cue) -> tuple[int, int] | None:
    """An infinitive that the parser took for one of purpose ("appealed to India to press")."""
    if "to" in cue.entry.frames:
        for child in cue.token.rights:
            if child.dep_ == "advcl" and _is_infinitive(child):
                return _after_to(child), _end(child)
    return None


def _addressee(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            for noun in child.rights:
                if noun.dep_ == "pobj":
                    return noun
    return None


def _noun_end(noun: Token) -> int:
    """Index after a noun phrase, without a relative clause set off by a comma."""
    end = _end(noun)
    for child in noun.subtree:
        if child.dep_ == "relcl" and noun.i < child.left_edge.i < end:
            before = noun.doc[child.left_edge.i - 1]
            if before.text == ",":
                end = before.i
    return end


def _predicate(verb: Token, objects: list[Token]) -> tuple[int, int] | None:
    for child in verb.rights:
        if child.dep_ == "oprd" or (child.dep_ in ("acomp", "attr") and objects):
            start = min([o.left_edge.i for o in objects if o.i < child.i], default=child.left_edge.i)
            return start, _end(child)
        if child.dep_ in ("ccomp", "xcomp") and child.pos_ not in ("VERB", "AUX"):
            start = min([o.left_edge.i for o in objects if o.i < child.i], default=child.left_edge.i)
            return max(start, verb.i + 1), _end(child)
    return None


def _pair(cue: Cue, objects: list[Token], everything: list[Token]) -> tuple[int, int] | None:
    """Object and prepositional phrase; the phrase alone where the object stands before as "what" or "which"."""
    verb = cue.token
    if not everything and verb.dep_ not in ("relcl", "acl"):
        return None
    stack = list(verb.rights)
    for noun in objects:
        stack += [c for n in noun.subtree for c in n.rights if c.dep_ == "prep"]
    for child in stack:
        if child.lower_ in cue.entry.pairs and child.dep_ in ("prep", "dative", "advmod") and child.n_rights:
            before = [o.left_edge.i for o in objects if o.i < child.i]
            return (min(before) if before else child.i + 1), _end(child)
    return None


def _under_preposition(cue: Cue, objects: list[Token]) -> tuple[int, int] | None:
    verb = cue.token
    stack = [c for c in verb.rights if c.dep_ in ("prep", "prt", "dative")]
    for noun in objects:
        stack += [c for c in noun.rights if c.dep_ == "prep"]
    for child in stack:
        if child.lower_ in cue.entry.prepositions:
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp") and not (inner.dep_ == "pobj" and inner.tag_ in _WH):
                    return child.i + 1, _noun_end(inner) if inner.dep_ == "pobj" else _end(inner)
    return None


def _passive_content(cue: Cue) -> tuple[int, int] | None:
    """What was said of the subject; the whole clause unless only the subject itself was said."""
    verb, frames = cue.token, cue.entry.frames
    by = agent(verb)
    if by is None and "passive" not in frames:
        return None
    subject = own_subject(verb)
    for child in verb.rights:
        clausal = child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX") and not _is_infinitive(child)
        if clausal and "clause" in frames:
            return _clause_start(child, verb), _end(child)
    rest = [c for c in verb.rights if c.dep_ in ("xcomp", "oprd", "prep", "ccomp", "acomp", "dobj")]
    if verb.dep_ == "acl":
        for child in rest:
            if child.lower_ in cue.entry.pairs or child.dep_ in ("xcomp", "oprd"):
                start = _after_to(child) if child.dep_ == "xcomp" else child.i + (child.dep_ == "prep")
                return start, _end(child)
        return None
    if subject is None or subject.tag_ in _WH:
        for child in rest:
            if child.dep_ == "xcomp" and _is_infinitive(child):
                return _after_to(child), _end(child)
        return None
    if rest and (by is None or any(c.dep_ in ("oprd", "xcomp") or c.lower_ in cue.entry.pairs for c in rest)):
        end = max(_end(c) for c in rest)
        left = min(c.left_edge.i for c in verb.lefts)
        return left, end
    return subject.left_edge.i, _noun_end(subject)


def read_noun(cue: Cue) -> Reading:
    """Holder and content of a noun: "the ministry's claim that ...", "an appeal for ... by the mayor"."""
    noun, frames = cue.token, cue.entry.frames
    holder = holder_of_noun(noun)
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl", "appos", "xcomp"):
            marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts)
            if marked and "clause" in frames:
                return Reading(cue, holder, None, (_clause_start(child, noun), _end(child)))
            if (
                _is_infinitive(child)
                and child.dep_ in ("acl", "xcomp")
                and "to" in frames
                and holder is not None
            ):
                return Reading(cue, holder, None, (_after_to(child), _end(child)))
    if holder is None:
        return Reading(cue, None)
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be" and "clause" in frames:
        for child in verb.rights:
            if child.dep_ == "ccomp":
                return Reading(cue, holder, None, (_clause_start(child, verb), _end(child)))
    wanted = cue.entry.prepositions | ({"of"} if "object" in frames else set())
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in wanted:
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp") and inner != holder:
                    return Reading(cue, holder, None, (child.i + 1, _end(inner)))
    return Reading(cue, holder)


def holder_of_noun(noun: Token) -> Token | None:
    """Whose words a noun stands for: its possessor, "by" or "from" phrase, or who makes or issues it."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    return inner
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("with", "in"):
        verb = head.head
        if verb.pos_ == "VERB":
            return holder_of_verb(verb)
    if noun.dep_ in ("dobj", "pobj") and head.lemma_ in light_verbs():
        return holder_of_verb(head)
    return None


def read_adjective(cue: Cue) -> Reading:
    """Holder and content of an adjective after a copula: "he was confident that ..."."""
    adjective, verb = cue.token, cue.token.head
    if adjective.dep_ not in ("acomp", "oprd", "conj") or verb.pos_ not in ("AUX", "VERB", "ADJ"):
        return Reading(cue, None)
    holder = holder_of_verb(verb)
    if holder is None:
        return Reading(cue, None)
    for child in adjective.rights:
        if (
            child.dep_ in ("ccomp", "advcl", "acl")
            and not _is_infinitive(child)
            and "clause" in cue.entry.frames
        ):
            return Reading(cue, holder, None, (_clause_start(child, adjective), _end(child)))
        if child.dep_ == "prep" and child.lower_ in cue.entry.prepositions:
            return Reading(cue, holder, None, (child.i + 1, _end(child)))
    return Reading(cue, holder)
