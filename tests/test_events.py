"""Events: the lexicon's own examples, factuality, quiet texts, parties and the rulings of the codebook."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from conflict_data.articles import article_from_text
from conflict_data.extract.events import extract_events
from conflict_data.extract.lexicon import NO_EVENT, Entry, entries, governor_examples
from conflict_data.extract.records import Event
from conflict_data.extract.statements import extract_statements
from conflict_data.language.annotate import annotate

DATA = Path(__file__).parent / "data"
PUBLISHED = "2026-02-12"


def _events(texts: Iterable[str]) -> list[list[Event]]:
    articles = [article_from_text(text, PUBLISHED) for text in texts]
    return [extract_events(document, extract_statements(document)) for document in annotate(articles)]


def _rows(name: str) -> list[dict[str, str]]:
    lines = [
        line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _countries(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {p.country for p in event.sources}, {p.country for p in event.targets}


def _fits_example(entry: Entry, events: list[Event]) -> bool:
    if entry.event_type == NO_EVENT:
        return not events
    return any(e.entry == entry.name and e.event_type == entry.event_type for e in events)


def test_every_entry_gives_the_event_of_its_example() -> None:
    found = _events(entry.example for entry in entries())
    wrong = [
        (entry.name, entry.example)
        for entry, events in zip(entries(), found, strict=True)
        if not _fits_example(entry, events)
    ]
    assert wrong == []


def test_probe_of_factuality() -> None:
    rows = _rows("factuality_probe.tsv")
    assert len(rows) >= 60
    wrong = []
    for row, events in zip(rows, _events(row["text"] for row in rows), strict=True):
        got = {e.factuality for e in events if e.event_type == row["type"]}
        wanted = set() if row["factuality"] == "none" else {row["factuality"]}
        if got != wanted:
            wrong.append((row["text"], wanted, got))
    assert wrong == []


def test_governing_words_make_their_examples_no_deeds() -> None:
    examples = governor_examples()
    wrong = []
    for (text, wanted), events in zip(examples, _events(text for text, _ in examples), strict=True):
        if not any(e.factuality == wanted for e in events):
            wrong.append((text, wanted, [(e.event_type, e.factuality) for e in events]))
    assert wrong == []


def test_no_force_in_quiet_texts() -> None:
    rows = _rows("quiet_texts.tsv")
    assert len(rows) >= 20
    wrong = [
        (row["text"][event.start : event.end], event.event_type, event.entry)
        for row, events in zip(rows, _events(row["text"] for row in rows), strict=True)
        for event in events
        if event.event_type in ("ASSAULT", "MOBILIZE")
    ]
    assert wrong == []


def _targets(text: str, event_type: str) -> set[str | None]:
    (events,) = _events([text])
    return {p.country for e in events if e.event_type == event_type for p in e.targets} - {None}


def test_downed_drones_are_those_that_were_launched() -> None:
    text = (
        "Ukraine's air force said Russia had launched 450 drones. It said 406 of the drones were intercepted."
    )
    (events,) = _events([text])
    (downed,) = [e for e in events if e.mode == "intercept"]
    assert _countries(downed) == ({"UKR"}, {"RUS"})


def test_those_whom_a_penalty_would_hit_are_not_asked_for_it() -> None:
    assert _targets("The minister advocated for global sanctions against Rosatom.", "REQUEST") == set()
    assert _targets("Kyiv asked Poland for sanctions against Rosatom.", "REQUEST") == {"POL"}


def test_land_of_its_own_is_left_to_nobody() -> None:
    assert _targets("Ukraine could pull its forces back from parts of Donetsk region.", "RETREAT") == set()


def test_a_charge_called_a_lie_answers_who_made_it() -> None:
    text = "Russia accused Kyiv of an attack on the residence. President Volodymyr Zelenskyy dismissed the accusation as a lie."
    (events,) = _events([text])
    (answer,) = [e for e in events if e.entry.startswith("SOURCE dismiss")]
    assert _countries(answer) == ({"UKR"}, {"RUS"})


def test_probe_of_parties() -> None:
    rows = _rows("parties_probe.tsv")
    wrong = []
    for row, events in zip(rows, _events(row["text"] for row in rows), strict=True):
        found = [_countries(e) for e in events if e.event_type == row["type"]]
        wanted = tuple(set(filter(None, row[role].split(","))) for role in ("source", "target"))
        if [tuple(side - {None} for side in pair) for pair in found] != [wanted]:
            wrong.append((row["text"], wanted, found))
    assert wrong == []


def test_two_speakers_make_two_reports() -> None:
    text = "Two people died in Kherson, Oleksandr Prokudin said, while Vadym Filashkin said two had been killed by drones in Donetsk."
    (events,) = _events([text])
    assert len([e for e in events if e.event_type == "ASSAULT"]) == 2


def test_such_an_attack_is_the_one_just_told() -> None:
    text = (
        "Russia's army said Ukrainian drones had struck an army residence in the Novgorod region. "
        "Kyiv denied that any such attack had taken place."
    )
    (events,) = _events([text])
    assert [(_countries(e), e.factuality) for e in events if e.event_type == "ASSAULT"] == [
        (({"UKR"}, {"RUS"}), "actual"),
        (({"UKR"}, {"RUS"}), "negated"),
    ]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Russia launched 24 missiles at Kyiv.", "missile"),
        ("A Russian drone attack on Kharkiv killed two people.", "drone"),
        ("Russia attacked Odesa with drones and missiles.", "aerial"),
        ("Russian artillery hit a school in Kherson.", "artillery"),
        ("Russian forces attacked the village of Robotyne.", None),
        ("President Volodymyr Zelenskyy asked Germany for missiles.", "assist"),
        ("President Volodymyr Zelenskyy urged Moscow to negotiate.", "meet"),
        ("Washington urged Moscow to withdraw from the town.", "yield"),
        ("Envoys of Ukraine, Russia and the United States met in Geneva.", "multilateral"),
    ],
)
def test_mode_is_read_from_the_clause(text: str, mode: str | None) -> None:
    (events,) = _events([text])
    assert [e.mode for e in events] == [mode]
