"""From articles to annotated documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from conflict_data.articles import Article
from conflict_data.language.actors import find_actors
from conflict_data.language.dates import find_date_mentions
from conflict_data.language.document import Document
from conflict_data.language.parser import parse_articles
from conflict_data.language.places import find_places


def annotate(articles: Iterable[Article]) -> Iterator[Document]:
    """Parse articles and find their dates, places and actors.

    Parameters
    ----------
    articles : iterable of Article

    Yields
    ------
    Document
        One an article, in order.
    """
    for parsed in parse_articles(articles):
        article = parsed.article
        document = replace(
            parsed,
            dates=tuple(find_date_mentions(article.text, article.published)),
            places=tuple(find_places(article.text)),
        )
        yield replace(document, actors=find_actors(document))
