"""Articles: bytes in, text with its origin out."""

from __future__ import annotations

from conflict_data.articles.article import Article, Source, article_from_text
from conflict_data.articles.read import (
    ArticleFile,
    find_articles,
    iter_articles,
    read_article,
    read_articles,
    read_bytes,
)

__all__ = [
    "Article",
    "ArticleFile",
    "Source",
    "article_from_text",
    "find_articles",
    "iter_articles",
    "read_article",
    "read_articles",
    "read_bytes",
]
