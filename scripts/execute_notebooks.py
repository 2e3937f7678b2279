"""Execute the notebooks and write them with their outputs, or compare with the outputs that are written.

usage: python scripts/execute_notebooks.py [--check] [NOTEBOOK.py ...]

The sources are the files notebooks/*.py; each notebook beside them has the same cells and their outputs. With --check
nothing is written: sources, tables and text have to be those of the notebook. Pictures are not compared, the tables
that they are drawn from are (tests/test_pictures.py compares pixels).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
COMPARED = ("text/plain", "text/markdown")


def executed(source: Path) -> Any:
    """The notebook with its outputs, without anything that differs from run to run."""
    notebook = jupytext.read(source)
    # Old notebooks in the repository: a fixed form is worth more than the newest.
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02d}"
    NotebookClient(
        notebook, timeout=600, record_timing=False, resources={"metadata": {"path": source.parent}}
    ).execute()
    notebook.metadata.pop("language_info", None)
    return notebook


def comparable(notebook: Any) -> list[tuple[str, list[str]]]:
    """The sources of cells with what they print and show in words."""
    cells = []
    for cell in notebook.cells:
        shown = []
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                shown.append(output.text)
            elif "image/png" not in output.get("data", ()):
                shown += [output.data[kind] for kind in COMPARED if kind in output.get("data", ())]
        cells.append((cell.source, shown))
    return cells


def main() -> None:
    """Run the notebooks named, or all."""
    check = "--check" in sys.argv
    names = [name for name in sys.argv[1:] if name != "--check"]
    sources = [Path(name).resolve() for name in names] or sorted((ROOT / "notebooks").glob("*.py"))
    stale = []
    for source in sources:
        start = time.monotonic()
        notebook, path = executed(source), source.with_suffix(".ipynb")
        if not check:
            path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        elif comparable(notebook) != comparable(nbformat.read(path, as_version=4)):
            stale.append(source.name)
        print(f"{source.name:<40}{time.monotonic() - start:>6.1f} s", flush=True)
    if stale:
        sys.exit(
            f"outputs differ from those written: {', '.join(stale)}; nox -s notebooks -- --update writes them anew"
        )


if __name__ == "__main__":
    main()
