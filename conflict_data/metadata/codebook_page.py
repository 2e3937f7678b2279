"""The codebook as a table for programs (codebook.csv) and as a page for readers."""

from __future__ import annotations

from conflict_data.schema import Field, Table, codebook, tables

HEAD = """\
# Codebook

What each column of each table means. In Python `conflict_data.codebook()` gives the same as a DataFrame, and
`codebook.csv` beside the tables holds it as well.

Offsets count Unicode code points of the article's text, from 0; the end is the offset just after the last character.
Dates are days of the Gregorian calendar. A column that may be null is marked with *."""


def codebook_csv() -> str:
    """All columns of all tables as CSV."""
    return codebook().to_csv(index=False, lineterminator="\n")


def codebook_page() -> str:
    """All columns of all tables as a page in Markdown."""
    return "\n\n".join([HEAD, *(_section(table) for table in tables().values())]) + "\n"


def _section(table: Table) -> str:
    points_at = {key.column: f"`{key.table}.{key.reference}`" for key in table.foreign_keys}
    lines = [
        f"## {table.name}",
        "",
        table.description,
        "",
        f"Key: {', '.join(f'`{column}`' for column in table.primary_key)}.",
        "",
        "| column | type | meaning |",
        "| --- | --- | --- |",
        *(
            f"| `{f.name}`{'' if not f.nullable else ' *'} | {_type(f)} | {_meaning(f, points_at.get(f.name))} |"
            for f in table.fields
        ),
    ]
    return "\n".join(lines)


def _type(field: Field) -> str:
    unit = f", {field.unit}" if field.unit and field.unit != "Unicode code points" else ""
    return f"{field.type.replace('<', ' of ').replace('>', '')}{unit}"


def _meaning(field: Field, points_at: str | None) -> str:
    parts = [field.description]
    if field.values:
        parts.append("One of: " + ", ".join(f"`{value}`" for value in field.values) + ".")
    elif field.pattern:
        parts.append(f"Form: `{field.pattern}`.")
    elif field.minimum is not None and field.maximum is not None:
        parts.append(f"From {field.minimum} to {field.maximum}.")
    if points_at:
        parts.append(f"Refers to {points_at}.")
    return " ".join(parts).replace("|", "\\|")
