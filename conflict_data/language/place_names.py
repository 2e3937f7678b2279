"""Names of places in a text: with the word for their unit, and told from persons, outlets and ordinary words."""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise

from conflict_data.language.gazetteer import Gazetteer, Place

HOME = frozenset({"UKR", "RUS", "BLR", "MDA"})  # countries whose villages are in the gazetteer
ROLES = {
    "region": frozenset({"admin1"}),
    "district": frozenset({"raion", "district"}),
    "hromada": frozenset({"hromada"}),
    "river": frozenset({"area"}),
}
SETTLEMENTS = ("capital", "city", "settlement", "village", "neighbourhood")
TOWN, VILLAGE = frozenset({"capital", "city"}), frozenset({"settlement", "village"})
STATES = frozenset({"country", "admin1", "capital"})
KINDS = {
    **dict.fromkeys(("city", "cities", "town", "towns"), TOWN),
    **dict.fromkeys(("village", "villages", "hamlet", "hamlets", "settlement", "settlements"), VILLAGE),
}


@dataclass(slots=True, eq=False)
class Hit:
    """A name found in a text, on its way to a mention.

    Parameters
    ----------
    start, end : int
        Of the mention: with the word for the unit.
    name : str
        Without that word, folded.
    places : list of Place
        Who bears the name.
    role : str
        bare; region, district, hromada or river by the word beside the name; "around" (the sector, district or region
        of a settlement that has none of its name) or "part" ("southern Ukraine").
    shared : bool
        The word for the unit belongs to several names, and to none of their mentions.
    previous : str
        The word before, in lower case.
    sentence, paragraph : int
    silent : bool
        Part of an organisation's name, or a demonym: helps to place other names, but is no mention itself.
    wanted : frozenset of str
        Kinds of place that the words before the name ask for ("the village of").
    region : Place or None
        The region or country said to hold the place, when no bearer of the name in the gazetteer lies in it.
    chosen : list of Place
        What resolution has left of `places`, likeliest first.
    """

    start: int
    end: int
    name: str
    places: list[Place]
    role: str = "bare"
    shared: bool = False
    previous: str = ""
    sentence: int = 0
    paragraph: int = 0
    silent: bool = False
    wanted: frozenset[str] = frozenset()
    region: Place | None = None
    chosen: list[Place] = field(default_factory=list)


# -------------------------------------------------------------------------------------------------------- words


@functools.cache
def words() -> dict[str, dict[str, list[str]]]:
    """The word lists of place_words.toml."""
    file = resources.files("conflict_data.language").joinpath("place_words.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def word_set(section: str, name: str) -> frozenset[str]:
    """One of the word lists."""
    return frozenset(words()[section][name])


def one_of(section: str, *names: str) -> str:
    """A group of a regular expression that matches the words of some lists, longest first."""
    forms = {form for name in names for form in words()[section][name]}
    return "(?:" + "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) + ")"


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Regular expressions that look at the few words around a name."""
    unit = "|".join(f"(?P<{kind}>{one_of('units', kind)})" for kind in words()["units"])
    plain = r"[A-Z][a-z]\w*"
    capital = r"[A-Z][\w'-]*"
    flags = re.IGNORECASE
    compass = r"(?:north|south|east|west)(?:-?(?:north|south|east|west))?(?:ern)?"
    return {
        "unit": re.compile(rf"[ \n](?:{one_of('units_before', 'words')} )?(?:{unit})\b(?!-)", flags),
        "regions_of": re.compile(rf"\b{one_of('units', 'region', 'regions')} of (?:the )?$", flags),
        "offices": re.compile(rf" {one_of('after', 'regional')} {one_of('after', 'regional_bodies')}\b"),
        "link": re.compile(r"(?:, (?:and |or |as well as )?|,? (?:and|or|as well as) |/)(?:the )?"),
        "part": re.compile(rf"(?:\b{one_of('parts', 'words')} (?:and )?)+(?:part of )?$", flags),
        "previous": re.compile(r"([\w'.-]+) $"),
        "next": re.compile(rf" ({capital})(?: ({capital}))?"),
        "prefix": re.compile(r"(?<!\w)[a-z]+-$"),
        "organisation": re.compile(rf"\b{one_of('before', 'organisations')} $"),
        "no_place": re.compile(rf" {one_of('after', 'no_place')}\b"),
        "locative": re.compile(rf"\b{one_of('before', 'locative')}(?: (?:the|an?))?(?: [a-z]+)? $", flags),
        "qualifier": re.compile(r",? (?:in )?(?:the )?"),
        "inside": re.compile(
            rf"(?:, an? (?:[a-z-]+ ){{0,2}}{one_of('before', 'units')})?,? (?:in|of) (?:the )?"
            rf"(?:{capital}'s )?(?:{one_of('parts', 'words', 'held')} )?",
            flags,
        ),
        "comma": re.compile(r", (?:the )?"),
        "demonym": re.compile(rf" (?:[a-z-]+ )?(?:{one_of('before', 'units')} (?:city )?(?:of )?)?", flags),
        "near": re.compile(rf"\b{one_of('relation', 'near')} (?:the )?(?:[a-z]+ of )?$", flags),
        "distance": re.compile(
            rf"\b{one_of('relation', 'units')}\)?(?: away)?(?: to the)?(?: {compass})?"
            rf" {one_of('relation', 'from')} (?:the )?(?:[a-z]+ of )?$",
            flags,
        ),
        "sentence": re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+"),
        "capital": re.compile(
            rf"\b[Tt]he (?:(?P<whose>{capital}) )?capital\b"
            rf"(?! (?:of )?{capital}| {one_of('after', 'no_capital')}\b|-)"
        ),
        "unknown_unit": re.compile(
            rf"(?<![\w-])({plain}(?:[ -]{plain})?) {one_of('units', 'district', 'region', 'hromada')}\b(?!-)"
        ),
        "unknown_village": re.compile(
            rf"\b{one_of('before', 'units')} of ({plain}(?:[ -]{plain})?)(?![\w'-])"
        ),
    }


# ------------------------------------------------------------------------------------------------------- frames


def find_names(folded: str, gazetteer: Gazetteer) -> list[Hit]:
    """Every name of the gazetteer in a folded text, with the role that the words around it give it."""
    sentences = [m.end() for m in patterns()["sentence"].finditer(folded)]
    paragraphs = [m.end() for m in re.finditer(r"\n+", folded)]
    hits = []
    for start, end in gazetteer.find(folded):
        name = folded[start:end]
        hit = Hit(start, end, name, gazetteer.named(name))
        hit.sentence, hit.paragraph = bisect_right(sentences, start), bisect_right(paragraphs, start)
        hit.previous = previous_word(folded, start)
        if name in gazetteer.demonyms:
            hit.role, hit.silent = "demonym", True
        hits.append(hit)
    for index in range(len(hits)):
        if hits[index].role != "demonym":
            set_role(hits, index, folded)
    return [settle(hit) for hit in hits]


def previous_word(folded: str, start: int) -> str:
    """The word before a position, in lower case; none at the start of a sentence or behind a mark."""
    if folded[start - 1 : start] != " ":
        return ""
    return (
        folded[folded.rfind(" ", max(0, start - 25), start - 1) + 1 : start - 1].rpartition("\n")[2].lower()
    )


def set_role(hits: list[Hit], index: int, folded: str) -> None:
    """Read the word for a unit behind or before a name, and give it to the names it is shared with."""
    hit = hits[index]
    word = hit.previous
    if word == "of":
        word = previous_word(folded, hit.start - 3)
    hit.wanted = KINDS.get(word, frozenset())
    unit = patterns()["unit"].match(folded, hit.end)
    kind = unit.lastgroup if unit else None
    if unit and kind in ("region", "district", "hromada", "sector", "river"):
        hit.role, hit.end = kind, unit.end()
    elif kind == "community" and any(place.kind == "hromada" for place in hit.places):
        hit.role = "hromada"
    elif kind in ("regions", "districts", "sectors"):
        share(hits, index, kind[:-1], folded)
    elif hit.previous in ("of", "the") and patterns()["regions_of"].search(
        folded, max(0, hit.start - 30), hit.start
    ):
        hit.role, hit.shared = "region", True
        for previous, later in pairwise(hits[index:]):
            if not patterns()["link"].fullmatch(folded, previous.end, later.start):
                break
            later.role, later.shared = "region", True
    elif patterns()["offices"].match(folded, hit.end):
        hit.role, hit.shared, hit.silent = "region", True, True
    elif (hit.previous == "of" or hit.previous in word_set("parts", "words")) and any(
        place.kind == "country" or place.name == "Europe" for place in hit.places
    ):
        part = patterns()["part"].search(folded, max(0, hit.start - 50), hit.start)
        if part:
            hit.start, hit.role = part.start(), "part"


def share(hits: list[Hit], last: int, role: str, folded: str) -> None:
    """Give a list of names the role that the plural word behind the last one says."""
    first = last
    while first and patterns()["link"].fullmatch(folded, hits[first - 1].end, hits[first].start):
        first -= 1
    for hit in hits[first : last + 1]:
        hit.role, hit.shared = role, True


def settle(hit: Hit) -> Hit:
    """Keep the places that fit the role; without one, what is meant lies around a settlement of the name."""
    if hit.role == "demonym":
        return hit
    if hit.role in ROLES:
        fitting = [place for place in hit.places if place.kind in ROLES[hit.role]]
        if fitting:
            hit.places = fitting
            return hit
    if hit.role != "part":
        hit.role = "around" if hit.role == "sector" or not (hit.role == "bare" or hit.shared) else "bare"
    adjective = hit.role == "around" and hit.name.endswith(tuple(words()["names"]["adjective_endings"]))
    unfit = ("raion", "hromada", "district", *(SETTLEMENTS if adjective else ()))
    hit.places = [place for place in hit.places if place.kind not in unfit]
    areas = [place for place in hit.places if place.kind == "area"]
    if areas:  # "the Desna" is the river, "Desna" the village
        others = [place for place in hit.places if place.kind != "area"]
        hit.places = areas if hit.previous == "the" else others or areas
    return hit


# ------------------------------------------------------------------------------------------------- plausibility


def names_of_places(hits: list[Hit], folded: str) -> list[Hit]:
    """The names that stand for places. What is a place once is one at every mention that could be."""
    sure = [plausible(hit, folded, hits) for hit in hits]
    names = {hit.name for hit, certain in zip(hits, sure, strict=True) if certain and not hit.silent}
    return [
        hit
        for hit, certain in zip(hits, sure, strict=True)
        if certain
        or (
            hit.places
            and hit.name in names
            and free(hit, folded)
            and not (hit.role == "bare" and any(beside(hit, folded)))
        )
    ]


def well_known(place: Place, name: str) -> bool:
    """Whether a bare name may be taken for the place without a preposition or the like."""
    if name in place.other_names:
        return False
    if (
        place.kind in ("country", "admin1", "facility", "area", "capital")
        or place.coordinate_source == "curated"
    ):
        return True
    population = place.population or 0
    if place.country == "UKR":
        return place.kind == "city" or population >= 3000
    return population >= (15_000 if place.country == "RUS" else 300_000)


def free(hit: Hit, folded: str) -> bool:
    """Whether the name is no part of another: of an outlet, an office, a compound such as "Moscow-backed"."""
    if patterns()["prefix"].search(folded, max(0, hit.start - 12), hit.start):
        return False
    if hit.role not in ("bare", "part"):
        return True
    after = folded[hit.end : hit.end + 2]
    if after[:1] == "-" and after[1:2].islower():
        return False
    if patterns()["no_place"].match(folded, hit.end):
        return False
    if patterns()["organisation"].search(folded, max(0, hit.start - 20), hit.start):
        return False
    follower = patterns()["next"].match(folded, hit.end)
    if (
        follower
        and follower[1] in word_set("after", "seats")
        and follower[2] in word_set("after", "seat_tails")
    ):
        hit.silent = True
        return True
    return not (follower and follower[1] in word_set("after", "organisations"))


def plausible(hit: Hit, folded: str, hits: list[Hit]) -> bool:
    """Whether a name stands for a place here."""
    if hit.role == "demonym":
        return True
    if not hit.places or not free(hit, folded):
        return False
    known = any(well_known(place, hit.name) for place in hit.places)
    if hit.role != "bare" or (known and " " in hit.name):
        return hit.role != "around" or hit.name not in word_set("names", "words")
    stranger, named = beside(hit, folded)
    if hit.name in word_set("names", "words"):
        large = hit.previous in ("in", "near") and any(
            (place.population or 0) >= 100_000 for place in hit.places
        )
        return qualified(hit, folded, hits) or (large and not stranger)
    if (stranger or named) and (hit.name in word_set("names", "persons") or not known):
        return False
    located = bool(patterns()["locative"].search(folded, max(0, hit.start - 40), hit.start))
    if hit.name in word_set("names", "persons") and not any(place.kind in STATES for place in hit.places):
        return located or qualified(hit, folded, hits)
    if known:
        return located or not named or any(place.kind in ("country", "admin1") for place in hit.places)
    if not any(place.country in HOME for place in hit.places):
        large = any(
            (place.population or 0) >= 100_000 or place.country in word_set("names", "neighbours")
            for place in hit.places
        )
        return qualified(hit, folded, hits) or (located and large)
    surname = hit.name.endswith(tuple(words()["names"]["surname_endings"]))
    return located or qualified(hit, folded, hits) or (not surname and len(hit.name) > 4)


def beside(hit: Hit, folded: str) -> tuple[bool, bool]:
    """Whether a capitalised word that belongs to no known frame stands right behind and right before a name."""
    follower = patterns()["next"].match(folded, hit.end)
    previous = patterns()["previous"].search(folded, max(0, hit.start - 30), hit.start)
    stranger = follower is not None and follower[1] not in word_set("after", "titles")
    named = (
        previous is not None
        and previous[1][0].isupper()
        and not previous[1].endswith(("'s", "s'", "."))
        and previous[1] not in word_set("before", "capitals")
        and not previous[1].endswith(tuple(words()["before"]["demonym_endings"]))
    )
    return stranger, named


def qualified(hit: Hit, folded: str, hits: list[Hit]) -> bool:
    """Whether a country or region that fits stands right behind the name: "Nice, France", "Paris in Texas"."""
    behind = next((other for other in hits if other.start >= hit.end), None)
    if behind is None or not patterns()["qualifier"].fullmatch(folded, hit.end, behind.start):
        return False
    around = {place.place_id for place in behind.places if place.kind in ("country", "admin1")}
    return any(place.country in around or place.admin1_code in around for place in hit.places)
