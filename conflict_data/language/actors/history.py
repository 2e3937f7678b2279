"""Earlier mentions, with what a pronoun or "the minister" has to agree in and how near they are to mind."""

from __future__ import annotations

from dataclasses import dataclass

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.names import fold
from conflict_data.language.actors.offices import plain_title
from conflict_data.language.actors.scene import Scene
from conflict_data.language.actors.titles import apposed_title, title_of

HEAVIEST = 4.0
BODIES = frozenset({"government", "military", "organisation", "company", "media"})
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An earlier mention.

    Parameters
    ----------
    token, sentence : int
    mention : ActorMention
    titles : frozenset of str
        Titles by which a person can be taken up: those of the office held and those that the text gives.
    gender : str or None
        "m" or "f".
    plural : bool
    weight : float
        Prominence by grammatical role, about 0 to 4.
    """

    token: int
    sentence: int
    mention: ActorMention
    titles: frozenset[str]
    gender: str | None
    plural: bool
    weight: float


def entry_of(scene: Scene, i: int, mention: ActorMention) -> Entry:
    """What later phrases can take up of the mention at a token."""
    words = scene.words
    person = mention.kind == "person"
    titles = _titles(scene, i, mention) if person else frozenset[str]()
    joined = any(words.dep[c] == "conj" and c in scene.mentions for c in words.children[i])
    plural = joined or bool(mention.members) or words.tag[i] in ("NNS", "NNPS")
    plural = (
        plural or (mention.kind == "group" and mention.known) or words.lower[i] in ("they", "them", "their")
    )
    gender = _gender(mention, titles) if person else None
    return Entry(i, words.sentence[i], mention, titles, gender, plural, weight_of(scene, i))


def weight_of(scene: Scene, i: int) -> float:
    """Prominence of a token by its grammatical role: the subject of the main clause is what a text is about."""
    words = scene.words
    lost = 0.0
    while words.dep[i] == "conj" and words.pos[words.head[i]] in _NOMINAL and words.head[i] != i:
        i, lost = words.head[i], lost + 0.5
    dep, head = words.dep[i], words.head[i]
    weight = 1.0
    if dep in ("nsubj", "nsubjpass"):
        weight = HEAVIEST if _is_main(scene, head) else 2.0
    elif dep == "pobj":
        before = words.head[head]
        if words.lower[head] == "to" and words.lower[before] == "according":
            weight = 3.5
        elif words.dep[head] == "agent":
            weight = 2.0
    elif dep == "appos":
        weight = 1.5
    elif dep in ("compound", "nmod", "amod"):
        weight = 0.3
    elif dep == "poss":
        weight = 0.8
    if words.quoted[i]:
        weight -= 1.0
    return max(0.5, weight - lost) if lost else weight


def _is_main(scene: Scene, verb: int) -> bool:
    words = scene.words
    while words.dep[verb] == "conj" and words.head[verb] != verb:
        verb = words.head[verb]
    return words.dep[verb] in ("ROOT", "parataxis")


def _titles(scene: Scene, i: int, mention: ActorMention) -> frozenset[str]:
    words, found = scene.words, set[str]()
    for part in plain_title(mention.role or "").replace("; ", " and ").split(" and "):
        head = part.split(" of ")[0].split(" for ")[0].split(" to ")[0].strip()
        found |= {head, head.rpartition(" ")[2]}
    first = i
    while first and scene.owner.get(first - 1) == i:
        first -= 1
    span = title_of(scene, first)
    noun = span[1] if span else apposed_title(words, i)
    if noun is not None:
        found |= {words.lower[noun], " ".join(words.lower[max(0, noun - 1) : noun + 1])}
    if found & {"president", "prime minister", "chancellor", "premier"}:
        found.add("leader")
    if mention.sector == "MIL":
        found |= {"general", "commander"}
    if {"vice president", "deputy president"} & found:
        found.discard("president")
    return frozenset(found - {""})


def _gender(mention: ActorMention, titles: frozenset[str]) -> str | None:
    lists = lexicon()
    if not mention.name:
        return None
    if titles & lists.female_titles:
        return "f"
    if titles & lists.male_titles:
        return "m"
    given = fold(mention.name.split()[0])
    if given in lists.female_names:
        return "f"
    if given in lists.male_names:
        return "m"
    if given.endswith("a") and " " in mention.name:
        return "f"
    return "m" if mention.known else None


def again(scene: Scene, first: int, i: int, mention: ActorMention) -> ActorMention:
    """An earlier actor at a new phrase."""
    start, end = scene.words.start[first], scene.words.end(i)
    return mention.at(start, end, scene.document.text[start:end])
