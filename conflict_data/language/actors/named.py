"""Actors that a text calls by the names of the reference tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.names import (
    Name,
    actor,
    find_names,
    fold,
    given_names,
    persons_by_sound,
    sound,
)
from conflict_data.language.actors.offices import country_phrase, role_on
from conflict_data.language.actors.scene import Scene, stands_for_government
from conflict_data.language.actors.words import Words, read_words
from conflict_data.language.document import Document
from conflict_data.reference.tables import institutions


def mention_of(actor_id: str, start: int, end: int, text: str, day: dt.date) -> ActorMention:
    """Mention of an actor of the reference table, with the office that a person holds on a day."""
    entry = actor(actor_id)
    role = role_on(actor_id, day) if entry.kind == "person" else None
    return ActorMention(
        start=start,
        end=end,
        text=text,
        actor_id=actor_id,
        name=entry.name,
        country=role.country if role else entry.country,
        sector=role.sector if role else entry.sector,
        role=role.title if role else None,
        kind=entry.kind,
        known=True,
    )


def country_mention(code: str, start: int, end: int, text: str) -> ActorMention:
    """Mention of a country as an actor; it has no sector of its own."""
    body = {"EUR": "european-union", "UNO": "un", "IGO": "nato"}.get(code, f"{code.lower()}-government")
    try:
        entry = actor(body)
    except KeyError:
        name = f"Government of {country_phrase(code)}"
        return ActorMention(start, end, text, body, name, code, None, None, "government", False)
    return ActorMention(start, end, text, body, entry.name, code, None, None, entry.kind, True)


def read_scene(document: Document) -> Scene:
    """A document's words, with the names of the reference tables and the gazetteer found in them."""
    words = read_words(document.doc, document.sentences)
    scene = Scene(document, words, document.article.published)
    first = {offset: i for i, offset in enumerate(words.start)}
    last = {words.end(i): i for i in range(len(words.text))}
    for place in document.places:
        a, b = first.get(place.start), last.get(place.end)
        if place.country and a is not None and b is not None:
            scene.places.update(dict.fromkeys(range(a, b + 1), place.country))
    spans = [
        (first[m.start], last[m.end], m.name)
        for m in find_names(document.text)
        if m.start in first and m.end in last
    ]
    introduced: dict[str, int] = {}
    for a, _, name in spans:
        if len(name.actor_ids) == 1 and not name.ambiguous:
            introduced.setdefault(name.actor_ids[0], a)
    present = {name.nation for _, _, name in spans if name.nation} | {actor(i).country for i in introduced}
    for a, b, name in spans:
        _add(scene, a, b, name, introduced, present)
    return scene


def root_of(words: Words, a: int, b: int) -> int:
    """The token of a span that hangs on a token outside it; the last one of several."""
    for i in range(b, a - 1, -1):
        if not a <= words.head[i] <= b or words.head[i] == i:
            return i
    return b


def _add(
    scene: Scene, a: int, b: int, name: Name, introduced: dict[str, int], present: set[str | None]
) -> None:
    words = scene.words
    if name.nation is not None:
        scene.nations.update(dict.fromkeys(range(a, b + 1), name.nation))
        root = root_of(words, a, b)
        if not name.adjective and stands_for_government(words, root, capital=name.capital):
            start, end = words.start[_with_article(words, a)], words.end(b)
            mention = country_mention(name.nation, start, end, scene.document.text[start:end])
            scene.mentions[root] = replace(mention, sector="GOV") if name.capital else mention
            scene.owner.update(dict.fromkeys(range(a, b + 1), root))
        return
    chosen = _choose(scene, a, b, name, introduced, present)
    if chosen is None:
        return
    entry = actor(chosen)
    if entry.kind == "person" and a == b and _belongs_to_another(scene, a, chosen):
        return
    if entry.country not in (None, "MNC"):
        scene.nations.update(dict.fromkeys(range(a, b + 1), entry.country))
        if entry.sector is not None and entry.kind != "person" and not _is_seat(name, chosen):
            scene.sectors.update(dict.fromkeys(range(a, b + 1), entry.sector))
    root = root_of(words, a, b)
    if _is_seat(name, chosen) and not stands_for_government(words, root, capital=True):
        return
    start = words.start[a if entry.kind == "person" else _with_article(words, a)]
    end = words.end(b)
    mention = mention_of(chosen, start, end, scene.document.text[start:end], scene.day)
    modifies = words.dep[root] in ("compound", "nmod", "amod") and entry.kind != "person"
    (scene.modifiers if modifies else scene.mentions)[root] = mention
    scene.owner.update(dict.fromkeys(range(a, b + 1), root))


def _with_article(words: Words, a: int) -> int:
    return a - 1 if a and words.lower[a - 1] == "the" else a


def _is_seat(name: Name, chosen: str) -> bool:
    return name.ambiguous and (chosen.endswith("-government") or chosen == "european-union")


def _choose(
    scene: Scene, a: int, b: int, name: Name, introduced: dict[str, int], present: set[str | None]
) -> str | None:
    """Which of the actors that share a name is meant, if any."""
    if not name.ambiguous:
        return name.actor_ids[0]
    if " ".join(scene.words.lower[a : b + 1]).removeprefix("the ") in institutions():
        # "The Energy Ministry" is that of the country spoken of.
        return None
    met = [i for i in name.actor_ids if i in introduced]
    if met:
        # Of two namesakes the one introduced last before this place.
        before = [i for i in met if introduced[i] <= a]
        return max(before, key=introduced.__getitem__) if before else met[0]
    written = scene.text(a, b)
    seat = next(
        (i for i in reversed(name.actor_ids) if i == "european-union" or i.endswith("-government")), None
    )
    if seat is not None and not written.startswith(("the ", "The ")):
        return seat if scene.words.text[b][:1].isupper() else None
    if scene.words.lower[b + 1 : b + 2] in (["of"], ["for"]):
        # "the Union of Teachers"
        return None
    entry = actor(name.actor_ids[0])
    if entry.kind == "person":
        return _person_meant(scene, a, b, name.actor_ids, present)
    fits = entry.kind not in ("company", "media") and entry.country in present
    return entry.actor_id if fits and len(written) > 2 and written[:1].isupper() else None


def _person_meant(
    scene: Scene, a: int, b: int, actor_ids: tuple[str, ...], present: set[str | None]
) -> str | None:
    """Which bearer of a surname is meant that the text has not introduced: one in office, by title or by speaking."""
    words, titles = scene.words, lexicon().titles
    held = [i for i in actor_ids if role_on(i, scene.day) is not None] or list(actor_ids)
    title = words.lower[a - 1] if a and words.lower[a - 1] in titles else None
    for child in words.children[b]:
        if child > b and words.dep[child] == "appos" and words.lower[child] in titles:
            title = words.lower[child]
    if title is not None:
        fitting = [i for i in held if (role := role_on(i, scene.day)) and title in role.title.lower()]
        held = fitting or held
    speaks = words.dep[b] == "nsubj" and words.lemma[words.head[b]] in lexicon().acts
    if len(held) == 1 and (title is not None or (speaks and actor(held[0]).country in present)):
        return held[0]
    return None


def _belongs_to_another(scene: Scene, i: int, chosen: str) -> bool:
    """Whether a surname is that of somebody else, whose given name stands before it."""
    words = scene.words
    if words.tag[i + 1 : i + 2] == ["NNP"] and words.head[i] == i + 1 and words.dep[i] == "compound":
        # A given name.
        return words.lower[i + 1] not in lexicon().titles
    if i == 0 or words.tag[i - 1] != "NNP" or words.lower[i - 1] in lexicon().titles:
        return False
    given = words.text[i - 1]
    if fold(given) not in given_names() and (i - 1) in scene.nations:
        return False
    if words.head[i - 1] != i and words.head[i - 1] != words.head[i]:
        return False
    return persons_by_sound().get((sound(given), sound(words.text[i]))) != chosen
