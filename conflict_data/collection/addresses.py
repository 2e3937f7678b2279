"""Addresses of articles: from a list, a feed or a sitemap."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from conflict_data.errors import MissingExtraError

MOST = 50_000  # addresses of one list: what the protocol of sitemaps allows
_UNPACKED = 50_000_000  # bytes, by the same protocol
_ENTRIES = frozenset({"item", "entry"})


def is_web(address: str) -> bool:
    """Whether an address is one of the web: http or https, with a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def listed(text: str) -> list[str]:
    """Addresses of a list: one a line; empty lines and those that start with ``#`` are passed over."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def in_feed(data: bytes, base: str) -> list[str]:
    """Addresses of the entries of a feed: RSS 0.9 to 2.0, Atom, JSON Feed.

    Parameters
    ----------
    data : bytes
    base : str
        Address of the feed, to which others may be relative.

    Returns
    -------
    list of str
        In the feed's order; empty where the data are no feed.
    """
    if data.lstrip()[:1] == b"{":
        return _absolute(_json_entries(data), base)
    entries = (element for element in _elements(data) if _name(element) in _ENTRIES)
    return _absolute((link for entry in entries if (link := _link(entry))), base)


def in_sitemap(data: bytes, base: str) -> tuple[list[str], list[str]]:
    """Addresses of a sitemap, compressed or not: those of pages, and those of further sitemaps."""
    pages: list[str] = []
    maps: list[str] = []
    for element in _elements(_unpacked(data)):
        if _name(element) == "loc" and element.text:
            (maps if _name(element.getparent()) == "sitemap" else pages).append(element.text)
    return _absolute(pages, base), _absolute(maps, base)


def _absolute(found: Any, base: str) -> list[str]:
    absolute: dict[str, None] = {}
    for link in found:
        try:
            address = urljoin(base, link.strip()).partition("#")[0]
        except ValueError:  # no address at all
            continue
        if is_web(address):
            absolute[address] = None
        if len(absolute) >= MOST:
            break
    return list(absolute)


def _elements(data: bytes) -> Iterator[Any]:
    """Elements of a document of XML, as much of it as can be read; entities are not resolved, nothing is fetched."""
    try:
        from lxml import etree  # noqa: PLC0415  (an extra)
    except ImportError:
        raise MissingExtraError(
            "feeds and sitemaps need the extra 'readers': pip install 'conflict-data[readers]'"
        ) from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if tree is not None:
        yield from tree.iter(etree.Element)


def _name(element: Any) -> str:
    """Name without its namespace, in lower case."""
    return "" if element is None else str(element.tag).rpartition("}")[2].lower()


def _link(entry: Any) -> str | None:
    """Address of an entry: its link, or an id that is one."""
    for child in entry:
        if _name(child) == "link":
            if child.get("href") and child.get("rel", "alternate") == "alternate":
                return str(child.get("href"))
            if child.text and child.text.strip():
                return str(child.text)
    for child in entry:
        if _name(child) in ("guid", "id") and child.text and is_web(child.text.strip()):
            return str(child.text)
    return None


def _json_entries(data: bytes) -> list[str]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return []
    items = document.get("items") if isinstance(document, dict) else None
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    links = (entry.get("url") or entry.get("id") for entry in entries)
    return [link for link in links if isinstance(link, str)]


def _unpacked(data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return stream.read(_UNPACKED)
    except (OSError, EOFError, zlib.error):
        return b""
