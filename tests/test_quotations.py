"""Quotation marks: pairs, nesting, paragraphs, odd marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.extract.quotations import find_quotations


def quoted(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in q.spans] for q in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "She said: “The bridge stands.” Then she left.",
        'She said: "The bridge stands." Then she left.',
        "She said: «The bridge stands.» Then she left.",
        "She said: « The bridge stands. » Then she left.",
        "She said: »The bridge stands.« Then she left.",
        "She said: „The bridge stands.“ Then she left.",
        "She said: ``The bridge stands.'' Then she left.",
        "She said: ''The bridge stands.'' Then she left.",
        "She said: ‘The bridge stands.’ Then she left.",
        "She said: 'The bridge stands.' Then she left.",
        'She said: “The bridge stands." Then she left.',
        'She said: "The bridge stands.” Then she left.',
        "She said: ‹The bridge stands.› Then she left.",
    ],
)
def test_kinds_of_marks(text: str) -> None:
    assert quoted(text) == [["The bridge stands."]]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("Ukraine's army, the soldiers' families and the '90s don't count, she'd said.") == []
    assert quoted("Ukraine’s army, the soldiers’ families and the ’90s don’t count, she’d said.") == []


def test_apostrophes_inside_single_marks() -> None:
    assert quoted("He said: 'We don't know the city's fate.' He left.") == [
        ["We don't know the city's fate."]
    ]


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    assert quoted("“He told us ‘never’ and went,” she said.") == [["He told us ‘never’ and went,"]]


def test_opening_mark_repeated_in_a_new_paragraph() -> None:
    text = "He said: “The first.\n\n“The second.\n\n“The third.” He left."
    assert quoted(text) == [["The first.", "The second.", "The third."]]


def test_closing_mark_in_the_next_paragraph() -> None:
    assert quoted("He said, “The first.\nThe second.” He left.") == [["The first.", "The second."]]


def test_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "He said: “The bridge stands.\n\nThe next day “it fell,” he said."
    assert quoted(text) == [["The bridge stands."], ["it fell,"]]


def test_odd_mark_costs_only_its_own_quotation() -> None:
    text = "The “plan was late. It was “a shame,” he said.\n\n“We wait,” she said."
    assert quoted(text) == [["a shame,"], ["We wait,"]]
    assert quoted("The plan” was late. “We wait,” she said.") == [["We wait,"]]


def test_inches_and_seconds_do_not_open() -> None:
    assert quoted('A 30" gun and a 12" gun were lost.') == []


@given(st.text(alphabet=st.sampled_from("\"“”‘’'«»„`a. ,\n:"), max_size=60))
def test_spans_lie_in_order_inside_their_quotation(text: str) -> None:
    position = 0
    for quotation in find_quotations(text):
        assert position <= quotation.start
        position = quotation.start
        for start, end in quotation.spans:
            assert position <= start < end <= quotation.end
            position = end
        position = quotation.end
