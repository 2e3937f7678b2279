"""The words and signs that numbers are written with: a text cut into tokens, and the lexicon of ``numbers.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from conflict_data.units import units

# A number, a word (with ² and ½) or any other sign. Thousands are parted by commas or by (narrow, no-break) spaces.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|(?<![\w.])\.[0-9]+(?![\w.])|(?<![\w-])[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9.,]*[0-9])"
    r"|[0-9]+(?:\.[0-9]+|,[0-9]{1,2}(?![0-9.,]))?)"
    r"|(?P<sign>[^\s\w]|_)"
)
HYPHENS = frozenset("-‐‑–")
MILLION = 1e6


class Tokens:
    """A text cut into numbers, words and signs.

    Parameters
    ----------
    text : str

    Attributes
    ----------
    kinds : list of str
        number, word or sign.
    texts, lower : list of str
    starts, ends : list of int
        Character offsets.
    """

    def __init__(self, text: str) -> None:
        matches = list(_TOKEN.finditer(text))
        self.kinds = [match.lastgroup or "sign" for match in matches]
        self.texts = [match.group() for match in matches]
        self.lower = [word.lower() for word in self.texts]
        spans = [match.span() for match in matches]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def __len__(self) -> int:
        return len(self.kinds)

    def kind(self, i: int) -> str:
        """Kind of a token, empty outside the text."""
        return self.kinds[i] if 0 <= i < len(self.kinds) else ""

    def word(self, i: int) -> str:
        """A token in lower case, empty outside the text."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def gap(self, i: int) -> int:
        """Number of characters between a token and the one before it; many at the ends of the text."""
        return self.starts[i] - self.ends[i - 1] if 0 < i < len(self.kinds) else 99

    def follower(self, i: int) -> int:
        """Index of the token that a space or a hyphen joins to the one before ``i``; -1 where there is none."""
        if self.gap(i) <= 1 and self.kind(i) != "sign":
            return i
        joined = self.word(i) in HYPHENS and self.gap(i) == 0 and self.gap(i + 1) == 0
        return i + 1 if joined and self.kind(i + 1) == "word" else -1


@functools.cache
def lexicon() -> Mapping[str, Any]:
    """The content of ``numbers.toml``, its lists as sets."""
    text = resources.files("conflict_data.language").joinpath("numbers.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    for name in ("prepositions", "ranges", "context", "large"):
        data[name] = {key: frozenset(words) for key, words in data[name].items()}
    data["singular"] = {word for word in data["denominators"] if not word.endswith("s")}
    data["scale_words"] = data["scales"] | {name + "s": value for name, value in data["scales"].items()}
    data["unit_words"] = {form for unit in units().values() for form in unit.after if form.isalpha()}
    data["time_words"] = {u.name + s for u in units().values() if u.kind == "time" for s in ("", "s")}
    number_words = [data[name] for name in ("words", "dozens", "vague", "times", "fraction_signs")]
    data["openers"] = {word for table in number_words for word in table} | {"a", "an", "half", "hundred"}
    data["openers"] |= set(data["scales"]) | data["context"]["few"]
    counting = [data[name] for name in ("scale_words", "dozens", "vague", "denominators")]
    data["behind_article"] = {word for table in counting for word in table} | data["context"]["few"]
    data["behind_article"] |= data["time_words"]
    return data
