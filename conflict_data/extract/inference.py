"""Parties that a clause leaves out, from the report around it.

The codebook allows an attacker or other actor to be taken from the same paragraph or the sentence before, and the
target's country from where it stands; never from knowledge of who fights whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from conflict_data.extract.arguments import arguments
from conflict_data.extract.attacks import complete_attack, stand
from conflict_data.extract.drafts import Draft
from conflict_data.extract.memory import Memory, countries_of, is_near, mentions_before, party_of
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene

RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
FORCEFUL = frozenset({"ASSAULT", "COERCE", "AID", "RETREAT", "MOBILIZE"})
# Types that concern somebody, who may have been named before.
ANSWERING = frozenset({"AGREE", "AID", "REJECT"})
PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "itself"})


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
    drafts = list(drafts)
    memory = Memory(venues={p.start for d in drafts if d.event_type in RECIPROCAL for p in d.places})
    for draft in drafts:
        filled = _symmetric(_both(scene, _pronouns(draft)))
        if filled.event_type in FORCEFUL:
            filled = _own_land(stand(scene, filled, memory))
        if filled.event_type == "ASSAULT" or filled.match.entry.mode == "seize":
            filled = complete_attack(scene, filled, memory)
        elif filled.event_type in RECIPROCAL or filled.match.entry.event_type == "SUPPORT":
            filled = _partners(scene, filled, memory)
            if len(countries_of(filled.sources)) > 1:
                memory.meetings.append(filled)
        yield _addressee(scene, filled)


def _pronouns(draft: Draft) -> Draft:
    """A pronoun without an antecedent is the speaker to whom the words are credited."""
    credit = draft.credit
    if credit is None:
        return draft

    def resolved(party: Party) -> Party:
        if party.country is None and party.text.lower() in PRONOUNS:
            return party_of(credit, party.sector or credit.sector)
        return party

    return replace(draft, sources=tuple(map(resolved, draft.sources)))


def _both(scene: Scene, draft: Draft) -> Draft:
    """Resolve "both", who act alike, to the two countries last named; _group does so for those who act together."""
    if draft.event_type in RECIPROCAL or [p.text.lower() for p in draft.sources] != ["both"]:
        return draft
    both = draft.sources[0]
    named = _last_nations(scene, both.start, 2, countries_of(draft.targets))
    if len(named) < 2:
        return draft
    return replace(draft, sources=tuple(replace(both, country=c, actor_id=None) for c in named))


def _symmetric(draft: Draft) -> Draft:
    """Two sides that agree, cooperate or hand over prisoners do so with each other; one side does not fight itself."""
    mutual = draft.event_type in RECIPROCAL or draft.match.entry.mode == "release"
    sides = countries_of(draft.sources)
    if mutual and len(sides) > 1 and not countries_of(draft.targets):
        return replace(draft, targets=draft.sources)
    if draft.event_type == "ASSAULT" and draft.sources == draft.targets and len(sides) == 1:
        return replace(draft, targets=())
    return draft


def _own_land(draft: Draft) -> Draft:
    """Who gives up or leaves land of its own yields to nobody whom the land tells."""
    sides = countries_of(draft.sources)
    if draft.event_type == "RETREAT" and len(sides) == 1 and countries_of(draft.targets) == sides:
        return replace(draft, targets=())
    return draft


def _answers(scene: Scene, draft: Draft) -> bool:
    """Whether an act concerns somebody: a promise, aid, a refusal, a charge that is called a lie."""
    is_reply = draft.event_type == "ACCUSE" and any(scene.lexical("claim", t) for t in draft.match.targets)
    return draft.event_type in ANSWERING or is_reply


def _addressee(scene: Scene, draft: Draft) -> Draft:
    """What answers somebody and names nobody concerns the speaker, or who was named last before it."""
    if not _answers(scene, draft) or countries_of(draft.targets) or not countries_of(draft.sources):
        return draft
    # What is called a lie is nobody; who said it is meant.
    others = () if draft.event_type == "ACCUSE" else draft.targets
    ours = countries_of(draft.sources)
    if draft.credit is not None and draft.credit.country not in (None, *ours):
        return replace(draft, targets=(*others, party_of(draft.credit, draft.credit.sector)))
    first = draft.sentence
    while first > 0 and (scene.document.paragraphs[first - 1] == draft.paragraph or draft.sentence == first):
        first -= 1
    offset = scene.document.doc[draft.match.token].idx
    named = next(mentions_before(scene, offset, ours), None)
    if named is not None and named.start >= scene.document.sentences[first].start_char:
        return replace(draft, targets=(*others, party_of(named, named.sector)))
    return draft


def _partners(scene: Scene, draft: Draft, memory: Memory) -> Draft:
    """Give talks the parties that their clause leaves out: those of the talks just named, or the speaker's side."""
    entry = draft.match.entry
    slots = (entry.subject, entry.object, *entry.phrases)
    if not any(slot is not None and slot.role == "BOTH" for slot in slots):
        return draft
    earlier = next((d for d in reversed(memory.meetings) if is_near(draft, d)), None)
    they = any(scene.tree.form[t] == "they" for t in draft.match.sources)
    if earlier is not None and (
        they or _joins(draft, earlier)
    ):  # "They discussed", "the ministers took part"
        return replace(draft, sources=earlier.sources, targets=earlier.sources)
    draft = _group(scene, draft, earlier)
    own = countries_of(draft.sources)
    if len(own) > 1:
        return draft
    verb = arguments(scene.tree, draft.match.token)
    open_side = scene.tree.pos[draft.match.token] in ("NOUN", "PROPN") or (verb.passive and not verb.subjects)
    speaker = draft.credit
    if own and open_side and speaker is not None and speaker.country not in (None, *own):
        both = (party_of(speaker, speaker.sector), *draft.sources)
        return replace(draft, sources=both, targets=both)
    if own or earlier is None:
        return draft
    return replace(draft, sources=earlier.sources, targets=earlier.sources)


def _joins(draft: Draft, earlier: Draft) -> bool:
    """Whether somebody takes part in the talks just named, at which his country was."""
    own = countries_of(draft.sources)
    return draft.match.entry.mode == "multilateral" and bool(own) and own < countries_of(earlier.sources)


def _group(scene: Scene, draft: Draft, earlier: Draft | None) -> Draft:
    """Resolve "both", "them", "the two presidents" to the sides of the talks just named, or to those last named."""
    found: dict[tuple[str, str | None], Party] = {}
    changed = False
    for party in draft.sources:
        number = _number(party.text)
        if not number:
            found.setdefault((party.text, party.country), party)
            continue
        others = countries_of(p for p in draft.sources if p is not party)
        sides = countries_of(earlier.sources) - others if earlier is not None else set()
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
    for mention in mentions_before(scene, offset, without):
        if mention.country is not None:
            found.append(mention.country)
        if len(found) == number:
            return found
    return []
