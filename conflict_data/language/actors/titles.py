"""The words that title a person: before the name, or in apposition to it."""

from __future__ import annotations

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.scene import Scene
from conflict_data.language.actors.words import Words
from conflict_data.reference.tables import institutions

_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})


def title_of(scene: Scene, a: int) -> tuple[int, int] | None:
    """The words before a name that title it, from first to last."""
    words = scene.words
    last = a - 1
    if last < 0 or words.sentence[last] != words.sentence[a] or words.lower[last] not in lexicon().titles:
        return None
    first = last
    while first > 0 and words.pos[first] != "DET" and words.sentence[first - 1] == words.sentence[a]:
        before = first - 1
        if words.pos[before] not in _IN_TITLE and words.text[before] != "-":
            break
        first = before
        if words.pos[before] == "DET":
            break
    return first, last


def apposed_title(words: Words, root: int) -> int | None:
    """The title or trade that stands in apposition to a name, or that the name is an apposition of."""
    if words.dep[root] == "appos" and is_person_noun(words, words.head[root]):
        return words.head[root]
    for child in words.children[root]:
        if child > root and words.dep[child] == "appos" and is_person_noun(words, child):
            return child
    return None


def is_person_noun(words: Words, i: int) -> bool:
    """Whether a noun is one for a single person: a title, or a listed noun that is none for a body or place."""
    lists, noun = lexicon(), words.lower[i]
    if noun in lists.titles:
        return True
    return words.tag[i] == "NN" and noun in lists.groups and noun not in lists.bodies


def title_sector(words: Words, first: int, last: int) -> str | None:
    """Sector of a title: that of the longest listed phrase at its end, or of the body it is a spokesman of."""
    lists = lexicon()
    if words.lower[last].startswith("spokes"):
        for size in range(4, 0, -1):
            phrase = " ".join(words.lower[max(first, last - size) : last])
            if phrase in institutions():
                return institutions()[phrase].sector
    for size in range(min(5, last - first + 1), 0, -1):
        phrase = " ".join(words.lower[last - size + 1 : last + 1])
        if phrase in lists.groups:
            return lists.groups[phrase]
    return None
