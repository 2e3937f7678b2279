"""Rebuild a dataset from its articles and compare the two."""

from __future__ import annotations

import functools
import os
import tempfile
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from conflict_data.articles.files import Sources
from conflict_data.articles.read import DEFAULT
from conflict_data.articles.reading import Reading
from conflict_data.builder import build
from conflict_data.datasets import data_dir
from conflict_data.store import file_sha256, read_manifest, read_table


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """What a rebuild found.

    Parameters
    ----------
    path : pathlib.Path
    differences : tuple of str
        One line for each table or file that differs; empty where the dataset is what its articles give.
    """

    path: Path
    differences: tuple[str, ...]

    @property
    def success(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify(
    sources: Sources,
    path: str | os.PathLike[str] | None = None,
    *,
    executor: Executor | None = None,
    reading: Reading = DEFAULT,
    rejoin: str | os.PathLike[str] | None = None,
    progress: bool = False,
) -> VerificationReport:
    """Rebuild and compare.

    Parameters
    ----------
    sources : path, directory, glob pattern, or iterable of these
        The articles that the dataset was built from.
    path : path-like, optional
        A built dataset; the one that the loaders read when omitted.
    executor, reading, progress
        As for `build`.
    rejoin : path-like, optional
        Directory to write the tables to with the words of the articles in them, if nothing differs: so whoever holds
        the articles gets whole tables from those that were published with the text withheld.

    Returns
    -------
    VerificationReport
        A dataset whose text is withheld is compared with a rebuild that withholds it.
        Rows are compared by their content, so that another version of pyarrow does not count as a difference; each
        file must be the one that the manifest lists.

    Raises
    ------
    DatasetError
        If there is no dataset.
    """
    directory = data_dir(path)
    stored = read_manifest(directory)
    differences = []
    for name, entry in stored.tables.items():
        file = directory / f"{name}.parquet"
        if not file.is_file():
            differences.append(f"{name}: {file.name} is missing")
        elif file_sha256(file) != entry.sha256:
            differences.append(f"{name}: {file.name} is not the file that the manifest lists")
    with tempfile.TemporaryDirectory() as temporary:
        build_again = functools.partial(build, sources, executor=executor, reading=reading, progress=progress)
        rebuilt = build_again(temporary, with_text=_with_text(directory)).manifest
    for name, entry in rebuilt.tables.items():
        old = stored.tables.get(name)
        if old is None:
            differences.append(f"{name}: not in the manifest")
        elif old.content_sha256 != entry.content_sha256:
            differences.append(f"{name}: {old.rows} rows stored, {entry.rows} rebuilt, contents differ")
    if rejoin is not None and not differences:
        build_again(rejoin, with_text=True)
    return VerificationReport(directory, tuple(differences))


def _with_text(directory: Path) -> bool | None:
    """Whether the tables hold the articles' words: all, none, or (None) those of some."""
    file = directory / "articles.parquet"
    flags = read_table(file, columns=["has_text"])["has_text"].to_pylist() if file.is_file() else []
    return flags[0] if len(set(flags)) == 1 else None
