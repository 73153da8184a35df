"""Tables of a run as a client would hand them in, for tests."""

import csv
import io
from collections.abc import Mapping, Sequence

from bpo.catalog.rules import Source
from bpo.platform.files import media
from bpo.platform.sheets.writing import write_xlsx

Tables = dict[str, list[dict[str, str]]]


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table as a CSV, as plain as the samples."""
    out = io.StringIO(newline="")
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_sources(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Source]:
    """Each table as a CSV file."""
    return [
        Source(name=f"{name}.csv", media_type=media.CSV, content=as_csv(rows))
        for name, rows in tables.items()
        if rows
    ]


def as_workbook(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Source:
    """All tables as the sheets of one workbook, every cell a text."""
    sheets = []
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        sheets.append((name, columns, [[row.get(key, "") for key in columns] for row in rows]))
    return Source(name="run.xlsx", media_type=media.XLSX, content=write_xlsx(sheets))
