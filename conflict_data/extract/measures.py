"""The measure of a figure, by the rules of ``measures.toml``."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from conflict_data.extract.counted import Counted, is_total, signs
from conflict_data.language.unit_words import COUNT

OTHER = "other"
_ANY = "any"
_NONE = "none"


@dataclass(frozen=True, slots=True)
class _Rule:
    measure: str
    things: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    things: dict[str, frozenset[str]]
    rules: tuple[_Rule, ...]
    kind_rules: tuple[_Rule, ...]
    default: dict[str, str]
    totals: dict[str, str]
    kinds: dict[str, str]
    changes: frozenset[str]
    war: frozenset[str]


@functools.cache
def _lexicon() -> _Lexicon:
    text = resources.files("conflict_data.extract").joinpath("measures.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    things = {name: frozenset(word.lower() for word in words) for name, words in data["things"].items()}

    def words(names: Iterable[str]) -> frozenset[str]:
        return frozenset(word for name in names for word in data["signs"][name])

    rules = tuple(_Rule(r["measure"], frozenset(r["thing"]), words(r["sign"])) for r in data["rules"])
    kind_rules = tuple(_Rule(r["measure"], frozenset([r["kind"]]), words(r["sign"])) for r in data["of_kind"])
    return _Lexicon(
        things,
        rules,
        kind_rules,
        data["default"],
        data["totals"],
        data["kinds"],
        words(["change"]),
        words(["war"]),
    )


def classes(found: Counted) -> frozenset[str]:
    """Classes of what is counted; "none" where the text leaves it out."""
    if found.noun is None:
        return frozenset({_NONE, "person"})
    things = _lexicon().things
    noun = found.noun.lemma_.lower()
    before = found.measured.lower().split()[-2:-1] if found.measured else []
    names = _classes_of(things, {f"{before[0]} {noun}"}) if before else frozenset()
    return names or _classes_of(things, {noun, found.noun.lower_})


def _classes_of(things: dict[str, frozenset[str]], forms: set[str]) -> frozenset[str]:
    return frozenset(name for name, words in things.items() if forms & words)


def measure_of(found: Counted) -> str:
    """Measure of a figure, from the closed list of the schema.

    Parameters
    ----------
    found : Counted

    Returns
    -------
    str
    """
    lexicon = _lexicon()
    kind = found.number.kind
    if kind not in (COUNT, "share"):
        rules, names = lexicon.kind_rules, frozenset({kind})
        if kind == "time" and _is_age_of_war(found):
            return "time_of_war"
    else:
        rules, names = lexicon.rules, classes(found)
    if kind == COUNT and _is_population(found):
        return OTHER
    for sign in signs(found):
        for rule in rules:
            if rule.things & names and sign in rule.words:
                return lexicon.totals.get(rule.measure, rule.measure) if is_total(found) else rule.measure
    if kind == "share" and _is_change(found):
        return OTHER
    if kind != COUNT:
        return lexicon.kinds.get(kind, OTHER)
    precedes = found.noun is not None and found.noun.i < found.token.i
    defaults = (m for name, m in lexicon.default.items() if name in names and (name != "army" or precedes))
    return next(defaults, OTHER)


def _is_population(found: Counted) -> bool:
    """Whether a number tells how large a place is ("a city of a million", "a town with 3,000 inhabitants")."""
    noun = found.noun if found.noun is not None and not found.inherited else found.token
    for token in (noun, found.token):
        preposition = token.head
        if token.dep_ == "pobj" and preposition.lower_ in ("of", "with"):
            return preposition.head.lemma_.lower() in _lexicon().things["settlement"]
    return False


def _is_age_of_war(found: Counted) -> bool:
    """Whether a time is reckoned from the start of the war ("the invasion nearly four years ago")."""
    doc, i = found.token.doc, found.token.i
    if i + 1 >= len(doc) or doc[i + 1].lower_ not in ("ago", "into"):
        return False
    return any(t.lemma_.lower() in _lexicon().war for t in doc[max(0, i - 7) : i + 7])


def _is_change(found: Counted) -> bool:
    """Whether a percentage tells a change and no share ("up 46 percent", "rose by a third")."""
    doc, token = found.token.doc, found.token
    start = next((t for t in doc[max(0, token.i - 4) : token.i + 1] if t.idx >= found.number.start), token)
    before = doc[start.i - 1].lower_ if start.i > token.sent.start else ""
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    changes = _lexicon().changes
    if before == "up" and doc[start.i - 1].dep_ == "prt":
        return False
    return (
        before in ("by", "up", "down") or after in changes or (token.head.lemma_ in changes and after != "of")
    )
