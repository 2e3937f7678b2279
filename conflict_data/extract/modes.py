"""How an event was done: the mode that its lexicon entry gives, or for an attack the weapon that its clause names."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_data.extract.arguments import arguments
from conflict_data.extract.frames import Match
from conflict_data.extract.scene import Scene

# Each with a list of weapons of this name in words.toml.
WEAPONS = ("drone", "missile", "aerial", "artillery", "explosives", "firearms")
_FROM_THE_AIR = frozenset({"drone", "missile", "aerial"})


def mode(scene: Scene, match: Match) -> str | None:
    """Mode of an event.

    Parameters
    ----------
    scene : Scene
    match : Match

    Returns
    -------
    str or None
        Of several weapons from the air, "aerial"; None where the clause names none, or weapons of different kinds.
    """
    entry = match.entry
    if entry.mode or entry.event_type != "ASSAULT":
        return entry.mode or None
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
        for token in (head, *tree.conjuncts(head)):
            yield token
            yield from (c for c in tree.children[token] if tree.dep[c] in ("compound", "nmod", "amod"))
