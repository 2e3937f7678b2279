"""Places named in news prose."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_data.language.places import PlaceMention, find_places


def texts(text: str) -> list[str]:
    """The mentions of a text, as written."""
    return [mention.text for mention in find_places(text)]


def one(text: str, written: str) -> PlaceMention:
    """The mention of a text that is written so."""
    (mention,) = [m for m in find_places(text) if m.text == written]
    return mention


def test_region_word_belongs_to_the_mention() -> None:
    mention = one("Shelling went on in Donetsk region all night.", "Donetsk region")
    assert (mention.place_id, mention.kind, mention.admin1, mention.country) == (
        "UA-14",
        "admin1",
        "Donetsk",
        "UKR",
    )


def test_coordinated_regions_are_bare_names() -> None:
    found = find_places("Strikes were reported in the Kharkiv, Sumy and Odesa regions.")
    assert [m.text for m in found] == ["Kharkiv", "Sumy", "Odesa"]
    assert {m.kind for m in found} == {"admin1"}


def test_outlets_and_compounds_are_no_places() -> None:
    assert texts("The Kyiv Independent, the Washington Post and Moscow-backed officials disagreed.") == []


def test_spans_are_exact() -> None:
    text = "A drone hit a depot near Kramatorsk, 20 km from Sloviansk."
    found = find_places(text)
    assert [text[m.start : m.end] for m in found] == [m.text for m in found] == ["Kramatorsk", "Sloviansk"]
    assert [m.relation for m in found] == ["near", "distance"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Kyiv", " ", "region", "Odesa", ",", "and", "\ud800", "\x00", "’", "-", "km", "Ünïted", "\n"]
        )
        | st.text(max_size=8)
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    found = find_places(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
