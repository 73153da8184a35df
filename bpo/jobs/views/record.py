"""A job's record as pages show it to be read."""

from typing import Any

from bpo.catalog.rules import WorkType
from bpo.jobs.models import JobData


def fields_of(kind: WorkType, data: JobData) -> list[tuple[str, str, str]]:
    """(label, value, kind) of the record's single fields that have a value."""
    found = []
    for field in kind.form.fields:
        value = data.record.get(field.path)
        if value not in (None, ""):
            found.append((field.label, dict(field.choices).get(str(value), str(value)), field.kind))
    return found


def tables_of(kind: WorkType, data: JobData) -> list[dict[str, Any]]:
    """The tables of the record that have rows: label, columns, and the rows as texts."""
    tables = []
    for table in kind.form.tables:
        rows = data.record.get(table.path)
        if isinstance(rows, list) and rows:
            tables.append(
                {
                    "label": table.label,
                    "columns": [
                        {"label": column.label, "num": column.kind in ("money", "number")}
                        for column in table.columns
                    ],
                    "rows": [
                        [
                            str(row.get(column.path)) if row.get(column.path) is not None else ""
                            for column in table.columns
                        ]
                        for row in rows
                        if isinstance(row, dict)
                    ],
                }
            )
    return tables
