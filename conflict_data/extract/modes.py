"""How an event was done: the mode that its lexicon entry gives, or what the clause tells.

For an attack that is the weapon, for talks the number of parties, for a request what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from conflict_data.extract.arguments import arguments
from conflict_data.extract.drafts import Draft
from conflict_data.extract.frames import Match
from conflict_data.extract.memory import countries_of
from conflict_data.extract.scene import Scene

# Each with a list of weapons of this name in words.toml.
WEAPONS = ("drone", "missile", "aerial", "artillery", "explosives", "firearms")
_FROM_THE_AIR = frozenset({"drone", "missile", "aerial"})
# What is asked for, with the lists of words.toml that tell it, in this order.
ASKED = (
    ("meet", ("talks", "meeting")),
    ("yield", ("truce", "halting", "yielding")),
    ("assist", ("aid", "help")),
)
_MANY = 3


def mode(scene: Scene, draft: Draft) -> str | None:
    """Mode of an event.

    Parameters
    ----------
    scene : Scene
    draft : Draft

    Returns
    -------
    str or None
        Of several weapons from the air, "aerial"; None where the clause tells nothing, or names weapons of different
        kinds.
    """
    match = draft.match
    if match.entry.mode:
        return match.entry.mode
    if draft.event_type == "ASSAULT":
        return _weapon(scene, match)
    if draft.event_type == "CONSULT" and len(countries_of(draft.sources)) >= _MANY:
        return "multilateral"
    return _asked(scene, match) if draft.event_type == "REQUEST" else None


def _asked(scene: Scene, match: Match) -> str | None:
    """What kind of thing is asked for."""
    asked = [t for head in match.complements for t in scene.tree.below(head)]
    for kind, lists in ASKED:
        if any(scene.lexical(name, t) for name in lists for t in asked):
            return kind
    return None


def _weapon(scene: Scene, match: Match) -> str | None:
    """The weapon of an attack."""
    found = {
        kind for token in _named(scene, match) for kind in WEAPONS if scene.lexical(f"weapon_{kind}", token)
    }
    if len(found) > 1:
        return "aerial" if found <= _FROM_THE_AIR else None
    return next(iter(found), None)


def _named(scene: Scene, match: Match) -> Iterator[int]:
    """Words that may name the weapon: the trigger, who acts, what is launched, "with" or "by" what."""
    tree = scene.tree
    args = arguments(tree, match.predicate)
    heads = [match.token, *match.sources]
    heads += [t for t in args.objects if scene.lexical("munition", t)]
    heads += [
        t for form, nouns in args.prepositions if form in ("with", "by", "in", "from", "of") for t in nouns
    ]
    for head in heads:
        for token in tree.conjuncts(head):
            yield token
            yield from (c for c in tree.children[token] if tree.dep[c] in ("compound", "nmod", "amod"))
