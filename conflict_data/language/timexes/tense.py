"""Whether a clause speaks of what is to come, from its words alone."""

from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.scanner import Token

# How far the tense of a clause is looked for, in tokens.
REACH = 25


def is_future(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the clause around an expression speaks of what is to come.

    Parameters
    ----------
    tokens : list of Token
        Tokens of the text.
    first, last : int
        Tokens of the expression (half-open).

    Returns
    -------
    bool
        By the nearest cue to the left in the clause, or else to the right; False without any.
    """
    words = lexicon().words
    ends, coming, gone = words["clause_end"], words["future_cue"], words["past_cue"]

    def tense(i: int) -> bool | None:
        word = tokens[i].word
        earlier = tokens[i - 1].word if i else ""
        later = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if word == "due" and later == "to":
            return None
        if word in coming:
            return True
        if word == "to" and earlier in words["intention"] and later not in words["no_verb"]:
            return True
        if earlier in ("be", "being"):
            return None
        if word in gone or (word.endswith("ed") and len(word) > 4 and earlier not in ("the", "a", "an")):
            return None if later == "to" and word in words["intention"] else False
        return None

    for step, stop in ((-1, max(-1, first - 1 - REACH)), (1, min(len(tokens), last + REACH))):
        for i in range(first - 1 if step < 0 else last, stop, step):
            if tokens[i].word in ends:
                break
            if (found := tense(i)) is not None:
                return found
    return False
