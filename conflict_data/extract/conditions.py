"""Conditions of the lexicon's "if" column: what must hold beyond the words of a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conflict_data.extract.arguments import arguments, prepositions_of
from conflict_data.extract.lexicon import entries_by_word, words
from conflict_data.extract.scene import Scene

MUST = frozenset(["must", "should", "ought"])
WILL = frozenset(["will", "would", "'ll", "’ll", "wo", "shall", "could", "may", "might"])


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that fits so far.

    Parameters
    ----------
    token : int
        The word.
    subjects, objects : tuple of int
    sources : tuple of int
        Heads of who acts.
    clauses : tuple of int
        Heads of the complement clauses.
    passive : bool
    carried : bool
        A noun with a support verb.
    """

    token: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    sources: tuple[int, ...]
    clauses: tuple[int, ...]
    passive: bool
    carried: bool


def holds(scene: Scene, name: str, fit: Fit) -> bool:
    """Whether a condition holds.

    Raises
    ------
    KeyError
        If the lexicon names a condition that does not exist.
    """
    return CONDITIONS[name](scene, fit)


def _war(scene: Scene, fit: Fit) -> bool:
    return scene.war(fit.token)


def _safe(scene: Scene, fit: Fit) -> bool:
    """The sentence names no cause other than war."""
    sentence = scene.document.sentences[scene.sentence[fit.token]]
    return not any(scene.lexical("accident", i) for i in range(sentence.start, sentence.end))


def _weapon(scene: Scene, fit: Fit) -> bool:
    """A noun of attack that is not a "heart attack" or an attack of words."""
    before = scene.tree.form[fit.token - 1] if fit.token else ""
    if before in words()["harmless"]:
        return False
    return scene.war(fit.token) or any(
        scene.fits(name, t) for t in fit.objects for name in ("place", "base", "industry", "actor")
    )


def _plural(scene: Scene, fit: Fit) -> bool:
    return len(fit.subjects) > 1 or any(
        scene.tree.tag[t] in ("NNS", "NNPS") or scene.tree.form[t] in ("they", "both", "we", "us", "them")
        for t in fit.subjects
    )


def _has_auxiliary(scene: Scene, clause: int, forms: frozenset[str]) -> bool:
    tree = scene.tree
    return any(tree.dep[c] == "aux" and tree.form[c] in forms for c in tree.children[clause])


def _has_to(scene: Scene, clause: int) -> bool:
    tree = scene.tree
    if _has_auxiliary(scene, clause, frozenset({"would"})):
        return False
    return tree.lemma[clause] in ("have", "need") and any(
        tree.dep[c] == "xcomp" and tree.tag[c] == "VB" for c in tree.children[clause]
    )


def _must_actor(scene: Scene, fit: Fit) -> bool:
    """The clause says that an actor of another side must do something."""
    tree = scene.tree
    ours = {scene.country(t) for t in fit.subjects} - {None}
    for clause in fit.clauses:
        if not _has_auxiliary(scene, clause, MUST) and not _has_to(scene, clause):
            continue
        subject = tree.child(clause, "nsubj")
        if subject is None or tree.pos[subject] == "PRON" or not scene.fits("actor", subject):
            continue
        if scene.country(subject) not in ours or scene.fits("person", subject):
            return True
    return False


def _wish(scene: Scene, fit: Fit) -> bool:
    """The clause is in the subjunctive ("suggested that it be run", "that he resign") or asks what should be done."""
    tree = scene.tree
    for clause in fit.clauses:
        verb = tree.child(clause, "auxpass") if tree.tag[clause] == "VBN" else clause
        if _has_auxiliary(scene, clause, MUST):
            return True
        if (
            verb is not None
            and (
                tree.tag[verb] == "VB" or (tree.tag[verb] == "VBP" and tree.lemma[verb] not in ("be", "have"))
            )
            and not any(tree.dep[c] == "aux" for c in tree.children[clause])
        ):
            return True
    return False


def _hostile(scene: Scene, fit: Fit) -> bool:
    return any(scene.lexical("hostile", c) for c in fit.clauses)


def _friendly(scene: Scene, fit: Fit) -> bool:
    return not _hostile(scene, fit)


def _own_act(scene: Scene, fit: Fit) -> bool:
    """The clause announces an act of the speaker's side."""
    tree = scene.tree
    ours = {scene.country(t) for t in fit.subjects} - {None}
    for clause in fit.clauses:
        if not _has_auxiliary(scene, clause, WILL):
            continue
        subject = tree.child(clause, "nsubj", "nsubjpass")
        if subject is None:
            continue
        if tree.form[subject] in ("we", "he", "she", "i") or scene.country(subject) in ours:
            return True
    return False


def _no_comment(scene: Scene, fit: Fit) -> bool:
    words = (
        "comment",
        "say",
        "name",
        "answer",
        "elaborate",
        "give",
        "specify",
        "discuss",
        "confirm",
        "speculate",
        "be",
        "rule",
    )
    return not any(scene.tree.lemma[c] in words for c in fit.clauses) and not any(
        scene.lexical("comment", t) for t in fit.objects
    )


def _agreement(scene: Scene, fit: Fit) -> bool:
    """The clause is about coming to an agreement."""
    tree = scene.tree
    for clause in fit.clauses:
        reached = tree.child(clause, "dobj")
        if tree.lemma[clause] == "agree" or (reached is not None and scene.lexical("deal", reached)):
            return True
    return False


def _effective(scene: Scene, fit: Fit) -> bool:
    tree = scene.tree
    return tree.dep[fit.token] == "nsubj" and scene.lexical("effect", tree.head[fit.token])


def _joint(scene: Scene, fit: Fit) -> bool:
    """An exercise held together."""
    return len(fit.subjects) > 1 or any(
        scene.tree.form[c] in ("joint", "common", "combined")
        for o in fit.objects
        for c in scene.tree.children[o]
    )


def _passive(scene: Scene, fit: Fit) -> bool:
    return bool(scene) and fit.passive


def _active(scene: Scene, fit: Fit) -> bool:
    return not _passive(scene, fit)


def _bare(scene: Scene, fit: Fit) -> bool:
    """The verb has no object, so that its prepositional phrase is its own, and that is no date."""
    tree = scene.tree
    return tree.child(fit.token, "dobj", "oprd", "ccomp") is None


def _bare_clause(scene: Scene, fit: Fit) -> bool:
    """The verb has neither object nor prepositional phrase."""
    return _bare(scene, fit) and scene.tree.child(fit.token, "prep") is None


def _under(scene: Scene, fit: Fit) -> bool:
    """A noun behind "under"."""
    tree = scene.tree
    return tree.dep[fit.token] == "pobj" and tree.form[tree.head[fit.token]] == "under"


def _future(scene: Scene, fit: Fit) -> bool:
    """The verb is an infinitive or stands behind "will"."""
    return scene.tree.tag[fit.token] == "VB"


def _counted(scene: Scene, fit: Fit) -> bool:
    """A number stands with the noun, or "the" or "among the" before people who were hurt."""
    tree = scene.tree
    before = fit.token - 1
    if before < 0:
        return False
    if tree.pos[before] == "NUM" or any(tree.dep[c] == "nummod" for c in tree.children[fit.token]):
        return True
    if tree.form[before] not in ("the", "others", "more", "dozens"):
        return False
    if tree.dep[fit.token] != "pobj":
        return tree.dep[fit.token] in ("dobj", "nsubj")
    # "Among the wounded", "two of the wounded"; "the evacuation of the wounded" does not report that they were hurt.
    link = tree.head[fit.token]
    return tree.form[link] != "of" or tree.pos[tree.head[link]] in ("NUM", "PRON")


def _restful(scene: Scene, fit: Fit) -> bool:
    """A halt that is kept: "during a halt to attacks", "acknowledged a respite from strikes"."""
    tree = scene.tree
    head = tree.head[fit.token]
    if tree.dep[fit.token] == "pobj":
        return tree.form[head] in ("during", "under", "amid", "in", "despite", "after")
    return tree.dep[fit.token] == "dobj" and (
        scene.lexical("tell", head) or tree.lemma[head] in ("observe", "bring")
    )


def _refused(scene: Scene, fit: Fit) -> bool:
    """The verb stands behind "will not", "would not" or "cannot"."""
    tree = scene.tree
    forms = {tree.form[c] for c in tree.children[fit.token] if tree.dep[c] in ("aux", "neg")}
    return bool(forms & {"not", "n't", "n’t", "never"}) and bool(
        forms & (words()["will"] | {"can", "ca", "could"})
    )


def _sides(scene: Scene, fit: Fit) -> bool:
    """The subject names two sides."""
    return len(fit.subjects) > 1 or any(len(scene.nations_of(t)) > 1 for t in fit.subjects)


def _told(scene: Scene, fit: Fit) -> bool:
    """An adjective of what somebody reports: "listed damaged houses"."""
    tree = scene.tree
    noun = tree.head[fit.token]
    return (
        tree.dep[fit.token] == "amod"
        and tree.dep[noun] in ("dobj", "conj", "nsubjpass")
        and scene.lexical("tell", tree.head[noun])
    )


def _talking(scene: Scene, fit: Fit) -> bool:
    """No phrase names an attack or a protest in which the subject takes part."""
    tree = scene.tree
    return not any(
        scene.lexical(name, t)
        for o in (fit.token, *fit.objects)
        for _, nouns in prepositions_of(tree, o)
        for t in nouns
        for name in ("attack", "protest", "campaign", "election", "blast")
    )


def _no_attack(scene: Scene, fit: Fit) -> bool:
    """The clause reports no use of force, which is coded itself."""
    found = entries_by_word()
    return not any(
        entry.event_type in ("ASSAULT", "COERCE")
        for c in fit.clauses
        for entry in found.get(("verb", scene.tree.lemma[c]), ())
    )


def _abroad(scene: Scene, fit: Fit) -> bool:
    """What is sent goes to another country: arms that are given, not troops that are deployed."""
    found = arguments(scene.tree, fit.token).prepositions
    ours = {scene.country(t) for t in fit.subjects} - {None}
    there = {scene.country(t) for form, nouns in found if form == "to" for t in nouns} - {None}
    return bool(ours) and bool(there) and not ours & there


def _predicative(scene: Scene, fit: Fit) -> bool:
    """The clause says it: "the soldiers were wounded", not "the wounded soldiers came home"."""
    return scene.tree.dep[fit.token] != "amod"


def _foreign(scene: Scene, fit: Fit) -> bool:
    """The object is not the subject's own: several of them, or those of another nation."""
    tree = scene.tree
    ours = {scene.country(t) for t in fit.subjects} - {None}
    for noun in fit.objects:
        owner = scene.owner(noun)
        counted = tree.tag[noun] == "NNS" and any(tree.dep[c] == "nummod" for c in tree.children[noun])
        if counted or (owner is not None and scene.country(owner) not in ours):
            return True
    return False


def _copular(scene: Scene, fit: Fit) -> bool:
    """The clause says it of its subject: "is responsible for", not "held them responsible for"."""
    return scene.tree.dep[fit.token] in ("acomp", "attr")


CONDITIONS: dict[str, Callable[[Scene, Fit], bool]] = {
    "war": _war,
    "safe": _safe,
    "weapon": _weapon,
    "plural": _plural,
    "passive": _passive,
    "active": _active,
    "mustactor": _must_actor,
    "wish": _wish,
    "hostile": _hostile,
    "friendly": _friendly,
    "ownact": _own_act,
    "nocomment": _no_comment,
    "agreement": _agreement,
    "effective": _effective,
    "joint": _joint,
    "bare": _bare,
    "bareclause": _bare_clause,
    "under": _under,
    "future": _future,
    "counted": _counted,
    "restful": _restful,
    "refused": _refused,
    "sides": _sides,
    "told": _told,
    "talking": _talking,
    "noattack": _no_attack,
    "abroad": _abroad,
    "copular": _copular,
    "foreign": _foreign,
    "predicative": _predicative,
}
