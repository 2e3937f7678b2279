"""What is known of a document's actors while it is read, and what country a phrase speaks of."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.names import fold
from conflict_data.language.actors.words import Words
from conflict_data.language.document import Document

_NOT_ID = re.compile(r"[^a-z0-9]+")
_FROM_HERE = frozenset({"of", "in", "from", "at", "for"})


@dataclass(slots=True)
class Scene:
    """What is known of a document's actors while it is read.

    Parameters
    ----------
    document : Document
    words : Words
    day : datetime.date
        Publication, at which offices are looked up.
    nations : dict of int to str
        Code of the country or body that a token names, whose adjective it is or whose actor it is.
    sectors : dict of int to str
        Sector of the body that a token names.
    places : dict of int to str
        Country of the gazetteer's place at a token.
    owner : dict of int to int
        For each token of a name the name's head token.
    mentions : dict of int to ActorMention
        Actors found so far, by head token.
    modifiers : dict of int to ActorMention
        Bodies whose name only qualifies another noun ("the IAEA chief"), by head token.
    """

    document: Document
    words: Words
    day: dt.date
    nations: dict[int, str] = field(default_factory=dict)
    sectors: dict[int, str] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)
    mentions: dict[int, ActorMention] = field(default_factory=dict)
    modifiers: dict[int, ActorMention] = field(default_factory=dict)

    def text(self, first: int, last: int) -> str:
        """The text from one token to another."""
        return self.document.text[self.words.start[first] : self.words.end(last)]

    def named(self, i: int) -> ActorMention | None:
        """The actor to whose name a token belongs, or whose phrase it heads."""
        root = self.owner.get(i, i)
        return self.mentions.get(root) or self.modifiers.get(root)


def slug(name: str) -> str | None:
    """Identifier made of a name, or None where nothing of it can stand in one."""
    plain = unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode()
    return _NOT_ID.sub("-", plain).strip("-") or None


@dataclass(frozen=True, slots=True)
class Nation:
    """The country of a phrase, with the sector where the words decide it ("Russian-installed": UKR, PRE)."""

    country: str
    sector: str | None = None


def nation_left(scene: Scene, first: int, last: int, *, places: bool = True) -> Nation | None:
    """The nation of the words from ``first`` up to, not including, ``last``: the nearest to the noun."""
    lists, words = lexicon(), scene.words
    for i in range(last - 1, first - 1, -1):
        code = scene.nations.get(i)
        mention = scene.mentions.get(i)
        if not places and i in scene.places and words.dep[i] != "poss":
            continue
        if code is None and mention is not None and words.dep[i] == "poss":
            code = mention.country
        if code is None:
            continue
        if i + 2 <= last and words.text[i + 1] == "-":
            after = words.lower[i + 2]
            if after in lists.installed:
                return Nation("UKR", "PRE") if code == "RUS" else Nation(code)
            if after in lists.held:
                return Nation("UKR") if code == "RUS" else Nation(code)
            if after in lists.not_its_own:
                continue
        elif i and words.lower[i - 1] == "ethnic":
            continue
        elif i + 1 < last and code == "RUS" and words.lower[i + 1] in ("installed", "appointed", "backed"):
            return Nation("UKR", "PRE")
        return Nation(code, scene.sectors.get(i))
    for i in range(last - 1, first - 1, -1) if places else ():
        if i in scene.places and (i + 1 >= len(words.text) or words.text[i + 1] != "-"):
            return Nation(scene.places[i])
    return None


def complements(words: Words, head: int) -> Iterator[tuple[int, int]]:
    """Prepositions under a noun with the heads of what they govern, coordinated ones included."""
    for prep in words.children[head]:
        if prep > head and words.dep[prep] == "prep":
            for child in words.children[prep]:
                if words.dep[child] == "pobj":
                    yield prep, child


def nation_right(scene: Scene, head: int, depth: int = 4) -> Nation | None:
    """The nation of a noun's complements ("authorities in the Kharkiv region", "the foreign ministry in Kyiv")."""
    words = scene.words
    for prep, noun in complements(words, head):
        if words.lower[prep] not in _FROM_HERE:
            continue
        if words.lower[prep] == "for" and not words.lower[head].startswith("spokes"):
            continue
        mention = scene.mentions.get(noun)
        if mention is not None and mention.country is not None:
            return Nation(mention.country, mention.sector if words.lower[prep] != "in" else None)
        found = nation_left(scene, words.left(noun), noun + 1) or (
            nation_right(scene, noun, depth - 1) if depth else None
        )
        if found is not None:
            return found
    for child in words.children[head]:
        # "officials installed by Moscow"
        if words.dep[child] == "acl" and child > head and words.lower[child] in lexicon().installed:
            for by, noun in ((c, n) for c in words.children[child] for n in words.children[c]):
                if words.dep[by] == "agent" and scene.nations.get(noun) == "RUS":
                    return Nation("UKR", "PRE")
    return None


def nation_near(scene: Scene, i: int, *, local: bool = False, sentences: int = 4) -> str | None:
    """The country that the text speaks of at a token: the one named last before it.

    Parameters
    ----------
    scene : Scene
    i : int
    local : bool
        Whether it is of a place: places count before nations, those behind the token in its sentence too, and the
        paragraph before where this one names none.
    sentences : int
        How many sentences to look through, this one included.
    """
    words, document = scene.words, scene.document
    number = words.sentence[i]
    nations: str | None = None
    for k in range(i - 1, -1, -1):
        back = number - words.sentence[k]
        if back >= sentences or (
            not local and document.paragraphs[words.sentence[k]] != document.paragraphs[number]
        ):
            break
        if k in scene.places:
            return scene.places[k]
        code = scene.nations.get(k)
        if code is not None and nations is None and code not in ("EUR", "IGO", "UNO"):
            if not local:
                return code
            nations = code
        if local and back == 0 and (k == 0 or words.sentence[k - 1] != number):
            behind = range(i + 1, document.sentences[number].end)
            ahead = next((scene.places[n] for n in behind if n in scene.places), None)
            if ahead is not None:
                return ahead
    return nations


def stands_for_government(words: Words, root: int, *, capital: bool) -> bool:
    """Whether the name of a country or capital is the government and not the place.

    Parameters
    ----------
    words : Words
    root : int
        Head token of the name.
    capital : bool
        A capital is a place more often: what is done to it is done to the city.
    """
    lists = lexicon().places
    top = root
    while words.dep[top] == "conj" and words.head[top] != top and words.pos[words.head[top]] == "PROPN":
        top = words.head[top]
    dep, head = words.dep[top], words.head[top]
    lemma = words.lemma[head].lower()
    if dep in ("compound", "nmod", "amod", "npadvmod"):
        # Under a verb, or before the participle of its noun, it is a subject that the parser has missed.
        if words.pos[head] in ("VERB", "AUX"):
            return top == head - 1
        return top + 1 < head and words.tag[top + 1] in ("VBN", "VBD") and words.head[top + 1] == head
    if dep == "poss":
        return not capital or words.lower[head] not in lists["own"]
    if dep == "pobj":
        return _behind_preposition(words, head, capital=capital)
    if dep in ("dobj", "dative", "obj"):
        return not capital or lemma not in lists["struck"]
    if dep == "nsubjpass":
        return not capital or lemma not in lists["passive"]
    if dep in ("nsubj", "agent", "csubj"):
        return True
    return not capital and dep not in ("npadvmod", "appos", "ROOT")


def _behind_preposition(words: Words, prep: int, *, capital: bool) -> bool:
    lists = lexicon().places
    word, governor = words.lower[prep], words.head[prep]
    lemma, lower = words.lemma[governor].lower(), words.lower[governor]
    if word in lists["prepositions"]:
        return False
    if word == "to":
        return lemma not in lists["to_verbs"] and lower not in lists["to_verbs"]
    if word == "from":
        return lower in lexicon().groups or lemma in lists["sought_from"]
    if word == "of":
        return lower not in lists["of_nouns"]
    if word in ("on", "against", "upon"):
        struck = lower in lists["against_nouns"] or lemma in lists["struck"] or lemma in ("launch", "fire")
        return not (capital and struck)
    if word == "for":
        return lemma not in ("leave", "head", "depart", "bind", "make")
    return True
