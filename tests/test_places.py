"""Places named in news prose."""

from __future__ import annotations

import csv
import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_data.language.places import PlaceMention, find_places

LISTS = Path(__file__).parent / "places"


def read(name: str) -> list[dict[str, str]]:
    """Rows of one of the lists beside this file."""
    with (LISTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def texts(text: str) -> list[str]:
    """The mentions of a text, as written."""
    return [mention.text for mention in find_places(text)]


def one(text: str, written: str) -> PlaceMention:
    """The mention of a text that is written so."""
    (mention,) = [m for m in find_places(text) if m.text == written]
    return mention


def distance_km(mention: PlaceMention, row: dict[str, str]) -> float:
    """Distance of a mention from the coordinates of a row, on a plane."""
    if mention.latitude is None or mention.longitude is None:
        return math.inf
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    east = (mention.longitude - longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot((mention.latitude - latitude) * 111.2, east)


# -------------------------------------------------------------------------------------------------- the gazetteer


@pytest.mark.parametrize(
    ("name", "column", "least"), [("known.csv", "name", 64), ("spellings.csv", "spelling", 105)]
)
def test_known_places_and_spellings(name: str, column: str, least: int) -> None:
    missed = []
    rows = read(name)
    for row in rows:
        found = [m for m in find_places(f"The strike hit {row[column]} overnight.") if m.text == row[column]]
        if not found or distance_km(found[0], row) >= 30:
            missed.append(row[column])
    assert len(rows) - len(missed) >= least, missed


@pytest.mark.parametrize(
    "sentence",
    [
        "Shelling hit {name} in {admin1} region, the governor said.",
        "In {admin1} region, drones attacked the village of {name} and two people were hurt.",
    ],
)
def test_front_line_places_lie_in_their_region(sentence: str) -> None:
    rows = read("front_line.csv")
    missed = []
    for row in rows:
        found = [m for m in find_places(sentence.format(**row)) if m.text == row["name"]]
        if [m.admin1 for m in found] != [row["admin1"]]:
            missed.append(row)
    assert len(missed) <= 3, missed


# ------------------------------------------------------------------------------------------------- regions and units


def test_region_word_belongs_to_the_mention() -> None:
    mention = one("Shelling went on in Donetsk region all night.", "Donetsk region")
    assert (mention.place_id, mention.kind, mention.admin1, mention.country) == (
        "UA-14",
        "admin1",
        "Donetsk",
        "UKR",
    )


@pytest.mark.parametrize(
    ("text", "written", "place_id"),
    [
        ("It happened in Kharkiv Oblast on Monday.", "Kharkiv Oblast", "UA-63"),
        ("A fire broke out in Krasnodar Krai at dawn.", "Krasnodar Krai", "RU-KDA"),
        ("A refinery in the Komi Republic burned.", "Komi Republic", "RU-KO"),
        ("Drones reached Bashkortostan.", "Bashkortostan", "RU-BA"),
        ("Kyiv region lost power.", "Kyiv region", "UA-32"),
        ("Outages hit the Dnipropetrovsk area and Dnipropetrovsk itself.", "Dnipropetrovsk", "UA-12"),
        ("Strikes on Transcarpathia are rare.", "Transcarpathia", "UA-21"),
        ("Crimea lost power.", "Crimea", "UA-43"),
        (
            "Shelling of the Shebekinsky district went on.",
            "Shebekinsky district",
            "RU-BEL-shebekino-district",
        ),
        ("Two people died in Nikopol district.", "Nikopol district", "UA12080000000023578"),
    ],
)
def test_units(text: str, written: str, place_id: str) -> None:
    assert one(text, written).place_id == place_id


def test_crimea_and_sevastopol_are_ukraines() -> None:
    for name in ("Crimea", "Sevastopol", "Kerch", "Simferopol", "Yevpatoria"):
        assert one(f"Explosions were heard in {name}.", name).country == "UKR"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Strikes were reported in the Kharkiv, Sumy and Odesa regions.", ["Kharkiv", "Sumy", "Odesa"]),
        ("Kherson and Zaporizhzhia oblasts were shelled.", ["Kherson", "Zaporizhzhia"]),
        ("The regions of Bryansk, Kursk and Belgorod were attacked.", ["Bryansk", "Kursk", "Belgorod"]),
        ("People died in the Belgorod and Kursk border regions.", ["Belgorod", "Kursk"]),
    ],
)
def test_coordinated_regions_are_bare_names(text: str, names: list[str]) -> None:
    found = find_places(text)
    assert [m.text for m in found] == names
    assert {m.kind for m in found} == {"admin1"}


def test_a_preposition_ends_the_coordination() -> None:
    found = find_places("Power failed in Kyiv and in the Donetsk and Luhansk regions.")
    assert [(m.text, m.kind) for m in found] == [
        ("Kyiv", "capital"),
        ("Donetsk", "admin1"),
        ("Luhansk", "admin1"),
    ]


def test_community_is_left_out_and_hromada_kept() -> None:
    assert texts("Missiles fell on the Pechenihy community.") == ["Pechenihy"]
    assert texts("Seven villages of the Pechenihy hromada were emptied.") == ["Pechenihy hromada"]


def test_districts_of_a_city_follow_the_city() -> None:
    text = "In the Shevchenkivskyi district of {} a drone hit a house."
    assert one(text.format("Kyiv"), "Shevchenkivskyi district").admin1 == "Kyiv"
    assert one(text.format("Kharkiv"), "Shevchenkivskyi district").admin1 == "Kharkiv"


def test_sectors_seas_and_parts_of_countries_are_areas() -> None:
    text = "Fighting on the Lyman front, in southern Ukraine and over the Black Sea; the Dnieper froze."
    found = find_places(text)
    assert [m.text for m in found] == ["Lyman front", "southern Ukraine", "Black Sea", "Dnieper"]
    assert {m.status for m in found} == {"area"}
    assert [(m.latitude, m.longitude) for m in found] == [(None, None)] * 4


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("Zaporizhzhia nuclear plant", "facility-zaporizhzhia-npp"),
        ("Kerch bridge", "facility-kerch-bridge"),
        ("Engels airbase", "facility-engels-airbase"),
        ("Snake Island", "facility-snake-island"),
        ("Kakhovka dam", "facility-kakhovka-dam"),
        ("Chernobyl nuclear power plant", "facility-chornobyl-npp"),
        ("Tuapse refinery", "facility-tuapse-refinery"),
    ],
)
def test_facilities(written: str, place_id: str) -> None:
    mention = one(f"Drones were seen over the {written} at night.", written)
    assert (mention.kind, mention.place_id) == ("facility", place_id)


# --------------------------------------------------------------------------------------------------------- choice


def test_a_common_name_alone_is_ambiguous() -> None:
    mention = one("Russian troops shelled Ivanivka.", "Ivanivka")
    assert (mention.status, mention.place_id, mention.latitude) == ("ambiguous", None, None)
    assert 1 < len(mention.candidates) <= 10


def test_the_raion_in_the_sentence_decides() -> None:
    mention = one("In Sumy district, shelling hit Kostiantynivka.", "Kostiantynivka")
    assert (mention.status, mention.admin1) == ("resolved", "Sumy")
    assert one("Shelling hit Kostiantynivka.", "Kostiantynivka").admin1 == "Donetsk"


def test_the_governor_s_region_decides() -> None:
    mention = one("The governor of Sumy region said that Krasnopillia was shelled.", "Krasnopillia")
    assert (mention.status, mention.admin1) == ("resolved", "Sumy")


def test_the_region_right_behind_beats_size() -> None:
    assert one("It struck Pokrovske in Dnipropetrovsk region.", "Pokrovske").admin1 == "Dnipropetrovsk"
    assert one("A man died in Murom, in Belgorod region.", "Murom").admin1 == "Belgorod"


def test_a_region_that_holds_no_such_place_forbids_the_pin() -> None:
    mention = one("A man from Odesa, Texas, was arrested.", "Odesa")
    assert (mention.status, mention.place_id, mention.admin1, mention.country) == (
        "ambiguous",
        None,
        "Texas",
        "USA",
    )


def test_georgia() -> None:
    assert one("Georgia's president flew home to Tbilisi.", "Georgia").place_id == "GEO"
    assert one("The governor of Georgia spoke in Atlanta.", "Georgia").place_id == "US-GA"


def test_a_demonym_helps() -> None:
    assert one("The tanker made for the Turkish port of Sinop.", "Sinop").country == "TUR"


def test_unknown_villages_keep_their_name_and_region() -> None:
    mention = one("Troops took the village of Bezimennovka in Kherson region.", "Bezimennovka")
    assert (mention.place_id, mention.status, mention.admin1) == (None, "ambiguous", "Kherson")


def test_capitals_without_a_name() -> None:
    assert one("Envoys met in the Emirati capital on Friday.", "Emirati capital").name == "Abu Dhabi"
    assert one("Moscow was attacked. Air defences in the capital were busy.", "the capital").name == "Moscow"
    assert texts("They gathered in the capital markets business.") == []


# ---------------------------------------------------------------------------------------------------------- traps


@pytest.mark.parametrize(
    "text",
    [
        "The Kyiv Independent, the Washington Post and the New York Times disagreed.",
        "Moscow-backed officials, a Kyiv-based think tank and anti-Kyiv voices.",
        "Viktor Orban, Michael Jordan, Denzel Washington and Sofia Marsh dined at Lviv Croissants.",
        "It is due at 10 p.m. Kyiv time.",
        "Taras Shevchenko wrote it; Rudenko sang it.",
        "Reading is nice. In March most of us split the bill.",
        "The Kharkiv Regional Military Administration and the Donetsk regional prosecutor's office said so.",
        "The Bank of China and Dynamo Kyiv signed.",
    ],
)
def test_no_places(text: str) -> None:
    assert texts(text) == []


def test_common_words_with_their_country_are_places() -> None:
    assert texts("They met in Nice, France, and in Mobile, Alabama.") == [
        "Nice",
        "France",
        "Mobile",
        "Alabama",
    ]
    assert texts("They met in Nice on Friday.") == ["Nice"]


def test_ordinary_prose_gives_hardly_any_place() -> None:
    text = (LISTS / "prose.txt").read_text(encoding="utf-8")
    assert len(text.split()) > 700
    assert len(find_places(text)) <= 3


# --------------------------------------------------------------------------------------------------- form and safety


def test_spans_and_relations() -> None:
    text = "A drone hit a depot near Kramatorsk, 20 km from Sloviansk, and a train 5 miles (8 km) north of Izium."
    found = find_places(text)
    assert (
        [text[m.start : m.end] for m in found]
        == [m.text for m in found]
        == ["Kramatorsk", "Sloviansk", "Izium"]
    )
    assert [m.relation for m in found] == ["near", "distance", "distance"]


def test_apostrophes_diacritics_and_spaces() -> None:
    text = "Slov’iansk, Chișinău and Nova\u00a0Kakhovka lie apart."
    assert [m.name for m in find_places(text)] == ["Sloviansk", "Chisinau", "Nova Kakhovka"]


def test_hinted_countries_come_first() -> None:
    assert one("He was born in Odessa.", "Odessa").country == "UKR"
    assert find_places("He was born in Odessa.", countries_hint=["USA"])[0].country == "USA"


WORDS = [
    "Kyiv",
    " ",
    "region",
    "Odesa",
    ",",
    "and",
    "\ud800",
    "\x00",
    "’",
    "-",
    "km",
    "of",
    "the capital",
    "Ünïted",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8)).map("".join))
def test_any_text_is_read(text: str) -> None:
    found = find_places(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
