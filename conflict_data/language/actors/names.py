"""Names of the reference tables, found in a text.

One Aho-Corasick automaton over every name of a country, its adjectives and every spelling of an actor finds them all
in a single pass, whatever their number. The text is folded for it (accents, case, typographic apostrophes) character
by character, so that offsets stay those of the text; what is found is then held against the case of the text.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

import ahocorasick_rs

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.reference.tables import Actor, actors, aliases, countries


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the reference tables hold it.

    Parameters
    ----------
    actor_ids : tuple of str
        Actors that it may mean; empty for a nation.
    nation : str or None
        Country or body that it names or whose adjective it is.
    adjective : bool
        Whether it is an adjective or a word for people ("Russian", "Poles").
    ambiguous : bool
        Whether it means its actor only where the text has introduced or otherwise shown it.
    capital : bool
        Whether it names the nation by its capital.
    """

    actor_ids: tuple[str, ...] = ()
    nation: str | None = None
    adjective: bool = False
    ambiguous: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text, by its character offsets."""

    start: int
    end: int
    name: Name


class _Folding(dict[int, str]):
    """Translation table that strips accents, one character for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFD", character.translate(_PLAIN))[0]
        lower = plain.lower()
        folded = lower if len(lower) == 1 else plain
        self[code] = folded
        return folded


_PLAIN = str.maketrans("’‘ʼ`\u00a0\nłŁøØđı‑–", "''''  lloodi--")
_FOLDING = _Folding()


def fold(text: str) -> str:
    """Text in lower case without accents, of the same length."""
    return text.translate(_FOLDING)


@functools.cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[tuple[str, Name], ...], ...]]:
    """The automaton, and for each of its patterns the spellings with their names."""
    spellings: dict[str, Name] = {}
    for country in countries().values():
        for word in (country.name, *country.aliases):
            # The article is left to the phrase, lest it hide "Ukraine Defence Contact Group".
            spellings[word.removeprefix("the ").removeprefix("The ")] = Name(nation=country.iso3)
        for word in country.demonyms:
            spellings.setdefault(word, Name(nation=country.iso3, adjective=True))
    for word, code in lexicon().nations.items():
        spellings[word] = Name(nation=code, adjective=word.startswith("European"))
    held: dict[str, list[tuple[str, bool]]] = {}
    for alias in aliases():
        # "the Union" is a name only with its article, "the European Commission" without as well.
        spelling = alias.alias if alias.ambiguous else alias.alias.removeprefix("the ")
        if spelling not in spellings:
            held.setdefault(spelling, []).append((alias.actor_id, alias.ambiguous))
    for spelling, ids in held.items():
        members = tuple(dict.fromkeys(actor_id for actor_id, _ in ids))
        spellings[spelling] = Name(members, ambiguous=len(members) > 1 or all(flag for _, flag in ids))
    for country in countries().values():
        if country.capital and country.capital not in lexicon().no_seats:
            spellings.setdefault(country.capital, Name(nation=country.iso3, ambiguous=True, capital=True))
    patterns: dict[str, list[tuple[str, Name]]] = {}
    for spelling, name in spellings.items():
        patterns.setdefault(fold(spelling), []).append((spelling, name))
    automaton = ahocorasick_rs.AhoCorasick(list(patterns))
    return automaton, tuple(tuple(variants) for variants in patterns.values())


def find_names(text: str) -> list[NameMatch]:
    """Names of the reference tables in a text: the longest at each place, none inside another.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of NameMatch
        In order.
    """
    automaton, spellings = _automaton()
    folded = fold(text)
    found = []
    size = len(text)
    for pattern, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
        if (start and text[start - 1].isalnum()) or (end < size and text[end].isalnum()):
            continue
        name = _in_case(text[start:end], spellings[pattern])
        if name is not None:
            found.append((start, -end, name))
    found.sort(key=lambda match: match[:2])
    matches: list[NameMatch] = []
    for start, minus_end, name in found:
        if matches and start < matches[-1].end:
            # Of two that overlap the longer: "the Coalition" gives way to "Coalition of the Willing".
            if -minus_end - start <= matches[-1].end - matches[-1].start:
                continue
            matches.pop()
        matches.append(NameMatch(start, -minus_end, name))
    return matches


def _in_case(written: str, variants: tuple[tuple[str, Name], ...]) -> Name | None:
    """The name whose spelling agrees with the case of the text: "US" is not "us", nor "Pop" "pop"."""
    for spelling, name in variants:
        if spelling == written:
            return name
    for spelling, name in variants:
        if spelling.islower():
            if written[0].isupper() or " " in spelling:
                return name
        elif written.isupper():
            if len(written) > 4:
                return name
        elif any(c.isupper() for c in written) and (
            (" " in spelling and written[0].isupper())
            or (written[0] == spelling[0] and not spelling.isupper())
        ):
            return name
    return None


_SOFT = str.maketrans({"y": "i", "j": "i", "w": "v", "'": "", "-": " "})


@functools.lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A key that the romanisations of one Ukrainian or Russian name share ("Syrskyi", "Syrskii", "Syrsky")."""
    key = fold(word).translate(_SOFT)
    for written, plain in lexicon().sounds:
        key = key.replace(written, plain)
    folded: list[str] = []
    for letter in key:
        if not folded or folded[-1] != letter:
            folded.append(letter)
    return "".join(folded).rstrip("i")


@functools.cache
def persons_by_sound() -> dict[tuple[str, str], str]:
    """Persons of the reference table by the sound of given name and surname, where only one has them."""
    found: dict[tuple[str, str], set[str]] = {}
    table = actors()
    for alias in aliases():
        words = alias.alias.split()
        if len(words) > 1 and table[alias.actor_id].kind == "person":
            found.setdefault((sound(words[0]), sound(words[-1])), set()).add(alias.actor_id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


@functools.cache
def surnames_by_sound() -> dict[str, str]:
    """Persons of the reference table by the sound of their surname, where only one has it and it is a long one."""
    found: dict[str, set[str]] = {}
    for actor in actors().values():
        if actor.kind == "person":
            found.setdefault(sound(actor.name.split()[-1]), set()).add(actor.actor_id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1 and len(key) > 5}


@functools.cache
def given_names() -> frozenset[str]:
    """Given names of the persons of the reference table, folded."""
    table = actors()
    words = (a.alias.split() for a in aliases() if table[a.actor_id].kind == "person")
    titles = lexicon().titles
    return frozenset(fold(w[0]) for w in words if len(w) > 1 and w[0].lower() not in titles and len(w[0]) > 2)


def actor(actor_id: str) -> Actor:
    """The actor of the reference table that has this identifier."""
    return actors()[actor_id]
