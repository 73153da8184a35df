"""Tables of a run with one cell spoilt: it is read as it was meant, or its file, row and column are named."""

import random
from decimal import Decimal, InvalidOperation
from functools import cache

import pytest

from bpo.catalog.rules import Source
from bpo.platform.files import media
from bpo.service_lines.payroll.calculate import automate
from bpo.service_lines.payroll.tables import TABLES, read_files
from tests.unit.service_lines.payroll.given import as_csv
from workers.demo.payroll import MadeRun, make_run

NUMBERS = {
    "1.234,56": "1234.56",
    "1,234.56": "1234.56",
    "1'234.56": "1234.56",
    "1 234,56": "1234.56",
    "1\u202f234,56": "1234.56",
    "\uff11\uff12": None,
    "$1,234.56": "1234.56",
    "\u20ac20.00": None,
    "(100.00)": "-100",
    "100.00-": "-100",
    "-100": "-100",
    "1e3": None,
    "1,23,456.00": None,
    "12.5.1": None,
    "=40+40": None,
    "#REF!": None,
    "NaN": None,
    "Infinity": None,
    "0x10": None,
    "n/a": None,
    "\u00bd": None,
    "--5": None,
    "12:30": None,
    "TRUE": None,
    "99999999999999999999": None,
}
DATES = {
    "31/05/2026": "2026-05-31",
    "05/31/2026": "2026-05-31",
    "31.05.2026": "2026-05-31",
    "2026/05/31": "2026-05-31",
    "20260531": "2026-05-31",
    "31 May 2026": "2026-05-31",
    "05/06/2026": None,
    "5/6/26": None,
    "26-05-31": None,
    "46173": None,
    "2026-02-30": None,
    "0000-00-00": None,
    "31 Mai 2026": None,
    "tomorrow": None,
}
"""Spoilt cell \u2192 what it can only mean; None where it must be asked."""
KINDS = {"money": NUMBERS, "number": NUMBERS, "date": DATES}
SPOILT = [
    (table, column)
    for table in TABLES
    for column in table.columns
    if column.kind in KINDS and table.key != "year_to_date"
]


@cache
def _run(jurisdiction: str) -> MadeRun:
    return make_run(jurisdiction, seed=5, size=4, frequency="biweekly" if jurisdiction == "us" else "monthly")


def tables(jurisdiction: str) -> dict[str, list[dict[str, str]]]:
    run = _run(jurisdiction)
    made = {name: [dict(row) for row in rows] for name, rows in run.tables.items()}
    number = made["employees"][0]["employee_id"]
    made["adjustments"] = [{"employee_id": number, "kind": "bonus", "amount": "10.00"}]
    return made


def value_of(text: str, kind: str) -> str:
    try:
        return text if kind == "date" else str(Decimal(text).normalize())
    except InvalidOperation:
        return text


@pytest.mark.parametrize(
    ("table", "column"), SPOILT, ids=[f"{table.template}-{column.key}" for table, column in SPOILT]
)
@pytest.mark.parametrize("kind", ["csv", "semicolons"])
def test_a_spoilt_cell_is_read_as_meant_or_named(table: object, column: object, kind: str) -> None:
    jurisdiction = "uk" if table.template == "employees-uk" else "us"  # type: ignore[attr-defined]
    key, name = table.key, column.key  # type: ignore[attr-defined]
    draw = random.Random(f"{key}{name}{kind}")
    for text, meant in KINDS[column.kind].items():  # type: ignore[attr-defined]
        made = tables(jurisdiction)
        rows = made.get(key) or []
        if not rows:
            continue
        at = draw.randrange(len(rows))
        rows[at][name] = text
        for row in rows:
            row.setdefault(name, "")
        content = as_csv(rows)
        if kind == "semicolons":
            content = _with_semicolons(rows)
        given = read_files([Source(name="spoilt.csv", media_type=media.CSV, content=content)])
        named = [
            each
            for each in given.problems
            if (each.file, each.row, each.column) == ("spoilt.csv", at + 2, name)
        ]
        assert len(given.problems) == len(named), (text, given.problems)
        read = {row.number: row.cells[name] for row in given.rows.get(key, [])}
        if named:
            assert at + 2 not in read
            assert name.replace("_", " ") in named[0].message.casefold() or column.label in named[0].message  # type: ignore[attr-defined]
        else:
            assert meant is not None, f"{text} was taken for {read[at + 2]}"
            assert value_of(read[at + 2], column.kind) == value_of(meant, column.kind), text  # type: ignore[attr-defined]


def _with_semicolons(rows: list[dict[str, str]]) -> bytes:
    lines = [";".join(rows[0]), *(";".join(str(row.get(key, "")) for key in rows[0]) for row in rows)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("seed", range(30))
def test_no_bytes_make_a_run_fall_over(seed: int) -> None:
    """Lines cut, doubled, swapped, bytes changed: there is an outcome, and whoever is paid was read."""
    draw = random.Random(seed)
    made = tables(draw.choice(("us", "uk")))
    sources = []
    for name, rows in made.items():
        content = bytearray(as_csv(rows)) if rows else bytearray()
        for _ in range(draw.choice((0, 0, 1, 8))):
            place = draw.randrange(len(content) + 1)
            content[place : place + draw.randrange(12)] = draw.choice(
                (b"", b'"', b"\n", b",", b";", b"\xff", b"\x00", b"\t", b"9" * 30, b"=", "\u2028".encode())
            )
        sources.append(Source(name=f"{name}.csv", media_type=media.CSV, content=bytes(content)))
    outcome = automate(sources, {})
    assert "found" in outcome.record or outcome.record["refused"]
    again = automate(sources, {})
    assert (again.record, again.papers) == (outcome.record, outcome.papers)
