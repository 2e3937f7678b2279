"""Who is meant, on sentences written for it."""

from __future__ import annotations

import datetime as dt

import pytest

from conflict_data.articles import article_from_text
from conflict_data.language.actors import ActorMention, find_actors
from conflict_data.language.parser import parse_articles


def actors_of(text: str, published: str = "2026-01-20") -> dict[str, ActorMention]:
    """Mentions by the head word of their phrase; of several with one head word the last."""
    article = article_from_text(text, dt.date.fromisoformat(published))
    (document,) = parse_articles([article])
    return {document.doc[i].text: mention for i, mention in find_actors(document).items()}


@pytest.mark.parametrize(
    ("text", "word", "actor_id", "country", "sector"),
    [
        ("Volodymyr Zelenskyy arrived late.", "Zelenskyy", "volodymyr-zelenskyy", "UKR", "GOV"),
        ("Putin told reporters so.", "Putin", "vladimir-putin", "RUS", "GOV"),
        ("Kremlin spokesman Dmitry Peskov declined to answer.", "Peskov", "dmitry-peskov", "RUS", "GOV"),
        ("Ukraine's navy sank a ship.", "navy", "ukr-navy", "UKR", "MIL"),
        ("Polish border guards closed the gate.", "guards", "pol-cop", "POL", "COP"),
        ("Russian soldiers crossed the river.", "soldiers", "rus-mil", "RUS", "MIL"),
        ("The Ukrainian president flew home.", "president", "volodymyr-zelenskyy", "UKR", "GOV"),
        ("Moldova's energy ministry denied it.", "ministry", "mda-energy-ministry", "MDA", "GOV"),
    ],
)
def test_phrase(text: str, word: str, actor_id: str, country: str, sector: str) -> None:
    mention = actors_of(text)[word]
    assert (mention.actor_id, mention.country, mention.sector) == (actor_id, country, sector)
