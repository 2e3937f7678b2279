"""An event in the making."""

from __future__ import annotations

from dataclasses import dataclass

from conflict_data.extract.frames import Match
from conflict_data.extract.records import Party
from conflict_data.language.actors import ActorMention
from conflict_data.language.dates import DateMention
from conflict_data.language.places import PlaceMention


@dataclass(frozen=True, slots=True)
class Draft:
    """A match with everything that has been found out about it so far.

    Parameters
    ----------
    match : Match
    event_type, factuality, rule : str
        After the codebook's rulings.
    sources, targets : tuple of Party
    date : DateMention or None
    places : tuple of PlaceMention
    credit : ActorMention or None
        Whom the text credits with the report.
    sentence, paragraph : int
    """

    match: Match
    event_type: str
    factuality: str
    rule: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    date: DateMention | None
    places: tuple[PlaceMention, ...]
    credit: ActorMention | None
    sentence: int
    paragraph: int

    @property
    def is_interception(self) -> bool:
        """Whether the event is the downing of what was sent."""
        return self.match.entry.mode == "intercept"
