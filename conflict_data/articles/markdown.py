"""Articles written as Markdown with YAML front matter, which reads back as the same article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import yaml

from conflict_data.articles.article import Article, Source

_ORDER = ("title", "outlet", "byline", "dateline", "published", "url", "language", "license")


def to_markdown(article: Article, notes: Mapping[str, str] | None = None) -> str:
    """Return the file of an article: front matter, then the text.

    Parameters
    ----------
    article : Article
    notes : mapping of str to str, optional
        Further fields of the front matter, as of when a page was fetched; the reader leaves them alone.

    Returns
    -------
    str
        What `read_front_matter` reads as the same article. Its flags are left out: they say what was assumed in
        reading, and the file says it for certain.
    """
    head: dict[str, object] = {"id": article.article_id}
    for name in _ORDER:
        value = getattr(article, name)
        if value is not None and not (name == "language" and value == "en"):
            head[name] = str(value)
    if article.sources:
        head["sources"] = [_source(source) for source in article.sources]
    head |= notes or {}
    written = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{written}---\n{article.text}\n"


def _source(source: Source) -> dict[str, str]:
    given = {field.name: getattr(source, field.name) for field in fields(source)}
    return {name: str(value) for name, value in given.items() if value is not None}
