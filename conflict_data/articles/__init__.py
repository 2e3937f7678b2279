"""Articles: bytes in, text with its origin out."""

from __future__ import annotations

from conflict_data.articles.article import Article, Source, article_from_text
from conflict_data.articles.files import ArticleFile, find_articles
from conflict_data.articles.read import (
    iter_articles,
    offered_articles,
    read_article,
    read_articles,
    read_bytes,
)
from conflict_data.articles.reading import Reading

__all__ = [
    "Article",
    "ArticleFile",
    "Reading",
    "Source",
    "article_from_text",
    "find_articles",
    "iter_articles",
    "offered_articles",
    "read_article",
    "read_articles",
    "read_bytes",
]
