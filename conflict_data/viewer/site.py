"""Write the evidence viewer's site: hand-written pages, and the dataset as scripts that the pages load when needed.

Browsers do not let a page that was opened from a disk fetch files, but let it load scripts. So each data file is a
script that hands one document to the page.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from conflict_data.datasets import data_dir
from conflict_data.errors import DatasetError, UsageError
from conflict_data.schema import tables
from conflict_data.store import read_manifest, read_table
from conflict_data.viewer.payload import Site, article_documents, event_chunks, overview, read_site

DATA = "data"
MARKER = "overview.js"


def view(path: str | os.PathLike[str] | None = None, *, out: str | os.PathLike[str]) -> Path:
    """Write a static site that shows the dataset: open ``index.html`` in a browser, no server needed.

    Parameters
    ----------
    path : path-like, optional
        A built dataset; the one that the loaders read when omitted.
    out : path-like
        Directory of the site: new, empty, or a site that this function wrote before, which is replaced.

    Returns
    -------
    pathlib.Path
        The page to open.

    Raises
    ------
    UsageError
        If ``out`` holds anything else.
    DatasetError
        If there is no dataset, it is broken, or the site cannot be written.
    """
    directory = data_dir(path)
    site = read_site(
        read_manifest(directory), {name: read_table(directory / f"{name}.parquet") for name in tables()}
    )
    target = Path(out)
    if target.exists() and not _replaceable(target):
        raise UsageError(f"{target}: not an empty directory, and no site of the viewer either")
    try:
        shutil.rmtree(target / DATA, ignore_errors=True)
        (target / DATA / "articles").mkdir(parents=True)
        for name, text in _files(site):
            (target / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"{target}: cannot write the site: {error.strerror or error}") from error
    return target / "index.html"


def _replaceable(target: Path) -> bool:
    return target.is_dir() and (not any(target.iterdir()) or (target / DATA / MARKER).is_file())


def _files(site: Site) -> Iterator[tuple[str, str]]:
    for page in sorted(resources.files(__package__).joinpath("static").iterdir(), key=lambda file: file.name):
        yield page.name, page.read_text(encoding="utf-8")
    chunks = list(event_chunks(site))
    for number, chunk in enumerate(chunks):
        yield f"{DATA}/events-{number}.js", script(f"events-{number}", chunk)
    for position, document in enumerate(article_documents(site)):
        yield f"{DATA}/articles/{position}.js", script(f"articles/{position}", document)
    yield f"{DATA}/{MARKER}", script("overview", overview(site, chunks))


def script(name: str, document: object) -> str:
    """A script that hands the document to the page; nothing in it can end the script element or start markup."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escaped)
    return f"conflictData({json.dumps(name)},{text});\n"
