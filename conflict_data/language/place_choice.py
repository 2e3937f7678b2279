"""Which of the places that share a name is meant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from conflict_data.language.gazetteer import Place

# Weights of the evidence, in units of half a tenfold of population. A name is ambiguous when no bearer leads by MARGIN.
MARGIN = 1.5
POPULATION = 2.0
SETTLEMENT_SIZE = {
    "capital": 1e6,
    "city": 5e3,
    "settlement": 1e3,
    "village": 200.0,
    "country": 1e7,
    "admin1": 1e6,
}
ALTERNATE, OTHER_NAME = -1.0, -3.0
HINTED_COUNTRY = 5.0
FRONT = 3.0
ADJACENT, SENTENCE, PARAGRAPH, ARTICLE = 14.0, 6.0, 3.0, 1.5
COUNTRY_SENTENCE, COUNTRY_ARTICLE = 2.0, 0.5
CAPITAL = 4.0
NEARNESS, NEARNESS_KM = 4.0, 60.0


@dataclass(frozen=True)
class Evidence:
    """What is known before the text is read: the countries it is about and the raions at the front."""

    countries: frozenset[str]
    front: frozenset[str]


# A place already resolved, and whether it stands in the same sentence, in the same paragraph, right behind the name.
Neighbour = tuple[Place, bool, bool, bool]


def choose(name: str, places: Sequence[Place], near: Sequence[Neighbour], evidence: Evidence) -> list[Place]:
    """The bearers of a name that remain, likeliest first: one when it is resolved, several when it is ambiguous."""
    cities = [place for place in places if place.kind in ("city", "capital")]
    inside = {place.admin1_code for place in cities}
    large = any((place.population or 0) >= 100_000 for place in cities)
    places = [p for p in places if p.kind != "admin1" or not (large or p.place_id in inside)] or places
    scored = sorted(
        ((score(name, place, near, evidence), place) for place in places),
        key=lambda pair: (-pair[0], pair[1].place_id),
    )
    best = scored[0][0]
    return [place for value, place in scored if value > best - MARGIN]


def score(name: str, place: Place, near: Sequence[Neighbour], evidence: Evidence) -> float:
    """How well a place fits its name and what stands around it."""
    size = place.population or SETTLEMENT_SIZE.get(place.kind, 1e5)
    total = POPULATION * math.log10(max(size, 50))
    if place.name != name:
        total += OTHER_NAME if name in place.other_names else ALTERNATE
    total += HINTED_COUNTRY if place.country in evidence.countries else 0
    total += CAPITAL if place.kind == "capital" else 0
    total += FRONT if place.country == "UKR" and place.admin2 in evidence.front else 0
    best = {"region": 0.0, "country": 0.0, "near": 0.0}
    for other, same_sentence, same_paragraph, adjacent in near:
        weight = (
            ADJACENT if adjacent else SENTENCE if same_sentence else PARAGRAPH if same_paragraph else ARTICLE
        )
        if other.kind == "admin1" and place.kind != "admin1":
            if place.admin1_code == other.place_id:
                best["region"] = max(best["region"], weight)
            elif adjacent:
                total -= ADJACENT
        elif other.kind == "raion" and place.kind not in ("admin1", "raion"):
            if place.admin1_code == other.admin1_code:
                inside = place.admin2 == other.name
                best["region"] = max(best["region"], weight * (1.5 if inside else 0.8))
        elif other.kind == "country" and place.kind != "country":
            if place.country == other.place_id:
                country = ADJACENT if adjacent else COUNTRY_SENTENCE if same_sentence else COUNTRY_ARTICLE
                best["country"] = max(best["country"], country)
            elif adjacent:
                total -= ADJACENT
        elif same_paragraph and other.latitude is not None and place.latitude is not None:
            closeness = NEARNESS * math.exp(-kilometres(place, other) / NEARNESS_KM)
            best["near"] = max(best["near"], closeness if same_sentence else closeness / 2)
    if place.country in evidence.countries:
        best["country"] = min(best["country"], 1.0)
    return total + sum(best.values())


def kilometres(a: Place, b: Place) -> float:
    """Distance on a plane that touches the earth at the two places' mean latitude: exact enough below 500 km."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    dy = (a.latitude - b.latitude) * 111.2
    dx = (a.longitude - b.longitude) * 111.2 * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return math.hypot(dx, dy)
