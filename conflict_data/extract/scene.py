"""What the event frames ask about a word: is it an actor, a force, a place; is this a report of war."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from conflict_data.extract.lexicon import words
from conflict_data.extract.mending import mend
from conflict_data.extract.syntax import Tree, tree_of
from conflict_data.language.actors import ActorMention
from conflict_data.language.document import Document
from conflict_data.language.places import PlaceMention
from conflict_data.reference.tables import countries

# So many words of war make an article a report of war, in which agentless damage is damage by war action.
WAR_WORDS = 3
# Kinds of actors that act in politics whether or not their country is known.
BODIES = ("government", "military", "organisation")
# Below a noun these name whose it is or what it is made of.
MODIFIERS = ("poss", "amod", "compound", "nmod", "nummod", "appos", "npadvmod")


@functools.cache
def nations() -> dict[str, str]:
    """Country by its name or adjective, where that is one word."""
    found = dict(words_for_bodies())
    for code, country in countries().items():
        for word in (country.name, *country.aliases, *country.demonyms, country.capital):
            found.setdefault(word, code)
    return found


def words_for_bodies() -> tuple[tuple[str, str], ...]:
    """Codes of bodies that are no country."""
    return (
        ("EU", "EUR"),
        ("Europe", "EUR"),
        ("European", "EUR"),
        ("UN", "UNO"),
        ("U.N.", "UNO"),
        ("NATO", "IGO"),
    )


@dataclass(frozen=True, eq=False)
class Scene:
    """A document with its tree and look-ups by token."""

    document: Document
    tree: Tree
    sentence: list[int]
    places: dict[int, PlaceMention]
    dated: frozenset[int]
    war_sentences: frozenset[int]
    is_war: bool

    def mention(self, token: int) -> ActorMention | None:
        """The actor whose phrase has this head."""
        return self.document.actors.get(token)

    def country(self, token: int) -> str | None:
        """Country or non-state code that a token stands for: an actor's, a demonym's, a place's."""
        found = self.document.actors.get(token)
        if found is not None and found.country is not None:
            return found.country
        place = self.places.get(token)
        if place is not None:
            return place.country
        return (
            nations().get(self.document.doc[token].text)
            if self.tree.tag[token] in ("JJ", "NNP", "NNPS")
            else None
        )

    def named(self, mention: ActorMention) -> ActorMention:
        """The mention that names the actor of a pronoun: the last before it in the text."""
        if mention.text.lower() not in words()["pronouns"] or mention.actor_id is None:
            return mention
        earlier = [
            m
            for m in self.document.actors.values()
            if m.actor_id == mention.actor_id
            and m.start < mention.start
            and m.text.lower() not in words()["pronouns"]
        ]
        return max(earlier, key=lambda m: m.start, default=mention)

    def modifier(self, noun: int) -> int | None:
        """The word in front of a noun (or in apposition) that says whose it is: "Russian" of "Russian drones"."""
        tree = self.tree
        for c in tree.children[noun]:
            if tree.dep[c] in MODIFIERS and (c < noun or tree.dep[c] == "appos"):
                if self.country(c) is not None:
                    return c
                inner = self.modifier(c) if tree.children[c] else None
                if inner is not None:
                    return inner
        return None

    def owner(self, noun: int) -> int | None:
        """The token that names the actor behind a noun: itself, its modifier, or the noun of its "of", "from", "by"."""
        if self.country(noun) is not None and noun in self.document.actors:
            return noun
        found = self.modifier(noun)
        if found is not None:
            return found
        tree = self.tree
        for c in tree.children[noun]:
            if tree.dep[c] in ("prep", "agent") and tree.form[c] in (
                "of",
                "from",
                "by",
                "in",
                "against",
                "with",
                "between",
            ):
                inner = tree.child(c, "pobj")
                if inner is not None:
                    owner = self.owner(inner)
                    if owner is not None:
                        return owner
        return None

    def is_named(self, place: PlaceMention) -> bool:
        """Whether a place is only part of the name of somebody ("Council of Europe", "Black Sea Fleet")."""
        starts, spans, longest = self._names
        for start, end in reversed(spans[: bisect_right(starts, place.start)]):
            if start + longest < place.end:
                return False
            if place.end <= end and end - start > place.end - place.start + 4:
                return True
        return False

    @functools.cached_property
    def _names(self) -> tuple[list[int], list[tuple[int, int]], int]:
        """Starts and spans of all actors but groups, in order, and the length of the longest."""
        spans = sorted((m.start, m.end) for m in self.document.actors.values() if m.kind != "group")
        return [start for start, _ in spans], spans, max((end - start for start, end in spans), default=0)

    def nations_of(self, noun: int) -> list[int]:
        """The words that name the nations of a plural noun: "American and Russian officials", "teams from A and B"."""
        tree = self.tree
        if tree.tag[noun] not in ("NNS", "NNPS"):
            return []
        found: dict[str, int] = {}
        for c in tree.children[noun]:
            if tree.dep[c] in ("amod", "compound", "nmod") and c < noun:
                named = list(tree.conjuncts(c))
            elif tree.dep[c] == "prep" and tree.form[c] in ("from", "of"):
                inner = tree.child(c, "pobj")
                named = list(tree.conjuncts(inner)) if inner is not None else []
            else:
                continue
            for t in named:
                country = self.country(t)
                if country is not None:
                    found.setdefault(country, t)
        return list(found.values())

    def war(self, token: int) -> bool:
        """Whether the word stands in a report of war."""
        return self.is_war or self.sentence[token] in self.war_sentences

    def lexical(self, name: str, token: int) -> bool:
        """Whether a noun is in a list of words.toml (or the word itself), alone, with a word before or "of" behind."""
        tree = self.tree
        if tree.tag[token] == "CD":  # "154 drones, of which 125 were shot down"
            token = self._counted_before(token)
        listed = words().get(name) or (name,)
        lemma = tree.lemma[token]
        form = tree.form[token]
        if lemma in listed or form in listed:
            return True
        if tree.tag[token] in ("NNP", "NNPS") and form.endswith("s") and form[:-1] in listed:
            return True  # a capital at the start of a sentence: "Farmers"
        if token > 0 and f"{tree.form[token - 1]} {lemma}" in listed:
            return True
        of = tree.form[token + 1 : token + 3]
        return len(of) == 2 and of[0] == "of" and f"{lemma} of {of[1]}" in listed

    def _counted_before(self, number: int) -> int:
        """The plural noun that a bare number takes up, or the number itself."""
        tree = self.tree
        if tree.dep[number] not in ("nsubj", "nsubjpass", "dobj"):
            return number
        start = self.document.sentences[self.sentence[number]].start
        return next((i for i in range(number - 1, start - 1, -1) if tree.tag[i] == "NNS"), number)

    def fits(self, name: str, token: int) -> bool:
        """Whether a noun fits one condition of a frame."""
        test = TESTS.get(name)
        return test(self, token) if test is not None else self.lexical(name, token)


def _is_unresolved(scene: Scene, token: int) -> bool:
    """A personal pronoun of which nobody knows whom it means: it may be anybody."""
    return scene.tree.form[token] in words()["personal"] and token not in scene.document.actors


def _is_actor(scene: Scene, token: int) -> bool:
    """A political actor: one with a country or non-state code, a body, or a noun for one."""
    if _is_unresolved(scene, token):
        return True
    mention = scene.document.actors.get(token)
    if mention is not None and (mention.country is not None or mention.kind in BODIES):
        return True
    return scene.lexical("political", token) or (
        scene.tree.pos[token] in ("NOUN", "PROPN") and scene.lexical("force", token)
    )


def _is_name(scene: Scene, token: int) -> bool:
    return scene.tree.pos[token] in ("PROPN", "PRON") or token in scene.document.actors


def _is_place(scene: Scene, token: int) -> bool:
    return token in scene.places or scene.lexical("settlement", token)


def _is_force(scene: Scene, token: int) -> bool:
    """Who or what can attack: armed groups, weapons, attacks themselves, and states and their leaders."""
    if any(scene.lexical(name, token) for name in ("force", "munition", "attack", "reporting_force")):
        return True
    if scene.lexical("blast", token):
        return scene.war(token)
    if scene.lexical("peaceful", token):
        return False
    if scene.tree.form[token] in ("others", "rest", "most", "some") or scene.tree.pos[token] == "NUM":
        return scene.war(token)
    mention = scene.document.actors.get(token)
    if mention is None and scene.country(token) is not None and token not in scene.places:
        return True
    if mention is not None:
        return mention.country is not None and mention.sector not in (
            "BUS",
            "CVL",
            "JRN",
            "EDU",
            "REL",
            "LAB",
            "MED",
        )
    return scene.modifier(token) is not None and not scene.lexical("thing", token)


def _is_person(scene: Scene, token: int) -> bool:
    mention = scene.document.actors.get(token)
    if mention is not None and mention.kind == "person":
        return True
    return scene.lexical("people", token) or _counted(scene, token)


def _is_somebody(scene: Scene, token: int) -> bool:
    """Whether a noun names or describes people or a body of which no country is known."""
    if scene.country(token) is not None or token in scene.dated:
        return False
    pos = scene.tree.pos[token]
    return pos == "PROPN" or (
        pos == "NOUN" and (scene.lexical("political", token) or scene.lexical("people", token))
    )


def _is_target(scene: Scene, token: int) -> bool:
    """Something that can be hit; a pronoun may stand for it."""
    return scene.lexical("target", token) or scene.tree.form[token] in ("it", "they", "which", "all", "both")


def _counted(scene: Scene, token: int) -> bool:
    """A bare number, or "others", "dozens", "the fourth", as subject of a casualty."""
    return scene.tree.pos[token] == "NUM" or scene.tree.form[token] in words()["counts"]


def _is_state(scene: Scene, token: int) -> bool:
    """A country, government, leader or body that makes policy."""
    mention = scene.document.actors.get(token)
    if mention is None:
        return token in scene.places or _is_unresolved(scene, token) or scene.lexical("political", token)
    if mention.country is None:
        return mention.kind in BODIES or scene.lexical("political", token)
    return mention.sector in (
        None,
        "GOV",
        "LEG",
        "MIL",
        "OPP",
        "REB",
        "PRE",
        "SPY",
    )


TESTS: dict[str, Callable[[Scene, int], bool]] = {
    "actor": _is_actor,
    "name": _is_name,
    "place": _is_place,
    "force": _is_force,
    "person": _is_person,
    "state": _is_state,
    "counted": _counted,
    "target": _is_target,
    "somebody": _is_somebody,
}


def token_range(document: Document, start: int, end: int) -> range:
    """Indices of the tokens of a span of characters."""
    span = document.doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def scene_of(document: Document) -> Scene:
    """Prepare a document for the frames."""
    tree = mend(tree_of(document.doc))
    sentence = [0] * len(tree.lemma)
    for number, span in enumerate(document.sentences):
        for i in range(span.start, span.end):
            sentence[i] = number
    war = words()["war"]
    found = [sentence[i] for i, lemma in enumerate(tree.lemma) if lemma in war]
    places: dict[int, PlaceMention] = {}
    for place in document.places:
        places.update(dict.fromkeys(token_range(document, place.start, place.end), place))
    dated = {i for date in document.dates for i in token_range(document, date.start, date.end)}
    return Scene(
        document, tree, sentence, places, frozenset(dated), frozenset(found), len(found) >= WAR_WORDS
    )
