"""Rulings of the codebook on matches that are no event, or not the one their word says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conflict_data.extract.factuality import factuality as of_verb
from conflict_data.extract.frames import WITH_COMPLEMENT, Match
from conflict_data.extract.lexicon import words
from conflict_data.extract.scene import Scene

# What is blamed, praised or reported as done is coded when it is a deed.
DEEDS = frozenset({"ASSAULT", "COERCE", "AID", "RETREAT", "SANCTION", "MOBILIZE", "PROTEST"})
COOPERATIVE = frozenset({"AGREE", "AID", "RETREAT", "CONCEDE", "COOPERATE", "SUPPORT", "CONSULT"})
HARMFUL = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})


# Rules of factuality under which nothing is reported.
NO_REPORT = (
    "negation: without",
    "condition: if",
    "condition: unless",
    "condition: until",
    "question",
    "modal: must",
    "modal: should",
    "modal: can",
)
# "Nobody was hurt" says nothing of an attack.
NOBODY = frozenset(f"negation:  {word}" for word in ("no", "nobody", "none", "no-one", "nothing"))


def without_complements(scene: Scene, matches: Sequence[Match]) -> list[Match]:
    """Drop what stands in the complement of a request, promise, refusal or threat, and words in that of blame."""
    asked = [
        c for m in matches if _has_complement(m) for c in m.complements if not scene.tree.inside(m.token, c)
    ]
    blamed = [m.token for m in matches if m.entry.event_type in ("ACCUSE", "SUPPORT")]
    return [
        m
        for m in matches
        if not _is_under(scene, m.token, asked)
        and (m.entry.event_type in DEEDS or not _is_blamed(scene, m.token, blamed))
    ]


def _is_blamed(scene: Scene, token: int, blamed: Sequence[int]) -> bool:
    """Whether a word is what is blamed or praised; not "urged" in "condemned the strike and urged Kyiv to ..."."""
    tree = scene.tree
    node = token
    while tree.head[node] != node:
        above = tree.head[node]
        if above in blamed and tree.dep[node] in ("conj", "advcl") and tree.pos[node] == "VERB":
            return False
        node = above
    return _is_under(scene, token, [b for b in blamed if b != token])


def _has_complement(match: Match) -> bool:
    return match.entry.event_type in WITH_COMPLEMENT or match.entry.mode == "ceasefire"


def _is_under(scene: Scene, token: int, heads: Iterable[int]) -> bool:
    tree = scene.tree
    known = set(heads)
    node = token
    while known:
        if node in known:
            return True
        if tree.dep[node] == "relcl" and tree.tag[node] in ("VBD", "VBN", "VBZ", "VBP"):
            return False
        if tree.dep[node] in ("prep", "advcl") and tree.form[node] in words()["circumstance"]:
            return False
        if tree.head[node] == node:
            return False
        node = tree.head[node]
    return False


def is_background(scene: Scene, match: Match, factuality: str, rule: str) -> bool:
    """Whether a match only tells of what is asked, usual or supposed, and reports no event.

    Parameters
    ----------
    scene : Scene
    match : Match
    factuality, rule : str
        As found by the rules of factuality.
    """
    tree = scene.tree
    if rule.startswith(NO_REPORT):
        return factuality != "conditional"
    if rule.startswith("purpose") and match.entry.event_type != "CONSULT":
        return True
    if factuality == "hypothetical" and rule in (
        "able to",
        "capable of",
        "ability to",
        "allow to",
        "enable to",
    ):
        return True
    is_phrase = tree.tag[match.token] in ("VBN", "VBD") or tree.dep[match.token] == "pobj"
    if (
        match.entry.kind == "verb"
        and is_phrase
        and any(tree.dep[c] == "det" for c in tree.children[match.token])
    ):
        return True  # "the evacuation of the wounded"
    if _is_asked(scene, match.predicate):
        return True
    verb = match.predicate
    if tree.dep[verb] == "acl" and (
        scene.lexical("sanction", tree.head[verb]) or scene.lexical("restriction", tree.head[verb])
    ):
        return True
    if _is_halted(scene, match.token):
        return True
    if factuality == "negated" and rule in NOBODY and any(scene.fits("person", t) for t in match.targets):
        return True
    if factuality == "negated" and match.carried and scene.lexical("tell", match.predicate):
        return True
    return _is_usual(scene, match)


def _is_asked(scene: Scene, verb: int) -> bool:
    """Whether a clause only says what or how something is ("delivery of what had been agreed")."""
    tree = scene.tree
    if tree.dep[verb] not in ("pcomp", "csubj", "csubjpass"):
        return False
    return tree.form[min((verb, *tree.below(verb)))] in ("what", "how", "whatever")


def _is_halted(scene: Scene, noun: int) -> bool:
    """Whether a noun is what a pause or an end is put to."""
    tree = scene.tree
    preposition = tree.head[noun]
    if tree.dep[noun] not in ("pobj", "pcomp") or tree.form[preposition] not in ("to", "in", "on", "of"):
        return False
    return scene.lexical("halting", tree.head[preposition])


def _is_usual(scene: Scene, match: Match) -> bool:
    """Whether a relative clause in the present tense says what somebody or something usually does."""
    tree = scene.tree
    verb = match.predicate
    if tree.dep[verb] != "relcl" or match.entry.event_type not in DEEDS | {"SUPPORT", "COOPERATE"}:
        return False
    auxiliaries = [tree.form[c] for c in tree.children[verb] if tree.dep[c] in ("aux", "auxpass")]
    if tree.tag[verb] in ("VBZ", "VBP"):
        return not auxiliaries
    return tree.tag[verb] == "VBN" and auxiliaries in (["is"], ["are"])


def cut_off(scene: Scene, match: Match, rule: str) -> tuple[str, str] | None:
    """Factuality, and its rule, of the end of trade or aid: "has stopped selling gas to" is a sanction."""
    if match.entry.event_type not in ("COOPERATE", "AID") or rule not in ("stop ing", "cease ing"):
        return None
    stop = scene.tree.head[match.predicate]
    return of_verb(scene, stop, stop)


def ruled_type(
    match: Match, factuality: str, rule: str, *, announced: bool, cut: bool
) -> tuple[str, str, str]:
    """Type, factuality and rule of an event after the rulings on refusals and threats.

    Parameters
    ----------
    match : Match
    factuality, rule : str
    announced : bool
        Whether the one who is to act says so himself.
    cut : bool
        Whether trade or aid is cut off.

    Returns
    -------
    event_type, factuality, rule : str
        "will not release them" is REJECT, "will cut aid unless ..." is THREATEN, and so is harm that its author
        announces; they are uttered, hence actual.
    """
    event_type = "SANCTION" if cut else match.entry.event_type
    if not match.sources:
        return event_type, factuality, rule
    unwilling = "refused" in match.entry.conditions or (
        rule.startswith("refusal") and event_type in COOPERATIVE
    )
    if factuality == "negated" and unwilling:
        return "REJECT", "actual", rule
    if factuality == "conditional" and event_type in HARMFUL:
        return "THREATEN", "actual", rule
    if announced and rule.startswith("modal") and event_type in HARMFUL and match.entry.mode != "ground":
        return "THREATEN", "actual", rule
    return event_type, factuality, rule
