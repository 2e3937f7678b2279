import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.builder.merge import merge_sorted

KEYS = st.tuples(st.text(alphabet="ab\u00e9\uffff\U0001f600", max_size=2), st.integers(0, 3))


@given(st.lists(st.lists(KEYS), max_size=5), st.integers(1, 4))
def test_merged_streams_are_all_rows_in_order(runs: list[list[tuple[str, int]]], size: int) -> None:
    schema = pa.schema([("a", pa.string()), ("b", pa.int32()), ("c", pa.int32())])

    def blocks(rows: list[tuple[str, int, int]]) -> list[pa.Table]:
        return [
            pa.Table.from_pylist(
                [dict(zip("abc", row, strict=True)) for row in rows[i : i + size]], schema=schema
            )
            for i in range(0, len(rows), size)
        ]

    numbered = [[(a, b, n) for a, b in sorted(run)] for n, run in enumerate(runs)]
    merged = [
        row
        for block in merge_sorted([blocks(run) for run in numbered], ["a", "b"])
        for row in block.to_pylist()
    ]
    assert [(row["a"], row["b"]) for row in merged] == sorted(key for run in runs for key in run)
    assert sorted(row["c"] for row in merged) == sorted(n for run in numbered for _, _, n in run)
