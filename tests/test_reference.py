"""The curated tables are consistent: keys, codes, dates, and what points at what."""

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from importlib import resources

import pytest

from conflict_data.reference.partial_dates import first_day, last_day
from conflict_data.reference.tables import actors, aliases, countries, institutions, role_nouns, roles

NON_STATES = {"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"}
SECTORS = {
    "GOV",
    "MIL",
    "COP",
    "SPY",
    "LEG",
    "JUD",
    "BUS",
    "MED",
    "JRN",
    "CVL",
    "OPP",
    "REB",
    "PRE",
    "REF",
    "EDU",
    "REL",
    "LAB",
    "NGO",
    "UNK",
}
FILES = ("actors", "actor_aliases", "actor_roles", "countries", "institutions", "role_nouns")
KEYS = {
    "actors": ("actor_id",),
    "actor_aliases": ("actor_id", "alias"),
    "actor_roles": ("actor_id", "title", "valid_from"),
    "countries": ("iso3",),
    "institutions": ("phrase",),
    "role_nouns": ("phrase",),
}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(read(f"{name}.csv").splitlines()))


def read(name: str) -> str:
    return resources.files("conflict_data.reference").joinpath(name).read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_rows_are_whole_and_trimmed(name: str) -> None:
    header, *table = csv.reader(read(f"{name}.csv").splitlines())
    for row in table:
        assert len(row) == len(header), row
        assert row == [" ".join(cell.split()) for cell in row], row


def test_readme_counts() -> None:
    offices = rows("actor_roles")
    general = sum(row["basis"] == "general" for row in offices)
    undated = sum(not row["valid_from"] and not row["valid_to"] for row in offices)
    assert f"Of {len(offices)} offices, {general} are of the basis `general`" in read("README.md")
    assert f"{undated} have no" in read("README.md")


@pytest.mark.parametrize("name", FILES)
def test_keys_are_unique(name: str) -> None:
    counts = Counter(tuple(row[column] for column in KEYS[name]) for row in rows(name))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", ["actors", "actor_roles"])
def test_codes(name: str) -> None:
    for row in rows(name):
        assert row["country"] in {*countries(), *NON_STATES}, row
        assert row["sector"] in SECTORS or (not row["sector"] and row["country"] in {"IGO", "UNO", "EUR"}), (
            row
        )
        assert row["sector"] != "PRE" or row["country"] == "UKR", row


def test_sectors_of_nouns_and_institutions() -> None:
    assert set(role_nouns().values()) <= SECTORS
    assert {institution.sector for institution in institutions().values()} <= SECTORS
    assert all(phrase == phrase.lower() for phrase in role_nouns())


def test_countries() -> None:
    for row in rows("countries"):
        assert re.fullmatch(r"[A-Z]{3}", row["iso3"]), row
        assert re.fullmatch(r"[A-Z]{2}", row["iso2"]), row
    assert len({row["iso2"] for row in rows("countries")}) == len(rows("countries"))
    names = Counter(name for country in countries().values() for name in (country.name, *country.aliases))
    assert [name for name, count in names.items() if count > 1] == []


def test_identifiers_and_kinds() -> None:
    for row in rows("actors"):
        assert re.fullmatch(r"[a-z0-9-]+", row["actor_id"]), row
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), row
        assert row["kind"] in {
            "person",
            "government",
            "armed_force",
            "organisation",
            "company",
            "media",
            "group",
        }
    known = Counter(row["wikidata"] for row in rows("actors") if row["wikidata"])
    assert max(known.values()) == 1


def test_what_points_at_an_actor_finds_it() -> None:
    assert {alias.actor_id for alias in aliases()} <= set(actors())
    assert {actor.parent for actor in actors().values()} - {None} <= set(actors())
    for institution in institutions().values():
        for country, actor_id in institution.known.items():
            assert actors()[actor_id].country == country
    assert all(actors()[actor_id].kind == "person" for actor_id in roles())


def test_every_name_is_among_the_spellings() -> None:
    spellings = {(row["actor_id"], row["alias"]) for row in rows("actor_aliases")}
    assert [actor.name for actor in actors().values() if (actor.actor_id, actor.name) not in spellings] == []


def test_a_spelling_of_two_actors_is_marked_ambiguous() -> None:
    sure: dict[str, set[str]] = defaultdict(set)
    every: dict[str, set[str]] = defaultdict(set)
    for row in rows("actor_aliases"):
        assert row["ambiguous"] in {"true", "false"}, row
        every[row["alias"]].add(row["actor_id"])
        if row["ambiguous"] == "false":
            sure[row["alias"]].add(row["actor_id"])
    assert {alias: every[alias] for alias in sure if len(every[alias]) > 1} == {}


def test_offices_have_dates_of_the_calendar_in_order() -> None:
    for row in rows("actor_roles"):
        for column in ("valid_from", "valid_to"):
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row[column]), row
        first, last = first_day(row["valid_from"]), last_day(row["valid_to"])
        assert first is None or last is None or first <= last, row
        assert row["basis"] in {"corpus", "search", "general"}, row


def test_sector_of_an_actor_is_that_of_an_office() -> None:
    for actor_id, held in roles().items():
        last = [role for role in held if not role.valid_to or role.valid_to >= "2025-11"]
        assert not last or actors()[actor_id].sector in {role.sector for role in last}, actor_id


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-05", dt.date(2024, 2, 5), dt.date(2024, 2, 5)),
        ("", None, None),
    ],
)
def test_partial_dates(text: str, first: dt.date | None, last: dt.date | None) -> None:
    assert (first_day(text), last_day(text)) == (first, last)
