"""What the extractors return, before it becomes rows.

All ``start`` and ``end`` are half-open character offsets into the article's text.
"""

from __future__ import annotations

from dataclasses import dataclass

from conflict_data.language.actors import ActorMention
from conflict_data.language.dates import DateMention
from conflict_data.language.places import PlaceMention


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed utterance.

    Parameters
    ----------
    start, end : int
        Content, from its first to its last word.
    content_spans : tuple of (int, int)
        The unbroken parts of the content: more than one where the cue interrupts a quotation or where the opening
        mark is repeated in a new paragraph.
    kind : str
        direct, indirect or mixed.
    cue : str
        Lemma of the reporting expression.
    cue_start, cue_end : int or None
        Where the cue stands; None for a quotation that carries on a speaker's words without a cue of its own.
    cue_class : str
        say, claim, deny, ask, order, promise, threaten, think or document.
    speaker : ActorMention or None
        Resolved; None where the cue names no holder or he cannot be told.
    speaker_start, speaker_end : int or None
        The speaker's words at this statement ("he", "the ministry").
    addressee : ActorMention or None
    sentence_start, sentence_end : int
        The sentence, or the run of sentences, that the statement was read from.
    """

    start: int
    end: int
    content_spans: tuple[tuple[int, int], ...]
    kind: str
    cue: str
    cue_start: int | None
    cue_end: int | None
    cue_class: str
    speaker: ActorMention | None
    speaker_start: int | None
    speaker_end: int | None
    addressee: ActorMention | None
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's part in an event; country and sector as they stand for the event (a bombed town: UKR, CVL)."""

    start: int
    end: int
    text: str
    actor_id: str | None
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in one clause.

    Parameters
    ----------
    trigger_start, trigger_end : int
        The word that reports the event.
    start, end : int
        Its clause.
    event_type, mode, domain, factuality : str
        Codes of the codebook; mode may be None.
    hedged : bool
    attribution : ActorMention or None
    sources, targets : tuple of Party
    date : DateMention or None
    places : tuple of PlaceMention
        Most specific first.
    entry : str
        The lexicon entry that matched.
    rule : str
        The rule behind the factuality.
    """

    trigger_start: int
    trigger_end: int
    start: int
    end: int
    event_type: str
    mode: str | None
    domain: str
    factuality: str
    hedged: bool
    attribution: ActorMention | None
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    date: DateMention | None
    places: tuple[PlaceMention, ...]
    entry: str
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity.

    Parameters
    ----------
    start, end : int
        Numeral with modifier and unit.
    value_low, value_high : float or None
    modifier, unit, measure : str
        Codes of the codebook.
    measured : str or None
        Head words of what is counted.
    actor : Party or None
        Whose figure it is.
    place : PlaceMention or None
    date : DateMention or None
    attribution : ActorMention or None
    hedged : bool
    event : Event or None
    context_date : DateMention or None
        Without a date, the last day told earlier in the paragraph.
    part_of, same_as : (int, int) or None
        Start and end of the figure of which it is a part, or which gives the same amount in another unit.
    """

    start: int
    end: int
    value_low: float | None
    value_high: float | None
    modifier: str
    unit: str
    measured: str | None
    measure: str
    actor: Party | None
    place: PlaceMention | None
    date: DateMention | None
    attribution: ActorMention | None
    hedged: bool
    event: Event | None
    context_date: DateMention | None = None
    part_of: tuple[int, int] | None = None
    same_as: tuple[int, int] | None = None
