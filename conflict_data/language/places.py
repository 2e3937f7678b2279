"""Places in a text, resolved to points of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from conflict_data.language.gazetteer import Place, fold_text, load_gazetteer
from conflict_data.language.place_choice import Evidence, Neighbour, choose
from conflict_data.language.place_names import (
    Hit,
    find_names,
    names_of_places,
    patterns,
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
    hits = names_of_places(find_names(folded, load_gazetteer()), folded)
    resolve(hits, folded, Evidence(frozenset(countries_hint), word_set("names", "front")))
    found = [mention(hit, text, folded) for hit in hits if not hit.silent]
    return sorted(found + unknown(text, folded, hits), key=lambda m: m.start)


def resolve(hits: list[Hit], folded: str, evidence: Evidence) -> None:
    """Choose among the bearers of each name, the certain ones first, for they help with the others."""
    for hit in sorted(hits, key=lambda h: (rank(h), h.start)):
        near = [neighbour(hit, other, folded) for other in hits if len(other.chosen) == 1]
        hit.chosen = choose(hit.name, hit.places, near, evidence)


def rank(hit: Hit) -> int:
    """Order of resolution: countries and regions, then districts, known places, the rest."""
    if hit.role in ("region", "part") or all(place.kind in ("country", "admin1") for place in hit.places):
        return 0
    if hit.role in ("district", "hromada"):
        return 1
    return 2 if any(well_known(place, hit.name) for place in hit.places) else 3


def neighbour(hit: Hit, other: Hit, folded: str) -> Neighbour:
    """How another name that is already resolved stands to this one."""
    behind = other.start >= hit.end
    adjacent = behind and patterns()["adjacent"].fullmatch(folded, hit.end, other.start) is not None
    return other.chosen[0], other.sentence == hit.sentence, other.paragraph == hit.paragraph, adjacent


def mention(hit: Hit, text: str, folded: str) -> PlaceMention:
    """The mention that a resolved name makes."""
    best, sure = hit.chosen[0], len(hit.chosen) == 1
    written = text[hit.start : hit.end]
    around = hit.role in ("part", "around")
    area = around or best.kind == "area"
    pinned = sure and not area
    return PlaceMention(
        start=hit.start,
        end=hit.end,
        text=written,
        place_id=best.place_id if sure and not around else None,
        name=written if around else best.name if sure else hit.name,
        kind="area" if area else best.kind,
        latitude=best.latitude if pinned else None,
        longitude=best.longitude if pinned else None,
        admin1=best.admin1 if len({place.admin1_code for place in hit.chosen}) == 1 else None,
        country=best.country if len({place.country for place in hit.chosen}) == 1 else None,
        status="area" if area else "resolved" if sure else "ambiguous",
        candidates=() if sure else tuple(place.place_id for place in hit.chosen[:10]),
        relation=relation(hit.start, folded),
    )


def relation(start: int, folded: str) -> Relation | None:
    """What the words before a name say of the distance to it."""
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


def region_beside(start: int, hits: list[Hit]) -> Place | None:
    """The only region named within some 150 characters."""
    near = [hit.chosen[0] for hit in hits if hit.chosen[0].kind == "admin1" and abs(hit.start - start) < 150]
    return near[0] if len({place.place_id for place in near}) == 1 else None
