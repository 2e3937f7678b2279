"""Articles as Markdown files with YAML front matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from conflict_data.articles.article import (
    Article,
    Source,
    checked_id,
    dated,
    has_sentences,
    id_from_name,
    published_date,
)
from conflict_data.errors import ArticleError, Reason

_MARKER = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_MAX_CHARACTERS = 100_000  # of front matter: a guard against files that are not what they seem
_MAX_DEPTH = 8
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser is ten times as fast
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class _Value:
    """A YAML value and the line it starts on. Scalars stay strings: a title may be ``1984`` or ``No``."""

    line: int
    content: str | tuple[_Value, ...] | Mapping[str, _Value] | None


def has_front_matter(text: str) -> bool:
    """Whether a normalised text opens with the marker of front matter."""
    return _MARKER.match(text) is not None


def read_front_matter(text: str, path: str, name: str, undated: dt.date | None = None) -> Article:
    """Read a Markdown article with front matter.

    Fields: ``id``, ``title``, ``outlet``, ``byline`` (or ``author``), ``dateline``, ``published`` (or ``date``),
    ``url``, ``language``, ``license`` and ``sources``, a list of mappings with ``outlet``, ``title``, ``url`` and
    ``published``.
    Only the date is required. Other fields are left alone.

    Parameters
    ----------
    text : str
        The whole file, normalised.
    path : str
        The file, for errors.
    name : str
        File name, from which the id is made when the front matter gives none.
    undated : datetime.date, optional
        Day of publication of an article that gives none.

    Returns
    -------
    Article

    Raises
    ------
    ArticleError
        With the line of the fault.
    """
    head, body, first_line = _split(text, path)
    fields = _parse(head, path)
    message = "no publication date; add 'published: YYYY-MM-DD'"
    published, flags = dated(_published(fields, path), undated, path, 1, message)
    return Article(
        article_id=_id(fields, path, name),
        text=_body(body, path, first_line),
        published=published,
        title=_text(fields, "title", path),
        outlet=_text(fields, "outlet", path),
        byline=_names(fields, "byline", path) or _names(fields, "author", path),
        dateline=_text(fields, "dateline", path),
        url=_text(fields, "url", path),
        language=(_text(fields, "language", path) or "en").lower(),
        license=_text(fields, "license", path),
        sources=_sources(fields, path),
        flags=flags,
    )


def _split(text: str, path: str) -> tuple[str, str, int]:
    """Return front matter, body, and the line on which the body starts."""
    opening = _MARKER.match(text)
    if opening is None:
        message = "no front matter; the first line must be '---'"
        raise ArticleError(path, 1, Reason.BAD_FRONT_MATTER, message)
    closing = _END.search(text, opening.end())
    if closing is None:
        message = "the front matter that opens here is never closed; end it with a line '---'"
        raise ArticleError(path, 1, Reason.UNTERMINATED_FRONT_MATTER, message)
    head = text[opening.end() : closing.start()]
    if len(head) > _MAX_CHARACTERS:
        message = f"front matter of {len(head)} characters; at most {_MAX_CHARACTERS} are allowed"
        raise ArticleError(path, 1, Reason.BAD_FRONT_MATTER, message)
    return head, text[closing.end() :], text.count("\n", 0, closing.end()) + 1


def _parse(head: str, path: str) -> Mapping[str, _Value]:
    """Return the fields of the front matter.

    The events of the YAML parser are read one by one, so that each value keeps its line, and so that aliases
    (which can swell a small file without bound) and deep nesting are refused before anything is built of them.
    """
    events = yaml.parse(head, Loader=_LOADER)
    try:
        next(events)  # start of stream
        if isinstance(next(events), yaml.StreamEndEvent):
            return {}
        value = _value(next(events), events, path, 0)
        rest = [type(event) for event in events]
        if rest != [yaml.DocumentEndEvent, yaml.StreamEndEvent]:
            raise _bad(path, value.line, "more than one YAML document")
    except yaml.MarkedYAMLError as error:
        line = 1 if error.problem_mark is None else error.problem_mark.line + 2
        raise _bad(path, line, f"not YAML ({error.problem})") from None
    except yaml.YAMLError as error:
        raise _bad(path, 1, f"not YAML ({error})".replace("\n", " ")) from None
    if value.content is None:
        return {}
    if not isinstance(value.content, Mapping):
        raise _bad(path, value.line, "front matter must be a list of 'field: value' lines")
    return value.content


def _value(event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> _Value:
    """Return the value that starts with `event`, taking from `events` up to its end."""
    mark = event.start_mark
    line = 1 if mark is None else mark.line + 2  # marks count from 0, and the opening '---' is line 1
    if depth > _MAX_DEPTH:
        raise _bad(path, line, f"nested deeper than {_MAX_DEPTH} levels")
    if isinstance(event, yaml.ScalarEvent):
        plain_null = event.value in _NULL and event.implicit[0]
        return _Value(line, None if plain_null else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[_Value] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_value(item, events, path, depth + 1))
        return _Value(line, tuple(items))
    if isinstance(event, yaml.MappingStartEvent):
        fields: dict[str, _Value] = {}
        while not isinstance(item := next(events), yaml.MappingEndEvent):
            key = _value(item, events, path, depth + 1)
            if not isinstance(key.content, str):
                raise _bad(path, key.line, "a field name must be a word")
            if key.content in fields:
                raise _bad(path, key.line, f"field {key.content[:40]!r} is given twice")
            fields[key.content] = _value(next(events), events, path, depth + 1)
        return _Value(line, fields)
    raise _bad(path, line, "YAML aliases are not allowed; write the value out")


def _bad(path: str, line: int, message: str) -> ArticleError:
    return ArticleError(path, line, Reason.BAD_FRONT_MATTER, message)


def _text(fields: Mapping[str, _Value], key: str, path: str) -> str | None:
    value = fields.get(key)
    if value is None or value.content is None:
        return None
    if not isinstance(value.content, str):
        kind = "a mapping" if isinstance(value.content, Mapping) else "a list"
        raise _bad(path, value.line, f"{key} must be text, not {kind}")
    return " ".join(value.content.split()) or None


def _names(fields: Mapping[str, _Value], key: str, path: str) -> str | None:
    """Like `_text`, but a list of names is joined with commas."""
    value = fields.get(key)
    if value is None or not isinstance(value.content, tuple):
        return _text(fields, key, path)
    return ", ".join(name for item in value.content if (name := _text({key: item}, key, path))) or None


def _id(fields: Mapping[str, _Value], path: str, name: str) -> str:
    given = _text(fields, "id", path)
    return id_from_name(name) if given is None else checked_id(given, path, fields["id"].line)


def _published(fields: Mapping[str, _Value], path: str) -> dt.date | None:
    for key in ("published", "date"):
        given = _text(fields, key, path)
        if given is not None:
            return published_date(given, path, fields[key].line)
    return None


def _sources(fields: Mapping[str, _Value], path: str) -> tuple[Source, ...]:
    value = fields.get("sources")
    if value is None or value.content is None:
        return ()
    if not isinstance(value.content, tuple):
        raise _bad(path, value.line, "sources must be a list")
    return tuple(_source(item, path) for item in value.content)


def _source(item: _Value, path: str) -> Source:
    if isinstance(item.content, str):
        return Source(url=item.content)
    if not isinstance(item.content, Mapping):
        raise _bad(path, item.line, "a source must be an address, or fields: outlet, title, url, published")
    day = _text(item.content, "published", path)
    return Source(
        outlet=_text(item.content, "outlet", path),
        title=_text(item.content, "title", path),
        url=_text(item.content, "url", path),
        published=None if day is None else published_date(day, path, item.content["published"].line),
    )


def _body(body: str, path: str, first_line: int) -> str:
    text = body.strip()
    if not has_sentences(text):
        message = "no sentence after the front matter; the body must follow it"
        raise ArticleError(path, first_line, Reason.NO_SENTENCES, message)
    return text
