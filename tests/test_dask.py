"""A real scheduler and two worker processes on loopback."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import conflict_data as cd

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(cd.__file__).parents[1])}
QUIET = ("--host", "127.0.0.1", "--no-dashboard")
BUILD = "import sys; from conflict_data.cli import main; sys.argv[0] = 'conflict-data'; main()"


def start(folder: Path, module: str, *options: str) -> subprocess.Popen[bytes]:
    with (folder / f"{module}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *QUIET, *options],
            env=ENVIRONMENT, cwd=folder, stdout=log, stderr=log,
        )  # fmt: skip


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Path]:
    """Return the file that holds the address of a scheduler with two workers."""
    file = tmp_path / "scheduler.json"
    started = [start(tmp_path, "dask_scheduler", "--port", "0", "--scheduler-file", str(file))]
    options = (
        "--scheduler-file",
        str(file),
        "--nthreads",
        "1",
        "--no-nanny",
        "--local-directory",
        str(tmp_path),
    )
    started += [start(tmp_path, "dask_worker", *options) for _ in range(2)]
    try:
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        yield file
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_dask_cluster_does_not_change_a_byte(
    scheduler: Path, dataset: Path, articles: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ["build", *map(str, articles), "--out", str(out), "--scheduler", str(scheduler), "--quiet"]
    subprocess.run([sys.executable, "-c", BUILD, *arguments], check=True, env=ENVIRONMENT, timeout=240)
    assert {f.name: f.read_bytes() for f in out.iterdir()} == {
        f.name: f.read_bytes() for f in dataset.iterdir()
    }
