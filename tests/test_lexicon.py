"""The lexicon of events: every line can be read, and its example gives its event."""

from __future__ import annotations

import pytest

from conflict_data.extract.lexicon import Slot, entries, parse_entry, words
from conflict_data.reference.ontology import event_types


def _row(**cells: str) -> dict[str, str]:
    return {
        "words": "attack",
        "frame": "SOURCE _ TARGET",
        "kind": "verb",
        "if": "",
        "type": "ASSAULT",
        "mode": "",
        "domain": "",
        "example": "",
    } | cells


def test_types_are_of_the_ontology() -> None:
    assert {entry.event_type for entry in entries()} <= {*event_types(), "-"}


def test_every_type_has_entries() -> None:
    assert set(event_types()) <= {entry.event_type for entry in entries()}


def test_no_two_lines_say_the_same() -> None:
    seen = [(e.kind, e.words, e.name, e.conditions) for e in entries()]
    assert len(seen) == len(set(seen))


def test_slots_of_a_frame() -> None:
    entry = parse_entry(_row(frame="SOURCE@force! _ TARGET@-idea on|against @town to+"))
    assert entry.subject == Slot("SOURCE", ("force",), (), required=True, obligatory=True)
    assert entry.object == Slot("TARGET", (), ("idea",), required=False, obligatory=False)
    assert entry.phrases == (Slot("", ("town",), (), True, False, ("on", "against")),)
    assert (entry.clause, entry.name) == ("to", "SOURCE@force! attack TARGET@-idea on|against @town to+")


@pytest.mark.parametrize("frame", ["SOURCE TARGET", "_ on", "_ TARGET TARGET", "ACTOR _", "SOURCE: _ x y"])
def test_a_bad_frame_is_named(frame: str) -> None:
    with pytest.raises(ValueError, match=r"frame|must be one of"):
        parse_entry(_row(frame=frame))


def test_lists_take_in_lists() -> None:
    assert words()["building"] <= words()["target"]
