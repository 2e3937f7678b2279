import contextlib
import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.articles import Article, Reading, iter_articles
from conflict_data.articles.records import article_of_record, field_names, language_code
from conflict_data.errors import ArticleError, UnknownNameError

TEXT = "The ferry ran again on Sunday. Divers had cleared the channel."


def article(record: dict[str, Any], **fields: str) -> Article:
    return article_of_record(record, "news.jsonl", field_names(fields), None)


@pytest.mark.parametrize(
    "record",
    [
        {"body": TEXT, "published_at": "2026-02-01T10:00:00Z", "source": {"id": None, "name": "Lamp"}, "author": "A. B"},
        {"content": TEXT, "publishedAt": "1 February 2026", "source_name": "Lamp", "authors": ["A. B"]},
        {"maintext": TEXT, "date_publish": "2026-02-01 10:00:00", "outlet": "Lamp", "byline": {"original": "A. B"}},
        {"Article Text": TEXT, "Date": 1769940000, "Publisher": "Lamp", "Author": "A. B"},
        {"text": [TEXT], "timestamp": "1769940000000", "site": "Lamp", "creator": ["A. B"]},
        {"fields": {"bodyText": TEXT, "byline": "A. B"}, "webPublicationDate": "2026-02-01T10:00:00Z", "publication": "Lamp"},
        {"text": TEXT, "seendate": "20260201T101500Z", "domain": "Lamp", "byline": "A. B"},
        {"text": f"<p>{TEXT.replace('. ', '.</p><p>')}</p>", "date": dt.date(2026, 2, 1), "outlet": "Lamp", "byline": "A. B"},
    ],
)  # fmt: skip
def test_common_names_of_fields(record: dict[str, Any]) -> None:
    found = article(record)
    assert found.text.replace("\n\n", " ") == TEXT
    assert (found.published, found.outlet, found.byline) == (dt.date(2026, 2, 1), "Lamp", "A. B")


def test_the_users_names_stand_alone() -> None:
    record = {
        "text": "A teaser that says a little.",
        "story": {"full": TEXT},
        "day": "2026-02-01",
        "date": "2020-01-01",
    }
    found = article(record, text="story.full", published="day")
    assert (found.text, found.published) == (TEXT, dt.date(2026, 2, 1))
    with pytest.raises(ArticleError, match="no text; looked for none;"):
        article(record, text="none")
    with pytest.raises(UnknownNameError, match="did you mean 'text'"):
        field_names({"texts": "a"})


def test_ids_are_kept_where_they_can_be_and_made_where_not() -> None:
    base = {"text": TEXT, "date": "2026-02-01"}
    assert article(base | {"id": 17}).article_id == "17"
    odd = [
        article(base | more).article_id
        for more in ({"id": "tag:x,1"}, {"url": "https://x/1"}, {"url": "https://x/2"}, {})
    ]
    assert len(set(odd)) == 4
    assert all(name.startswith("news-") for name in odd)


@pytest.mark.parametrize(
    ("given_code", "code"), [("en-GB", "en"), ("ENG", "en"), ("English", "en"), (None, "en"), ("uk", "uk")]
)
def test_language_codes(given_code: str | None, code: str) -> None:
    assert language_code(given_code) == code


def offered(path: Path, reading: Reading | None = None) -> list[str]:
    items = iter_articles(path, reading or Reading())
    return [item.reason.value if isinstance(item, ArticleError) else item.article_id for item in items]


LINES = [
    json.dumps({"id": "a", "text": TEXT, "date": "2026-02-01"}),
    "{broken",
    "[1, 2]",
    "",
    json.dumps({"id": "b", "text": "", "date": "2026-02-01"}),
    json.dumps({"id": "c", "text": "Boats ran again\u0000 on \ud800 Monday.", "date": "2026-02-01"}),
    json.dumps({"id": "d", "text": "Boats ran again on Tuesday.", "date": "2026-02-31"}),
    json.dumps({"id": "e", "text": "Boats ran again on Wednesday."}),
    "[" * 100_000,
    '{"a": ' + "9" * 10_000 + "}",
]


@pytest.mark.parametrize("name", ["n.jsonl", "n.ndjson.gz"])
def test_json_lines_go_on_after_a_bad_one(tmp_path: Path, name: str) -> None:
    data = "\r\n".join(LINES).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert offered(tmp_path) == [
        "a", "bad-record", "bad-record", "bad-record", "c", "impossible-date", "missing-date", "bad-record", "bad-record",
    ]  # fmt: skip
    assert offered(tmp_path, Reading(undated=dt.date(2026, 2, 1)))[6] == "e"


def test_a_line_beyond_the_limit_is_skipped_whole(tmp_path: Path) -> None:
    long = json.dumps({"id": "x", "text": "word " * 5000, "date": "2026-02-01"})
    (tmp_path / "n.jsonl").write_text(
        "\n".join([LINES[0], long, LINES[0].replace('"a"', '"z"').replace("Sunday", "Monday")])
    )
    assert offered(tmp_path, Reading(max_characters=200)) == ["a", "too-long", "z"]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda r: r,
        lambda r: r[0],
        lambda r: {"status": "ok", "articles": r},
        lambda r: {"response": {"results": r}},
    ],
)
def test_json_documents(tmp_path: Path, wrap: Any) -> None:
    records = [{"id": "a", "text": TEXT, "date": "2026-02-01"}]
    (tmp_path / "n.json").write_text(json.dumps(wrap(records)))
    assert offered(tmp_path) == ["a"]


def test_csv_with_line_breaks_and_other_separators(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text(
        f'id;date;text\na;2026-02-01;"{TEXT}\n\nThe end; of it came."\nb;2026-02-01;\n', "utf-8-sig"
    )
    assert offered(tmp_path / "n.csv") == ["a", "bad-record"]
    (found, _) = iter_articles(tmp_path / "n.csv")
    assert isinstance(found, Article)
    assert found.text == f"{TEXT}\n\nThe end; of it came."
    assert offered(tmp_path) == []  # tables must be named


def test_a_quotation_mark_that_never_closes_ends_the_file(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text(f'id,date,text\na,2026-02-01,{TEXT}\nb,2026-02-01,"{"word " * 5000}')
    assert offered(tmp_path / "n.csv", Reading(max_characters=500)) == ["a", "bad-record"]


def test_parquet(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b"], "body": [TEXT, None], "published": [dt.date(2026, 2, 1)] * 2})
    pq.write_table(table, tmp_path / "n.parquet")
    assert offered(tmp_path / "n.parquet") == ["a", "bad-record"]
    (tmp_path / "broken.parquet").write_bytes((tmp_path / "n.parquet").read_bytes()[:-20])
    assert offered(tmp_path / "broken.parquet") == ["bad-record"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=20)
    | st.just(TEXT)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "text", "a"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "body", "date", "author", "source", "url", "lang", "title"]), VALUES
    )
)
def test_any_record_is_an_article_or_refused(record: dict[str, Any]) -> None:
    with contextlib.suppress(ArticleError):
        article(record).text.encode()
