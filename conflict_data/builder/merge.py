"""Merge sorted streams of rows, block by block, without holding more than a block of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

Key = tuple[Any, ...]


def merge_sorted(streams: Sequence[Iterable[pa.Table]], by: Sequence[str]) -> Iterator[pa.Table]:
    """Merge streams of blocks of rows.

    Parameters
    ----------
    streams : sequence of iterable of pyarrow.Table
        Each sorted by the columns of `by`; blocks must not be empty.
    by : sequence of str
        Columns without nulls.

    Yields
    ------
    pyarrow.Table
        Blocks of rows, sorted within and between them.
    """
    cursors = [cursor for stream in streams if (cursor := _Cursor(iter(stream), by)).block is not None]
    order = [(column, "ascending") for column in by]
    while cursors:
        # Up to the earliest end of a block, no row that is still to be read can come before those at hand.
        bound = min(cursor.last for cursor in cursors)
        ready = [block for cursor in cursors if (block := cursor.take(bound)) is not None]
        yield pa.concat_tables(ready).sort_by(order)
        cursors = [cursor for cursor in cursors if cursor.block is not None]


class _Cursor:
    """Where the reading of one stream stands."""

    def __init__(self, blocks: Iterator[pa.Table], by: Sequence[str]) -> None:
        self._blocks = blocks
        self._by = by
        self._start = 0
        self._next()

    def _next(self) -> None:
        self.block: pa.Table | None = next(self._blocks, None)
        self._start = 0
        if self.block is not None:
            # As a list: asking Arrow for a key at a time costs many times as much.
            self._keys: list[Key] = list(
                zip(*(self.block[column].to_pylist() for column in self._by), strict=True)
            )
            self.last = self._keys[-1]

    def take(self, bound: Key) -> pa.Table | None:
        """The rows up to and including `bound`, which must not lie beyond the block; None if there are none."""
        if self.block is None:
            return None
        stop = bisect_right(self._keys, bound, lo=self._start)
        taken = self.block.slice(self._start, stop - self._start) if stop > self._start else None
        if stop == self.block.num_rows:
            self._next()
        else:
            self._start = stop
        return taken
