"""A parse as plain lists: attributes, heads and children of tokens by their index.

The parse is copied once from spaCy, because the frames look at the same few attributes of the same tokens many times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from conflict_data.extract.lexicon import words

ATTRIBUTES: list[int | str] = ["LEMMA", "LOWER", "POS", "TAG", "DEP", "HEAD"]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Lists by token: lemma and form (lower case), part of speech, tag, dependency label, head and children.

    ``arguments`` keeps what arguments.py has worked out for a verb.
    """

    lemma: list[str]
    form: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    arguments: dict[int, Any] = field(default_factory=dict)

    def child(self, token: int, *labels: str) -> int | None:
        """First child with one of these labels."""
        for c in self.children[token]:
            if self.dep[c] in labels:
                return c
        return None

    def conjuncts(self, token: int) -> Iterator[int]:
        """A token and what is coordinated with it."""
        yield token
        for c in self.children[token]:
            if self.dep[c] == "conj" and c > token:
                yield from self.conjuncts(c)

    def nouns(self, token: int | None) -> tuple[int, ...]:
        """A noun and the nouns coordinated with it; of "dozens of drones" the drones."""
        if token is None:
            return ()
        found: list[int] = []
        for c in self.conjuncts(token):
            if self.pos[c] == "VERB" and c != token:
                continue
            inner = self._whole(c)
            found += [c] if inner is None else [n for n in self.conjuncts(inner) if self.pos[n] != "VERB"]
        return tuple(found)

    def _whole(self, part: int) -> int | None:
        """The noun of which a number or a word for an amount is a part."""
        if self.pos[part] != "NUM" and self.lemma[part] not in words()["parts"]:
            return None
        verb = self.head[part]
        if self.dep[verb] == "relcl" and any(
            self.form[c] == "of" and any(self.form[x] in ("which", "whom") for x in self.children[c])
            for c in (*self.children[part], *self.children[verb])
        ):
            return self._counted(self.head[verb])  # "97 drones, of which 70 were downed"
        for c in self.children[part]:
            if self.dep[c] == "prep" and self.form[c] in ("of", "out"):  # "74 of 90 drones", "74 out of 90"
                of = self.child(c, "prep") if self.form[c] == "out" else c
                noun = self.child(of, "pobj") if of is not None else None
                if noun is not None:
                    return self._whole(noun) or noun
        return None

    def _counted(self, antecedent: int) -> int:
        """The noun that "of which" takes up: in "131 drones during the night, of which ..." not the night."""
        if self.tag[antecedent] in ("NN", "NNP"):
            for i in range(antecedent - 1, max(antecedent - 8, -1), -1):
                if self.tag[i] == "NNS" and any(self.dep[c] == "nummod" for c in self.children[i]):
                    return i
        return antecedent

    def below(self, token: int) -> list[int]:
        """A token and what stands under it outside clauses of their own, in the order of the text."""
        found, stack = [], [token]
        while stack:
            node = stack.pop()
            found.append(node)
            stack += [c for c in self.children[node] if self.dep[c] not in ("relcl", "advcl", "parataxis")]
        return sorted(found)

    def inside(self, token: int, ancestor: int) -> bool:
        """Whether a token is an ancestor's or stands under it."""
        while token != ancestor:
            if self.head[token] == token:
                return False
            token = self.head[token]
        return True


def tree_of(doc: Doc) -> Tree:
    """Copy what the frames need out of a parsed document."""
    strings = doc.vocab.strings
    names: dict[int, str] = {}

    def name(key: int) -> str:
        found = names.get(key)
        if found is None:
            found = names[key] = strings[key]
        return found

    rows = doc.to_array(ATTRIBUTES).tolist()
    size = len(rows)
    heads = [i + (row[5] if row[5] < 1 << 63 else row[5] - (1 << 64)) for i, row in enumerate(rows)]
    children: list[list[int]] = [[] for _ in range(size)]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    return Tree(
        lemma=[name(row[0]).lower() for row in rows],
        form=[name(row[1]) for row in rows],
        pos=[name(row[2]) for row in rows],
        tag=[name(row[3]) for row in rows],
        dep=[name(row[4]) for row in rows],
        head=heads,
        children=children,
    )
