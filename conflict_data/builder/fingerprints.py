"""What makes rows what they are: the article and the parser. Equal fingerprints, equal rows."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path

from conflict_data.articles import Article
from conflict_data.language.model import MODEL_VERSION

PACKAGE = Path(__file__).parents[1]
_NO_PART = (
    "analysis",
    "data",
    "expectations",
    "__pycache__",
)  # folders of the package that no row depends on
_LIBRARIES = ("spacy", "thinc", "numpy", "pyarrow")


def parser_fingerprint(*, with_text: bool | None) -> str:
    """SHA-256 of the code and data of this package, and of the versions of model and libraries."""
    return hashlib.sha256(f"{_package_sha256()} {with_text}".encode()).hexdigest()


@functools.lru_cache(maxsize=1)  # asked twice in a row of each article
def article_key(article: Article, parser: str) -> str:
    """SHA-256 of an article with all its metadata, and of the parser's fingerprint."""
    return hashlib.sha256(f"{parser} {article!r}".encode("utf-8", "surrogatepass")).hexdigest()


@functools.cache
def _package_sha256() -> str:
    digest = hashlib.sha256(MODEL_VERSION.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for path in sorted(PACKAGE.rglob("*")):
        below = path.relative_to(PACKAGE)
        if path.is_file() and not set(below.parts) & set(_NO_PART):
            digest.update(below.as_posix().encode() + b"\x00" + path.read_bytes())
    return digest.hexdigest()
