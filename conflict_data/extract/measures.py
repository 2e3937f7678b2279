"""The measure of a figure, by the rules of ``measures.toml``."""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from spacy.tokens import Token

from conflict_data.extract.counted import Counted, following, is_total
from conflict_data.extract.signs import predicate_signs, signs
from conflict_data.language.number_words import HYPHENS
from conflict_data.language.unit_words import COUNT

OTHER = "other"
_SHARE = "share"
_PERSONS = frozenset({"person"})
_OCCASIONS = frozenset({"occasion"})
_UNKNOWN = frozenset({"unknown"})


@dataclass(frozen=True, slots=True)
class _Rule:
    rank: int
    measure: str
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """``measures.toml``, turned round: classes by noun, rules by sign."""

    classes: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[_Rule, ...]]
    kind_rules: Mapping[str, tuple[_Rule, ...]]
    default: Mapping[str, str]
    totals: Mapping[str, str]
    said_of: Mapping[str, str]
    elliptic: frozenset[str]
    kinds: Mapping[str, str]
    changes: frozenset[str]
    war: frozenset[str]
    shares: frozenset[str]
    sizes: frozenset[str]
    owners: Mapping[str, str]
    event_types: Mapping[str, frozenset[str]]


@functools.cache
def _lexicon() -> _Lexicon:
    text = resources.files("conflict_data.extract").joinpath("measures.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for name, nouns in data["things"].items():
        for noun in nouns:
            classes[noun.lower()].add(name)
    written = data["signs"]
    rules = [(r["measure"], r["thing"], r["sign"]) for r in data["rules"]]
    kind_rules = [(r["measure"], [r["kind"]], r["sign"]) for r in data["of_kind"]]
    return _Lexicon(
        classes={noun: frozenset(names) for noun, names in classes.items()},
        rules=_by_sign(rules, written),
        kind_rules=_by_sign(kind_rules, written),
        default=data["default"],
        totals=data["totals"],
        said_of=data["said_of"],
        elliptic=frozenset(data["elliptic"]["measures"]),
        kinds=data["kinds"],
        changes=frozenset(written["change"]),
        war=frozenset(written["war"]),
        shares=frozenset(data["shares"]["measures"]),
        sizes=frozenset(data["sizes"]["things"]),
        event_types={m: frozenset(rule["types"]) for rule in data["of_event"] for m in rule["measures"]},
        owners={measure: role for role, measures in data["owners"].items() for measure in measures},
    )


def _by_sign(
    rules: Iterable[tuple[str, list[str], list[str]]], written: Mapping[str, list[str]]
) -> dict[str, tuple[_Rule, ...]]:
    found: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rank, (measure, things, lists) in enumerate(rules):
        rule = _Rule(rank, measure, frozenset(things))
        for sign in dict.fromkeys(word for name in lists for word in written[name]):
            found[sign].append(rule)
    return {sign: tuple(ranked) for sign, ranked in found.items()}


def measure_of(found: Counted) -> str:
    """Measure of a figure, from the closed list of the schema.

    Parameters
    ----------
    found : Counted

    Returns
    -------
    str
    """
    lexicon, kind = _lexicon(), found.number.kind
    if kind in (COUNT, _SHARE):
        return _measure_of_count(found)
    if kind == "time" and _is_age_of_war(found):
        return "time_of_war"
    if kind == "length" and _is_size(found):
        return OTHER
    names = frozenset({kind})
    for sign in signs(found) if kind in ("time", "money", "length") else ():
        for rule in lexicon.kind_rules.get(sign, ()):
            if rule.things & names:
                return rule.measure
    return lexicon.kinds.get(kind, OTHER)


def event_types_of(measure: str) -> frozenset[str]:
    """Types of the events whose figure it can be; none where any can be."""
    return _lexicon().event_types.get(measure, frozenset())


def owner_of(measure: str) -> str | None:
    """The part in its event (source, target, attacker) of whose figure it is; None where that cannot be told."""
    return _lexicon().owners.get(measure)


def is_suffered(measure: str) -> bool:
    """Whether a measure tells what was done to people and things, so that it holds where they are."""
    return owner_of(measure) == "target"


def of_persons(measure: str) -> bool:
    """Whether a measure tells what happened to persons, so that of a part of them it holds as well."""
    return measure in _lexicon().elliptic


def _measure_of_count(found: Counted) -> str:
    lexicon = _lexicon()
    is_share = found.number.kind == _SHARE
    if not is_share and (_is_population(found) or _is_none_of(found) or _is_compound(found)):
        return OTHER
    names = _classes(found)
    for sign in signs(found):
        rules = [r for r in lexicon.rules.get(sign, ()) if not is_share or r.measure in lexicon.shares]
        rule = next((r for r in rules if r.things & names), None)
        if rule is None and found.inherited:
            rule = next((r for r in rules if r.things & _PERSONS and r.measure in lexicon.elliptic), None)
        if rule is not None:
            return lexicon.totals.get(rule.measure, rule.measure) if is_total(found) else _said(found, rule)
    if is_share:
        return OTHER if _is_change(found) else _SHARE
    precedes = found.noun is not None and found.noun.i < found.token.i
    defaults = (m for name, m in lexicon.default.items() if name in names and (name != "army" or precedes))
    return next(defaults, OTHER)


def _said(found: Counted, rule: _Rule) -> str:
    """The measure of a rule, unless the clause says something else of the count."""
    other = _lexicon().said_of.get(rule.measure)
    said = (
        {r.measure for sign in predicate_signs(found) for r in _lexicon().rules.get(sign, ())}
        if other
        else ()
    )
    return other if other is not None and other in said else rule.measure


def _classes(found: Counted) -> frozenset[str]:
    """Classes of what is counted."""
    noun = found.noun
    if noun is None or found.number.form == "times":
        return _OCCASIONS if found.number.form == "times" else _PERSONS
    whole = _whole(noun)
    if whole is not None and "body" in _classes_of(whole):
        return frozenset({"body"})
    before = found.measured.lower().split()[-2:-1] if found.measured and not found.inherited else []
    compound = _lexicon().classes.get(f"{before[0]} {noun.lemma_.lower()}") if before else None
    names = compound or _classes_of(noun)
    if names:
        return names
    return _PERSONS if noun.tag_ == "NNPS" else _UNKNOWN


def _classes_of(noun: Token) -> frozenset[str]:
    classes = _lexicon().classes
    return classes.get(noun.lemma_.lower(), frozenset()) | classes.get(noun.lower_, frozenset())


def _whole(noun: Token) -> Token | None:
    """The noun that has a noun as its complement: "bodies" of "the bodies of 12 soldiers"."""
    preposition = noun.head
    return preposition.head if noun.dep_ == "pobj" and preposition.lower_ in ("of", "with") else None


def _is_population(found: Counted) -> bool:
    """Whether a number tells how large a place is ("a city of a million", "a town that had 3,000 people")."""
    verb = found.anchor.head
    if found.anchor.dep_ == "dobj" and verb.lemma_ == "have" and verb.dep_ == "relcl":
        return "settlement" in _classes_of(_whole(verb.head) or verb.head)
    wholes = (_whole(token) for token in (found.anchor, found.token))
    whole = next((token for token in wholes if token is not None), None)
    return whole is not None and "settlement" in _classes_of(whole)


def _is_none_of(found: Counted) -> bool:
    """Whether the text says that nothing happened to what is counted ("none of the 13 crew members was hurt")."""
    doc, i = found.token.doc, found.token.i
    behind_of = (k for k in range(max(1, i - 5), i) if doc[k].lower_ == "of")
    return any(doc[k - 1].lower_ in ("none", "neither") for k in behind_of)


def _is_compound(found: Counted) -> bool:
    """Whether a number only describes ("a nine-storey block", "the 46-member council")."""
    after = following(found.token)
    return after is not None and after.text in HYPHENS and not found.token.whitespace_ and not found.inherited


def _is_size(found: Counted) -> bool:
    """Whether a length is that of a thing ("a 140-metre ship")."""
    noun = found.noun
    return (
        noun is not None
        and found.token.dep_ in ("compound", "amod", "nmod", "nummod")
        and bool(_classes_of(noun) & _lexicon().sizes)
    )


def _is_age_of_war(found: Counted) -> bool:
    """Whether a time is reckoned from the start of the war ("the invasion nearly four years ago")."""
    after, i = following(found.token), found.token.i
    if after is None or after.lower_ not in ("ago", "into"):
        return False
    return any(t.lemma_.lower() in _lexicon().war for t in found.token.doc[max(0, i - 7) : i + 7])


def _is_change(found: Counted) -> bool:
    """Whether a percentage tells a change and no share ("up 46 percent", "rose by a third")."""
    doc, token = found.token.doc, found.token
    start = next((t for t in doc[max(0, token.i - 4) : token.i + 1] if t.idx >= found.number.start), token)
    before = doc[start.i - 1] if start.i > token.sent.start else None
    after = following(token)
    if before is not None and before.lower_ in ("by", "up", "down"):
        return before.dep_ != "prt"
    changes = _lexicon().changes
    if after is not None and after.lower_ in changes:
        return True
    return token.head.lemma_ in changes and not (after is not None and after.lower_ == "of")
