"""Which date of a sentence belongs to an event or a figure, from the words between them."""

import functools
from collections.abc import Sequence

from conflict_data.language.dates import DateMention
from conflict_data.language.timexes.patterns import lexicon
from conflict_data.language.timexes.scanner import Token, tokenise

# Between a date and its trigger another clause is too far, a comma or "and" less so; words hardly count.
LIMIT, CLAUSE, COMMA, AND, WORD = 10.0, 10.0, 2, 1.0, 0.1
# "Friday's resignation": so many words may stand between the date and what it dates.
POSSESSIVE_REACH = 6
# "the largest attack since 2022": so many words before "since".
SUPERLATIVE_REACH = 10


def date_for(
    mentions: Sequence[DateMention],
    sentence: tuple[int, int],
    trigger: int,
    text: str,
    clause: tuple[int, int] | None = None,
) -> DateMention | None:
    """Choose the date that belongs to a trigger.

    Parameters
    ----------
    mentions : sequence of DateMention
        Dates of the article, as from `find_date_mentions`.
    sentence : tuple of int
        Characters of the sentence (half-open). Only its dates come into question.
    trigger : int
        Offset of the verb or noun that reports the event, or of the figure.
    text : str
        The article.
    clause : tuple of int, optional
        Characters of the trigger's clause, where known: a date outside it counts as beyond a clause boundary.

    Returns
    -------
    DateMention or None
        The nearest in the same clause; None where there is none, or only lengths and frequencies.
    """
    start, end = sentence
    near = [mention for mention in mentions if start <= mention.start < end and mention.basis != "none"]
    if not near:
        return None
    tokens = _tokens(text[start:end])
    at = next((i for i, token in enumerate(tokens) if token.end > trigger - start), len(tokens))
    costs = []
    for i, mention in enumerate(near):
        dated = i + 1 < len(near) and "," not in text[mention.end : near[i + 1].start]
        outside = clause is not None and not clause[0] <= mention.start < clause[1]
        costs.append(_distance(tokens, mention, start, at, dated=dated) + outside * CLAUSE)
    least = min(costs)
    return near[costs.index(least)] if least < LIMIT else None


@functools.lru_cache(maxsize=16)  # a sentence is asked for by each of its events and figures
def _tokens(sentence: str) -> tuple[Token, ...]:
    return tuple(tokenise(sentence))


def _distance(tokens: tuple[Token, ...], mention: DateMention, offset: int, at: int, *, dated: bool) -> float:
    first = next(i for i, token in enumerate(tokens) if token.end > mention.start - offset)
    last = next((i for i, token in enumerate(tokens) if token.start >= mention.end - offset), len(tokens))
    if first <= at < last:
        return 0 if mention.timex_type == "DURATION" else LIMIT
    words = [token.word for token in tokens]
    after = words[last] if last < len(words) else ""
    between = words[last:at] if at >= last else words[at + 1 : first]
    if after == "'s":
        if at < first:
            return LIMIT
        return 0 if at - last <= POSSESSIVE_REACH and "," not in between else COMMA + _between(between)
    if between and at < first and between[-1] in lexicon().words["preposition"]:
        between = between[:-1]
    if at >= last and words[at - 2 : at] == [",", "and"]:
        # ", and warned": coordinated with the main verb, over whatever stands between
        return COMMA + WORD * last
    return _between(between) + _attached(words, first, last, at, dated=dated)


def _between(words: list[str]) -> float:
    subordinators = lexicon().words["subordinator"]
    cost = 0.0
    for i, word in enumerate(words):
        if word in subordinators or (word == "," and words[i + 1 : i + 2] == ["and"]):
            cost += CLAUSE
        else:
            cost += COMMA if word == "," else AND if word == "and" else WORD
    return cost


def _attached(words: list[str], first: int, last: int, at: int, *, dated: bool) -> float:
    """The distance that a date keeps because it dates something else; `dated` if another date follows in its phrase."""
    sets = lexicon().words
    if words[last : last + 2] == ["to", "have"] and at > last:
        return CLAUSE
    if words[last - 1] in sets["preposition"] and not dated and (at < first or "," in words[last:at]):
        # "a day after the talks" dates the talks
        return CLAUSE
    if (
        first
        and words[first - 1] == "since"
        and sets["superlative"].keys() & words[max(0, first - SUPERLATIVE_REACH) : first]
    ):
        return CLAUSE
    return 0
