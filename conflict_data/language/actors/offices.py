"""Who holds an office on a day, and which office a person holds."""

from __future__ import annotations

import datetime as dt
import functools
import re

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.reference.partial_dates import first_day, last_day
from conflict_data.reference.tables import Role, actors, aliases, countries, institutions, roles

_BRACKETS = re.compile(r" \([^)]*\)")
_REGION = re.compile(r" (?:oblast|krai|republic|region)$")


@functools.lru_cache(maxsize=4096)
def role_on(actor_id: str, day: dt.date) -> Role | None:
    """The office of a person on a day, the main one where there are several.

    Parameters
    ----------
    actor_id : str
    day : datetime.date

    Returns
    -------
    Role or None
        Among several the one in the sector that the table of actors gives, a full one before an acting one.
    """
    held = [role for role in roles().get(actor_id, ()) if _in_force(role, day)]
    if not held:
        return None
    sector = actors()[actor_id].sector
    return min(held, key=lambda role: (role.sector != sector, role.title.startswith("acting")))


def _in_force(role: Role, day: dt.date) -> bool:
    since, until = first_day(role.valid_from), last_day(role.valid_to)
    return (since is None or since <= day) and (until is None or day <= until)


def plain_title(title: str) -> str:
    """A title in lower case and British spelling, without brackets and the word that says it is provisional."""
    plain = _BRACKETS.sub("", title.lower()).replace("defense", "defence")
    for word in ("acting ", "caretaker "):
        plain = plain.removeprefix(word)
    return _REGION.sub("", plain)


def titles_of(role: Role) -> tuple[str, ...]:
    """The single titles of an office ("first deputy prime minister and energy minister" is two)."""
    parts = []
    for part in plain_title(role.title).split("; "):
        pieces = part.split(" and ")
        heads = lexicon().titles
        if len(pieces) > 1 and all(set(piece.split()) & heads for piece in pieces):
            parts += pieces
        else:
            parts.append(part)
    return tuple(parts)


@functools.lru_cache(maxsize=256)
def _holders(day: dt.date) -> dict[tuple[str | None, str], str]:
    """Persons by country and title on a day, where only one holds it."""
    found: dict[tuple[str | None, str], set[str]] = {}
    for held in roles().values():
        for role in held:
            if _in_force(role, day):
                for title in titles_of(role):
                    found.setdefault((role.country, title), set()).add(role.actor_id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


@functools.lru_cache(maxsize=256)
def _heads(day: dt.date) -> dict[str, str]:
    """Persons by the organisation that they head on a day."""
    found: dict[str, str] = {}
    for held in roles().values():
        for role in held:
            parent = actors()[role.actor_id].parent
            first = plain_title(role.title).split(" of ")[0]
            if parent and first in lexicon().heads and _in_force(role, day) and _names(role.title, parent):
                found.setdefault(parent, role.actor_id)
    return found


def _names(title: str, body: str) -> bool:
    """Whether a title speaks of a body: the table gives a person's last body, not that of each office."""
    said = set(re.findall(r"\w{3,}", title.lower().replace("defense", "defence"))) - lexicon().heads
    return bool(said & _words_of().get(body, set()))


@functools.cache
def _words_of() -> dict[str, set[str]]:
    """Words of all the spellings of each actor that is no person."""
    found: dict[str, set[str]] = {}
    for alias in aliases():
        if actors()[alias.actor_id].kind != "person":
            found.setdefault(alias.actor_id, set()).update(re.findall(r"\w{3,}", alias.alias.lower()))
    return found


def holder(country: str | None, title: str, day: dt.date) -> str | None:
    """The person who holds an office.

    Parameters
    ----------
    country : str or None
        Country or non-state code.
    title : str
        As the news word it, in lower case: "energy minister", "military intelligence chief", "governor of Kharkiv".
    day : datetime.date

    Returns
    -------
    str or None
        Identifier of the person.
    """
    held = _holders(day)
    title = plain_title(title)
    if title == "leader":
        order = ("president", "chancellor", "prime minister")
        if country not in lexicon().presidential:
            order = ("chancellor", "prime minister", "president")
        return next((held[country, t] for t in order if (country, t) in held), None)
    wordings = [title, lexicon().same_title.get(title, "")]
    rest, _, head = title.rpartition(" ")
    if rest and " of " not in title:
        wordings += [f"{head} of the {rest}", f"{head} of {rest}"]
    return next((held[country, w] for w in wordings if w and (country, w) in held), None)


def head_of(actor_id: str, day: dt.date) -> str | None:
    """The person who heads an organisation on a day."""
    return _heads(day).get(actor_id)


@functools.cache
def _country_names() -> dict[str, str]:
    """How a country is called behind "of", the article included."""
    names = {country.iso3: country.name for country in countries().values()}
    for actor in actors().values():
        if actor.actor_id.endswith("-government") and actor.name.startswith("Government of "):
            names[actor.country or ""] = actor.name.removeprefix("Government of ")
    names["EUR"] = "the European Union"
    return names


def country_phrase(code: str) -> str:
    """How a country is called behind "of" ("the United Kingdom")."""
    return _country_names().get(code, code)


def institution_of(phrase: str, country: str) -> tuple[str, str, str, str, bool] | None:
    """Identifier, name, kind, sector and whether it stands in the reference table, of a country's institution.

    Parameters
    ----------
    phrase : str
        "foreign ministry", "navy".
    country : str
        Country code.
    """
    entry = institutions().get(phrase)
    if entry is None:
        return None
    actor_id = entry.known.get(country, f"{country.lower()}-{entry.suffix}")
    known = actors().get(actor_id)
    if known is not None:
        return actor_id, known.name, known.kind, known.sector or entry.sector, True
    name = entry.name.format(country=country_phrase(country))
    return actor_id, name, entry.kind, entry.sector, False


@functools.cache
def adjective(code: str) -> str:
    """The adjective of a nation, or what a non-state code is called."""
    country = countries().get(code)
    if country is None:
        return lexicon().codes.get(code, code)
    return country.demonyms[0] if country.demonyms else country.name


def group_of(country: str, sector: str | None) -> tuple[str, str]:
    """Identifier and name of an unnamed group of a country and sector ("rus-mil", "Russian military")."""
    if sector is None:
        return f"{country.lower()}-group", f"{adjective(country)} actors"
    return f"{country.lower()}-{sector.lower()}", f"{adjective(country)} {lexicon().labels[sector]}"
