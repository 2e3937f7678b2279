"""Make anew every committed file that is derived from the schema.

usage: python scripts/generate.py
"""

from __future__ import annotations

import json
from pathlib import Path

from conflict_data.schema import tables
from conflict_data.suites import regenerate

ROOT = Path(__file__).parents[1]


def generated() -> dict[Path, str]:
    """Every derived file with the text that it must have."""
    files = {}
    for name in tables():
        path = ROOT / "expectations" / f"{name}.json"
        suite = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        files[path] = json.dumps(regenerate(name, suite), indent=1, ensure_ascii=False) + "\n"
    return files


def main() -> None:
    """Write them."""
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
