"""Offices and bodies of regions and towns: "its governor", "the city's mayor", "the regional administration"."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.named import mention_of
from conflict_data.language.actors.offices import holder
from conflict_data.language.actors.scene import Scene, slug
from conflict_data.language.places import PlaceMention
from conflict_data.reference.tables import actors

_BODIES = ("administration", "authorities", "authority")
_FAR = 3


def local_holder(scene: Scene, first: int, i: int) -> ActorMention | None:
    """The governor or mayor of the place in the phrase, else of the place that the text speaks of last."""
    noun = scene.words.lower[i]
    if noun not in ("governor", "mayor") or scene.words.lower[first] in ("a", "an"):
        return None
    own = _places_in(scene, first, scene.words.right(i))
    for place in own or _places_before(scene, i):
        for name in (place.name, place.text) if noun == "mayor" else (place.admin1, place.name):
            titles = (noun, "acting mayor") if noun == "mayor" else (noun, "head")
            people = (
                holder(place.country, f"{title} of {(name or '').lower()}", scene.day) for title in titles
            )
            person = next((p for p in people if p is not None), None)
            if person is not None:
                start, end = scene.words.start[first], scene.words.end(i)
                return mention_of(person, start, end, scene.document.text[start:end], scene.day)
        if noun == "governor":
            return None
    return None


def local_body(scene: Scene, first: int, i: int) -> ActorMention | None:
    """The military administration of the region that the text speaks of last."""
    words = scene.words
    if words.lower[i] not in _BODIES or "regional" not in words.lower[first:i]:
        return None
    for place in _places_before(scene, i):
        actor_id = f"{slug(place.admin1 or '')}-oma"
        if actor_id in actors():
            start, end = words.start[first], words.end(i)
            return mention_of(actor_id, start, end, scene.document.text[start:end], scene.day)
    return None


def _places_in(scene: Scene, first: int, last: int) -> list[PlaceMention]:
    start, end = scene.words.start[first], scene.words.end(last)
    return scene.document.places_in(start, end)


def _places_before(scene: Scene, i: int) -> Iterator[PlaceMention]:
    """Places before a token, the nearest first, in its sentence and the few before it."""
    offset, number = scene.words.start[i], scene.words.sentence[i]
    document = scene.document
    since = document.sentences[max(0, number - _FAR)].start_char
    for place in reversed(document.places):
        if since <= place.start < offset:
            yield place
