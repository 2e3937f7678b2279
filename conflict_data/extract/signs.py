"""The words around a figure that tell in which way something is counted, nearest first."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from conflict_data.extract.counted import NOUNS, Counted, following, words_of_figures

_DEPTH = 8
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PARTICLES = frozenset({"down", "up", "out", "off", "over", "away", "back"})
_PREDICATES = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "npadvmod"})


def signs(found: Counted) -> Iterator[str]:
    """Lemmas and phrases around a figure, nearest first.

    Parameters
    ----------
    found : Counted

    Yields
    ------
    str
        Lower-case lemmas; verb and particle ("shoot down"), verb and object ("lose power"), preposition and noun
        ("without power"); "not" before a negated verb.
    """
    token, noun, anchor = found.token, found.noun, found.anchor
    for word in (following(token), following(anchor)):
        if word is not None and word.lower_ in words_of_figures()["states"]:
            yield lemma(word)
    participle = following(_last(anchor))
    if participle is not None and _is_participle(participle):
        # "24 missiles and 38 drones shot down"
        yield from _verb(participle)
    own = noun is not None and not found.inherited
    after = following(token)
    if after is not None and after.lower_ == "of" and found.number.form in ("digits", "words"):
        # Of "63 of the 89 drones launched were brought down" the verb tells about the 63.
        yield from _above(token)
    if own and noun is not None:
        yield from _phrase(noun, token)
        yield from _below(noun)
    if noun is None or anchor.i != noun.i:
        yield from _below(anchor)
    yield from _above(anchor)


def predicate_signs(found: Counted) -> Iterator[str]:
    """What the clause says of a count as a whole: its verb, where the count is what the verb is done to.

    Parameters
    ----------
    found : Counted

    Yields
    ------
    str
        As `signs` does.
    """
    after = following(found.token)
    is_part = after is not None and after.lower_ == "of" and found.token.dep_ != "quantmod"
    counted = found.token if is_part else found.anchor
    if counted.dep_ in ("nsubjpass", "dobj") and counted.head.pos_ == "VERB":
        yield from _verb(counted.head)
    elif counted.dep_ == "nsubj" and counted.head.tag_ == "VBG":
        # "Two drones flying towards the capital had been destroyed": the parse takes the participle for the verb.
        verb = next((t for t in counted.doc[counted.i : counted.sent.end] if _is_bare_passive(t)), None)
        if verb is not None:
            yield from _verb(verb)


def _is_bare_passive(verb: Token) -> bool:
    """Whether a verb is passive and has no subject of its own."""
    return any(child.dep_ == "auxpass" for child in verb.lefts) and not _has_subject(verb)


def _is_participle(word: Token) -> bool:
    """Whether a word behind a noun is its participle; "shot" may pass for a past tense without a subject."""
    return word.tag_ == "VBN" or (word.tag_ == "VBD" and not _has_subject(word) and word.dep_ != "ROOT")


def _last(noun: Token) -> Token:
    """The last of the nouns coordinated with a noun."""
    for _ in range(_DEPTH):
        after = next((child for child in noun.rights if child.dep_ == "conj" and child.pos_ in NOUNS), None)
        if after is None:
            break
        noun = after
    return noun


def lemma(token: Token) -> str:
    """Lemma in lower case; of proper nouns the word itself."""
    return token.lower_ if token.pos_ == "PROPN" else token.lemma_.lower()


def _phrase(noun: Token, number: Token) -> Iterator[str]:
    """The noun and the words before it, down to the number."""
    yield lemma(noun)
    before = [t for t in noun.doc[max(number.i + 1, noun.i - 4) : noun.i] if t.is_alpha]
    if before:
        yield f"{lemma(before[-1])} {lemma(noun)}"
    for token in reversed(before):
        yield lemma(token)
    for child in noun.lefts:
        if child.i < number.i and child.dep_ in ("compound", "amod", "nmod"):
            yield lemma(child)


def _below(token: Token) -> Iterator[str]:
    """What hangs on a noun: participles, relative clauses, prepositional phrases."""
    for child in token.rights:
        if child.dep_ in ("acl", "relcl", "amod", "appos", "advcl"):
            if any(part.tag_ == "CD" and part.dep_ in _SUBJECTS for part in child.lefts):
                continue  # "100 drones, 80 of which were shot down": said of the 80.
            if child.pos_ in ("VERB", "AUX"):
                yield from _verb(child)
            else:
                yield lemma(child)
        elif child.dep_ == "prep":
            yield from _preposition(child)


def _preposition(token: Token) -> Iterator[str]:
    for child in token.children:
        if child.dep_ not in ("pobj", "pcomp", "amod"):
            continue
        yield f"{token.lower_} {lemma(child)}"
        for part in child.lefts:
            if part.dep_ in ("compound", "amod"):
                yield f"{token.lower_} {lemma(part)} {lemma(child)}"
                if token.lower_ == "among":
                    yield lemma(part)  # "were among the damaged homes"
        for below in child.rights:
            if below.dep_ == "prep" and below.lower_ == "under":
                yield from _preposition(below)  # "placed ships of the fleet under sanctions"
        for more in child.conjuncts:
            yield f"{token.lower_} {lemma(more)}"
        if child.pos_ == "PRON":
            # "were among those killed"
            yield from (lemma(part) for part in child.rights if part.dep_ in ("acl", "amod"))


def _verb(verb: Token) -> Iterator[str]:
    """A verb with its particle, object, predicate and prepositional phrases."""
    word = lemma(verb)
    if any(child.dep_ == "neg" for child in verb.lefts):
        word = f"not {word}"
    for child in verb.children:
        is_out_of = child.lower_ == "out" and child.dep_ == "prep"
        if (child.dep_ in ("prt", "advmod") or is_out_of) and child.lower_ in _PARTICLES:
            yield f"{word} {child.lower_}"
    for child in verb.rights:
        if child.dep_ == "prep":
            yield from _preposition(child)
        elif child.dep_ in _PREDICATES:
            yield from _predicate(word, child)
    yield word
    for child in verb.rights:
        if child.dep_ == "dobj":
            yield lemma(child)


def _predicate(word: str, child: Token) -> Iterator[str]:
    yield f"{word} {lemma(child)}"
    for part in child.lefts:
        if part.dep_ in ("compound", "amod"):
            yield f"{word} {lemma(part)} {lemma(child)}"
        elif part.dep_ == "det" and part.lower_ == "no":
            yield f"no {lemma(child)}"
    if child.dep_ == "dobj":
        return
    if child.pos_ == "VERB":
        yield from _verb(child)
    else:
        yield lemma(child)
    for below in child.rights:
        if below.dep_ == "prep":
            yield from _preposition(below)


def _above(token: Token) -> Iterator[str]:
    """What a noun hangs on, up to the end of its clause and the clause it stands in."""
    for _ in range(_DEPTH):
        head, relation = token.head, token.dep_
        if head.i == token.i:
            return
        is_clause = token.pos_ in ("VERB", "AUX")
        if relation in ("ccomp", "parataxis") or (is_clause and relation == "conj" and _has_subject(token)):
            return
        if head.pos_ in ("VERB", "AUX"):
            if relation != "relcl" or token.pos_ in NOUNS:
                yield from _verb(head)
            if relation not in ("conj", "advcl", "relcl") or token.pos_ in NOUNS:
                yield from _subject(head, token)
        elif head.pos_ == "ADP" or head.dep_ in ("prep", "agent"):
            yield f"{head.lower_} {lemma(token)}"
        else:
            yield lemma(head)
            if relation != "conj":
                yield from _beside(head, token)
        token = head


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.lefts)


def _beside(head: Token, token: Token) -> Iterator[str]:
    """What else hangs on the noun that a figure hangs on."""
    for child in head.lefts:
        if child.dep_ in ("compound", "amod"):
            yield f"{lemma(child)} {lemma(head)}"
            yield lemma(child)
    for child in head.rights:
        if child.dep_ in ("acl", "relcl") and child.i != token.i and child.pos_ == "VERB":
            yield from _verb(child)


def _subject(verb: Token, token: Token) -> Iterator[str]:
    """The subject of a verb of which the figure is object: "the toll rose to eight"."""
    for child in verb.lefts:
        if child.dep_ in _SUBJECTS and child.i != token.i:
            yield from _phrase(child, child.left_edge)
            yield from _below(child)
            for preposition in child.rights:
                for noun in preposition.rights if preposition.dep_ == "prep" else ():
                    if noun.dep_ == "pobj":
                        yield lemma(noun)
                        yield from _below(noun)
