"""A job's record as pages show it to be read."""

from typing import Any

from bpo.catalog.rules import WorkType
from bpo.catalog.rules.secrets import masked, secret_paths, secrets_of
from bpo.jobs.models import JobData


def has_secrets(kind: WorkType, data: JobData) -> bool:
    """Whether something in the record is masked where it is not revealed."""
    return bool(secrets_of(data.record, secret_paths(kind)))


def fields_of(kind: WorkType, data: JobData, *, revealed: bool = False) -> list[tuple[str, str, str]]:
    """(label, value, kind) of the record's single fields that have a value; secrets masked unless `revealed`."""
    record = data.record if revealed else masked(data.record, secret_paths(kind))
    found = []
    for field in kind.form.fields:
        value = record.get(field.path)
        if value not in (None, ""):
            found.append((field.label, dict(field.choices).get(str(value), str(value)), field.kind))
    return found


def tables_of(kind: WorkType, data: JobData, *, revealed: bool = False) -> list[dict[str, Any]]:
    """The tables of the record that have rows: label, columns, and the rows as texts; secrets as above."""
    record = data.record if revealed else masked(data.record, secret_paths(kind))
    tables = []
    for table in kind.form.tables:
        rows = record.get(table.path)
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
