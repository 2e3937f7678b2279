"""The curated tables of countries, actors, offices, spellings, institutions and role nouns."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the names and adjectives that the news use."""

    iso3: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, government, force, organisation, company, medium or group."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """An office of a person in time; empty bounds are open."""

    actor_id: str
    title: str
    country: str | None
    sector: str | None
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling; an ambiguous one means its actor only in the right context."""

    actor_id: str
    alias: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of body that every country has, with how its identifier and name are made."""

    phrase: str
    suffix: str
    name: str
    kind: str
    sector: str
    known: dict[str, str]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("conflict_data.reference").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@functools.cache
def countries() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-3 code."""
    return {
        row["iso3"]: Country(
            row["iso3"], row["name"], _split(row["aliases"]), _split(row["demonyms"]), row["capital"]
        )
        for row in _rows("countries.csv")
    }


@functools.cache
def actors() -> dict[str, Actor]:
    """Actors by identifier."""
    return {
        row["actor_id"]: Actor(
            row["actor_id"],
            row["name"],
            "military" if row["kind"] == "armed_force" else row["kind"],
            row["country"] or None,
            row["sector"] or None,
            row["parent"] or None,
        )
        for row in _rows("actors.csv")
    }


@functools.cache
def roles() -> dict[str, tuple[Role, ...]]:
    """Offices of each actor, in the order of the table."""
    found: dict[str, list[Role]] = {}
    for row in _rows("actor_roles.csv"):
        role = Role(
            row["actor_id"],
            row["title"],
            row["country"] or None,
            row["sector"] or None,
            row["valid_from"],
            row["valid_to"],
        )
        found.setdefault(role.actor_id, []).append(role)
    return {actor_id: tuple(held) for actor_id, held in found.items()}


@functools.cache
def aliases() -> tuple[Alias, ...]:
    """Spellings of the actors, their canonical names among them."""
    given = [
        Alias(row["actor_id"], row["alias"], row["ambiguous"] == "true") for row in _rows("actor_aliases.csv")
    ]
    return (*given, *(Alias(a.actor_id, a.name, False) for a in actors().values()))


@functools.cache
def role_nouns() -> dict[str, str]:
    """Sector of the nouns for people and bodies."""
    return {row["phrase"]: row["sector"] for row in _rows("role_nouns.csv")}


@functools.cache
def institutions() -> dict[str, Institution]:
    """Institutions by the phrases that name them."""
    return {
        row["phrase"]: Institution(
            row["phrase"],
            row["suffix"],
            row["name"],
            row["kind"],
            row["sector"],
            dict(pair.split(":") for pair in _split(row["known"])),
        )
        for row in _rows("institutions.csv")
    }
