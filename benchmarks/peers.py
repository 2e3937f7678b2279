"""The build against common tools for single tasks, on the same texts: quantulum3 for figures, textacy for quotations.

usage: python benchmarks/peers.py [--rounds 3]   (nox -s peers installs them)

textacy reads the parse of the full English pipeline, which counts as its own time; quantulum3 reads plain text. CPU
seconds of one process, in turns, and ratios of medians.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # before NumPy is loaded: one thread a process
    os.environ.setdefault(variable, "1")

import spacy
import textacy
from build import MODEL, RAW, cpu
from quantulum3 import classifier
from quantulum3 import parser as quantulum

from conflict_data.articles import read_articles
from conflict_data.builder import build


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    classifier.USE_CLF = False  # its model is of a scikit-learn too old to be read; without it it is faster
    nlp = spacy.load(MODEL)
    texts = [article.text for article in read_articles(RAW)]
    failed = 0

    def quotations() -> None:
        nonlocal failed
        failed = 0
        for document in nlp.pipe(texts):
            try:
                list(textacy.extract.direct_quotations(document))
            except ValueError:  # one odd quotation mark loses an article
                failed += 1

    def quantities() -> None:
        for text in texts:
            quantulum.parse(text)

    with tempfile.TemporaryDirectory() as folder:
        tasks = {
            "whole build": lambda: build(RAW, Path(folder) / "out"),
            "spaCy and textacy": quotations,
            "quantulum3": quantities,
        }
        for task in tasks.values():  # what is loaded once a process counts for none
            task()
        seconds = {name: median([cpu(task) for _ in range(rounds)]) for name, task in tasks.items()}
    ours, both = seconds["whole build"], seconds["spaCy and textacy"] + seconds["quantulum3"]
    for name, taken in seconds.items():
        print(f"{name:<18} {taken:7.2f} s of CPU for {len(texts)} articles")
    print(f"textacy refused {failed} of {len(texts)} articles")
    print(f"the build takes {ours / both:.2f} times what the two take together")


if __name__ == "__main__":
    main()
