"""What surrounds a noun that reports an event: its support verb, those who act and suffer, what makes it news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conflict_data.extract.arguments import arguments
from conflict_data.extract.lexicon import Entry, words
from conflict_data.extract.scene import Scene


def named_before(scene: Scene, noun: int) -> tuple[int, ...]:
    """Possessor or adjectives that name actors, with what is coordinated with them."""
    tree = scene.tree
    found: list[int] = []
    for c in tree.children[noun]:
        if c < noun and tree.dep[c] in ("poss", "amod", "compound", "nmod"):
            for t in tree.conjuncts(c):
                owner = tree.dep[c] == "poss" and (tree.pos[t] != "PRON" or scene.mention(t) is not None)
                if t in scene.dated or (
                    t in scene.places and scene.mention(t) is None and tree.dep[c] != "poss"
                ):
                    continue
                if owner or scene.country(t) is not None or scene.modifier(t) is not None:
                    found.append(t)
    return tuple(found)


def company(scene: Scene, noun: int) -> tuple[int, ...]:
    """Who acts in the clause on which a noun hangs: "gave an exemption after a meeting with X"."""
    tree = scene.tree
    preposition = tree.head[noun]
    if tree.dep[noun] != "pobj" or tree.form[preposition] not in words()["circumstance"]:
        return ()
    above = tree.head[preposition]
    while tree.pos[above] == "NOUN" and tree.head[above] != above and not scene.fits("state", above):
        above = tree.head[above]
    subjects = arguments(tree, above).subjects if tree.pos[above] == "VERB" else (above,)
    return tuple(t for t in subjects if scene.fits("state", t))


def support_verb(
    scene: Scene, noun: int
) -> tuple[int | None, tuple[int, ...] | None, tuple[int, ...] | None]:
    """The support verb of a noun with who does and who suffers it: "carried out" of "carried out an attack"."""
    tree = scene.tree
    if tree.dep[noun] == "conj":
        noun = _first_conjunct(scene, noun)
    head, dep = tree.head[noun], tree.dep[noun]
    if dep == "pobj" and tree.form[head] == "of" and tree.lemma[tree.head[head]] in words()["spans"]:
        noun = tree.head[head]  # "two days of talks"
        head, dep = tree.head[noun], tree.dep[noun]
    through = ""
    if dep == "pobj" and tree.dep[head] in ("prep", "agent"):
        through = tree.form[head]
        head = tree.head[head]
    if tree.pos[head] not in ("VERB", "AUX") or head == noun or "off" in arguments(tree, head).particles:
        return None, None, None
    verb = f"{tree.lemma[head]} {through}".strip()
    if through or dep in ("dobj", "nsubjpass"):
        subjects = arguments(tree, head).subjects
        if verb in words()["carry"]:
            return head, subjects, None
        if verb in words()["undergo"]:
            return head, None, subjects
        if verb in words()["tell"] or verb in words()["arrange"]:
            return head, None, None
        if (
            through == "for"
            and scene.lexical("talks", noun)
            and any(scene.fits("person", t) for t in subjects)
        ):
            return head, subjects, None
    if dep == "nsubj" and verb in words()["ending"]:
        # "the fighting did not let up" reports that it went on
        return (head if tree.child(head, "neg") is not None else None), None, None
    if dep == "nsubj" and verb in words()["occur"]:
        anaphoric = any(tree.form[c] == "such" for c in tree.children[noun])  # "no such attack took place"
        if anaphoric or _tells_more(scene, head) or scene.lexical("protest", noun):
            return head, None, None
    return None, None, None


def _tells_more(scene: Scene, verb: int) -> bool:
    """Whether a verb of happening has a time or a place: "talks took place in Geneva", not "discussions continue"."""
    tree = scene.tree
    if any(
        tree.form[c] in words()["will"] or tree.form[c] == "to"
        for c in tree.children[verb]
        if tree.dep[c] == "aux"
    ):
        return True
    span = scene.document.doc[verb]
    start, end = span.left_edge.idx, span.right_edge.idx + len(span.right_edge)
    return bool(scene.document.dates_in(start, end) or scene.document.places_in(start, end))


def is_news(
    scene: Scene,
    entry: Entry,
    token: int,
    sources: Sequence[int],
    targets: Sequence[int],
    found: Iterable[tuple[str, tuple[int, ...]]],
) -> bool:
    """Whether a noun reports something of its own: parties, a place, a time, a number, or what it did."""
    tree, document = scene.tree, scene.document
    head, dep = tree.head[token], tree.dep[token]
    if dep == "nsubj" and scene.lexical("effect", head):
        return True
    if dep == "pobj" and tree.form[head] in words()["cause"] and scene.lexical("effect", tree.head[head]):
        return True
    determiner = {
        tree.form[c] for c in tree.children[token] if tree.dep[c] in ("det", "nummod", "amod", "quantmod")
    }
    if entry.event_type == "ASSAULT":
        if any(tree.dep[c] == "nummod" for c in tree.children[token]) or targets:
            return True
        armed = any(tree.dep[c] == "compound" and scene.lexical("munition", c) for c in tree.children[token])
        if determiner & {"a", "an", "another"} and (sources or armed):
            return True
    for form, nouns in found:
        if form in words()["elsewhere"]:
            continue
        if any(n in scene.places or scene.country(n) is not None for n in nouns):
            return True
    first, last = document.doc[token].left_edge.idx, document.doc[token].right_edge
    return any(first <= d.start for d in document.dates_in(first, last.idx + len(last)))


def _first_conjunct(scene: Scene, token: int) -> int:
    while scene.tree.dep[token] == "conj":
        token = scene.tree.head[token]
    return token
