"""The tokens of a parse as plain lists: reading them so costs a tenth of asking spaCy for each."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from conflict_data.language.actors.lexicon import lexicon

# Below a noun these are a phrase of their own, or an aside.
_APART = frozenset(
    {"cc", "preconj", "punct", "appos", "parataxis", "relcl", "acl", "conj", "dep", "ccomp", "advcl", "case"}
)
# Phrases are not followed farther than this, so that a runaway parse costs no more than a long one.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens by index; ``lower`` is in British spelling as far as the lists of actors.toml need it."""

    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    start: list[int]
    sentence: list[int]
    quoted: list[bool]

    def end(self, i: int) -> int:
        """Offset just after a token."""
        return self.start[i] + len(self.text[i])

    def left(self, i: int) -> int:
        """Index of the first token of a noun's phrase."""
        first = i
        stack = [c for c in self.children[i] if c < i and self.dep[c] not in _APART]
        while stack:
            token = stack.pop()
            first = min(first, token)
            stack += [c for c in self.children[token] if i - _LONGEST < c < token]
        return first

    def right(self, i: int) -> int:
        """Index of the last token of a noun's phrase: its complements, without clauses and coordinated phrases."""
        last, stack = i, [i]
        while stack:
            token = stack.pop()
            last = max(last, token)
            stack += [
                c for c in self.children[token] if token < c < i + _LONGEST and self.dep[c] not in _APART
            ]
        return last


def read_words(doc: Doc, sentences: tuple[Span, ...]) -> Words:
    """Lists over the tokens of a parse."""
    tokens = list(doc)
    text = [t.text for t in tokens]
    lower = [w.lower() for w in text]
    if any("defense" in w for w in lower):
        lower = [w.replace("defense", "defence") for w in lower]
    short = lexicon().abbreviated
    lower = [short.get(w, w) for w in lower]
    head = [t.head.i for t in tokens]
    children: list[list[int]] = [[] for _ in text]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    sentence = [0] * len(text)
    for number, span in enumerate(sentences):
        for i in range(span.start, span.end):
            sentence[i] = number
    return Words(
        doc=doc,
        text=text,
        lower=lower,
        lemma=[t.lemma_ for t in tokens],
        tag=[t.tag_ for t in tokens],
        pos=[t.pos_ for t in tokens],
        dep=[t.dep_ for t in tokens],
        head=head,
        children=children,
        start=[t.idx for t in tokens],
        sentence=sentence,
        quoted=_quoted(text, sentence),
    )


def _quoted(text: list[str], sentence: list[int]) -> list[bool]:
    """Whether each token stands in quotation marks; an unclosed mark ends with its sentence."""
    inside, flags = False, []
    for i, word in enumerate(text):
        if i and sentence[i] != sentence[i - 1] and word not in '“"':
            inside = False
        if word == '"':
            inside = not inside
        elif word in ("“", "«"):
            inside = True
        elif word in ("”", "»"):
            inside = False
        flags.append(inside)
    return flags
