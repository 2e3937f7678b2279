import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.articles.decoding import decode
from conflict_data.errors import ArticleError, Reason

UKRAINIAN = "Президент заявив у понеділок, що переговори триватимуть у Женеві ще два дні."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_and_utf_8(encoding: str) -> None:
    assert decode(UKRAINIAN.encode(encoding), "a.txt") == UKRAINIAN


def test_what_is_declared_goes_before_detection() -> None:
    data = UKRAINIAN.encode("koi8-u")
    assert decode(data, "a.html", declared="koi8-u") == UKRAINIAN
    assert decode(data, "a.html", declared="no-such-encoding") != ""


@pytest.mark.parametrize(
    "head", ['<meta charset="windows-1251">', "<META content='text/html; charset=Windows-1251'>"]
)
def test_a_page_declares_its_encoding(head: str) -> None:
    page = f"<html><head>{head}</head><body>{UKRAINIAN}</body></html>"
    assert decode(page.encode("cp1251"), "a.html", html=True) == page


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert decode(b"the mayor\x92s \x93word\x94", "a", declared="ISO-8859-1") == "the mayor’s “word”"


def test_undeclared_encodings_are_detected() -> None:
    assert decode((UKRAINIAN * 5).encode("cp1251"), "a.txt") == UKRAINIAN * 5


@pytest.mark.parametrize("codec", ["zlib", "rot13", "base64", "unicode_escape", "idna", "punycode"])
def test_codecs_that_are_no_encodings_of_files_do_no_harm(codec: str) -> None:
    assert decode(b"plain words", "a", declared=codec) == "plain words"


def test_binary_files_are_refused_with_their_line() -> None:
    with pytest.raises(ArticleError) as caught:
        decode(b"One\nTwo\x00", "a.txt")
    assert (caught.value.reason, caught.value.line) == (Reason.BINARY_FILE, 2)


@given(st.binary(), st.sampled_from([None, "utf-8", "utf-7", "cp1252", "utf-16", "x"]), st.booleans())
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None, html: bool) -> None:
    with contextlib.suppress(ArticleError):
        assert isinstance(decode(data, "a", declared=declared, html=html), str)
