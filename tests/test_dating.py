"""The date that belongs to an event, in sentences of our own."""

import pytest

from conflict_data.language.dates import find_date_mentions
from conflict_data.language.dating import date_for

PUBLISHED = "2026-02-01"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Drones struck Sumy on Friday and wounded five people.", "struck", "Friday"),
        ("Drones struck Sumy on Friday and wounded five people.", "wounded", "Friday"),
        ("Ivanov said on Saturday that drones had struck a depot overnight.", "struck", "overnight"),
        ("Ivanov said on Saturday that drones had struck a depot.", "struck", None),
        ("Ivanov accused Moscow on Saturday of lying.", "accused", "Saturday"),
        ("The army claimed on Saturday to have taken a village.", "taken", None),
        ("He took over after Friday's resignation of the minister.", "resignation", "Friday"),
        ("He took over after Friday's resignation of the minister.", "took", None),
        ("Raids on Thursday killed two, and on Friday a train was hit.", "killed", "Thursday"),
        ("Raids on Thursday killed two, and on Friday a train was hit.", "hit", "Friday"),
        ("Petrov met troops on Tuesday, saying that all was well, and warned Kyiv.", "warned", "Tuesday"),
        ("A day after the talks in Geneva, Petrov met troops.", "talks", "A day after"),
        ("A day after the talks in Geneva, Petrov met troops.", "met", None),
        ("It was the largest raid since 2022.", "raid", None),
        ("The grid has been attacked 20 times since January 5.", "attacked", "January 5"),
        ("The siege lasted 15 days.", "siege", None),
    ],
)
def test_the_nearest_date_in_the_clause(text: str, trigger: str, expected: str | None) -> None:
    mention = date_for(find_date_mentions(text, PUBLISHED), (0, len(text)), text.index(trigger), text)
    assert (text[mention.start : mention.end] if mention else None) == expected


def test_dates_of_other_sentences_do_not_count() -> None:
    text = "The town was shelled on Friday. A school burned."
    assert date_for(find_date_mentions(text, PUBLISHED), (32, len(text)), text.index("burned"), text) is None


def test_a_date_outside_the_clause_is_as_far_as_another_clause() -> None:
    text = "On Friday the town was shelled and a school burned."
    mentions, at = find_date_mentions(text, PUBLISHED), text.index("burned")
    assert date_for(mentions, (0, len(text)), at, text) is not None
    assert date_for(mentions, (0, len(text)), at, text, clause=(text.index("a school"), len(text))) is None
