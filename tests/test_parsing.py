from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import conflict_data as cd
from conflict_data.errors import ArticleError, Reason

TEXT = (
    "Russian forces attacked Kharkiv with 20 drones overnight, killing three people, Governor Oleh Syniehubov said.\n\n"
    "President Volodymyr Zelenskyy will meet Emmanuel Macron in Paris on Friday."
)


def test_one_article_gives_the_three_tables() -> None:
    tables = cd.parse(TEXT, "2026-02-11")
    attack = tables.events[tables.events["event_type"] == "ASSAULT"].iloc[0]
    assert (attack["source_country"], attack["target_country"], attack["factuality"]) == (
        "RUS",
        "UKR",
        "actual",
    )
    talks = tables.events[tables.events["event_type"] == "CONSULT"].iloc[0]
    assert talks["factuality"] == "planned"
    assert "Oleh Syniehubov" in set(tables.statements["speaker_name"])
    assert {(20.0, "drones_launched"), (3.0, "killed")} <= set(
        zip(tables.figures["value_low"], tables.figures["measure"], strict=True)
    )


def test_offsets_point_at_the_words() -> None:
    tables = cd.parse(TEXT, "2026-02-11")
    for event in tables.events.to_dict("records"):
        assert TEXT[event["trigger_start"] : event["trigger_end"]] == event["trigger"]
    for figure in tables.figures.to_dict("records"):
        assert TEXT[figure["start"] : figure["end"]] == figure["text"]


def test_the_flat_columns_of_a_mutual_event_name_two_parties() -> None:
    tables = cd.parse("Vladimir Putin and Donald Trump met in Alaska.", "2026-02-11")
    meeting = tables.events.iloc[0]
    assert (meeting["source_country"], meeting["target_country"]) == ("RUS", "USA")


def test_the_same_text_gives_the_same_identifiers() -> None:
    first, second = cd.parse(TEXT, "2026-02-11"), cd.parse(TEXT, "2026-02-11")
    assert list(first.events["event_id"]) == list(second.events["event_id"])


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("", "2026-02-11", "no-sentences"),
        (TEXT, "2026-02-30", "impossible-date"),
        (TEXT, "soon", "impossible-date"),
    ],
)
def test_bad_input_is_a_named_error(text: str, published: str, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        cd.parse(text, published)
    assert caught.value.reason == reason


def test_a_broken_file_says_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text("---\nid: a\npublished: 2026-13-01\n---\nA man was hurt in Kyiv.\n")
    with pytest.raises(ArticleError, match=r"bad\.md:3: "):
        cd.read_article(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*TEXT.split(), '"', "“", "”", "\n\n", "—"]), max_size=60).map(" ".join)
)
def test_no_text_raises_anything_but_an_article_error(text: str) -> None:
    try:
        tables = cd.parse(text, "2026-02-11")
    except ArticleError:
        return
    assert len(tables.articles) == 1


def test_a_text_beyond_the_limit_is_an_error_that_says_so() -> None:
    with pytest.raises(ArticleError, match="at most 1000000") as caught:
        cd.parse("Boats ran again. " * 60_000, "2026-02-01")
    assert caught.value.reason is Reason.TOO_LONG
