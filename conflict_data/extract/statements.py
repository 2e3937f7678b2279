"""Statements of a document: who said what.

Each reporting expression (cues.csv) is read by its syntax (contents.py); words in quotation marks (quotations.py) go to
the expression beside them, or carry on what was said before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from conflict_data.extract.attribution import Utterance, around_phrase, around_verb, utterance
from conflict_data.extract.contents import quoted_as, read_verb
from conflict_data.extract.coordination import Outer, outer_cues
from conflict_data.extract.cues import Cue, cue_entries, find_cues, listed
from conflict_data.extract.extents import FINITE, is_infinitive
from conflict_data.extract.holders import can_speak, holder_of_verb, is_passive
from conflict_data.extract.layout import DASHES, Layout, lay_out
from conflict_data.extract.nominals import read_adjective, read_noun
from conflict_data.extract.records import Statement
from conflict_data.extract.separation import separate, without_gloss
from conflict_data.extract.speakers import speaker_of
from conflict_data.extract.unclaimed import behind_names, beside_other_verbs, carried_on
from conflict_data.language.document import Document

_EDGE = DASHES | {",", ":", ";", "."}
# Marks of quotation that stand alone go, too.
_MARKS = frozenset('"“”„«»‘')
_LEADING = _EDGE | {")"} | _MARKS
_TRAILING = _EDGE | {"!", "?", "(", "and", "but"}


def extract_statements(document: Document) -> list[Statement]:
    """Statements of a document, in the order of the text.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Statement
        Sorted by content and cue; none twice.
    """
    layout = lay_out(document)
    cues = [c for c in find_cues(document.doc) if layout.inside[c.token.i] < 0]
    outer = outer_cues(layout, cues)
    utterances = []
    for cue in cues:
        utterance = _read(layout, cue, outer)
        if utterance is not None:
            utterances.append(utterance)
    separate(layout, utterances, cues, outer)
    utterances = [u for u in utterances if not _is_idle(u, utterances)]
    for claim in (beside_other_verbs, behind_names, carried_on):
        utterances += claim(layout, utterances)
    # "said in a statement that ...": one row, of the verb.
    utterances.sort(key=lambda u: u.cue is not None and u.cue.entry.pos != "verb")
    statements: dict[tuple[int, int], Statement] = {}
    for utterance in utterances:
        statement = _statement(layout, utterance)
        if statement is not None:
            statements.setdefault((statement.start, statement.end), statement)
    return sorted(statements.values(), key=lambda s: (s.start, s.end))


def _read(layout: Layout, cue: Cue, outer: Mapping[int, Outer]) -> Utterance | None:
    entry = cue.entry
    if entry.pos == "phrase":
        return around_phrase(layout, cue)
    if entry.pos != "verb":
        reading = read_noun(layout, cue) if entry.pos == "noun" else read_adjective(layout, cue)
        return utterance(reading, *reading.content) if reading.content is not None else None
    # "after signalling that ..." is the speaker's act all the same.
    trailing = cue.token.tag_ == "VBG" and cue.token.dep_ != "pcomp"
    if not _asserted(layout, cue) or ("finite" in entry.frames and trailing):
        return None
    quoted = quoted_as(layout, cue)
    if quoted is not None:
        return around_verb(layout, quoted)
    known = outer.get(cue.token.i)
    reading = read_verb(layout, cue)
    if known is not None:
        reading = replace(reading, holder=holder_of_verb(layout, known.verb))
    nameless = "passive" in entry.frames and is_passive(layout, cue.token)
    needs_holder = ("actor" in entry.frames or entry.cue_class == "think") and not nameless
    if needs_holder and not can_speak(layout, reading.holder):
        return None
    if entry.cue_class == "think" and not nameless and not _is_named(layout, reading.holder):
        return None
    # "He read “War and Peace”.", "Ukraine had shown “zero gratitude”"
    person = reading.holder is not None and (
        reading.holder.tag_ == "PRP" or layout.document.actor(reading.holder) is not None
    )
    if entry.cue_class == "document" and (person or is_passive(layout, cue.token)):
        return None
    found = around_verb(layout, reading)
    if found is None and reading.content is not None and (reading.holder is not None or nameless):
        found = utterance(reading, *reading.content)
    return found


def _is_named(layout: Layout, holder: Token | None) -> bool:
    """Whether a thought is somebody's whom the text names: not "we", "who", "some people"."""
    return holder is not None and (holder.pos_ == "PROPN" or layout.document.actor(holder) is not None)


def _asserted(layout: Layout, cue: Cue) -> bool:
    """Whether the text says that the words were said: not "did not say", "if he says", "may announce"."""
    verb = cue.token
    if cue.entry.cue_class == "think":
        return True
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not verb.n_lefts:
        return False
    for child in verb.lefts:
        # "did not rule out" says that it may be
        denied = child.dep_ == "neg" and cue.entry.cue == "rule out"
        if (child.dep_ == "neg" or child.tag_ == "MD") and layout.inside[child.i] < 0 and not denied:
            return False
    if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and verb.head.head.lemma_ in ("accuse", "suspect"):
        return False  # "accused Kyiv of ordering the raid"
    governor = (
        cue_entries().get(("verb", verb.head.lemma_.lower())) if verb.dep_ in ("xcomp", "ccomp") else None
    )
    if governor is not None and governor.cue_class in ("ask", "order"):
        # "urged them to reply", "demanded that they reply" do not say that they did
        if is_infinitive(verb) and "hearer" in governor.frames:
            return False
        if verb.tag_ in ("VB", "VBP") and any(c.lower_ == "that" for c in verb.lefts):
            return False
    if verb.dep_ in ("advcl", "acl", "relcl") and any(c.tag_ == "TO" for c in verb.lefts):
        return verb.dep_ == "advcl" and verb.head.i < verb.i and verb.head.lemma_ in listed("leading verb")
    return not (verb.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in verb.lefts))


def _is_idle(utterance: Utterance, others: Sequence[Utterance]) -> bool:
    """Whether a thought or will is only part of what somebody else, or the same person, is reported to have said."""
    cue = utterance.cue
    if cue is None or utterance.cue_class != "think":
        return False
    return any(
        o is not utterance
        and o.start <= cue.token.i < o.end
        and not (o.clause and o.clause[0] <= cue.token.i < o.clause[1])
        for o in others
    )


def _statement(layout: Layout, utterance: Utterance) -> Statement | None:
    spans, kind = _content(layout, utterance)
    if not spans:
        return None
    start, end = spans[0][0], spans[-1][1]
    document = layout.document
    cue = utterance.cue
    speaker, phrase = speaker_of(layout, utterance)
    sentences = [document.sentence_at(start), document.sentence_at(max(start, end - 1))]
    if cue is not None:
        sentences.append(document.sentence_at(cue.token.idx))
    last = layout.doc[cue.end - 1] if cue else None
    return Statement(
        start=start,
        end=end,
        content_spans=tuple(spans),
        kind=kind,
        cue=utterance.name,
        cue_start=cue.token.idx if cue else None,
        cue_end=last.idx + len(last) if last is not None else None,
        cue_class=utterance.cue_class,
        speaker=speaker,
        speaker_start=phrase[0] if phrase else None,
        speaker_end=phrase[1] if phrase else None,
        addressee=document.actor(utterance.hearer) if utterance.hearer is not None else None,
        sentence_start=min(s.start_char for s in sentences),
        sentence_end=max(s.end_char for s in sentences),
    )


def _content(layout: Layout, utterance: Utterance) -> tuple[list[tuple[int, int]], str]:
    """Character spans of the words, and their kind."""
    doc = layout.doc
    start, end = _trim(layout, utterance.start, utterance.end)
    if start >= end:
        return [], ""
    end = without_gloss(layout, utterance, start, end)
    touched = sorted({n for n in layout.inside[start:end] if n >= 0})
    if not touched:
        return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))], "indirect"
    if utterance.cue is not None and layout.inside[utterance.cue.token.i] >= 0:
        # Words reported inside a quotation.
        own = layout.inside[utterance.cue.token.i]
        first, stop = layout.quotations[own].inner
        a, b = max(doc[start].idx, first), min(doc[end - 1].idx + len(doc[end - 1]), stop)
        return ([(a, b)], "indirect") if a < b else ([], "")
    first_quote, last_quote = layout.quoted[touched[0]], layout.quoted[touched[-1]]
    start, end = min(start, first_quote[0]), max(end, last_quote[1])
    outside = [
        t
        for t in doc[start:end]
        if layout.inside[t.i] < 0
        and not t.is_punct
        and not t.is_space
        and not (utterance.clause and utterance.clause[0] <= t.i < utterance.clause[1])
    ]
    if not outside:
        return [s for n in touched for s in layout.quotations[n].spans], "direct"
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))], "mixed"


def _trim(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """A range without "that", connectives and punctuation around it; marks of quotation stay."""
    doc = layout.doc
    while start < end and layout.inside[start] < 0:
        token = doc[start]
        that = token.lower_ == "that" and (token.dep_ == "mark" or _conjoins(layout, start, end))
        if not (that or token.is_space or token.text in _LEADING):
            # "said earlier that ..."
            later = next((k for k in range(start + 1, min(start + 4, end)) if doc[k].lower_ == "that"), None)
            adverbs = all(t.pos_ == "ADV" or t.i in layout.times for t in doc[start:later])
            if later is None or doc[later].dep_ != "mark" or not adverbs:
                break
        start += 1
    while end > start and layout.inside[end - 1] < 0:
        token = doc[end - 1]
        if not (token.is_space or token.text in _TRAILING):
            break
        end -= 1
    return start, end


def _conjoins(layout: Layout, i: int, end: int) -> bool:
    """Whether a "that" behind a verb opens its clause, although the parser may take it for a pronoun."""
    doc = layout.doc
    starts = i + 1 < end and doc[i + 1].pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
    if starts and (doc[i].dep_ != "det" or doc[i].head.tag_ in ("NNS", "NNPS")):
        return any(t.tag_ in FINITE for t in doc[i + 1 : end])
    return (
        i > 0
        and i + 1 < end
        and doc[i - 1].pos_ == "VERB"
        and doc[i + 1].pos_ in ("NOUN", "PROPN", "PRON", "DET")
    )
