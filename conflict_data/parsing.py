"""One article in memory: text in, tables out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

import pandas as pd

from conflict_data.articles import Article, article_from_text
from conflict_data.enforce import to_arrow
from conflict_data.extract.events import extract_events
from conflict_data.extract.figures import extract_figures
from conflict_data.extract.statements import extract_statements
from conflict_data.language.annotate import annotate
from conflict_data.link import link
from conflict_data.rows import ArticleRows, article_rows
from conflict_data.schema import table


@dataclass(frozen=True)
class Tables:
    """The tables of one article as DataFrames; `conflict_data.codebook` says what the columns mean."""

    articles: pd.DataFrame
    events: pd.DataFrame
    event_actors: pd.DataFrame
    event_places: pd.DataFrame
    statements: pd.DataFrame
    figures: pd.DataFrame


def parse(
    text: str,
    published: str | date,
    *,
    title: str | None = None,
    outlet: str | None = None,
    article_id: str | None = None,
) -> Tables:
    """Parse one article.

    Parameters
    ----------
    text : str
        The article's prose, without masthead, captions and links.
    published : str or datetime.date
        Day of publication, ISO 8601. Relative dates ("overnight", "on Friday") are resolved against it.
    title, outlet : str, optional
    article_id : str, optional
        Letters, digits, dot, dash and underscore; made of a hash of the text when omitted.

    Returns
    -------
    Tables

    Raises
    ------
    ArticleError
        If the text holds no sentence or the date is impossible.
    ModelError
        If the English pipeline is not installed.
    """
    return parse_article(
        article_from_text(text, published, title=title, outlet=outlet, article_id=article_id)
    )


def parse_article(article: Article) -> Tables:
    """Parse one article that was read before; see `parse`."""
    (rows,) = parse_to_rows([article])
    names = [field.name for field in fields(Tables)]
    return Tables(**{name: table(name).to_pandas(to_arrow(table(name), rows.tables[name])) for name in names})


def explain_article(article: Article) -> list[dict[str, str]]:
    """For each event of an article: its trigger, type and factuality, the lexicon entry and the rule behind it."""
    (document,) = annotate([article])
    return [
        {
            "trigger": document.text[event.trigger_start : event.trigger_end],
            "event_type": event.event_type,
            "factuality": event.factuality,
            "entry": event.entry,
            "rule": event.rule,
        }
        for event in extract_events(document, extract_statements(document))
    ]


def parse_to_rows(articles: Iterable[Article], *, with_text: bool | None = True) -> Iterator[ArticleRows]:
    """Rows of each article, in order."""
    for document in annotate(articles):
        statements = extract_statements(document)
        events = extract_events(document, statements)
        figures = extract_figures(document, statements, events)
        rows = article_rows(document, statements, events, figures, with_text=with_text)
        link(rows.tables)  # within the article; a build does it again for all
        yield rows
