"""What a report has said so far: who attacked whom, who met, where harm was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from conflict_data.extract.drafts import Draft
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene
from conflict_data.language.actors import ActorMention

# Codes of bodies, which stand nowhere.
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "MNC", "ISM", "IMG"})


@dataclass(slots=True)
class Memory:
    """Events so far, newest last.

    Parameters
    ----------
    attacks : list of (Draft, str, str or None)
        With the country that attacked (or shot down) and the one that was attacked.
    meetings : list of Draft
        With two sides at least.
    harm : list of Draft
        Attacks and their effects.
    venues : set of int
        Starts of the places at which the report's talks are held, and to which its visitors travel.
    """

    attacks: list[tuple[Draft, str, str | None]] = field(default_factory=list)
    meetings: list[Draft] = field(default_factory=list)
    harm: list[Draft] = field(default_factory=list)
    venues: set[int] = field(default_factory=set)


def countries_of(parties: Iterable[Party]) -> set[str]:
    """Codes of parties, without the unknown."""
    return {p.country for p in parties if p.country is not None}


def is_near(draft: Draft, earlier: Draft) -> bool:
    """Whether an earlier report is in the same paragraph or in the sentence before."""
    return earlier.paragraph == draft.paragraph or draft.sentence - earlier.sentence <= 1


def party_of(mention: ActorMention, sector: str | None) -> Party:
    """A mention as a party."""
    return Party(mention.start, mention.end, mention.text, mention.actor_id, mention.country, sector)


def mentions_before(scene: Scene, offset: int, without: set[str]) -> Iterator[ActorMention]:
    """Governments and persons named before an offset, the nearest first, each country once."""
    seen = set(without)
    for mention in sorted(scene.document.actors.values(), key=lambda m: m.start, reverse=True):
        if mention.end > offset or mention.country is None or mention.country in seen:
            continue
        if mention.kind in ("person", "government"):
            seen.add(mention.country)
            yield mention
