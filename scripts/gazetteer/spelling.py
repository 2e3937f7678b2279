"""Ukrainian and Russian names in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from gazetteer.sources import read_csv

VOWELS = "aeiouy"
Scheme = dict[str, tuple[str, str]]  # letter to its romanisation, and that at the start of a word
Schemes = dict[str, Scheme]


def romanisation(scheme: str) -> Scheme:
    """Letter to (text, text at the start of a word) of a romanisation scheme."""
    rows = [row for row in read_csv("romanisation.csv") if row["scheme"] == scheme]
    return {row["letter"]: (row["text"], row["initial"] or row["text"]) for row in rows}


def romanise(text: str, table: Scheme) -> str:
    """Write a Cyrillic name in Latin letters; words begin with a capital if they did."""
    text = re.sub("[’ʼ`´‘]", "'", text)
    out: list[str] = []
    position = 0
    while position < len(text):
        size = 2 if text[position : position + 2].lower() in table else 1
        letters = text[position : position + size]
        initial = position == 0 or not (text[position - 1].isalpha() or text[position - 1] == "'")
        romanised = table.get(letters.lower(), (letters, letters))[initial]
        out.append(romanised[:1].upper() + romanised[1:] if letters[0].isupper() else romanised)
        position += size
    return "".join(out)


def fold(text: str) -> str:
    """Without diacritics and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub("['’ʼ`´‘ʹ]", "", plain)


def russian_spellings(name: str) -> list[str]:
    """How English-language news write a Russian name given in the BGN/PCGN romanisation, the commonest first."""
    plain = fold(re.sub("[ëё]", "e", name))
    news = re.sub(r"(?:yy|iy)\b", "y", plain)
    forms = [
        news,
        plain,
        re.sub(r"(?:yy|iy)\b", "iy", plain),
        fold(name.replace("ë", "yo").replace("Ë", "Yo")),
        re.sub(rf"([{VOWELS}])ye", r"\1e", news),
        re.sub(r"\bYe", "E", news),
        re.sub(r"([aeo])y(?=[^aeiouy\W])", r"\1i", news),
        re.sub(r"ks", "x", news) if re.search(r"\b[AM]leks|\bMaks", news) else news,
        news.replace("x", "ks"),
    ]
    return list(dict.fromkeys(forms))


def ukrainian_spellings(name: str, schemes: Schemes) -> set[str]:
    """How English-language news write a Ukrainian name given in Cyrillic letters."""
    official, old = romanise(name, schemes["kmu55"]), romanise(name, schemes["bgn"])
    mixed = romanise(name, schemes["bgn"] | {"й": ("i", "y")})
    forms = {official, old, mixed}
    forms |= {re.sub(r"y[iy]\b", "y", form) for form in forms}
    return forms | {official.replace("iia", "ia"), official.replace("iia", "iya")}


def cyrillic_alternates(place: dict[str, Any]) -> list[str]:
    """The Ukrainian and Russian spellings of a place of GeoNames: Cyrillic, of about as many words as its name."""
    return [
        name
        for name in place["alternatenames"]
        if re.fullmatch(r"[А-ЯЄІЇҐЁ][А-Яа-яЄІЇҐєіїґЁё'’ -]+", name)
        and name.count(" ") <= place["name"].count(" ") + 1
        and not name.endswith(" ош")
    ]


def letters_of(name: str) -> str:
    """A key to compare Ukrainian names by: small letters only."""
    return re.sub(r"[^а-яєіїґё]", "", name.lower())


def other_spellings(place: dict[str, Any], schemes: Schemes) -> set[str]:
    """Romanised former and Russian names of a place of GeoNames."""
    out: set[str] = set()
    for name in cyrillic_alternates(place):
        if not re.search("[ыэёъ]", name.lower()):
            out.update(ukrainian_spellings(name, schemes))
        if not re.search("[іїєґ]", name.lower()):
            out.update(russian_spellings(romanise(name, schemes["russian"])))
    return out
