"""Check a built dataset: files, schemas, expectation suites, keys between tables, and evidence."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from conflict_data.consistency import inconsistent_figures
from conflict_data.datasets import data_dir
from conflict_data.errors import DatasetError
from conflict_data.evidence import wrong_evidence
from conflict_data.schema import Table, tables
from conflict_data.store import content_sha256, file_sha256, read_manifest, read_table
from conflict_data.suites import parameter_name, read_suite

# Keys that a failed check names; the count of the others is given.
NAMED = 10


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked.

    Parameters
    ----------
    table : str
    check : str
        What was expected.
    success : bool
    unexpected : int
        Number of rows against it.
    keys : tuple of str
        Primary keys of the first of them.
    detail : str
        The reason of a hand-written expectation, or what was found instead.
    severity : str
        critical, or warning: what the texts tell is odd, which may be right, and is for a reader to judge.
    evidence : tuple of str
        For a warning, the words of the first rows against it.
    """

    table: str
    check: str
    success: bool
    unexpected: int = 0
    keys: tuple[str, ...] = ()
    detail: str = ""
    severity: str = "critical"
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return one line a person can act on."""
        if self.success:
            return f"{self.table}: {self.check}"
        rows = f", {self.unexpected} rows" if self.unexpected else ""
        named = f": {', '.join(self.keys)}" if self.keys else ""
        detail = f" ({self.detail})" if self.detail else ""
        words = "".join(f"\n  {line}" for line in self.evidence)
        verb = "fails" if self.severity == "critical" else "is to be read"
        return f"{self.table}: {self.check} {verb}{rows}{named}{detail}{words}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All checks of one dataset."""

    path: Path
    checks: tuple[Check, ...]

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(c for c in self.checks if not c.success and c.severity == "critical")

    @property
    def warnings(self) -> tuple[Check, ...]:
        """The checks that found something odd in what the texts tell; none of them makes a dataset wrong."""
        return tuple(c for c in self.checks if not c.success and c.severity != "critical")

    @property
    def success(self) -> bool:
        """Whether nothing failed; warnings do not count."""
        return not self.failures

    def to_frame(self) -> pd.DataFrame:
        """One row a check."""
        columns = ["table", "check", "severity", "success", "unexpected", "keys", "detail"]
        return pd.DataFrame([[getattr(c, name) for name in columns] for c in self.checks], columns=columns)


def validate(path: str | os.PathLike[str] | None = None) -> ValidationReport:
    """Check a built dataset.

    Parameters
    ----------
    path : path-like, optional
        A built dataset; the one that the loaders read when omitted.

    Returns
    -------
    ValidationReport
        A table that does not have its schema, or whose file is not the one that the manifest lists, is reported and
        the other checks go on where they can.

    Raises
    ------
    DatasetError
        If there is no dataset.
    """
    directory = data_dir(path)
    checks = list(_check_files(directory))
    loaded: dict[str, pa.Table] = {}
    for name, declared in tables().items():
        try:
            table = read_table(directory / f"{name}.parquet")
        except DatasetError as error:
            checks.append(Check(name, "file is readable", success=False, detail=str(error)))
            continue
        fault = _schema_fault(declared, table)
        checks.append(Check(name, "schema is the declared one", success=not fault, detail=fault))
        if not fault:
            loaded[name] = table
    checks += _check_suites(loaded)
    if {"articles", "events", "statements", "figures"} <= loaded.keys():
        for name, what, wrong in wrong_evidence(loaded):
            checks.append(
                Check(name, what, success=not wrong, unexpected=len(wrong), keys=tuple(wrong[:NAMED]))
            )
    if "figures" in loaded:
        for what, reason, wrong, words in inconsistent_figures(loaded):
            checks.append(
                Check(
                    "figures",
                    what,
                    success=not wrong,
                    unexpected=len(wrong),
                    keys=tuple(wrong[:NAMED]),
                    detail=reason,
                    severity="warning",
                    evidence=tuple(words[:NAMED]),
                )
            )
    return ValidationReport(directory, tuple(checks))


def _check_files(directory: Path) -> Iterator[Check]:
    manifest = read_manifest(directory)
    for name, entry in manifest.tables.items():
        path = directory / f"{name}.parquet"
        if path.is_file():
            same = file_sha256(path) == entry.sha256
            # Another version of pyarrow may write other bytes for the same rows.
            same = (
                same or content_sha256(read_table(path)) == entry.content_sha256 if _readable(path) else same
            )
            detail = "" if same else f"{path.name} is not the file that the manifest lists"
            yield Check(name, "file is the one in the manifest", success=same, detail=detail)


def _readable(path: Path) -> bool:
    try:
        read_table(path)
    except DatasetError:
        return False
    return True


def _schema_fault(declared: Table, table: pa.Table) -> str:
    """How a table's Arrow schema differs from the declared one; empty where it does not."""
    expected = declared.arrow_schema()
    for field in expected:
        if field.name not in table.column_names:
            return f"column {field.name!r} is missing"
        found = table.schema.field(field.name)
        if found.type != field.type:
            return f"column {field.name!r} is {found.type}, not {field.type}"
        if found.nullable and not field.nullable:
            return f"column {field.name!r} is nullable"
    surplus = [name for name in table.column_names if name not in declared.columns]
    return f"columns not declared: {', '.join(surplus)}" if surplus else ""


def _check_suites(loaded: Mapping[str, pa.Table]) -> Iterator[Check]:
    import great_expectations as gx  # noqa: PLC0415  (only whoever validates pays for it)
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("tables")
    for name, arrow in loaded.items():
        document = read_suite(name)
        suite = gx.ExpectationSuite(name=name, expectations=document["expectations"])
        # Great Expectations drops an expectation whose type it does not know without a word.
        complete = len(suite.expectations) == len(document["expectations"]) > 0
        yield Check(name, "suite is understood whole", success=complete)
        if not complete:
            continue
        frame = _frame(arrow)
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        with warnings.catch_warnings():
            # Its metrics use forms that pandas warns of; what they return is what counts here.
            warnings.simplefilter("ignore")
            result = batch.get_batch({"dataframe": frame}).validate(
                suite,
                expectation_parameters=_allowed_keys(name, loaded),
                result_format={
                    "result_format": "COMPLETE",
                    "unexpected_index_column_names": list(tables()[name].primary_key),
                },
            )
        for outcome in result.results:
            yield _check(name, outcome)


def _frame(arrow: pa.Table) -> pd.DataFrame:
    """The table as Great Expectations compares it best: dates as dates, lists as text."""
    frame: pd.DataFrame = arrow.to_pandas()
    for field in arrow.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = frame[field.name].map("\x1f".join)
    return frame


def _allowed_keys(name: str, loaded: Mapping[str, pa.Table]) -> dict[str, list[Any]]:
    """Parameter for each foreign key of a table: the values of the key that it points at."""
    return {
        parameter_name(key): loaded[key.table][key.reference].unique().to_pylist()
        if key.table in loaded
        else []
        for key in tables()[name].foreign_keys
    }


def _check(name: str, outcome: Any) -> Check:
    config = outcome.expectation_config
    kwargs = {k: v for k, v in config.kwargs.items() if k != "batch_id"}
    subject = (
        kwargs.get("column") or kwargs.get("column_list") or [kwargs.get("column_A"), kwargs.get("column_B")]
    )
    columns = subject if isinstance(subject, str) else ", ".join(str(s) for s in subject if s)
    what = config.type.removeprefix("expect_").replace("_", " ")
    result = outcome.result or {}
    index = result.get("unexpected_index_list") or []
    key = tables()[name].primary_key
    keys = tuple("/".join(str(row.get(k)) for k in key) for row in index[:NAMED])
    detail = str((config.meta or {}).get("reason", ""))
    if not outcome.success and not index:
        raised = [e for e in _exceptions(outcome.exception_info) if e]
        detail = "; ".join(filter(None, [detail, *raised, str(result.get("observed_value") or "")]))
    return Check(
        name,
        f"{what}: {columns}" if columns else what,
        success=bool(outcome.success),
        unexpected=int(result.get("unexpected_count") or 0),
        keys=keys,
        detail=detail,
        severity="critical" if config.severity == "critical" else "warning",
    )


def _exceptions(info: Mapping[str, Any] | None) -> Iterator[str]:
    if not info:
        return
    if "exception_message" in info:
        yield str(info["exception_message"] or "")
        return
    for nested in info.values():
        yield str(nested.get("exception_message") or "")
