"""Quotations that no cue of the lexicon claims: beside another verb, behind a name, or going on with the last ones."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_data.extract.attribution import Utterance, around_verb
from conflict_data.extract.contents import Reading
from conflict_data.extract.cues import Cue, CueEntry, cue_entries
from conflict_data.extract.holders import can_speak, holder_of_verb, own_subject
from conflict_data.extract.layout import DASHES, Layout

_PAUSES = DASHES | {",", ":", ";", "."}
# What ends the words of speech inside the marks.
_SPEECH_ENDS = frozenset({",", ".", "!", "?", "...", "…"}) | DASHES


def beside_other_verbs(layout: Layout, utterances: Sequence[Utterance]) -> list[Utterance]:
    """Quotations beside a verb that the lexicon does not know ("“No,” she hissed")."""
    covered = _covered(layout, utterances)
    found = []
    for number, (start, end) in enumerate(layout.quoted):
        if number in covered or number in layout.claimed or not layout.has_words(start, end):
            continue
        speech = layout.doc[max(start, end - 2)].text in _SPEECH_ENDS or layout.opens_sentence(start)
        first, _ = layout.sentence(start)
        _, last = layout.sentence(end - 1)
        for token in (*layout.doc[first:start], *layout.doc[end:last]):
            known = cue_entries().get(("verb", token.lemma_.lower()))
            if not speech and (known is None or known.cue_class != "say"):
                # A title or a borrowed word ("launched “The Countdown”") is no speech.
                continue
            if token.pos_ != "VERB" or own_subject(layout, token) is None or number in layout.claimed:
                continue
            cue = Cue(token, token.i + 1, CueEntry.of_quotation(token.lemma_.lower()))
            holder = holder_of_verb(layout, token)
            if can_speak(layout, holder):
                beside = around_verb(layout, Reading(cue, holder))
                if beside is not None:
                    found.append(beside)
    return found


def behind_names(layout: Layout, utterances: Sequence[Utterance]) -> list[Utterance]:
    """Quotations behind a name and a colon alone ("Peskov: “No date has been set.”", "Sybiha on X: ...")."""
    doc, covered, found = layout.doc, _covered(layout, utterances) | layout.claimed, []
    for number, (start, end) in enumerate(layout.quoted):
        first = start - 1
        while first >= 0 and doc[first].is_space:
            first -= 1
        if number in covered or first < 1 or doc[first].text != ":":
            continue
        text = layout.document.text
        line = text.rfind("\n", 0, doc[first].idx)
        stop = first
        while (
            stop > 0 and stop > first - 9 and doc[stop - 1].idx > line and doc[stop - 1].text not in _PAUSES
        ):
            stop -= 1
        words = doc[stop:first]
        if any(t.pos_ in ("VERB", "AUX") for t in words):
            continue
        names = [t for t in words if t.pos_ == "PROPN" and layout.document.actor(t) is not None]
        if names:
            holder = names[0] if names[0].dep_ != "compound" else names[0].head
            holder = holder if stop <= holder.i < first else names[0]
            found.append(Utterance(None, "say", "say", holder, None, start, end))
            layout.claimed.add(number)
    return found


def _covered(layout: Layout, utterances: Sequence[Utterance]) -> set[int]:
    return {n for u in utterances for n in layout.inside[u.start : u.end]}


def carried_on(layout: Layout, utterances: Sequence[Utterance]) -> list[Utterance]:
    """Whole quoted sentences without a cue of their own: they go on with what the last speaker said."""
    found: list[Utterance] = []
    covered = _covered(layout, utterances) | layout.claimed
    for number, (start, end) in enumerate(layout.quoted):
        if number in covered:
            continue
        if sum(t.is_alpha for t in layout.doc[start:end]) < 4:
            continue
        first, _ = layout.sentence(start)
        _, last = layout.sentence(end - 1)
        if layout.has_words(first, start) or layout.has_words(end, last):
            continue
        previous = _last_before(layout, [*utterances, *found], start)
        if previous is not None:
            found.append(
                Utterance(None, previous.name, previous.cue_class, previous.holder, None, start, end)
            )
    return found


def _last_before(layout: Layout, utterances: Sequence[Utterance], start: int) -> Utterance | None:
    """The last statement before a token, if it stands in the sentence before or in the one before that."""
    earlier = [u for u in utterances if u.reach <= start and u.cue_class not in ("think", "document")]
    if not earlier:
        return None
    last = max(earlier, key=lambda u: u.reach)
    return last if layout.sentence_of[start] - layout.sentence_of[last.reach - 1] <= 2 else None
