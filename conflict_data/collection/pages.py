"""Pages as they were fetched, beside the articles made of them, and the record of what became of each address."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from conflict_data.articles.article import id_from_name
from conflict_data.collection.fetching import Answer
from conflict_data.collection.outcomes import Result
from conflict_data.store import write_whole

PAGES = "_pages"
"""Folder of the pages; its name keeps the readers out."""

RECORD = "record.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an address.

    Attributes
    ----------
    url : str
        As it was asked for.
    result, message : str
        See `Outcome`.
    accessed : str
        When, in ISO 8601, UTC.
    sha256 : str or None
        Of the page's bytes.
    etag, last_modified : str or None
        By which the server knows the version of the page.
    """

    url: str
    result: Result
    message: str
    accessed: str
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only if it is another one now."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


class Pages:
    """Pages of a folder of articles.

    Parameters
    ----------
    directory : pathlib.Path
        The folder of articles.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory / PAGES
        self._record = self.directory / RECORD
        self._entries: dict[str, Entry] = {}
        data = self._record.read_bytes() if self._record.exists() else b""
        for line in data.split(b"\n")[
            :-1
        ]:  # what follows the last line break was cut off while it was written
            try:
                entry = Entry(**json.loads(line))
            except (ValueError, TypeError):
                continue
            self._entries[entry.url] = entry
        if data and not data.endswith(b"\n"):
            write_whole(self._record, data[: data.rfind(b"\n") + 1])

    def get(self, url: str) -> Entry | None:
        """What is known of an address."""
        return self._entries.get(url)

    def record(self, entry: Entry) -> None:
        """Note what became of an address; the last note counts."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with self._record.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        self._entries[entry.url] = entry

    def store(self, answer: Answer) -> str:
        """Keep the bytes of a page, compressed; return their SHA-256. Each version of a page is kept once."""
        digest = hashlib.sha256(answer.body).hexdigest()
        host = id_from_name(f"{urlsplit(answer.url).netloc}.host")
        path = self.directory / host / f"{digest[:32]}.html.gz"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, gzip.compress(answer.body, mtime=0))
        return digest
