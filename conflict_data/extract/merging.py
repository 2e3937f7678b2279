"""One event a fact: words of one sentence that report the same event are made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflict_data.extract.circumstances import places_around
from conflict_data.extract.drafts import Draft
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene


def merge(scene: Scene, drafts: Iterable[Draft]) -> list[Draft]:
    """Make one of the drafts of one sentence that report the same event.

    Parameters
    ----------
    scene : Scene
    drafts : iterable of Draft
        In the order of the text.

    Returns
    -------
    list of Draft
    """
    kept: list[Draft] = []
    for draft in drafts:
        for position, other in enumerate(kept):
            if other.sentence == draft.sentence and _same_fact(scene, other, draft):
                kept[position] = _merged(other, draft)
                break
        else:
            kept.append(draft)
    return [d if d.places else replace(d, places=places_around(scene, d.match)) for d in kept]


def _same_fact(scene: Scene, first: Draft, second: Draft) -> bool:
    if _is_part(scene, first, second):
        return True
    if first.event_type != second.event_type or first.factuality != second.factuality:
        return False
    if first.is_interception != second.is_interception:
        return False
    tree = scene.tree
    if (
        first.event_type != "ASSAULT"
        and tree.pos[first.match.token] == tree.pos[second.match.token] == "VERB"
    ):
        return False
    if not _compatible(first.sources, second.sources):
        return False
    return not (_told_by_others(first, second) or _apart(scene, first, second))


def _told_by_others(first: Draft, second: Draft) -> bool:
    """Whether two words stand in what two speakers say: two reports, also where they are of one fact."""
    ours, theirs = first.credit, second.credit
    return ours is not None and theirs is not None and ours.start != theirs.start


def _is_part(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether the second word says of what the first is one: "a round of talks", "a wave of attacks"."""
    tree = scene.tree
    of = tree.head[second.match.token]
    return (
        first.event_type == second.event_type
        and tree.form[of] == "of"
        and tree.head[of] == first.match.token
        and tree.pos[first.match.token] == "NOUN"
    )


def _apart(scene: Scene, first: Draft, second: Draft) -> bool:
    """Whether two clauses side by side each have a subject and places of their own."""
    a, b = first.match.predicate, second.match.predicate
    around = first.places or places_around(scene, first.match)
    if not second.places or not around or {p.start for p in around} & {p.start for p in second.places}:
        return False
    tree = scene.tree
    return tree.dep[b] == "conj" and tree.head[b] == a and tree.child(b, "nsubj", "nsubjpass") is not None


def _compatible(first: Sequence[Party], second: Sequence[Party]) -> bool:
    ours = {p.country for p in first} - {None}
    theirs = {p.country for p in second} - {None}
    return not ours or not theirs or bool(ours & theirs)


def _merged(first: Draft, second: Draft) -> Draft:
    """The first word with the parties, date and places of both."""
    return replace(
        first,
        sources=_better(first.sources, second.sources),
        targets=_better(first.targets, second.targets),
        date=first.date or second.date,
        places=first.places or second.places,
    )


def _better(first: tuple[Party, ...], second: tuple[Party, ...]) -> tuple[Party, ...]:
    """Parties of the word that knows more of their countries."""
    if len({p.country for p in second} - {None}) > max(1, len({p.country for p in first})):
        return second
    if first and (any(p.country for p in first) or not any(p.country for p in second)):
        return first
    return second
