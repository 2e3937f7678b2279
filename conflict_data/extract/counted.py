"""What a number counts or measures, and the words around it that tell in which way.

Read off the dependency tree, with the order of words to fall back on where the tree is broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from conflict_data.language.numbers import Number
from conflict_data.language.unit_words import COUNT

_NOUNS = frozenset({"NOUN", "PROPN"})
STATES = frozenset(
    {"dead", "injured", "wounded", "killed", "hurt", "missing", "unharmed", "hospitalised", "hospitalized"}
)
_NOT_MEASURED = frozenset(
    {"more", "additional", "further", "of", "the", "other", "such", "-", "new", "these", "those", "its"}
)
_REFERRING = frozenset({"which", "whom", "them", "these", "those", "that", "it"})
_TOTALS = frozenset({"number", "toll", "count", "total", "figure", "tally"})
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    Parameters
    ----------
    number : Number
    token : spacy.tokens.Token
        Last token of the numeral (of the unit, for a number with a unit).
    noun : spacy.tokens.Token or None
        Head of what is counted or measured.
    measured : str or None
        Its words, without what follows the head.
    inherited : bool
        Whether the noun was said with an earlier number ("406 of the drones and nine of the missiles").
    """

    number: Number
    token: Token
    noun: Token | None
    measured: str | None
    inherited: bool = False


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds a character."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def counted(doc: Doc, number: Number, earlier: Counted | None) -> Counted | None:
    """What a number counts.

    Parameters
    ----------
    doc : spacy.tokens.Doc
    number : Number
    earlier : Counted or None
        The last count before it in the same or the sentence before, from which an elliptical one ("and 17 wounded")
        takes its noun.

    Returns
    -------
    Counted or None
        None where the number holds no token of the parse.
    """
    has_unit = number.unit != COUNT
    is_fraction = number.form == "fraction"
    token = token_at(doc, (number.core_end if not has_unit or is_fraction else number.end) - 1)
    if token is None:
        return None
    if has_unit:
        noun = _measured_by_unit(token)
        return Counted(number, token, noun, _words(doc, noun.left_edge.i, noun) if noun is not None else None)
    noun = _counted_noun(token)
    if noun is None:
        noun = _numbered(token)
        if noun is not None:
            return Counted(number, token, noun, _words(doc, noun.left_edge.i, noun))
        is_pronoun = token.i > token.sent.start and doc[token.i - 1].lower_ in ("the", "these", "those")
        return Counted(number, token, None, None) if is_pronoun else _inherited(number, token, earlier)
    if noun.lower_ in _REFERRING:
        antecedent = _antecedent(noun, earlier)
        if antecedent is not None:
            return Counted(number, token, antecedent, antecedent.text, True)
        return _inherited(number, token, earlier)
    if noun.lower_ == "others" and earlier is not None and earlier.noun is not None:
        return Counted(number, token, earlier.noun, noun.text, True)
    return Counted(number, token, noun, _words(doc, token.i + 1, noun))


def _inherited(number: Number, token: Token, earlier: Counted | None) -> Counted:
    if earlier is None or earlier.noun is None:
        return Counted(number, token, None, None)
    return Counted(number, token, earlier.noun, earlier.measured, True)


def _numbered(token: Token) -> Token | None:
    """The noun to which a number is given: "the number of drones reached 52", "forces of 800,000"."""
    head = token.head
    if head.dep_ == "prep" and head.lower_ == "of" and head.head.pos_ in _NOUNS:
        return _total(head.head)
    is_given = head.dep_ == "prep" and head.lower_ in ("at", "to", "as")
    verb = head.head if is_given else head
    if is_given and verb.dep_ == "acl" and verb.head.dep_ == "pobj" and verb.head.head.head.lemma_ in _TOTALS:
        return verb.head
    relations = ("dobj", "nsubjpass") if is_given else ("nsubj", "nsubjpass")
    for child in verb.children:
        if child.dep_ in relations and (is_given or child.lemma_.lower() in _TOTALS):
            return _total(child)
    return None


def _total(noun: Token) -> Token:
    """What a number or count is the number of ("the number of people"); the noun itself where it is none."""
    if noun.lemma_.lower() in _TOTALS:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                return _object(child) or noun
    return noun


def _words(doc: Doc, start: int, noun: Token) -> str | None:
    """Words from a token to a noun, without determiners and the like at their head."""
    start = max(start, noun.i - 6)
    while start < noun.i and (
        doc[start].lower_ in _NOT_MEASURED
        or doc[start].tag_ in ("DT", "PRP$", "CD", "POS", "IN", "HYPH")
        or doc[start].is_punct
    ):
        start += 1
    return doc[start : noun.i + 1].text or None


def _counted_noun(token: Token) -> Token | None:
    """The noun that a numeral counts; the pronoun that stands for it; None where it is left out."""
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None:
        return None
    if (
        following.text == "-"
        and not token.whitespace_
        and not following.whitespace_
        and token.i + 2 < len(doc)
    ):
        return doc[token.i + 2]
    if following.lower_ in STATES:
        return None
    of = following if following.lower_ in ("of", "among") else None
    if of is not None:
        return _object(of)
    if (
        token.dep_ in ("nummod", "compound", "amod", "quantmod", "nmod", "det", "poss")
        and token.head.i > token.i
    ):
        head = token.head
        if head.pos_ in _NOUNS or head.tag_.startswith(("NN", "VBG")):
            return _last_noun(head)
        if head.pos_ in ("NUM", "ADJ") and head.i - token.i <= 3:
            if head.pos_ == "NUM":
                return _counted_noun(head)
            return head if head.tag_ == "JJ" else None
    return _next_noun(token)


def _last_noun(head: Token) -> Token:
    """The head of a compound that the parse cut in two ("power | cuts")."""
    following = head.i + 1
    while (
        following < len(head.doc)
        and head.doc[following].head.i == head.i
        and head.doc[following].dep_ == "compound"
    ):
        following += 1
    return head


def _object(preposition: Token) -> Token | None:
    for child in preposition.rights:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    return _next_noun(preposition)


def _next_noun(token: Token) -> Token | None:
    """The head of the nouns that follow directly, past adjectives."""
    found = None
    for i in range(token.i + 1, min(token.i + 7, len(token.doc))):
        candidate = token.doc[i]
        if candidate.tag_ in ("NN", "NNS", "NNP", "NNPS") or candidate.lower_ in _REFERRING:
            found = candidate
        elif found is not None or candidate.tag_ not in (
            "JJ",
            "JJR",
            "JJS",
            "VBN",
            "VBG",
            "DT",
            "PRP$",
            "HYPH",
            "CD",
            "RBR",
        ):
            break
    return found


def _antecedent(pronoun: Token, earlier: Counted | None) -> Token | None:
    """The noun that a pronoun stands for."""
    if pronoun.lower_ not in ("which", "whom", "that"):
        if earlier is not None and earlier.token.sent == pronoun.sent:
            return None
        before = (pronoun.doc[i] for i in range(pronoun.i - 1, max(-1, pronoun.i - 30), -1))
        return next((t for t in before if t.tag_ in ("NNS", "NNPS")), None)
    token = pronoun
    for _ in range(_DEPTH):
        if token.dep_ == "relcl":
            return token.head if token.head.pos_ in _NOUNS else None
        if token.head is token:
            break
        token = token.head
    for i in range(pronoun.i - 1, max(pronoun.sent.start - 1, pronoun.i - 12), -1):
        if pronoun.doc[i].tag_ in ("NNS", "NNPS"):
            return pronoun.doc[i]
    return None


def _measured_by_unit(token: Token) -> Token | None:
    """The noun whose amount a unit gives: "talks" of "two days of talks", "loan" of "a loan of 90 billion euros"."""
    doc = token.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and following.lower_ in ("of", "in") and following.lower_ != "in":
        return _object(following)
    head = token.head
    if token.dep_ in ("nummod", "compound", "nmod", "amod", "npadvmod", "poss") and head.i > token.i:
        return head if head.pos_ in _NOUNS else (head.head if head.head.pos_ in _NOUNS else None)
    if following is not None and following.tag_ in ("JJ", "NN", "NNS") and following.dep_ != "advmod":
        noun = _next_noun(token)
        if noun is not None and following.tag_ != "JJ":
            return noun
    if token.dep_ == "pobj" and head.head.pos_ in _NOUNS:
        return head.head
    if token.dep_ in ("dobj", "attr", "pobj", "npadvmod") and head.dep_ in ("acl", "relcl"):
        return head.head
    if head.pos_ in ("VERB", "AUX"):
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i != token.i and child.pos_ in _NOUNS:
                return child
    return None


def is_total(found: Counted) -> bool:
    """Whether a number is the whole of which another is a part ("33 of 50 missiles")."""
    doc, i = found.token.doc, found.token.i - 1
    while (i > 1 and doc[i].tag_ in ("DT", "PRP$")) or doc[i].lower_ == "all":
        i -= 1
    return i > 0 and doc[i].lower_ == "of" and doc[i - 1].like_num


def governor(token: Token) -> Token:
    """The verb of a token's clause, or the root of its sentence."""
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        token = token.head
    return token


def signs(found: Counted) -> Iterator[str]:
    """Lemmas and phrases around a figure, nearest first.

    Parameters
    ----------
    found : Counted

    Yields
    ------
    str
        Lower-case lemmas; verb and particle ("shoot down"), verb and object ("lose power"), preposition and noun
        ("without power").
    """
    token, noun = found.token, found.noun
    doc, sentence = token.doc, token.sent
    own = noun is not None and not found.inherited
    start = noun if own and noun is not None else token
    for i in range(start.i + 1, min(start.i + 2, sentence.end)):
        if doc[i].lower_ in STATES or doc[i].lower_ == "dead":
            yield _lemma(doc[i])
    if own and noun is not None:
        yield from _phrase(noun, token)
        yield from _below(noun)
    elif noun is None or found.inherited:
        yield from _below(token)
    yield from _above(start, sentence)


def _lemma(token: Token) -> str:
    if token.tag_.startswith("NN") and token.pos_ == "PROPN":
        return token.lower_
    return token.lemma_.lower()


def _phrase(noun: Token, number: Token) -> Iterator[str]:
    """The noun and the words before it, down to the number."""
    yield _lemma(noun)
    before = [t for t in noun.doc[max(number.i + 1, noun.i - 4) : noun.i] if t.is_alpha]
    if before:
        yield f"{_lemma(before[-1])} {_lemma(noun)}"
    for token in reversed(before):
        yield _lemma(token)
    for child in noun.lefts:
        if child.i < number.i and child.dep_ in ("compound", "amod", "nmod"):
            yield _lemma(child)


def _below(token: Token) -> Iterator[str]:
    """What hangs on a noun: participles, relative clauses, prepositional phrases."""
    for child in token.rights:
        if child.dep_ in ("acl", "relcl", "amod", "appos", "advcl"):
            if any(part.tag_ == "CD" and part.dep_ in ("nsubj", "nsubjpass") for part in child.lefts):
                continue  # "100 drones, 80 of which were shot down": said of the 80.
            if child.pos_ in ("VERB", "AUX"):
                yield from _verb(child)
            else:
                yield _lemma(child)
        elif child.dep_ == "prep":
            yield from _preposition(child)


def _preposition(token: Token) -> Iterator[str]:
    for child in token.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield f"{token.lower_} {_lemma(child)}"
            for part in child.lefts:
                if part.dep_ in ("compound", "amod"):
                    yield f"{token.lower_} {_lemma(part)} {_lemma(child)}"
            for more in child.conjuncts:
                yield f"{token.lower_} {_lemma(more)}"


def _verb(verb: Token) -> Iterator[str]:
    """A verb with its particle, object, predicate and prepositional phrases."""
    lemma = _lemma(verb)
    if any(child.dep_ == "neg" for child in verb.lefts):
        lemma = f"not {lemma}"
    for child in verb.children:
        if child.dep_ in ("prt", "advmod") and child.lower_ in (
            "down",
            "up",
            "out",
            "off",
            "over",
            "away",
            "back",
        ):
            yield f"{lemma} {child.lower_}"
    for child in verb.rights:
        if child.dep_ == "prep":
            yield from _preposition(child)
        elif child.dep_ in ("dobj", "attr", "acomp", "oprd", "xcomp", "npadvmod"):
            yield f"{lemma} {_lemma(child)}"
            if any(part.dep_ == "det" and part.lower_ == "no" for part in child.lefts):
                yield f"no {_lemma(child)}"
            for part in child.lefts:
                if part.dep_ in ("compound", "amod"):
                    yield f"{lemma} {_lemma(part)} {_lemma(child)}"
            if child.dep_ in ("acomp", "oprd", "xcomp"):
                yield from _verb(child) if child.pos_ == "VERB" else iter((_lemma(child),))
                for below in child.rights:
                    if below.dep_ == "prep":
                        yield from _preposition(below)
    yield lemma
    for child in verb.rights:
        if child.dep_ == "dobj":
            yield _lemma(child)


def _above(token: Token, sentence: Span) -> Iterator[str]:
    """What a noun hangs on, up to the end of its clause and the clause it stands in."""
    for _ in range(_DEPTH):
        head, relation = token.head, token.dep_
        if head is token or not sentence.start <= head.i < sentence.end:
            return
        if head.pos_ in ("VERB", "AUX"):
            if (
                relation not in ("conj", "advcl", "relcl", "ccomp")
                or head.pos_ == "AUX"
                or token.pos_ in _NOUNS
            ):
                yield from _verb(head)
                yield from _subject(head, token)
            elif relation in ("advcl", "ccomp", "conj"):
                yield from _verb(head)
        elif head.pos_ == "ADP" or head.dep_ in ("prep", "agent"):
            yield f"{head.lower_} {_lemma(token)}"
        else:
            yield _lemma(head)
            if relation != "conj":
                for child in head.lefts:
                    if child.dep_ in ("compound", "amod"):
                        yield f"{_lemma(child)} {_lemma(head)}"
                        yield _lemma(child)
                yield from _below_acl(head, token)
        token = head


def _below_acl(head: Token, token: Token) -> Iterator[str]:
    for child in head.rights:
        if child.dep_ in ("acl", "relcl") and child.i != token.i and child.pos_ == "VERB":
            yield from _verb(child)


def _subject(verb: Token, token: Token) -> Iterator[str]:
    """The subject of a verb of which the figure is object: "the toll rose to eight"."""
    for child in verb.lefts:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i != token.i:
            yield from _phrase(child, child.left_edge)
            yield from _below(child)
            for prep in child.rights:
                if prep.dep_ == "prep":
                    for noun in prep.rights:
                        if noun.dep_ == "pobj":
                            yield _lemma(noun)
                            yield from _below(noun)
