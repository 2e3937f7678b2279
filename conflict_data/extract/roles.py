"""Parties of an event: who acts and who is acted upon, with country and sector as they stand for the event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conflict_data.extract.arguments import arguments
from conflict_data.extract.frames import Match
from conflict_data.extract.lexicon import words
from conflict_data.extract.records import Party
from conflict_data.extract.scene import Scene
from conflict_data.language.actors import ActorMention

FORCEFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
PHYSICAL = frozenset({"ASSAULT", "COERCE", "AID"})
# Sectors of things and unnamed people as targets, by list of words.toml; the first list that fits decides.
SECTORS = (
    ("building", "CVL"),
    ("base", "MIL"),
    ("industry", "BUS"),
    ("people", "CVL"),
    ("settlement", "CVL"),
)
MILITARY = frozenset(
    {"troop", "troops", "soldier", "force", "forces", "army", "marine", "fighter", "position", "serviceman"}
    | {"general", "colonel", "warship", "frigate", "corvette", "submarine", "airbase", "airfield", "barracks"}
)
POWER = frozenset({"energy", "power", "oil", "gas", "rail", "port", "fuel", "industrial"})
# Phrases that go on behind the noun and are no part of an actor's words.
_APART = ("relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "conj", "cc", "punct", "preconj", "prep")


def parties(scene: Scene, match: Match, tokens: Iterable[int], role: str) -> tuple[Party, ...]:
    """Parties that a role's nouns stand for, each once, in the order of the text."""
    found: dict[tuple[str, str | None], Party] = {}
    for token in _issuers(scene, tokens) if role == "source" else tokens:
        if scene.tree.tag[token] in ("WDT", "WP", "WRB", "EX") or token in scene.dated:
            continue
        if role == "source" and match.entry.event_type == "ASSAULT" and scene.lexical("casualties", token):
            continue  # "the toll of the bombardment": a toll attacks nobody
        for party in _of_noun(scene, match, token, role):
            found.setdefault((party.text, party.country), party)
    return tuple(found.values())


def _issuers(scene: Scene, tokens: Iterable[int]) -> Iterator[int]:
    """Who acts; of "issued a declaration demanding ..." those who issued it."""
    tree = scene.tree
    for token in tokens:
        verb = tree.head[token]
        if tree.dep[token] == "dobj" and tree.pos[verb] == "VERB" and scene.lexical("document", token):
            yield from arguments(tree, verb).subjects
        else:
            yield token


def targets_beyond(scene: Scene, match: Match, sources: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom a request, promise, refusal or threat concerns where its frame names nobody: the first actor in its words.

    Parameters
    ----------
    scene : Scene
    match : Match
    sources : tuple of Party
        Who acts; their own side is not meant.
    """
    ours = {p.country for p in sources} - {None}
    inner = [t for head in match.complements for t in scene.tree.below(head)]
    if match.entry.event_type == "REQUEST":
        # Those whom a penalty would hit, or whose money it is, are not asked for it.
        others = {
            t
            for noun in inner
            if scene.lexical("sanction", noun) or scene.lexical("assets", noun)
            for t in scene.tree.below(noun)
        }
        inner = [t for t in inner if t not in others]
    if match.entry.event_type == "ACCUSE":
        victims = set(_victims(scene, inner))
        inner = [t for t in inner if t not in victims]
    for token in _receivers(scene, inner):
        country = scene.country(token)
        if country is not None and country not in ours:
            return (_plain(scene, token, country),)
    for token in inner:
        mention = scene.mention(token)
        if mention is None or mention.text.lower() in words()["possessive"]:
            continue
        if mention.country is not None and mention.country not in ours:
            return (_of_mention(scene, match, mention, "target"),)
    for token in inner:
        country = scene.country(token)
        if country is not None and country not in ours and not _is_land_asked_for(scene, match, token):
            return (_plain(scene, token, country),)
    if match.entry.event_type == "THREATEN":
        start = scene.document.sentences[scene.sentence[match.token]].start
        for token in range(match.token - 1, start - 1, -1):
            mention = scene.mention(token)
            if mention is not None and mention.country is not None and mention.country not in ours:
                return (_of_mention(scene, match, mention, "target"),)
    for token in inner:
        head = scene.tree.dep[token] not in ("compound", "amod", "nmod")
        if head and token not in match.sources and scene.fits("somebody", token):
            return (_plain(scene, token, None),)
    return ()


def _victims(scene: Scene, inner: Iterable[int]) -> Iterator[int]:
    """Those whom an attack hit that is condemned: they are not blamed for it."""
    tree = scene.tree
    for noun in inner:
        if not scene.lexical("attack", noun) and not scene.lexical("killings", noun):
            continue
        for c in tree.children[noun]:
            if tree.dep[c] == "prep" and tree.form[c] not in ("by", "from"):
                yield from tree.below(c)


def _receivers(scene: Scene, inner: Iterable[int]) -> Iterator[int]:
    """Those to whom something is to be sent or given: not whose goods they are, but who gets them."""
    tree = scene.tree
    for token in inner:
        above = tree.head[token]
        if tree.dep[token] == "pobj" and tree.dep[above] == "dative":
            yield token


def _is_land_asked_for(scene: Scene, match: Match, token: int) -> bool:
    """Whether a demand is for a place or speaks of one, and says nothing of whom it is made to."""
    return match.entry.event_type == "REQUEST" and token in scene.places


def _plain(scene: Scene, token: int, country: str | None) -> Party:
    start, end, text = phrase(scene, token)
    return Party(start, end, text, None, country, None)


def _of_noun(scene: Scene, match: Match, token: int, role: str) -> list[Party]:
    mention = scene.mention(token)
    several = scene.nations_of(token)
    start, end, text = phrase(scene, token)
    if len(several) > 1:
        sector = mention.sector if mention is not None else _sector(scene, token, match, role)
        return [_of_owner(scene, owner, (start, end, text), sector) for owner in several]
    if mention is not None and mention.country is not None:
        return [_of_mention(scene, match, mention, role)]
    owner = scene.owner(token)
    if owner is not None:
        inner = scene.mention(owner)
        if inner is not None and owner != token and _stands_for(scene, token, match):
            return [_of_mention(scene, match, inner, role)]
        return [_of_owner(scene, owner, (start, end, text), _sector(scene, token, match, role))]
    if mention is not None:
        return [_of_mention(scene, match, mention, role)]
    if scene.tree.pos[token] in ("VERB", "AUX", "ADV"):
        return []
    place = scene.places.get(token)
    if role == "source" and place is not None and match.entry.event_type in FORCEFUL:
        return []
    country = place.country if place is not None else scene.country(token)
    sector = _sector(scene, token, match, role)
    if role == "source" and country is None and scene.lexical("munition", token):
        sector = None  # a drone of nobody knows whom is no army
    return [Party(start, end, text, None, country, sector)]


def _of_owner(scene: Scene, owner: int, words: tuple[int, int, str], sector: str | None) -> Party:
    inner = scene.mention(owner)
    start, end, text = words
    actor = inner.actor_id if inner is not None else None
    return Party(
        start, end, text, actor, scene.country(owner), sector or (inner.sector if inner is not None else None)
    )


def _stands_for(scene: Scene, token: int, match: Match) -> bool:
    """Whether the noun is somebody's word or deed, so that the actor behind it is meant ("Erdogan's call")."""
    if match.entry.event_type in FORCEFUL:
        return scene.lexical("attack", token)
    return not scene.lexical("people", token) and not scene.lexical("political", token)


def _of_mention(scene: Scene, match: Match, mention: ActorMention, role: str) -> Party:
    sector = mention.sector
    if (
        match.entry.event_type == "ASSAULT"
        and role == "source"
        and sector in (None, "GOV")
        and mention.kind != "person"
    ):
        sector = "MIL"
    named = scene.named(mention)
    return Party(named.start, named.end, named.text, mention.actor_id, mention.country, sector)


def _sector(scene: Scene, token: int, match: Match, role: str) -> str | None:
    lemma = scene.tree.lemma[token]
    if role == "source":
        if (
            scene.lexical("munition", token)
            or scene.lexical("attack", token)
            or scene.lexical("force", token)
        ):
            return "MIL"
        return None
    if lemma in MILITARY or scene.lexical("munition", token):
        return "MIL"
    if match.entry.event_type not in PHYSICAL:
        return None
    if any(scene.tree.form[c] in POWER for c in scene.tree.children[token]):
        return "BUS"  # "energy sites", "power facilities"
    for name, sector in SECTORS:
        if scene.lexical(name, token):
            return sector
    return "CVL" if token in scene.places else None


def phrase(scene: Scene, token: int) -> tuple[int, int, str]:
    """Offsets and words of a noun with what stands in front of it."""
    tree, doc = scene.tree, scene.document.doc
    left = token
    for c in tree.children[token]:
        if c < token and tree.dep[c] not in _APART:
            left = min(left, doc[c].left_edge.i)
    start, end = doc[left].idx, doc[token].idx + len(doc[token])
    return start, end, scene.document.text[start:end]
