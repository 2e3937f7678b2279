"""Events of a document: who did what to whom, whether it happened, when and where.

The lexicon finds the words (frames.py), the grammar the parties (roles.py), the governing words whether it happened
(factuality.py), the clause its date and places (circumstances.py). Then complements of requests, promises and the like
are dropped, and several words for one fact are made one event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conflict_data.extract.circumstances import event_date, event_places
from conflict_data.extract.domains import domain
from conflict_data.extract.factuality import factuality, is_hedged
from conflict_data.extract.frames import Match, find_matches
from conflict_data.extract.records import Event, Party, Statement
from conflict_data.extract.roles import parties
from conflict_data.extract.rulings import is_background, ruled_type, without_complements
from conflict_data.extract.scene import Scene, scene_of
from conflict_data.language.actors import ActorMention
from conflict_data.language.document import Document
from conflict_data.language.phrases import clause

REPORTING_CLASSES = frozenset({"say", "claim", "deny", "document", "think"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with everything that has been found out about it."""

    match: Match
    event_type: str
    factuality: str
    rule: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]


def extract_events(document: Document, statements: Sequence[Statement]) -> list[Event]:
    """Events of a document, in the order of the text.

    Parameters
    ----------
    document : Document
    statements : sequence of Statement
        An event inside the words of one is credited to its speaker.

    Returns
    -------
    list of Event
    """
    scene = scene_of(document)
    matches = without_complements(scene, list(find_matches(scene)))
    candidates = [c for match in matches if (c := _candidate(scene, match)) is not None]
    kept = _one_a_fact(scene, candidates)
    return [_event(scene, candidate, statements) for candidate in kept]


def _candidate(scene: Scene, match: Match) -> Candidate | None:
    value, rule = factuality(scene, match.token, match.predicate)
    if is_background(scene, match, value, rule):
        return None
    event_type, value, rule = ruled_type(match, value, rule)
    sources = parties(scene, match, match.sources, "source")
    targets = parties(scene, match, match.targets, "target")
    return Candidate(match, event_type, value, rule, sources, targets)


def _one_a_fact(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """Make one of the words of one sentence that report the same event."""
    kept: list[Candidate] = []
    for candidate in candidates:
        for position, other in enumerate(kept):
            if scene.sentence[other.match.token] == scene.sentence[candidate.match.token] and _same_fact(
                scene, other, candidate
            ):
                kept[position] = _merged(scene, other, candidate)
                break
        else:
            kept.append(candidate)
    return kept


def _same_fact(scene: Scene, first: Candidate, second: Candidate) -> bool:
    a, b = first.match.entry, second.match.entry
    if first.event_type != second.event_type:
        return False
    if first.factuality != second.factuality:
        return False
    if (a.mode == "intercept") != (b.mode == "intercept"):
        return False
    return _compatible(first.sources, second.sources)


def _compatible(first: Sequence[Party], second: Sequence[Party]) -> bool:
    ours = {p.country for p in first} - {None}
    theirs = {p.country for p in second} - {None}
    return not ours or not theirs or bool(ours & theirs)


def _merged(scene: Scene, first: Candidate, second: Candidate) -> Candidate:
    """The first word with the parties of both."""
    del scene
    return replace(
        first,
        sources=first.sources or second.sources,
        targets=first.targets or second.targets,
    )


def _event(scene: Scene, candidate: Candidate, statements: Sequence[Statement]) -> Event:
    match = candidate.match
    token = scene.document.doc[match.token]
    start, end = _clause(scene, match)
    sources, targets = candidate.sources, candidate.targets
    credit = _attribution(token.idx, statements)
    return Event(
        trigger_start=token.idx,
        trigger_end=token.idx + len(token),
        start=start,
        end=end,
        event_type=candidate.event_type,
        mode=match.entry.mode or None,
        domain=domain(scene, match, candidate.event_type, sources, targets),
        factuality=candidate.factuality,
        hedged=is_hedged(scene, match.token, match.predicate),
        attribution=credit,
        sources=sources,
        targets=targets,
        date=event_date(scene, match),
        places=event_places(scene, match),
        entry=match.entry.name,
        rule=candidate.rule,
    )


def _attribution(offset: int, statements: Sequence[Statement]) -> ActorMention | None:
    """Speaker of the innermost statement whose words hold the trigger."""
    holding = [
        s
        for s in statements
        if s.cue_class in REPORTING_CLASSES and s.start <= offset < s.end and s.cue_start != offset
    ]
    return min(holding, key=lambda s: s.end - s.start).speaker if holding else None


def _clause(scene: Scene, match: Match) -> tuple[int, int]:
    span = clause(scene.document.doc[match.predicate])
    return span.start_char, span.end_char
