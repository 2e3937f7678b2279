"""Builds that are killed, or run out of disk, and input made to do harm; `--faults 15` runs many more of each."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import conflict_data as cd
from conflict_data.articles import Reading, article_from_text, iter_articles, read_articles
from conflict_data.builder import build
from conflict_data.errors import ArticleError, DatasetError
from conflict_data.parsing import parse_article

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(cd.__file__).parents[1]), "OMP_NUM_THREADS": "1"}

# Each round forks a build and kills it: at a random moment, or at a random one of its operations on files.
KILLER = """
import os, random, signal, sys, time
from conflict_data.builder import build
from conflict_data.builder.build import WORK
from conflict_data.parsing import parse

news, out, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
parse("Drones hit a depot in Kharkiv.", "2026-02-01")  # what is loaded here, the forks need not load again
chance = random.Random(int(sys.argv[4]))

def attempt(dies_at):
    pid = os.fork()
    if pid == 0:
        seen = 0
        def watch(event, arguments):
            nonlocal seen
            if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"):
                seen += out in str(arguments[0])
                if seen == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(watch)
        status = 1
        try:
            build(news, out, shard_size=16)
            status = 0
        finally:
            os._exit(status)
    return pid

started = time.monotonic()
for i in range(rounds):
    pid = attempt(chance.randint(1, 60) if i % 2 else None)
    if i % 2 == 0:
        time.sleep(chance.uniform(0.05, 2.5))
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or status == 0, status
_, status = os.waitpid(attempt(None), 0)
assert status == 0, status
assert not os.path.exists(os.path.join(out, WORK))
"""

# Workers that are left alone hold the pipes to which they print.
ORPHANS = """
import os, signal
from conflict_data.cli import _executor

with _executor(2) as pool:
    pool.submit(os.getpid).result()
    os.kill(os.getpid(), signal.SIGKILL)
"""

# A process that may not write files of more than some bytes meets what a full disk gives.
FULL = """
import resource, signal, sys
from conflict_data.builder import build
from conflict_data.errors import DatasetError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    build(sys.argv[1], sys.argv[2])
except DatasetError as error:
    sys.exit("named error: " + str(error))
"""

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry reopens | Northern Lamp</title>
<meta property="article:published_time" content="2026-01-17T10:00:00+02:00"><meta name="author" content="Ivan Moroz">
</head><body><nav><a href="/">Home</a></nav><article><h1>Ferry reopens</h1><p>Two boats carried eighty passengers
across the river on Saturday, the mayor’s office said.</p><p>“Drones hit Kharkiv at 5 a.m., killing 3,” he added.</p>
</article><script>var a = "<p>";</script></body></html>"""
RECORD = {
    "id": 7,
    "text": "Drones hit Kharkiv on Sunday, killing 3.",
    "date": "2026-02-01",
    "source": {"name": "Lamp"},
}
NASTY = (
    b"\x00", b"\xff\xfe", b"\x1b[31m", b"\r", b"\xe2\x80\xae", b"\xcc\x81" * 40, b"\xed\xa0\x80", b"<" * 60, b'"' * 20,
    b"---\n", b"&a [*a,*a]", b"{" * 60, b"\xf0\x9f\x98\x80", b"9" * 400, b"1e999", b"<!--", b"</p>", b"]]>", b"\\ud800", b"../../",
)  # fmt: skip


def run(code: str, *arguments: object, timeout: float = 1800) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, timeout=timeout, check=False
    )


def bytes_of(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(directory.iterdir())}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills")
def test_workers_end_with_a_killed_build() -> None:
    assert run(ORPHANS, timeout=60).returncode == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks")
def test_killed_builds_lose_and_double_nothing(news: Path, tmp_path: Path, faults: int) -> None:
    done = run(KILLER, news, tmp_path / "out", 2 * faults, faults)
    assert done.returncode == 0, done.stderr
    build(news, tmp_path / "fresh")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [3_000, 30_000])
def test_a_full_disk_is_a_named_error_and_leaves_the_old_tables(
    news: Path, dataset: Path, tmp_path: Path, limit: int
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for file in dataset.iterdir():
        (out / file.name).write_bytes(file.read_bytes())
    before = bytes_of(out)
    done = run(FULL, news, out, limit)
    assert done.stderr.startswith("named error: "), done.stderr
    assert "cannot write the dataset" in done.stderr
    assert {name: (out / name).read_bytes() for name in before} == before
    build(news, out)
    build(news, tmp_path / "fresh")
    assert bytes_of(out) == bytes_of(tmp_path / "fresh")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 600 kB."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", mounted], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no mount here")
    if done.returncode:
        pytest.skip("may not mount a disk here")
    yield mounted
    subprocess.run(["umount", mounted], check=True)


def test_a_small_disk_is_a_named_error_and_keeps_the_old_tables(
    news: Path, dataset: Path, small_disk: Path
) -> None:
    out = small_disk / "out"
    out.mkdir()
    for file in dataset.iterdir():
        if file.suffix == ".parquet":
            (out / file.name).write_bytes(file.read_bytes())
    before = bytes_of(out)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(b"x" * (free - 30_000))
    with pytest.raises(DatasetError, match="No space left"):
        build(news, out)
    assert {name: (out / name).read_bytes() for name in before} == before


def test_files_that_vanish_while_the_build_runs_are_rejects(news: Path, tmp_path: Path) -> None:
    class Vanishing(Reading):
        @property
        def max_bytes(self) -> int:
            (news / "9.md").unlink(missing_ok=True)
            return super().max_bytes

    report = build(news, tmp_path / "out", reading=Vanishing())
    assert (report.rows["articles"], report.rejected) == (32, {"missing-file": 1})


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some taken away, doubled, changed or nasty ones put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        length = chance.randint(0, 30)
        piece = chance.choice(
            (b"", chance.choice(NASTY), chance.randbytes(3), bytes(changed[at : at + 400]) * 2)
        )
        changed[at : at + length] = piece
    return bytes(changed)


def test_mutated_files_are_articles_or_rejects(articles: list[Path], tmp_path: Path, faults: int) -> None:
    chance = random.Random(20)  # noqa: S311
    lines = "\n".join([json.dumps(RECORD)] * 3)
    originals = {
        "a.md": articles[0].read_bytes(), "a.txt": read_articles(articles[:1]).__next__().text.encode(),
        "a.html": PAGE.encode(), "a.jsonl": lines.encode(), "a.json": json.dumps([RECORD]).encode(),
        "a.csv": b'id,date,text\n1,2026-02-01,"Drones hit Kharkiv, killing 3."\n', "a.jsonl.gz": gzip.compress(lines.encode()),
    }  # fmt: skip
    slowest = 0.0
    for i in range(100 * faults):
        name = chance.choice(sorted(originals))
        path = tmp_path / name
        path.write_bytes(mutate(originals[name], chance))
        start = time.process_time()
        found = list(iter_articles(path, Reading(any_language=True)))
        slowest = max(slowest, time.process_time() - start) if i > 20 else 0.0  # after libraries are loaded
        for item in found:
            assert isinstance(item, ArticleError) or item.text.encode()
    assert slowest < 2


def test_mutated_texts_are_parsed(articles: list[Path], faults: int) -> None:
    chance = random.Random(21)  # noqa: S311
    paragraphs = [part for article in read_articles(articles) for part in article.text.split("\n\n")]
    parse_article(article_from_text(paragraphs[0], "2026-02-01"))
    for _ in range(10 * faults):
        text = mutate(chance.choice(paragraphs).encode(), chance).decode("utf-8", "replace")
        start = time.process_time()
        parse_article(article_from_text(f"Boats {text}", "2026-02-01"))
        assert time.process_time() - start < 2


def test_a_line_of_ten_megabytes_and_yaml_that_swells(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_bytes(b"word " * 2_000_000)
    swelling = "a: &a [x, x]\n" + "\n".join(f"b{i}: &b{i} [*a, *a]" for i in range(9))
    (tmp_path / "yaml.md").write_text(f"---\n{swelling}\npublished: 2026-02-01\n---\nBoats ran again.\n")
    (tmp_path / "deep.md").write_text(f"---\na: {'[' * 5000}\n---\nBoats ran again.\n")
    start = time.process_time()
    found = list(iter_articles(tmp_path))
    assert all(isinstance(item, ArticleError) for item in found)
    assert len(found) == 3
    assert time.process_time() - start < 5
