"""From the tables handed in to the cases of a run: each employee with their rows, and the occasion."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..tables import Given, Row
from .exceptions import found_across
from .records import Case, Cells, Occasion, day_of

_SO_FAR = (
    *("ytd_gross", "ytd_fica_wages", "ytd_supplemental", "gross_ytd_before", "tax_ytd_before"),
    *("ni_pay_before", "ni_ee_before", "ni_er_before"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A run before anything is worked out. `refused` are sentences that keep the run as a whole from being done;
    `left` are (number, gross pay) of who was paid the period before and is not in this run."""

    occasion: Occasion
    cases: tuple[Case, ...]
    refused: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def gather(given: Given) -> Gathered:
    """Bring the tables together, in the order of the list of employees.

    Who is not in the list but has a row elsewhere, or whose own row cannot be read, becomes a case without figures.
    """
    employees = given.rows.get("employees", [])
    occasion, refused = _occasion(given)
    noted = _noted(given)
    sheets, adjustments = _by_employee(given, "timesheets"), _by_employee(given, "adjustments")
    priors = _by_employee(given, "prior_register")
    so_far = _by_employee(given, "year_to_date")
    cases = [
        Case(
            employee_id=number,
            row=row.number,
            employee={**row.cells, **_year_to_date(so_far.get(number, ()))},
            timesheets=tuple(sheets.get(number, ())),
            adjustments=tuple(adjustments.get(number, ())),
            prior=priors[number][0]["prior_gross"] if number in priors else "",
            noted=tuple(noted.pop(number, {}).items()),
        )
        for number, row in _first_rows(employees).items()
    ]
    kept = [case for case in cases if is_on_payroll(case)]
    others = [Case(employee_id=number, noted=tuple(found.items())) for number, found in noted.items()]
    if not employees:
        refused = (*refused, "No table of employees could be read.")
    here = {case.employee_id for case in kept}
    return Gathered(
        occasion=occasion,
        cases=(*kept, *others),
        refused=refused,
        left=tuple((number, rows[0]["prior_gross"]) for number, rows in priors.items() if number not in here),
    )


def is_on_payroll(case: Case) -> bool:
    """Who left and has no hours, or no salary of the period before, is not part of the run."""
    if case.text("status") != "terminated" or case.timesheets or case.adjustments:
        return True
    return case.salaried and bool(case.prior)


def _first_rows(employees: Sequence[Row]) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in employees:
        found.setdefault(row.cells["employee_id"], row)
    return found


def _by_employee(given: Given, table: str) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = defaultdict(list)
    for row in given.rows.get(table, ()):
        found[row.cells["employee_id"]].append(row.cells)
    return found


def _year_to_date(rows: Sequence[Cells]) -> dict[str, str]:
    return {key: value for row in rows[:1] for key, value in row.items() if key in _SO_FAR and value}


def _noted(given: Given) -> dict[str, dict[str, str]]:
    """By employee, what rows that cannot be read and other employees say about them."""
    noted: dict[str, dict[str, str]] = defaultdict(dict)
    for problem in given.problems:
        if problem.employee_id:
            words = f"{problem.file}, row {problem.row}: {problem.message}"
            before = noted[problem.employee_id].get("ROW_UNREADABLE", "")
            noted[problem.employee_id]["ROW_UNREADABLE"] = f"{before} {words}".strip()[:1000]
    employees = [(row.cells["employee_id"], row.cells) for row in given.rows.get("employees", ())]
    for number, found in found_across(employees).items():
        noted[number].update(found)
    known = {number for number, _ in employees} | set(noted)
    for table in ("timesheets", "adjustments"):
        for row in given.rows.get(table, ()):
            number = row.cells["employee_id"]
            if number not in known:
                words = f"Row {row.number} of the {table} names them; the list of employees does not."
                noted[number].setdefault("UNKNOWN_EMPLOYEE", words)
    return noted


def _occasion(given: Given) -> tuple[Occasion, tuple[str, ...]]:
    sheets = Counter(
        (row.cells["period_start"], row.cells["period_end"]) for row in given.rows.get("timesheets", ())
    )
    worked = max(sheets, key=lambda period: (sheets[period], period)) if sheets else None
    days = [
        (row.cells["period_start"], row.cells["period_end"], row.cells["pay_date"])
        for row in given.rows.get("pay_calendar", ())
    ]
    fitting = sorted({day for day in days if worked is None or day[:2] == worked})
    refused: tuple[str, ...] = ()
    period, pays_on = worked, None
    if len(fitting) == 1:
        period, pays_on = (fitting[0][0], fitting[0][1]), fitting[0][2]
    elif days:
        which = f"for {worked[0]} to {worked[1]}" if worked else "without timesheets"
        refused = (
            f"The pay calendar has {len(fitting) or 'no'} pay {'days' if len(fitting) > 1 else 'day'} {which}."
            " Leave in it the one period of this run.",
        )
    if period is not None and period[1] < period[0]:
        refused = (*refused, f"The period ends on {period[1]}, before it begins on {period[0]}.")
    whole: tuple[date, date] | None = None
    if period is not None:
        whole = date.fromisoformat(period[0]), date.fromisoformat(period[1])
    return Occasion(
        jurisdiction=given.jurisdiction or "us", period=whole, pays_on=day_of(pays_on or "")
    ), refused
