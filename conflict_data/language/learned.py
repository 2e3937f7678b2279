"""Persons and bodies that no reference table knows, learned from the text that introduces them."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_data.language.lexicon import lexicon
from conflict_data.language.mentions import ActorMention
from conflict_data.language.named import mention_of, root_of
from conflict_data.language.names import fold, given_names, persons_by_sound, sound, surnames_by_sound
from conflict_data.language.scene import Nation, Scene, nation_left, nation_near, nation_right, slug
from conflict_data.language.words import Words
from conflict_data.reference.tables import institutions

_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"})


def learn_names(scene: Scene) -> None:
    """Add the mentions of capitalised names that the tables do not hold, and later mentions by surname."""
    known: dict[str, ActorMention] = {}
    for root in sorted(scene.mentions):
        mention = scene.mentions[root]
        if mention.kind == "person":
            known[mention.text.split()[-1]] = mention
    runs = list(_runs(scene))
    for long in (True, False):
        for a, b in runs:
            if (a < b) is long:
                _read_run(scene, a, b, known)
    _learn_acronyms(scene)


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
        if words.lower[j] not in lexicon().titles:
            yield a, j
        i = j + 1


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


def title_of(scene: Scene, a: int) -> tuple[int, int] | None:
    """The words before a name that title it, from first to last."""
    words = scene.words
    last = a - 1
    if last < 0 or words.sentence[last] != words.sentence[a] or words.lower[last] not in lexicon().titles:
        return None
    first = last
    while first > 0 and words.pos[first] != "DET" and words.sentence[first - 1] == words.sentence[a]:
        before = first - 1
        if words.pos[before] not in _IN_TITLE and words.text[before] != "-":
            break
        first = before
        if words.pos[before] == "DET":
            break
    return first, last


def apposed_title(words: Words, root: int) -> int | None:
    """The title or trade that stands in apposition to a name, or that the name is an apposition of."""
    if words.dep[root] == "appos" and is_person_noun(words, words.head[root]):
        return words.head[root]
    for child in words.children[root]:
        if child > root and words.dep[child] == "appos" and is_person_noun(words, child):
            return child
    return None


def is_person_noun(words: Words, i: int) -> bool:
    """Whether a noun is one for a single person: a title, or a listed noun that is none for a body or place."""
    lists, noun = lexicon(), words.lower[i]
    if noun in lists.titles:
        return True
    bodies = lists.collective | lists.suffixes | lists.introducers | lists.things | lists.regions
    return words.tag[i] == "NN" and noun in lists.groups and noun not in bodies


def _read_run(scene: Scene, a: int, b: int, known: dict[str, ActorMention]) -> None:
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
        found = known[text].at(start, end, text)
    elif not place and (title or _speaks(words, root)) and sound(text) in surnames_by_sound():
        found = mention_of(surnames_by_sound()[sound(text)], start, end, text, scene.day)
    if found is None and not (place and title is None):
        found = _unknown(scene, a, b, root, title, apposed)
    if found is None:
        return
    for i in range(a, b + 1):
        scene.mentions.pop(i, None)
    scene.mentions[root] = found
    scene.owner.update(dict.fromkeys(range(a, b + 1), root))
    if found.country is not None:
        scene.nations.update(dict.fromkeys(range(a, b + 1), found.country))
        if found.sector is not None and found.kind != "person":
            scene.sectors.update(dict.fromkeys(range(a, b + 1), found.sector))
    if found.kind == "person":
        known.setdefault(words.text[b], found)
    elif words.text[b : b + 1] != [text]:
        known.setdefault(text, found)


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
    if last in lists.suffixes or (a < b and words.lower[a] in lists.suffixes):
        return _organisation(scene, a, b, root)
    opener = title[0] if title is not None else a
    if (
        apposed is None
        and opener
        and words.lower[opener - 1] in ("the", "a", "an")
        and words.pos[opener] == "PROPN"
    ):
        # A ship, a weapon or the like: "the Captain Karam".
        return None
    if title is not None or apposed is not None:
        return _person(scene, a, b, title, apposed)
    if before in lists.introducers:
        return _organisation(scene, a, b, root)
    if a < b and fold(words.text[a]) in given_names():
        return _person(scene, a, b, None, None)
    if _speaks(words, root) and words.lower[a] not in lists.groups:
        if a < b and not text.isupper():
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
                country = nation_near(scene, span[0], sentences=1) or _nation_ahead(scene, b)
        if nation is not None and nation.sector is not None and sector in (None, "GOV", "UNK"):
            sector = nation.sector
    text = scene.text(a, b)
    start, end = words.start[a], words.end(b)
    return ActorMention(start, end, text, slug(text), text, country, sector, role, "person", False)


def _nation_ahead(scene: Scene, i: int) -> str | None:
    """The first country or place named behind a token in its sentence."""
    behind = range(i + 1, scene.document.sentences[scene.words.sentence[i]].end)
    return next(
        (scene.nations.get(k) or scene.places[k] for k in behind if k in scene.nations or k in scene.places),
        None,
    )


def title_sector(words: Words, first: int, last: int) -> str | None:
    """Sector of a title: that of the longest listed phrase at its end, or of the body it is a spokesman of."""
    lists = lexicon()
    if words.lower[last].startswith("spokes"):
        for size in range(4, 0, -1):
            phrase = " ".join(words.lower[max(first, last - size) : last])
            if phrase in institutions():
                return institutions()[phrase].sector
    for size in range(min(5, last - first + 1), 0, -1):
        phrase = " ".join(words.lower[last - size + 1 : last + 1])
        if phrase in lists.groups:
            return lists.groups[phrase]
    return None


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
    return ActorMention(start, end, text, slug(text), text, country, sector, None, kind, False)


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
