#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.11"
# dependencies = ["nox[uv]>=2025.10.16"]
# ///
"""Every task of the project: ``nox -l`` lists them, ``nox -s NAME -- ARGUMENTS`` runs one."""

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.10.16"
nox.options.default_venv_backend = "uv"
nox.options.error_on_external_run = True

ROOT = Path(__file__).parent
CONSTRAINTS = "constraints.txt"
EXTRAS = ("distributed", "duckdb", "parse", "plot", "readers", "validate")

ARTICLES = "data/raw"
DATASET = "data/processed"
WHEEL_BYTES = 6_000_000
CFFCONVERT = "cffconvert==2.0.0"
PEERS = ("quantulum3==0.10.0", "textacy==0.13.0")  # what the speed of the build is compared with
AXE_CORE = "4.11"  # what the viewer is checked for accessibility with
PICTURE = "docs/images/weekly-activity.svg"

# Run by a plain Python in an empty folder, as a user would after `pip install conflict-data`.
LOAD_EVERY_TABLE = """
import sys
import conflict_data as cd
for name in cd.data_info()["tables"]:
    print(f"{name:<14}{len(cd.load(name)):>8} rows")
heavy = {"dask", "great_expectations", "matplotlib", "spacy"} & set(sys.modules)
assert not heavy, heavy
"""


def install(session: nox.Session, *extras: str, groups: tuple[str, ...] = ()) -> None:
    """Install the project for editing, all else at the locked versions, whose hashes uv checks."""
    project = f".[{','.join(extras)}]" if extras else "."
    groups_asked = (f"--group={group}" for group in groups)
    # Compiled once here, not by each of the many processes that tests and benchmarks start.
    session.install("--compile-bytecode", "-c", CONSTRAINTS, "-e", project, *groups_asked)


@nox.session
def build(session: nox.Session) -> None:
    """Build the dataset: data/raw to data/processed."""
    install(session, "parse", "plot")
    session.run("conflict-data", "build", ARTICLES, "--out", DATASET, "--picture", PICTURE, *session.posargs)
    session.run("python", "scripts/generate.py")  # the descriptions of the new dataset


@nox.session
def validate(session: nox.Session) -> None:
    """Check the dataset against expectations/."""
    install(session, "parse", "validate")
    session.run("conflict-data", "validate", DATASET, *session.posargs)


@nox.session(default=False)
def verify(session: nox.Session) -> None:
    """Rebuild the dataset and compare it with data/processed, hash by hash."""
    install(session, "parse")
    session.run("conflict-data", "verify", DATASET, "--articles", ARTICLES, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install("-c", CONSTRAINTS, "--group=lint")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--diff")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session, *EXTRAS, groups=("types",))
    session.run("mypy", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; `-- --cov` measures what they cover."""
    install(session, *EXTRAS, groups=("test",))
    session.run("pytest", "--numprocesses=auto", *session.posargs)


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """Kill builds, fill disks and mutate input, many times over."""
    install(session, *EXTRAS, groups=("test",))
    session.run("pytest", "tests/test_faults.py", "--faults=15", "--durations=0", *session.posargs)


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Measure speed and memory of the build, as ratios."""
    install(session, "parse")
    session.run("python", "benchmarks/build.py", *session.posargs)


@nox.session(default=False)
def peers(session: nox.Session) -> None:
    """Measure the speed of the build against other programs for the same tasks."""
    session.install("-e", ".[parse]", *PEERS)
    session.run("python", "benchmarks/peers.py", *session.posargs)


@nox.session(default=False)
def notebooks(session: nox.Session) -> None:
    """Run every notebook and compare its outputs with those written; `-- --update` writes them anew."""
    # Not for editing: what the notebooks see is what the wheel has.
    session.install("-c", CONSTRAINTS, ".[notebooks]", "--group=notebooks")
    arguments = [argument for argument in session.posargs if argument != "--update"]
    check = () if "--update" in session.posargs else ("--check",)
    session.run("python", "scripts/execute_notebooks.py", *check, *arguments)


@nox.session(default=False)
@nox.parametrize("versions", ["lowest", "highest"])
def package(session: nox.Session, versions: str) -> None:
    """Build sdist and wheel; from the wheel alone, in an empty folder, load every table."""
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    session.run("uv", "build", "--build-constraint", CONSTRAINTS, "--require-hashes", *session.posargs)
    (wheel,) = dist.glob("*.whl")
    if wheel.stat().st_size > WHEEL_BYTES:
        session.error(f"{wheel.name} has {wheel.stat().st_size:,} bytes; {WHEEL_BYTES:,} are allowed")
    if versions == "highest":
        session.install("-c", CONSTRAINTS, str(wheel))
    else:
        needs = nox.project.load_toml("pyproject.toml")["project"]["dependencies"]
        session.install("--resolution=lowest-direct", *needs, str(wheel))
    session.chdir(session.create_tmp())
    session.run("python", "-I", "-W", "error", "-c", LOAD_EVERY_TABLE)
    # Without the extra "parse" the command says what to install, and fails.
    session.run("conflict-data", "info", success_codes=[1])


@nox.session(default=False)
def viewer(session: nox.Session) -> None:
    """Test the evidence viewer in headless Chromium (Debian: ``apt-get install chromium``; node for axe-core)."""
    install(session, "parse", groups=("test", "viewer"))
    tools = session.create_tmp()
    session.run("npm", "install", "--silent", "--prefix", tools, f"axe-core@{AXE_CORE}", external=True)
    session.run(
        "pytest",
        "tests/browser",
        *session.posargs,
        env={"AXE_CORE": f"{tools}/node_modules/axe-core/axe.min.js"},
    )


@nox.session(default=False)
def metadata(session: nox.Session) -> None:
    """Check the descriptions of the dataset with the validators of their formats."""
    session.install("-c", CONSTRAINTS, "--group=metadata")
    session.run("frictionless", "validate", f"{DATASET}/datapackage.json")
    session.run("mlcroissant", "validate", "--jsonld", f"{DATASET}/croissant.json")
    # In an environment of its own, since it needs an old jsonschema.
    session.run("uv", "tool", "run", CFFCONVERT, "--validate", "--infile", "CITATION.cff")


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Write the documentation as HTML to docs/_build."""
    install(session, *EXTRAS, groups=("docs",))
    session.run("sphinx-build", "--fail-on-warning", "--keep-going", "docs", "docs/_build", *session.posargs)


@nox.session(default=False)
def generate(session: nox.Session) -> None:
    """Write the files that are derived from the schema anew."""
    install(session, "parse")
    session.run("python", "scripts/generate.py", *session.posargs)


@nox.session(default=False)
def accuracy(session: nox.Session) -> None:
    """Measure the parser on tests/gold and write the scores of docs/accuracy.md anew."""
    install(session, "parse")
    session.run("python", "scripts/accuracy.py", *session.posargs)


@nox.session(default=False)
def gazetteer(session: nox.Session) -> None:
    """Write the table of places anew from GeoNames and Ukraine's codifier."""
    install(session, "parse", groups=("gazetteer",))
    session.run("python", "scripts/build_gazetteer.py", *session.posargs)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write constraints.txt anew: the newest versions that pyproject.toml allows, with hashes."""
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", "--all-extras", "--group=dev"),
        *("--universal", "--python-version=3.11", "--generate-hashes", "--upgrade"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
        *("--quiet", f"--output-file={CONSTRAINTS}", *session.posargs),
    )


if __name__ == "__main__":
    nox.main()
