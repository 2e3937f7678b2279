"""Later mentions: pronouns, "the minister", "the ministry", "the soldiers".

A light resolution in the manner of Lappin and Leass (1994): candidates that agree in kind, gender and number are
weighed by their grammatical role and by how many sentences back they stand; the heaviest wins, the nearest of equals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from conflict_data.language.learned import apposed_title, title_of
from conflict_data.language.lexicon import lexicon
from conflict_data.language.mentions import ActorMention
from conflict_data.language.names import fold
from conflict_data.language.nouns import institution_mention
from conflict_data.language.offices import plain_title
from conflict_data.language.scene import Nation, Scene, nation_near
from conflict_data.reference.tables import aliases, institutions

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
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_BODIES = frozenset({"government", "military", "organisation", "company", "media"})
_FAR = 5
_STEP = 1.6


@dataclass(frozen=True, slots=True)
class Entry:
    """An earlier mention with what it needs to agree in, and its weight by grammatical role."""

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
    titles = _titles(scene, i, mention) if mention.kind == "person" else frozenset[str]()
    joined = any(words.dep[c] == "conj" and c in scene.mentions for c in words.children[i])
    plural = joined or words.tag[i] in ("NNS", "NNPS") or (mention.kind == "group" and mention.known)
    return Entry(
        i,
        words.sentence[i],
        mention,
        titles,
        _gender(mention, titles),
        plural,
        _weight(scene, i),
    )


def _weight(scene: Scene, i: int) -> float:
    words = scene.words
    dep, head = words.dep[i], words.head[i]
    if dep == "conj" and words.pos[head] in ("PROPN", "NOUN", "PRON"):
        return max(0.5, _weight(scene, head) - 0.5)
    if dep in ("nsubj", "agent"):
        return 3.5 if words.lemma[head] in lexicon().speech else 3.0
    if dep == "nsubjpass":
        return 2.5
    if dep == "pobj" and words.lower[head] == "to" and words.lower[words.head[head]] == "according":
        return 3.0
    if dep == "appos":
        return 1.5
    return 0.3 if dep in ("compound", "nmod", "amod") else 1.0


def _titles(scene: Scene, i: int, mention: ActorMention) -> frozenset[str]:
    """Titles by which a person can be taken up: those of the office held and those that the text gives."""
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
    if {"vice president", "deputy president"} & found:
        found.discard("president")
    return frozenset(found - {""})


def _gender(mention: ActorMention, titles: frozenset[str]) -> str | None:
    lists = lexicon()
    if mention.kind != "person" or not mention.name:
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
    return "f" if given.endswith("a") and " " in mention.name else "m" if mention.known else None


def read_pronoun(scene: Scene, history: list[Entry], i: int) -> ActorMention | None:
    """The actor whom a pronoun takes up."""
    words = scene.words
    word = words.lower[i]
    if words.tag[i] in ("WP", "WDT", "WP$"):
        return _relative(scene, i)
    if word in _PERSONAL:
        found = _best(scene, history, i, "person", _PERSONAL[word])
    elif word in _NEUTER and not _empty(scene, i):
        found = _best(scene, history, i, "body", None)
    elif word in _PLURAL:
        found = _best(scene, history, i, "plural", None)
    else:
        return None
    return _again(scene, i, i, found) if found is not None else None


def _relative(scene: Scene, i: int) -> ActorMention | None:
    """The antecedent of "who", "which": the noun that the relative clause hangs on."""
    words = scene.words
    verb = words.head[i]
    for _ in range(4):
        if words.dep[verb] == "relcl":
            found = scene.mentions.get(words.head[verb])
            return _again(scene, i, i, found) if found is not None else None
        if words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None


def _empty(scene: Scene, i: int) -> bool:
    """Whether "it" takes up no actor: "it was reported that", "it is hard to"."""
    words = scene.words
    if words.lower[i] != "it":
        return False
    verb = words.head[i]
    if words.dep[i] in ("expl", "nsubjpass"):
        return words.dep[i] == "expl" or words.lemma[verb] in (
            "say",
            "report",
            "think",
            "believe",
            "expect",
            "know",
        )
    if words.dep[i] == "nsubj":
        return words.lemma[verb] not in lexicon().speech
    return False


def _best(scene: Scene, history: list[Entry], i: int, kind: str, gender: str | None) -> ActorMention | None:
    words, paragraphs = scene.words, scene.document.paragraphs
    sentence = words.sentence[i]
    best, top = None, 0.0
    for entry in reversed(history):
        back = sentence - entry.sentence
        if back > _FAR:
            break
        if not _agrees(entry, kind, gender) or _same_clause(scene, entry.token, i):
            continue
        weight = entry.weight + 10 - _STEP * back
        if paragraphs[sentence] != paragraphs[entry.sentence]:
            weight -= 0.5
        if best is None or weight > top:
            best, top = entry.mention, weight
    return best


def _agrees(entry: Entry, kind: str, gender: str | None) -> bool:
    mention = entry.mention
    if kind == "person":
        return mention.kind == "person" and not (gender and entry.gender and gender != entry.gender)
    if kind == "plural":
        return entry.plural
    return mention.kind in _BODIES and not (entry.plural and mention.kind == "group")


def _same_clause(scene: Scene, earlier: int, i: int) -> bool:
    """Whether a pronoun is the object of the verb whose subject is the candidate, and so somebody else."""
    words = scene.words
    if words.dep[i] not in ("dobj", "dative", "pobj"):
        return False
    verb = words.head[i]
    if words.dep[i] == "pobj":
        verb = words.head[verb]
    return words.head[earlier] == verb and words.dep[earlier] in ("nsubj", "nsubjpass")


def read_definite(
    scene: Scene, history: list[Entry], i: int, phrase: str | None, found: ActorMention | None
) -> ActorMention | None:
    """The actor of a phrase with "the", "this" or "that" that names no country, from the mentions before it.

    Parameters
    ----------
    scene : Scene
    history : list of Entry
        Mentions before it, in order.
    i : int
        Head noun.
    phrase : str or None
        Listed phrase that the noun ends.
    found : ActorMention or None
        What the phrase says by itself, without a country.
    """
    words, lists = scene.words, lexicon()
    first, noun = words.left(i), words.lower[i]
    if phrase in institutions():
        return _institution(scene, history, first, i, phrase) or found
    if words.tag[i] in ("NNS", "NNPS") or noun in lists.weapons:
        earlier = _same_group(scene, history, i, found)
        if earlier is None:
            return found
        return _again(scene, first, i, earlier)
    if noun in lists.titles:
        wanted = {phrase, noun} if phrase in (None, noun) else {phrase}
        entry = _latest(scene, history, i, lambda e: bool(wanted & e.titles))
        return _again(scene, first, i, entry.mention) if entry else found
    if noun in ("country", "nation", "state", "bloc", "alliance"):
        fixed = {"bloc": "EUR", "alliance": "IGO"}.get(noun)
        entry = _latest(
            scene,
            history,
            i,
            lambda e: e.mention.country == fixed if fixed else e.mention.kind == "government",
        )
        return _again(scene, first, i, entry.mention) if entry else None
    kinds = lists.definite.get(noun, ())
    entry = _latest(
        scene,
        history,
        i,
        lambda e: (
            e.mention.kind in kinds
            or (
                e.mention.kind in _BODIES
                and noun
                in (e.mention.name or "")
                .lower()
                .replace("defence", "defense")
                .replace("defense", "defence")
                .split()
            )
        ),
    )
    if entry is not None:
        return _again(scene, first, i, entry.mention)
    return found


def _latest(scene: Scene, history: list[Entry], i: int, test: Callable[[Entry], bool]) -> Entry | None:
    """The heaviest earlier mention that passes a test, however far back."""
    best, top = None, 0.0
    for entry in reversed(history):
        if test(entry):
            weight = entry.weight - 0.8 * (scene.words.sentence[i] - entry.sentence)
            if best is None or weight > top:
                best, top = entry, weight
    return best


def _institution(scene: Scene, history: list[Entry], first: int, i: int, phrase: str) -> ActorMention | None:
    """The institution of the country that had one of its kind before, else that the text speaks of."""
    entry = institutions()[phrase]
    ids = set(entry.known.values())
    for earlier in reversed(history):
        actor_id = earlier.mention.actor_id or ""
        if actor_id in ids or actor_id.endswith(f"-{entry.suffix}"):
            return _again(scene, first, i, earlier.mention)
    code = _default_country(phrase) or nation_near(scene, first)
    if code is None:
        return None
    return institution_mention(scene, first, i, phrase, Nation(code))


def _default_country(phrase: str) -> str | None:
    """The country whose institution is meant where the news name none, by the table of spellings."""
    ids = {a.actor_id for a in aliases() if a.ambiguous and a.alias.removeprefix("the ").lower() == phrase}
    return "UKR" if len(ids) == 1 and next(iter(ids)).startswith("ukr-") else None


def _same_group(
    scene: Scene, history: list[Entry], i: int, found: ActorMention | None
) -> ActorMention | None:
    words = scene.words
    for entry in reversed(history):
        if words.sentence[i] - entry.sentence > _FAR:
            break
        if entry.mention.kind == "group" and words.lemma[entry.token] == words.lemma[i]:
            return entry.mention
    if found is None or found.sector not in ("MIL", "COP", "SPY"):
        return None
    for entry in reversed(history):
        if words.sentence[i] - entry.sentence > 2:
            break
        if (
            entry.mention.sector == found.sector
            and entry.mention.country is not None
            and entry.mention.kind != "person"
        ):
            return entry.mention
    return None


def _again(scene: Scene, first: int, i: int, mention: ActorMention) -> ActorMention:
    """An earlier actor at a new phrase."""
    start, end = scene.words.start[first], scene.words.end(i)
    return replace(mention, start=start, end=end, text=scene.document.text[start:end])
