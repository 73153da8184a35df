"""`withholding` and `payrun`: payroll figures from files on the command line. The same code as pay runs use."""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bpo.catalog.rules import Source
from bpo.platform.files import media
from bpo.platform.sheets.cells import Unreadable, read_number, tidy
from bpo.platform.sheets.reading import SheetRefused, csv_rows

from .money import ZERO
from .parameters import NotCovered, uk_year, us_year
from .pay_run import Gathered, Line, Register, gather, total, work_out_all
from .pay_run.uk_pay import frequency_of
from .tables import TABLES, Given, read_files
from .tables.workbooks import LIMITS
from .uk_insurance import national_insurance
from .uk_paye import income_tax, parts_of, tax_code
from .us_federal import W4, allowances_of, withholding

Cells = Mapping[str, str]


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
    by_week = _told_by_week(rows)
    for number, cells in enumerate(rows, start=1):
        line: dict[str, str] = {"id": (cells.get("id") or str(number)).strip()}
        try:
            line |= _uk_figures(cells, by_week) if "code" in cells else _us_figures(cells)
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
        _pay(cells, "federal_taxable_wages"),
        w4,
        frequency=cells.get("frequency") or "",
        year=us_year(_whole(cells, "tax_year")),
    )
    return {"withholding": str(found.amount)}


def _uk_figures(cells: Cells, by_week: frozenset[str]) -> dict[str, str]:
    year = uk_year((cells.get("tax_year") or "").strip())
    gross, frequency = _pay(cells, "gross"), frequency_of(cells.get("freq") or "")
    period = _whole(cells, "period")
    if period < 1:
        raise _BadCell(f"“{period}” in period: the first of the tax year is 1.")
    if frequency in by_week:  # the week of the pay day, such as 2, 4, 6 for a fortnight
        period = -(-period // parts_of(frequency)[1])
    code = tax_code(cells["code"])
    tax = income_tax(
        gross,
        replace(code, alone=code.alone or _yes(cells, "w1m1")),
        frequency=frequency,
        period=period,
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


def _told_by_week(rows: Sequence[Cells]) -> frozenset[str]:
    """The frequencies whose `period` is the tax week of the pay day, not a count of periods: what the rows prove.

    Fortnights are told by week (2, 4, 6 …), as HMRC's returns have it, where every period is a multiple of the weeks
    of one, or where one is more than a year has of them.
    """
    given: dict[str, set[int]] = {}
    for cells in rows:
        with suppress(NotCovered, _BadCell):
            given.setdefault(frequency_of(cells.get("freq") or ""), set()).add(_whole(cells, "period"))
    steps = {frequency: parts_of(frequency) for frequency in given}
    return frozenset(
        frequency
        for frequency, periods in given.items()
        if steps[frequency][1] > 1
        and (
            all(period % steps[frequency][1] == 0 for period in periods)
            or max(periods) > steps[frequency][0] // steps[frequency][1] + 1
        )
    )


def _amount(cells: Cells, column: str) -> Decimal:
    text = tidy(cells.get(column) or "")
    if not text:
        return ZERO
    try:
        return read_number(text, None)
    except Unreadable as error:
        raise _BadCell(f"{column}: {error}.") from None


def _pay(cells: Cells, column: str) -> Decimal:
    if not (cells.get(column) or "").strip():
        raise _BadCell(f"{column} is empty.")
    if (pay := _amount(cells, column)) < 0:
        raise _BadCell(f"“{pay}” in {column}: pay is not below zero.")
    return pay


def _whole(cells: Cells, column: str) -> int:
    number = _amount(cells, column)
    if number != number.to_integral_value() or not (cells.get(column) or "").strip():
        raise _BadCell(f"“{cells.get(column) or ''}” in {column} is not a whole number.")
    return int(number)


def _yes(cells: Cells, column: str) -> bool:
    return (cells.get(column) or "").strip().lower() in ("1", "true", "yes", "y", "x")


def _wrong_call(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201 - the command's own output
    return 2
