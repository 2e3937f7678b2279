"""Who does what to whom in a clause: logical subject, object and the phrases of a verb.

The labels are those of the English spaCy models.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conflict_data.extract.lexicon import words
from conflict_data.extract.syntax import Tree


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


def arguments(tree: Tree, verb: int) -> Arguments:
    """Arguments of a verb, worked out once."""
    known = tree.arguments.get(verb)
    if known is None:
        # Guards against a cycle through control and coordination, which a tree cannot have but a lookup could.
        tree.arguments[verb] = Arguments((), (), (), (), (), frozenset(), False)
        known = tree.arguments[verb] = _arguments(tree, verb)
    return known


def surface_subject(tree: Tree, verb: int) -> int | None:
    """The noun of which a verb is said, whether its subject stands there or is understood."""
    return _surface_subject(tree, verb, 0)


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is passive, also as a participle behind a noun or behind "and"."""
    return _is_passive(tree, verb, 0)


def _is_passive(tree: Tree, verb: int, depth: int) -> bool:
    if tree.tag[verb] not in ("VBN", "VBD", "JJ"):
        return False
    labels = {tree.dep[c] for c in tree.children[verb]}
    if labels & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    small = (
        (tree.dep[verb] == "ccomp" or (tree.dep[verb] == "conj" and tree.form[verb].endswith("ed")))
        and "nsubj" in labels
        and not labels & {"aux", "dobj", "mark", "prep"}
    )
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
            owner = tree.child(head, "poss")
            owner = _governor_subject(tree, head, depth) if owner is None else owner
            return owner if owner != head else None
        return head
    if dep in ("conj", "advcl", "xcomp", "ccomp", "dep") and head != verb:
        shared = _shared_subject(tree, verb, depth)  # may be the first word of the text, number 0
        return _before(tree, verb) if shared is None else shared
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
    if tree.tag[node] == "VBG" and tree.child(node, "aux") is None:
        return tree.child(node, "nsubj")  # "two drones flying towards the capital had been destroyed"
    return node if tree.dep[node] in ("appos", "npadvmod", "dep", "nmod", "ROOT") else None


def _shared_subject(tree: Tree, verb: int, depth: int) -> int | None:
    """Subject that a verb takes over from the word that governs it."""
    dep, head = tree.dep[verb], tree.head[verb]
    if dep == "conj" and tree.tag[verb] == "VBD" and tree.child(verb, "aux", "auxpass") is None:
        # "had killed 14 people and injured 70": mostly a participle that the tagger took for a past tense.
        perfect = tree.tag[head] == "VBN" and any(
            tree.lemma[c] == "have" for c in tree.children[head] if tree.dep[c] == "aux"
        )
        if not perfect or tree.lemma[verb] in words()["speech_act"] or tree.lemma[verb] in words()["reports"]:
            head = same_tense(tree, head, verb)
    if tree.pos[head] not in ("VERB", "AUX", "ADJ"):
        return _governor_subject(tree, head, depth) if dep != "conj" else None
    if dep == "ccomp" and tree.tag[verb] not in ("VBG", "VB"):
        return None
    if (
        dep in ("xcomp", "ccomp")
        and tree.lemma[head] in words()["object_control"]
        and not is_passive(tree, head)
    ):
        target = tree.child(head, "dobj", "dative")
        if target is not None:
            return target
    return _surface_subject(tree, head, depth + 1)


def same_tense(tree: Tree, verb: int, coordinated: int) -> int:
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
    passive = is_passive(tree, verb)
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
    passive = is_passive(tree, verb)
    subject = surface_subject(tree, verb)
    agent: int | None = None
    objects: tuple[int, ...] = ()
    indirect: tuple[int, ...] = ()
    prepositions: list[tuple[str, tuple[int, ...]]] = []
    clauses: list[tuple[str, int]] = []
    for c in tree.children[verb]:
        dep = tree.dep[c]
        if (dep == "dobj" and tree.tag[c] not in ("WDT", "WP")) or (
            # "shot down 33 of 50 missiles"
            dep == "npadvmod" and tree.pos[c] == "NUM" and 0 < c - verb <= 2 and tree.form[c - 1] != ","
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
            prepositions += prepositions_of(tree, c)  # "alive from the rubble"
        elif dep == "advmod":
            prepositions += prepositions_of(tree, c)
    if not objects and not passive:
        objects = _behind_particle(tree, verb) or _shared_object(tree, verb)
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


def _shared_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """Object that a verb has in common with the next one: "intercepted and escorted a plane"."""
    following = tree.child(verb, "conj")
    if following is None or following - verb > 2 or tree.child(following, "nsubj", "nsubjpass") is not None:
        return ()
    return tree.nouns(tree.child(following, "dobj"))


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
