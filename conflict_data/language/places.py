"""Places in a text, resolved to points of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from conflict_data.language.gazetteer import Gazetteer, Place, fold_text, load_gazetteer
from conflict_data.language.place_choice import Evidence, Neighbour, choose
from conflict_data.language.place_names import (
    Hit,
    find_names,
    names_of_places,
    patterns,
    previous_word,
    well_known,
    word_set,
)

Status = Literal["resolved", "ambiguous", "area"]
Relation = Literal["near", "distance"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text.

    Parameters
    ----------
    start, end : int
        Half-open character offsets.
    text : str
        As written, with the word for the unit ("Donetsk region"); of "Donetsk and Luhansk regions" the bare names.
    place_id : str or None
        Place of the gazetteer; none when ambiguous or unknown.
    name : str or None
        Current name of the place.
    kind : str
        Kind of place, see `conflict_data.language.gazetteer.Place`.
    latitude, longitude : float or None
        WGS 84, in degrees.
    admin1 : str or None
        First-level division. Given for an ambiguous name too when all its bearers lie in one.
    country : str or None
        ISO 3166-1 alpha-3.
    status : {"resolved", "ambiguous", "area"}
        "area" is a sea, a river, a front or a part of a country, which has no point.
    candidates : tuple of str
        Places that an ambiguous name may stand for, likeliest first, at most ten.
    relation : {"near", "distance"} or None
        The text says that something is near the place, or so many kilometres from it.
    """

    start: int
    end: int
    text: str
    place_id: str | None
    name: str | None
    kind: str
    latitude: float | None
    longitude: float | None
    admin1: str | None
    country: str | None
    status: Status
    candidates: tuple[str, ...] = ()
    relation: Relation | None = None


def find_places(text: str, *, countries_hint: Sequence[str] = ("UKR", "RUS")) -> list[PlaceMention]:
    """Find the places that a text names.

    Parameters
    ----------
    text : str
    countries_hint : sequence of str
        ISO 3166-1 alpha-3 codes of the countries that the text is about: among places of one name theirs come first.

    Returns
    -------
    list of PlaceMention
        Sorted by start; they do not overlap.
    """
    folded = fold_text(text)
    gazetteer = load_gazetteer()
    hits = names_of_places(find_names(folded, gazetteer), folded)
    resolve(hits, folded, Evidence(frozenset(countries_hint), word_set("names", "front")))
    found = [mention(hit, text, folded) for hit in hits if not hit.silent]
    found += unknown(text, folded, hits)
    found += capitals(text, folded, found, gazetteer, countries_hint)
    return sorted(found, key=lambda m: m.start)


def resolve(hits: list[Hit], folded: str, evidence: Evidence) -> None:
    """Choose among the bearers of each name, the certain ones first, for they help with the others."""
    for index in sorted(range(len(hits)), key=lambda i: (rank(hits[i]), i)):
        hit = hits[index]
        alone = (
            len(hit.places) == 1 and hit.role != "district"
        )  # then only what stands right behind can matter
        around = neighbours(hits, index, folded, hits[index + 1 : index + 3] if alone else hits)
        hit.chosen = choose(hit.name, hit.places, hit.wanted, around, evidence)
        hit.region = contradiction(hit, around)


def contradiction(hit: Hit, near: list[Neighbour]) -> Place | None:
    """The region or country that the text puts a place in, if the gazetteer has the place elsewhere only."""
    best = hit.chosen[0]
    if best.kind in ("country", "admin1", "area"):
        return None
    around = [n.place for n in near if n.behind and n.place.kind in ("country", "admin1")]
    if not around and hit.role == "district":
        around = [n.place for n in near if n.sentence and n.place.kind == "admin1"]
    inside = {best.country, best.admin1_code}
    return around[0] if around and not any(place.place_id in inside for place in around) else None


def rank(hit: Hit) -> int:
    """Order of resolution: countries and regions, raions, known places, districts of cities, the rest."""
    kinds = {place.kind for place in hit.places}
    if hit.role in ("region", "part", "demonym") or (len(hit.places) == 1 and kinds <= {"country", "admin1"}):
        return 0
    if hit.role in ("district", "hromada"):
        return 3 if "district" in kinds else 1
    if "country" in kinds:
        return 3
    return 2 if any(well_known(place, hit.name) for place in hit.places) else 4


def neighbours(hits: list[Hit], index: int, folded: str, among: list[Hit]) -> list[Neighbour]:
    """Those among some names that are already resolved, and how they stand to a name."""
    hit = hits[index]
    behind = {id(other) for other in hits[index + 1 : index + 3] if is_behind(hit, other, folded)}
    demonym = hits[index - 1] if index and hits[index - 1].role == "demonym" else None
    if demonym and not patterns()["demonym"].fullmatch(folded, demonym.end, hit.start):
        demonym = None
    out: dict[tuple[str, bool, bool, bool, bool], Neighbour] = {}
    for other in among:
        if len(other.chosen) == 1 and other is not hit:
            place = other.chosen[0]
            how = (
                other.sentence == hit.sentence,
                other.paragraph == hit.paragraph,
                id(other) in behind,
                other is demonym,
            )
            out.setdefault((place.place_id, *how), Neighbour(place, *how))
    return list(out.values())


def is_behind(hit: Hit, other: Hit, folded: str) -> bool:
    """Whether a region or country stands right behind a name and is said to hold it."""
    if other.role == "demonym" or other.start - hit.end > 40:
        return False
    if patterns()["inside"].fullmatch(folded, hit.end, other.start):
        return True
    closed = folded[other.end : other.end + 1] in ("", ",", ".", ";", ")") and not other.shared
    return closed and patterns()["comma"].fullmatch(folded, hit.end, other.start) is not None


def mention(hit: Hit, text: str, folded: str) -> PlaceMention:
    """The mention that a resolved name makes."""
    best, sure = hit.chosen[0], len(hit.chosen) == 1
    written = text[hit.start : hit.end]
    around = hit.role in ("part", "around")
    area = around or best.kind == "area"
    pinned = sure and not area and hit.region is None
    return PlaceMention(
        start=hit.start,
        end=hit.end,
        text=written,
        place_id=best.place_id if pinned or (sure and not around and hit.region is None) else None,
        name=written if around else best.name if sure and hit.region is None else hit.name,
        kind="area" if area else best.kind,
        latitude=best.latitude if pinned else None,
        longitude=best.longitude if pinned else None,
        admin1=hit.region.admin1 if hit.region else common([place.admin1 for place in hit.chosen]),
        country=hit.region.country if hit.region else common([place.country for place in hit.chosen]),
        status="area" if area else "resolved" if pinned else "ambiguous",
        candidates=() if sure else tuple(place.place_id for place in hit.chosen[:10]),
        relation=relation(hit.start, folded),
    )


def common(values: list[str | None]) -> str | None:
    """The value of all, if they have one."""
    return values[0] if len(set(values)) == 1 else None


def relation(start: int, folded: str) -> Relation | None:
    """What the words before a name say of the distance to it."""
    if previous_word(folded, start) not in word_set("relation", "last"):
        return None
    if patterns()["distance"].search(folded, max(0, start - 60), start):
        return "distance"
    if patterns()["near"].search(folded, max(0, start - 40), start):
        return "near"
    return None


def unknown(text: str, folded: str, hits: list[Hit]) -> list[PlaceMention]:
    """Names that the gazetteer lacks, where the words around them say that they are places."""
    excluded = word_set("names", "no_unit")
    found: list[tuple[int, int, str, re.Match[str]]] = []
    found += [(*m.span(), "area", m) for m in patterns()["unknown_unit"].finditer(folded)]
    found += [(*m.span(1), "settlement", m) for m in patterns()["unknown_village"].finditer(folded)]
    taken = [(hit.start, hit.end) for hit in hits]
    out = []
    for start, end, kind, match in found:
        if any(s < end and start < e for s, e in taken) or not excluded.isdisjoint(
            re.split("[ -]", match[1])
        ):
            continue
        taken.append((start, end))
        written = text[start:end]
        region = region_beside(start, hits)
        out.append(
            PlaceMention(
                start=start,
                end=end,
                text=written,
                place_id=None,
                name=written,
                kind=kind,
                latitude=None,
                longitude=None,
                admin1=region.admin1 if region else None,
                country=region.country if region else None,
                status="ambiguous",
                relation=relation(start, folded),
            )
        )
    return out


def capitals(
    text: str, folded: str, found: Sequence[PlaceMention], gazetteer: Gazetteer, countries_hint: Sequence[str]
) -> list[PlaceMention]:
    """Mentions such as "the capital" and "the Emirati capital", that no name follows."""
    named = [mention for mention in found if mention.kind == "capital" and mention.country]
    out = []
    for match in patterns()["capital"].finditer(folded):
        start, end = match.span() if match["whose"] is None else (match.start("whose"), match.end())
        if any(m.start < end + 3 and start < m.end for m in found):
            continue
        if match["whose"] is not None:
            owner = gazetteer.named(match["whose"].removesuffix("'s"))
            iso3 = next((place.place_id for place in owner if place.kind == "country"), None)
        else:
            paragraph = folded.rfind("\n", 0, start)
            before = [
                m for m in named if m.end < start and (m.start > paragraph or m.country in countries_hint)
            ]
            about = [iso3 for iso3 in countries_hint if any(m.country == iso3 for m in found)]
            iso3 = before[-1].country if before else next(iter(about), None)
        place = gazetteer.capital(iso3) if iso3 else None
        if place is not None:
            hit = Hit(start, end, place.name, [place], chosen=[place])
            out.append(mention(hit, text, folded))
    return out


def region_beside(start: int, hits: list[Hit]) -> Place | None:
    """The only region named within some 150 characters."""
    near = [hit.chosen[0] for hit in hits if hit.chosen[0].kind == "admin1" and abs(hit.start - start) < 150]
    return near[0] if len({place.place_id for place in near}) == 1 else None
