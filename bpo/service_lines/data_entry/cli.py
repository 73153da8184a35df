"""`discrepancies` and `clean`: data entry's rules on files of anybody's own."""

import csv
import json
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from bpo.catalog.rules import Source
from bpo.platform.files import media

from .cleaning import CellFinding, clean, read_table
from .double_key import discrepancies


def print_discrepancies(arguments: list[str]) -> int:
    """`discrepancies DIR`: where key1.csv and key2.csv differ, as one JSON object.

    Returns 0; 2 for a wrong call or keyings that cannot be compared.
    """
    folder = Path(arguments[0]) if len(arguments) == 1 else None
    if folder is None or not all((folder / name).is_file() for name in ("key1.csv", "key2.csv")):
        return _wrong_call("discrepancies DIR: a folder with key1.csv and key2.csv is needed")
    key1, key2 = _table(folder / "key1.csv"), _table(folder / "key2.csv")
    columns = list(dict.fromkeys(column for keyed in (key1, key2) for row in keyed[:1] for column in row))
    if not columns:
        return _wrong_call("discrepancies DIR: the files have no records")
    try:
        found = discrepancies(key1, key2, identity=columns[0], fields=columns[1:])
    except ValueError as error:
        return _wrong_call(str(error))
    print(  # noqa: T201 - the command's own output
        json.dumps({"discrepancies": [asdict(each) for each in found]}, indent=1, ensure_ascii=False)
    )
    return 0


def print_clean(arguments: list[str]) -> int:
    """`clean FILE`: the clean rows, the changes, the findings and the duplicates, as one JSON object.

    The file is a CSV of any encoding and separator, or a workbook. What is odd about it as a whole is a finding without
    a row. Returns 0; 2 for a wrong call or a file that is no list, with the reason.
    """
    path = Path(arguments[0]) if len(arguments) == 1 else None
    if path is None or not path.is_file():
        return _wrong_call("clean FILE: a CSV or XLSX file with a header row is needed")
    content = path.read_bytes()
    kind = media.XLSX if content.startswith(b"PK") else media.CSV
    table = read_table(Source(name=path.name, media_type=kind, content=content))
    if not table.rows:
        return _wrong_call("; ".join(each.message for each in table.findings))
    rows = [
        dict(zip(table.titles, [*row.cells, *[""] * len(table.titles)], strict=False)) for row in table.rows
    ]
    cleaned = clean(rows, today=datetime.now(UTC).date())
    of_file = tuple(CellFinding(id="", column="", value="", message=each.message) for each in table.findings)
    print(  # noqa: T201 - the command's own output
        json.dumps(
            asdict(replace(cleaned, findings=(*of_file, *cleaned.findings))), indent=1, ensure_ascii=False
        )
    )
    return 0


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {key or "": value or "" for key, value in row.items()} for row in csv.DictReader(file, restval="")
        ]


def _wrong_call(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - the command's own output
    return 2
