"""What a number counts or measures.

Read off the dependency tree, with the order of words to fall back on where the tree is broken.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from spacy.tokens import Doc, Token

from conflict_data.language.number_words import HYPHENS
from conflict_data.language.number_words import lexicon as number_lexicon
from conflict_data.language.numbers import Number
from conflict_data.language.unit_words import COUNT

NOUNS = frozenset({"NOUN", "PROPN"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Between a numeral and its noun.
_BETWEEN_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "DT", "PRP$", "HYPH", "CD", "RBR"})
_EDGE_TAGS = frozenset({"DT", "PRP$", "CD", "POS", "IN", "HYPH", "CC"})
_NOT_MEASURED = frozenset({"more", "additional", "further", "other", "such", "new"})
_REFERRING = frozenset({"which", "whom", "them", "these", "those", "that", "it"})
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    Parameters
    ----------
    number : Number
    token : spacy.tokens.Token
        Last token of the number (of its unit, where it has one).
    anchor : spacy.tokens.Token
        The token by which the figure hangs in its clause: the noun, the pronoun for it, or the numeral alone.
    noun : spacy.tokens.Token or None
        Head of what is counted or measured.
    measured : str or None
        Its words, without what follows the head.
    inherited : bool
        Whether the noun was said with an earlier number ("406 of the drones and nine of the missiles").
    """

    number: Number
    token: Token
    anchor: Token
    noun: Token | None
    measured: str | None
    inherited: bool = False


@functools.cache
def words_of_figures() -> Mapping[str, Any]:
    """The content of ``figures.toml``, its lists as sets."""
    text = resources.files("conflict_data.extract").joinpath("figures.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return {
        name: frozenset(content)
        if isinstance(content, list)
        else {k: frozenset(v) for k, v in content.items()}
        for name, content in data.items()
    }


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds a character."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def following(token: Token) -> Token | None:
    """The next token of the sentence."""
    if token.i + 1 >= len(token.doc):
        return None
    after = token.doc[token.i + 1]
    return None if after.is_sent_start else after


def governor(token: Token) -> Token:
    """The verb of a token's clause, or the root of its sentence."""
    for _ in range(_DEPTH):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


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
    token = token_at(doc, (number.core_end if number.form == "fraction" else number.end) - 1)
    if token is None:
        return None
    if number.unit != COUNT:
        noun = _measured_by_unit(token)
        if noun is not None and (
            noun.lower_ in number_lexicon()["time_words"] or noun in _words_of(doc, number)
        ):
            noun = None
        start = None if noun is None else token.i + 1 if noun.i > token.i else noun.left_edge.i
        return Counted(number, token, token, noun, _words(noun, start) if noun is not None else None)
    noun = _counted_noun(token)
    if noun is None:
        return _elliptical(number, token, earlier)
    if noun.lower_ in _REFERRING:
        antecedent = _antecedent(noun, earlier)
        if antecedent is None:
            return _inherited(number, token, noun, earlier)
        return Counted(number, token, noun, antecedent, antecedent.text, inherited=True)
    if noun.lower_ == "others" and earlier is not None and earlier.noun is not None:
        return Counted(number, token, noun, earlier.noun, noun.text, inherited=True)
    return Counted(number, token, noun, noun, _words(noun, token.i + 1))


def is_of_total(found: Counted) -> bool:
    """Whether a number is only given to a number or count named before ("put the figure at 244")."""
    return found.number.kind == COUNT and found.anchor.lemma_.lower() in words_of_figures()["totals"]


def is_total(found: Counted) -> bool:
    """Whether a number is the whole of which another is a part ("33 of 50 missiles")."""
    doc, i = found.token.doc, found.token.i - 1
    head = found.anchor.head
    if found.anchor.dep_ == "conj" and any(_is_behind_of(child) for child in head.lefts):
        return True  # "out of 40 missiles and 400 drones"
    while i > 1 and (
        doc[i].tag_ in ("DT", "PRP$") or doc[i].lower_ in ("all", "about", "some", "than", "more")
    ):
        i -= 1
    return bool(i > 0 and doc[i].lower_ == "of" and (doc[i - 1].like_num or doc[i - 1].lower_ == "out"))


def _words_of(doc: Doc, number: Number) -> tuple[Token, ...]:
    """The tokens of a number with its unit."""
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    return tuple(span) if span is not None else ()


def _is_behind_of(numeral: Token) -> bool:
    doc, i = numeral.doc, numeral.i - 1
    while i > numeral.sent.start and doc[i].lower_ in ("about", "some", "around", "nearly", "almost"):
        i -= 1
    return numeral.like_num and i > numeral.sent.start and (doc[i].lower_, doc[i - 1].lower_) == ("of", "out")


def _elliptical(number: Number, token: Token, earlier: Counted | None) -> Counted:
    """A number without a noun behind it: it belongs to a noun before, or repeats that of an earlier number."""
    noun = _numbered(token)
    if noun is not None and (
        noun.lower_ in words_of_figures()["summaries"] or noun in _words_of(token.doc, number)
    ):
        return Counted(number, token, token, None, None)  # "an average of 1,500"
    if noun is not None:
        is_bare = noun.lemma_.lower() in words_of_figures()["totals"] and not list(noun.rights)
        is_bare = is_bare and all(child.dep_ != "compound" for child in noun.lefts)
        if not is_bare or earlier is None or earlier.noun is None or noun.lemma_ == "toll":
            return Counted(number, token, noun, noun, _words(noun, noun.left_edge.i))
        return Counted(number, token, noun, earlier.noun, earlier.measured, inherited=True)
    before = "" if token.is_sent_start else token.doc[token.i - 1].lower_
    if before == "or" and token.i - 2 >= token.sent.start and token.doc[token.i - 2].tag_ == "NN":
        noun = token.doc[token.i - 2]  # "a missile or two"
        return Counted(number, token, noun, noun, noun.text)
    if before in ("the", "these", "those"):
        return Counted(number, token, token, None, None)
    return _inherited(number, token, token, earlier)


def _inherited(number: Number, token: Token, anchor: Token, earlier: Counted | None) -> Counted:
    if earlier is None or earlier.noun is None:
        return Counted(number, token, anchor, None, None)
    return Counted(number, token, anchor, earlier.noun, earlier.measured, inherited=True)


def _numbered(token: Token) -> Token | None:
    """The noun to which a number is given: "the number of drones reached 52", "forces of 800,000"."""
    totals = words_of_figures()["totals"]
    head = token.head
    if head.dep_ == "prep" and head.lower_ == "of" and head.head.pos_ in NOUNS:
        return _total(head.head)
    is_given = head.dep_ == "prep" and head.lower_ in ("at", "to", "as", "from")
    verb = head.head if is_given else head
    if is_given and verb.pos_ == "ADP":
        verb = verb.head  # "rose from five to 27"
    if is_given and verb.dep_ == "acl" and verb.head.dep_ == "pobj" and verb.head.head.head.lemma_ in totals:
        return verb.head
    if is_given:
        objects = [
            child
            for child in verb.children
            if child.dep_ in ("dobj", "nsubjpass")
            and child.lower_ not in number_lexicon()["unit_words"] | {"cent", "%"}
        ]
        if objects:
            return _total(objects[0])
        if head.lower_ == "at":
            # "put the number of drones shot down within 24 hours at 301"
            before = reversed(token.doc[max(token.sent.start, token.i - 14) : head.i])
            total = next((t for t in before if t.lemma_.lower() in totals), None)
            if total is not None:
                return _total(total)
    counters = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass"))
    counter = next((child for child in counters if child.lemma_.lower() in totals), None)
    return _total(counter) if counter is not None else None


def _total(noun: Token) -> Token:
    """What a number or count is the number of ("the number of people"); the noun itself where it is none."""
    for _ in range(2):
        of = next((child for child in noun.rights if child.lower_ == "of"), None)
        if noun.lemma_.lower() not in words_of_figures()["totals"] or of is None:
            break
        noun = _object(of) or noun
    return noun


def _words(noun: Token, start: int | None) -> str | None:
    """Words from a token to a noun, without determiners and the like at their head."""
    doc = noun.doc
    start = max(noun.i - 6, noun.i if start is None else start)
    while start < noun.i and (
        doc[start].lower_ in _NOT_MEASURED
        or doc[start].tag_ in _EDGE_TAGS
        or doc[start].is_punct
        or doc[start - 1].text in HYPHENS  # "nine-storey"
    ):
        start += 1
    return doc[start : noun.i + 1].text or None


def _counted_noun(token: Token) -> Token | None:
    """The noun that a numeral counts; the pronoun that stands for it; None where it is left out."""
    after = following(token)
    if after is None or after.lower_ in words_of_figures()["states"]:
        return None
    if after.text in HYPHENS and not token.whitespace_ and not after.whitespace_:
        return following(after)
    if after.lower_ in ("of", "among"):
        return _object(after)
    if after.lower_ == "times":
        return after
    head = token.head
    if token.dep_ in ("nummod", "compound", "amod", "quantmod", "nmod", "det", "poss") and head.i > token.i:
        if head.dep_ == "nmod" and head.head.i > head.i and any(child.dep_ == "cc" for child in head.rights):
            head = head.head  # "89 strike and decoy drones"
        if head.dep_ == "compound" and head.tag_ == "NN" and head.head.i == head.i + 1:
            head = head.head if head.head.tag_ == "NNS" else head  # "293 attack drones", hung on "attack"
        if head.pos_ in NOUNS or head.tag_.startswith(("NN", "VBG")):
            is_described = after.tag_ == "NN" and after.dep_ == "compound" and head.tag_ == "NN"
            is_described = is_described and not head.lower_.endswith("s")
            return (
                after if is_described and token.lower_ not in ("one", "1") else head
            )  # "a 12 page document"
        if head.pos_ == "NUM" and head.i - token.i <= 3:
            return _counted_noun(head)
        if head.pos_ == "ADJ" and head.i - token.i <= 3:
            return head if head.tag_ == "JJ" else None
    return _next_noun(token)


def _object(preposition: Token) -> Token | None:
    """The noun that hangs on a preposition; of "strike and decoy drones" the drones."""
    for child in preposition.rights:
        if child.dep_ in ("pobj", "pcomp"):
            if child.tag_ == "NN":
                return next((c for c in child.rights if c.dep_ == "conj" and c.tag_ == "NNS"), child)
            return child
    return _next_noun(preposition)


def _next_noun(token: Token) -> Token | None:
    """The head of the nouns that follow directly, past adjectives."""
    found = None
    for i in range(token.i + 1, min(token.i + 7, token.sent.end)):
        candidate = token.doc[i]
        if candidate.tag_ in _NOUN_TAGS or candidate.lower_ in _REFERRING:
            found = candidate
        elif found is not None or candidate.tag_ not in _BETWEEN_TAGS:
            break
        elif candidate.tag_ == "DT" and i > token.i + 1:
            break  # "around 73, raising the prospect"
    return found


def _antecedent(pronoun: Token, earlier: Counted | None) -> Token | None:
    """The noun that a pronoun stands for."""
    doc = pronoun.doc
    if pronoun.lower_ not in ("which", "whom", "that"):
        if earlier is not None and earlier.token.sent == pronoun.sent:
            return None
        before = (doc[i] for i in range(pronoun.i - 1, max(-1, pronoun.i - 30), -1))
        return next((t for t in before if t.tag_ in ("NNS", "NNPS")), None)
    token = pronoun
    for _ in range(_DEPTH):
        if token.dep_ == "relcl":
            return token.head if token.head.pos_ in NOUNS else None
        if token.head.i == token.i:
            break
        token = token.head
    before = (doc[i] for i in range(pronoun.i - 1, max(pronoun.sent.start - 1, pronoun.i - 12), -1))
    return next((t for t in before if t.tag_ in ("NNS", "NNPS")), None)


def _measured_by_unit(token: Token) -> Token | None:
    """The noun whose amount a unit gives: "talks" of "two days of talks", "loan" of "a loan of 90 billion euros"."""
    after, head = following(token), token.head
    if after is not None and after.lower_ == "of":
        return _object(after)
    if token.dep_ in ("nummod", "compound", "nmod", "amod", "npadvmod", "poss") and head.i > token.i:
        return head if head.pos_ in NOUNS else (head.head if head.head.pos_ in NOUNS else None)
    if after is not None and after.tag_ in ("NN", "NNS") and after.dep_ != "advmod":
        return _next_noun(token)
    if token.dep_ == "pobj" and head.head.pos_ in NOUNS:
        return head.head
    if token.dep_ in ("dobj", "attr", "pobj", "npadvmod") and head.dep_ in ("acl", "relcl"):
        return head.head
    if head.pos_ in ("VERB", "AUX"):
        subjects = (c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i != token.i)
        return next((child for child in subjects if child.pos_ in NOUNS), None)
    return None
