"""The one spaCy parse of an article."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from conflict_data.articles import Article
from conflict_data.errors import ModelError
from conflict_data.language.document import Document
from conflict_data.language.model import MODEL_VERSION, MODELS
from conflict_data.language.sentences import sentence_starts

# Names come from the reference tables, so the named entity recogniser is left out: it is a quarter of the time.
EXCLUDE = ("ner",)

LONGEST = 400
"""Tokens of a sentence: what is longer is a list or noise and is cut, since some rules compare all pairs of words."""


@Language.component("conflict_data_sentences")
def set_sentences(doc: Doc) -> Doc:
    """Mark sentence starts by rule; the dependency parser keeps them."""
    starts = iter(sentence_starts(doc.text))
    pending = next(starts, None)
    marks = []
    length = 0
    for token in doc:
        begins = pending is not None and not token.is_space and token.idx + len(token) > pending
        length = 1 if begins or length == LONGEST else length + 1
        marks.append(1 if length == 1 else -1)
        while begins and pending is not None and token.idx + len(token) > pending:
            pending = next(starts, None)
    # All at once: setting them token by token makes spaCy look through the whole document each time.
    values: Any = np.array(marks, np.int64).view(np.uint64).reshape(-1, 1)
    return doc.from_array(["SENT_START"], values)


@functools.cache
def load_model() -> Language:
    """The English pipeline, loaded once a process.

    Raises
    ------
    ModelError
        If no accepted model of the pinned version is installed; the message says what to install.
    """
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        if package.__version__ == MODEL_VERSION:
            nlp = spacy.load(name, exclude=list(EXCLUDE))
            nlp.add_pipe("conflict_data_sentences", first=True)
            nlp.max_length = sys.maxsize  # the readers have a limit of their own, which users set
            return nlp
    raise ModelError(
        f"no English model of version {MODEL_VERSION} is installed (one of {', '.join(MODELS)}); "
        "pip install 'conflict-data[parse]' brings it"
    )


def parse_articles(articles: Iterable[Article], batch_size: int = 32) -> Iterator[Document]:
    """Parse articles with one pipeline, in order.

    Parameters
    ----------
    articles : iterable of Article
    batch_size : int
        Number of articles that the pipeline takes at a time.

    Yields
    ------
    Document
        With sentences, before dates, places and actors are found.
    """
    pairs = ((article.text, article) for article in articles)
    for doc, article in load_model().pipe(pairs, as_tuples=True, batch_size=batch_size):
        sentences = tuple(s for s in map(_trim, doc.sents) if len(s))
        yield Document(article, doc, sentences, tuple(_paragraphs(article.text, sentences)))


def _trim(span: Span) -> Span:
    """The span without white space around it."""
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _paragraphs(text: str, sentences: tuple[Span, ...]) -> Iterator[int]:
    number = 0
    for i, sentence in enumerate(sentences):
        if i and "\n" in text[sentences[i - 1].end_char : sentence.start_char]:
            number += 1
        yield number
