import contextlib
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.articles import (
    Article,
    article_from_text,
    find_articles,
    iter_articles,
    read_article,
    read_articles,
    read_bytes,
)
from conflict_data.errors import ArticleError, Reason

GOOD = "---\nid: {0}\npublished: 2026-02-01\n---\nThe ferry ran again on line {0}.\n"


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def test_directory_leaves_out_what_is_no_article(tmp_path: Path) -> None:
    for name in (
        "b/2.md",
        "b/1.txt",
        "a.markdown",
        "README.md",
        "b/readme.txt",
        "_draft.md",
        ".hidden/x.md",
        "table.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert [file.name for file in find_articles(tmp_path)] == ["a.markdown", "b/1.txt", "b/2.md"]


def test_names_do_not_depend_on_how_files_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, b="x", a="x")
    monkeypatch.chdir(tmp_path)
    ways = (
        tmp_path,
        str(tmp_path),
        tmp_path / "*.md",
        "*.md",
        [tmp_path / "b.md", tmp_path / "a.md"],
        [tmp_path, tmp_path / "a.md"],
    )
    for way in ways:
        assert [file.name for file in find_articles(way)] == ["a.md", "b.md"]


def test_equal_names_of_different_files_are_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, a="x", b=folder)
    names = [
        file.name for file in find_articles([tmp_path / "two", tmp_path / "one", tmp_path / "one" / "b.md"])
    ]
    assert len(names) == len(set(names)) == 4


def test_one_bad_article_does_not_hide_the_others(tmp_path: Path) -> None:
    write(
        tmp_path, a=GOOD.format("a"), b="---\npublished: 2026-02-31\n---\nThe ferry ran.", c=GOOD.format("c")
    )
    found = list(iter_articles(tmp_path))
    assert [type(item) for item in found] == [Article, ArticleError, Article]
    with pytest.raises(ArticleError, match=r"b\.md:2: publication date '2026-02-31' is not a day"):
        list(read_articles(tmp_path))


def test_second_article_with_an_id_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, a=GOOD.format("x"), b=GOOD.format("x"))
    first, second = iter_articles(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, ArticleError)
    assert second.reason is Reason.DUPLICATE_ID
    assert "'x' is taken by a.md" in second.message
    assert str(tmp_path) not in second.message


@pytest.mark.parametrize(
    ("name", "data", "reason", "line"),
    [
        ("a.md", b"", Reason.EMPTY_FILE, None),
        ("a.txt", b"\xef\xbb\xbf \r\n\t", Reason.EMPTY_FILE, None),
        ("a.md", b"---\nid: a\x00b\n---\n", Reason.BINARY_FILE, 2),
        ("a.txt", bytes(range(1, 256)) * 4, Reason.WRONG_ENCODING, 2),
        ("a.txt", "One\n".encode("utf-16-le"), Reason.BINARY_FILE, 1),
        ("a.md", b"---\nid: a\n---\nThe\x07 bell", Reason.CONTROL_CHARACTER, 4),
        ("a.pdf", b"%PDF", Reason.UNKNOWN_FORMAT, None),
        ("a", b"x", Reason.UNKNOWN_FORMAT, None),
    ],
)
def test_bad_bytes(tmp_path: Path, name: str, data: bytes, reason: Reason, line: int | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    assert (caught.value.reason, caught.value.line) == (reason, line)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("source", ["none.md", "none-*.md", "", "nul\0.md"])
def test_missing_files_are_errors(tmp_path: Path, source: str) -> None:
    (item,) = iter_articles(tmp_path / source if source else [tmp_path / "x" / "none.txt"])
    assert isinstance(item, ArticleError)
    assert item.reason is Reason.MISSING_FILE


def test_errors_survive_pickling() -> None:
    error = ArticleError("a.md", 3, Reason.BAD_ID, "wrong")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert str(again) == str(error) == "a.md:3: wrong"
    assert again.reason is Reason.BAD_ID


@given(st.binary(), st.sampled_from(["a.md", "a.txt"]))
def test_any_bytes(data: bytes, name: str) -> None:
    with contextlib.suppress(ArticleError):
        read_bytes(data, name)


@given(
    st.lists(
        st.sampled_from(
            [
                "---\n",
                "id: ",
                "published: 2026-02-01\n",
                "- ",
                "{",
                "&a ",
                "*a",
                "!!x ",
                "\n",
                "Boats ran again.\n",
                "'",
                "|\n",
                "\t",
                "1 day ago\n",
                "By A. B\n",
                "KYIV — ",
            ]
        ),
        max_size=30,
    ),
    st.text(max_size=20),
    st.sampled_from(["a.md", "a.txt"]),
)
def test_nearly_articles(parts: list[str], end: str, name: str) -> None:
    try:
        article = read_bytes("".join([*parts, end]).encode("utf-8", "replace"), name)
    except ArticleError:
        return
    assert article.text
    assert article.text == article.text.strip()


@given(st.text(alphabet=st.characters()))
def test_text_in_memory_with_a_word_is_always_taken(text: str) -> None:
    article = article_from_text(f"Boats {text}", "2026-02-01")
    article.text.encode()
    assert article == article_from_text(f"Boats {text}", "2026-02-01")


def test_text_in_memory_keeps_offsets() -> None:
    article = article_from_text(
        "Bell \x07 rang.\r\nTwice \ud800.", "2026-02-01", title="Bell", article_id="b.1"
    )
    assert article.text == "Bell   rang.\nTwice \ufffd."
    assert article.article_id == "b.1"
    assert article.text_sha256 == article_from_text(article.text, "2026-02-02").text_sha256


@pytest.mark.parametrize(
    ("published", "reason"), [("2026-02-30", Reason.IMPOSSIBLE_DATE), (" ", Reason.MISSING_DATE)]
)
def test_text_in_memory_needs_a_day(published: str, reason: Reason) -> None:
    with pytest.raises(ArticleError, match=r"^<text>: ") as caught:
        article_from_text("The ferry ran.", published)
    assert caught.value.reason is reason


def test_default_ids_differ_by_text_and_day() -> None:
    ids = {
        article_from_text(text, day).article_id
        for text in ("one", "two")
        for day in ("2026-02-01", "2026-02-02")
    }
    assert len(ids) == 4
