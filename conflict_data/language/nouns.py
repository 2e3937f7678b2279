"""Phrases with a common noun that stand for an actor: offices, institutions, groups, forces and documents."""

from __future__ import annotations

from conflict_data.language.lexicon import lexicon
from conflict_data.language.mentions import ActorMention
from conflict_data.language.named import mention_of
from conflict_data.language.offices import group_of, head_of, holder, institution_of
from conflict_data.language.scene import Nation, Scene, complements, nation_left, nation_near, nation_right
from conflict_data.reference.tables import institutions

_PLURAL = frozenset({"NNS", "NNPS"})
_LOCAL = frozenset({"local", "regional", "city", "municipal", "district", "oblast"})
_OFFICIAL = frozenset({"GOV", "COP", "JUD", "MED"})


def read_noun(scene: Scene, i: int) -> ActorMention | None:
    """The actor of a phrase with a common noun at its head, without recourse to earlier mentions.

    Parameters
    ----------
    scene : Scene
    i : int
        Head noun.
    """
    words, lists = scene.words, lexicon()
    first = words.left(i)
    nation = nation_left(scene, first, i)
    if nation is None and i in scene.nations:
        return _people(scene, first, i)
    nation = nation or nation_right(scene, i)
    phrase, last = listed_phrase(scene, first, i)
    if phrase is None:
        noun = words.lower[i]
        if noun in lists.weapons and nation is not None:
            return _group(scene, first, i, nation.country, nation.sector or "MIL")
        if noun in lists.documents:
            return _author(scene, i)
        return None
    if words.tag[i] not in _PLURAL:
        found = _office(scene, first, i, phrase, nation)
        if found is not None:
            return found
    if phrase in institutions():
        return institution_mention(scene, first, max(i, last), phrase, nation)
    sector = lists.groups[phrase]
    country = nation.country if nation else None
    if country is None and sector in _OFFICIAL and _LOCAL & set(words.lower[first:i]):
        country = nation_near(scene, first)
    if (
        nation is not None
        and nation.sector is not None
        and (sector in ("GOV", "UNK") or nation.sector == "PRE")
    ):
        sector = nation.sector
    return _group(scene, first, i, country, sector)


def listed_phrase(scene: Scene, first: int, i: int) -> tuple[str | None, int]:
    """The longest listed phrase that ends at a noun, or that goes on behind it with "of"; and its last token."""
    words = scene.words
    listed, bodies = lexicon().groups, institutions()
    if words.lower[i + 1 : i + 2] == ["of"]:
        for last in (i + 5, i + 4, i + 3, i + 2):
            phrase = " ".join(words.lower[i : last + 1])
            if phrase in bodies or phrase in listed:
                return phrase, last
    for k in range(max(first, i - 4), i + 1):
        phrase = " ".join(words.lower[k : i + 1]).replace(" 's ", "'s ").replace(" - ", "-")
        if phrase in bodies or phrase in listed:
            return phrase, i
    return None, i


def institution_mention(
    scene: Scene, first: int, last: int, phrase: str, nation: Nation | None
) -> ActorMention | None:
    """Mention of an institution of a country; without a country it stays to be resolved."""
    entry = institutions()[phrase]
    start, end = scene.words.start[first], scene.words.end(last)
    text = scene.document.text[start:end]
    if nation is None:
        return ActorMention(start, end, text, None, None, None, entry.sector, None, entry.kind, False)
    if nation.sector == "PRE":
        return _group(scene, first, last, nation.country, "PRE")
    made = institution_of(phrase, nation.country)
    if made is None:
        return _group(scene, first, last, nation.country, entry.sector)
    actor_id, name, kind, sector, known = made
    return ActorMention(start, end, text, actor_id, name, nation.country, sector, None, kind, known)


def _office(scene: Scene, first: int, i: int, phrase: str, nation: Nation | None) -> ActorMention | None:
    """The one person whom an office names: "the Ukrainian president", "the head of the security service"."""
    words, lists = scene.words, lexicon()
    if words.lower[i] not in lists.titles or words.lower[first] in ("a", "an"):
        return None
    start, end = words.start[first], words.end(words.right(i))
    text = scene.document.text[start:end]
    person: str | None = None
    if words.lower[i] in lists.heads:
        body = next((scene.mentions[n] for _, n in complements(words, i) if n in scene.mentions), None)
        for child in words.children[i]:
            if child < i and child in scene.owner and scene.owner[child] in scene.mentions:
                body = scene.mentions[scene.owner[child]]
        if body is not None and body.actor_id is not None and body.kind != "person":
            person = head_of(body.actor_id, scene.day)
    if person is None and nation is not None:
        person = holder(nation.country, phrase, scene.day)
        if person is None:
            tail = " ".join(words.lower[k] for k in range(i, words.right(i) + 1))
            person = holder(nation.country, tail, scene.day)
    if person is None:
        region = next((k for k in range(first, i) if k in scene.places), None)
        if region is not None and nation is not None:
            title = f"{words.lower[i]} of {words.lower[region]}"
            person = holder(nation.country, title, scene.day)
        for _, noun in complements(words, i):
            if person is None and nation is not None:
                person = holder(
                    nation.country, f"{words.lower[i]} of {words.lower[words.left(noun)]}", scene.day
                )
    if person is None:
        return None
    return mention_of(person, start, end, text, scene.day)


def _people(scene: Scene, first: int, i: int) -> ActorMention | None:
    """Read the people of a nation: "the Russians", "Ukrainians"."""
    words = scene.words
    if words.pos[i] not in ("NOUN", "PROPN") or i in scene.owner:
        return None
    if words.tag[i] not in _PLURAL and words.lower[first] not in ("the", "a", "an"):
        return None
    return _group(scene, first, i, scene.nations[i], None)


def _author(scene: Scene, i: int) -> ActorMention | None:
    """The author of a document, who speaks through it ("his letter", "an AFP count")."""
    words = scene.words
    for child in words.children[i]:
        mention = scene.mentions.get(scene.owner.get(child, child))
        by_name = words.dep[child] in ("poss", "compound", "nmod")
        if child < i and by_name and mention is not None:
            return mention
    for prep, noun in complements(words, i):
        mention = scene.mentions.get(noun)
        if words.lower[prep] in ("of", "by", "from") and mention is not None and mention.kind != "group":
            return mention
    return None


def _group(scene: Scene, first: int, i: int, country: str | None, sector: str | None) -> ActorMention:
    words = scene.words
    start, end = words.start[first], words.end(max(i, words.right(i)))
    actor_id = name = None
    if country is not None:
        actor_id, name = group_of(country, sector)
    text = scene.document.text[start:end]
    return ActorMention(start, end, text, actor_id, name, country, sector, None, "group", False)
