"""Find time expressions: words and patterns of ``timex.toml`` applied to the tokens of a text.

Each token becomes one character (a code for its word or its numeric shape, ``.`` for any other), so that the patterns are
ordinary regular expressions over a string as long as the text has tokens, compiled once into one alternation.
"""

import functools
import re
import tomllib
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

TOKEN = re.compile(
    r"""
    (?P<ampm>[ap]\.m\b\.?|[ap]m\b)
  | (?P<q>q[1-4]\b)
  | (?P<word>[^\W\d_]+)
  | (?P<iso>\d{4}-\d\d-\d\d(?:t\d\d:\d\d)?(?!\d))
  | (?P<slash>\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d)(?![\d/]))
  | (?P<decade>(?:\d\d)?\d0['’]?s\b)
  | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<ampm_clock>\d{1,2}(?:[:.]\d\d)?(?:[ap]m\b|[ap]\.m\b\.?))
  | (?P<clock>\d{1,2}:\d\d(?![\d:]))
  | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
  | (?P<apostrophe_year>['’]\d\d\b)
  | (?P<possessive>['’]s\b)
  | (?P<paragraph>\n[^\S\n]*\n)
  | (?P<mark>[^\w\s])
    """,
    re.IGNORECASE | re.VERBOSE,
)
SAME_MARK = {"’": "'", "‘": "'", "–": "-", "‑": "-", "‐": "-", "−": "-"}  # noqa: RUF001

PATTERN_ITEM = re.compile(r"(?:(\w+):)?(@\w+|[(|)?]|\{\w+\}|[^\s()|?@{}]+)")


@dataclass(frozen=True)
class Token:
    """One word, number or mark: character offsets, and the form in which the lexicon lists it."""

    start: int
    end: int
    word: str
    code: str


@dataclass(frozen=True)
class Expression:
    """A time expression as matched: its kind, its tokens (half-open) and the named parts of the pattern."""

    kind: str
    first: int
    last: int
    parts: dict[str, tuple[int, int]]
    value: str | None


@dataclass(frozen=True)
class Lexicon:
    """The compiled content of ``timex.toml``."""

    words: dict[str, dict[str, str | int | float]]
    codes: dict[str, str]
    capitalised: frozenset[str]
    pattern: re.Pattern[str]
    groups: tuple[tuple[int, str, str | None, tuple[tuple[int, str], ...]], ...]


class _Compiler:
    """Turns patterns of ``timex.toml`` into regular expressions over token codes."""

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
            raise ValueError(f"timex.toml: unknown class @{name}")
        return f"[{''.join(members)}]"

    def expand(self, pattern: str) -> str:
        for _ in range(8):
            expanded = re.sub(r"\{(\w+)\}", lambda m: f"({self.macros[m[1]]})", pattern)
            if expanded == pattern:
                return pattern
            pattern = expanded
        raise ValueError(f"timex.toml: macros nest too deeply in {pattern!r}")

    def regex(self, pattern: str) -> tuple[str, list[str]]:
        """A regular expression and the names of its groups, in order."""
        out, names = [], []
        for name, item in PATTERN_ITEM.findall(self.expand(pattern)):
            if item in ("|", ")", "?"):
                out.append(item)
                continue
            body = "(?:" if item == "(" else self._class(item[1:]) if item[0] == "@" and len(item) > 1 else self._code(item)
            if name:
                names.append(name)
                body = "(" if item == "(" else f"({body})"
            out.append(body)
        return "".join(out), names


@functools.cache
def lexicon() -> Lexicon:
    """Read and compile ``timex.toml``.

    Returns
    -------
    Lexicon
        Words, codes and one compiled alternation of all patterns in file order.
    """
    source = tomllib.loads(resources.files(__package__).joinpath("timex.toml").read_text(encoding="utf-8"))
    words = source["words"] | {name: {word: word for word in members} for name, members in source["sets"].items()}
    compiler = _Compiler(words, source["macros"])
    branches, groups, count = [], [], 0
    for rule in source["rule"]:
        behind = "".join(f"(?<!{compiler.regex(item)[0]})" for item in rule.get("not_after", ()))
        if only := rule.get("only_after"):
            behind += f"(?:{'|'.join(f'(?<={compiler.regex(item)[0]})' for item in only)})"
        ahead = "".join(f"(?!{compiler.regex(item)[0]})" for item in rule.get("not_before", ()))
        if only := rule.get("only_before"):
            ahead += f"(?={'|'.join(compiler.regex(item)[0] for item in only)})"
        for pattern in rule["patterns"]:
            body, names = compiler.regex(pattern)
            count += 1
            groups.append(
                (count, rule["kind"], rule.get("value"), tuple((count + i, name) for i, name in enumerate(names, 1)))
            )
            branches.append(f"{behind}({body}){ahead}")
            count += len(names)
    return Lexicon(
        words=words,
        codes=compiler.codes,
        capitalised=frozenset(source["capitalised"]),
        pattern=re.compile(f"(?!\\.)(?:{'|'.join(branches)})"),
        groups=tuple(groups),
    )


def _shape(kind: str, text: str) -> str | None:
    """Shape of a numeric token, None when the figures cannot be what they look like (``25:99``)."""
    if kind != "number":
        if kind in ("clock", "ampm_clock"):
            hour, _, minute = re.sub(r"[apm\s]|\.(?!\d)", "", text).replace(".", ":").partition(":")
            return kind if int(hour) <= (24 if kind == "clock" else 12) and int(minute or 0) < 60 else None
        return kind
    if not text.isdecimal():
        return "int" if "." not in text else "decimal"
    size = len(text)
    if size > 4:
        return "int"
    value = int(text)
    if size == 4:
        return "near_year" if 1900 <= value < 2100 else "year" if 1000 <= value < 3000 else "four"
    if size == 3 or value == 0 or value > 31:
        return "two" if size == 2 else "int"
    return "digit" if size == 1 else "hour" if value <= 24 else "day"


def tokenise(text: str) -> list[Token]:
    """Words, numbers and marks of a text, with their codes.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Token
        In order, without overlaps; a blank line is a token of its own, which no pattern crosses.
    """
    found = lexicon()
    codes, capitalised = found.codes, found.capitalised
    tokens = []
    for match in TOKEN.finditer(text):
        kind, word = match.lastgroup, match[0]
        start, end = match.span()
        if kind == "word":
            lower = word.lower()
            code = codes.get(lower, OTHER)
            if code != OTHER and lower in capitalised and not word[0].isupper():
                code = OTHER
            tokens.append(Token(start, end, lower, code))
        elif kind == "mark":
            word = SAME_MARK.get(word, word)
            tokens.append(Token(start, end, word, codes.get(word, OTHER)))
        elif kind == "possessive":
            tokens.append(Token(start, end, "'s", codes.get("'s", OTHER)))
        elif kind == "paragraph" or kind is None:
            tokens.append(Token(start, end, "\n", OTHER))
        else:
            shape = _shape(kind, word.lower())
            tokens.append(Token(start, end, word.lower(), codes[f"\0{shape}"] if shape else OTHER))
    return tokens


def scan(tokens: list[Token]) -> list[Expression]:
    """Time expressions among the tokens, leftmost first, without overlaps."""
    found = lexicon()
    by_group = {group: (kind, value, names) for group, kind, value, names in found.groups}
    expressions = []
    for match in found.pattern.finditer("".join(token.code for token in tokens)):
        kind, value, names = by_group[match.lastindex or 0]
        parts = {name: match.span(group) for group, name in names if match[group] is not None}
        expressions.append(Expression(kind, match.start(), match.end(), parts, value))
    return expressions
