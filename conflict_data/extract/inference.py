"""Parties that a clause leaves out, from the report around it.

The codebook allows an attacker or other actor to be taken from the same paragraph or the sentence before, and the
target's country from where it stands; never from knowledge of who fights whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from conflict_data.extract.drafts import Draft
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene
from conflict_data.language.actors import ActorMention

# Speakers who report what their own side did.
OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "PRE", None})
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "itself"})


@dataclass(slots=True)
class Memory:
    """What the report has said so far, newest last."""

    attacks: list[tuple[Draft, str, str | None]] = field(default_factory=list)
    meetings: list[Draft] = field(default_factory=list)
    harm: list[Draft] = field(default_factory=list)


def complete(scene: Scene, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Fill in parties, in the order of the text.

    Parameters
    ----------
    scene : Scene
    drafts : iterable of Draft

    Yields
    ------
    Draft
    """
    memory = Memory()
    for draft in drafts:
        filled = _symmetric(_pronouns(draft))
        if filled.event_type in ("ASSAULT", "COERCE", "AID", "RETREAT", "MOBILIZE"):
            filled = _targets(scene, filled, memory)
        if filled.event_type == "ASSAULT" or filled.match.entry.mode == "seize":
            filled = _attacker(scene, filled, memory)
            filled = _scene_of_attack(filled, memory)
            _remember(filled, memory)
        elif filled.event_type in RECIPROCAL:
            filled = _partners(scene, filled, memory)
            if len(_countries(filled.sources)) > 1:
                memory.meetings.append(filled)
        yield filled


# Codes of bodies, which stand nowhere.
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"})


def _countries(parties: Iterable[Party]) -> set[str]:
    return {p.country for p in parties if p.country is not None}


def _near(draft: Draft, earlier: Draft) -> bool:
    """Whether an earlier report is in the same paragraph or in the sentence before."""
    return earlier.paragraph == draft.paragraph or draft.sentence - earlier.sentence <= 1


def _party(mention: ActorMention, sector: str | None) -> Party:
    return Party(mention.start, mention.end, mention.text, mention.actor_id, mention.country, sector)


def _pronouns(draft: Draft) -> Draft:
    """A pronoun without an antecedent is the speaker to whom the words are credited."""
    credit = draft.credit
    if credit is None or credit.country is None:
        return draft

    def resolved(party: Party) -> Party:
        if party.country is None and party.text.lower() in PRONOUNS:
            return replace(
                party, country=credit.country, sector=party.sector or credit.sector, actor_id=credit.actor_id
            )
        return party

    return replace(draft, sources=tuple(map(resolved, draft.sources)))


def _symmetric(draft: Draft) -> Draft:
    """Two sides that agree, cooperate or hand over prisoners do so with each other."""
    mutual = draft.event_type in RECIPROCAL or draft.match.entry.mode == "release"
    if mutual and len(_countries(draft.sources)) > 1 and not _countries(draft.targets):
        return replace(draft, targets=draft.sources)
    return draft


# ---------------------------------------------------------------- force


def _targets(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give things and people the country of where they stand."""
    if draft.is_interception:
        return draft
    targets = tuple(
        replace(p, country=None) if p.text.lower() in PRONOUNS and draft.event_type == "ASSAULT" else p
        for p in draft.targets
    )
    if targets and all(p.country is not None for p in targets):
        return draft
    if not targets and (draft.event_type != "ASSAULT" or _is_launch(draft)):
        return draft
    country = _where(scene, replace(draft, targets=targets), memory)
    if country is None:
        return draft
    if not targets:
        place = next((p for p in draft.places if p.country == country), None)
        if place is None:
            return draft
        targets = (Party(place.start, place.end, place.text, None, None, "CVL"),)
    return replace(draft, targets=tuple(p if p.country else replace(p, country=country) for p in targets))


def _is_launch(draft: Draft) -> bool:
    """Whether the words tell of sending arms or of fighting rather than of hitting something."""
    entry = draft.match.entry
    launched = entry.object is not None and not entry.object.role
    return launched or entry.mode == "ground"


def _where(scene: Scene, draft: Draft, memory: Memory) -> str | None:
    """The country in which the event takes place, other than the attacker's if there are two."""
    attackers = _countries(draft.sources) if draft.event_type == "ASSAULT" else set()
    for country in _places_of_sentence(scene, draft):
        if country is not None and country not in attackers and country not in BODIES:
            return country
    if draft.event_type == "ASSAULT" and not attackers:
        attackers = {
            s for d, s, _ in memory.attacks if d.paragraph == draft.paragraph and not d.is_interception
        }
    for country in _places_before(scene, draft, memory):
        if country is not None and country not in attackers and country not in BODIES:
            return country
    return None


def _places_of_sentence(scene: Scene, draft: Draft) -> Iterator[str | None]:
    yield from _countries(draft.targets)
    for place in draft.places:
        yield place.country
    document = scene.document
    here = document.sentences[draft.sentence]
    trigger = document.doc[draft.match.token].idx
    inside = document.places_in(here.start_char, here.end_char)
    for place in sorted(inside, key=lambda p: abs(p.start - trigger)):
        if not scene.is_named(place):
            yield place.country


def _places_before(scene: Scene, draft: Draft, memory: Memory) -> Iterator[str | None]:
    document = scene.document
    for earlier, source, target in reversed(memory.attacks):
        if earlier.paragraph == draft.paragraph and (
            not draft.sources or source in _countries(draft.sources)
        ):
            yield target
    start = document.sentences[draft.sentence].start_char
    before = [p for p in document.places if p.start < start and p.country and not scene.is_named(p)][:-9:-1]
    numbers = [document.sentence_number(p.start) for p in before]
    for place, number in zip(before, numbers, strict=True):
        if document.paragraphs[number] == draft.paragraph:
            yield place.country
    if draft.credit is not None and draft.credit.kind != "media":
        yield draft.credit.country
    for place in before:
        yield place.country


def _attacker(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give an attack without an attacker the one that the report names near it."""
    if draft.is_interception and _countries(draft.targets) & _countries(draft.sources):
        draft = replace(draft, targets=tuple(replace(p, country=None) for p in draft.targets))
    if _countries(draft.sources):
        return _sender(draft, memory) if draft.is_interception and not _countries(draft.targets) else draft
    targets = _countries(draft.targets)
    found = _defender(scene, draft) if draft.is_interception else _aggressor(scene, draft, memory, targets)
    if found is not None:
        kept = tuple(replace(p, country=found.country, sector=p.sector or "MIL") for p in draft.sources)
        draft = replace(draft, sources=kept or (found,))
    if draft.is_interception and (not draft.targets or not targets):
        draft = _sender(draft, memory)
    return draft


def _defender(scene: Scene, draft: Draft) -> Party | None:
    """Who shot something down: the side that reports it, or the country over which it was."""
    credit = draft.credit
    owners = _countries(draft.targets)
    if credit is not None and credit.country not in (None, *owners) and credit.sector in OFFICIAL:
        return _party(credit, "MIL")
    for place in draft.places:
        if place.country is not None and place.country not in owners:
            return Party(place.start, place.end, place.text, None, place.country, "MIL")
    if owners:
        document = scene.document
        for place in reversed(document.places):
            number = document.sentence_number(place.start)
            if (
                number < draft.sentence
                and document.paragraphs[number] == draft.paragraph
                and place.country not in (None, *owners)
            ):
                return Party(place.start, place.end, place.text, None, place.country, "MIL")
    return None


def _sender(draft: Draft, memory: Memory) -> Draft:
    """Whose the downed drones were: those of whom the paragraph says that they attacked the defender."""
    defenders = _countries(draft.sources)
    for earlier, source, target in reversed(memory.attacks):
        if source not in defenders and target in defenders and _near(draft, earlier):
            if draft.targets:
                filled = tuple(replace(p, country=source, sector="MIL") for p in draft.targets)
                return replace(draft, targets=filled)
            return draft
    return draft


def _aggressor(scene: Scene, draft: Draft, memory: Memory, targets: set[str]) -> Party | None:
    named = _named_attack(scene, draft, targets)
    if named is not None:
        return named
    for earlier, source, _ in reversed(memory.attacks):
        if source not in targets and _near(draft, earlier) and not earlier.is_interception:
            return next(p for p in earlier.sources if p.country == source)
    credit = draft.credit
    if credit is None or not targets or credit.country in (None, *targets):
        return None
    claims = credit.sector in ("MIL", "SPY") or (
        credit.sector in OFFICIAL and draft.match.entry.mode == "seize"
    )
    return _party(credit, "MIL") if claims else None


def _named_attack(scene: Scene, draft: Draft, targets: set[str]) -> Party | None:
    """An attack or weapon in the sentence, or before it in the paragraph, that is called by its nation."""
    document = scene.document
    first = draft.sentence
    while first > 0 and (document.paragraphs[first - 1] == draft.paragraph or draft.sentence == first):
        first -= 1
    for number in range(draft.sentence, first - 1, -1):
        span = document.sentences[number]
        for i in range(span.end - 1, span.start - 1, -1):
            if i == draft.match.token and number == draft.sentence:
                continue
            mention = document.actors.get(i)
            if mention is None or mention.country is None or mention.country in targets:
                continue
            if scene.lexical("attack", i) or scene.lexical("munition", i):
                return _party(mention, "MIL")
    return None


def _scene_of_attack(draft: Draft, memory: Memory) -> Draft:
    """Harm that a paragraph goes on to list happened where the paragraph last said."""
    if draft.places or draft.is_interception or _is_launch(draft):
        return draft
    targets = _countries(draft.targets)
    for earlier in reversed(memory.harm):
        if earlier.paragraph != draft.paragraph:
            break
        if earlier.places and (not targets or earlier.places[0].country in targets):
            return replace(draft, places=earlier.places)
    return draft


def _remember(draft: Draft, memory: Memory) -> None:
    memory.harm.append(draft)
    targets = sorted(_countries(draft.targets))
    for source in sorted(_countries(draft.sources)):
        others = [t for t in targets if t != source]
        if draft.is_interception:
            for target in others:
                memory.attacks.append((draft, source, target))
        else:
            memory.attacks.append((draft, source, others[0] if others else None))


# ---------------------------------------------------------------- talks


def _partners(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give talks the parties that their clause leaves out: those of the talks just named, or the speaker's side."""
    entry = draft.match.entry
    slots = (entry.subject, entry.object, *entry.phrases)
    if not any(slot is not None and slot.role == "BOTH" for slot in slots):
        return draft
    draft = _group(scene, draft, memory)
    own = _countries(draft.sources)
    if len(own) > 1:
        return draft
    is_noun = scene.tree.pos[draft.match.token] in ("NOUN", "PROPN")
    speaker = draft.credit
    if own and is_noun and speaker is not None and speaker.country not in (None, *own):
        both = (_party(speaker, speaker.sector), *draft.sources)
        return replace(draft, sources=both, targets=both)
    if own:
        return draft
    for earlier in reversed(memory.meetings):
        if _near(draft, earlier):
            return replace(draft, sources=earlier.sources, targets=earlier.sources)
    return draft


def _group(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Resolve "both", "them", "the two presidents" to the sides last named."""
    found: dict[tuple[str, str | None], Party] = {}
    changed = False
    for party in draft.sources:
        number = _number(party.text)
        if not number:
            found.setdefault((party.text, party.country), party)
            continue
        others = _countries(p for p in draft.sources if p is not party)
        earlier = next((d for d in reversed(memory.meetings) if _near(draft, d)), None)
        sides = _countries(earlier.sources) - others if earlier is not None else set()
        named = sorted(sides) if len(sides) >= number else _last_nations(scene, party.start, number, others)
        changed = changed or len(named) > 1
        for country in named if len(named) > 1 else [party.country]:
            found.setdefault((party.text, country), replace(party, country=country, actor_id=None))
    if not changed:
        return draft
    both = tuple(found.values())
    return replace(draft, sources=both, targets=both)


def _number(text: str) -> int:
    """How many sides a phrase stands for, where it names none of them."""
    first = text.lower().removeprefix("the ").split()[0] if text.strip() else ""
    return {"two": 2, "both": 2, "three": 3, "them": 2}.get(first, 0)


def _last_nations(scene: Scene, offset: int, number: int, without: set[str]) -> list[str]:
    """Countries of the governments and persons named last before an offset, nearest first."""
    found: list[str] = []
    mentions = sorted(scene.document.actors.values(), key=lambda m: m.start, reverse=True)
    for mention in mentions:
        if (
            mention.end > offset
            or mention.country is None
            or mention.country in without
            or mention.country in found
        ):
            continue
        if mention.kind in ("person", "government"):
            found.append(mention.country)
        if len(found) == number:
            return found
    return []
