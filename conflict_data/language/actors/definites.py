"""Definite phrases that take up an earlier mention: "the minister", "the ministry", "the soldiers"."""

from __future__ import annotations

import functools
from collections.abc import Callable

from conflict_data.language.actors.history import BODIES, HEAVIEST, Entry, again
from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.named import mention_of
from conflict_data.language.actors.nouns import group_mention, institution_mention
from conflict_data.language.actors.scene import Nation, Scene, nation_near
from conflict_data.language.actors.together import distinct
from conflict_data.reference.tables import actors, aliases, countries, institutions

_FAR = 5


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
    reporting = _reporting(scene, i) if found is not None and found.sector == "MIL" else None
    if reporting is not None:
        return group_mention(scene, first, i, reporting, "MIL")
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
    if mention.kind not in BODIES or mention.name is None:
        return False
    return noun in mention.name.lower().replace("-", " ").split() or mention.name in lexicon().called.get(
        noun, ()
    )


def _latest(scene: Scene, history: list[Entry], i: int, agrees: Callable[[Entry], bool]) -> Entry | None:
    """The heaviest earlier mention that agrees, however far back, nearness counting less than for a pronoun."""
    best, top = None, 0.0
    for entry in reversed(history):
        behind = 0.8 * (scene.words.sentence[i] - entry.sentence)
        if best is not None and HEAVIEST - behind < top:
            break
        if agrees(entry) and (best is None or entry.weight - behind > top):
            best, top = entry, entry.weight - behind
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


def _reporting(scene: Scene, i: int) -> str | None:
    """The country whose army or ministry of defence says a clause: its "troops", without more, are its own."""
    words = scene.words
    if words.dep[i] not in ("nsubj", "nsubjpass"):
        return None
    verb = words.head[i]
    while words.head[verb] != verb:
        above = words.head[verb]
        if words.dep[verb] in ("ccomp", "conj") and words.lemma[above] in lexicon().speech:
            for child in words.children[above]:
                speaker = scene.mentions.get(child) if words.dep[child] == "nsubj" else None
                if speaker is not None:
                    is_army = speaker.sector == "MIL" or "defen" in (speaker.name or speaker.text).lower()
                    return speaker.country if is_army else None
        verb = above
    return None


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
