"""How far long work is: a bar with rate and time left, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """Pieces a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f}/s")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that can be moved on."""

    progress: Progress
    task: TaskID

    def advance(self, pieces: int) -> None:
        """Count more pieces as done."""
        self.progress.advance(self.task, pieces)


@contextmanager
def bar(what: str, total: int | None, *, shown: bool) -> Iterator[Bar]:
    """Show a bar while something is done; `total` is None where only the end will tell."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not shown) as progress:
        yield Bar(progress, progress.add_task("", total=total))
