"""Places that are meant without their name: "the capital", "in the city", "there"."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_data.extract.scene import Scene, token_range
from conflict_data.language.document import Document
from conflict_data.language.places import PlaceMention

_SETTLEMENTS = frozenset({"village", "settlement", "city", "capital"})
# Which places a noun with "the" can stand for.
_KINDS = {
    "city": frozenset({"city", "capital"}),
    "town": _SETTLEMENTS - {"capital"},
    "village": frozenset({"village", "settlement"}),
    "settlement": frozenset({"village", "settlement"}),
    "region": frozenset({"admin1"}),
    "oblast": frozenset({"admin1"}),
    "republic": frozenset({"admin1"}),
}
_THERE = _SETTLEMENTS | {"admin1", "facility", "district", "raion", "hromada"}
_WHERE = frozenset({"in", "at", "near", "over", "around", "above", "across", "outside", "throughout"})


def by_name(document: Document, place: PlaceMention) -> PlaceMention:
    """A capital by the last mention before it that names it, else as it is."""
    if not _is_described(place):
        return place
    before = (p for p in reversed(document.places) if p.start < place.start and p.place_id == place.place_id)
    return next((p for p in before if not _is_described(p)), place)


def _is_described(place: PlaceMention) -> bool:
    return place.text.lower().endswith("capital")


def places_meant(scene: Scene, sentence: int) -> Iterator[tuple[PlaceMention, int]]:
    """The places that a sentence speaks of without a name, with the tokens that stand for them."""
    tree = scene.tree
    span = scene.document.sentences[sentence]
    for i in range(span.start, span.end):
        kinds = _kinds(scene, i) if i not in scene.places else frozenset()
        place = _last(scene, i, kinds) if kinds else None
        if place is not None:
            yield place, tree.head[i] if tree.dep[i] == "pobj" else i


def _kinds(scene: Scene, token: int) -> frozenset[str]:
    """The kinds of place that a word can stand for; none for a word that stands for no place."""
    tree = scene.tree
    if tree.form[token] == "there":
        return _THERE if tree.dep[token] == "advmod" else frozenset()
    kinds = _KINDS.get(tree.lemma[token])
    if kinds is None or tree.dep[token] != "pobj" or tree.form[tree.head[token]] not in _WHERE:
        return frozenset()
    is_bare = [tree.form[i] for i in range(tree.head[token] + 1, token)] in (["the"], ["that"], ["this"])
    followed = token + 1 < len(tree.form) and tree.form[token + 1] in ("of", "where")
    return kinds if is_bare and not followed else frozenset()


def _last(scene: Scene, token: int, kinds: frozenset[str]) -> PlaceMention | None:
    """The place of these kinds last named, in the paragraph or the one ahead of it; of a sentence its first."""
    document = scene.document
    offset = document.doc[token].idx
    paragraph = document.paragraphs[document.sentence_number(offset)]
    found: PlaceMention | None = None
    for place in reversed(document.places):
        if place.end > offset or place.kind not in kinds or place.place_id is None:
            continue
        number = document.sentence_number(place.start)
        if document.paragraphs[number] < paragraph - 1:
            break
        if found is not None and number != document.sentence_number(found.start):
            break
        # A capital may be the name of its government.
        if not any(scene.mention(i) for i in token_range(document, place.start, place.end)):
            found = place
    return found
