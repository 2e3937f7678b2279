"""Phrases that take several actors together: "both", "the two presidents", "American and Russian officials"."""

from __future__ import annotations

from dataclasses import replace

from conflict_data.language.actors.history import Entry
from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.named import country_mention
from conflict_data.language.actors.scene import Scene

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_FAR = 4


def joined(scene: Scene, entry: Entry) -> Entry:
    """An entry with everyone coordinated with it as members."""
    if entry.mention.members:
        return entry
    found, stack = [entry.mention], [entry.token]
    while stack:
        for child in scene.words.children[stack.pop()]:
            if scene.words.dep[child] == "conj" and child in scene.mentions:
                found.append(scene.mentions[child])
                stack.append(child)
    if len(found) == 1:
        return entry
    return replace(entry, mention=replace(entry.mention, members=tuple(found)))


def distinct(scene: Scene, history: list[Entry], first: int, i: int) -> ActorMention | None:
    """The actors whom a plural definite phrase takes together: as many as it counts, each of another country.

    "The two presidents" are persons with that title; "the three delegations", "both sides" the last parties of
    different countries.
    """
    words, lists = scene.words, lexicon()
    noun = words.lemma[i].lower()
    count = next((_NUMBERS[words.lower[k]] for k in range(first, i) if words.lower[k] in _NUMBERS), None)
    if noun not in lists.parties and noun not in lists.titles:
        return None
    found: dict[str, ActorMention] = {}
    for entry in reversed(history):
        if words.sentence[i] - entry.sentence > _FAR:
            break
        mention = entry.mention
        if mention.members and count in (None, len(mention.members)):
            return mention
        if count is None or mention.country is None or mention.country in found:
            continue
        if noun in lists.titles and noun not in lists.parties and noun not in entry.titles:
            continue
        if entry.weight < 0.8 or (mention.sector not in (None, "GOV") and noun not in entry.titles):
            continue
        found[mention.country] = mention
        if len(found) == count:
            members = tuple(reversed(found.values()))
            return replace(members[0], members=members)
    return None


def nations_joined(scene: Scene, i: int) -> ActorMention | None:
    """The two countries last named together before a token, though only as places ("to Hungary and Slovakia")."""
    words = scene.words
    for k in range(i - 1, -1, -1):
        if words.sentence[i] - words.sentence[k] > 1:
            break
        other = words.head[k]
        if words.dep[k] == "conj" and k in scene.nations and other in scene.nations:
            pair = [
                country_mention(scene.nations[t], words.start[t], words.end(t), words.text[t])
                for t in (other, k)
            ]
            return replace(pair[0], members=tuple(pair))
    return None
