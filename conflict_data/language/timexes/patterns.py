"""Words and patterns of time expressions (``patterns.toml``), compiled once."""

import functools
import re
import tomllib
from collections import deque
from dataclasses import dataclass
from importlib import resources

OTHER = "."
FIRST_CODE = 0xE000

# Shape of a numeric token: the classes it belongs to.
SHAPES = {
    "digit": ("dd", "hh", "int", "num"),
    "hour": ("dd", "hh", "int", "num", "two"),
    "day": ("dd", "int", "num", "two"),
    "two": ("int", "num", "two"),
    "near_year": ("near_year", "year", "four", "int", "num"),
    "year": ("year", "four", "int", "num"),
    "four": ("four", "int", "num"),
    "int": ("int", "num"),
    "decimal": ("num",),
    **{
        name: (name,)
        for name in ("nth", "iso", "slash", "decade", "apostrophe_year", "clock", "ampm_clock", "ampm", "q")
    },
}

PATTERN_ITEM = re.compile(r"(?:(\w+):)?(@\w+|[(|)?]|\{\w+\}|[^\s()|?@{}]+)")


@dataclass(frozen=True)
class Pattern:
    """One pattern: the kind and value of its rule, its regular expression over token codes, its groups' names."""

    kind: str
    value: str | None
    regex: re.Pattern[str]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """The compiled content of ``patterns.toml``.

    Parameters
    ----------
    words : dict
        Class or set, word, value.
    codes : dict
        Code of a word, or of a numeric shape (with a leading null character).
    capitalised, lower_inside : frozenset of str
        Words that need a capital, and words that may have none inside a sentence.
    patterns : dict
        Code, the patterns that may begin with it, in file order.
    """

    words: dict[str, dict[str, str | int | float]]
    codes: dict[str, str]
    capitalised: frozenset[str]
    lower_inside: frozenset[str]
    patterns: dict[str, tuple[Pattern, ...]]


class _Compiler:
    """Turns patterns of ``patterns.toml`` into regular expressions over token codes."""

    def __init__(self, words: dict[str, dict[str, str | int | float]], macros: dict[str, str]) -> None:
        self.macros = macros
        self.words = words
        self.codes: dict[str, str] = {}
        self.shapes = {shape: self._code(f"\0{shape}") for shape in SHAPES}
        for members in words.values():
            for word in members:
                self._code(word)

    def _code(self, word: str) -> str:
        return self.codes.setdefault(word, chr(FIRST_CODE + len(self.codes)))

    def _class(self, name: str) -> str:
        members = [self._code(word) for word in self.words.get(name, ())]
        members += [code for shape, code in self.shapes.items() if name in SHAPES[shape]]
        if not members:
            raise ValueError(f"patterns.toml: unknown class @{name}")
        return "".join(members)

    def _expand(self, pattern: str) -> str:
        while (expanded := re.sub(r"\{(\w+)\}", lambda m: f"({self.macros[m[1]]})", pattern)) != pattern:
            pattern = expanded
        return pattern

    def regex(self, pattern: str) -> tuple[str, list[str], str]:
        """A regular expression, the names of its groups in order, and the codes that it may begin with."""
        names: list[str] = []
        body, first, _ = self._alternatives(deque(PATTERN_ITEM.findall(self._expand(pattern))), names)
        return body, names, first

    def any_of(self, patterns: list[str]) -> str:
        """A regular expression for any of the patterns."""
        return "|".join(self.regex(pattern)[0] for pattern in patterns)

    def _alternatives(self, items: deque[tuple[str, str]], names: list[str]) -> tuple[str, str, bool]:
        body, first, empty = self._sequence(items, names)
        while items and items[0][1] == "|":
            items.popleft()
            other, start, nullable = self._sequence(items, names)
            body, first, empty = f"{body}|{other}", first + start, empty or nullable
        return body, first, empty

    def _sequence(self, items: deque[tuple[str, str]], names: list[str]) -> tuple[str, str, bool]:
        body, first, empty = "", "", True
        while items and items[0][1] not in ("|", ")"):
            name, item = items.popleft()
            if name:
                names.append(name)
            if item == "(":
                inner, start, nullable = self._alternatives(items, names)
                items.popleft()
            else:
                start = self._class(item[1:]) if len(item) > 1 and item[0] == "@" else self._code(item)
                inner, nullable = f"[{start}]", False
            body += f"({inner})" if name else f"(?:{inner})"
            if items and items[0][1] == "?":
                items.popleft()
                body, nullable = body + "?", True
            first += start if empty else ""
            empty = empty and nullable
        return body, first, empty


@functools.cache
def lexicon() -> Lexicon:
    """Read and compile ``patterns.toml``.

    Returns
    -------
    Lexicon
        Words, codes, and the patterns by the code with which they may begin.
    """
    source = tomllib.loads(resources.files(__package__).joinpath("patterns.toml").read_text(encoding="utf-8"))
    words = source["words"] | {
        name: {word: word for word in members} for name, members in source["sets"].items()
    }
    compiler = _Compiler(words, source["macros"])
    patterns: dict[str, list[Pattern]] = {}
    for rule in source["rule"]:
        behind = "".join(f"(?<!{compiler.any_of([item])})" for item in rule.get("not_after", ()))
        if only := rule.get("only_after"):
            behind += f"(?:{'|'.join(f'(?<={compiler.any_of([item])})' for item in only)})"
        ahead = f"(?!{compiler.any_of(rule['not_before'])})" if "not_before" in rule else ""
        ahead += f"(?={compiler.any_of(rule['only_before'])})" if "only_before" in rule else ""
        for source_pattern in rule["patterns"]:
            body, names, first = compiler.regex(source_pattern)
            regex = re.compile(f"{behind}(?:{body}){ahead}")
            pattern = Pattern(rule["kind"], rule.get("value"), regex, tuple(names))
            for code in sorted(set(first)):
                patterns.setdefault(code, []).append(pattern)
    return Lexicon(
        words=words,
        codes=compiler.codes,
        capitalised=frozenset(source["capitalised"]),
        lower_inside=frozenset(source["lower_inside"]),
        patterns={code: tuple(members) for code, members in patterns.items()},
    )
