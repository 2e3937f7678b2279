"""Match the lexicon's frames against the words of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conflict_data.extract.arguments import Arguments, arguments, prepositions_of, surface_subject
from conflict_data.extract.conditions import Fit, holds
from conflict_data.extract.lexicon import NO_EVENT, Entry, Slot, entries_by_word, words
from conflict_data.extract.scene import Scene
from conflict_data.extract.support import company, is_news, named_before, support_verb

# What these ask for, promise, refuse or announce is not coded again.
WITH_COMPLEMENT = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN", "CONCEDE"})
# Conditions that only a noun can meet: a support verb, or something of its own to tell.
NOUN_CONDITIONS = frozenset({"news", "carried"})


@dataclass(frozen=True, slots=True)
class Match:
    """A lexicon entry found in the text.

    Parameters
    ----------
    entry : Entry
    token : int
        The trigger.
    predicate : int
        The verb whose tense and mood decide about the event: the trigger itself or the support verb of a noun.
    sources, targets : tuple of int
        Heads of the phrases that fill the roles.
    complements : tuple of int
        Heads of what the trigger asks for, promises or rejects.
    carried : bool
        Whether a noun stands with a support verb.
    """

    entry: Entry
    token: int
    predicate: int
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    complements: tuple[int, ...]
    carried: bool


def find_matches(scene: Scene) -> Iterator[Match]:
    """Matches in the order of the text, at most one a word."""
    index, tree = entries_by_word(), scene.tree
    for token, (lemma, pos) in enumerate(zip(tree.lemma, tree.pos, strict=True)):
        match: Match | None = None
        if (pos in ("VERB", "AUX") or tree.tag[token] in ("VBN", "VBG", "VBD")) and tree.dep[token] != "amod":
            match = _first(_verb(scene, e, token) for e in index.get(("verb", lemma), ()))
        if match is None and (pos in ("NOUN", "PROPN") or _is_gerund(scene, token)):
            key = lemma if pos != "VERB" else tree.form[token]
            match = _first(_noun(scene, e, token) for e in index.get(("noun", key), ()))
        if match is None and pos in ("ADJ", "VERB", "NOUN", "ADV"):
            match = _first(
                _adjective(scene, e, token) for e in index.get(("adjective", tree.form[token]), ())
            )
        if match is not None and match.entry.event_type != NO_EVENT:
            yield match


def _is_gerund(scene: Scene, token: int) -> bool:
    """Whether a form in -ing is a noun ("shelling of the town")."""
    tree = scene.tree
    return tree.tag[token] == "VBG" and any(tree.form[c] == "of" for c in tree.children[token])


def _first(matches: Iterable[Match | None]) -> Match | None:
    return next((m for m in matches if m is not None), None)


@dataclass(slots=True)
class _Roles:
    """Role fillers while a frame is being matched."""

    sources: list[int]
    targets: list[int]

    def put(self, role: str, tokens: Iterable[int]) -> None:
        if role in ("SOURCE", "BOTH"):
            self.sources += [t for t in tokens if t not in self.sources]
        if role in ("TARGET", "BOTH"):
            self.targets += [t for t in tokens if t not in self.targets]


def _fits(scene: Scene, slot: Slot, tokens: tuple[int, ...]) -> bool:
    """Whether nouns can fill a slot; with none of them an optional slot stays empty."""
    if not tokens:
        return not slot.required
    if slot.lists and not any(scene.fits(name, t) for t in tokens for name in slot.lists):
        return False
    return not any(scene.fits(name, tokens[0]) for name in slot.excluded)


def _verb(scene: Scene, entry: Entry, token: int) -> Match | None:
    tree = scene.tree
    args = arguments(tree, token)
    if not _has_word(entry, tree.lemma[token], args):
        return None
    roles = _Roles([], [])
    if entry.subject is not None:
        if not _subject_fits(scene, entry.subject, args, finite=tree.tag[token] not in ("VB", "VBG")):
            return None
        roles.put(entry.subject.role, args.subjects)
    if entry.object is not None:
        if not _fits(scene, entry.object, args.objects):
            return None
        roles.put(entry.object.role, args.objects)
    complements = list(args.objects) if entry.object is not None else []
    if not _phrases(scene, entry, args.prepositions, args.indirect, roles, complements):
        return None
    if not _clause(scene, entry, args.clauses, roles, complements):
        return None
    if entry.event_type in WITH_COMPLEMENT:
        complements += [n for form, nouns in args.prepositions if form in words()["topic"] for n in nouns]
    clauses = tuple(c for _, c in args.clauses)
    fit = Fit(token, args.subjects, args.objects, tuple(roles.sources), clauses, args.passive, False)
    if not _conditions(scene, entry, fit):
        return None
    if entry.subject is not None and entry.subject.role == "BOTH":
        roles.put("BOTH", args.subjects)
    return Match(entry, token, token, tuple(roles.sources), tuple(roles.targets), tuple(complements), False)


def _has_word(entry: Entry, lemma: str, args: Arguments) -> bool:
    for word in entry.words:
        verb, _, particle = word.partition(" ")
        if verb == lemma and (not particle or particle in args.particles or _as_preposition(particle, args)):
            return True
    return False


def _as_preposition(particle: str, args: Arguments) -> bool:
    return any(form == particle or form.startswith(particle + " ") for form, _ in args.prepositions)


def _subject_fits(scene: Scene, slot: Slot, args: Arguments, *, finite: bool) -> bool:
    """A passive without an agent or an infinitive may leave the subject open; the rest of the frame then decides."""
    if not args.subjects and (args.passive or not finite):
        return not slot.obligatory
    return _fits(scene, slot, args.subjects)


def _phrases(
    scene: Scene,
    entry: Entry,
    found: Iterable[tuple[str, tuple[int, ...]]],
    indirect: tuple[int, ...],
    roles: _Roles,
    complements: list[int],
) -> bool:
    available = list(found) + ([("to", indirect)] if indirect else [])
    for slot in entry.phrases:
        filler = next(
            (
                nouns
                for form, nouns in available
                if form in slot.prepositions
                and nouns
                and nouns[0] not in scene.dated
                and not scene.lexical("occasion", nouns[0])
                and _fits(scene, slot, nouns)
            ),
            None,
        )
        if filler is None:
            if slot.required:
                return False
            continue
        roles.put(slot.role, filler)
        complements += filler
    return True


def _clause(
    scene: Scene, entry: Entry, clauses: Iterable[tuple[str, int]], roles: _Roles, complements: list[int]
) -> bool:
    found = [c for kind, c in clauses if kind == entry.clause]
    if entry.clause and not found:
        return False
    if entry.clause_role is not None:
        subject = scene.tree.child(found[0], "nsubj", "nsubjpass")
        if subject is None:
            return False
        nouns = scene.tree.nouns(subject)
        if not _fits(scene, entry.clause_role, nouns):
            return False
        roles.put(entry.clause_role.role, nouns)
    complements += [c for _, c in clauses]
    return True


def _conditions(scene: Scene, entry: Entry, fit: Fit) -> bool:
    return all(name in NOUN_CONDITIONS or holds(scene, name, fit) for name in entry.conditions)


def _noun(scene: Scene, entry: Entry, token: int) -> Match | None:
    tree = scene.tree
    if not _noun_word(scene, entry, token):
        return None
    found = prepositions_of(tree, token)
    roles = _Roles([], [])
    carrier, subject, sufferer = support_verb(scene, token)
    if carrier is not None and tree.dep[token] == "dobj":
        # "held talks on Monday with X": the parser may hang the noun's parts on the support verb.
        found = [*found, *arguments(tree, carrier).prepositions]
    if entry.subject is not None:
        mention = scene.mention(token)
        attack = mention is not None and mention.country is not None and entry.event_type == "ASSAULT"
        own = (token,) if attack else named_before(scene, token)
        by = tuple(t for form, nouns in found if form == "by" for t in nouns)
        filler = by or own or subject or ()
        if not _fits(scene, entry.subject, filler):
            return None
        roles.put(entry.subject.role, filler)
        if entry.subject.role == "BOTH":
            roles.put("BOTH", company(scene, token))
    roles.put("TARGET", sufferer or ())
    complements: list[int] = []
    if not _phrases(scene, entry, found, (), roles, complements):
        return None
    clauses = [
        ("to", c) for c in tree.children[token] if tree.dep[c] in ("acl", "relcl") and tree.tag[c] == "VB"
    ]
    clauses += [
        ("that", c) for c in tree.children[token] if tree.dep[c] in ("acl", "ccomp") and tree.tag[c] != "VB"
    ]
    if not _clause(scene, entry, clauses, roles, complements):
        return None
    if not _conditions(scene, entry, _fit(token, roles, clauses, carrier is not None, tuple(roles.targets))):
        return None
    if "carried" in entry.conditions and carrier is None:
        return None
    if (
        "news" in entry.conditions
        and carrier is None
        and not is_news(scene, entry, token, roles.sources, roles.targets, found)
    ):
        return None
    predicate = carrier if carrier is not None else token
    return Match(
        entry,
        token,
        predicate,
        tuple(roles.sources),
        tuple(roles.targets),
        tuple(complements),
        carrier is not None,
    )


def _fit(
    token: int,
    roles: _Roles,
    clauses: Iterable[tuple[str, int]],
    carried: bool,
    objects: tuple[int, ...] = (),
) -> Fit:
    sources = tuple(roles.sources)
    return Fit(token, sources, objects, sources, tuple(c for _, c in clauses), False, carried)


def _noun_word(scene: Scene, entry: Entry, token: int) -> bool:
    """Words of two parts name the word in front as well ("prisoner swap")."""
    lemma = scene.tree.lemma[token] if scene.tree.pos[token] != "VERB" else scene.tree.form[token]
    before = scene.tree.form[token - 1] if token else ""
    return lemma in entry.words or f"{before} {lemma}" in entry.words


def _adjective(scene: Scene, entry: Entry, token: int) -> Match | None:
    tree = scene.tree
    head = tree.head[token]
    if tree.dep[token] not in (
        "acomp",
        "attr",
        "oprd",
        "conj",
        "ROOT",
        "ccomp",
        "advcl",
        "xcomp",
        "relcl",
        "nsubj",
        "dobj",
        "pobj",
        "amod",
        "appos",
        "advmod",
    ):
        return None
    predicative = tree.dep[token] in ("acomp", "attr", "oprd", "conj", "advmod") and tree.pos[head] in (
        "AUX",
        "VERB",
    )
    verb = head if predicative else token
    subject = head if tree.dep[token] == "amod" else surface_subject(tree, verb)
    subjects = tree.nouns(subject)
    roles = _Roles([], [])
    if entry.subject is not None:
        if not _fits(scene, entry.subject, subjects):
            return None
        roles.put(entry.subject.role, subjects)
    complements: list[int] = []
    found = prepositions_of(tree, token)
    if predicative:
        found = found + list(arguments(tree, verb).prepositions)
    if not _phrases(scene, entry, found, (), roles, complements):
        return None
    clauses = [
        ("to" if _is_infinitive(scene, c) else "that", c)
        for c in tree.children[token]
        if tree.dep[c] in ("xcomp", "ccomp")
    ]
    if predicative:
        clauses += list(arguments(tree, verb).clauses)
    if not _clause(scene, entry, clauses, roles, complements):
        return None
    if not _conditions(scene, entry, _fit(token, roles, clauses, predicative)):
        return None
    return Match(
        entry, token, verb, tuple(roles.sources), tuple(roles.targets), tuple(complements), predicative
    )


def _is_infinitive(scene: Scene, clause: int) -> bool:
    tree = scene.tree
    return any(tree.dep[c] == "aux" and tree.form[c] == "to" for c in tree.children[clause])
