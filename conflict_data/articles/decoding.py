"""Bytes to text: by what the file declares, then as UTF-8, then by detection."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from conflict_data.errors import ArticleError, Reason

_MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # where a page must declare its encoding
_SAMPLE = 20_000  # bytes, enough to detect an encoding
# What browsers take these declarations for, by the WHATWG encoding standard.
_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}


def decode(data: bytes, path: str, *, declared: str | None = None, html: bool = False) -> str:
    """Return the text of a file.

    Parameters
    ----------
    data : bytes
    path : str
        The file, for errors.
    declared : str, optional
        Encoding that came with the file, as in an HTTP header.
    html : bool
        Whether the file may declare an encoding in its head.

    Returns
    -------
    str
        Decoded by the byte order mark, as declared, as UTF-8, or as detected: the first that fits.

    Raises
    ------
    ArticleError
        If the bytes are no text, or text in no encoding that is declared or can be detected.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            if text is not None:
                return text
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        raise ArticleError(path, line, Reason.BINARY_FILE, "not text (NUL byte); save it as UTF-8 text")
    head = _META.search(data, 0, _HEAD) if html else None
    meta = head[1].decode("ascii", "replace") if head else None
    for name in (declared, meta, "utf-8"):
        text = _try(data, _BROWSERS.get(name.lower(), name)) if name else None
        if text is not None:
            return text
    text = _detect(data)
    if text is None:
        line, byte = _first_fault(data)
        message = f"byte 0x{byte:02X} is not UTF-8, and no other encoding fits; save the file as UTF-8"
        raise ArticleError(path, line, Reason.WRONG_ENCODING, message)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        # Only encodings of text: Python has codecs for compression and others under the same roof.
        return data.decode(encoding) if codecs.lookup(encoding)._is_text_encoding else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _detect(data: bytes) -> str | None:
    # The passages with other than ASCII letters decide, wherever in the file they stand.
    lines = [line for line in data.splitlines() if not line.isascii()]
    found = from_bytes(b"\n".join(lines)[:_SAMPLE]).best()
    return _try(data, found.encoding) if found else None


def _first_fault(data: bytes) -> tuple[int, int]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1, data[error.start]
    return 1, data[0]
