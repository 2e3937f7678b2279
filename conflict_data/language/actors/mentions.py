"""The record of a mention of an actor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A phrase that names an actor, resolved at the article's date.

    Parameters
    ----------
    start, end : int
        Character offsets of the phrase as an annotator would mark it: the name where there is one ("Volodymyr
        Zelenskyy", not "President Volodymyr Zelenskyy"), else the phrase ("Russian forces", "two officials", "he").
    text : str
    actor_id : str or None
        Of the reference table where the actor stands in it; made of the name for unknown persons and organisations
        ("jane-doe"), of country and sector for unnamed groups ("rus-mil"); None where neither is known.
    name : str or None
        Canonical name; for an unnamed group what the table of actors calls it ("Russian military").
    country, sector, role : str or None
        Codes of the codebook; role is the office ("president") at the article's date.
    kind : str
        person, government, military, organisation, company, media or group.
    known : bool
        Whether the actor stands in the reference table.
    members : tuple of ActorMention
        Where the phrase takes several actors together ("both", "the two presidents", "American and Russian
        officials"): each of them, the first being the one that the other fields describe. Empty otherwise.
    """

    start: int
    end: int
    text: str
    actor_id: str | None
    name: str | None
    country: str | None
    sector: str | None
    role: str | None
    kind: str
    known: bool
    members: tuple[ActorMention, ...] = ()

    def at(self, start: int, end: int, text: str) -> ActorMention:
        """The same actor at another phrase."""
        return ActorMention(
            start,
            end,
            text,
            self.actor_id,
            self.name,
            self.country,
            self.sector,
            self.role,
            self.kind,
            self.known,
            self.members,
        )
