"""Words that stand before or around their attribution: quotations beside a cue, ", the mayor said", "according to".

Parsers tie these loosely or wrongly to their cue, so that the order of words and marks decides here.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from conflict_data.extract.contents import Reading
from conflict_data.extract.cues import Cue
from conflict_data.extract.extents import FINITE
from conflict_data.extract.holders import RELATIVES, own_subject
from conflict_data.extract.layout import DASHES, PAUSES, Layout

_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i"})
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "PART"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "xcomp", "nummod", "dep"})
# "According to Interfax, citing the ministry, ..."
_VIA = frozenset({"citing", "quoting"})
_SHIFTED = frozenset({"would", "could", "might", "had"})
_CONDITIONS = frozenset({"if", "unless"})
_CLAUSE_ENDS = DASHES | {",", ":", ";", ".", "!", "?"}


@dataclass(slots=True)
class Utterance:
    """A statement in the making.

    Parameters
    ----------
    cue : Cue or None
        None for words that carry on an earlier statement.
    name, cue_class : str
        Of the lexicon's entry.
    holder, hearer : Token or None
        Heads of the phrases of speaker and addressee.
    start, end : int
        Token range of the content, not yet trimmed.
    clause : (int, int) or None
        Tokens of the attribution where it stands behind or inside the content.
    """

    cue: Cue | None
    name: str
    cue_class: str
    holder: Token | None
    hearer: Token | None
    start: int
    end: int
    clause: tuple[int, int] | None = None

    @property
    def reach(self) -> int:
        """Index after the last token of content and cue."""
        return max(self.end, self.cue.end if self.cue else 0)


def utterance(
    reading: Reading, start: int, end: int, clause: tuple[int, int] | None = None
) -> Utterance | None:
    """The statement that a cue makes of a range of tokens; None where the range is empty."""
    if start >= end:
        return None
    entry = reading.cue.entry
    return Utterance(
        reading.cue, entry.cue, entry.cue_class, reading.holder, reading.hearer, start, end, clause
    )


def around_verb(layout: Layout, reading: Reading) -> Utterance | None:
    """The statement of a verb whose words are quoted beside it, or stand before it; None where neither is so."""
    verb, frames = reading.cue.token, reading.cue.entry.frames
    if layout.inside[verb.i] >= 0 or not frames & {"clause", "quote"}:
        return None
    clause = _attribution_clause(layout, reading)
    before = _quotation_before(layout, clause[0])
    whole = before is not None and not layout.has_words(
        layout.segment_start(layout.quoted[before][0]), layout.quoted[before][0]
    )
    if before is not None and (whole or reading.content is None):
        return _quoted_before(layout, reading, before, clause)
    after = _quotation_after(layout, verb, clause)
    if after is not None and (reading.content is None or reading.content[0] >= layout.quoted[after][0]):
        fronted = layout.segment_start(clause[0])
        if layout.doc[fronted].lower_ in _CONDITIONS and layout.doc[clause[0] - 1].text == ",":
            # "If the raids went on, he said, “we will answer”"
            layout.claimed.add(after)
            return utterance(reading, fronted, layout.quoted[after][1], clause)
        return _quoted_after(layout, reading, after)
    if "clause" in frames and reading.content is None:
        return _as_told(layout, reading, clause) or _postposed(layout, reading, clause)
    return None


def _attribution_clause(layout: Layout, reading: Reading) -> tuple[int, int]:
    """Tokens of subject, cue and what belongs to them ("he told reporters on Friday")."""
    verb, doc = reading.cue.token, layout.doc
    subject = own_subject(layout, verb)
    first = verb.i
    for child in verb.lefts:
        if layout.inside[child.i] >= 0:
            continue
        adverb = child.dep_ == "advmod" and child.i == verb.i - 1
        if adverb or child == subject or child.dep_ in ("aux", "auxpass", "neg"):
            first = min(first, child.left_edge.i)
    if subject is not None and subject.dep_ == "appos" and subject.i < verb.i:
        first = subject.left_edge.i
    if first == verb.i > 0 and subject is None:
        # The parser sometimes hangs "he" of ", he said" elsewhere.
        before = doc[verb.i - 1]
        if before.pos_ == "PRON" and before.lower_ in _PERSONAL:
            first = before.i
    inverted = subject is not None and subject.i > verb.i
    end = (subject.right_edge.i if subject is not None and inverted else verb.i) + 1
    _, stop = layout.sentence(verb.i)
    while end < stop and layout.inside[end] < 0 and doc[end].text not in _CLAUSE_ENDS:
        end += 1
    return first, end


def _quotation_before(layout: Layout, first: int) -> int | None:
    """The quotation that ends just before a token, with a comma or dash between at most."""
    i = first - 1
    while i >= 0 and layout.inside[i] < 0 and (layout.doc[i].is_space or layout.doc[i].text in PAUSES):
        i -= 1
    if i < 0 or first - i > 4 or layout.inside[i] < 0:
        return None
    number = layout.inside[i]
    if layout.quoted[number][1] != i + 1 or number in layout.claimed:
        return None
    return number if layout.sentence_of[i] == layout.sentence_of[first] else None


def _quotation_after(layout: Layout, verb: Token, clause: tuple[int, int]) -> int | None:
    """The quotation that the cue introduces."""
    doc, i = layout.doc, clause[1]
    while i < len(doc) and layout.inside[i] < 0 and (doc[i].is_space or doc[i].text in PAUSES | {":"}):
        i += 1
    if i >= len(doc) or layout.inside[i] < 0:
        return None
    number = layout.inside[i]
    if layout.quoted[number][0] != i or number in layout.claimed:
        return None
    if layout.sentence_of[i] != layout.sentence_of[verb.i] and doc[clause[1]].text != ":":
        return None
    introduced = i == verb.i + 1 or any(t.text in (",", ":") for t in doc[clause[1] : i])
    return number if introduced else None


def _quoted_after(layout: Layout, reading: Reading, number: int) -> Utterance | None:
    """A quotation behind its cue, and what the sentence adds where the quotation is only its beginning."""
    doc = layout.doc
    start, end = layout.quoted[number]
    layout.claimed.add(number)
    if start == reading.cue.token.i + 1 and doc[end - 2].text not in _CLAUSE_ENDS:
        if reading.content is not None:
            end = max(end, reading.content[1])
        elif "clause" in reading.cue.entry.frames and end < len(doc) and doc[end].text not in _CLAUSE_ENDS:
            end = max(end, layout.segment_end(start))
    return utterance(reading, start, end)


def _quoted_before(
    layout: Layout, reading: Reading, number: int, clause: tuple[int, int]
) -> Utterance | None:
    """A quotation with its cue behind it, and the rest of the same sentence behind the cue."""
    doc = layout.doc
    start, end = layout.quoted[number]
    layout.claimed.add(number)
    begin = layout.segment_start(start)
    mixed = layout.has_words(begin, start) and doc[start - 1].text != ":"
    if mixed and doc[start - 1].text == "," and not any(t.tag_ in FINITE for t in doc[begin:start]):
        # "As for the talks, “they go on,” he said."
        mixed = False
    if mixed:
        start = begin
    interrupted = layout.document.text[layout.quotations[number].inner[1] - 1] in ",—–-"
    if interrupted or mixed:
        after = _interrupted(layout, reading.cue.token, clause)
        if after is not None:
            layout.claimed.add(after)
            end = layout.quoted[after][1]
        elif mixed or _is_fragment(layout, reading.cue.token, clause):
            end = max(end, _rest(layout, reading, clause) or 0)
    return utterance(reading, start, end, clause)


def _is_fragment(layout: Layout, verb: Token, clause: tuple[int, int]) -> bool:
    """Whether only "and" or "but" with a loose phrase follows, which can be no words of the reporter's own."""
    doc = layout.doc
    _, stop = layout.sentence(verb.i)
    following = clause[1] + 1
    return following < stop and doc[following].dep_ == "cc" and not any(c.dep_ == "conj" for c in verb.rights)


def _interrupted(layout: Layout, verb: Token, clause: tuple[int, int]) -> int | None:
    """The second part of a quotation that a cue interrupts in the middle of its sentence."""
    doc, i = layout.doc, clause[1]
    _, stop = layout.sentence(verb.i)
    while i < stop and layout.inside[i] < 0:
        i += 1
    if i >= stop or doc[i - 1].text not in PAUSES:
        return None
    number = layout.inside[i]
    first = layout.document.text[layout.quotations[number].inner[0]]
    if number in layout.claimed or (i > clause[1] + 1 and not first.islower()):
        return None
    return number


def _postposed(layout: Layout, reading: Reading, clause: tuple[int, int]) -> Utterance | None:
    """Indirect words before their cue ("..., the mayor said"), or around it ("..., he said, and ...")."""
    doc, verb = layout.doc, reading.cue.token
    before = clause[0] - 1
    subject = own_subject(layout, verb)
    if before <= layout.sentence(verb.i)[0] or doc[before].text not in PAUSES:
        return None
    if subject is None and clause[0] == verb.i:
        return None
    if subject is not None and subject.tag_ in RELATIVES:
        return None
    told = reading.hearer.i if reading.hearer is not None else -1
    # What hangs behind the pause ("..., the air force said – the fewest since May") is part of the words.
    own = [c for c in verb.rights if c.i < clause[1] and layout.inside[c.i] < 0]
    if any(c.i != told and c != reading.holder and c.dep_ in _OBJECTS for c in own):
        return None
    start = layout.segment_start(before)
    rest = _rest(layout, reading, clause)
    if rest is None and not any(t.pos_ in ("VERB", "AUX") for t in doc[start:before]):
        return None
    return utterance(reading, start, rest or before, clause)


def _as_told(layout: Layout, reading: Reading, clause: tuple[int, int]) -> Utterance | None:
    """Words behind "As the mayor told reporters, ..."."""
    doc, verb = layout.doc, reading.cue.token
    start, _ = layout.sentence(verb.i)
    first = layout.skip_connectives(start, verb.i)
    if doc[first].lower_ != "as" or verb.dep_ != "advcl" or verb.head.i < verb.i:
        return None
    if clause[1] >= len(doc) or doc[clause[1]].text != ",":
        return None
    return utterance(reading, clause[1] + 1, layout.segment_end(clause[1]), (first, clause[1] + 1))


def _rest(layout: Layout, reading: Reading, clause: tuple[int, int]) -> int | None:
    """End of the words that go on behind an attribution in the middle of them, or None."""
    doc, verb = layout.doc, reading.cue.token
    _, stop = layout.sentence(verb.i)
    i = clause[1]
    if i + 1 >= stop or doc[i].text not in PAUSES:
        return None
    token = doc[i + 1]
    if token.tag_ == "VBG" and token.dep_ == "advcl":
        return None
    if token.lower_ in ("and", "but") and _is_report(layout, token, clause[0]):
        return None
    head = token
    while head.dep_ != "ROOT" and head.i != verb.i:
        # A phrase that hangs on the cue itself ("..., he said, without offering proof") is not said.
        loose = head.dep_ in ("prep", "advcl", "npadvmod", "advmod", "relcl", "acl", "xcomp")
        if (
            token.lower_ in ("while", "whereas")
            and token.head == head
            and own_subject(layout, head) is not None
        ):
            break  # "..., he argued, while Ukraine was not"
        if (head.head.i == verb.i and loose) or (head.head == reading.holder and head.i > verb.i):
            return None
        head = head.head
    return layout.segment_end(i + 1)


def _is_report(layout: Layout, joint: Token, first: int) -> bool:
    """Whether a clause behind an attribution is the reporter's: not shifted back as the words before it are."""
    doc, left = layout.doc, layout.segment_start(first)
    shifted = any(t.lower_ in _SHIFTED and t.dep_ == "aux" for t in doc[left:first])
    for verb in joint.head.rights:
        # "was" and "had to" may be reported, shifted back from "is" and "has to"
        if (
            verb.dep_ == "conj"
            and verb.i > joint.i
            and verb.tag_ == "VBD"
            and verb.lemma_ not in ("be", "have")
        ):
            kinds = {c.dep_ for c in verb.lefts}
            return shifted and "nsubj" in kinds and not kinds & {"aux", "auxpass"}
    return False


def around_phrase(layout: Layout, cue: Cue) -> Utterance | None:
    """The statement of "according to", which stands before, inside or behind the words."""
    doc, first = layout.doc, cue.token.i
    _, stop = layout.sentence(first)
    holder = _holder_of_phrase(layout, cue, stop)
    if holder is None:
        return None
    reading = Reading(cue, holder)
    end = max(holder.right_edge.i + 1, cue.end)
    left = layout.segment_start(first)
    # "..., and according to the ministry, ..."
    coordinated = first >= 2 and doc[first - 1].dep_ == "cc" and doc[first - 2].text == ","
    if coordinated or not layout.has_words(left, first):
        if holder.i < cue.end < stop and doc[cue.end].text != ",":
            # "By its account the army ..."
            return utterance(reading, cue.end, layout.segment_end(cue.end), (first, cue.end))
        # "According to X, ...": the words follow the first comma that is no part of the holder's phrase.
        for k in range(holder.i + 1, stop - 1):
            whole = any(t.tag_ in FINITE for t in doc[k:stop]) or not any(
                t.tag_ in FINITE for t in doc[first:k]
            )
            if (
                doc[k].text == ","
                and whole
                and not (holder.is_ancestor(doc[k + 1]) or doc[k + 1].lower_ in _VIA)
            ):
                return utterance(reading, k + 1, stop, (first, k + 1))
        return _without_comma(layout, cue, stop)
    before = doc[first - 1]
    if before.dep_ == "mark" and before.lower_ == "that":
        comma = next((k for k in range(holder.i + 1, stop) if doc[k].text == ","), None)
        return utterance(reading, comma + 1, stop) if comma is not None else None
    if before.text in PAUSES and first - 2 >= left and doc[first - 2].tag_ in RELATIVES:
        for k in range(holder.i + 1, stop):
            if doc[k].text == ",":
                return utterance(reading, k + 1, stop)
        return None
    if before.tag_ in RELATIVES:
        # "troops who in his words held the ridge"
        comma = next((k for k in range(end, stop) if doc[k].text == ","), stop)
        return utterance(reading, end, comma)
    clause = (first, end)
    if before.text == "," and end + 1 < stop and doc[end].text == ",":
        # "The toll, according to X, rose": only what the sentence needs to be whole stands behind.
        said = any(t.tag_ in FINITE for t in doc[left:first])
        # "had, according to X, been held"
        parted = any(t.head.i > end for t in doc[left : first - 1]) or doc[end + 1].dep_ in ("aux", "auxpass")
        if not said or parted or doc[end + 1].dep_ == "cc":
            return utterance(reading, left, layout.segment_end(end), clause)
    if before.text not in PAUSES:
        # "Transneft, which carries the oil according to X": only the relative clause
        clauses = (t.left_edge.i for t in cue.token.ancestors if t.dep_ == "relcl" and t.left_edge.i < first)
        left = max([left, *clauses])
    return utterance(reading, left, before.i if before.text in PAUSES | {"("} else first, clause)


def _without_comma(layout: Layout, cue: Cue, stop: int) -> Utterance | None:
    """Words behind "according to the ministry" without a comma: a second noun phrase starts them."""
    doc, k = layout.doc, cue.end
    while k < stop and (k == cue.end or doc[k].pos_ in _NOMINAL or doc[k].lower_ == "of"):
        k += 1
    if k <= cue.end + 1 and doc[cue.end].pos_ not in ("PROPN", "VERB"):
        return None
    holder = doc[k - 1]
    if not any(t.tag_ in FINITE for t in doc[k:stop]):
        return None
    return utterance(Reading(cue, holder), k, layout.segment_end(k), (cue.token.i, k))


def _holder_of_phrase(layout: Layout, cue: Cue, stop: int) -> Token | None:
    doc = layout.doc
    for token in doc[cue.token.i : cue.end]:
        if token.dep_ == "poss" and token.head.i == cue.end - 1:
            return token
    for token in doc[cue.end : min(cue.end + 12, stop)]:
        if token.dep_ in ("pobj", "pcomp") and token.head.i < cue.end:
            return token
    for token in doc[cue.end : min(cue.end + 8, stop)]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss"):
            return token
    return None
