"""Records of many articles in one file: JSON Lines, JSON, CSV and Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from conflict_data.articles.article import (
    Article,
    clean_text,
    dated,
    has_sentences,
    id_from_name,
    is_id,
    published_date,
)
from conflict_data.articles.decoding import decode
from conflict_data.articles.html import read_html
from conflict_data.articles.reading import Reading
from conflict_data.errors import ArticleError, Reason, UnknownNameError

_NOT_KEY = re.compile(r"[^a-z0-9.]+")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?|\d{6})?\Z")
_MARKUP = re.compile(r"<(?:p|div|br|article|body|html)\b[^<>]{0,500}>", re.IGNORECASE)
_MILLISECONDS = 100_000_000_000  # epoch numbers from here on count milliseconds
_NAMES = (
    "name",
    "title",
    "main",
    "original",
    "text",
    "value",
)  # of a nested record that stands for one value

Record = Mapping[str, Any] | ArticleError


def read_records(
    stream: IO[bytes], path: str, suffix: str, reading: Reading
) -> Iterator[Article | ArticleError]:
    """Read the articles of a file of records.

    Parameters
    ----------
    stream : binary file
    path : str
        The file, for errors.
    suffix : str
        One of those of `FORMATS_OF_RECORDS`.
    reading : Reading
        Whose `fields` name the columns.

    Yields
    ------
    Article or ArticleError
        One a record, in order.
    """
    names = field_names(reading.fields)
    for record in FORMATS_OF_RECORDS[suffix](stream, path, reading.max_bytes):
        if isinstance(record, ArticleError):
            yield record
            continue
        try:
            yield article_of_record(record, path, names, reading.undated)
        except ArticleError as error:
            yield error


def article_of_record(
    record: Mapping[str, Any], path: str, names: Mapping[str, tuple[str, ...]], undated: dt.date | None
) -> Article:
    """Make an article of a record, by the names that its fields may have.

    Raises
    ------
    ArticleError
        If the record holds no sentence or no date.
    """
    folded = _fold(record)
    text, url, title = (_string(_find(record, folded, names[field])) for field in ("text", "url", "title"))
    language, given_id = (_string(_find(record, folded, names[field])) for field in ("language", "id"))
    if not text:
        message = (
            f"no text; looked for {', '.join(names['text'])}; name its field with fields={{'text': ...}}"
        )
        raise ArticleError(path, None, Reason.BAD_RECORD, message)
    published = _date(_find(record, folded, names["published"]), path)
    if _MARKUP.search(text, 0, 2000):
        text = read_html(
            text.encode("utf-8", "replace"), path, path, undated or published or dt.date.max
        ).text
    text = clean_text(text).strip()
    if not has_sentences(text):
        raise ArticleError(path, None, Reason.NO_SENTENCES, "no sentence in the record's text")
    message = f"no date; looked for {', '.join(names['published'])}"
    day, flags = dated(published, undated, path, None, message)
    return Article(
        article_id=_id(given_id, url, text, path),
        text=text,
        published=day,
        title=title,
        outlet=_string(_find(record, folded, names["outlet"])),
        byline=_string(_find(record, folded, names["byline"])),
        dateline=_string(_find(record, folded, names["dateline"])),
        url=url,
        language=language_code(language),
        license=_string(_find(record, folded, names["license"])),
        flags=flags,
    )


def field_names(given: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Names to look for, by our name of the field; those that the user gives stand alone.

    Raises
    ------
    UnknownNameError
        If a key of `given` is not a field of articles.
    """
    names = _common_names()
    for field in given:
        if field not in names:
            raise UnknownNameError("field of articles", field, names)
    return {field: (given[field],) if field in given else common for field, common in names.items()}


def language_code(language: str | None) -> str:
    """ISO 639-1 code of a language as records give it: ``en-GB``, ``eng``, ``English``."""
    code = (language or "en").strip().lower().replace("_", "-")
    if code in ("eng", "english"):
        return "en"
    return code.split("-", 1)[0]


@functools.cache
def _common_names() -> Mapping[str, tuple[str, ...]]:
    data = resources.files(__package__).joinpath("fields.toml").read_text("utf-8")
    return {field: tuple(names) for field, names in tomllib.loads(data).items()}


def _key(name: str) -> str:
    return _NOT_KEY.sub("", name.lower())


def _fold(record: Mapping[str, Any]) -> dict[str, Any]:
    folded: dict[str, Any] = {}
    for name, value in record.items():
        folded.setdefault(_key(str(name)), value)
    return folded


def _find(record: Mapping[str, Any], folded: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first value that is not empty."""
    for name in names:
        value = record.get(name)
        if value in (None, "", [], {}):
            value = folded.get(_key(name))
        if value in (None, "", [], {}) and "." in name:
            value = _nested(record, name)
        if value not in (None, "", [], {}):
            return value
    return None


def _nested(value: Any, name: str) -> Any:
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value[part] if part in value else _fold(value).get(_key(part))
    return value


def _string(value: Any, *, between: str = ", ") -> str | None:
    """Text of a value: lists joined, a nested record by its name."""
    if isinstance(value, Mapping):
        value = next((value[name] for name in _NAMES if value.get(name)), None)
    if isinstance(value, list | tuple):
        value = between.join(filter(None, (_string(item) for item in value[:100])))
    if isinstance(value, dt.date | int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return clean_text(value).strip() or None


def _date(value: Any, path: str) -> dt.date | None:
    if isinstance(value, dt.date) or value is None:
        return published_date(value, path) if value is not None else None
    text = _string(value) or ""
    compact = _COMPACT.match(text)
    if compact:
        return published_date(f"{compact[1]}-{compact[2]}-{compact[3]}", path)
    try:
        number = float(text)
    except ValueError:
        return published_date(text, path) if text else None
    seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        return published_date(text, path)  # which says what is allowed


def _id(given: str | None, url: str | None, text: str, path: str) -> str:
    """The id of the record where it has one that may be used, else one made of its id, address or text."""
    if given is not None and is_id(given):
        return given
    stem = id_from_name(path.removesuffix(".gz"))[:60]
    return f"{stem}-{hashlib.sha256((given or url or text).encode('utf-8', 'replace')).hexdigest()[:16]}"


def _json_lines(stream: IO[bytes], path: str, limit: int) -> Iterator[Record]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while not line.endswith(b"\n") and (line := stream.readline(limit + 1)):
                pass
            yield ArticleError(path, number, Reason.TOO_LONG, f"line longer than {limit} bytes")
        elif line.strip():
            yield _json(line.strip(), path, number)


def _json(data: bytes, path: str, line: int | None) -> Record:
    try:
        record = json.loads(decode(data, path))
    except ArticleError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ArticleError(path, line, Reason.BAD_RECORD, f"not JSON ({error})")
    if not isinstance(record, dict):
        return ArticleError(path, line, Reason.BAD_RECORD, "a record must be a JSON object")
    return record


def _json_document(stream: IO[bytes], path: str, limit: int) -> Iterator[Record]:
    """One record, or a list of records, or an API's answer that holds such a list."""
    data = stream.read(10 * limit + 1)
    if len(data) > 10 * limit:
        yield ArticleError(
            path, None, Reason.TOO_LONG, f"JSON longer than {10 * limit} bytes; use JSON Lines"
        )
        return
    try:
        document = json.loads(decode(data, path))
    except ArticleError as error:
        yield error
        return
    except (ValueError, RecursionError) as error:
        yield ArticleError(path, None, Reason.BAD_RECORD, f"not JSON ({error})")
        return
    for name in ("articles", "response", "results", "data", "docs", "items"):
        if isinstance(document, dict) and isinstance(document.get(name), list | dict):
            document = document[name]
    for record in document if isinstance(document, list) else [document]:
        if isinstance(record, dict):
            yield record
        else:
            yield ArticleError(path, None, Reason.BAD_RECORD, "a record must be a JSON object")


def _csv(stream: IO[bytes], path: str, limit: int, delimiter: str | None = None) -> Iterator[Record]:
    csv.field_size_limit(limit)
    head = stream.read(1 << 16)
    try:
        decode(head[: head.rfind(b"\n") + 1] or head, path)
    except ArticleError as error:
        yield error
        return
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    lines = io.TextIOWrapper(cast("IO[bytes]", _Joined(head, stream)), encoding, errors="replace", newline="")
    first = head.split(b"\n", 1)[0]
    comma = delimiter or max(",;\t|", key=lambda mark: first.count(mark.encode()))
    reader = csv.DictReader(lines, delimiter=comma)
    while True:
        try:
            row = next(reader, None)
        except (csv.Error, UnicodeError) as error:
            # A quotation mark that never closes swallows the rest of the file: there is nothing to go on with.
            yield ArticleError(path, reader.line_num, Reason.BAD_RECORD, f"not CSV ({error})")
            return
        if row is None:
            return
        yield {name: value for name, value in row.items() if isinstance(name, str)}


def _tsv(stream: IO[bytes], path: str, limit: int) -> Iterator[Record]:
    return _csv(stream, path, limit, "\t")


class _Joined(io.RawIOBase):
    """A stream whose head was read before, for files that cannot go back."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _parquet(stream: IO[bytes], path: str, _limit: int) -> Iterator[Record]:
    try:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=64):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
        message = f"not a readable Parquet file ({str(error).splitlines()[0][:200]})"
        yield ArticleError(path, None, Reason.BAD_RECORD, message)


FORMATS_OF_RECORDS: dict[str, Callable[[IO[bytes], str, int], Iterator[Record]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json_document,
    ".csv": _csv,
    ".tsv": _tsv,
    ".parquet": _parquet,
}
"""Reader of raw records by file suffix."""
