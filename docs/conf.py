"""Sphinx's configuration: the pages of this folder, the notebooks, and the docstrings of the package.

Three pages are made anew with each build: the ontology and the reference of the command line from the package, and the
tutorial from notebooks/ as they were last run.
"""

import json
import shutil
import subprocess
import sys
from importlib import metadata as distributions
from pathlib import Path

from sphinx.application import Sphinx

from conflict_data import metadata
from conflict_data.datasets import data_dir
from conflict_data.store import read_manifest

HERE = Path(__file__).parent

project = "conflict-data"
author = "The conflict-data authors"
copyright = "the conflict-data authors; text and data CC BY 4.0, code MIT"  # noqa: A001  (Sphinx's name)
version = release = distributions.version("conflict-data")

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.autosummary"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]
nb_execution_mode = "off"  # notebooks are run by a session of their own and committed with what they gave
exclude_patterns = ["_build", "jupyter_execute"]
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]

autodoc_typehints = "none"  # the docstrings say it in words
numpydoc_show_class_members = False

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sourcelink = False
html_theme_options = {
    "logo": {"text": project},
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "navigation_with_keys": False,
    "header_links_before_dropdown": 6,
}
html_sidebars = {"index": []}


def generate() -> None:
    """Write the pages that are made from the package and the notebooks."""
    (HERE / "ontology.md").write_text(metadata.ontology_page(), encoding="utf-8")
    command = [sys.executable, "-m", "typer", "conflict_data.cli", "utils", "docs", "--name", project]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout  # noqa: S603
    (HERE / "cli.md").write_text(printed.replace("# `conflict-data`", "# Command line", 1), encoding="utf-8")
    target = HERE / "notebooks"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for notebook in sorted((HERE.parent / "notebooks").glob("*.ipynb")):
        shutil.copy(notebook, target)


def setup(app: Sphinx) -> None:
    """Add the pages, and what search engines for datasets read."""
    described = json.dumps(metadata.schema_org(read_manifest(data_dir())), ensure_ascii=False)
    app.add_js_file(None, type="application/ld+json", body=described.replace("<", "\\u003c"))
    generate()
