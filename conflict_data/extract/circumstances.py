"""When and where: the date and the places that belong to an event's own clause."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from conflict_data.extract.anaphora import by_name, places_meant
from conflict_data.extract.frames import Match
from conflict_data.extract.lexicon import words
from conflict_data.extract.scene import Scene, token_range
from conflict_data.language.dates import DateMention
from conflict_data.language.document import Document
from conflict_data.language.places import PlaceMention

# From small to large; what is not named here comes between.
_SIZE = {
    "facility": 0,
    "village": 1,
    "settlement": 1,
    "city": 2,
    "capital": 2,
    "district": 3,
    "hromada": 3,
    "raion": 4,
    "area": 5,
    "admin1": 6,
    "country": 8,
}
# Types that happen where things and people are.
PHYSICAL = frozenset({"ASSAULT", "COERCE"})
# Types whose words have land for a topic ("the demand for the whole of the Donbas").
VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "CONCEDE"})
# Behind these a place is where somebody or something is from, or a topic.
_ELSEWHERE = frozenset({"from", "for", "about", "with", "between", "by", "like", "as", "under"})


def root_of(scene: Scene, start: int, end: int) -> int | None:
    """The token of a span that hangs on a token outside it."""
    tokens = token_range(scene.document, start, end)
    for i in tokens:
        if scene.tree.head[i] not in tokens or scene.tree.head[i] == i:
            return i
    return None


def belongs(scene: Scene, root: int, match: Match) -> int:
    """How closely a phrase belongs to an event: 0 its own, larger further, -1 not at all.

    The phrase climbs to the first verb; that must be the event's, or one with which the event shares its clause.
    """
    tree = scene.tree
    own = (match.token, match.predicate)
    node = root
    while (
        node not in own
        and tree.head[node] != node
        and (node == root or tree.pos[node] not in ("VERB", "AUX"))
    ):
        node = tree.head[node]
    if node in own:
        return 0
    below = match.predicate
    for distance in range(1, 6):
        head, dep = tree.head[below], tree.dep[below]
        if head == below:
            break
        if head == node:
            return _shares(scene, root, below, distance)
        if tree.pos[head] in ("VERB", "AUX") and dep not in ("xcomp", "conj", "ccomp", "acl", "pcomp"):
            break
        if dep in ("relcl", "advcl", "parataxis"):
            break
        below = head
    return -1


def _shares(scene: Scene, root: int, below: int, distance: int) -> int:
    """How closely a phrase of a verb belongs to what stands below that verb."""
    tree = scene.tree
    verb, dep = tree.head[below], tree.dep[below]
    if tree.lemma[verb] in words()["reports"] and dep in ("ccomp", "parataxis", "xcomp"):
        return -1
    if dep == "conj":
        return distance if root < below and _is_before(scene, root, verb) else -1
    if dep in ("relcl", "parataxis", "appos", "advcl"):
        return -1
    return distance + 2 if dep == "acl" else distance


def _is_before(scene: Scene, root: int, verb: int) -> bool:
    """Whether a phrase opens the clause, so that it holds for the coordinated verbs too."""
    subject = scene.tree.child(verb, "nsubj", "nsubjpass")
    return root < (subject if subject is not None else verb)


def event_date(scene: Scene, match: Match) -> DateMention | None:
    """The date of an event: the mention in its clause, the nearest of several."""
    sentence = scene.document.sentences[scene.sentence[match.token]]
    best: tuple[int, int, DateMention] | None = None
    for date in scene.document.dates_in(sentence.start_char, sentence.end_char):
        root = root_of(scene, date.start, date.end)
        if root is None or date.basis == "none":
            continue
        closeness = belongs(scene, root, match)
        if closeness < 0:
            continue
        ranked = (closeness, abs(root - match.token), date)
        if best is None or ranked[:2] < best[:2]:
            best = ranked
    return best[2] if best else None


def read_ahead(document: Document, date: DateMention) -> DateMention:
    """The day that a weekday means for something to come: the next one, whatever the tense of the words around it."""
    published, last = document.article.published, date.date_end
    if last is None or last >= published or document.text[date.start : date.end] not in calendar.day_name:
        return date
    later = last + dt.timedelta(days=7)
    return replace(date, date_start=later, date_end=later, timex_value=later.isoformat())


def event_places(scene: Scene, match: Match) -> tuple[PlaceMention, ...]:
    """Places of an event, most specific first."""
    return _own(scene, match, _named_places(scene, match)) or _own(
        scene, match, places_meant(scene, scene.sentence[match.token])
    )


def _own(scene: Scene, match: Match, places: Iterable[tuple[PlaceMention, int]]) -> tuple[PlaceMention, ...]:
    """Of places with the tokens by which they hang, those of an event's clause; most specific first."""
    found: list[tuple[int, PlaceMention]] = []
    for place, root in places:
        closeness = belongs(scene, root, match)
        if closeness >= 0:
            found.append((closeness, by_name(scene.document, place)))
    found.sort(key=lambda f: (_SIZE.get(f[1].kind, 3), f[0], f[1].start))
    return tuple(dict.fromkeys(place for _, place in found))


def places_around(scene: Scene, match: Match) -> tuple[PlaceMention, ...]:
    """Places of the sentence for an event that has none in its clause.

    Those that open the sentence from which it is reported ("In Kherson, X said ..."); of attacks and the like also
    those in a clause below it ("platforms belonging to X in the Caspian Sea") and those by which the speaker is called
    ("the governor of Poltava region reported damage").
    """
    named = list(_named_places(scene, match))
    # What is said in a capital need not have been done there.
    verbal = match.entry.event_type in VERBAL
    opening = tuple(
        place
        for place, root in named
        if (verbal or place.kind != "capital") and _opens_report(scene, root, match)
    )
    if opening or match.entry.event_type not in PHYSICAL:
        return opening
    below = [
        (place, root)
        for place, root in named
        if scene.tree.inside(root, match.token) and place.kind != "country"
    ]
    sentence = scene.document.sentences[scene.sentence[match.token]]
    near = below or [
        (place, match.token)
        for place in scene.document.places_in(sentence.start_char, sentence.end_char)
        if place.kind != "country" and not scene.is_named(place) and not _is_government(scene, place)
    ]
    return tuple(place for place, _ in sorted(near, key=lambda n: (_SIZE.get(n[0].kind, 3), n[0].start)))


def _is_government(scene: Scene, place: PlaceMention) -> bool:
    """Whether a capital stands for its government ("Moscow described its raid")."""
    root = root_of(scene, place.start, place.end)
    return place.kind == "capital" and root is not None and scene.mention(root) is not None


def _named_places(scene: Scene, match: Match) -> Iterator[tuple[PlaceMention, int]]:
    """Places of the sentence that can be where an event happens, with the tokens they hang by."""
    sentence = scene.document.sentences[scene.sentence[match.token]]
    for place in scene.document.places_in(sentence.start_char, sentence.end_char):
        root = root_of(scene, place.start, place.end)
        if root is not None and not scene.is_named(place) and _is_scene(scene, root, match):
            yield place, root


def _opens_report(scene: Scene, root: int, match: Match) -> bool:
    """Whether a place opens the sentence and the event is what is reported from there ("In Kherson, X said ...")."""
    tree = scene.tree
    sentence = scene.document.sentences[scene.sentence[root]]
    preposition = tree.head[root]
    if tree.form[preposition] not in ("in", "at", "near", "on") or preposition - sentence.start > 6:
        return False
    verb = tree.head[preposition]
    return match.token > root and tree.lemma[verb] in words()["reports"] and tree.inside(match.token, verb)


def _is_scene(scene: Scene, root: int, match: Match) -> bool:
    """Whether a place is where something happens, and not an actor, an owner or an origin."""
    tree = scene.tree
    mention = scene.mention(root)
    dep = tree.dep[root]
    physical = match.entry.event_type in PHYSICAL
    verbal = match.entry.event_type in VERBAL
    if dep in ("poss", "compound", "amod", "nmod"):
        head = tree.head[root]
        if head == match.token:
            return mention is None
        return physical and mention is None and scene.mention(head) is None
    if dep == "conj":
        return _is_scene(scene, tree.head[root], match) if tree.head[root] != root else False
    if dep == "appos":
        return True
    if dep == "pobj":
        preposition = tree.form[tree.head[root]]
        if preposition == "from" and tree.lemma[match.token] in ("evacuate", "evacuation"):
            return True
        if preposition in _ELSEWHERE:
            return False
        if preposition == "of":
            head = tree.head[tree.head[root]]
            return physical or scene.lexical("settlement", head) or (mention is None and not verbal)
        if preposition in ("to", "on", "against"):
            return physical or (preposition == "to" and match.entry.mode == "visit")
        return True
    if dep in ("dobj", "nsubjpass"):
        return match.entry.mode in ("visit", "seize", "withdraw") or (physical and mention is None)
    return physical and mention is None and dep != "nsubj"
