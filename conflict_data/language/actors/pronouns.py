"""Pronouns.

A light resolution in the manner of Lappin and Leass (1994): candidates that agree in kind, gender and number are
weighed by their grammatical role and by how many sentences back they stand; the heaviest wins, the nearest of equals.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from conflict_data.language.actors.history import BODIES, Entry, again
from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.scene import Scene
from conflict_data.language.actors.together import joined, nations_joined

_PERSONAL = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_NEUTER = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their", "both"})
_TAKEN_UP = BODIES | {"document", "thing"}
_FAR = 5
_STEP = 1.6
_PARAGRAPH = 0.5
_SAME = 1.5


def read_pronoun(scene: Scene, history: list[Entry], i: int) -> ActorMention | None:
    """The actor whom a pronoun takes up, if any.

    Parameters
    ----------
    scene : Scene
    history : list of Entry
        Mentions before it, in order.
    i : int
    """
    words = scene.words
    word = words.lower[i]
    if words.tag[i] in ("WP", "WDT", "WP$"):
        return _relative(scene, i)
    if word in _PERSONAL:
        found = _person(scene, history, i, _PERSONAL[word])
    elif word in _NEUTER and not _is_empty(scene, i):
        agrees = _body_for(scene, i)
        found = _governing(scene, history, i, agrees) or _best(scene, history, i, agrees)
    elif word == "both":
        found = _best(scene, history, i, lambda e: len(joined(scene, e).mention.members) == 2)
        if found is None:
            pair = nations_joined(scene, i)
            return again(scene, i, i, pair) if pair is not None else None
    elif word == "them" and words.lower[words.head[i]] == "of":
        # "67 of them", "most of them": mostly things counted.
        return None
    elif word == "their" and (subject := _subject_of_possessive(scene, i)) is not None:
        owner = scene.mentions.get(subject)
        return again(scene, i, i, owner) if owner is not None and owner.country is not None else None
    elif word in _PLURAL or words.pos[i] == "NUM":
        found = _best(scene, history, i, lambda e: e.plural)
        if word == "them" and found is not None and _is_of_things(scene, i, found):
            return None
    else:
        return None
    if found is None or found.mention.kind in ("document", "thing"):
        return None
    if word in _PLURAL:
        found = joined(scene, found)
    return again(scene, i, i, found.mention)


def _body_for(scene: Scene, i: int) -> Callable[[Entry], bool]:
    """Which earlier mentions "it" or "its" may take up: bodies, and things, which then hide the bodies before them."""
    words = scene.words
    subject = words.lower[i] == "its" or words.dep[i] in ("nsubj", "nsubjpass")
    speaks = words.dep[i] == "nsubj" and words.lemma[words.head[i]] in lexicon().speech

    def agrees(entry: Entry) -> bool:
        if entry.plural or (entry.mention.kind == "thing" and speaks):
            return False
        # As an object "it" is mostly what was said or done, unless a body stands in the same sentence.
        near = subject or entry.sentence == words.sentence[i]
        return near and entry.mention.kind in _TAKEN_UP

    return agrees


def _person(scene: Scene, history: list[Entry], i: int, gender: str) -> Entry | None:
    """The person whom "he" or "she" takes up; behind words of his, rarely somebody of whom they speak."""
    words = scene.words

    def agrees(entry: Entry) -> bool:
        return entry.mention.kind == "person" and (entry.gender or gender) == gender

    def speaks(entry: Entry) -> bool:
        verb = words.head[entry.token]
        cue = words.dep[verb] != "advcl" and words.lemma[verb] in lexicon().speech
        return entry.sentence != words.sentence[i] or (cue and words.dep[entry.token] == "nsubj")

    if i and words.text[i - 1] == "," and words.dep[i] == "nsubj":
        verb = words.head[i]
        if verb == i + 1 and words.lemma[verb] in lexicon().speech:
            found = _best(scene, history, i, lambda entry: agrees(entry) and speaks(entry))
            if found is not None:
                return found
    return _best(scene, history, i, agrees)


def _relative(scene: Scene, i: int) -> ActorMention | None:
    """The antecedent of "who", "which": the noun that the relative clause hangs on."""
    words = scene.words
    verb = words.head[i]
    for _ in range(4):
        if words.dep[verb] == "relcl":
            found = scene.mentions.get(words.head[verb])
            return again(scene, i, i, found) if found is not None else None
        if words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None


def _is_empty(scene: Scene, i: int) -> bool:
    """Whether "it" takes up no actor: "it was reported that", "it is hard to"."""
    words, lists = scene.words, lexicon()
    if words.lower[i] != "it":
        return False
    dep, verb = words.dep[i], words.head[i]
    if dep == "expl" or (dep == "nsubjpass" and words.lemma[verb] in lists.speech):
        return True
    # "the land that it took" has a subject of its own.
    return words.dep[verb] != "relcl" and words.lemma[verb] in lists.impersonal


def _best(scene: Scene, history: list[Entry], i: int, agrees: Callable[[Entry], bool]) -> Entry | None:
    """The heaviest earlier mention that agrees, in the last few sentences."""
    words, paragraphs = scene.words, scene.document.paragraphs
    sentence = words.sentence[i]
    others = _subject_of_object(scene, i)
    best, top = None, 0.0
    for entry in reversed(history):
        back = sentence - entry.sentence
        if back > _FAR:
            break
        if not agrees(entry) or (others is not None and entry.mention.actor_id == others):
            continue
        weight = entry.weight + 10 - _STEP * back
        if back == 0:
            weight += _SAME
        elif paragraphs[sentence] != paragraphs[entry.sentence]:
            weight -= _PARAGRAPH
        if best is None or weight > top:
            best, top = entry, weight
    return best


def _is_of_things(scene: Scene, i: int, found: Entry) -> bool:
    """Whether the object "them" rather takes up things that its own sentence names before it than an earlier actor."""
    words = scene.words
    if words.dep[i] != "dobj" or found.sentence == words.sentence[i]:
        return False
    first = i
    while first > 0 and words.sentence[first - 1] == words.sentence[i]:
        first -= 1
    return any(words.tag[k] == "NNS" and k not in scene.mentions for k in range(first, i))


def _subject_of_possessive(scene: Scene, i: int) -> int | None:
    """The plural noun that is subject of the clause of "their": "both armies kept up their raids"."""
    subject = next(_subjects_above(scene, i), None)
    return subject if subject is not None and scene.words.tag[subject] == "NNS" else None


def _governing(scene: Scene, history: list[Entry], i: int, agrees: Callable[[Entry], bool]) -> Entry | None:
    """The subject of the nearest clause above a pronoun: "demanded that Russia return what it had taken"."""
    words = scene.words
    here = itertools.takewhile(lambda entry: entry.sentence == words.sentence[i], reversed(history))
    others = _subject_of_object(scene, i)
    entries = {entry.token: entry for entry in here if entry.mention.actor_id != others or others is None}
    above = (entries[subject] for subject in _subjects_above(scene, i) if subject in entries)
    return next((entry for entry in above if agrees(entry)), None)


def _subjects_above(scene: Scene, i: int) -> Iterator[int]:
    """Subjects before a token of the clauses that it stands in, from the innermost out."""
    words = scene.words
    token = i
    while words.head[token] != token:
        token = words.head[token]
        for child in words.children[token]:
            if child < i and words.dep[child] in ("nsubj", "nsubjpass"):
                yield child


def _subject_of_object(scene: Scene, i: int) -> str | None:
    """The actor who is subject of the verb that a pronoun is an object of, and so somebody else."""
    words = scene.words
    if words.dep[i] not in ("dobj", "dative", "pobj"):
        return None
    verb = words.head[i]
    if words.dep[i] == "pobj":
        verb = words.head[verb]
        if words.pos[verb] == "NOUN" and words.dep[verb] in ("dobj", "conj"):
            verb = words.head[verb]  # "sent missiles and drones at it"
    for child in words.children[verb]:
        if words.dep[child] == "nsubj" and child in scene.mentions:
            return scene.mentions[child].actor_id
    return None
