"""Phrases with a common noun that stand for an actor: offices, institutions, groups, forces and documents."""

from __future__ import annotations

from dataclasses import replace

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.named import country_mention, mention_of
from conflict_data.language.actors.offices import group_of, head_of, holder, institution_of
from conflict_data.language.actors.scene import (
    Nation,
    Scene,
    complements,
    nation_left,
    nation_near,
    nation_right,
)
from conflict_data.reference.tables import institutions

_BODIES = frozenset({"EUR", "IGO", "UNO"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LOCAL = frozenset({"local", "regional", "city", "municipal", "district", "oblast"})
_OFFICIAL = frozenset({"GOV", "COP", "JUD", "MED", "BUS"})


def read_noun(scene: Scene, i: int) -> ActorMention | None:
    """The actor of a phrase with a common noun at its head, without recourse to earlier mentions.

    Parameters
    ----------
    scene : Scene
    i : int
        Head noun.
    """
    words, lists = scene.words, lexicon()
    if _is_mere_place(scene, i):
        return None
    first = words.left(i)
    nation = nation_left(scene, _without_owner(scene, first, i), i)
    if nation is None and i in scene.nations:
        return _people(scene, first, i)
    phrase, last = listed_phrase(scene, first, i)
    if phrase is None and words.lower[i] in lists.weapons:
        return _forces(scene, first, i)
    nation = nation or nation_right(scene, i)
    if nation is None and phrase in lists.anonymous:
        return None
    if phrase is None:
        noun = words.lower[i]
        if noun in lists.documents:
            return _author(scene, i)
        return None
    if words.tag[i] not in _PLURAL:
        found = _office(scene, first, i, phrase, nation)
        if found is not None:
            return found
    found = _body_or_group(scene, first, i, last, phrase, nation)
    if found is None or nation is None:
        return found
    codes = _nations_together(scene, first, i)
    if len(codes) < 2:
        return found
    each = [_body_or_group(scene, first, i, last, phrase, Nation(code)) for code in codes]
    members = tuple(m for m in each if m is not None)
    return replace(members[0], members=members)


def _is_mere_place(scene: Scene, i: int) -> bool:
    """Whether a noun for a place or thing is no actor where it stands: "in the city", "Odesa region"."""
    words, lists = scene.words, lexicon()
    if words.lower[i] in lists.regions:
        return words.dep[i] != "nsubj" or words.lemma[words.head[i]] not in lists.acts
    return words.lower[i] in lists.things and words.dep[i] in ("pobj", "npadvmod", "poss", "attr", "appos")


def _forces(scene: Scene, first: int, i: int) -> ActorMention | None:
    """The armed forces behind arms and their use ("Russian drones"); "of" and "on" would name the victim."""
    nation = nation_left(scene, first, i, places=False)
    if nation is None:
        return None
    return group_mention(scene, first, i, nation.country, nation.sector or "MIL")


def _without_owner(scene: Scene, first: int, i: int) -> int:
    """Where the phrase of somebody's ally begins when the owner is left out."""
    words = scene.words
    if words.lower[i] in lexicon().relational:
        for child in words.children[i]:
            if words.dep[child] == "poss":
                return child + 1
    return first


def _nations_together(scene: Scene, first: int, i: int) -> list[str]:
    """Codes of the nations that are coordinated before or behind a noun ("American and Russian officials")."""
    words = scene.words
    codes = []
    if "and" in words.lower[first:i]:
        codes = [scene.nations[k] for k in range(first, i) if k in scene.nations]
    for prep, noun in complements(words, i):
        if words.lower[prep] in ("of", "from"):
            stack = [noun]
            while stack:
                token = stack.pop(0)
                mention = scene.named(token)
                if mention is not None and mention.country is not None:
                    codes.append(mention.country)
                stack += [c for c in words.children[token] if words.dep[c] == "conj"]
    return list(dict.fromkeys(codes))


def _body_or_group(
    scene: Scene, first: int, i: int, last: int, phrase: str, nation: Nation | None
) -> ActorMention | None:
    if phrase in institutions():
        return institution_mention(scene, first, max(i, last), phrase, nation)
    sector: str | None = lexicon().groups[phrase]
    if sector == "UNK":
        sector = None
    if nation is not None and nation.country in _BODIES and sector == "GOV":
        return _members(scene, first, i, nation)
    country = nation.country if nation else None
    if country is None and _is_local(scene, first, i, sector):
        country = nation_near(scene, first, local=True)
    if (
        nation is not None
        and nation.sector is not None
        and (sector in ("GOV", None) or nation.sector == "PRE")
    ):
        sector = nation.sector
    return group_mention(scene, first, i, country, sector)


def _is_local(scene: Scene, first: int, i: int, sector: str | None) -> bool:
    """Whether a group is of the place spoken of: "local officials", "prosecutors there", "rescuers"."""
    words = scene.words
    if sector in _OFFICIAL and _LOCAL & set(words.lower[first:i]):
        return True
    if any(words.lower[c] == "there" for c in words.children[i]):
        return True
    return sector in ("COP", "JUD") and words.dep[i] in ("nsubj", "nsubjpass", "agent")


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
        if k < i and k in scene.owner:
            continue
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
        return group_mention(scene, first, last, nation.country, "PRE")
    made = institution_of(phrase, nation.country)
    if made is None:
        return group_mention(scene, first, last, nation.country, entry.sector)
    actor_id, name, kind, sector, known = made
    return ActorMention(start, end, text, actor_id, name, nation.country, sector, None, kind, known)


def _office(scene: Scene, first: int, i: int, phrase: str, nation: Nation | None) -> ActorMention | None:
    """The one person whom an office names: "the Ukrainian president", "the head of the security service"."""
    words, lists = scene.words, lexicon()
    if words.lower[i] not in lists.titles or words.lower[first] in ("a", "an"):
        return None
    if any(word in lists.former and word not in phrase for word in words.lower[first:i]):
        return None
    start, end = words.start[first], words.end(words.right(i))
    text = scene.document.text[start:end]
    tail = " ".join(words.lower[i : words.right(i) + 1])
    person: str | None = None
    if nation is not None:
        person = holder(nation.country, phrase, scene.day) or holder(nation.country, tail, scene.day)
    elif tail != words.lower[i]:
        person = holder(nation_near(scene, first), tail, scene.day)
    if person is None and words.lower[i] in lists.heads:
        body = _headed(scene, first, i)
        if body is not None and body.actor_id is not None:
            person = head_of(body.actor_id, scene.day)
    if person is None:
        return None
    return mention_of(person, start, end, text, scene.day)


def _headed(scene: Scene, first: int, i: int) -> ActorMention | None:
    """The body that a head is head of ("the IAEA chief", "the head of Britain's MI6 service")."""
    words = scene.words
    spans = [
        (first, i),
        *((words.left(n), n + 1) for prep, n in complements(words, i) if words.lower[prep] == "of"),
    ]
    for a, b in spans:
        for k in range(b - 1, a - 1, -1):
            mention = scene.named(k)
            if mention is not None and mention.kind != "person" and not _is_country(mention):
                return mention
        phrase, last = listed_phrase(scene, a, b - 1) if a < b else (None, 0)
        if phrase in institutions():
            nation = nation_left(scene, a, b) or _nation_spoken_of(scene, first)
            return institution_mention(scene, a, last, phrase, nation)
    return None


def _is_country(mention: ActorMention) -> bool:
    return (mention.actor_id or "").endswith("-government")


def _members(scene: Scene, first: int, i: int, nation: Nation) -> ActorMention:
    """The members or officials of a body that is no state stand for it ("EU foreign ministers", "G7 leaders")."""
    words = scene.words
    start, end = words.start[first], words.end(max(i, words.right(i)))
    text = scene.document.text[start:end]
    inside = [*range(i - 1, first - 1, -1), *(n for _, n in complements(words, i))]
    for k in inside:
        body = scene.named(k)
        if body is not None and body.kind != "person" and body.country == nation.country:
            return body.at(start, end, text)
    return country_mention(nation.country, start, end, text)


def _people(scene: Scene, first: int, i: int) -> ActorMention | None:
    """Read the people of a nation: "the Russians", "Ukrainians"."""
    words = scene.words
    if words.pos[i] not in ("NOUN", "PROPN") or i in scene.owner:
        return None
    if words.tag[i] not in _PLURAL and words.lower[first] not in ("the", "a", "an"):
        return None
    return group_mention(scene, first, i, scene.nations[i], None)


def _author(scene: Scene, i: int) -> ActorMention | None:
    """The author of a document, who speaks through it ("his letter", "an AFP count")."""
    words = scene.words
    for child in words.children[i]:
        mention = scene.named(child)
        by_name = words.dep[child] in ("poss", "compound", "nmod")
        if child < i and by_name and mention is not None:
            return mention
    for child in words.children[i]:
        # "a statement signed by ten leaders"
        if child > i and words.dep[child] == "acl" and words.tag[child] == "VBN":
            for by in words.children[child]:
                for noun in words.children[by] if words.dep[by] == "agent" else ():
                    if noun in scene.mentions:
                        return scene.mentions[noun]
    for prep, noun in complements(words, i):
        mention = scene.mentions.get(noun)
        if words.lower[prep] in ("of", "by", "from") and mention is not None and mention.kind != "group":
            return mention
    return None


def group_mention(scene: Scene, first: int, i: int, country: str | None, sector: str | None) -> ActorMention:
    """The unnamed group of a country and sector for which a phrase stands.

    Parameters
    ----------
    scene : Scene
    first, i : int
        First word and head of the phrase.
    country, sector : str or None
    """
    words = scene.words
    start, end = words.start[first], words.end(max(i, words.right(i)))
    actor_id = name = None
    if (country, sector) == ("UKR", "PRE"):
        return mention_of(
            "russian-installed-authorities", start, end, scene.document.text[start:end], scene.day
        )
    if country is not None:
        actor_id, name = group_of(country, sector)
    text = scene.document.text[start:end]
    return ActorMention(start, end, text, actor_id, name, country, sector, None, "group", False)


def _nation_spoken_of(scene: Scene, i: int) -> Nation | None:
    code = nation_near(scene, i)
    return Nation(code) if code is not None else None
