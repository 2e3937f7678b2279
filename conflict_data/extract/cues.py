"""Reporting expressions: the lexicon in cues.csv and where its entries stand in a document."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

_OPENERS = ("according", "in", "by", "on", "as")
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One line of the lexicon.

    Parameters
    ----------
    cue : str
        Lemma, with the particle of a phrasal verb; or a phrase.
    pos : str
        verb, noun, adjective or phrase.
    cue_class : str
        say, claim, deny, ask, order, promise, threaten, think or document.
    frames : frozenset of str
        Constructions that may carry the content, as explained in cues.csv.
    prepositions : frozenset of str
        Prepositions that bring the content ("+of").
    pairs : frozenset of str
        Prepositions that bring it together with the object ("=as").
    """

    cue: str
    pos: str
    cue_class: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    pairs: frozenset[str]

    @classmethod
    def of_quotation(cls, lemma: str) -> CueEntry:
        """The entry of a verb that is no reporting verb by itself, but stands beside quoted words."""
        return cls(lemma, "verb", "say", frozenset({"quote"}), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression in a document: its head token, and the index after its last one."""

    token: Token
    end: int
    entry: CueEntry


@functools.cache
def cue_entries() -> dict[tuple[str, str], CueEntry]:
    """The lexicon, by part of speech and cue."""
    text = resources.files("conflict_data.extract").joinpath("cues.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    entries = {}
    for row in csv.DictReader(lines):
        frames = frozenset(row["frames"].split())
        entries[row["pos"], row["cue"]] = CueEntry(
            row["cue"],
            row["pos"],
            row["class"],
            frames,
            frozenset(f[1:] for f in frames if f.startswith("+")),
            frozenset(f[1:] for f in frames if f.startswith("=")),
        )
    return entries


@functools.cache
def _lemmas() -> dict[str, str]:
    """Corrected lemmas of verbs, by the lemma that the pipeline gives."""
    return {cue: next(iter(e.frames)) for (pos, cue), e in cue_entries().items() if pos == "lemma"}


@functools.cache
def listed(pos: str) -> frozenset[str]:
    """The words of one of the lists at the end of the lexicon ("connective", "light verb", ...)."""
    return frozenset(cue for other, cue in cue_entries() if other == pos)


def find_cues(doc: Doc) -> Iterator[Cue]:
    """Reporting expressions of a document, in order; whether they report anything is for the syntax to say."""
    entries = cue_entries()
    openers, lemmas, kinds = _starts(doc.vocab)
    codes = zip(*(doc.to_array(name).tolist() for name in ("LOWER", "POS", "LEMMA")), strict=True)
    # Numbers for words are compared before a word is looked at, since most are no cue.
    possible = (
        i for i, (low, pos, lem) in enumerate(codes) if low in openers or (pos in kinds and lem in lemmas)
    )
    for token in (doc[i] for i in possible):
        if token.lower_ in _OPENERS:
            cue = _phrase(token, entries)
            if cue:
                yield cue
                continue
        pos = _POS.get(token.pos_)
        if pos == "noun" and token.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in token.lefts):
            # "The ministry notes, ...", taken for a plural.
            pos = "verb"
        unsaid = token.dep_ == "pcomp" and token.head.lower_ == "without"  # "without disclosing how many"
        if pos is None or unsaid:
            continue
        lemma = token.lemma_.lower()
        if pos == "verb":
            lemma = _lemmas().get(lemma, lemma)
        entry = entries.get((pos, lemma))
        if pos == "verb":
            for child in token.rights:
                near = child.dep_ in ("prep", "advmod") or child.lower_ == "it"
                if child.dep_ == "prt" or (near and child.i == token.i + 1):
                    # "put out", "called off" are other verbs
                    otherwise = None if child.dep_ == "prt" else entry
                    entry = entries.get((pos, f"{lemma} {child.lower_}"), otherwise)
        if entry is not None:
            yield Cue(token, token.i + 1, entry)


@functools.cache
def _starts(vocab: Vocab) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The vocabulary's numbers of first words of phrases, of lemmas of cues in any case, and of parts of speech."""
    words = {cue.split()[0] for pos, cue in cue_entries() if pos in ("verb", "noun", "adjective", "lemma")}
    cased = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return tuple(frozenset(map(vocab.strings.add, group)) for group in (_OPENERS, cased, _POS))  # type: ignore[return-value]


def _phrase(token: Token, entries: dict[tuple[str, str], CueEntry]) -> Cue | None:
    doc, first = token.doc, token.i
    for phrase, words in _phrases(token.lower_):
        end = first + len(words)
        if end <= len(doc) and all(doc[first + k].lower_ == word for k, word in enumerate(words) if k):
            return Cue(token, end, entries["phrase", phrase])
    if token.dep_ != "prep":
        return None
    for noun in token.rights:
        # "in the mayor's view"
        entry = entries.get(("phrase", f"{token.lower_} {noun.lower_}"))
        if entry is not None and noun.dep_ == "pobj" and any(c.dep_ == "poss" for c in noun.lefts):
            return Cue(token, noun.i + 1, entry)
    return None


@functools.cache
def _phrases(first: str) -> tuple[tuple[str, list[str]], ...]:
    """Phrases of the lexicon that start with a word and end before their holder, and their words."""
    known = ((cue, cue.split()) for pos, cue in cue_entries() if pos == "phrase")
    return tuple(
        (cue, words) for cue, words in known if words[0] == first and words[-1] in ("to", "of", "per")
    )
