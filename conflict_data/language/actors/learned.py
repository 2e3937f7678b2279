"""Persons and bodies that no reference table knows, learned from the text that introduces them."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_data.language.actors.lexicon import lexicon
from conflict_data.language.actors.mentions import ActorMention
from conflict_data.language.actors.named import mention_of, root_of
from conflict_data.language.actors.names import fold, given_names, persons_by_sound, sound, surnames_by_sound
from conflict_data.language.actors.scene import Nation, Scene, nation_left, nation_near, nation_right, slug
from conflict_data.language.actors.titles import apposed_title, title_of, title_sector
from conflict_data.language.actors.words import Words
from conflict_data.reference.tables import actors, institutions


def learn_names(scene: Scene) -> None:
    """Add the mentions of capitalised names that the tables do not hold, and later mentions by surname."""
    known: dict[str, dict[int, ActorMention]] = {}
    for root in sorted(scene.mentions):
        mention = scene.mentions[root]
        if mention.kind == "person":
            _remember(known, root, mention)
    runs = list(_runs(scene))
    for long in (True, False):
        for a, b in runs:
            if (a < b) is long:
                _read_run(scene, a, b, known)
    for a, b in runs:
        # A full name that was told to be a person's elsewhere in the text.
        if a < b and a not in scene.owner and scene.text(a, b) in known:
            _add(scene, a, b, root_of(scene.words, a, b), _recall(scene, a, b, known), known)
    _learn_acronyms(scene)


def _remember(known: dict[str, dict[int, ActorMention]], i: int, mention: ActorMention) -> None:
    """Keep a mention by its whole text and, of a person, by its last word."""
    known.setdefault(mention.text, {})[i] = mention
    if mention.kind == "person":
        known.setdefault(mention.text.split()[-1], {})[i] = mention


def _recall(scene: Scene, a: int, b: int, known: dict[str, dict[int, ActorMention]]) -> ActorMention:
    """The actor of a name, of several the one introduced last before this place."""
    bearers = known[scene.text(a, b)]
    before = [i for i in bearers if i <= a]
    start, end = scene.words.start[a], scene.words.end(b)
    return bearers[max(before) if before else min(bearers)].at(start, end, scene.text(a, b))


def _runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside the names found so far, without the titles before them."""
    words = scene.words
    i, size = 0, len(words.text)
    while i < size:
        if not _is_name_word(scene, i):
            i += 1
            continue
        j = i
        while j + 1 < size and words.sentence[j + 1] == words.sentence[i] and _carries_on(scene, j + 1):
            j += 1
        j = _with_complement(scene, j)
        if " ".join(words.lower[i : j + 1]) in institutions():
            i = j + 1
            continue
        a = i
        for k in range(i, j):
            if words.lower[k] in lexicon().titles:
                a = k + 1
        if words.lower[j] not in lexicon().titles or _is_surname(words, i, j):
            yield a, j
        i = j + 1


def _is_surname(words: Words, i: int, j: int) -> bool:
    """Whether a title noun at the end of a run is a name: "Mr. King", "Angus King"."""
    if i == j:
        return False
    if words.lower[j - 1] in lexicon().civil:
        return True
    return j == i + 1 and fold(words.text[i]) in given_names()


def _with_complement(scene: Scene, j: int) -> int:
    """Where the name of a body ends that goes on with "of" or "for" ("Union of Teachers", "Fund for the Disabled")."""
    words, size = scene.words, len(scene.words.text)
    if words.lower[j] not in lexicon().suffixes:
        return j
    end = j
    while end + 2 < size and words.sentence[end + 2] == words.sentence[j]:
        k = end + 1
        if words.lower[k] in ("of", "for", "and") and words.lower[k + 1] == "the":
            k += 1
        elif words.lower[k] not in ("of", "for", "and") and not words.text[k][:1].isupper():
            break
        if not words.text[k][:1].isupper():
            k += 1
        if k >= size or not words.text[k][:1].isupper() or (end == j and words.lower[j + 1] == "and"):
            break
        end = k
    return end


def _is_name_word(scene: Scene, i: int) -> bool:
    words = scene.words
    if i in scene.owner or i in scene.nations or not words.text[i][:1].isupper():
        return False
    if words.tag[i] in ("NNP", "NNPS"):
        return True
    opens = i == 0 or words.sentence[i - 1] != words.sentence[i]
    return words.pos[i] in ("NOUN", "ADJ", "X") and not opens


def _carries_on(scene: Scene, i: int) -> bool:
    words = scene.words
    if _is_name_word(scene, i):
        return True
    if i + 1 >= len(words.text) or not _is_name_word(scene, i + 1):
        return False
    joined = words.text[i] == "-" and words.end(i - 1) == words.start[i] == words.start[i + 1] - 1
    return joined or words.lower[i] in lexicon().particles


def _read_run(scene: Scene, a: int, b: int, known: dict[str, dict[int, ActorMention]]) -> None:
    words = scene.words
    root = root_of(words, a, b)
    text = scene.text(a, b)
    start, end = words.start[a], words.end(b)
    title, apposed = title_of(scene, a), apposed_title(words, root)
    place = any(i in scene.places for i in range(a, b + 1))
    found: ActorMention | None = None
    if a < b:
        actor_id = persons_by_sound().get((sound(words.text[a]), sound(words.text[b])))
        if actor_id is not None:
            found = mention_of(actor_id, start, end, text, scene.day)
    elif text in known:
        found = _recall(scene, a, b, known)
    elif not place and (title or _speaks(words, root)) and sound(text) in surnames_by_sound():
        found = mention_of(surnames_by_sound()[sound(text)], start, end, text, scene.day)
    if found is None and not (place and title is None):
        found = _unknown(scene, a, b, root, title, apposed)
    if found is not None:
        _add(scene, a, b, root, found, known)


def _add(
    scene: Scene, a: int, b: int, root: int, found: ActorMention, known: dict[str, dict[int, ActorMention]]
) -> None:
    for i in range(a, b + 1):
        scene.mentions.pop(i, None)
    scene.mentions[root] = found
    scene.owner.update(dict.fromkeys(range(a, b + 1), root))
    if found.country is not None:
        scene.nations.update(dict.fromkeys(range(a, b + 1), found.country))
        if found.sector is not None and found.kind != "person":
            scene.sectors.update(dict.fromkeys(range(a, b + 1), found.sector))
    _remember(known, root, found)


def _speaks(words: Words, root: int) -> bool:
    return words.dep[root] in ("nsubj", "agent") and words.lemma[words.head[root]] in lexicon().speech


def _unknown(
    scene: Scene, a: int, b: int, root: int, title: tuple[int, int] | None, apposed: int | None
) -> ActorMention | None:
    """A person or body that the text introduces, or None where the capitals name neither."""
    words, lists = scene.words, lexicon()
    text = scene.text(a, b)
    last = words.lower[b]
    if " ".join(words.lower[a : b + 1]) in institutions():
        return None
    before = words.lower[a - 1] if a else ""
    if a == b and (last in lists.suffixes or last in lists.groups):
        return None
    if last in lists.suffixes or words.lower[a] in lists.suffixes:
        return _organisation(scene, a, b, root)
    article = words.lower[title[0] if title is not None else max(0, a - 1)] in ("the", "a", "an")
    capital = words.text[title[1] if title is not None else a][:1].isupper()
    if apposed is None and article and capital and (title is None or title[1] == title[0] + 1):
        # A ship, a weapon or the like: "the Captain Karam".
        return None if before not in lists.introducers else _organisation(scene, a, b, root)
    if title is not None or apposed is not None:
        return _person(scene, a, b, title, apposed)
    if before in lists.introducers:
        return _organisation(scene, a, b, root)
    if a < b and fold(words.text[a]) in given_names():
        return _person(scene, a, b, None, None)
    if _speaks(words, root) and words.lower[a] not in lists.groups:
        coined = text.isupper() or text[1:] != text[1:].lower()
        if (a < b and not text.isupper()) or (a == b and not coined and before != "the"):
            return _person(scene, a, b, None, None)
        return _organisation(scene, a, b, root)
    return None


def _person(
    scene: Scene, a: int, b: int, title: tuple[int, int] | None, apposed: int | None
) -> ActorMention | None:
    words = scene.words
    nation: Nation | None = None
    span: tuple[int, int] | None = title
    if title is not None:
        nation = nation_left(scene, title[0], title[1] + 1)
    elif apposed is not None:
        span = words.left(apposed), apposed
        nation = nation_left(scene, span[0], apposed + 1) or nation_right(scene, apposed)
    sector = role = None
    country = nation.country if nation else None
    if span is not None:
        role = " ".join(words.lower[i] for i in range(span[0], span[1] + 1) if words.pos[i] != "DET")
        sector = title_sector(words, *span)
        if country is None and sector is not None:
            noun = words.lower[span[1]]
            if noun in lexicon().local:
                country = nation_near(scene, span[0], local=True)
            elif noun in lexicon().national:
                country = _nation_in_sentence(scene, span[0])
        if nation is not None and nation.sector is not None and sector in (None, "GOV", "UNK"):
            sector = nation.sector
    text = scene.text(a, b)
    start, end = words.start[a], words.end(b)
    return _stranger(scene, start, end, text, country, sector, role, "person")


def _nation_in_sentence(scene: Scene, i: int) -> str | None:
    """The country of a token's sentence: of "in Vienna" before it, else the last one named before, else the next."""
    words = scene.words
    start = scene.document.sentences[words.sentence[i]].start
    for k in range(i - 1, start - 1, -1):
        if (
            words.dep[k] == "pobj"
            and words.lower[words.head[k]] == "in"
            and (k in scene.nations or k in scene.places)
        ):
            return scene.nations.get(k) or scene.places[k]
    behind = range(i + 1, scene.document.sentences[words.sentence[i]].end)
    ahead = next((k for k in behind if k in scene.nations or k in scene.places), None)
    before = nation_near(scene, i, sentences=1)
    return before or (scene.nations.get(ahead) or scene.places.get(ahead) if ahead is not None else None)


def _organisation(scene: Scene, a: int, b: int, root: int) -> ActorMention:
    words, lists = scene.words, lexicon()
    text = scene.text(a, b)
    first = a - 1
    while (
        first >= 0
        and words.pos[first] in ("NOUN", "ADJ", "PROPN")
        and words.sentence[first] == words.sentence[a]
    ):
        first -= 1
    nation = nation_left(scene, first + 1, a) or nation_right(scene, root)
    noun = words.lower[a - 1] if a and words.lower[a - 1] in lists.introducers else words.lower[b]
    kind = lists.definite.get(noun, ["organisation"])[0]
    sector = {"company": "BUS", "media": "JRN"}.get(kind) or lists.groups.get(noun)
    country = nation.country if nation else None
    start, end = words.start[a], words.end(b)
    return _stranger(scene, start, end, text, country, sector, None, kind)


def _stranger(
    scene: Scene,
    start: int,
    end: int,
    text: str,
    country: str | None,
    sector: str | None,
    role: str | None,
    kind: str,
) -> ActorMention:
    """An actor with an identifier made of its name, unless the table has one under just that identifier."""
    actor_id = slug(text)
    if actor_id in actors():
        return mention_of(actor_id, start, end, text, scene.day)
    return ActorMention(start, end, text, actor_id, text, country, sector, role, kind, False)


def _learn_acronyms(scene: Scene) -> None:
    """Resolve the acronym that stands in brackets behind a name ("... of Security and Freedoms (TSF)")."""
    words = scene.words
    learned: dict[str, ActorMention] = {}
    for i in range(len(words.text) - 2):
        if words.text[i] == "(" and words.text[i + 2] == ")" and words.text[i + 1].isupper():
            root = scene.owner.get(i - 1)
            if root is not None and root in scene.mentions and len(words.text[i + 1]) > 1:
                learned[words.text[i + 1]] = scene.mentions[root]
    if not learned:
        return
    for i, word in enumerate(words.text):
        mention = learned.get(word)
        if mention is None or mention.kind == "person" or (i in scene.mentions and scene.mentions[i].known):
            continue
        start, end = words.start[i], words.end(i)
        scene.mentions[i] = mention.at(start, end, word)
        scene.owner[i] = i
