"""Attackers, targets and places of attacks, from the report around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conflict_data.extract.drafts import Draft
from conflict_data.extract.lexicon import words
from conflict_data.extract.memory import BODIES, Memory, countries_of, is_near, party_of
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene
from conflict_data.language.actors import ActorMention
from conflict_data.language.places import PlaceMention

# Speakers who report what their own side did.
OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "PRE", None})
SECURITY = frozenset({"MIL", "SPY"})


@dataclass(frozen=True, slots=True)
class Ground:
    """A country in which something may stand, with the words that say so."""

    country: str | None
    start: int
    end: int
    text: str


def complete_attack(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give an attack its attacker and its place, and remember it."""
    filled = _such(scene, draft, memory) or _attacker(scene, draft, memory)
    filled = _scene_of_attack(scene, filled, memory)
    _remember(filled, memory)
    return filled


# ---------------------------------------------------------------- where targets stand


def stand(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give things and people that were acted upon the country of where they stand."""
    if draft.is_interception:
        return draft
    targets = tuple(_unknown(p) if _is_loose(p, draft) else p for p in draft.targets)
    if targets and all(p.country is not None for p in targets):
        return draft
    if not targets and (draft.event_type != "ASSAULT" or _is_launch(draft)):
        return draft
    ground = _ground(scene, replace(draft, targets=targets), memory)
    if ground is None:
        return draft
    if not targets:
        targets = (Party(ground.start, ground.end, ground.text, None, None, "CVL"),)
    return replace(
        draft, targets=tuple(p if p.country else replace(p, country=ground.country) for p in targets)
    )


def _unknown(party: Party) -> Party:
    return replace(party, country=None)


def _is_loose(party: Party, draft: Draft) -> bool:
    """Whether a target's country says nothing of where it stands: a pronoun, or property of a body."""
    if draft.event_type != "ASSAULT":
        return False
    return party.text.lower() in ("it", "them") or (party.country in BODIES and bool(draft.places))


def _is_launch(draft: Draft) -> bool:
    """Whether the words tell of sending arms or of fighting rather than of hitting something."""
    entry = draft.match.entry
    launched = entry.object is not None and not entry.object.role
    return launched or entry.mode == "ground"


def _ground(scene: Scene, draft: Draft, memory: Memory) -> Ground | None:
    """The country in which the event takes place, other than the attacker's if there are two."""
    hostile = draft.event_type == "ASSAULT" or draft.match.entry.mode == "seize"
    attackers = countries_of(draft.sources) if hostile else set()
    held = _is_held(scene, draft)
    for ground in _of_sentence(scene, draft, memory):
        if ground.country not in (None, *BODIES) and (held or ground.country not in attackers):
            return ground
    if hostile and not attackers:
        attackers = {
            s for d, s, _ in memory.attacks if d.paragraph == draft.paragraph and not d.is_interception
        }
    for ground in _of_report(scene, draft, memory):
        if ground.country not in (None, *BODIES, *attackers):
            return ground
    return None


def _is_held(scene: Scene, draft: Draft) -> bool:
    """Whether the sentence speaks of land that the other side holds, where one attacks one's own country.

    What is military there is the other side's.
    """
    span = scene.document.sentences[draft.sentence]
    if any(p.sector == "MIL" for p in draft.targets):
        return False
    return any(scene.tree.form[i] in words()["held"] for i in range(span.start, span.end))


def _of_place(place: PlaceMention) -> Ground:
    return Ground(place.country, place.start, place.end, place.text)


def _of_sentence(scene: Scene, draft: Draft, memory: Memory) -> Iterator[Ground]:
    for party in draft.targets:
        yield Ground(party.country, party.start, party.end, party.text)
    yield from map(_of_place, draft.places)
    document = scene.document
    here = document.sentences[draft.sentence]
    trigger = document.doc[draft.match.token].idx
    inside = document.places_in(here.start_char, here.end_char)
    for place in sorted(inside, key=lambda p: abs(p.start - trigger)):
        if not scene.is_named(place) and place.start not in memory.venues:
            yield _of_place(place)


def _of_report(scene: Scene, draft: Draft, memory: Memory) -> Iterator[Ground]:
    document = scene.document
    sources = countries_of(draft.sources)
    for earlier, source, target in reversed(memory.attacks):
        if earlier.paragraph == draft.paragraph and (not sources or source in sources):
            party = next((p for p in earlier.targets if p.country == target), None)
            if party is not None:
                yield Ground(target, party.start, party.end, party.text)
    for harm in reversed(memory.harm):
        if harm.paragraph == draft.paragraph and not countries_of(harm.sources):
            yield from (Ground(p.country, p.start, p.end, p.text) for p in harm.targets if p.country)
    start = document.sentences[draft.sentence].start_char
    before = [p for p in document.places if p.start < start and p.country and not scene.is_named(p)][:-9:-1]
    numbers = [document.sentence_number(p.start) for p in before]
    for place, number in zip(before, numbers, strict=True):
        if document.paragraphs[number] == draft.paragraph:
            yield _of_place(place)
    if draft.credit is not None and draft.credit.kind != "media":
        yield Ground(draft.credit.country, draft.credit.start, draft.credit.end, draft.credit.text)
    yield from map(_of_place, before)


# ---------------------------------------------------------------- who attacked


def _attacker(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give an attack without an attacker the one that the report names near it."""
    if draft.is_interception and countries_of(draft.targets) & countries_of(draft.sources):
        draft = replace(draft, targets=tuple(map(_unknown, draft.targets)))
    if not countries_of(draft.sources):
        targets = countries_of(draft.targets)
        found = (
            _defender(scene, draft) if draft.is_interception else _aggressor(scene, draft, memory, targets)
        )
        if found is not None:
            kept = tuple(replace(p, country=found.country, sector=p.sector or "MIL") for p in draft.sources)
            draft = replace(draft, sources=kept or (found,))
    if draft.is_interception and not countries_of(draft.targets):
        return _sender(draft, memory)
    return draft


def _such(scene: Scene, draft: Draft, memory: Memory) -> Draft | None:
    """Give "any such raid" the parties of the raid just told."""
    tree = scene.tree
    if not memory.attacks or all(tree.form[c] != "such" for c in tree.children[draft.match.token]):
        return None
    earlier = memory.attacks[-1][0]
    if not is_near(draft, earlier):
        return None
    return replace(draft, sources=earlier.sources, targets=earlier.targets)


def _defender(scene: Scene, draft: Draft) -> Party | None:
    """Who shot something down: the side that reports it, or the country over which it was."""
    credit = draft.credit
    owners = countries_of(draft.targets)
    if credit is not None and credit.country not in (None, *owners) and credit.sector in OFFICIAL:
        return party_of(credit, "MIL")
    document = scene.document
    here = document.sentences[draft.sentence]
    for i in range(here.start, draft.match.token):
        mention = document.actors.get(i)
        if mention is None or mention.sector != "MIL" or mention.country in (None, *owners):
            continue
        if not scene.lexical("munition", i) and not scene.lexical("attack", i):
            return party_of(mention, "MIL")
    start = here.start_char
    earlier = [
        p
        for p in reversed(document.places)
        if p.start < start and document.paragraphs[document.sentence_number(p.start)] == draft.paragraph
    ]
    for place in (*draft.places, *(earlier if owners else ())):
        if place.country not in (None, *owners):
            return Party(place.start, place.end, place.text, None, place.country, "MIL")
    return None


def _sender(draft: Draft, memory: Memory) -> Draft:
    """Whose the downed drones were: those of whom the report has said near it that they attacked the defender."""
    defenders = countries_of(draft.sources)
    near = [
        (source, target)
        for earlier, source, target in reversed(memory.attacks)
        if source not in defenders and is_near(draft, earlier)
    ]
    hit = [source for source, target in near if target in defenders]
    # Of drones that are launched a report need not say at whom.
    launched = [source for source, target in near if target is None] if defenders else []
    for source in (*hit, *launched):
        return replace(draft, targets=tuple(replace(p, country=source, sector="MIL") for p in draft.targets))
    return draft


def _aggressor(scene: Scene, draft: Draft, memory: Memory, targets: set[str]) -> Party | None:
    named = _named_attack(scene, draft, targets)
    if named is not None:
        return party_of(named, "MIL")
    for earlier, source, _ in reversed(memory.attacks):
        if source not in targets and is_near(draft, earlier) and not earlier.is_interception:
            return next(p for p in earlier.sources if p.country == source)
    credit = draft.credit
    if credit is None or not targets or credit.country in (None, *targets):
        return None
    claims = credit.sector in SECURITY or (credit.sector in OFFICIAL and draft.match.entry.mode == "seize")
    return party_of(credit, "MIL") if claims else None


def _named_attack(scene: Scene, draft: Draft, targets: set[str]) -> ActorMention | None:
    """An attack or weapon in the sentence, or before it in the paragraph, that is called by its nation."""
    document = scene.document
    first = draft.sentence
    while first > 0 and (document.paragraphs[first - 1] == draft.paragraph or draft.sentence == first):
        first -= 1
    for number in range(draft.sentence, first - 1, -1):
        span = document.sentences[number]
        for i in range(span.end - 1, span.start - 1, -1):
            mention = document.actors.get(i)
            if i == draft.match.token or mention is None or mention.country in (None, *targets):
                continue
            if scene.lexical("attack", i) or scene.lexical("munition", i):
                return mention
    return None


# ---------------------------------------------------------------- where, and memory


def _scene_of_attack(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Harm that a report goes on to list happened where the paragraph, or the one before, last said."""
    if draft.places or draft.is_interception or _is_launch(draft):
        return draft
    targets = countries_of(draft.targets)
    for earlier in reversed(memory.harm):
        if draft.paragraph - earlier.paragraph > 1:
            break
        if earlier.paragraph != draft.paragraph and _is_another_story(scene, draft):
            break
        if earlier.places and (not targets or earlier.places[0].country in targets):
            return replace(draft, places=earlier.places)
    return draft


def _is_another_story(scene: Scene, draft: Draft) -> bool:
    """Whether a draft has left the place of the paragraph before: another is named, or a statesman sums up."""
    if draft.credit is not None and draft.credit.kind == "person" and draft.credit.known:
        return True
    document = scene.document
    first = document.paragraphs.index(draft.paragraph)
    start, end = document.sentences[first].start_char, document.sentences[draft.sentence].end_char
    return any(place.kind != "country" for place in document.places_in(start, end))


def _remember(draft: Draft, memory: Memory) -> None:
    memory.harm.append(draft)
    targets = sorted(countries_of(draft.targets))
    for source in sorted(countries_of(draft.sources)):
        others = [t for t in targets if t != source]
        if draft.is_interception:
            memory.attacks += [(draft, source, target) for target in others]
        else:
            memory.attacks.append((draft, source, others[0] if others else None))
