"""A real scheduler and two worker processes on loopback."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import conflict_data as cd
from conflict_data.builder import build

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(cd.__file__).parents[1])}
QUIET = ("--host", "127.0.0.1", "--no-dashboard")
BUILD = "import sys; from conflict_data.cli import main; sys.argv[0] = 'conflict-data'; main()"


def start(folder: Path, module: str, *options: str) -> subprocess.Popen[bytes]:
    with (folder / f"{module}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *QUIET, *options],
            env=ENVIRONMENT, cwd=folder, stdout=log, stderr=log,
        )  # fmt: skip


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.scheduler = start(folder, "dask_scheduler", "--port", "0", "--scheduler-file", str(self.file))
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> None:
        options = ("--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny", "--local-directory")
        self.workers.append(start(self.folder, "dask_worker", *options, str(self.folder)))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Return a scheduler with two workers."""
    cluster = Cluster(tmp_path)
    for _ in range(2):
        cluster.add_worker()
    try:
        deadline = time.monotonic() + 60
        while not cluster.file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        yield cluster
    finally:
        for process in (cluster.scheduler, *cluster.workers):
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_dask_cluster_does_not_change_a_byte(
    cluster: Cluster, dataset: Path, articles: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ["build", *map(str, articles), "--out", str(out), "--scheduler", str(cluster.file), "--quiet"]
    subprocess.run([sys.executable, "-c", BUILD, *arguments], check=True, env=ENVIRONMENT, timeout=240)
    assert bytes_of(out) == bytes_of(dataset)


@pytest.mark.slow
def test_killed_workers_and_builds_lose_and_double_nothing(
    cluster: Cluster, news: Path, tmp_path: Path, faults: int
) -> None:
    """Kill a worker, or the build itself, at a random moment; then build to the end."""
    build(news, tmp_path / "fresh")
    chance = random.Random(faults)  # noqa: S311
    command = [sys.executable, "-c", BUILD, "build", str(news), "--scheduler", str(cluster.file), "--quiet"]
    for i in range(faults):
        arguments = ["--out", str(tmp_path / f"out{i}"), "--shard-size", "8"]
        going = subprocess.Popen([*command, *arguments], env=ENVIRONMENT)
        time.sleep(chance.uniform(1, 6))
        if i % 2:
            going.kill()
            going.wait()
            going = subprocess.Popen([*command, *arguments], env=ENVIRONMENT)
        else:
            killed = cluster.workers.pop(0)
            killed.kill()
            killed.wait()
            cluster.add_worker()
        assert going.wait(240) == 0
        assert bytes_of(tmp_path / f"out{i}") == bytes_of(tmp_path / "fresh")


def bytes_of(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in directory.iterdir()}
