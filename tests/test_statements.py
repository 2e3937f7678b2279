"""Who said what: cues, content spans, speakers, kinds."""

from __future__ import annotations

import pytest

from conflict_data.articles import article_from_text
from conflict_data.extract.records import Statement
from conflict_data.extract.statements import extract_statements
from conflict_data.language.parser import parse_articles


def statements(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, content and speaker as written, without the resolution of actors."""
    return [(s.kind, text[s.start : s.end], speaker(s, text)) for s in read(text)]


def read(text: str) -> list[Statement]:
    (document,) = parse_articles([article_from_text(text, "2026-02-01")])
    return extract_statements(document)


def speaker(statement: Statement, text: str) -> str | None:
    if statement.speaker_start is None:
        return None
    return text[statement.speaker_start : statement.speaker_end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour master said that two cranes had been hit.",
            ("indirect", "two cranes had been hit", "The harbour master"),
        ),
        (
            "Two cranes were hit overnight, the harbour master said on Friday.",
            ("indirect", "Two cranes were hit overnight", "the harbour master"),
        ),
        (
            "The cranes, the harbour master said, would be repaired within a week.",
            (
                "indirect",
                "The cranes, the harbour master said, would be repaired within a week",
                "the harbour master",
            ),
        ),
        (
            "“The port is working,” said Ivan Petrenko.",
            ("direct", "The port is working,", "Ivan Petrenko"),
        ),
        (
            'The mayor called the offer "a bad joke".',
            ("mixed", 'the offer "a bad joke"', "The mayor"),
        ),
        (
            "According to the grid operator, repairs will take ten days.",
            ("indirect", "repairs will take ten days", "the grid operator"),
        ),
        (
            "Repairs will take ten days, according to the grid operator.",
            ("indirect", "Repairs will take ten days", "the grid operator"),
        ),
        (
            "The mayor urged residents to save electricity.",
            ("indirect", "save electricity", "The mayor"),
        ),
        (
            "The ministry accused the rebels of shelling the bridge.",
            ("indirect", "shelling the bridge", "The ministry"),
        ),
        (
            "The army described the raid as a success.",
            ("indirect", "the raid as a success", "The army"),
        ),
    ],
)
def test_one_statement(text: str, expected: tuple[str, str, str]) -> None:
    assert statements(text) == [expected]


def test_negated_cue_gives_no_statement() -> None:
    assert statements("The mayor did not say whether the bridge was open.") == []


def test_cue_is_one_word() -> None:
    text = "The governor ruled out a second evacuation."
    (statement,) = read(text)
    assert statement.cue == "rule out"
    assert text[statement.cue_start : statement.cue_end] == "ruled"
    assert statement.cue_class == "deny"


def test_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = "He said: “The bridge is closed.\n\n“It will open again in May.” Traffic was light."
    (statement,) = read(text)
    parts = [text[a:b] for a, b in statement.content_spans]
    assert parts == ["The bridge is closed.", "It will open again in May."]


def test_titles_and_scare_quotes_are_no_speech() -> None:
    assert statements("The cargo ship “Northern Star” left the port in the “grey zone” on Monday.") == []
