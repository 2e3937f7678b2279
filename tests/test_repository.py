"""The repository keeps its own promises."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_package_is_typed() -> None:
    assert (ROOT / "conflict_data" / "py.typed").is_file()
