"""`discrepancies` and `clean`: data entry's rules on files of anybody's own."""

import csv
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from .cleaning import clean
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
    """`clean FILE.csv`: the clean rows, the changes, the findings and the duplicates, as one JSON object.

    Returns 0; 2 for a wrong call.
    """
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        return _wrong_call("clean FILE.csv: a file with a header row is needed")
    print(  # noqa: T201 - the command's own output
        json.dumps(
            asdict(clean(_table(Path(arguments[0])), today=datetime.now(UTC).date())),
            indent=1,
            ensure_ascii=False,
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
