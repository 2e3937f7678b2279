"""What is refused of articles that can be read: too long, not English, read before."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from conflict_data.articles.article import OTHER_LANGUAGE, Article
from conflict_data.articles.reading import Reading
from conflict_data.errors import ArticleError, Reason

ENGLISH = "en"
_SAMPLE = 1000  # characters: enough to tell a language, few enough to cost a millisecond
_SURE = 0.9  # of another language; below, the benefit of the doubt


@dataclass(frozen=True, slots=True)
class Offered:
    """What was offered as an article.

    Attributes
    ----------
    source : str
        Name of the file.
    position : int
        Number of the record within the file, from 0.
    item : Article or ArticleError
        The article, or why it is refused.
    """

    source: str
    position: int
    item: Article | ArticleError


def screen(
    items: Iterable[tuple[str, Article | ArticleError]],
    reading: Reading,
    is_known: Callable[[Article], bool] = lambda _: False,
) -> Iterator[Offered]:
    """Pass on what is to be parsed; all else becomes the error that says why it is not.

    Parameters
    ----------
    items : iterable of (str, Article or ArticleError)
        Name of the file, and what was read from it.
    reading : Reading
        Limits, and what to accept all the same.
    is_known : callable
        Whether an article, as it was read, passed before: then its language is not looked at again.

    Yields
    ------
    Offered
        In the order of `items`. Of several articles with the same id or text the first is passed on.
    """
    ids: dict[str, str] = {}
    texts: dict[bytes, str] = {}
    position, last = 0, None
    for source, item in items:
        position = position + 1 if source == last else 0
        last = source
        checked = item
        if isinstance(item, Article):
            try:
                _check_length(item, source, reading)
                checked = item if is_known(item) else _check_language(item, source, reading)
                _check_new(item, source, ids, texts)
            except ArticleError as error:
                checked = error
        yield Offered(source, position, checked)


def _check_length(article: Article, name: str, reading: Reading) -> None:
    if len(article.text) > reading.max_characters:
        message = f"text of {len(article.text)} characters; at most {reading.max_characters} are allowed"
        raise ArticleError(name, None, Reason.TOO_LONG, message)


def _check_language(article: Article, name: str, reading: Reading) -> Article:
    declared = article.language.split("-", 1)[0]
    found, sure = identifier().classify(article.text[:_SAMPLE])
    other = found if found != ENGLISH and sure > _SURE else declared
    if other == ENGLISH:
        return article
    if not reading.any_language:
        how = "detected" if other == found else "declared"
        message = f"the language is {other!r}, as {how}; only English is parsed"
        raise ArticleError(name, None, Reason.NOT_ENGLISH, message)
    return replace(article, language=other, flags=(*article.flags, OTHER_LANGUAGE))


def _check_new(article: Article, name: str, ids: dict[str, str], texts: dict[bytes, str]) -> None:
    if article.article_id in ids:
        message = (
            f"article id {article.article_id!r} is taken by {ids[article.article_id]}; ids must be unique"
        )
        raise ArticleError(name, None, Reason.DUPLICATE_ID, message)
    digest = bytes.fromhex(article.text_sha256)
    if digest in texts:
        message = f"the text is that of {texts[digest]}"
        raise ArticleError(name, None, Reason.DUPLICATE_TEXT, message)
    ids[article.article_id] = name
    texts[digest] = article.article_id


@functools.cache
def identifier() -> LanguageIdentifier:
    """The model that tells languages apart, loaded once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
