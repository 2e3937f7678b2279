"""Modifiers of numbers: "about", "up to", "at least", "or more"."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from conflict_data.language.number_words import Tokens, lexicon
from conflict_data.language.numerals import Numeral
from conflict_data.language.unit_words import UnitWords

_Phrases = Mapping[tuple[str, ...], str]


@functools.cache
def _phrases(table: str) -> _Phrases:
    """Phrases of a table of modifiers, cut into tokens."""
    lists: Mapping[str, Iterable[str]] = lexicon()[table]
    return {tuple(Tokens(text).lower): meaning for meaning, texts in lists.items() for text in texts}


def modifier_of(
    tokens: Tokens, first: int, floor: int, numeral: Numeral, unit: UnitWords | None, negative: bool
) -> tuple[str, int, int]:
    """The modifier of a number, and the indices of its first token and of the token behind it."""
    stop = unit.stop if unit else numeral.stop
    tables = ("modifiers_negative", "modifiers") if negative else ("modifiers",)
    for at in (first, *_behind_neutral(tokens, first, floor)):
        for table in tables:
            start = _phrase_before(tokens, at, floor, _phrases(table))
            if start is None:
                continue
            key = tuple(tokens.lower[start:at])
            if at != first and key == ("some",):
                continue
            if unit and unit.kind in ("time", "age") and _is_preposition(tokens, start, key):
                continue
            return _phrases(table)[key], start, stop
    for at in (stop, numeral.stop):
        for n in (4, 3, 2, 1):
            key = tuple(tokens.lower[at : at + n])
            if (
                key in _phrases("modifiers_after")
                and tokens.gap(at) <= 1
                and (key != ("+",) or tokens.gap(at) == 0)
            ):
                return _phrases("modifiers_after")[key], first, max(stop, at + len(key))
    return "exact", first, stop


def _behind_neutral(tokens: Tokens, first: int, floor: int) -> list[int]:
    """Where a modifier can stand before words that change nothing ("at least another 12")."""
    neutral = lexicon()["context"]["neutral"]
    return [
        first - n
        for n in (3, 2, 1)
        if first - n > floor and " ".join(tokens.lower[first - n : first]) in neutral
    ]


def _phrase_before(tokens: Tokens, at: int, floor: int, phrases: _Phrases) -> int | None:
    """Index of the first token of the longest phrase that ends just before a token."""
    for n in range(min(5, at - floor), 0, -1):
        if tuple(tokens.lower[at - n : at]) in phrases and all(
            tokens.gap(k) <= 1 for k in range(at - n + 1, at + 1)
        ):
            return at - n
    return None


def _is_preposition(tokens: Tokens, start: int, key: tuple[str, ...]) -> bool:
    """Whether "over" before a duration means during."""
    words = lexicon()["prepositions"]
    return len(key) == 1 and key[0] in words["durations"] and tokens.word(start - 1) not in words["after"]
