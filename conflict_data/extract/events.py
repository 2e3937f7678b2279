"""Events of a document: who did what to whom, whether it happened, when and where.

The lexicon finds the words (frames.py), the grammar the parties (roles.py), the governing words whether it happened
(factuality.py), the clause its date and places (circumstances.py). Then rulings.py drops what only serves other events,
merging.py makes several words for one fact one event, and inference.py fills in the parties that the clause leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence

from conflict_data.extract.circumstances import event_date, event_places, read_ahead
from conflict_data.extract.domains import domain
from conflict_data.extract.drafts import Draft
from conflict_data.extract.factuality import factuality, is_hedged
from conflict_data.extract.frames import Match, find_matches
from conflict_data.extract.inference import complete
from conflict_data.extract.lexicon import words
from conflict_data.extract.merging import merge
from conflict_data.extract.modes import mode
from conflict_data.extract.records import Event, Party, Statement
from conflict_data.extract.roles import parties, targets_beyond
from conflict_data.extract.rulings import cut_off, is_background, ruled_type, without_complements
from conflict_data.extract.scene import Scene, scene_of
from conflict_data.language.actors import ActorMention
from conflict_data.language.document import Document
from conflict_data.language.phrases import clause
from conflict_data.language.places import PlaceMention

# Types that concern somebody whom only their complement may name.
ADDRESSED = frozenset(
    {"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SANCTION", "SUPPORT", "AID"}
)
REPORTING_CLASSES = frozenset({"say", "claim", "deny", "document", "think"})


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
    drafts = [draft for match in matches if (draft := _draft(scene, match, statements)) is not None]
    return [_event(scene, draft) for draft in complete(scene, merge(scene, drafts))]


def _draft(scene: Scene, match: Match, statements: Sequence[Statement]) -> Draft | None:
    value, rule = factuality(scene, match.token, match.predicate)
    if match.entry.factuality and value == "actual":
        value, rule = match.entry.factuality, f"word: {scene.tree.lemma[match.token]}"
    if is_background(scene, match, value, rule):
        return None
    sentence = scene.sentence[match.token]
    sources = parties(scene, match, match.sources, "source")
    targets = parties(scene, match, match.targets, "target")
    if match.entry.event_type in ADDRESSED and not any(_is_other(p, sources) for p in targets):
        unnamed = [t for t in match.targets if scene.fits("somebody", t) and t not in match.sources]
        targets = targets if unnamed else targets_beyond(scene, match, sources) or targets
    credit = _attribution(scene.document.doc[match.token].idx, statements)
    announced = credit is not None and any(_is_same(p, credit) for p in sources)
    cut = cut_off(scene, match, rule)
    event_type, value, rule = ruled_type(
        match, *(cut or (value, rule)), announced=announced, cut=cut is not None
    )
    places = event_places(scene, match)
    return Draft(
        match=match,
        event_type=event_type,
        factuality=value,
        rule=rule,
        sources=sources,
        targets=targets or _place_as_target(match, places),
        date=event_date(scene, match),
        places=places,
        credit=credit,
        sentence=sentence,
        paragraph=scene.document.paragraphs[sentence],
    )


def _is_same(party: Party, speaker: ActorMention) -> bool:
    """Whether a party is the speaker or of the speaker's side."""
    if party.country is None:
        return party.text.lower() in words()["personal"]
    return party.country == speaker.country


def _place_as_target(match: Match, places: Sequence[PlaceMention]) -> tuple[Party, ...]:
    """Of a protest or a curfew that names nobody, the place against which it is."""
    if match.entry.event_type == "PROTEST" or (
        match.entry.event_type == "COERCE" and match.entry.mode == "restrict"
    ):
        return tuple(Party(p.start, p.end, p.text, None, p.country, "CVL") for p in places[:1])
    return ()


def _is_other(party: Party, sources: Sequence[Party]) -> bool:
    """Whether a party is known and not of the side that acts."""
    return party.country is not None and (
        party.sector is not None or party.country not in {p.country for p in sources}
    )


def _event(scene: Scene, draft: Draft) -> Event:
    match = draft.match
    token = scene.document.doc[match.token]
    span = clause(scene.document.doc[match.predicate])
    is_ahead = draft.factuality in ("planned", "proposed")
    return Event(
        trigger_start=token.idx,
        trigger_end=token.idx + len(token),
        start=span.start_char,
        end=span.end_char,
        event_type=draft.event_type,
        mode=mode(scene, draft),
        domain=domain(scene, draft),
        factuality=draft.factuality,
        hedged=is_hedged(scene, match.token, match.predicate),
        attribution=draft.credit,
        sources=draft.sources,
        targets=draft.targets,
        date=read_ahead(scene.document, draft.date) if is_ahead and draft.date else draft.date,
        places=draft.places,
        entry=match.entry.name,
        rule=draft.rule,
    )


def _attribution(offset: int, statements: Sequence[Statement]) -> ActorMention | None:
    """Speaker of the innermost statement whose words hold the trigger."""
    holding = [
        s
        for s in statements
        if s.cue_class in REPORTING_CLASSES and s.start <= offset < s.end and s.cue_start != offset
    ]
    return min(holding, key=lambda s: s.end - s.start).speaker if holding else None
