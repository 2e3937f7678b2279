"""Who is named as the speaker of a statement, and where."""

from __future__ import annotations

from spacy.tokens import Token

from conflict_data.extract.attribution import Utterance
from conflict_data.extract.layout import Layout
from conflict_data.language.actors import ActorMention
from conflict_data.language.phrases import noun_phrase


def speaker_of(layout: Layout, utterance: Utterance) -> tuple[ActorMention | None, tuple[int, int] | None]:
    """The resolved speaker and his words."""
    holder = _outside(layout, utterance)
    if holder is None:
        return None, None
    document = layout.document
    if holder.lower_ in ("one", "another", "others", "some") and any(c.lower_ == "of" for c in holder.rights):
        # One of several is none of those that can be named.
        span = noun_phrase(holder)
        return None, (span.start_char, span.end_char)
    candidates = [holder]
    if holder.tag_ in ("WP", "WDT") and holder.head.dep_ == "relcl":
        candidates.append(holder.head.head)
    candidates += [c for c in holder.children if c.dep_ == "appos"]
    candidates += [c for c in holder.children if c.dep_ in ("poss", "compound")]
    mentions = [m for m in map(document.actor, candidates) if m is not None]
    speaker = max(mentions, key=lambda m: (m.name is not None, m.country is not None), default=None)
    span = noun_phrase(holder)
    while len(span) > 1 and (span[0].i in layout.times or span[0].pos_ == "NUM") and holder.pos_ == "PROPN":
        # In front of an entry of a live blog stands its time.
        span = span[1:]
    if span[0].text in (",", '"'):
        return speaker, (holder.idx, holder.idx + len(holder))
    return speaker, (span.start_char, span.end_char)


def _outside(layout: Layout, utterance: Utterance) -> Token | None:
    """The holder; never a word of the quotation itself, nor a time, which the parser may take for a subject."""
    holder, cue, doc = utterance.holder, utterance.cue, layout.doc
    if holder is None or cue is None:
        return holder
    verb = cue.token
    if layout.inside[holder.i] >= 0 and layout.inside[verb.i] < 0 and holder.i < verb.i:
        behind = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
        named = behind is not None and behind.pos_ in ("PROPN", "PRON", "NOUN", "DET")
        return behind if named and layout.inside[verb.i + 1] < 0 else None
    if holder.i in layout.times and holder.i < verb.i:
        first, _ = layout.sentence(holder.i)
        earlier = [
            t
            for t in doc[first : holder.i]
            if t.pos_ in ("NOUN", "PROPN")
            and t.i not in layout.times
            and layout.document.actor(t) is not None
        ]
        return earlier[0] if earlier else holder
    return holder
