"""The event lexicon: which words, in which frame, report which event (events.tsv, words.toml).

A frame is written as a sentence pattern with ``_`` for the word itself::

    SOURCE@force _ TARGET              Russian forces attacked the village
    SOURCE _ @sanction on|against TARGET   Canada imposed sanctions on Russia
    SOURCE _ TARGET to+                urged Moscow to stop
    BOTH _                             The two presidents met

``SOURCE``, ``TARGET`` and ``BOTH`` say who takes which part; what stands before ``_`` is the logical subject (for a
noun its possessor, adjective or "by" phrase), the first part behind it the logical object, and a part behind a
preposition its noun. ``@list`` is a condition: the noun must be in that list of words.toml (or, for the lists that the
code knows, be an actor, a place, ...), ``@-list`` that it must not be; alternatives are joined by ``|``. A part
without a condition may be missing; ``!`` makes it obligatory. ``to+``, ``that+`` and ``ing+`` ask for a clause;
``that:TARGET`` names its subject. In the column "if", ``=planned`` sets the factuality; the other conditions are
explained in conditions.py. The first entry of a word that fits is taken.
"""

from __future__ import annotations

import csv
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

ROLES = ("SOURCE", "TARGET", "BOTH")
CLAUSES = ("to", "that", "ing")
NO_EVENT = "-"


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a frame.

    Parameters
    ----------
    role : str
        SOURCE, TARGET, BOTH or empty.
    lists, excluded : tuple of str
        Lists of which one must fit, and of which none may.
    required : bool
        Whether the part must be there (a passive may still do without its agent).
    obligatory : bool
        Whether the frame marks it with "!": then the passive needs its agent too.
    prepositions : tuple of str
        Any of these in front of it; empty for subject and object.
    """

    role: str
    lists: tuple[str, ...]
    excluded: tuple[str, ...]
    required: bool
    obligatory: bool
    prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon.

    Parameters
    ----------
    name : str
        The frame with the first of the words in it; explains the event in ``entry``.
    words : tuple of str
        Lemmas; a second word is a particle ("shoot down").
    kind : str
        verb, noun or adjective.
    subject, object : Slot or None
    phrases : tuple of Slot
        Parts behind prepositions.
    clause : str
        to, that, ing or empty.
    clause_role : Slot or None
        The clause's subject.
    conditions : tuple of str
    factuality : str
        Where the words themselves decide it ("due in Moscow"); else empty.
    event_type : str
        "-" for a reading that is no event and keeps later entries from matching.
    mode, domain : str
        Empty where the entry leaves them open.
    example : str
    """

    name: str
    words: tuple[str, ...]
    kind: str
    subject: Slot | None
    object: Slot | None
    phrases: tuple[Slot, ...]
    clause: str
    clause_role: Slot | None
    conditions: tuple[str, ...]
    factuality: str
    event_type: str
    mode: str
    domain: str
    example: str


def parse_entry(row: Mapping[str, str]) -> Entry:
    """Read one line of events.tsv.

    Raises
    ------
    ValueError
        If the frame cannot be read; the message names it.
    """
    words = tuple(word.strip() for word in row["words"].split(","))
    subject: Slot | None = None
    target: Slot | None = None
    phrases: list[Slot] = []
    clause = ""
    clause_role: Slot | None = None
    before, pending = True, ""
    for part in row["frame"].split():
        if part == "_":
            before = False
        elif part.partition("+")[0] in CLAUSES and part.endswith("+"):
            clause = part[:-1]
        elif part.partition(":")[0] in CLAUSES and ":" in part:
            clause, _, role = part.partition(":")
            clause_role = _slot(role)
        elif part.startswith(("@", *ROLES)):
            if before:
                subject = _slot(part)
            elif pending:
                phrases.append(_slot(part, tuple(p.replace("_", " ") for p in pending.split("|"))))
                pending = ""
            elif target is None:
                target = _slot(part)
            else:
                raise ValueError(f"two objects in the frame {row['frame']!r}")
        elif not before and not pending:
            pending = part
        else:
            raise ValueError(f"cannot read {part!r} in the frame {row['frame']!r}")
    if before or pending:
        raise ValueError(f"incomplete frame {row['frame']!r}")
    return Entry(
        name=" ".join(words[0] if part == "_" else part for part in row["frame"].split()),
        words=words,
        kind=row["kind"],
        subject=subject,
        object=target,
        phrases=tuple(phrases),
        clause=clause,
        clause_role=clause_role,
        conditions=tuple(c for c in row["if"].split() if not c.startswith("=")),
        factuality=next((c[1:] for c in row["if"].split() if c.startswith("=")), ""),
        event_type=row["type"],
        mode=row["mode"],
        domain=row["domain"],
        example=row["example"],
    )


def _slot(text: str, prepositions: tuple[str, ...] = ()) -> Slot:
    required = text.endswith("!")
    role, _, lists = text.rstrip("!").partition("@")
    if role and role not in ROLES:
        raise ValueError(f"{role!r} must be one of {', '.join(ROLES)}")
    names = lists.split("|") if lists else []
    wanted = tuple(name for name in names if not name.startswith("-"))
    return Slot(
        role=role,
        lists=wanted,
        excluded=tuple(name[1:] for name in names if name.startswith("-")),
        required=required or bool(wanted) or not role,
        obligatory=required,
        prepositions=prepositions,
    )


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All entries, in the order of the file."""
    text = resources.files("conflict_data.extract").joinpath("events.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(parse_entry(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def entries_by_word() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Entries by kind and head word, in the order of the file."""
    index: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries():
        # A verb stands before its particle, a noun behind what makes it special ("prisoner swap").
        part = 0 if entry.kind == "verb" else -1
        for word in dict.fromkeys(w.split()[part] for w in entry.words):
            index.setdefault((entry.kind, word), []).append(entry)
    return {key: tuple(found) for key, found in index.items()}


@functools.cache
def verbs() -> frozenset[str]:
    """Verbs of the entries and of the rules of factuality, without particles."""
    found = {word for kind, word in entries_by_word() if kind == "verb"}
    return frozenset(found | {word for word, _ in governors()})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """Lists of words.toml by name; a list may take in others by "@name"."""
    text = resources.files("conflict_data.extract").joinpath("words.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)

    def expand(name: str) -> frozenset[str]:
        found: set[str] = set()
        for word in raw[name]:
            found |= expand(word[1:]) if word.startswith("@") else {word}
        return frozenset(found)

    return {name: expand(name) for name in raw}


def _governor_rows() -> list[dict[str, str]]:
    text = resources.files("conflict_data.extract").joinpath("factuality.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def governors() -> dict[tuple[str, str], str]:
    """Factuality by governing word and position of the dependent (factuality.tsv)."""
    return {
        (row["word"], position): row["factuality"]
        for row in _governor_rows()
        for position in row["governs"].split()
    }


def governor_examples() -> list[tuple[str, str]]:
    """Examples of factuality.tsv with the factuality of the event in them."""
    return [(row["example"], row["factuality"]) for row in _governor_rows() if row["example"]]
