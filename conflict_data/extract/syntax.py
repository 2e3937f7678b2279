"""Grammar of a parsed article, as the event frames need it: who is the logical subject and object of a verb.

The parse is copied once from spaCy into plain lists, because the frames look at the same few attributes of the same
tokens many times. Tokens are named by their index in the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from conflict_data.extract.lexicon import verbs, words

ATTRIBUTES: list[int | str] = ["LEMMA", "LOWER", "POS", "TAG", "DEP", "HEAD"]


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands around a verb, in terms of meaning rather than word order.

    Parameters
    ----------
    subjects, objects, indirect : tuple of int
        Heads of the logical subject, object and indirect object, each with what is coordinated with it. The subject of
        a passive verb is its object, the agent its subject.
    prepositions : tuple of (str, tuple of int)
        Prepositional phrases of the verb and of its objects.
    clauses : tuple of (str, int)
        Heads of complement clauses, labelled "to", "that" or "ing".
    particles : frozenset of str
    passive : bool
    """

    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect: tuple[int, ...]
    prepositions: tuple[tuple[str, tuple[int, ...]], ...]
    clauses: tuple[tuple[str, int], ...]
    particles: frozenset[str]
    passive: bool


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Lists by token: lemma and form (lower case), part of speech, tag, dependency label, head and children."""

    lemma: list[str]
    form: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    _arguments: dict[int, Arguments] = field(default_factory=dict)

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
        for c in self.children[part]:
            if self.dep[c] == "prep" and self.form[c] == "of":
                noun = self.child(c, "pobj")
                if noun is not None:
                    return self._whole(noun) or noun
        return None

    def arguments(self, verb: int) -> Arguments:
        """Arguments of a verb, worked out once."""
        known = self._arguments.get(verb)
        if known is None:
            # Guards against a cycle through control and coordination, which a tree cannot have but a lookup could.
            self._arguments[verb] = Arguments((), (), (), (), (), frozenset(), False)
            known = self._arguments[verb] = _arguments(self, verb)
        return known

    def surface_subject(self, verb: int) -> int | None:
        """The noun of which a verb is said, whether its subject stands there or is understood."""
        return _surface_subject(self, verb, 0)

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive, also as a participle behind a noun or behind "and"."""
        return _is_passive(self, verb, 0)

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
    tree = Tree(
        lemma=[name(row[0]).lower() for row in rows],
        form=[name(row[1]) for row in rows],
        pos=[name(row[2]) for row in rows],
        tag=[name(row[3]) for row in rows],
        dep=[name(row[4]) for row in rows],
        head=heads,
        children=children,
    )
    for i in range(size):
        # The lemmatiser makes "stag" of "staged".
        if tree.pos[i] == "VERB" and tree.lemma[i] + "e" in verbs() and tree.lemma[i] not in verbs():
            tree.lemma[i] += "e"
    for i in range(1, size):
        if (
            tree.dep[i] == "amod"
            and tree.tag[i] == "VBN"
            and (
                tree.tag[i - 1] in ("NNS", "NNP", "NNPS")
                or (tree.tag[i - 1] == "NN" and tree.dep[tree.head[i]] == "ROOT")
            )
        ):
            _make_verb(tree, i)
    return tree


def _make_verb(tree: Tree, participle: int) -> None:
    """Mend "drones damaged houses", which the parser reads as "damaged houses", for want of a subject."""
    noun, subject = tree.head[participle], participle - 1
    if (
        noun < participle
        or tree.head[subject] != noun
        or tree.dep[subject] not in ("nmod", "compound", "amod")
    ):
        return
    tree.tag[participle], tree.pos[participle] = "VBD", "VERB"
    above = tree.head[noun]
    tree.dep[participle], tree.head[participle] = tree.dep[noun], above if above != noun else participle
    if above != noun:
        tree.children[above][tree.children[above].index(noun)] = participle
        if tree.dep[participle] == "nsubj":
            tree.dep[participle] = "ccomp"
    left = [c for c in tree.children[noun] if c < participle]
    right = [c for c in tree.children[noun] if c > participle]
    tree.children[noun] = [c for c in right if c < noun or tree.dep[c] not in ("punct", "cc")]
    moved = [c for c in right if c not in tree.children[noun]]
    tree.children[participle] = sorted([subject, noun, *moved, *tree.children[participle]])
    tree.children[subject] = sorted([*(c for c in left if c != subject), *tree.children[subject]])
    for c in tree.children[participle]:
        tree.head[c] = participle
    for c in tree.children[subject]:
        tree.head[c] = subject
    tree.dep[subject], tree.dep[noun] = "nsubj", "dobj"


def _is_passive(tree: Tree, verb: int, depth: int) -> bool:
    if tree.tag[verb] not in ("VBN", "VBD", "JJ"):
        return False
    labels = {tree.dep[c] for c in tree.children[verb]}
    if labels & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    small = tree.dep[verb] == "ccomp" and "nsubj" in labels and not labels & {"aux", "dobj", "mark", "prep"}
    if small and tree.lemma[tree.head[verb]] in words()["tell"]:
        return True  # "counted ten drones destroyed"
    if tree.tag[verb] != "VBN" and "agent" not in labels:
        return False
    if "aux" in labels and any(
        tree.dep[c] == "aux" and tree.lemma[c] in ("have", "'ve", "’ve") for c in tree.children[verb]
    ):
        return False
    if not labels & {"aux", "auxpass"} and "nsubj" in labels and tree.dep[verb] in ("ccomp", "conj", "dep"):
        return True  # "counted ten drones destroyed"
    if tree.dep[verb] in ("acl", "amod", "relcl", "oprd"):
        return "nsubj" not in labels
    if tree.dep[verb] == "conj" and "nsubj" not in labels and depth < 5:
        return _is_passive(tree, tree.head[verb], depth + 1)
    return "agent" in labels or (tree.dep[verb] in ("advcl", "ccomp") and "nsubj" not in labels)


def _surface_subject(tree: Tree, verb: int, depth: int) -> int | None:
    if depth > 7:
        return None
    dep, head = tree.dep[verb], tree.head[verb]
    own = tree.child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return head if tree.tag[own] in ("WDT", "WP") and dep == "relcl" else own
    if dep == "acl" or (dep == "relcl" and tree.tag[verb] in ("VBG", "VBN")):
        if tree.tag[verb] == "VB":  # "its plan to attack": whoever has the plan
            owner = tree.child(head, "poss") or _governor_subject(tree, head, depth)
            return owner if owner != head else None
        return head
    if dep in ("conj", "advcl", "xcomp", "ccomp", "dep") and head != verb:
        return _shared_subject(tree, verb, depth) or _before(tree, verb)
    if dep == "acomp":
        return _surface_subject(tree, head, depth + 1)
    if dep == "pcomp":
        return _governor_subject(tree, head, depth)
    if dep == "prep":
        return _governor_subject(tree, verb, depth)
    return None


def _before(tree: Tree, verb: int) -> int | None:
    """The noun right before a finite verb whose subject the parser hung elsewhere ("In X region, a man was killed")."""
    first = min(
        (c for c in tree.children[verb] if tree.dep[c] in ("aux", "auxpass", "neg") and c < verb),
        default=verb,
    )
    node = first - 1
    if tree.tag[verb] == "VBG" or node < 0 or tree.pos[node] not in ("NOUN", "PROPN", "NUM"):
        return None
    while tree.dep[node] in ("pobj", "prep", "conj", "compound", "nummod") and tree.head[node] < node:
        node = tree.head[node]
    return node if tree.dep[node] in ("appos", "npadvmod", "dep", "nmod", "ROOT") else None


def _shared_subject(tree: Tree, verb: int, depth: int) -> int | None:
    """Subject that a verb takes over from the word that governs it."""
    dep, head = tree.dep[verb], tree.head[verb]
    if dep == "conj" and tree.tag[verb] == "VBD" and tree.child(verb, "aux", "auxpass") is None:
        head = _same_tense(tree, head, verb)
    if tree.pos[head] not in ("VERB", "AUX", "ADJ"):
        return _governor_subject(tree, head, depth) if dep != "conj" else None
    if dep == "ccomp" and tree.tag[verb] not in ("VBG", "VB"):
        return None
    if (
        dep in ("xcomp", "ccomp")
        and tree.lemma[head] in words()["object_control"]
        and not tree.is_passive(head)
    ):
        target = tree.child(head, "dobj", "dative")
        if target is not None:
            return target
    return _surface_subject(tree, head, depth + 1)


def _same_tense(tree: Tree, verb: int, coordinated: int) -> int:
    """The verb with which a past tense is coordinated, where the parser took one too deep in the sentence.

    Not "win" in "said that Russia would win and called on ...", nor "cared" in "said that nobody cared and urged ...":
    the tense must be the same, and an act of speech goes with the verb of speech.
    """
    speech = (
        tree.lemma[coordinated] in words()["speech_act"] and tree.lemma[verb] not in words()["speech_act"]
    )
    node = verb
    for _ in range(4):
        past = tree.tag[node] == "VBD" and tree.child(node, "auxpass") is None
        spoken = tree.lemma[node] in words()["reports"] or tree.lemma[node] in words()["speech_act"]
        if past and (not speech or spoken):
            return node
        if tree.dep[node] not in ("ccomp", "xcomp", "conj", "advcl") or tree.head[node] == node:
            break
        node = tree.head[node]
    return verb


def _governor_subject(tree: Tree, token: int, depth: int) -> int | None:
    """Subject of the first verb above a token; a possessor on the way is meant instead."""
    path = [token]
    for _ in range(8):
        if tree.head[token] == token:
            return None
        token = tree.head[token]
        if tree.pos[token] in ("VERB", "AUX"):
            actor = _actor_of(tree, token, depth)
            return actor if actor not in path else None  # "the decision to deploy" does not deploy
        path.append(token)
        if tree.pos[token] in ("NOUN", "PROPN"):
            owner = tree.child(token, "poss")
            if owner is not None:
                return owner
    return None


def _actor_of(tree: Tree, verb: int, depth: int) -> int | None:
    """Who acts in a phrase under a verb: its logical subject, or its object ("accused Russia of aiming")."""
    passive = tree.is_passive(verb)
    if tree.lemma[verb] in words()["object_acts"] and not passive:
        target = tree.child(verb, "dobj")
        if target is not None:
            return target
    if passive and tree.lemma[verb] not in words()["object_acts"]:
        agent = tree.child(verb, "agent")
        noun = tree.child(agent, "pobj") if agent is not None else None
        if noun is not None:
            return noun
    return _surface_subject(tree, verb, depth + 1)


def _arguments(tree: Tree, verb: int) -> Arguments:
    passive = tree.is_passive(verb)
    subject = tree.surface_subject(verb)
    agent: int | None = None
    objects: tuple[int, ...] = ()
    indirect: tuple[int, ...] = ()
    prepositions: list[tuple[str, tuple[int, ...]]] = []
    clauses: list[tuple[str, int]] = []
    for c in tree.children[verb]:
        dep = tree.dep[c]
        if (dep == "dobj" and tree.tag[c] not in ("WDT", "WP")) or (
            dep == "npadvmod" and tree.pos[c] == "NUM"
        ):
            objects += tree.nouns(c)
        elif dep == "dative" and tree.pos[c] == "ADP":
            prepositions.append((tree.form[c], tree.nouns(tree.child(c, "pobj"))))
        elif dep == "dative":
            indirect += tree.nouns(c)
        elif dep == "agent":
            agent = tree.child(c, "pobj", "pcomp")
        elif dep in ("xcomp", "ccomp"):
            clauses.append((_clause_kind(tree, c), c))
        elif dep == "prep":
            prepositions += _prepositions(tree, c)
        elif dep == "oprd":
            prepositions.append(("as", tree.nouns(c)))
        elif dep == "advmod":
            prepositions += prepositions_of(tree, c)
    if not objects and not passive:
        objects = _behind_particle(tree, verb)
    if passive:
        owner = tree.nouns(subject)
        # "was given a deadline": the noun behind a passive verb of giving is what was given.
        indirect, objects = (owner, objects) if objects else ((), owner)
        subjects = tree.nouns(agent)
    else:
        subjects = tree.nouns(subject)
        # "Delegations from A, B and C met": the parser may see several subjects.
        subjects += tuple(
            n for c in tree.children[verb] if tree.dep[c] == "nsubj" and c != subject for n in tree.nouns(c)
        )
        if not objects and tree.dep[verb] == "relcl" and subject not in (None, tree.head[verb]):
            objects = (tree.head[verb],)
    for o in objects:
        prepositions += prepositions_of(tree, o)
        clauses += [("to", c) for c in tree.children[o] if tree.dep[c] == "acl" and tree.tag[c] == "VB"]
    return Arguments(
        subjects, objects, indirect, tuple(prepositions), tuple(clauses), _particles(tree, verb), passive
    )


def _behind_particle(tree: Tree, verb: int) -> tuple[int, ...]:
    """Object behind a particle that the parser took for a preposition ("shot down 33 of 50 missiles")."""
    for c in tree.children[verb]:
        if tree.dep[c] in ("prep", "prt") and tree.form[c] in ("down", "over", "out", "off", "up"):
            return tree.nouns(tree.child(c, "pobj"))
    return ()


def _particles(tree: Tree, verb: int) -> frozenset[str]:
    """Particles of a verb, however the parser labels them."""
    return frozenset(
        tree.form[c]
        for c in tree.children[verb]
        if tree.dep[c] == "prt"
        or (tree.dep[c] == "advmod" and tree.form[c] in words()["particles"])
        or (tree.dep[c] == "prep" and tree.child(c, "pobj", "pcomp", "prep") is None)
    )


def _clause_kind(tree: Tree, clause: int) -> str:
    if tree.tag[clause] == "VBG":
        return "ing"
    for c in tree.children[clause]:
        if tree.dep[c] == "aux" and tree.form[c] == "to":
            return "to"
    return "that"


def _prepositions(tree: Tree, preposition: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A preposition with its nouns; "out of" is one preposition; so is what is chained behind the noun."""
    form = tree.form[preposition]
    for c in tree.children[preposition]:
        if tree.dep[c] in ("pobj", "pcomp"):
            yield form, tree.nouns(c)
        elif tree.dep[c] == "prep":
            for inner, nouns in _prepositions(tree, c):
                yield f"{form} {inner}", nouns
        elif tree.dep[c] == "conj" and tree.pos[c] == "ADP":
            yield from _prepositions(tree, c)


def prepositions_of(tree: Tree, token: int) -> list[tuple[str, tuple[int, ...]]]:
    """Prepositional phrases of a noun."""
    found: list[tuple[str, tuple[int, ...]]] = []
    for c in tree.children[token]:
        if tree.dep[c] in ("prep", "agent"):
            found += _prepositions(tree, c)
    return found
