"""The same functions from a shell.

Results go to standard output, progress and faults to standard error. Exit codes: 0 all is well, 1 the data failed,
2 wrong usage.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

try:
    import typer
    from rich.console import Console
    from rich.table import Table as RichTable
except ImportError:
    sys.exit("conflict-data: the commands need the extra 'parse': pip install 'conflict-data[parse]'")

from conflict_data import datasets
from conflict_data.errors import ConflictDataError, MissingExtraError, UsageError
from conflict_data.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from conflict_data.articles import Article, Reading
    from conflict_data.collection import Outcome
    from conflict_data.parsing import Tables

# What `parse` prints: heading to the columns that stand in it, one below the other.
SHOWN = {
    "events": {
        "event": ("event_type", "mode", "trigger"),
        "factuality": ("factuality",),
        "who": ("source_text", "source_country"),
        "to whom": ("target_text", "target_country"),
        "when, where": ("date_start", "place_text"),
        "according to": ("attribution_text",),
    },
    "statements": {
        "speaker": ("speaker_name", "speaker_text"),
        "cue": ("cue", "kind"),
        "content": ("content",),
    },
    "figures": {
        "figure": ("text",),
        "low": ("value_low",),
        "high": ("value_high",),
        "modifier": ("modifier",),
        "of what": ("measured", "unit"),
        "measure": ("measure",),
        "where": ("place_text",),
    },
}
UNBROKEN = ("event", "factuality", "measure", "modifier", "cue")

app = typer.Typer(
    help="News articles in; tidy, checked tables of events, statements and figures out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
stderr = Console(stderr=True, highlight=False)

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes that parse.", show_default=True)
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", help="Parse on this Dask scheduler: tcp://HOST:PORT, or its file of addresses."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
Dataset = Annotated[
    Path | None,
    typer.Argument(metavar="[DIR]", help="A built dataset; by default the one that the loaders read."),
]


def main() -> None:
    """Run the command line; faults in the data end with one line and exit code 1, wrong usage with 2."""
    try:
        app()
    except UsageError as error:
        _fail(str(error), code=2)
    except ConflictDataError as error:
        _fail(str(error), code=1)
    except KeyboardInterrupt:
        _fail("interrupted; the same command goes on where it stood", code=130)


def _fail(message: str, *, code: int) -> NoReturn:
    stderr.print(f"conflict-data: {message}", style="red", markup=False, soft_wrap=True)
    sys.exit(code)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"conflict-data {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-f",
        metavar="OURS=THEIRS",
        help="Name of a field of records, as text=story.full; repeatable.",
    ),
]
MaxCharacters = Annotated[int, typer.Option("--max-characters", min=1, help="Longest text that is accepted.")]
AnyLanguage = Annotated[
    bool, typer.Option("--any-language", help="Accept texts that are not in English, and flag them.")
]
Undated = Annotated[
    datetime | None,
    typer.Option(
        "--undated", formats=["%Y-%m-%d"], help="Day for articles that give none; they are flagged."
    ),
]


Into = Annotated[Path, typer.Option("--into", "-i", metavar="DIR", help="Folder of articles.")]
License = Annotated[
    str | None,
    typer.Option("--license", help="Their licence, as CC-BY-4.0; 'restricted' if none is known to be open."),
]


@app.command()
def add(
    sources: Annotated[
        list[str], typer.Argument(help="New articles: files, directories, glob patterns or URLs.")
    ],
    into: Into = Path("data/raw"),
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published them.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Headline of the article.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of the article.")] = None,
    published: Annotated[
        datetime | None, typer.Option("--published", formats=["%Y-%m-%d"], help="Day of publication.")
    ] = None,
    license: License = None,  # noqa: A002
    article_id: Annotated[str | None, typer.Option("--id", help="Id of the article, if it is one.")] = None,
    fields: Fields = None,
    max_characters: MaxCharacters = 1_000_000,
    any_language: AnyLanguage = False,
    undated: Undated = None,
    ask: Annotated[
        bool,
        typer.Option(
            "--ask/--no-ask", help="Ask for what neither file nor options tell (on a terminal only)."
        ),
    ] = True,
    as_json: Json = False,
) -> None:
    """Add articles to a folder of articles, with where they come from; what is there already is refused."""
    from conflict_data.collection import Origin  # noqa: PLC0415  (loads the readers)
    from conflict_data.collection import add as add_articles  # noqa: PLC0415

    outcomes = add_articles(
        sources,
        into,
        origin=Origin(outlet, title, url, published.date() if published else None, license, article_id),
        reading=_reading(fields, max_characters, any_language=any_language, undated=undated),
        ask=_ask if ask and sys.stdin.isatty() else None,
    )
    _print_outcomes(outcomes, into, as_json=as_json)
    if any(outcome.result != "added" for outcome in outcomes):
        raise typer.Exit(1)


@app.command()
def collect(
    urls: Annotated[
        Path | None,
        typer.Argument(
            metavar="[URLS.txt]", help="Addresses of articles, one a line; '-' reads standard input."
        ),
    ] = None,
    feeds: Annotated[
        list[str] | None, typer.Option("--feed", help="Address of an RSS, Atom or JSON feed; repeatable.")
    ] = None,
    sitemaps: Annotated[
        list[str] | None, typer.Option("--sitemap", help="Address of a sitemap or its index; repeatable.")
    ] = None,
    into: Into = Path("data/raw"),
    license: License = None,  # noqa: A002
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again for known pages, and name those that changed.")
    ] = False,
    pause: Annotated[float, typer.Option("--pause", min=1, help="Seconds between requests to a host.")] = 1.0,
    max_bytes: Annotated[int, typer.Option("--max-bytes", min=1, help="Largest page.")] = 10_000_000,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds for a page.")] = 60.0,
    contact: Annotated[
        str | None, typer.Option("--contact", help="How hosts can reach you: an address of mail or web.")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Fetch articles from the web, as robots.txt allows; the only command that uses the network."""
    from conflict_data.articles.article import RESTRICTED  # noqa: PLC0415  (loads the readers)
    from conflict_data.collection import collect as collect_pages  # noqa: PLC0415
    from conflict_data.collection.addresses import listed  # noqa: PLC0415
    from conflict_data.collection.fetching import USER_AGENT  # noqa: PLC0415

    if urls is None and not feeds and not sitemaps:
        raise UsageError("nothing to collect; give a file of addresses, --feed or --sitemap")
    outcomes = collect_pages(
        into,
        listed(_text_of(urls)) if urls else (),
        feeds=feeds or (),
        sitemaps=sitemaps or (),
        refresh=refresh,
        license=license or RESTRICTED,
        pause=pause,
        max_bytes=max_bytes,
        timeout=timeout,
        user_agent=f"{USER_AGENT} (+{contact})" if contact else USER_AGENT,
        progress=_bar(quiet=quiet),
    )
    _print_outcomes(outcomes, into, as_json=as_json)
    if any(outcome.result == "failed" for outcome in outcomes):
        raise typer.Exit(1)


@app.command()
def build(
    sources: Annotated[
        list[str], typer.Argument(help="Articles: files, directories, glob patterns or URLs.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Directory of the dataset.")],
    workers: Workers = 1,
    scheduler: Scheduler = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache", help="Folder that keeps parsed articles, so that later builds parse only new ones."
        ),
    ] = None,
    shard_size: Annotated[
        int, typer.Option("--shard-size", min=1, help="Articles that an interruption can cost at most.")
    ] = 500,
    fields: Fields = None,
    max_characters: MaxCharacters = 1_000_000,
    any_language: AnyLanguage = False,
    undated: Undated = None,
    with_text: Annotated[
        bool | None,
        typer.Option(
            "--with-text/--withhold-text",
            help="Put the words of all articles into the tables, or of none (offsets stay); by default of those "
            "whose licence is not 'restricted'.",
            show_default=False,
        ),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", help="Also draw diplomatic against military events by week, here."),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Build the tables from articles; what cannot be read is listed in the table of rejects."""
    with _executor(workers, scheduler) as executor:
        from conflict_data.builder import build as build_dataset  # noqa: PLC0415  (loads the readers)

        report = build_dataset(
            sources,
            out,
            executor=executor,
            with_text=with_text,
            reading=_reading(fields, max_characters, any_language=any_language, undated=undated),
            cache=cache,
            shard_size=shard_size,
            progress=_bar(quiet=quiet),
        )
    if picture is not None:
        _draw(out, picture)
    if as_json:
        _print_json({"out": str(out), "data_version": report.manifest.data_version, "rows": report.rows,
                     "rejected": report.rejected, "parsed": report.parsed, "reused": report.reused,
                     "seconds": round(report.seconds, 3)})  # fmt: skip
        return
    _print_rows(f"{out}: data version {report.manifest.data_version}", report.rows)
    for reason, count in report.rejected.items():
        stderr.print(f"rejected: {count} {reason}", style="yellow")


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="One article, in any format that is read.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each event which lexicon entry and which rule made it.")
    ] = False,
    fields: Fields = None,
    max_characters: MaxCharacters = 1_000_000,
    any_language: AnyLanguage = False,
    undated: Undated = None,
    as_json: Json = False,
) -> None:
    """Print the events, statements and figures of one article."""
    from conflict_data.articles import read_article  # noqa: PLC0415
    from conflict_data.parsing import explain_article, parse_article  # noqa: PLC0415

    article = read_article(file, _reading(fields, max_characters, any_language=any_language, undated=undated))
    tables = parse_article(article)
    reasons = explain_article(article) if explain else []
    if as_json:
        document = {
            name: json.loads(frame.to_json(orient="records", date_format="iso"))
            for name, frame in vars(tables).items()
        }
        _print_json(document | ({"explanations": reasons} if explain else {}))
        return
    _print_article(tables)
    for reason in reasons:
        typer.echo(
            "{trigger!r} {event_type}: entry {entry}; factuality: {factuality}, {rule}".format_map(reason)
        )


@app.command()
def validate(path: Dataset = None, as_json: Json = False) -> None:
    """Check a dataset: files, schemas, expectations, keys between tables, and every span against its words."""
    from conflict_data.validation import validate as validate_dataset  # noqa: PLC0415  (loads GX)

    report = validate_dataset(path)
    if as_json:
        _print_json({"path": str(report.path), "success": report.success,
                     "checks": report.to_frame().to_dict("records")})  # fmt: skip
    else:
        for failure in report.failures:
            stderr.print(str(failure), style="red", markup=False, soft_wrap=True)
        for warning in report.warnings:
            stderr.print(str(warning), style="yellow", markup=False, soft_wrap=True)
        passed = len(report.checks) - len(report.failures) - len(report.warnings)
        found = f", {len(report.warnings)} warnings" if report.warnings else ""
        typer.echo(f"{report.path}: {passed} of {len(report.checks)} checks passed{found}")
    if not report.success:
        raise typer.Exit(1)


@app.command()
def verify(
    sources: Annotated[
        list[Path], typer.Option("--articles", "-a", help="Articles that the dataset was built from.")
    ],
    path: Dataset = None,
    workers: Workers = 1,
    rejoin: Annotated[
        Path | None,
        typer.Option(
            "--rejoin", help="If nothing differs, write the tables here with the articles' words in them."
        ),
    ] = None,
    fields: Fields = None,
    max_characters: MaxCharacters = 1_000_000,
    any_language: AnyLanguage = False,
    undated: Undated = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Rebuild a dataset from its articles and compare; give tables without text their words back."""
    with _executor(workers) as executor:
        from conflict_data.verification import verify as verify_dataset  # noqa: PLC0415  (loads the readers)

        report = verify_dataset(
            sources,
            path,
            executor=executor,
            reading=_reading(fields, max_characters, any_language=any_language, undated=undated),
            rejoin=rejoin,
            progress=_bar(quiet=quiet),
        )
    if as_json:
        _print_json(
            {"path": str(report.path), "success": report.success, "differences": list(report.differences)}
        )
    else:
        for difference in report.differences:
            stderr.print(difference, style="red", markup=False, soft_wrap=True)
        typer.echo(f"{report.path}: " + ("as its articles give it" if report.success else "differs"))
    if not report.success:
        raise typer.Exit(1)


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Annotated articles: ID.txt and ID.jsonl for each.")
    ],
    errors: Annotated[
        int, typer.Option("--errors", "-e", min=0, help="Show up to so many errors of each kind.")
    ] = 0,
    as_json: Json = False,
) -> None:
    """Compare what the parser reads with the records of annotators."""
    from conflict_data.evaluation import evaluate as evaluate_parser  # noqa: PLC0415  (loads the parser)

    evaluation = evaluate_parser(gold)
    if as_json:
        frames = {"scores": evaluation.scores, "accuracy": evaluation.accuracy}
        if errors:
            frames["errors"] = evaluation.errors
        _print_json({name: _records(frame) for name, frame in frames.items()})
        return
    console = Console(highlight=False)
    for title, frame in (("found", evaluation.scores), ("right, of those found", evaluation.accuracy)):
        grid = RichTable(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
        for heading in frame.columns:
            grid.add_column(heading, no_wrap=heading != "measure", min_width=len(heading))
        for record in frame.to_dict("records"):
            grid.add_row(*(f"{v:.3f}" if isinstance(v, float) else str(v) for v in record.values()))
        console.print(grid)
    if errors:
        _print_errors(evaluation.errors, errors)


@app.command()
def view(
    out: Annotated[Path, typer.Option("--out", "-o", help="Directory of the site.")],
    path: Dataset = None,
    as_json: Json = False,
) -> None:
    """Write a site that shows every row in the words it was read from; it needs a browser and nothing else."""
    from conflict_data.viewer import view as write_site  # noqa: PLC0415  (only this command needs it)

    page = write_site(path, out=out)
    if as_json:
        _print_json({"page": str(page)})
    else:
        typer.echo(f"{page}: open it in a browser")


@app.command()
def export(
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", "-f", help="csv, jsonl, geojson, sqlite, duckdb or icews.")
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Directory (csv, jsonl, geojson) or file (the others).")
    ],
    path: Dataset = None,
    as_json: Json = False,
) -> None:
    """Write the dataset in another format, for spreadsheets, maps, databases or scripts made for ICEWS."""
    from conflict_data.exports import export as write_export  # noqa: PLC0415  (only this command needs it)

    written = write_export(path, format=format, out=out)
    if as_json:
        _print_json({"out": str(written), "format": format})
    else:
        typer.echo(f"{written}: {format}")


@app.command()
def info(path: Dataset = None, as_json: Json = False) -> None:
    """Say what dataset this is: version, coverage, rows, licence, citation."""
    described = datasets.data_info(path)
    if as_json:
        _print_json(described)
        return
    for name in (
        "data_version",
        "package_version",
        "model",
        "coverage_start",
        "coverage_end",
        "license",
        "citation",
    ):
        typer.echo(f"{name:16} {described[name]}")
    _print_rows("rows", {name: entry["rows"] for name, entry in described["tables"].items()})


def _text_of(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a list of addresses ({error})") from None


def _ask(article: Article, field: str) -> str:
    """Ask on the terminal; what is empty stays open."""
    hint = {"published": "YYYY-MM-DD", "license": "empty for 'restricted'"}.get(field, "empty if not known")
    question = f"{article.title or article.article_id}: {field} ({hint})"
    answer: str = typer.prompt(question, default="", show_default=False, err=True)
    return answer


def _print_outcomes(outcomes: list[Outcome], into: Path, *, as_json: bool) -> None:
    if as_json:
        _print_json({"into": str(into), "outcomes": [asdict(outcome) for outcome in outcomes]})
        return
    for outcome in outcomes:
        line = f"{outcome.result}: {outcome.source}: {outcome.message}"
        style = None if outcome.result in ("added", "unchanged") else "yellow"
        stderr.print(line, style=style, markup=False, soft_wrap=True)
    counts = Counter(outcome.result for outcome in outcomes)
    typer.echo(
        f"{into}: " + (", ".join(f"{n} {result}" for result, n in sorted(counts.items())) or "nothing to add")
    )


def _bar(*, quiet: bool) -> bool:
    return not quiet and sys.stderr.isatty()


def _reading(
    fields: list[str] | None, max_characters: int, *, any_language: bool, undated: datetime | None
) -> Reading:
    from conflict_data.articles import Reading  # noqa: PLC0415  (loads the readers)

    named = {}
    for field in fields or ():
        ours, equals, theirs = field.partition("=")
        if not (ours and equals and theirs):
            raise UsageError(f"--field {field!r}: write OURS=THEIRS, as text=story.full")
        named[ours] = theirs
    return Reading(named, max_characters, any_language, undated.date() if undated else None)


@contextmanager
def _executor(workers: int, scheduler: str | None = None) -> Iterator[Executor | None]:
    """What parses: a Dask cluster, processes, or for one worker this process."""
    if scheduler is not None:
        with _dask(scheduler) as executor:
            yield executor
    elif workers == 1:
        yield None
    else:
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _prepare_worker)
        # Processes start with their pool's first tasks: now, while this one gets ready. They inherit what Ctrl-C does.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for _ in range(workers):
            pool.submit(int)
        signal.signal(signal.SIGINT, handler)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _prepare_worker() -> None:
    """Load the parser; leave Ctrl-C to the first process, which keeps what the workers have done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # If the first process is killed, workers of a pool would wait for tasks for ever.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    importlib.import_module("conflict_data.parsing")


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _dask(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415  (an extra)
    except ImportError:
        raise MissingExtraError(
            "--scheduler needs the extra 'distributed': pip install 'conflict-data[distributed]'"
        ) from None
    where = {"address": scheduler} if "://" in scheduler else {"scheduler_file": scheduler}
    try:
        client: Any = Client(**where, timeout=30, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(f"--scheduler {scheduler}: no Dask scheduler answers there ({error})") from error
    with client, client.get_executor() as executor:
        yield executor


def _draw(dataset: Path, picture: Path) -> None:
    from conflict_data.plotting import activity_timeline, save  # noqa: PLC0415  (loads matplotlib)

    save(activity_timeline(datasets.load_events(path=dataset)), picture)


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def _records(frame: pd.DataFrame) -> Any:
    """Rows for JSON: dates in ISO 8601, no value as null."""
    return json.loads(frame.to_json(orient="records", date_format="iso"))


def _print_rows(title: str, rows: dict[str, int]) -> None:
    typer.echo(title)
    for name, count in rows.items():
        typer.echo(f"  {name:14} {count:>8,}")


def _print_article(tables: Tables) -> None:
    """The three tables of an article, as wide as the terminal allows."""
    console = Console(highlight=False)
    for name, columns in SHOWN.items():
        frame = getattr(tables, name)
        grid = RichTable(title=f"{name} ({len(frame)})", title_justify="left", title_style="bold")
        for heading in columns:
            grid.add_column(heading, no_wrap=heading in UNBROKEN, overflow="fold")
        for record in frame.to_dict("records"):
            cells = ([_cell(record[name]) for name in names] for names in columns.values())
            grid.add_row(*("\n".join(dict.fromkeys(filter(None, cell))) for cell in cells))
        console.print(grid)


def _print_errors(errors: pd.DataFrame, most: int) -> None:
    from conflict_data.evaluation import FALSE_ALARM, MISSED  # noqa: PLC0415  (loads the parser)

    for (table, error, group), rows in errors.groupby(["table", "error", "group"]):
        typer.echo(f"{table}: {error}: {group} ({len(rows)})")
        for row in rows.head(most).to_dict("records"):
            values = f"  gold: {row['gold'] or '-'}  read: {row['read'] or '-'}"
            wrong = "" if error in (MISSED, FALSE_ALARM) else values
            typer.echo(f"    {row['article_id']}:{row['start']} {row['text']!r}{wrong}")


def _cell(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124  (NaN and NaT are not equal to themselves)
        return ""
    if hasattr(value, "date"):
        return str(value.date())
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.replace("[", r"\[")
