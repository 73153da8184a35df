"""A run as a client hands it in, with what must be found in it."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Row = dict[str, str]
Tables = dict[str, list[Row]]


@dataclass(slots=True, kw_only=True)
class MadeRun:
    """A run as a client hands it in, and what must be found in it: employee → codes."""

    jurisdiction: str
    frequency: str
    tables: Tables
    expected: dict[str, set[str]] = field(default_factory=dict)

    def files(self) -> list[tuple[str, bytes]]:
        """(name, content) of each table as a CSV."""
        return [(f"{name}.csv", as_csv(rows)) for name, rows in self.tables.items() if rows]

    def row(self, table: str, number: str) -> Row:
        """The first row of a table about an employee; StopIteration where there is none."""
        return next(row for row in self.tables[table] if row.get("employee_id") == number)

    def expect(self, number: str, code: str) -> None:
        """Note that a code must be found about an employee."""
        self.expected.setdefault(number, set()).add(code)


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as a CSV in UTF-8."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
