"""Sentences and quotations of a document by token, for the rules on who said what."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from conflict_data.extract.cues import listed
from conflict_data.extract.quotations import Quotation, find_quotations
from conflict_data.language.document import Document

DASHES = frozenset({"-", "–", "—", "--"})
PAUSES = DASHES | {","}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sentences and the quotations of a document stand. Ranges are half-open token indexes.

    Parameters
    ----------
    document : Document
    quotations : list of Quotation
    quoted : list of (int, int)
        Tokens of each quotation, marks included.
    inside : list of int
        For each token the number of its quotation, or -1.
    sentence_of : list of int
        For each token the number of its sentence.
    times : set of int
        Tokens of time expressions.
    thats, commas : list of int
        Tokens "that" and ",".
    claimed : set of int
        Numbers of the quotations that a statement has taken so far.
    subjects : dict of int to Token or None
        Subjects of the verbs that were asked for so far.
    passives : dict of int to bool
        Whether these stand in the passive.
    """

    document: Document
    quotations: list[Quotation]
    quoted: list[tuple[int, int]]
    inside: list[int]
    sentence_of: list[int]
    times: frozenset[int]
    thats: list[int]
    commas: list[int]
    claimed: set[int] = field(default_factory=set)
    subjects: dict[int, Token | None] = field(default_factory=dict)
    passives: dict[int, bool] = field(default_factory=dict)

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.document.doc

    def word(self, i: int) -> str:
        """A token in lower case, empty behind the last one."""
        return self.doc[i].lower_ if i < len(self.doc) else ""

    def sentence(self, i: int) -> tuple[int, int]:
        """First token and end of the sentence of a token."""
        span = self.document.sentences[self.sentence_of[i]]
        return span.start, span.end

    def segment_start(self, i: int) -> int:
        """Where the words before a token start: with their sentence or behind a semicolon, without connectives."""
        start, _ = self.sentence(i)
        for k in range(i - 1, start - 1, -1):
            if self.doc[k].text == ";" and self.inside[k] < 0:
                start = k + 1
                break
        return self.skip_connectives(self._behind_dateline(start, i), i)

    def _behind_dateline(self, start: int, end: int) -> int:
        """Index behind "KYIV, Feb 3 —" at the start of a range."""
        doc = self.doc
        if end - start < 3 or not (doc[start].is_upper and len(doc[start]) > 2):
            return start
        for k in range(start + 1, min(start + 12, end)):
            if doc[k].text in DASHES and doc[k - 1].whitespace_:
                return k + 1
            if doc[k].is_alpha and doc[k].is_lower:
                break
        return start

    def segment_end(self, i: int) -> int:
        """Where the words from a token on end: with their sentence or at a semicolon."""
        _, stop = self.sentence(i)
        for k in range(i, stop):
            if self.doc[k].text == ";" and self.inside[k] < 0:
                return k
        return stop

    def skip_connectives(self, start: int, end: int) -> int:
        """Index of the first word that says something: behind "But", "However," or "For its part,"."""
        doc = self.doc
        while start < end and (doc[start].is_space or doc[start].dep_ == "cc" or doc[start].text in PAUSES):
            start += 1
        for comma in range(start + 1, min(start + 5, end)):
            if doc[comma].text == ",":
                words = " ".join(t.lower_ for t in doc[start:comma])
                if words in listed("connective"):
                    return comma + 1
        return start

    def opens_sentence(self, i: int) -> bool:
        """Whether no word of its sentence stands before a token."""
        return not self.has_words(self.sentence(i)[0], i)

    def has_that(self, start: int, end: int) -> bool:
        """Whether a "that" stands in a range."""
        return _has_between(self.thats, start, end)

    def has_comma(self, start: int, end: int) -> bool:
        """Whether a comma stands in a range."""
        return _has_between(self.commas, start, end)

    def has_words(self, start: int, end: int) -> bool:
        """Whether a word stands in a range."""
        return any(t.is_alpha for t in self.doc[start:end])


def lay_out(document: Document) -> Layout:
    """Find the quotations of a document and index its tokens."""
    doc = document.doc
    quotations = find_quotations(document.text)
    starts = doc.to_array("IDX").tolist()
    inside = [-1] * len(doc)
    quoted = []
    for number, quotation in enumerate(quotations):
        first = max(0, bisect.bisect_right(starts, quotation.start) - 1)
        end = max(bisect.bisect_left(starts, quotation.end), first + 1)
        quoted.append((first, end))
        inside[first:end] = [number] * (end - first)
    sentence_of = [0] * len(doc)
    sentences = document.sentences
    for number, sentence in enumerate(sentences):
        stop = sentences[number + 1].start if number + 1 < len(sentences) else len(doc)
        sentence_of[sentence.start : stop] = [number] * (stop - sentence.start)
    times: set[int] = set()
    for date in document.dates:
        times.update(range(bisect.bisect_left(starts, date.start), bisect.bisect_left(starts, date.end)))
    marks: dict[int, list[int]] = {doc.vocab.strings["that"]: [], doc.vocab.strings[","]: []}
    for i, word in enumerate(doc.to_array("LOWER").tolist()):
        if word in marks:
            marks[word].append(i)
    thats, commas = marks.values()
    return Layout(document, quotations, quoted, inside, sentence_of, frozenset(times), thats, commas)


def _has_between(places: list[int], start: int, end: int) -> bool:
    at = bisect.bisect_left(places, start)
    return at < len(places) and places[at] < end
