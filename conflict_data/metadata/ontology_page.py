"""The ontology as a page for readers: event types, their words, sectors, what an event may be to the text."""

from __future__ import annotations

import csv
from importlib import resources

from conflict_data.reference.ontology import event_types
from conflict_data.schema import tables

# Words of a type that the page shows, and examples.
WORDS = 60
EXAMPLES = 4
HEAD = """\
# Ontology

Events have the 16 types of [PLOVER](https://doi.org/10.31235/osf.io/rm5dw), which succeeded CAMEO. Type and mode give
the quad class and an intensity from -10 (conflict) to 10 (cooperation). CAMEO roots are those that come nearest, for
comparison with older data. The words and examples below come from the lexicon that the parser reads,
`conflict_data/extract/events.tsv`; its frames also say who and what must stand around a word for it to count."""


def ontology_page() -> str:
    """The page in Markdown."""
    lexicon = _lexicon()
    parts = [HEAD, _types()]
    for name, event_type in event_types().items():
        lines = [line for line in lexicon if line["type"] == name]
        parts += [f"## {name}", event_type.definition, *_words(lines), *_examples(lines)]
    parts += [
        "## Domains",
        _values("domain"),
        "## Factuality",
        tables()["events"].field("factuality").description,
    ]
    parts += ["## Sectors", _sectors()]
    return "\n\n".join(parts) + "\n"


def _types() -> str:
    rows = [
        f"| [{t.event_type}](#{t.event_type.lower()}) | {t.quad_class} | {t.intensity:+.1f} | {t.cameo_root} |"
        for t in event_types().values()
    ]
    return "\n".join(["| type | quad class | intensity | CAMEO |", "| --- | --- | ---: | --- |", *rows])


def _lexicon() -> list[dict[str, str]]:
    text = resources.files("conflict_data.extract").joinpath("events.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _words(lines: list[dict[str, str]]) -> list[str]:
    """Words by kind and mode, in the order of the lexicon."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        kind = f"{line['kind']}, mode {line['mode']}" if line["mode"] else line["kind"]
        groups.setdefault(kind, []).extend(word.strip() for word in line["words"].split(","))
    shown = []
    for kind, words in groups.items():
        different = list(dict.fromkeys(words))
        more = f" and {len(different) - WORDS} more" if len(different) > WORDS else ""
        shown.append(f"- *{kind}*: {', '.join(different[:WORDS])}{more}")
    return ["\n".join(shown)] if shown else []


def _examples(lines: list[dict[str, str]]) -> list[str]:
    examples = [line["example"] for line in lines if line["example"]]
    step = max(1, len(examples) // EXAMPLES)
    return ["\n".join(f"> {example}\n>" for example in examples[::step][:EXAMPLES])] if examples else []


def _values(column: str) -> str:
    field = tables()["events"].field(column)
    return f"{field.description} One of: {', '.join(f'`{value}`' for value in field.values)}."


def _sectors() -> str:
    text = resources.files("conflict_data.reference").joinpath("sectors.csv").read_text(encoding="utf-8")
    rows = [f"| `{row['sector']}` | {row['meaning']} |" for row in csv.DictReader(text.splitlines())]
    return "\n".join(["| sector | who |", "| --- | --- |", *rows])
