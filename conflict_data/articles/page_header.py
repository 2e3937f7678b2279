"""Metadata of a pasted page: what the lines above the prose say of headline, outlet, author, place and day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from conflict_data.articles import furniture
from conflict_data.articles.page_date import date_in, is_dated, published_on
from conflict_data.reference.tables import actors, aliases

_NAME = r"[^\W\d_a-z][\w'’.-]*"
_NAMES = re.compile(rf"{_NAME}(?: (?:of|the|de|van|von|al|el|bin|la|da|&|{_NAME})){{0,6}}\Z")
_PERSON = rf"{_NAME}(?: (?:de|van|von|al|el|bin|la|da|{_NAME})){{1,3}}"
_PERSONS = re.compile(rf"{_PERSON}(?:(?:, | and | & |, and ){_PERSON}){{0,4}}")
_AUTHORS = re.compile(
    rf"(?P<names>{_PERSONS.pattern})(?: (?:in|with) {_NAMES.pattern[:-2]})?(?:(?:,| for| of| /| -) ?(?P<outlet>.+))?\Z"
)
_PLACE = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?"
_AGENCY = r"\((?P<outlet>[^()\d]{2,40})\)"
_WIRE = r"\.? ?/(?P<wire>[A-Z][\w-]{1,20})/"
_DATELINE = re.compile(rf"(?P<place>{_PLACE}) [-–—]+ (?P<outlet>{_NAME}(?: (?:of|the|{_NAME})){{0,5}})\Z")
_PLACED_DAY = re.compile(rf"(?P<place>{_PLACE})(?:, (?P<day>{_DAY}))?(?: {_AGENCY})?\Z")
_OPENING = re.compile(
    rf"(?:(?P<place>{_PLACE}),? ?)??(?P<day>{_DAY})?,? ?(?:{_AGENCY}|{_WIRE})? ?(?P<sign>[-–—]+|[:.]) ?"
    r"(?=[\"“‘']?(?P<next>[^\W_]))"
)
_URL = re.compile(r"https?://[^\s<>\"]+")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\d{4}[\s,–-]*)*(?P<outlet>[^.|,©\d]{2,60})", re.IGNORECASE
)
_TITLE_OUTLET = re.compile(r"(?P<title>.{15,}?) (?:\||–|—|-) (?P<outlet>[^|–—]{2,40})\Z")
_TRAIL = re.compile(r"[>›»/]")
_COUNTER = re.compile(r"\d[\d.,]*\s?[KkMm]?\b")


@dataclass(frozen=True, slots=True)
class Header:
    """What a page says of its article; None where it says nothing.

    Attributes
    ----------
    opening : str
        First paragraph of the prose, without the place and agency that may introduce it.
    """

    opening: str
    title: str | None
    outlet: str | None
    byline: str | None
    dateline: str | None
    published: dt.date | None
    url: str | None


def read_header(head: Sequence[str], opening: str, tail: Sequence[str]) -> Header:
    """Read the metadata of a page.

    Parameters
    ----------
    head : sequence of str
        Lines above the prose.
    opening : str
        First paragraph of the prose.
    tail : sequence of str
        Other lines that are not prose; asked only for what the head does not tell.

    Returns
    -------
    Header
    """
    title_at = _title_at(head)
    title, title_outlet = _title(head, title_at)
    above = _segments(head[: title_at or 0])
    below = _segments(head if title_at is None else head[title_at + 1 :])
    below = [segment for segment in below if segment != title]
    start = _OPENING.match(opening)
    if start is not None and not _introduces(start):
        start = None
    dateline, dateline_day, dateline_outlet = _dateline(below)
    byline, byline_outlet = _byline(below)
    outlets = (
        _after_label([*above, *below], "outlet"),
        dateline_outlet,
        (start["outlet"] or start["wire"]) if start else None,
        byline_outlet,
        title_outlet,
        next((segment for segment in below if _is_outlet(segment)), None),
        _masthead(above, head),
        _copyright(tail),
        _after_label(_segments(tail), "outlet"),
    )
    opening_day = start["day"] if start else None
    return Header(
        opening=opening[start.end() :] if start else opening,
        title=title,
        outlet=next((outlet for outlet in outlets if outlet), None),
        byline=byline,
        dateline=dateline or (start["place"] if start else None),
        published=published_on(above, below, _segments(tail), dateline_day or opening_day),
        url=next((found.group() for line in (*head, *tail) if (found := _URL.search(line))), None),
    )


def is_metadata(line: str) -> bool:
    """Whether a line tells author, day, age, place or number of readers of an article, and nothing else."""
    if len(line) > 200 or furniture.is_prose(line):
        return False
    return _URL.fullmatch(line) is not None or any(
        is_dated(segment) or _is_counter(segment) or _labelled_byline(segment) or _dateline([segment])[0]
        for segment in furniture.segments(line)
    )


def _segments(lines: Iterable[str]) -> list[str]:
    return [segment for line in lines if len(line) <= 400 for segment in furniture.segments(line)]


def _title_at(head: Sequence[str]) -> int | None:
    """Return the index of the headline: labelled, or repeated, or the first line that is long enough."""
    for index, line in enumerate(head):
        if furniture.find("title", line):
            return index
    candidates = [index for index, line in enumerate(head) if _may_be_title(line)]
    times = Counter(head)
    repeated = [
        index for index in candidates if times[head[index]] > 1 and furniture.n_words(head[index]) >= 3
    ]
    named = [index for index in candidates if not _is_outlet(head[index])]
    some = [index for index in named if furniture.n_words(head[index]) >= 3]
    long = [index for index in some if furniture.n_words(head[index]) >= 5]
    return next(iter(repeated or long or some or named), None)


def _may_be_title(line: str) -> bool:
    return (
        2 <= furniture.n_words(line) <= 40
        and not line.endswith((".", ",", ";"))
        and not furniture.is_furniture(line)
        and not furniture.is_cut(line)
        and not is_metadata(line)
        and not _TRAIL.search(line)
    )


def _title(head: Sequence[str], title_at: int | None) -> tuple[str | None, str | None]:
    """Return headline and the outlet that may follow it after a dash or bar, as in the titles of windows."""
    if title_at is None:
        return None, None
    line = head[title_at]
    label = furniture.find("title", line)
    line = line[label.end() :].strip() if label else line
    match = _TITLE_OUTLET.match(line)
    if match and (_is_outlet(match["outlet"]) or match["title"] in head):
        return match["title"], match["outlet"]
    return line, None


def _is_outlet(text: str) -> bool:
    """Whether a short text reads like the name of a news outlet."""
    if text.casefold() in _known_outlets():
        return True
    short = furniture.n_words(text) <= 5 and _NAMES.match(text) is not None
    role = furniture.find("role", text) is not None
    return short and not role and furniture.find("media", text) is not None and not _is_section(text)


@cache
def _known_outlets() -> frozenset[str]:
    media = {actor_id for actor_id, actor in actors().items() if actor.kind == "media"}
    return frozenset(
        alias.alias.casefold() for alias in aliases() if alias.actor_id in media and not alias.ambiguous
    )


def _is_section(text: str) -> bool:
    return furniture.find("section", text) is not None


def _introduces(start: re.Match[str]) -> bool:
    """Whether the start of a paragraph is place and agency, and not the subject of its sentence."""
    place = start["place"] or ""
    if start["outlet"] or start["wire"] or (place and start["day"] and start["sign"] != "."):
        return True
    if start["sign"] in (":", ".") or not place:
        return False
    if place.isupper() and len(place) > 3:
        return True
    in_brackets = start["sign"] in start.string[start.end() :].partition(". ")[0]  # a pair of dashes
    return start["sign"] != "-" and start["next"].isupper() and not in_brackets


def _dateline(segments: Iterable[str]) -> tuple[str | None, str | None, str | None]:
    """Return place, day and agency of the first line that holds just these."""
    for segment in segments:
        match = _DATELINE.match(segment)
        if match and furniture.find("media", match["outlet"]):
            return match["place"], None, match["outlet"]
        match = _PLACED_DAY.match(segment)
        if match and (match["outlet"] or match["day"]):
            weekday = match["place"].lower().endswith("day")
            return None if weekday else match["place"], match["day"], match["outlet"]
    return None, None, None


def _byline(segments: Sequence[str]) -> tuple[str | None, str | None]:
    """Return who wrote the article, and the outlet where the byline names it."""
    for segment in segments:
        found = _labelled_byline(segment)
        if found:
            return found
    for index, segment in enumerate(segments):
        if furniture.n_words(segment) > 6 or date_in(segment) or furniture.ends_sentence(segment):
            continue
        if furniture.find("role", segment) and _NAMES.match(segment):
            return segment, None
        beside = [*segments[max(0, index - 1) : index], *segments[index + 1 : index + 3]]
        dated = any(is_dated(other) for other in beside)
        authors = _AUTHORS.match(segment)
        if dated and authors and not authors["outlet"] and not _is_outlet(segment):
            return authors["names"], None
    return None, None


def _labelled_byline(segment: str) -> tuple[str | None, str | None] | None:
    label = furniture.find("byline", segment)
    if label is None or furniture.n_words(segment) > 14:
        return None
    rest = segment[label.end() :].strip(" :,-–—")
    if _is_outlet(rest) or (rest and furniture.is_one("media", rest)):
        return None, rest
    authors = _AUTHORS.match(rest)
    if authors:
        outlet = authors["outlet"]
        return authors["names"], outlet.strip() if outlet and furniture.find("media", outlet) else None
    by_role = furniture.find("role", rest) and not furniture.ends_sentence(rest)
    return (rest, None) if by_role else None


def _after_label(segments: Sequence[str], kind: str) -> str | None:
    """Return what follows a label, on the same line or the next."""
    for index, segment in enumerate(segments):
        label = furniture.find(kind, segment)
        if label:
            rest = segment[label.end() :].strip(" :") or "".join(segments[index + 1 : index + 2])
            return rest if furniture.n_words(rest) <= 6 else None
    return None


def _masthead(above: Sequence[str], head: Sequence[str]) -> str | None:
    """Return the outlet's name at the top of the page: one that reads like it, or the name on the first line."""
    outlets = (segment for segment in above if _is_outlet(segment))
    first = head[0] if above else ""
    plain = (
        _NAMES.match(first)
        and not furniture.is_furniture(first)
        and furniture.n_words(first) <= 5
        and not is_metadata(first)
        and first.isascii()
    )
    return next(outlets, first if plain else None)


def _copyright(tail: Sequence[str]) -> str | None:
    found = next((match for line in tail if (match := _COPYRIGHT.search(line[:300]))), None)
    name = found["outlet"].strip() if found else ""
    return name if _NAMES.match(name) and not furniture.find("drop", name) else None


def _is_counter(segment: str) -> bool:
    match = _COUNTER.match(segment)
    if match is None:
        return False
    rest = segment[match.end() :].strip()
    return not rest or furniture.is_one("counter", rest)
