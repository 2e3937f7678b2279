"""Where sentences start.

Rules on the text rather than the dependency parser: news is well punctuated, and the rules never split a sentence at
a semicolon or join two over a paragraph break, so offsets of evidence stay what a reader would mark.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

# A full stop, question or exclamation mark with the closing marks behind it, white space, and the start of what may be
# a sentence: an opening mark, a capital or a digit.
_END = re.compile(r"""[.!?…]+["'”’»“«›)\]]*\s+(?=[“"'‘«„‚»‹`(\[—–-]{0,3}\s?(?:[^\W_a-zß-öø-ÿ]|[0-9]))""")
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$")


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    text = resources.files("conflict_data.language").joinpath("sentences.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    said = "|".join(data["reporting"])
    after_mark = re.compile(rf"(?:[\w.’'-]+ ){{0,5}}(?:{said})\b")
    zone = re.compile(rf"(?:[A-Z]\w+ ){{0,2}}(?:{'|'.join(data['zones'])})\b")
    return frozenset(data["abbreviations"]), frozenset(data["openers"]), after_mark, zone


def sentence_starts(text: str) -> list[int]:
    """Offsets at which sentences start.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of int
        Ascending; every paragraph starts a sentence. Empty for a text of white space.
    """
    starts = []
    position = len(text) - len(text.lstrip())
    while position < len(text):
        starts.append(position)
        position = _next_start(text, position)
    return starts


def _next_start(text: str, position: int) -> int:
    end = _paragraph_end(text, position)
    for match in _END.finditer(text, position, end):
        if _is_end(text, match):
            return match.end()
    following = _BREAK.match(text, end)
    return following.end() if following else len(text)


def _paragraph_end(text: str, position: int) -> int:
    """End of the line, or of the run of lines that were only wrapped (the next one starts in lower case)."""
    for match in _BREAK.finditer(text, position):
        following = text[match.end() : match.end() + 1]
        if text.count("\n", match.start(), match.end()) > 1 or not following.islower():
            return match.start()
    return len(text)


def _is_end(text: str, match: re.Match[str]) -> bool:
    abbreviations, openers, after_mark, zone = _lists()
    mark = match.group().strip()
    if mark[0] in "!?" and mark[-1] in "\"'”’»":
        # "Never!" Zelenskyy said: the sentence goes on behind the quotation.
        return after_mark.match(text, match.end()) is None
    if mark != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
    word = before.group() if before else ""
    if word.lower() in abbreviations:
        return False
    if word.lower() in ("a.m", "p.m"):
        return zone.match(text, match.end()) is None
    if (len(word) == 1 and word.isupper()) or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word):
        # An initial, or U.S.: only a word that opens sentences can follow as a new one.
        opener = re.match(r"[\w’']+", text[match.end() : match.end() + 15])
        return opener is not None and opener.group() in openers and len(word) > 1
    return True
