"""A row as a form: its columns as fields, what was typed into them, what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from bpo.catalog.rules import MasterColumn, MasterList
from bpo.masters import rules
from bpo.platform.errors import Invalid

PREFIX = "cell."


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """A column as a field of a form."""

    name: str
    label: str
    kind: str
    value: str
    required: bool
    help: str
    choices: tuple[tuple[str, str], ...]
    fixed: bool


def row_form(
    masters: MasterList, cells: Mapping[str, str], *, secrets: bool, fixed: bool = False
) -> list[FieldShown]:
    """The fields of a row; with `fixed` those that name it cannot be changed."""
    seen = rules.shown(masters, cells, secrets=secrets)
    return [
        _field(column, seen[column.key], fixed=fixed and column.key in masters.identity)
        for column in masters.columns
    ]


def _field(column: MasterColumn, value: str, *, fixed: bool) -> FieldShown:
    usual = f"Empty means {dict(column.choices).get(column.usual, column.usual)}." if column.usual else ""
    choices = column.choices
    if column.kind == "yes_no":
        choices = (("Y", "Yes"), ("N", "No"))
    if choices:
        usual = ""  # the empty choice says it
    if choices and not (column.required and value):
        empty = next((label for key, label in choices if key == column.usual), "")
        choices = (("", f"{empty} (usual)" if empty else "–"), *choices)
    return FieldShown(
        name=f"{PREFIX}{column.key}",
        label=column.label,
        kind={"yes_no": "select", "choice": "select", "date": "date", "money": "money"}.get(
            column.kind, "text"
        ),
        value=value,
        required=column.required,
        help=" ".join(filter(None, (column.help.rstrip(".") + "." if column.help else "", usual))),
        choices=choices,
        fixed=fixed,
    )


def sent_cells(masters: MasterList) -> dict[str, str]:
    """The cells of a submitted form; Invalid for a column that the list does not have."""
    known = {column.key for column in masters.columns}
    cells = {
        name.removeprefix(PREFIX): text for name, text in request.form.items() if name.startswith(PREFIX)
    }
    if unknown := cells.keys() - known:
        raise Invalid({f"{PREFIX}{name}": ["Unknown field."] for name in sorted(unknown)})
    return cells


def by_field(errors: Mapping[str, list[str]], masters: MasterList) -> dict[str, list[str]]:
    """Errors by column as errors by field of the form."""
    keys = {column.key for column in masters.columns}
    return {(f"{PREFIX}{name}" if name in keys else name): texts for name, texts in errors.items()}
