"""Build the dataset: articles in, tables on disk out, at any size."""

from __future__ import annotations

from conflict_data.builder.build import BuildReport, build

__all__ = ["BuildReport", "build"]
