from hypothesis import given
from hypothesis import strategies as st

from conflict_data.near_duplicates import near_duplicates, signature

PARAGRAPHS = [
    f"On day {i} the harbour master of town {i} said that boat number {i} had carried {i + 20} people over the river "
    f"and that crew {i * 3} would repair pier {i * 7} before the flood of year {i + 1900} came back."
    for i in range(12)
]
STORY = "\n\n".join(PARAGRAPHS)


def test_updated_versions_are_known_and_other_stories_are_not() -> None:
    updated = "\n\n".join([*PARAGRAPHS[:-1], "Nobody was hurt, a doctor said later."])
    half = "\n\n".join(PARAGRAPHS[:5])
    other = "The parliament voted on the budget after a long night, and the minister left the room without a word."
    assert near_duplicates([signature(text) for text in (other, STORY, half, updated, STORY.upper())]) == {
        3: 1,
        4: 1,
    }


def test_the_first_of_a_group_is_named() -> None:
    assert near_duplicates([signature(STORY)] * 4) == {1: 0, 2: 0, 3: 0}
    assert near_duplicates([]) == {}


def test_the_signature_never_changes() -> None:
    assert signature("One two three four.").hex()[:32] == SIGNATURE


SIGNATURE = "7d8175808e1646bce7272c710510dc16"


@given(st.text())
def test_any_text_has_a_signature(text: str) -> None:
    assert len(signature(text)) == 512
