"""Sphinx's configuration: the pages of this folder and the docstrings of the package."""

from importlib import metadata

project = "conflict-data"
author = "The conflict-data authors"
version = release = metadata.version("conflict-data")

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.autosummary"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

autodoc_typehints = "none"  # the docstrings say it in words
numpydoc_show_class_members = False

html_theme = "pydata_sphinx_theme"
html_title = project
