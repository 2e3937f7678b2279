#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.11"
# dependencies = ["nox[uv]>=2025.10.16"]
# ///
"""Every task of the project: ``nox -l`` lists them, ``nox -s NAME`` runs one."""

import nox

nox.needs_version = ">=2025.10.16"
nox.options.default_venv_backend = "uv"
