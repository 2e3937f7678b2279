"""Later mentions: pronouns, "the minister", "the ministry", "the soldiers".

A light resolution in the manner of Lappin and Leass (1994): candidates that agree in kind, gender and number are
weighed by their grammatical role and by how many sentences back they stand; the heaviest wins, the nearest of equals.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from conflict_data.language.history import Entry
from conflict_data.language.lexicon import lexicon
from conflict_data.language.mentions import ActorMention
from conflict_data.language.named import mention_of
from conflict_data.language.nouns import institution_mention
from conflict_data.language.scene import Nation, Scene, nation_near
from conflict_data.language.together import distinct, joined, nations_joined
from conflict_data.reference.tables import actors, aliases, countries, institutions

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
_BODIES = frozenset({"government", "military", "organisation", "company", "media"})
_TAKEN_UP = _BODIES | {"document", "thing"}
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
        gender = _PERSONAL[word]
        found = _best(scene, history, i, lambda e: _is_person(e, gender))
    elif word in _NEUTER and not _is_empty(words.lemma[words.head[i]], words.dep[i], word):
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
    elif word in _PLURAL or words.pos[i] == "NUM":
        found = _best(scene, history, i, lambda e: e.plural)
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


def _is_person(entry: Entry, gender: str) -> bool:
    return entry.mention.kind == "person" and (entry.gender or gender) == gender


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


def _is_empty(verb: str, dep: str, word: str) -> bool:
    """Whether "it" takes up no actor: "it was reported that", "it is hard to"."""
    if word != "it":
        return False
    lists = lexicon()
    return dep == "expl" or verb in lists.impersonal or (dep == "nsubjpass" and verb in lists.speech)


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


def _governing(scene: Scene, history: list[Entry], i: int, agrees: Callable[[Entry], bool]) -> Entry | None:
    """The subject of the nearest clause above a pronoun: "demanded that Russia return what it had taken"."""
    words = scene.words
    entries = {entry.token: entry for entry in history if entry.sentence == words.sentence[i]}
    token = i
    while words.head[token] != token:
        token = words.head[token]
        for child in words.children[token]:
            entry = entries.get(child) if child < i else None
            if entry is not None and words.dep[child] in ("nsubj", "nsubjpass") and agrees(entry):
                return entry
    return None


def _subject_of_object(scene: Scene, i: int) -> str | None:
    """The actor who is subject of the verb that a pronoun is an object of, and so somebody else."""
    words = scene.words
    if words.dep[i] not in ("dobj", "dative", "pobj"):
        return None
    verb = words.head[i]
    if words.dep[i] == "pobj":
        verb = words.head[verb]
    for child in words.children[verb]:
        if words.dep[child] == "nsubj" and child in scene.mentions:
            return scene.mentions[child].actor_id
    return None


def read_definite(
    scene: Scene, history: list[Entry], i: int, phrase: str | None, found: ActorMention | None
) -> ActorMention | None:
    """The actor of a definite phrase that names no country, from the mentions before it.

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
    if words.tag[i] in ("NNS", "NNPS") and phrase not in institutions():
        several = distinct(scene, history, first, i)
        if several is not None:
            return again(scene, first, i, several)
        earlier = _same_group(scene, history, i, found)
        return again(scene, first, i, earlier) if earlier else found
    if noun in lists.weapons:
        earlier = _same_group(scene, history, i, found)
        return again(scene, first, i, earlier) if earlier else found
    if noun in lists.documents:
        entry = _latest(scene, history, i, lambda e: words.lemma[e.token] == words.lemma[i])
        return again(scene, first, i, entry.mention) if entry and entry.mention.kind != "document" else None
    if phrase is not None and phrase in institutions():
        return _institution(scene, history, first, i, phrase) or found
    if noun in lists.titles and set(words.lower[first:i]) & lists.former - {"first", "deputy", "vice"}:
        return found
    if noun in lists.titles:
        wanted = {noun} if phrase is None else {phrase}
        country = found.country if found is not None else None
        entry = _latest(
            scene, history, i, lambda e: bool(wanted & e.titles) and country in (None, e.mention.country)
        )
        return again(scene, first, i, entry.mention) if entry else found
    if found is not None and found.country is not None:
        entry = _latest(
            scene, history, i, lambda e: e.mention.country == found.country and _is_called(e.mention, noun)
        )
        return again(scene, first, i, entry.mention) if entry else found
    if noun in ("country", "nation", "state"):
        entry = _latest(scene, history, i, lambda e: e.mention.kind == "government")
        return again(scene, first, i, entry.mention) if entry else None
    if words.right(i) > i:
        # "the union of miners" is introduced here.
        return found
    usual = default_actor(" ".join(words.lower[first + 1 : i + 1]))
    if usual is not None and i > first + 1:
        return mention_of(usual, words.start[first], words.end(i), scene.text(first, i), scene.day)
    kinds = lists.definite.get(noun, ())
    entry = _latest(scene, history, i, lambda e: e.mention.kind in kinds or _is_called(e.mention, noun))
    if entry is not None:
        return again(scene, first, i, entry.mention)
    if usual is not None:
        return mention_of(usual, words.start[first], words.end(i), scene.text(first, i), scene.day)
    return found


def _is_called(mention: ActorMention, noun: str) -> bool:
    """Whether a body is called by a noun: "the agency" is one with "Agency" in its name."""
    if mention.kind not in _BODIES or mention.name is None:
        return False
    return noun in mention.name.lower().replace("-", " ").split() or mention.name in lexicon().called.get(
        noun, ()
    )


def _latest(scene: Scene, history: list[Entry], i: int, agrees: Callable[[Entry], bool]) -> Entry | None:
    """The heaviest earlier mention that agrees, however far back, nearness counting less than for a pronoun."""
    best, top = None, 0.0
    for entry in reversed(history):
        if agrees(entry):
            weight = entry.weight - 0.8 * (scene.words.sentence[i] - entry.sentence)
            if best is None or weight > top:
                best, top = entry, weight
    return best


def _institution(scene: Scene, history: list[Entry], first: int, i: int, phrase: str) -> ActorMention | None:
    """The institution of the country that had one of its kind before, else of the one that the text speaks of."""
    entry = institutions()[phrase]
    ids = set(entry.known.values())
    for earlier in reversed(history):
        actor_id = earlier.mention.actor_id or ""
        if actor_id in ids or actor_id.endswith(f"-{entry.suffix}"):
            return again(scene, first, i, earlier.mention)
    code = nation_near(scene, first, local=entry.sector in ("COP", "JUD"), sentences=1)
    code = code or default_country(phrase) or nation_near(scene, first)
    if code is None:
        subjects = (e.mention.country for e in reversed(history) if e.weight >= 3)
        code = next((c for c in subjects if c in _country_codes()), None)
    if code is None:
        return None
    return institution_mention(scene, first, i, phrase, Nation(code))


@functools.cache
def _country_codes() -> frozenset[str]:
    return frozenset(countries())


@functools.cache
def _defaults() -> dict[str, str]:
    """Actors that the table of spellings gives for a phrase in lower case, where it gives one."""
    found: dict[str, set[str]] = {}
    for alias in aliases():
        if alias.ambiguous and actors()[alias.actor_id].kind not in ("person", "media"):
            found.setdefault(alias.alias.removeprefix("the ").lower(), set()).add(alias.actor_id)
    return {phrase: next(iter(ids)) for phrase, ids in found.items() if len(ids) == 1}


def default_actor(phrase: str) -> str | None:
    """The actor that is meant by a phrase where the text names none ("the grid operator")."""
    return _defaults().get(phrase)


def default_country(phrase: str) -> str | None:
    """The country whose institution is meant where the text names none."""
    actor_id = default_actor(phrase)
    return actors()[actor_id].country if actor_id is not None else None


def _same_group(
    scene: Scene, history: list[Entry], i: int, found: ActorMention | None
) -> ActorMention | None:
    """The earlier group of the same noun ("the soldiers"), or for forces of the same sector."""
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
        mention = entry.mention
        if mention.sector == found.sector and mention.country is not None and mention.kind != "person":
            return mention
    return None


def again(scene: Scene, first: int, i: int, mention: ActorMention) -> ActorMention:
    """An earlier actor at a new phrase."""
    start, end = scene.words.start[first], scene.words.end(i)
    return mention.at(start, end, scene.document.text[start:end])
