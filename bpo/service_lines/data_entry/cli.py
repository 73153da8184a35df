"""`discrepancies` and `clean`: data entry's rules on files of anybody's own."""

import json
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from bpo.catalog.rules import Source
from bpo.platform.files import media
from bpo.platform.sheets.reading import SheetRefused, csv_rows

from .cleaning import CellFinding, clean, read_table
from .cleaning.columns import title_of
from .cleaning.table import LIMITS
from .double_key import discrepancies

_IDENTITY = frozenset({"rec", "record", "record_no", "record_id", "rec_no", "rec_id", "id"})
"""What a column that numbers the records is called; where none is, the first one does."""

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""What workbooks of the old form begin with, and those with a password: no text, whatever they are called."""


def print_discrepancies(arguments: list[str]) -> int:
    """`discrepancies DIR`: where key1.csv and key2.csv differ, as one JSON object.

    Returns 0; 2 for a wrong call or keyings that cannot be compared.
    """
    folder = Path(arguments[0]) if len(arguments) == 1 else None
    if folder is None or not all((folder / name).is_file() for name in ("key1.csv", "key2.csv")):
        return _wrong_call("discrepancies DIR: a folder with key1.csv and key2.csv is needed")
    try:
        key1 = _table(folder / "key1.csv")
        key2 = _under_titles_of(key1, _table(folder / "key2.csv"))
        columns = list(dict.fromkeys(column for keyed in (key1, key2) for row in keyed[:1] for column in row))
        if not columns:
            return _wrong_call("discrepancies DIR: the files have no records")
        identity = next((column for column in columns if column.casefold() in _IDENTITY), columns[0])
        fields = [column for column in columns if column != identity]
        found = discrepancies(key1, key2, identity=identity, fields=fields)
    except (ValueError, SheetRefused) as error:
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
    if content.startswith(_OLD_OFFICE):
        return _wrong_call(
            f"{path.name} is an old Excel file, or has a password: save it as XLSX without one"
        )
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
    """The records of a keying: a CSV of any encoding and separator; its titles without the spaces around them."""
    rows = [row.cells for row in csv_rows(path.read_bytes(), LIMITS)]
    titles = [title.strip() for title in rows[0]] if rows else []
    doubled = sorted({title for title in titles if titles.count(title) > 1})
    if doubled:
        raise ValueError(f"{path.name} has more than one column called “{doubled[0]}”.")
    return [dict(zip(titles, [*cells, *[""] * len(titles)], strict=False)) for cells in rows[1:]]


def _under_titles_of(key1: list[dict[str, str]], key2: list[dict[str, str]]) -> list[dict[str, str]]:
    """The second keying under the first's titles, where they are the same but for capitals and what joins words."""
    named = {title_of(title): title for row in key1[:1] for title in row}
    return [{named.get(title_of(title), title): cell for title, cell in row.items()} for row in key2]


def _wrong_call(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - the command's own output
    return 2
