"""Words for actors, read from actors.toml and the reference tables."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from conflict_data.reference.tables import role_nouns

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Closed lists by which phrases are read; see actors.toml for what each holds."""

    nations: dict[str, str]
    no_seats: Words
    installed: Words
    held: Words
    not_its_own: Words
    weapons: Words
    documents: Words
    titles: Words
    civil: Words
    abbreviated: dict[str, str]
    former: Words
    anonymous: Words
    relational: Words
    heads: Words
    local: Words
    national: Words
    female_titles: Words
    male_titles: Words
    same_title: dict[str, str]
    presidential: Words
    groups: dict[str, str]
    bodies: Words
    regions: Words
    things: Words
    suffixes: Words
    introducers: Words
    definite: dict[str, list[str]]
    called: dict[str, list[str]]
    parties: Words
    impersonal: Words
    places: dict[str, Words]
    speech: Words
    acts: Words
    particles: Words
    sounds: list[list[str]]
    female_names: Words
    male_names: Words
    labels: dict[str, str]
    codes: dict[str, str]
    sectors: Words


@functools.cache
def lexicon() -> Lexicon:
    """The lists of actors.toml."""
    text = (
        resources.files("conflict_data.language.actors").joinpath("actors.toml").read_text(encoding="utf-8")
    )
    data: dict[str, Any] = tomllib.loads(text)
    groups = {word: sector for sector, words in data["groups"].items() for word in words}
    groups.update(role_nouns())
    bodies = {*data["collective"]["nouns"], *data["organisations"]["suffixes"]}
    bodies |= {
        *data["organisations"]["introducers"],
        *data["localities"]["things"],
        *data["localities"]["regions"],
    }
    return Lexicon(
        bodies=frozenset(bodies),
        nations=data["nations"],
        no_seats=frozenset(data["seats"]["none"]),
        installed=frozenset(data["adjectives"]["installed"]),
        held=frozenset(data["adjectives"]["held"]),
        not_its_own=frozenset(data["adjectives"]["not_its_own"]),
        weapons=frozenset(data["weapons"]["nouns"]),
        documents=frozenset(data["documents"]["nouns"]),
        titles=frozenset(data["titles"]["nouns"]),
        civil=frozenset(data["titles"]["civil"]),
        abbreviated=data["titles"]["abbreviated"],
        former=frozenset(data["titles"]["former"]),
        anonymous=frozenset(data["anonymous"]["nouns"]),
        relational=frozenset(data["relational"]["nouns"]),
        heads=frozenset(data["titles"]["heads"]),
        local=frozenset(data["titles"]["local"]),
        national=frozenset(data["titles"]["national"]),
        female_titles=frozenset(data["titles"]["female"]),
        male_titles=frozenset(data["titles"]["male"]),
        same_title=data["titles"]["same"],
        presidential=frozenset(data["leaders"]["presidential"]),
        groups=groups,
        regions=frozenset(data["localities"]["regions"]),
        things=frozenset(data["localities"]["things"]),
        suffixes=frozenset(data["organisations"]["suffixes"]),
        introducers=frozenset(data["organisations"]["introducers"]),
        definite=data["organisations"]["definite"],
        called=data["organisations"]["called"],
        parties=frozenset(data["together"]["parties"]),
        impersonal=frozenset(data["impersonal"]["verbs"]),
        places={name: frozenset(words) for name, words in data["places"].items()},
        speech=frozenset(data["speech"]["verbs"]),
        acts=frozenset(data["speech"]["acts"]) | frozenset(data["speech"]["verbs"]),
        particles=frozenset(data["names"]["particles"]),
        sounds=data["names"]["sounds"],
        female_names=frozenset(data["given"]["female"]),
        male_names=frozenset(data["given"]["male"]),
        labels=data["labels"],
        codes=data["codes"],
        sectors=frozenset(data["labels"]),
    )
