"""Figures of sentences written for it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_data.articles import article_from_text
from conflict_data.extract.figures import extract_figures
from conflict_data.extract.records import Figure
from conflict_data.language.annotate import annotate


def figures(text: str) -> list[Figure]:
    (document,) = annotate([article_from_text(text, dt.date(2026, 2, 1))])
    return extract_figures(document, [], [])


def measures(text: str) -> list[tuple[float | None, str]]:
    return [(f.value_low if f.value_low is not None else f.value_high, f.measure) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling killed two people and wounded 14 in Kherson.", [(2, "killed"), (14, "injured")]),
        ("The raid left at least one person dead and nine injured.", [(1, "killed"), (9, "injured")]),
        ("Three women were killed and five wounded.", [(3, "killed"), (5, "injured")]),
        ("The number of people hurt in the blast reached 31.", [(31, "injured")]),
        (
            "Russia launched 100 drones, 80 of which were shot down.",
            [(100, "drones_launched"), (80, "drones_downed")],
        ),
        ("The air force stopped 12 of 20 missiles.", [(12, "missiles_downed"), (20, "missiles_launched")]),
        ("The ministry reported the downing of 90 Ukrainian drones overnight.", [(90, "drones_downed")]),
        ("About 40,000 customers were left without electricity.", [(40_000, "without_power")]),
        ("Some 300 apartment blocks had no heating.", [(300, "without_heat")]),
        ("Norway announced an aid package of 200 million euros.", [(2e8, "money_aid")]),
        ("A loan of $50 billion was agreed.", [(5e10, "money_loan")]),
        ("A man of 47 died, as did a girl aged six.", [(47, "age"), (6, "age")]),
        ("The soldiers took two villages in a week.", [(2, "settlements"), (1, "duration")]),
        ("He was sentenced to 12 years in prison.", [(12, "sentence_length")]),
        ("The two sides exchanged 150 prisoners each.", [(2, "other"), (150, "prisoners_exchanged")]),
        ("Temperatures fell to minus 22 at night.", [(-22, "temperature")]),
        ("The depot lies 600 kilometres from the border.", [(600, "distance")]),
        ("Voronezh is a city of a million people.", [(1e6, "other")]),
        ("The plant supplies 40 percent of the power.", [(40, "share")]),
        ("Exports rose by 12 percent.", [(12, "other")]),
    ],
)
def test_measure(text: str, expected: list[tuple[float, str]]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was one of the worst nights of the war.",
        "No one was hurt on January 12, 2026.",
        "The F-16 returned to base after 10 p.m.",
        "Envoys discussed the 20 points of the plan.",
        "The broadcaster France 24 showed the ruins.",
        "Members of the Group of Seven met in 2025.",
        "A pharmacy and a school burned.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


def test_two_currencies() -> None:
    canadian, american = figures("Ottawa pledged 2.5 billion Canadian dollars ($1.8 billion) in aid.")
    assert (canadian.unit, american.unit) == ("CAD", "USD")
    assert canadian.measure == american.measure == "money_aid"


def test_currency_carries_over() -> None:
    units = [
        f.unit
        for f in figures(
            "Of 210 billion euros, 115 billion would go to industry and 45 billion to the budget."
        )
    ]
    assert units == ["EUR", "EUR", "EUR"]


def test_measured_words() -> None:
    (figure,) = figures("Nearly 500 high-rise buildings were without heating.")
    assert (figure.measured, figure.modifier, figure.value_low) == (
        "high-rise buildings",
        "approximately",
        500,
    )


def test_verb_particle_is_no_modifier() -> None:
    (figure,) = figures("Each side handed over 157 prisoners.")
    assert (figure.modifier, figure.value_low, figure.value_high) == ("exact", 157, 157)


def test_date_and_place() -> None:
    (figure,) = figures("A drone attack on Kharkiv on Friday wounded six people.")
    assert figure.date is not None
    assert figure.date.date_start == dt.date(2026, 1, 30)
    assert figure.place is not None
    assert figure.place.text == "Kharkiv"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for figure in figures("Word. " + text):
        assert figure.start < figure.end
