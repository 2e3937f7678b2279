"""The repository keeps its own promises."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conflict_data.schema import tables

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def requirements() -> Iterator[Requirement]:
    groups = PROJECT["dependency-groups"].values()
    extras = PROJECT["project"]["optional-dependencies"].values()
    for line in chain(PROJECT["project"]["dependencies"], *extras, *groups):
        if isinstance(line, str) and (requirement := Requirement(line)).name != PROJECT["project"]["name"]:
            yield requirement


def pins() -> dict[str, list[str]]:
    """Versions by package; several where they differ between Pythons or systems."""
    versions: dict[str, list[str]] = {}
    for line in read("constraints.txt").splitlines():
        if match := re.match(r"([\w.-]+)==(\S+)", line):
            versions.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return versions


def test_package_is_typed() -> None:
    assert (ROOT / "conflict_data" / "py.typed").is_file()


def test_version_is_one() -> None:
    version = PROJECT["project"]["version"]
    assert metadata.version("conflict-data") == version
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version
    headings = re.findall(r"^## \[(.+?)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == version


def test_ci_runs_the_second_command_of_the_readme() -> None:
    commands = re.findall(r"^```sh\n(.+)\n```$", read("README.md"), re.MULTILINE)
    assert "nox -s build validate" in commands[0]
    assert "nox -s tests" in commands[1]
    assert read(".ci/run").splitlines()[-1] == commands[1]


def test_tracked_files_name_no_registry_and_no_place_of_work() -> None:
    patterns = (
        rb"(?:pypi|pythonhosted|npmjs|anaconda|crates)\.(?:org|com|io)",
        rb"--(?:extra-index-url|index-url|find-links)",
        rb"(?<![\w.:/-])/(?:work|root|home|opt|Users)/\w",
    )
    found = [
        f"{path.relative_to(ROOT)}: {match[0]!r}"
        for path in tracked()
        for pattern in patterns
        for match in re.finditer(pattern, path.read_bytes())
    ]
    assert found == []


@pytest.mark.parametrize("requirement", sorted(set(map(str, requirements()))))
def test_constraints_pin_each_dependency(requirement: str) -> None:
    wanted = Requirement(requirement)
    versions = pins()[canonicalize_name(wanted.name)]
    assert all(wanted.specifier.contains(version) for version in versions)


def test_constraints_have_a_hash_for_each_pin_and_nothing_else() -> None:
    pinned, hashes = r"[\w.-]+==\S+(?: ; [^\\\n]+)?", r" \\\n    --hash=sha256:[0-9a-f]{64}"
    assert re.fullmatch(rf"(?:{pinned}(?:{hashes})+\n)+", read("constraints.txt"))


def test_pre_commit_and_constraints_have_the_same_ruff() -> None:
    repositories = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    (revision,) = (item["rev"] for item in repositories if item["repo"].endswith("/ruff-pre-commit"))
    assert [revision.removeprefix("v")] == pins()["ruff"]


@pytest.mark.parametrize(
    "workflow", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda p: p.name
)
def test_workflows_pin_actions_and_grant_nothing_by_default(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    assert yaml.safe_load(text)["permissions"] == {}
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", name)] == []


def test_readme_names_every_table() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", read("README.md"), re.MULTILINE)
    assert sorted(re.findall(r"\w+", " ".join(rows))) == sorted(tables())


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name
)
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
