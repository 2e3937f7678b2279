"""A parsed article with everything that the extractors share."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

if TYPE_CHECKING:
    from conflict_data.articles import Article
    from conflict_data.language.actors import ActorMention
    from conflict_data.language.dates import DateMention
    from conflict_data.language.places import PlaceMention


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An article, its parse and its mentions.

    All ``start`` and ``end`` are half-open character offsets into ``article.text``.

    Parameters
    ----------
    article : Article
    doc : spacy.tokens.Doc
        Parse of ``article.text``; token offsets are offsets in that text.
    sentences : tuple of spacy.tokens.Span
        In order, without white space around them.
    paragraphs : tuple of int
        For each sentence the number of its paragraph.
    dates : tuple of DateMention
    places : tuple of PlaceMention
        Sorted by start.
    actors : dict of int to ActorMention
        By the index in ``doc`` of the head token of the phrase that mentions the actor ("president Putin" is found
        at "Putin", "he" at "he", "Russian forces" at "forces"). Phrases that name no actor are absent.
    """

    article: Article
    doc: Doc
    sentences: tuple[Span, ...]
    paragraphs: tuple[int, ...]
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: dict[int, ActorMention] = field(default_factory=dict)
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.start_char for s in self.sentences))

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def sentence_number(self, offset: int) -> int:
        """Number of the sentence that holds a character offset (the nearest before it, between sentences)."""
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a character offset."""
        return self.sentences[self.sentence_number(offset)]

    def actor(self, token: Token) -> ActorMention | None:
        """The actor whose phrase has this head token."""
        return self.actors.get(token.i)

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Date mentions that lie between two offsets."""
        return [d for d in self.dates if start <= d.start and d.end <= end]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Place mentions that lie between two offsets."""
        return [p for p in self.places if start <= p.start and p.end <= end]
