"""Pages of plain text as a reader pastes them: the article's prose and its metadata, out of the furniture."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from conflict_data.articles import furniture
from conflict_data.articles.article import Article, dated, id_from_name
from conflict_data.articles.page_date import is_dated
from conflict_data.articles.page_header import is_metadata, read_header
from conflict_data.errors import ArticleError, Reason

_WRAP = range(45, 101)  # widths to which mail programmes and terminals break lines
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_]-) (?=[^\W\d_])")  # "week- long", broken after its hyphen
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_MARKS = "\"'“”‘’«» .,!?…"
_MAX_LINES = 2000  # beyond, the page is no article, and only exact repetitions are looked for


def read_page(text: str, path: str, name: str, undated: dt.date | None = None) -> Article:
    """Read a page of plain text.

    The prose is the run of lines that read like sentences. Short lines, dates, bylines, counters, captions, share
    buttons, notices, lists of links, teasers and repeated headlines around and inside it are left out; what stands
    above the prose gives the metadata. "1 day ago" is counted back from the date of the page.

    Parameters
    ----------
    text : str
        The page, normalised.
    path : str
        The file, for errors.
    name : str
        File name, from which the id is made.
    undated : datetime.date, optional
        Day of publication of a page that gives none.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        If the page holds no sentence or no date.
    """
    lines = _lines(text)
    first, last = _body_range(lines)
    if first == last:
        raise ArticleError(path, 1, Reason.NO_SENTENCES, "no sentence on the page; paste the article's text")
    body = lines[first:last]
    aside = [line for line in body if not furniture.is_prose_within(line)]
    header = read_header(lines[:first], body[0], [*aside, *lines[last:]])
    message = "no publication date on the page; add a line 'Published: YYYY-MM-DD' at the top"
    published, flags = dated(header.published, undated, path, 1, message)
    return Article(
        article_id=id_from_name(name),
        text="\n\n".join(_paragraphs([header.opening, *body[1:]], header.title, header.byline)),
        published=published,
        title=header.title,
        outlet=header.outlet,
        byline=header.byline,
        dateline=header.dateline,
        url=header.url,
        flags=flags,
    )


def _lines(text: str) -> list[str]:
    """Return the lines that hold something, those of wrapped paragraphs joined."""
    blocks = [
        [line for raw in block.split("\n") if (line := furniture.clean_line(raw))]
        for block in _EMPTY_LINES.split(text)
    ]
    width = max((_width(block) for block in blocks if _is_wrapped(block)), default=0)
    found: list[str] = []
    for block in blocks:
        full = all(0.7 * width <= len(line) <= width for line in block[:-1])
        found += [_BROKEN_WORD.sub("", " ".join(block))] if width and block and full else block
    return found


def _width(block: Sequence[str]) -> int:
    return max(map(len, block), default=0)


def _is_wrapped(block: Sequence[str]) -> bool:
    """Whether the lines of a block are certainly one paragraph that was broken to a width.

    They are if all but the last are nearly full, and some break falls inside a sentence.
    """
    width = _width(block)
    full = all(len(line) >= 0.7 * width for line in block[:-1])
    broken = any(not furniture.ends_sentence(line) for line in block[:-1])
    return width in _WRAP and full and broken and furniture.ends_sentence(block[-1])


def _body_range(lines: Sequence[str]) -> tuple[int, int]:
    """Return where the body starts and ends: indexes of its first line, and of the line after its last one."""
    weights = [len(line) if furniture.is_prose(line) else 0 for line in lines]
    for index, line in enumerate(lines):  # headlines may be questions
        if weights[index] and not furniture.is_question(line):
            break
        weights[index] = 0
    start = _start(lines, weights)
    end = _end(lines, weights, start)
    prose = [index for index in range(start, end) if weights[index]]
    if not prose:
        return 0, 0
    first, last = prose[0], prose[-1] + 1
    while first > start and furniture.is_prose_beside(lines[first - 1]) and not is_metadata(lines[first - 1]):
        first -= 1
    while last < end and furniture.is_prose_beside(lines[last]) and not is_metadata(lines[last]):
        last += 1
    return first, last


def _start(lines: Sequence[str], weights: Sequence[int]) -> int:
    """Return the index after the last line of metadata above the body.

    A standfirst reads like prose, but byline, date or the headline again follow it.
    """
    total = sum(weights)
    timeline = sum(not weight and is_dated(line) for line, weight in zip(lines, weights, strict=True)) > 3
    start = before = n_before = 0
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if n_before > 2 or 2 * before > total:
            break
        again = line in seen and furniture.n_words(line) >= 4 and not furniture.is_furniture(line)
        told = is_metadata(line) and not (timeline and n_before and is_dated(line))
        if not weights[index] and (again or told) and (n_before < 2 or 4 * before <= total):
            start = index + 1
        before += weights[index]
        n_before += weights[index] > 0
        seen.add(line)
    return start


def _end(lines: Sequence[str], weights: Sequence[int], start: int) -> int:
    """Return the index of the line where the page goes on to something else: other articles, comments, its footer."""
    total = sum(weights[start:])
    before = 0
    for index in range(start, len(lines)):
        if 2 * before >= total and furniture.is_tail(lines[index]):
            return index
        if 3 * before >= 2 * total and is_metadata(lines[index]) and not furniture.is_furniture(lines[index]):
            teaser = index - (weights[index - 1] > 0 and not weights[index - 2])
            if teaser > start + 1 and _lists_articles(lines[teaser - 1 :], weights[teaser - 1 :]):
                return teaser - 1
        before += weights[index]
    return len(lines)


def _lists_articles(lines: Sequence[str], weights: Sequence[int]) -> bool:
    """Whether the rest of a page lists other articles: no more lines of prose than headlines, unlike a timeline."""
    headlines = sum(
        not weight
        and furniture.n_words(line) >= 3
        and not is_metadata(line)
        and not furniture.is_furniture(line)
        for line, weight in zip(lines, weights, strict=True)
    )
    return sum(weight > 0 for weight in weights) <= headlines


def _paragraphs(lines: Sequence[str], title: str | None, byline: str | None) -> list[str]:
    """Return the prose among the lines of the body, without what repeats it, or is about the author.

    Repeated are pull quotes and the headline.
    """
    kept = [line for line in lines if furniture.is_prose_within(line)]
    whole = "\n".join(kept)
    bare = [line.strip(_MARKS) for line in kept]
    times = Counter(bare)
    paragraphs: list[str] = []
    seen = {(title or "").strip(_MARKS)}
    for line, words in zip(kept, bare, strict=True):
        pulled = (
            len(kept) <= _MAX_LINES
            and furniture.PROSE_WORDS // 2 <= furniture.n_words(line) <= 3 * furniture.LONG_WORDS
            and whole.count(words) > times[words]
        )
        about = byline is not None and line.casefold().startswith(f"{byline} is a".casefold())
        if words not in seen and not pulled and not about:
            paragraphs.append(line)
            seen.add(words)
    return paragraphs
