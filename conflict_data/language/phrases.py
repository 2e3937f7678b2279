"""Phrases around a token: what the extractors read off the dependency tree.

The labels are those of the English spaCy models (ClearNLP style: nsubj, nsubjpass, dobj, pobj, prep, agent, acl,
relcl, ccomp, xcomp, conj ...).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

# Below a noun these carry on the phrase with a clause or an aside of its own.
_CLAUSES = frozenset(
    {"relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "conj", "cc", "punct", "preconj"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def noun_phrase(head: Token) -> Span:
    """The phrase of a noun without relative clauses, appositions, coordinated phrases and final punctuation.

    Parameters
    ----------
    head : spacy.tokens.Token
        Head noun, proper noun or pronoun.

    Returns
    -------
    spacy.tokens.Span
        From the leftmost modifier to the last token of the head's own complements.
    """
    left, right = head.i, head.i
    for child in head.children:
        if child.i < head.i:
            if child.dep_ not in ("cc", "preconj", "punct", "appos", "parataxis"):
                left = min(left, child.left_edge.i)
        elif child.dep_ not in _CLAUSES:
            right = max(right, _last(child))
    return head.doc[left : right + 1]


def core_phrase(head: Token) -> Span:
    """The phrase of a noun up to the noun itself and its possessive or compound parts, without complements."""
    left, right = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ not in ("cc", "preconj", "punct", "appos", "parataxis", "relcl"):
            left = min(left, child.left_edge.i)
    return head.doc[left : right + 1]


def _last(token: Token) -> int:
    """Index of the last token under a token, not counting clauses and coordinated phrases."""
    right = token.i
    for child in token.rights:
        if child.dep_ not in _CLAUSES:
            right = max(right, _last(child))
    return right


def conjuncts(token: Token) -> Iterator[Token]:
    """A token and what is coordinated with it, in order."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def subject(verb: Token) -> Token | None:
    """The subject of a verb; that of the verb it is coordinated with, or controlled by, where it has none."""
    seen = 0
    token = verb
    while seen < 6:
        for child in token.lefts:
            if child.dep_ in _SUBJECTS and child.dep_ != "expl":
                return child
        if token.dep_ in ("conj", "xcomp", "advcl") and token.head is not token:
            token, seen = token.head, seen + 1
        elif token.dep_ in ("relcl", "acl"):
            return token.head
        else:
            return None
    return None


def clause(verb: Token) -> Span:
    """The clause of a token: its subtree without the clauses that hang on it with a subject of their own."""
    left, right = verb.i, verb.i
    stack = [verb]
    while stack:
        token = stack.pop()
        left, right = min(left, token.i), max(right, token.i)
        for child in token.children:
            if child.dep_ in ("ccomp", "advcl", "parataxis", "relcl"):
                continue
            if child.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in child.children):
                continue
            stack.append(child)
    while right > left and (verb.doc[right].is_punct or verb.doc[right].is_space):
        right -= 1
    return verb.doc[left : right + 1]
