"""The pass over a document that finds its actors."""

from __future__ import annotations

from conflict_data.language.actors.definites import read_definite
from conflict_data.language.actors.history import Entry, entry_of
from conflict_data.language.actors.learned import learn_names
from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.local import local_body, local_holder
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.named import read_scene
from conflict_data.language.actors.nouns import listed_phrase, read_noun
from conflict_data.language.actors.pronouns import read_pronoun
from conflict_data.language.actors.scene import Scene
from conflict_data.language.actors.titles import apposed_title, is_person_noun
from conflict_data.language.actors.words import Words
from conflict_data.language.document import Document

_MODIFIERS = frozenset({"compound", "nmod", "amod", "npadvmod"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def find_actors(document: Document) -> dict[int, ActorMention]:
    """Every phrase of the document that names an actor.

    Names come first, those of the reference tables and those that the text introduces; then the phrases are read from
    left to right, so that each pronoun and each "the minister" finds the mentions before it.

    Parameters
    ----------
    document : Document
        With its dates and places.

    Returns
    -------
    dict of int to ActorMention
        By the index of the phrase's head token.
    """
    scene = read_scene(document)
    learn_names(scene)
    words = scene.words
    history: list[Entry] = []
    for i in range(len(words.text)):
        mention = scene.mentions.get(i)
        if mention is None and i not in scene.owner:
            mention = _read(scene, history, i)
            if mention is not None:
                scene.mentions[i] = mention
        if mention is not None and (mention.country is not None or mention.name is not None):
            history.append(entry_of(scene, i, mention))
        elif mention is None and (kind := _kind_of_thing(words, i)) is not None:
            history.append(entry_of(scene, i, _nobody(words, i, kind)))
    return dict(sorted(scene.mentions.items()))


def _read(scene: Scene, history: list[Entry], i: int) -> ActorMention | None:
    words = scene.words
    if (
        words.pos[i] == "PRON"
        or words.tag[i] in ("PRP", "PRP$", "WP", "WP$", "WDT")
        or _stands_alone(words, i)
    ):
        return read_pronoun(scene, history, i)
    if words.pos[i] not in ("NOUN", "PROPN") and words.tag[i] not in ("NNS", "NN"):
        return None
    named = _named_by(scene, i)
    if named is not None:
        return named
    if words.dep[i] in _MODIFIERS:
        return None
    first = words.left(i)
    local = local_holder(scene, first, i) or local_body(scene, first, i)
    if local is not None:
        return local
    found = read_noun(scene, i)
    if (
        found is not None
        and found.country is not None
        and (found.kind != "group" or words.tag[i] in ("NNS", "NNPS"))
    ):
        return found
    if found is not None and found.country is not None and words.lower[first] not in _DEFINITE:
        return found
    bare = (
        first == i
        and found is not None
        and found.country is None
        and found.kind in ("government", "military")
    )
    if bare or words.lower[first] in _DEFINITE:
        phrase, _ = listed_phrase(scene, first, i)
        return read_definite(scene, history, i, phrase, found)
    return found


def _named_by(scene: Scene, i: int) -> ActorMention | None:
    """The actor whose name stands in apposition to a noun ("its head, Rostislav Goldshtein")."""
    words, lists = scene.words, lexicon()
    if not is_person_noun(words, i) and words.lower[i] not in lists.introducers:
        return None
    for k in range(i, words.right(i) + 1):
        # "the spokesman of the General Staff, Andrii Kovaliov": the parser hangs the name on either noun.
        for child in words.children[k]:
            if child > i and words.dep[child] == "appos" and child in scene.mentions:
                mention = scene.mentions[child]
                if k == i or mention.kind == "person":
                    return mention
    # The parser often takes "the power company DTEK" for two subjects.
    root = scene.owner.get(i + 1)
    if root is not None and root in scene.mentions and words.sentence[i] == words.sentence[i + 1]:
        return scene.mentions[root]
    if words.dep[i] == "appos" and words.head[i] in scene.mentions and words.head[i] < i:
        mention = scene.mentions[words.head[i]]
        if mention.kind != "person" or apposed_title(words, words.head[i]) == i:
            return mention
    return None


def _stands_alone(words: Words, i: int) -> bool:
    """Whether "both" or a numeral is a subject by itself: "four said"."""
    if words.lower[i] == "both":
        return words.dep[i] == "nsubj" and words.lemma[words.head[i]] in lexicon().acts
    alone = words.pos[i] == "NUM" and words.dep[i] in ("nsubj", "nummod")
    return alone and words.pos[words.head[i]] == "VERB" and words.lemma[words.head[i]] in lexicon().acts


def _kind_of_thing(words: Words, i: int) -> str | None:
    """Whether a noun that names no actor can hide one from "it": a document, or the thing a sentence is about."""
    if words.lower[i] in lexicon().documents:
        return "document"
    subject = words.dep[i] in ("nsubj", "nsubjpass") and words.tag[i] == "NN"
    return "thing" if subject and words.pos[i] == "NOUN" else None


def _nobody(words: Words, i: int, kind: str) -> ActorMention:
    """An entry of the history that "it" takes up without meaning an actor."""
    start, end = words.start[i], words.end(i)
    return ActorMention(start, end, words.text[i], None, None, None, None, None, kind, False)
