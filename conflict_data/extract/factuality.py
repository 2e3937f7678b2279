"""Did it happen? Factuality of an event, read off the words that govern its verb.

From the trigger the rules climb to the head of the sentence or of the reported words. On the way they meet the verb's
own negation, tense and mood, conditional clauses, and governing words (factuality.tsv: plan, deny, threat of, ...). The
first that makes the event anything but actual decides; the climb ends at a verb of speech, whose words are a report.
"""

from __future__ import annotations

from conflict_data.extract.arguments import arguments, is_passive, same_tense
from conflict_data.extract.lexicon import governors, words
from conflict_data.extract.scene import Scene
from conflict_data.extract.syntax import Tree

# What the denial of a governing word makes of what it says.
DENIED = {"planned": "negated", "proposed": "negated", "negated": "hypothetical"}


def factuality(scene: Scene, trigger: int, predicate: int) -> tuple[str, str]:
    """Factuality of an event and the rule that decided.

    Parameters
    ----------
    scene : Scene
    trigger : int
        The event's word.
    predicate : int
        Its verb: the trigger or, of a noun, the support verb.

    Returns
    -------
    factuality, rule : str
        The rule names the kind of evidence and its word ("modal: might", "plan to").
    """
    tree = scene.tree
    if trigger != predicate and tree.lemma[predicate] in words()["ending"] and _negation(tree, predicate):
        return "actual", "asserted: goes on"
    if trigger != predicate or tree.pos[trigger] in ("NOUN", "PROPN", "ADJ"):
        found = _of_noun(tree, trigger)
        if found is not None:
            return found
    if trigger == predicate and tree.pos[trigger] in ("NOUN", "PROPN"):
        return _of_loose_noun(scene, trigger)
    if trigger != predicate and tree.dep[trigger] in ("dobj", "nsubjpass", "attr"):
        found = _governed(tree, predicate, "obj")
        if found is not None:
            return found
    return _of_clause(scene, predicate)


def _of_loose_noun(scene: Scene, noun: int) -> tuple[str, str]:
    """Climb from a noun without a support verb, up to the verb of its clause."""
    tree = scene.tree
    node = noun
    for _ in range(12):
        above = tree.head[node]
        if above == node:
            break
        found = _of_position(scene, node, above)
        if found is not None:
            return found
        if tree.pos[above] in ("VERB", "AUX"):
            if tree.dep[node] not in ("nsubj", "agent"):
                shared = _shared(scene, noun, node)
                clause = _of_clause(scene, above) if shared is not None else None
                return clause if clause is not None and clause[0] == shared else ("actual", "asserted")
            said_of = tree.child(above, "acomp")
            supposed = governors().get((tree.form[said_of], "mod")) if said_of is not None else None
            if said_of is not None and supposed is not None:
                return supposed, tree.form[said_of]
            return _of_clause(scene, above)
        node = above
    return "actual", "asserted"


def _shared(scene: Scene, noun: int, node: int) -> str | None:
    """The factuality that a noun under a preposition shares with the deed of its clause, if it shares any."""
    tree = scene.tree
    if scene.lexical("talks", noun) and tree.form[node] in ("at", "in", "during"):
        return "planned"  # "intends to raise it at this week's talks"
    if tree.form[node] in ("in", "with", "by") and any(
        tree.form[c] in ("a", "an", "any") for c in tree.children[noun]
    ):
        return "negated"  # "did not kill anybody in a raid"
    return None


def _of_clause(scene: Scene, verb: int) -> tuple[str, str]:
    """Climb from a verb to the head of the sentence or of the reported words."""
    tree = scene.tree
    node, own_mood = verb, True
    planned: tuple[str, str] | None = None
    for _ in range(12):
        if own_mood and tree.pos[node] in ("VERB", "AUX", "ADJ"):
            found = _of_verb(scene, node)
            if found is not None and found[0] != "planned":
                return found
            planned = planned or found
        above = tree.head[node]
        if above == node:
            break
        found = _of_position(scene, node, above)
        # "fears that they will attack" is no plan.
        if found is not None and (planned is None or found[0] in ("hypothetical", "negated")):
            return found
        if _stands_alone(tree, node):
            break
        if tree.dep[node] in ("ccomp", "xcomp") and tree.lemma[above] in words()["reports"]:
            return planned or ("actual", "reported")
        # A coordinated verb with a tense of its own does not share the mood of the first.
        own_mood = tree.dep[node] != "conj" or not _is_finite(tree, node)
        # "denied that it had fallen and called the report a lie": the second act is the speaker's, and not denied.
        outer = not own_mood and tree.tag[node] == "VBD" and tree.lemma[node] in words()["speech_act"]
        node = same_tense(tree, above, node) if outer else above
    return planned or ("actual", "asserted")


def _stands_alone(tree: Tree, verb: int) -> bool:
    """Whether a clause does not share the mood of the clause that it is part of."""
    dep = tree.dep[verb]
    if dep == "acl":  # "the arch, damaged in May, could not ..."; "troops attacking the town would ..."
        subject = tree.dep[tree.head[verb]] in ("nsubj", "nsubjpass")
        return tree.tag[verb] in ("VBN", "VBD") or (tree.tag[verb] == "VBG" and subject)
    return dep in ("relcl", "parataxis") or (dep == "advcl" and not _is_purpose(tree, verb))


def _is_finite(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] in ("VBD", "VBZ", "VBP", "MD") or tree.child(verb, "aux", "auxpass") is not None


def _word(tree: Tree, token: int, *labels: str) -> str:
    child = tree.child(token, *labels)
    return tree.form[child] if child is not None else ""


def _is_purpose(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] == "VB" and any(
        tree.form[c] == "to" for c in tree.children[verb] if tree.dep[c] == "aux"
    )


def _of_noun(tree: Tree, noun: int) -> tuple[str, str] | None:
    """What stands at the noun itself: no, planned, possible."""
    for c in tree.children[noun]:
        if tree.form[c] in ("no", "neither") and tree.dep[c] in ("det", "neg", "preconj"):
            return "negated", f"negation: {tree.form[c]}"
        if tree.dep[c] == "amod":
            found = governors().get((tree.form[c], "mod"))
            if found is not None and found != "actual":
                return found, tree.form[c]
    return None


def _of_verb(scene: Scene, verb: int) -> tuple[str, str] | None:
    """What a verb's own negation, tense, mood and condition say."""
    tree = scene.tree
    negation = _negation(tree, verb)
    if negation and tree.dep[verb] == "relcl" and _is_denied(tree, verb):
        return "actual", "asserted: none that not"
    if negation and tree.dep[verb] == "advcl" and _word(tree, verb, "mark") in words()["if"]:
        return None  # what the condition says holds of what does not happen, too
    modal = _modal(tree, verb)
    ready = {tree.form[verb], _word(tree, verb, "acomp")} & {"ready", "prepared", "willing"}
    condition = _condition(tree, verb) or (_condition_around(scene, verb) if modal or ready else "")
    if ready and not condition:  # "is ready to talk if ..."
        condition = next(filter(None, (_condition(tree, c) for c in tree.below(verb))), "")
    if negation and condition == "unless":  # "will not release them unless" is a refusal
        condition = ""
    if condition and (modal or ready or (not negation and tree.tag[verb] in ("VB", "VBP", "VBZ"))):
        return "conditional", f"condition: {condition}"
    if negation:
        uncertain = modal in ("may", "might")
        return (
            ("hypothetical", f"modal: {modal} {negation}")
            if uncertain
            else ("negated", f"{'refusal' if modal in words()['will'] else 'negation'}: {modal} {negation}")
        )
    if modal in words()["possible"]:
        return "hypothetical", f"modal: {modal}"
    if modal in words()["duty"]:
        return "proposed", f"modal: {modal}"
    return ("planned", f"modal: {modal}") if modal else None


def _negation(tree: Tree, verb: int) -> str:
    """The word that negates a verb, or an empty string."""
    for c in tree.children[verb]:
        dep, form = tree.dep[c], tree.form[c]
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and form in ("never", "neither", "nor")):
            return form
        if dep == "advmod" and form == "longer" and any(tree.form[x] == "no" for x in tree.children[c]):
            return "no longer"
        if dep in ("nsubj", "nsubjpass", "dobj") and form in ("nobody", "none", "nothing", "no-one"):
            return form
        if dep in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            tree.dep[x] == "det" and tree.form[x] in ("no", "neither") for x in tree.children[c]
        ):
            return "no"
    return ""


def _is_denied(tree: Tree, token: int) -> bool:
    """Whether a verb above a word is negated."""
    while tree.head[token] != token:
        token = tree.head[token]
        if tree.pos[token] in ("VERB", "AUX") and _negation(tree, token):
            return True
    return False


def _modal(tree: Tree, verb: int) -> str:
    """The modal verb of a verb, its own or that of the verb it is coordinated with; or an empty string."""
    own = [tree.form[c] for c in tree.children[verb] if tree.dep[c] in ("aux", "auxpass")]
    if not own and tree.dep[verb] == "conj" and tree.tag[verb] in ("VB", "VBN"):
        own = [tree.form[c] for c in tree.children[tree.head[verb]] if tree.dep[c] == "aux"]
    return next((a for a in own if a in words()["modal"]), "")


def _condition(tree: Tree, verb: int) -> str:
    """The conjunction of a condition on this verb."""
    for c in tree.children[verb]:
        if tree.dep[c] == "advcl":
            mark = _word(tree, c, "mark") or _word(tree, c, "advmod")
            if mark in words()["if"]:
                return mark
            if mark in ("when", "until") and any(
                tree.form[x] == "only" for x in tree.children[c] if tree.dep[x] == "advmod"
            ):
                return f"only {mark}"
    return ""


def _condition_around(scene: Scene, verb: int) -> str:
    """A condition that the parse hangs elsewhere: "If ..., he said, it would"; "it would, but only after ..."."""
    tree = scene.tree
    sentence = scene.document.sentences[scene.sentence[verb]]
    first = sentence.start
    clause = tree.head[first]
    if tree.form[first] in words()["if"] and not tree.inside(verb, clause):
        return tree.form[first]
    for i in range(verb + 1, sentence.end - 1):
        if tree.form[i] == "only" and tree.form[i + 1] in ("when", "after", "once", "if"):
            return f"only {tree.form[i + 1]}"
        if tree.tag[i] == "MD":
            break
    return ""


def _of_position(scene: Scene, node: int, above: int) -> tuple[str, str] | None:
    """What the place of a clause or noun under its head says."""
    tree = scene.tree
    dep = tree.dep[node]
    if dep == "advcl":
        return _of_adverbial(tree, node, above)
    if dep in ("ccomp", "csubj", "csubjpass", "pcomp") and _is_question(tree, node):
        return "hypothetical", "question"
    if dep in ("pobj", "pcomp"):
        preposition = tree.form[above]
        if preposition in ("without", "instead"):
            # "No night passes without shelling" says that it is shelled.
            if preposition == "without" and _is_denied(tree, above):
                return "actual", "asserted: not without"
            return "negated", f"negation: {preposition}"
        return _governed(tree, tree.head[above], preposition)
    if dep in ("dobj", "nsubjpass", "attr"):
        return _governed(tree, above, "obj")
    if dep in ("xcomp", "ccomp", "acl", "oprd", "acomp", "relcl"):
        if tree.tag[node] == "VBG":
            position = "ing"
        elif any(tree.dep[c] == "aux" and tree.form[c] == "to" for c in tree.children[node]):
            position = "to"
        else:
            position = "that"
        if position == "to" and tree.lemma[above] == "be" and dep == "xcomp":
            return "planned", "be to"
        if dep == "relcl":
            return None
        return _governed(tree, above, position)
    return None


def _of_adverbial(tree: Tree, node: int, above: int) -> tuple[str, str] | None:
    """What the conjunction of an adverbial clause says."""
    mark = _word(tree, node, "mark") or _word(tree, node, "advmod")
    if mark == "once" and "had" in [tree.form[c] for c in tree.children[node]]:
        return None  # "the hangar burned once the batteries had been hit"
    if mark in words()["if"]:
        return "hypothetical", f"condition: {mark}"
    if mark == "until" and (_modal(tree, above) or _negation(tree, above)):
        return "hypothetical", "condition: until"
    return ("planned", "purpose: to") if _is_purpose(tree, node) else None


def _is_question(tree: Tree, verb: int) -> bool:
    """Whether a clause asks whether, how or which."""
    for c in tree.children[verb]:
        if tree.dep[c] == "mark" and tree.form[c] in ("whether", "if"):
            return True
        if tree.dep[c] == "advmod" and tree.form[c] in ("how", "why", "where", "when") and c < verb:
            return True
        if tree.dep[c] == "advmod" and any(tree.form[x] == "how" for x in tree.children[c]):
            return True
        if tree.dep[c] in ("nsubj", "nsubjpass") and any(tree.form[x] == "which" for x in tree.children[c]):
            return True
    return False


def _governed(tree: Tree, governor: int, position: str) -> tuple[str, str] | None:
    found = governors().get((tree.lemma[governor], position)) or governors().get(
        (tree.form[governor], position)
    )
    if found is None or found == "actual":
        return None
    if tree.lemma[governor] == "rule" and "out" not in arguments(tree, governor).particles:
        return None
    if tree.lemma[governor] == "have" and _was_forced(tree, governor):
        return None
    denied = _negation(tree, governor) or any(
        tree.dep[c] == "det" and tree.form[c] in ("no", "neither") for c in tree.children[governor]
    )
    if denied:  # "does not plan to" is a no, "does not deny" leaves it open
        return DENIED.get(found, found), f"negation of {tree.lemma[governor]} {position}"
    return found, f"{tree.lemma[governor]} {position}"


def _was_forced(tree: Tree, verb: int) -> bool:
    """Whether "had to" tells what was done; in words that are reported it may be what has to be done."""
    past = tree.tag[verb] == "VBD" or _word(tree, verb, "aux") in ("was", "were", "had")
    reported = tree.dep[verb] == "ccomp" and tree.lemma[tree.head[verb]] in words()["reports"]
    return past and not reported and not _negation(tree, verb)


def is_hedged(scene: Scene, trigger: int, predicate: int) -> bool:
    """Whether the text distances itself from the report: an adverb, a verb of claiming, "was reported to have"."""
    tree = scene.tree
    if tree.lemma[trigger] in words()["hedging_verbs"]:
        return True  # "the ministry claimed the village of ..."
    for start in dict.fromkeys((trigger, predicate)):
        node = start
        for _ in range(10):
            for c in tree.children[node]:
                if tree.form[c] in words()["hedges"] and tree.dep[c] == "advmod":
                    return True
                if (
                    tree.form[c] in ("alleged", "supposed", "purported", "unconfirmed")
                    and tree.dep[c] == "amod"
                ):
                    return True
            above = tree.head[node]
            if above == node:
                break
            if tree.dep[node] in ("xcomp", "ccomp"):
                if tree.lemma[above] in words()["hedging_verbs"]:
                    return True
                if (
                    tree.dep[node] == "xcomp"
                    and tree.lemma[above] in words()["hedging_passives"]
                    and is_passive(tree, above)
                ):
                    return True
            elif tree.dep[node] in ("dobj", "oprd") and tree.lemma[above] in words()["hedging_verbs"]:
                return True
            if tree.dep[node] == "relcl":
                break
            node = above
    return False
