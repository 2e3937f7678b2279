"""Figures of sentences written for it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_data.articles import article_from_text
from conflict_data.extract.events import extract_events
from conflict_data.extract.figures import extract_figures
from conflict_data.extract.records import Figure
from conflict_data.extract.statements import extract_statements
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
        ("The mayor ordered 300 residents to leave 14 villages.", [(300, "evacuated"), (14, "settlements")]),
        ("Some 90 people were taken out of the town.", [(90, "evacuated")]),
        ("The union placed 41 ships of the fleet under sanctions.", [(41, "sanctions_targets")]),
        ("Seven blocks were among the damaged homes.", [(7, "buildings_damaged")]),
        (
            "More than 500 buildings had no heating; the mayor put the number at 244.",
            [(500, "without_heat"), (244, "without_heat")],
        ),
        ("The troops left a town that had about 11,000 people.", [(11_000, "other")]),
        ("The region came under 655 strikes.", [(655, "attacks")]),
        ("Five trucks burned, four of them empty.", [(5, "vehicles_damaged"), (4, "vehicles_damaged")]),
        (
            "The toll rose to 33, and six people were still missing under ruins.",
            [(33, "killed"), (6, "missing")],
        ),
        ("Rescuers found two bodies under the rubble.", [(2, "killed")]),
        ("A bomb wounded a man of 65 in the village.", [(65, "age")]),
        ("Forty people needed medical treatment.", [(40, "injured")]),
        ("The country hosts a million refugees.", [(1_000_000, "displaced")]),
        ("Some 80,000 customers lost power.", [(80_000, "without_power")]),
        ("Two warships were sunk.", [(2, "weapons_destroyed")]),
        ("Air defences neutralised 98 drones.", [(98, "drones_downed")]),
        ("Lawmakers voted 230 to 12 for the bill.", [(230, "votes"), (12, "votes")]),
        (
            "Ottawa gave 2.5 billion Canadian dollars ($1.8 billion) in economic aid to unlock further lending.",
            [(2.5e9, "money_aid"), (1.8e9, "money_aid")],
        ),
        ("Russia sent 293 attack drones.", [(293, "drones_launched")]),
        ("Five drones flying towards the capital were shot down.", [(5, "drones_downed")]),
        (
            "The military said 63 of the 89 strike and decoy drones launched overnight were brought down.",
            [(63, "drones_downed"), (89, "drones_launched")],
        ),
        (
            "It counted 24 missiles and 382 drones shot down out of about 40 missiles and more than 400 drones.",
            [
                (24, "missiles_downed"),
                (382, "drones_downed"),
                (40, "missiles_launched"),
                (400, "drones_launched"),
            ],
        ),
        (
            "Russia used 635 drones and 38 missiles. The air force said it had stopped 621 of them.",
            [(635, "drones_launched"), (38, "missiles_launched"), (621, "drones_downed")],
        ),
        (
            "The army counted 653 drones and 51 missiles and said it had downed 585 and 30 of them respectively.",
            [
                (653, "drones_launched"),
                (51, "missiles_launched"),
                (585, "drones_downed"),
                (30, "missiles_downed"),
            ],
        ),
        (
            "Six missiles hit the port. In the city, where a depot burned, four others were hurt.",
            [(6, "missiles_launched"), (4, "injured")],
        ),
        (
            "Russia sent 25 missiles and 293 attack drones against Ukraine during the night of January 13.",
            [(25, "missiles_launched"), (293, "drones_launched")],
        ),
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
        "The club slipped into the bottom three.",
        "The start of the 787 Dreamliner was delayed.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


def test_two_currencies() -> None:
    canadian, american = figures("Ottawa pledged 2.5 billion Canadian dollars ($1.8 billion) in aid.")
    assert (canadian.unit, american.unit) == ("CAD", "USD")
    assert canadian.measure == american.measure == "money_aid"


def parts(text: str) -> list[tuple[str, str]]:
    found = figures(text)
    return [(text[f.start : f.end], text[slice(*f.part_of)]) for f in found if f.part_of]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia launched 100 drones, 80 of which were shot down.", [("80", "100")]),
        ("The air force stopped 12 of 20 missiles.", [("12", "20")]),
        ("Six people, including two children, were killed.", [("two", "Six")]),
        ("Of 162 drones launched overnight, 125 were stopped.", [("125", "162")]),
        (
            "Russia fired 135 drones. The ministry said 108 of the drones were intercepted and 27 others hit homes.",
            [("108", "135"), ("27", "135")],
        ),
        (
            "Russia fired 60 missiles and 350 drones. While the rest was stopped, nine missiles and 18 drones hit homes.",
            [("nine", "60"), ("18", "350")],
        ),
        ("The attack killed three people and injured four others.", []),
        ("Russia launched 100 drones and 12 missiles.", []),
    ],
)
def test_part_of_a_total(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


def test_a_figure_without_a_date_keeps_the_day_of_its_paragraph() -> None:
    text = "Little is left after Saturday's attack. The air force counted 70 drones.\n\nIt stopped 60 drones."
    dates = [f.context_date and f.context_date.date_end for f in figures(text)]
    assert dates == [dt.date(2026, 1, 31), None]


@pytest.mark.parametrize(
    ("text", "number", "trigger"),
    [
        ("A drone attack on the town of Nikopol on Sunday wounded two people.", "two", "attack"),
        ("Two people were killed and three others hurt when drones struck Odesa.", "three", "killed"),
        ("The mayor of Kharkiv described it as a brutal attack on the city by 50 drones.", "50", "attack"),
        ("The attack on Kyiv lasted seven hours; residents paid 40 euros for a torch.", "40 euros", None),
    ],
)
def test_event_of_a_figure(text: str, number: str, trigger: str | None) -> None:
    (document,) = annotate([article_from_text(text, dt.date(2026, 2, 1))])
    events = extract_events(document, extract_statements(document))
    (figure,) = (f for f in extract_figures(document, [], events) if text[f.start : f.end] == number)
    event = figure.event
    assert (event and text[event.trigger_start : event.trigger_end]) == trigger


def test_a_list_behind_a_colon_has_the_date_before_it() -> None:
    (drones, bombs) = figures("The mayor gave the count for Friday: 13 drones and 12 bombs.")
    assert drones.date is not None
    assert drones.date == bombs.date


def test_same_amount_in_another_currency() -> None:
    text = "Ottawa pledged 2.5 billion Canadian dollars ($1.8 billion); Oslo gave 3 billion kroner (for 2 years)."
    canadian, american, *others = figures(text)
    assert american.same_as == (canadian.start, canadian.end)
    assert [f.same_as for f in (canadian, *others)] == [None, None, None]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They sent another tank or two.", "tank"),
        ("It was a 12 page document.", "page"),
        ("Rents rose by an average of 1,500.", None),
        ("The mean is around 73, raising the prospect of change.", None),
        ("The index gained 0.7 per cent to 6,327.", None),
        ("The army used four times the number of shells.", "times"),
    ],
)
def test_what_the_last_number_counts(text: str, expected: str | None) -> None:
    assert figures(text)[-1].measured == expected


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


def in_full(text: str) -> list[Figure]:
    (document,) = annotate([article_from_text(text, dt.date(2026, 2, 1))])
    statements = extract_statements(document)
    return extract_figures(document, statements, extract_events(document, statements))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("President Zelenskyy said Russia had used 22 missiles and 460 drones.", None),
        ("Governor Oleh Kiper said that a market burned in Izmail. Six people were hurt.", "Izmail"),
        ("A market burned in Izmail.\n\nSix people were hurt.", None),
        ("The package of 90 billion euros was agreed in Brussels.", None),
        ("Officials in Kharkiv counted 15 craters in Balakliia.", "Balakliia"),
        ("In Kyiv, the head of intelligence said Russia had enlisted 400,000 soldiers.", None),
        ("Kharkiv mayor Ihor Terekhov spoke of a dozen wounded.", None),
    ],
)
def test_where_a_figure_holds(text: str, place: str | None) -> None:
    figure = in_full(text)[-1]
    assert (figure.place and figure.place.text) == place


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("In Dnipro, a drone hit a house, killing three people.", "UKR"),
        ("A Ukrainian drone killed one person in a village in the Bryansk region.", "RUS"),
        ("In Odesa region 280,000 households lost power.", "UKR"),
        ("Heating had not returned to 926 buildings in Kharkiv.", "UKR"),
        ("The two presidents will not meet.", None),
        ("Russia attacked Odesa overnight. Ukraine's air force counted 45 missiles.", "RUS"),
        ("Ukraine's air force counted 45 missiles.", None),
    ],
)
def test_whose_a_figure_is(text: str, country: str | None) -> None:
    figure = in_full(text)[-1]
    assert (figure.actor and figure.actor.country) == country


def test_a_part_of_them_is_told_as_such() -> None:
    text = "Odesa was attacked by 50 drones. Two people were killed and 23 hurt, children among them."
    assert [f.measured for f in in_full(text)] == ["drones", "people", "people"]
