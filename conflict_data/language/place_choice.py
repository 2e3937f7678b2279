"""Which of the places that share a name is meant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from conflict_data.language.gazetteer import Place

# Weights of the evidence: a tenfold of population counts 2. A name is ambiguous when no bearer leads by MARGIN.
MARGIN, RANGE, CROWD = 2.0, 9.0, 1.5
POPULATION = 2.0
SETTLEMENT_SIZE = {
    "capital": 1e6,
    "city": 5e3,
    "settlement": 1e3,
    "village": 3e2,
    "country": 1e7,
    "admin1": 1e6,
}
LARGE, LARGE_CITY, TOWN, CAPITAL, STATE = 100_000, 3.0, 2.0, 4.0, 4.0
ALTERNATE, OTHER_NAME = -1.0, -3.5
HINTED_COUNTRY, HINTED_SMALL = 5.0, 2.5
FRONT = 3.0
WANTED, SEAT = 5.0, 1.0
INSIDE, ONLY_REGION, SENTENCE, PARAGRAPH, ARTICLE = 14.0, 9.0, 6.0, 3.0, 1.5
COUNTRY_SENTENCE, COUNTRY_ARTICLE, DEMONYM = 2.0, 0.5, 8.0
NEARNESS, CITY_DISTRICT, NEARNESS_KM = 6.0, 12.0, 60.0


@dataclass(frozen=True)
class Evidence:
    """What is known before the text is read: the countries it is about and the raions at the front."""

    countries: frozenset[str]
    front: frozenset[str]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place already resolved, and how it stands to a name."""

    place: Place
    sentence: bool  # in the same sentence
    paragraph: bool  # in the same paragraph
    behind: bool  # right behind the name: the region or country that is said to hold it
    before: bool  # a demonym right before the name


def choose(
    name: str, places: Sequence[Place], wanted: frozenset[str], near: Sequence[Neighbour], evidence: Evidence
) -> list[Place]:
    """Choose among the bearers of a name.

    Parameters
    ----------
    name : str
    places : sequence of Place
        Its bearers, at least one.
    wanted : frozenset of str
        Kinds of place that the text asks for.
    near : sequence of Neighbour
    evidence : Evidence

    Returns
    -------
    list of Place
        Those that remain, likeliest first: one when the name is resolved, several when it is ambiguous.
    """
    cities = [place for place in places if place.kind in ("city", "capital")]
    inside = {place.admin1_code for place in cities}
    large = {place.country for place in cities if (place.population or 0) >= LARGE}
    places = [
        p for p in places if p.kind != "admin1" or not (p.country in large or p.place_id in inside)
    ] or places
    states = [place for place in places if place.kind == "country"]
    if {place.country for place in cities} & {state.country for state in states}:
        places = states  # Singapore, Luxembourg: the state sooner than its capital
    if len(places) == 1:
        return list(places)
    scored = [
        (prior(name, place, wanted, evidence) + context(place, near, evidence), place) for place in places
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].place_id))
    best, first = scored[0]
    margin = MARGIN
    if first.kind not in ("capital", "country") and (first.population or 0) < LARGE:
        # the more places bear a name, the less their size tells which is meant
        margin += CROWD * math.log10(sum(value > best - RANGE for value, _ in scored))
    return [place for value, place in scored if value > best - margin]


def prior(name: str, place: Place, wanted: frozenset[str], evidence: Evidence) -> float:
    """How likely a place is meant by its name, whatever the text says around it."""
    size = place.population or SETTLEMENT_SIZE.get(place.kind, 1e5)
    total = POPULATION * math.log10(max(size, 100))
    if place.name != name:
        total += OTHER_NAME if name in place.other_names else ALTERNATE
    if place.country in evidence.countries:
        small = place.kind in ("settlement", "village") and place.country != "UKR"
        total += HINTED_SMALL if small else HINTED_COUNTRY
    total += {"capital": CAPITAL, "country": STATE, "admin1": STATE / 2}.get(place.kind, 0)
    total += LARGE_CITY if place.kind == "city" and size >= LARGE else 0
    total += WANTED if place.kind in wanted else 0
    total += SEAT if place.hromada == place.name else 0
    if place.country == "UKR" and "UKR" in evidence.countries:
        total += (TOWN if place.kind == "city" else 0) + (FRONT if place.admin2 in evidence.front else 0)
    return total


def context(place: Place, near: Sequence[Neighbour], evidence: Evidence) -> float:
    """How well a place fits the places named around it."""
    region = country = closeness = penalty = 0.0
    settlement = place.kind not in ("admin1", "country")
    alone = len({n.place.place_id for n in near if n.sentence and n.place.kind == "admin1"}) == 1
    for other in near:
        at = other.place
        weight = SENTENCE if other.sentence else PARAGRAPH if other.paragraph else ARTICLE
        if at.kind == "admin1" and settlement:
            if place.admin1_code == at.place_id:
                weight = INSIDE if other.behind else ONLY_REGION if other.sentence and alone else weight
                region = max(region, weight)
            elif other.behind:
                penalty = -INSIDE
        elif at.kind == "raion" and settlement and place.kind != "raion":
            if place.admin1_code == at.admin1_code:
                region = max(region, weight * (2.3 if place.admin2 == at.name else 0.8))
        elif not settlement and at.kind != "country":
            if place.place_id in (at.admin1_code, at.country):
                country = max(country, 8.0 if other.sentence else 4.0)
            elif place.kind == "admin1" and place.country == at.country:
                country = max(country, 5.0 if other.sentence else 2.0)
        elif at.kind == "country" and place.kind != "country":
            if place.country == at.place_id:
                weight = COUNTRY_SENTENCE if other.sentence else COUNTRY_ARTICLE
                country = max(country, INSIDE if other.behind else DEMONYM if other.before else weight)
            elif other.behind:
                penalty = -INSIDE
        elif at.latitude is not None and place.latitude is not None:
            share = 1.0 if other.sentence else 0.6 if other.paragraph else 0.3
            near_by = (3.0 if other.behind else share) * math.exp(-kilometres(place, at) / NEARNESS_KM)
            closeness = max(closeness, near_by * (CITY_DISTRICT if place.kind == "district" else NEARNESS))
    if place.country in evidence.countries:
        country = min(country, 1.0)
    return region + country + closeness + penalty


def kilometres(a: Place, b: Place) -> float:
    """Distance on a plane that touches the earth at the two places' mean latitude: exact enough below 500 km."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    dy = (a.latitude - b.latitude) * 111.2
    dx = (a.longitude - b.longitude) * 111.2 * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return math.hypot(dx, dy)
