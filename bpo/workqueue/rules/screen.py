"""What the work screen shows of a record: what to check first, what may stand, and what is sure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bpo.catalog.rules import Finding, Form, FormField, FormTable, Record, Severity

_PERSON = "person"
_MANY = 4
"""A finding about more fields than this says nothing about one of them: it is not repeated beside each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One field with what is known of it. `value` is what stands in it; `doubtful` asks for a look."""

    field: FormField
    value: Any
    reading: Mapping[str, Any] | None
    findings: tuple[Finding, ...]
    doubtful: bool
    asked_by: frozenset[str] = frozenset()
    """Where nothing but findings makes it doubtful, their codes: who says why they may stand has answered for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """A table with its rows, the paths of doubtful cells, and the findings that are about it."""

    table: FormTable
    rows: tuple[Mapping[str, Any], ...]
    doubtful: frozenset[str]
    findings: tuple[Finding, ...]
    asked_by: Mapping[str, frozenset[str]]
    """As of a field, by the paths of doubtful cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The form of a task, sorted by what needs a look. `general` are findings about no field of the form."""

    fields: tuple[Shown, ...]
    tables: tuple[ShownTable, ...]
    general: tuple[Finding, ...]

    @property
    def doubts(self) -> tuple[Shown, ...]:
        """The fields to check first."""
        return tuple(shown for shown in self.fields if shown.doubtful)

    @property
    def sure(self) -> tuple[Shown, ...]:
        """The other fields."""
        return tuple(shown for shown in self.fields if not shown.doubtful)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """All paths to look at, fields first."""
        cells = [path for table in self.tables for path in sorted(table.doubtful)]
        return (*(shown.field.path for shown in self.doubts), *cells)


def demands(finding: Finding) -> bool:
    """Whether the finding must be mended or confirmed; a note need not be."""
    return finding.severity in (Severity.STOP, Severity.ASK)


def screen(
    form: Form,
    record: Record,
    readings: Sequence[Mapping[str, Any]],
    findings: Sequence[Finding],
    *,
    threshold_of: Callable[[str], Decimal],
    shown: Record | None = None,
    mended: Sequence[Finding] = (),
) -> Screen:
    """Sort a record for a person: doubtful is what a finding names (of several fields those that are filled or must
    be), what was read with too little confidence, and what is required and empty. What a person entered is not
    doubted again but by findings.

    `shown` is what stands in the form where that is no longer the record: a draft. What is doubtful does
    not change with it, so that fields stay where they were: for that, `mended` are findings that held once.
    """
    doubting = [*findings, *mended]
    standing = record if shown is None else shown
    by_path = {str(reading["path"]): reading for reading in readings}

    def unsure(path: str, value: Any) -> bool:
        reading = by_path.get(path)
        if reading is None or value in (None, "") or reading["method"] == _PERSON:
            return False
        return Decimal(str(reading["confidence"])) < threshold_of(path)

    fields = []
    for field in form.fields:
        value = record.get(field.path)
        about = tuple(finding for finding in findings if field.path in finding.fields)
        asking = frozenset(
            each.code for each in doubting if field.path in each.fields and _doubts(each, field, form, record)
        )
        by_itself = unsure(field.path, value) or (field.required and value in (None, ""))
        fields.append(
            Shown(
                field=_with_choice(_with_choice(field, value), standing.get(field.path)),
                value=standing.get(field.path),
                reading=by_path.get(field.path),
                findings=tuple(finding for finding in about if len(finding.fields) <= _MANY),
                doubtful=bool(asking) or by_itself,
                asked_by=frozenset() if by_itself else asking,
            )
        )
    tables = tuple(_table(table, record, standing, findings, doubting, unsure) for table in form.tables)
    placed = {field.path for field in form.fields} | {table.path for table in form.tables}
    general = tuple(
        finding
        for finding in findings
        if not any(path.partition(".")[0] in placed for path in finding.fields)
    )
    return Screen(fields=tuple(fields), tables=tables, general=general)


def _doubts(finding: Finding, field: FormField, form: Form, record: Record) -> bool:
    """Whether a finding makes a field doubtful: not one that is empty and may be, where others it names are not."""
    if not demands(finding):
        return False
    if field.required or record.get(field.path) not in (None, ""):
        return True
    filled = {each.path for each in form.fields if record.get(each.path) not in (None, "")}
    return not filled.intersection(finding.fields)


def _with_choice(field: FormField, value: Any) -> FormField:
    """A value that was read and is not on the list can still be seen and kept."""
    if field.kind != "choice" or value in (None, "") or any(value == key for key, _ in field.choices):
        return field
    return replace(field, choices=(*field.choices, (str(value), str(value))))


def _table(
    table: FormTable,
    record: Record,
    standing: Record,
    findings: Sequence[Finding],
    doubting: Sequence[Finding],
    unsure: Callable[[str, Any], bool],
) -> ShownTable:
    known, rows = rows_of(record, table.path), rows_of(standing, table.path)
    named: dict[str, set[str]] = {}
    for finding in doubting:
        for path in finding.fields if demands(finding) else ():
            named.setdefault(path, set()).add(finding.code)
    # Where rows were added or taken away, a number no longer says which row was meant.
    cells = {
        path: frozenset(() if unsure(path, row.get(column.path)) else named[path])
        for index, row in enumerate(known if len(known) == len(rows) else ())
        for column in table.columns
        if (path := f"{table.path}.{index}.{column.path}") in named or unsure(path, row.get(column.path))
    }
    about = tuple(
        finding
        for finding in findings
        if any(path == table.path or path.startswith(table.path + ".") for path in finding.fields)
    )
    widest = {
        column.path: _with_choices(column, [row.get(column.path) for row in rows]) for column in table.columns
    }
    return ShownTable(
        table=replace(table, columns=tuple(widest[column.path] for column in table.columns)),
        rows=rows,
        doubtful=frozenset(cells),
        findings=about,
        asked_by=cells,
    )


def rows_of(record: Record, path: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of a table of the record; none where it has no such table."""
    found = record.get(path)
    return tuple(row for row in found if isinstance(row, Mapping)) if isinstance(found, list) else ()


def summed(form: Form, table: FormTable) -> tuple[str, ...]:
    """The columns of a table whose sum something else is held to: they are added up under it."""
    start = f"{table.path}.*."
    named = {
        name.removeprefix(start)
        for equation in form.equations
        for term in equation.terms
        for name in (*term.factors, term.otherwise)
        if name.startswith(start)
    }
    return tuple(column.path for column in table.columns if column.path in named)


def proves_rows(form: Form, table: FormTable) -> bool:
    """Whether something must add up in each row of the table."""
    return any(equation.rows == table.path for equation in form.equations)


def unsettled(
    sorted_: Screen,
    record: Record,
    filled: Record,
    settled: Sequence[str],
    answered: Collection[str] = (),
) -> tuple[str, ...]:
    """Doubtful paths that were neither changed nor taken as read.

    What is doubtful by findings alone is settled by saying why they may stand (`answered`: their codes): nobody is
    asked twice.
    Cells of a table to which rows were added, or from which some were taken, count as looked at.
    """
    left = [
        shown.field.path
        for shown in sorted_.doubts
        if shown.field.path not in settled
        and filled.get(shown.field.path) == record.get(shown.field.path)
        and not _is_answered(shown.asked_by, answered)
    ]
    for table in sorted_.tables:
        before, after = rows_of(record, table.table.path), rows_of(filled, table.table.path)
        if len(before) != len(after):
            continue
        for path in sorted(table.doubtful - set(settled)):
            index, _, column = path.removeprefix(table.table.path + ".").partition(".")
            same = before[int(index)].get(column) == after[int(index)].get(column)
            if same and not _is_answered(table.asked_by[path], answered):
                left.append(path)
    return tuple(left)


def _is_answered(asked_by: frozenset[str], answered: Collection[str]) -> bool:
    return bool(asked_by) and asked_by <= set(answered)


def _with_choices(column: FormField, values: Sequence[Any]) -> FormField:
    for value in values:
        column = _with_choice(column, value)
    return column


def to_confirm(findings: Sequence[Finding], record: Record) -> tuple[Finding, ...]:
    """The findings that stand and may be confirmed in words, one a code; fields that are only missing are
    confirmed beside the field instead."""
    by_code: dict[str, Finding] = {}
    for finding in findings:
        if not demands(finding) or _is_absence(finding, record):
            continue
        known = by_code.get(finding.code)
        message = finding.message if known is None else f"{known.message} {finding.message}"
        fields = finding.fields if known is None else (*known.fields, *finding.fields)
        refers = finding.refers if known is None else (*known.refers, *finding.refers)
        by_code[finding.code] = replace(finding, message=message, fields=fields, refers=refers)
    return tuple(by_code.values())


def _is_absence(finding: Finding, record: Record) -> bool:
    return bool(finding.fields) and all(
        "." not in path and record.get(path) in (None, "") for path in finding.fields
    )


def is_absent(finding: Finding, record: Record, missing: Sequence[str]) -> bool:
    """Whether the finding is only about fields that are empty and that a person says are not on the document."""
    return _is_absence(finding, record) and all(path in missing for path in finding.fields)


def merged(form: Form, before: Record, filled: Mapping[str, Any]) -> Record:
    """The record after the form was filled: what the form does not show stays as it was.

    A row keeps what the form does not show of it where the row is still the same, or else where no row
    was added or taken away.
    """
    after: Record = {**before}
    for field in form.fields:
        after[field.path] = filled.get(field.path)
    for table in form.tables:
        columns = [column.path for column in table.columns]
        old = [dict(row) for row in rows_of(before, table.path)]
        new = [{column: row.get(column) for column in columns} for row in filled.get(table.path, [])]
        after[table.path] = _rows(old, new, columns)
    return after


def _rows(old: list[dict[str, Any]], new: list[dict[str, Any]], columns: list[str]) -> list[dict[str, Any]]:
    left = list(old)
    rows = []
    for index, row in enumerate(new):
        match = next((one for one in left if all(one.get(column) == row[column] for column in columns)), None)
        if match is not None:
            left.remove(match)
        elif len(new) == len(old):
            match = old[index]
        rows.append({**{key: value for key, value in (match or {}).items() if key not in columns}, **row})
    return rows


def undone(record: Record, before: Mapping[str, Any]) -> Record:
    """The record with fields (by path) as they were before; rows of tables of which nothing was there are left out."""
    earlier: Record = {
        path: [dict(row) for row in value if isinstance(row, Mapping)] if isinstance(value, list) else value
        for path, value in record.items()
    }
    for path, value in before.items():
        table, _, rest = path.partition(".")
        index, _, column = rest.partition(".")
        if not index.isdigit():
            earlier[path] = value
            continue
        rows = earlier.setdefault(table, [])
        while len(rows) <= int(index):
            rows.append({})
        rows[int(index)][column] = value
    for path, value in earlier.items():
        if isinstance(value, list):
            earlier[path] = [row for row in value if any(cell is not None for cell in row.values())]
    return earlier
