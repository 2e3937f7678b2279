"""Whether a clause speaks of what is to come, from its words alone."""

from conflict_data.language.timexes.patterns import OTHER, lexicon
from conflict_data.language.timexes.scanner import Token

# How far the tense of a clause is looked for, in tokens.
REACH = 25


def tense_around(tokens: list[Token], first: int, last: int) -> bool | None:
    """Whether the clause around an expression speaks of what is to come, or of what is past.

    Parameters
    ----------
    tokens : list of Token
        Tokens of the text.
    first, last : int
        Tokens of the expression (half-open).

    Returns
    -------
    bool or None
        By the nearest cue to the left in the clause, or else to the right; None without any.
    """
    left = range(first - 1, max(-1, first - 1 - REACH), -1)
    right = range(last, min(len(tokens), last + REACH))
    for i in (*_clause(tokens, left), *_clause(tokens, right)):
        if (found := _tense(tokens, i, after=i >= last)) is not None:
            return found
    return None


def _clause(tokens: list[Token], reach: range) -> list[int]:
    """Tokens up to the end of the clause."""
    ends = lexicon().words["clause_end"]
    size = next((n for n, i in enumerate(reach) if tokens[i].word in ends), len(reach))
    return list(reach[:size])


def _tense(tokens: list[Token], i: int, *, after: bool) -> bool | None:
    """Whether a word makes its clause one about what is to come, or what is past; None if it tells neither."""
    sets = lexicon().words
    word, code = tokens[i].word, tokens[i].code
    earlier = tokens[i - 1].word if i else ""
    later = tokens[i + 1].word if i + 1 < len(tokens) else ""
    if word in sets["future_cue"]:
        # "due to snow", and the month of May
        return None if (word == "due" and later == "to") or (word == "may" and code != OTHER) else True
    if word == "to" and earlier in sets["intention"] and later not in sets["no_verb"]:
        return True
    if earlier in ("be", "being"):
        return None
    if word in sets["past_cue"] or (word.endswith("ed") and len(word) > 4 and earlier not in sets["no_verb"]):
        # "agreed to meet on Monday", but "on Monday agreed to meet"
        return None if later == "to" and word in sets["intention"] and not after else False
    return None
