"""What of a form is added up on the page while somebody types."""

from dataclasses import asdict
from typing import Any

from bpo.catalog.rules import WorkType
from bpo.workqueue import rules


def tables_of(kind: WorkType, sorted_: rules.Screen) -> list[dict[str, Any]]:
    """The tables with what is added up under them, and whether each row must prove itself."""
    return [
        {
            "shown": table,
            "summed": rules.summed(kind.form, table.table),
            "proved": rules.proves_rows(kind.form, table.table),
        }
        for table in sorted_.tables
    ]


def equations_of(kind: WorkType) -> dict[str, Any]:
    """What the page adds up while somebody types, and what the fields in it are called (js/arithmetic.js)."""
    form = kind.form
    return {
        "equations": [asdict(equation) for equation in form.equations],
        "labels": {field.path: field.label for field in form.fields}
        | {
            f"{table.path}.*.{column.path}": f"sum of {column.label} in {table.label}"
            for table in form.tables
            for column in table.columns
        },
    }
