"""`withholding` and `payrun`: payroll figures from files on the command line. The same code as pay runs use."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from bpo.catalog.rules import Source
from bpo.platform.files import media
from bpo.platform.sheets.reading import SheetRefused, csv_rows

from .money import ZERO
from .parameters import NotCovered, uk_year, us_year
from .pay_run import Gathered, Line, Register, gather, total, work_out_all
from .tables import TABLES, Given, read_files
from .tables.workbooks import LIMITS
from .uk_paye import income_tax, national_insurance, tax_code
from .us_federal import W4, allowances_of, withholding

Cells = Mapping[str, str]
_Number = TypeVar("_Number", int, Decimal)


def print_withholding(arguments: list[str]) -> int:
    """`withholding FILE.csv`: one JSON line a row, US (columns of Form W-4) or UK (tax code and NI category).

    Returns 0; 1 where a row could not be worked out (its line says why); 2 for a wrong call.
    """
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        return _wrong_call("withholding FILE.csv: a file with columns as in the samples is needed")
    status = 0
    try:
        rows = list(_rows(Path(arguments[0])))
    except SheetRefused as refused:
        return _wrong_call(f"withholding: {refused.message}")
    for number, cells in enumerate(rows, start=1):
        line: dict[str, str] = {"id": (cells.get("id") or str(number)).strip()}
        try:
            line |= _uk_figures(cells) if "code" in cells else _us_figures(cells)
        except (NotCovered, _BadCell) as error:
            line["error"] = str(error)
            status = 1
        print(json.dumps(line, ensure_ascii=False))  # noqa: T201 - the command's own output
    return status


def print_pay_run(arguments: list[str]) -> int:
    """`payrun DIR`: the exceptions, the register and the totals of a folder of tables, as one JSON object.

    The tables (CSV or XLSX) are recognised by their titles. Returns 0; 2 for a wrong call, without employees, or for
    a year without parameters.
    """
    folder = Path(arguments[0]) if len(arguments) == 1 else None
    if folder is None or not folder.is_dir():
        return _wrong_call(
            "payrun DIR: a folder with tables (CSV, XLSX) of employees, timesheets and the like"
        )
    given = read_files(sources_of(folder))
    gathered = gather(given)
    if "employees" not in given.rows:
        told = [f"{each.file}: {each.message}" for each in given.problems]
        return _wrong_call("\n".join(["payrun DIR: no table of employees could be read", *told]))
    try:
        register = Register(
            occasion=gathered.occasion, worked=work_out_all(gathered.cases, gathered.occasion)
        )
    except NotCovered as error:
        return _wrong_call(str(error))
    print(json.dumps(shown(given, gathered, register), indent=1, ensure_ascii=False))  # noqa: T201 - its own output
    return 0


def sources_of(folder: Path) -> list[Source]:
    """The tables in a folder. Of two tables of the same kind the one that is called so comes first, and counts."""
    found = [
        Source(name=path.name, media_type=media.sniff(content, path.name), content=content)
        for path in folder.iterdir()
        if path.is_file() and path.suffix.lower() in (".csv", ".xlsx", ".tsv", ".txt")
        for content in (path.read_bytes(),)
    ]
    names = tuple(table.key for table in TABLES)
    return sorted(found, key=lambda each: (Path(each.name).stem.lower() not in names, each.name))


def shown(given: Given, gathered: Gathered, register: Register) -> dict[str, Any]:
    """The outcome of a run as JSON values; amounts are decimal strings."""
    exceptions: dict[str, list[str]] = {}
    for each in register.exceptions:
        exceptions.setdefault(each.employee_id, []).append(each.code)
    paid = register.paid
    cases = {each.case.employee_id: each.case for each in register.worked}
    banks = [re.sub(r"\D", "", cases[line.employee_id].text("aba")) for line in paid]
    return {
        "exceptions": exceptions,
        "register": [
            {
                "employee_id": line.employee_id,
                **{key: str(value) for key, value in line.figures.items()},
                "hold": line.employee_id in exceptions,
            }
            for line in register.lines
        ],
        "totals": {
            "entries": len(paid),
            "total_credit": str(total(paid, "net")),
            "ach_entry_hash": str(sum(int(bank[:8] or 0) for bank in banks))[-10:],
            "gross": str(total(paid, "gross")),
            **_taxes(register, paid),
        },
        "problems": [
            {
                "table": each.table,
                "file": each.file,
                "row": each.row,
                "column": each.column,
                "message": each.message,
            }
            for each in given.problems
        ]
        + [{"table": "", "file": "", "row": 0, "column": "", "message": words} for words in gathered.refused],
    }


def _taxes(register: Register, paid: Sequence[Line]) -> dict[str, str]:
    if register.occasion.jurisdiction == "uk":
        return {key: str(total(paid, key)) for key in ("tax", "ni_ee", "ni_er")}
    return {
        "fit": str(total(paid, "fit")),
        "ss_ee": str(total(paid, "ss")),
        "medicare_ee": str(total(paid, "medicare")),
    }


class _BadCell(ValueError):
    pass


def _rows(path: Path) -> Iterator[Cells]:
    """The rows by their titles; the encoding and the separator are found out as for any table handed in."""
    titles: list[str] | None = None
    for row in csv_rows(path.read_bytes(), LIMITS):
        if titles is None:
            titles = [title.strip() for title in row.cells]
        else:
            yield dict(zip(titles, row.cells, strict=False))


def _us_figures(cells: Cells) -> dict[str, str]:
    w4 = W4(
        filing_status=cells.get("filing_status") or "",
        step2=_yes(cells, "step2_checkbox"),
        step3_credits=_amount(cells, "step3_credits_annual"),
        step4a_other_income=_amount(cells, "step4a_other_income_annual"),
        step4b_deductions=_amount(cells, "step4b_deductions_annual"),
        step4c_extra=_amount(cells, "step4c_extra_per_period"),
        allowances=allowances_of(
            str(_whole(cells, "w4_year")) if (cells.get("w4_year") or "").strip() else "",
            str(_amount(cells, "allowances")),
            nonresident_alien=_yes(cells, "nonresident_alien"),
        ),
    )
    found = withholding(
        _amount(cells, "federal_taxable_wages"),
        w4,
        frequency=cells.get("frequency") or "",
        year=us_year(_whole(cells, "tax_year")),
    )
    return {"withholding": str(found.amount)}


def _uk_figures(cells: Cells) -> dict[str, str]:
    year = uk_year((cells.get("tax_year") or "").strip())
    gross, frequency = _amount(cells, "gross"), (cells.get("freq") or "").strip()
    code = tax_code(cells["code"])
    tax = income_tax(
        gross,
        replace(code, alone=code.alone or _yes(cells, "w1m1")),
        frequency=frequency,
        period=_whole(cells, "period"),
        gross_before=_amount(cells, "gross_ytd_before"),
        tax_before=_amount(cells, "tax_ytd_before"),
        year=year,
    )
    employee, employer = national_insurance(
        gross, (cells.get("ni_cat") or "").strip(), frequency=frequency, year=year
    )
    return {
        "withholding": str(tax.amount),
        "tax": str(tax.amount),
        "ni_ee": str(employee.amount),
        "ni_er": str(employer.amount),
    }


def _amount(cells: Cells, column: str) -> Decimal:
    text = (cells.get(column) or "").strip()
    return _read(Decimal, text, column) if text else ZERO


def _whole(cells: Cells, column: str) -> int:
    return _read(int, (cells.get(column) or "").strip(), column)


def _read(kind: Callable[[str], _Number], text: str, column: str) -> _Number:
    try:
        return kind(text)
    except (ValueError, InvalidOperation):
        raise _BadCell(f"“{text}” in {column} is not a number.") from None


def _yes(cells: Cells, column: str) -> bool:
    return (cells.get(column) or "").strip().lower() in ("1", "true", "yes", "y", "x")


def _wrong_call(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - the command's own output
    return 2
