"""Repairs of what the parser is known to get wrong in news."""

from __future__ import annotations

from conflict_data.extract.lexicon import verbs, words
from conflict_data.extract.syntax import Tree


def mend(tree: Tree) -> Tree:
    """Mend lemmas and clauses, in place.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    Tree
        The same.
    """
    for i in range(len(tree.lemma)):
        # The lemmatiser makes "stag" of "staged".
        if tree.pos[i] == "VERB" and tree.lemma[i] + "e" in verbs() and tree.lemma[i] not in verbs():
            tree.lemma[i] += "e"
    for i in range(1, len(tree.lemma)):
        if (
            tree.dep[i] == "amod"
            and tree.tag[i] in ("VBN", "VBD")
            and tree.head[i] > i
            and _has_subject(tree, i)
        ):
            _make_verb(tree, i)
        elif tree.dep[i] == "npadvmod" and tree.head[i] == i + 1 and _is_arms(tree, i):
            # "A drone damaged ...": an adverb for the parser.
            tree.dep[i] = "nsubj"
            tree.tag[i + 1] = "VBD"
        elif tree.dep[i] in ("acl", "relcl") and tree.tag[i] == "NNS" and tree.lemma[i] in verbs():
            _make_predicate(tree, i)
        elif tree.form[i] == "out" and tree.dep[i] == "prep" and tree.pos[i - 1] == "NUM":
            if not tree.inside(i - 1, i):
                _hang(tree, i, i - 1)  # "shot down 74 out of 90 drones"
        elif tree.dep[i] == "pobj" and _is_behind_date(tree, i):
            _make_subject(tree, i)
        elif tree.tag[i] == "VBN" and _is_finite(tree, i):
            tree.tag[i] = "VBD"  # "Russian attacks killed two people": a participle for the tagger
    return tree


def _is_behind_date(tree: Tree, name: int) -> bool:
    """Whether a name was taken into the date before it: "On Friday Rubio met ...", without a comma."""
    preposition = tree.head[name]
    verb = tree.head[preposition]
    return (
        tree.form[preposition] in ("on", "in")
        and preposition + 1 < name
        and tree.pos[name] == "PROPN"
        and tree.form[preposition + 1] in words()["calendar"]
        and tree.head[preposition + 1] == name
        and tree.pos[verb] == "VERB"
        and name < verb <= name + 3
        and tree.child(verb, "nsubj", "nsubjpass") is None
    )


def _make_subject(tree: Tree, name: int) -> None:
    """Make a name the subject of the verb over its preposition, and the day before it the preposition's noun."""
    preposition = tree.head[name]
    day, verb = preposition + 1, tree.head[preposition]
    _hang(tree, day, preposition)
    _hang(tree, name, verb)
    tree.dep[day] = "pobj"
    tree.dep[name] = "nsubjpass" if tree.child(verb, "auxpass") is not None else "nsubj"


def _make_predicate(tree: Tree, noun: int) -> None:
    """Make a plural at the head of a relative clause its verb: "terms that Kyiv rejects"."""
    tree.tag[noun], tree.pos[noun], tree.dep[noun] = "VBZ", "VERB", "relcl"
    if noun - 1 in tree.children[noun] and tree.dep[noun - 1] in ("amod", "compound", "nmod"):
        tree.dep[noun - 1], tree.pos[noun - 1] = "nsubj", "PROPN"
        for c in tree.children[noun]:
            if c < noun - 1 and tree.form[c] in ("that", "which"):
                tree.dep[c] = "dobj"


def _hang(tree: Tree, token: int, head: int) -> None:
    """Hang a word under another one."""
    tree.children[tree.head[token]].remove(token)
    tree.children[head] = sorted([*tree.children[head], token])
    tree.head[token] = head


def _is_finite(tree: Tree, participle: int) -> bool:
    """Whether a participle has a subject and an object of its own and no auxiliary."""
    labels = {tree.dep[c] for c in tree.children[participle]}
    clause = tree.dep[participle] in ("ROOT", "ccomp", "conj", "advcl", "relcl")
    return clause and {"nsubj", "dobj"} <= labels and not labels & {"aux", "auxpass"}


def _has_subject(tree: Tree, participle: int) -> bool:
    """Whether the noun in front of a participle is what acts: "drones damaged houses", "a missile damaged flats"."""
    subject, noun = participle - 1, tree.head[participle]
    if tree.head[subject] not in (noun, participle):
        return False
    if tree.dep[subject] not in ("nmod", "compound", "amod", "npadvmod"):
        return False
    if tree.tag[subject] in ("NNS", "NNP", "NNPS"):
        return True
    return tree.tag[subject] == "NN" and (_is_arms(tree, subject) or tree.dep[noun] == "ROOT")


def _is_arms(tree: Tree, noun: int) -> bool:
    """Whether a noun is a weapon or an attack."""
    return any(tree.lemma[noun] in words()[name] for name in ("munition", "attack", "blast"))


def _make_verb(tree: Tree, participle: int) -> None:
    """Make a participle the verb of its clause, the word before it its subject and its noun its object."""
    noun, subject = tree.head[participle], participle - 1
    tree.tag[participle], tree.pos[participle] = "VBD", "VERB"
    left = [c for c in tree.children[noun] if c < participle and c != subject]
    right = [c for c in tree.children[noun] if c > participle]
    own = [c for c in tree.children[participle] if c != subject]
    _put_in_place(tree, participle, noun)
    tree.children[noun] = [c for c in right if c < noun or tree.dep[c] not in ("punct", "cc")]
    moved = [c for c in right if c not in tree.children[noun]]
    # What stands before the subject and is no part of it opens the clause.
    opening = [c for c in left if tree.dep[c] in ("prep", "advmod", "punct", "npadvmod")]
    tree.children[subject] = sorted([*(c for c in left if c not in opening), *tree.children[subject]])
    tree.children[participle] = sorted([*tree.children[participle], *opening, subject, noun, *moved, *own])
    for head in (participle, subject):
        for c in tree.children[head]:
            tree.head[c] = head
    tree.dep[subject], tree.dep[noun] = "nsubj", "dobj"


def _put_in_place(tree: Tree, participle: int, noun: int) -> None:
    """Hang a participle where its noun hung; a preposition at the head of the sentence comes under it."""
    above = tree.head[noun]
    tree.children[participle] = []
    if above == noun:
        tree.dep[participle], tree.head[participle] = "ROOT", participle
        return
    tree.children[above].remove(noun)
    if tree.head[above] == above and tree.pos[above] == "ADP":
        tree.dep[participle], tree.head[participle] = "ROOT", participle
        tree.dep[above], tree.head[above] = "prep", participle
        tree.children[participle] = [above]
        return
    tree.children[above] = sorted([*tree.children[above], participle])
    tree.head[participle] = above
    tree.dep[participle] = "ccomp" if tree.dep[noun] == "nsubj" else tree.dep[noun]
