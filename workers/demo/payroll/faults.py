"""Faults that can be planted in a run, each so that exactly it must be found."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from workers.demo.payroll.made import MadeRun, Row

_CENT = Decimal("0.01")


def plant(run: MadeRun, plants: Sequence[str], rng: random.Random) -> None:
    """Plant each of the codes once, about employees of their own. ValueError where there are too few."""
    free = [row["employee_id"] for row in run.tables["employees"]]
    rng.shuffle(free)
    for code in plants:
        PLANTS[code](run, free, rng)


def _take(run: MadeRun, free: list[str], *, hourly: bool | None = None, prior: bool = False) -> Row:
    """An employee about whom nothing is planted yet."""
    known = {row["employee_id"] for row in run.tables["prior_register"]} if prior else set()
    for number in free:
        row = run.row("employees", number)
        fits = hourly is None or (row["pay_type"] == "hourly") is hourly
        if fits and (not prior or number in known):
            free.remove(number)
            return row
    raise ValueError("too few employees to plant this")


def _set(
    code: str, *, hourly: bool | None = None, **cells: str
) -> Callable[[MadeRun, list[str], random.Random], None]:
    def planted(run: MadeRun, free: list[str], rng: random.Random) -> None:
        row = _take(run, free, hourly=hourly)
        row.update(cells)
        run.expect(row["employee_id"], code)

    return planted


def _shared(code: str, *keys: str) -> Callable[[MadeRun, list[str], random.Random], None]:
    def planted(run: MadeRun, free: list[str], rng: random.Random) -> None:
        one, other = _take(run, free), _take(run, free)
        for key in keys:
            if key in one:
                other[key] = one[key]
        for row in (one, other):
            run.expect(row["employee_id"], code)

    return planted


def _on_sheet(
    code: str, change: Callable[[Row, MadeRun], None]
) -> Callable[[MadeRun, list[str], random.Random], None]:
    def planted(run: MadeRun, free: list[str], rng: random.Random) -> None:
        row = _take(run, free, hourly=True)
        change(run.row("timesheets", row["employee_id"]), run)
        run.expect(row["employee_id"], code)

    return planted


def _days_of(sheet: Row) -> int:
    return (date.fromisoformat(sheet["period_end"]) - date.fromisoformat(sheet["period_start"])).days + 1


def _unsplit(sheet: Row, run: MadeRun) -> None:
    sheet["regular_hours"] = str(int(sheet["regular_hours"]) + 4 + int(_days_of(sheet) * 40 / 7 * 0.12) + 1)


def _impossible(sheet: Row, run: MadeRun) -> None:
    sheet["regular_hours"] = str(12 * _days_of(sheet) + 7)


def _missing(sheet: Row, run: MadeRun) -> None:
    run.tables["timesheets"].remove(sheet)


def _twice(sheet: Row, run: MadeRun) -> None:
    run.tables["timesheets"].append(dict(sheet))


def _other_period(sheet: Row, run: MadeRun) -> None:
    days = _days_of(sheet)
    for key in ("period_start", "period_end"):
        sheet[key] = (date.fromisoformat(sheet[key]) - timedelta(days=days)).isoformat()


def _unknown(run: MadeRun, free: list[str], rng: random.Random) -> None:
    sheets = run.tables["timesheets"]
    number = f"X{rng.randrange(1000, 9999)}"
    sheets.append({**sheets[0], "employee_id": number})
    run.expect(number, "UNKNOWN_EMPLOYEE")


def _listed_twice(run: MadeRun, free: list[str], rng: random.Random) -> None:
    row = _take(run, free)
    run.tables["employees"].append(dict(row))
    run.expect(row["employee_id"], "DUPLICATE_EMPLOYEE")


def _terminated(run: MadeRun, free: list[str], rng: random.Random) -> None:
    row = _take(run, free, hourly=True)
    start = date.fromisoformat(run.tables["pay_calendar"][0]["period_start"])
    row |= {"status": "terminated", "term_date": (start - timedelta(days=rng.randrange(3, 60))).isoformat()}
    run.expect(row["employee_id"], "TERMINATED_PAID")


def _too_early(run: MadeRun, free: list[str], rng: random.Random) -> None:
    row = _take(run, free)
    end = date.fromisoformat(run.tables["pay_calendar"][0]["period_end"])
    row["hire_date"] = (end + timedelta(days=rng.randrange(2, 40))).isoformat()
    run.expect(row["employee_id"], "PAID_BEFORE_HIRE")


def _part(run: MadeRun, free: list[str], rng: random.Random) -> None:
    row = _take(run, free, hourly=False)
    start = date.fromisoformat(run.tables["pay_calendar"][0]["period_start"])
    row["hire_date"] = (start + timedelta(days=3)).isoformat()
    run.expect(row["employee_id"], "PART_PERIOD")


def _varied(run: MadeRun, free: list[str], rng: random.Random) -> None:
    row = _take(run, free, prior=True)
    prior = run.row("prior_register", row["employee_id"])
    prior["prior_gross"] = str(
        (Decimal(prior["prior_gross"]) * rng.choice([Decimal("0.55"), Decimal("1.9")])).quantize(_CENT)
    )
    run.expect(row["employee_id"], "VARIANCE")


def _no_account(run: MadeRun, free: list[str], rng: random.Random) -> None:
    row = _take(run, free)
    row["account"] = ""
    run.expect(row["employee_id"], "BANK_MISSING")


Plant = Callable[[MadeRun, list[str], random.Random], None]
_EITHER: dict[str, Plant] = {
    "DUPLICATE_EMPLOYEE": _listed_twice,
    "BANK_MISSING": _no_account,
    "TERMINATED_PAID": _terminated,
    "PAID_BEFORE_HIRE": _too_early,
    "PART_PERIOD": _part,
    "BELOW_MINIMUM_WAGE": _set("BELOW_MINIMUM_WAGE", hourly=True, rate="7.10"),
    "OVERTIME_NOT_SPLIT": _on_sheet("OVERTIME_NOT_SPLIT", _unsplit),
    "IMPOSSIBLE_HOURS": _on_sheet("IMPOSSIBLE_HOURS", _impossible),
    "MISSING_TIMESHEET": _on_sheet("MISSING_TIMESHEET", _missing),
    "DUPLICATE_TIMESHEET": _on_sheet("DUPLICATE_TIMESHEET", _twice),
    "WRONG_PERIOD": _on_sheet("WRONG_PERIOD", _other_period),
    "UNKNOWN_EMPLOYEE": _unknown,
    "NEGATIVE_NET": _set("NEGATIVE_NET", garnishment="99000"),
    "VARIANCE": _varied,
}
PLANTS: dict[str, Plant] = {
    **_EITHER,
    "SSN_MISSING": _set("SSN_MISSING", ssn=""),
    "SSN_INVALID": _set("SSN_INVALID", ssn="666-12-3456"),
    "DUPLICATE_SSN": _shared("DUPLICATE_SSN", "ssn"),
    "ABA_INVALID": _set("ABA_INVALID", aba="011401534"),
    "DUPLICATE_BANK_ACCOUNT": _shared("DUPLICATE_BANK_ACCOUNT", "aba", "sort_code", "account"),
    "STATE_NOT_COVERED": _set("STATE_NOT_COVERED", work_state="CA"),
    "NINO_MISSING": _set("NINO_MISSING", nino=""),
    "NINO_INVALID": _set("NINO_INVALID", nino="QQ123456C"),
    "DUPLICATE_NINO": _shared("DUPLICATE_NINO", "nino"),
    "SORT_CODE_INVALID": _set("SORT_CODE_INVALID", sort_code="20-00"),
    "ACCOUNT_INVALID": _set("ACCOUNT_INVALID", account="5577"),
    "TAX_CODE_INVALID": _set("TAX_CODE_INVALID", tax_code="12X7L"),
    "YTD_MISSING": _set("YTD_MISSING", gross_ytd_before="", w1m1="0", tax_code="1257L"),
}
"""Code → what plants it."""
ONLY_UK = frozenset(
    {
        "NINO_MISSING",
        "NINO_INVALID",
        "DUPLICATE_NINO",
        "SORT_CODE_INVALID",
        "ACCOUNT_INVALID",
        "TAX_CODE_INVALID",
    }
    | {"YTD_MISSING"}
)
ONLY_US = frozenset({"SSN_MISSING", "SSN_INVALID", "DUPLICATE_SSN", "ABA_INVALID", "STATE_NOT_COVERED"})


def plants_for(jurisdiction: str) -> tuple[str, ...]:
    """The codes that can be planted in a run there."""
    other = ONLY_UK if jurisdiction == "us" else ONLY_US
    return tuple(code for code in PLANTS if code not in other)
