"""A pay run: the example to the cent, each planted exception found, none invented, the totals tie."""

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bpo.service_lines.payroll import cli
from bpo.service_lines.payroll.cli import shown
from bpo.service_lines.payroll.pay_run import Register, gather, work_out_all
from bpo.service_lines.payroll.tables import Problem, read_files
from tests.unit.service_lines.payroll.given import Tables, as_sources

SAMPLE = Path(__file__).parent / "samples" / "pay_run"


def tables() -> Tables:
    found: Tables = {}
    for name in ("employees", "timesheets", "prior_register"):
        with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def clean() -> Tables:
    """The example without what was planted in it."""
    found = tables()
    for row in found["employees"]:
        if row["employee_id"] == "E1001":
            row |= {"status": "active", "term_date": ""}
        if row["employee_id"] == "E1005":
            row["account"] = "5550001"
        if row["employee_id"] == "E1012":
            row["ssn"] = "212-34-5678"
    return found


def outcome(given: Tables) -> dict[str, Any]:
    tables = read_files(as_sources(given))
    gathered = gather(tables)
    worked = work_out_all(gathered.cases, gathered.occasion)
    return shown(tables, gathered, Register(occasion=gathered.occasion, worked=worked))


def problems(given: Tables) -> list[Problem]:
    return read_files(as_sources(given)).problems


def row_of(given: Tables, table: str, employee_id: str) -> dict[str, str]:
    return next(row for row in given[table] if row["employee_id"] == employee_id)


def test_the_example_to_the_cent(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.print_pay_run([str(SAMPLE)]) == 0
    found = json.loads(capsys.readouterr().out)
    truth = json.loads((SAMPLE / "expected.json").read_text())
    assert found["exceptions"] == truth["expected_exceptions"]
    slips = {slip["employee_id"]: slip for slip in found["register"]}
    for expected in truth["expected_register"]:
        slip = slips[expected["employee_id"]]
        for key, value in expected.items():
            assert slip[key] == value or Decimal(slip[key]) == Decimal(value), (expected["employee_id"], key)
    assert found["totals"] == truth["expected_payfile_excluding_held"]


def test_a_clean_run_has_no_exceptions_and_ties() -> None:
    found = outcome(clean())
    assert found["exceptions"] == {}
    for slip in found["register"]:
        off = (
            "pretax_401k",
            "health_125",
            "fit",
            "ss",
            "medicare",
            "addl_medicare",
            "garnishment",
            "deductions",
        )
        assert Decimal(slip["gross"]) - sum(Decimal(slip[each]) for each in off) == Decimal(slip["net"])
    assert sum(Decimal(slip["net"]) for slip in found["register"]) == Decimal(found["totals"]["total_credit"])
    assert json.dumps(outcome(clean())) == json.dumps(found)


def edit(table: str, employee_id: str, /, **cells: str) -> Callable[[Tables], None]:
    return lambda given: row_of(given, table, employee_id).update(cells)


def drop(table: str, employee_id: str, /) -> Callable[[Tables], None]:
    return lambda given: given[table].remove(row_of(given, table, employee_id))


def double(table: str, employee_id: str, /, **cells: str) -> Callable[[Tables], None]:
    return lambda given: given[table].append({**row_of(given, table, employee_id), **cells})


PLANTED = {
    "SSN_MISSING": ("E1000", edit("employees", "E1000", ssn="")),
    "SSN_INVALID": ("E1000", edit("employees", "E1000", ssn="666-12-3456")),
    "DUPLICATE_SSN": ("E1000", edit("employees", "E1000", ssn="542-33-5550")),
    "DUPLICATE_EMPLOYEE": ("E1000", double("employees", "E1000")),
    "BANK_MISSING": ("E1000", edit("employees", "E1000", account="")),
    "ABA_INVALID": ("E1000", edit("employees", "E1000", aba="011401534")),
    "W4_MISSING": ("E1000", edit("employees", "E1000", filing_status="")),
    "TERMINATED_PAID": ("E1000", edit("employees", "E1000", status="terminated", term_date="2026-05-01")),
    "PAID_BEFORE_HIRE": ("E1000", edit("employees", "E1000", hire_date="2026-07-01")),
    "PART_PERIOD": ("E1003", edit("employees", "E1003", hire_date="2026-06-08")),
    "BELOW_MINIMUM_WAGE": ("E1000", edit("employees", "E1000", rate="7.24")),
    "OVERTIME_NOT_SPLIT": ("E1000", edit("timesheets", "E1000", regular_hours="84")),
    "IMPOSSIBLE_HOURS": ("E1000", edit("timesheets", "E1000", regular_hours="170")),
    "MISSING_TIMESHEET": ("E1000", drop("timesheets", "E1000")),
    "DUPLICATE_TIMESHEET": ("E1000", double("timesheets", "E1000")),
    "WRONG_PERIOD": (
        "E1000",
        edit("timesheets", "E1000", period_start="2026-05-17", period_end="2026-05-30"),
    ),
    "UNKNOWN_EMPLOYEE": ("E7777", double("timesheets", "E1000", employee_id="E7777")),
    "NEGATIVE_NET": ("E1000", edit("employees", "E1000", garnishment="5000")),
    "VARIANCE": ("E1000", edit("timesheets", "E1000", regular_hours="40")),
    "STATE_NOT_COVERED": ("E1000", edit("employees", "E1000", work_state="CA")),
}


@pytest.mark.parametrize("code", PLANTED)
def test_what_is_planted_is_found_and_only_that(code: str) -> None:
    employee_id, plant = PLANTED[code]
    given = clean()
    plant(given)
    found = outcome(given)
    assert code in found["exceptions"].pop(employee_id)
    # The other half of a pair is held too; nobody else is.
    assert set(found["exceptions"]) <= {"E1002"}
    held = {slip["employee_id"] for slip in found["register"] if slip["hold"]}
    assert employee_id in held or employee_id == "E7777"


def test_who_gave_no_form_is_taxed_as_single_and_held_until_somebody_has_looked() -> None:
    given = clean()
    blank = {"filing_status": "", "step2": "1", "step3_credits": "9000", "step4c": "50"}
    edit("employees", "E1000", **blank)(given)
    without = next(line for line in outcome(given)["register"] if line["employee_id"] == "E1000")
    plain = {"filing_status": "single", "step2": "0", "step3_credits": "0", "step4c": "0"}
    edit("employees", "E1000", **plain)(given)
    single = next(line for line in outcome(given)["register"] if line["employee_id"] == "E1000")
    assert without["fit"] == single["fit"] != "0.00"
    assert (without["hold"], single["hold"]) == (True, False)


def test_deductions_beyond_the_pay_are_said_whatever_is_wrong_with_the_rate() -> None:
    given = clean()
    edit("employees", "E1000", rate="6.90", garnishment="5000")(given)
    assert set(outcome(given)["exceptions"]["E1000"]) == {"BELOW_MINIMUM_WAGE", "NEGATIVE_NET"}
    drop("timesheets", "E1000")(given)
    assert set(outcome(given)["exceptions"]["E1000"]) == {"BELOW_MINIMUM_WAGE", "MISSING_TIMESHEET"}


def test_a_column_of_amounts_that_is_none_of_ours_is_named_and_one_in_the_plural_counts() -> None:
    given = clean()
    for row in given["employees"]:
        row["Garnishments"] = row.pop("garnishment")
        row |= {"Union levy": "12.50", "Cost centre": "CC-7", "Floor": "2", "Nothing": "0.00"}
    row_of(given, "employees", "E1000")["Garnishments"] = "5000"
    assert outcome(given)["exceptions"] == {"E1000": ["NEGATIVE_NET"]}
    (problem,) = problems(given)
    assert "“Union levy” holds amounts and is none that we know: it does not count" in problem.message
    assert not problem.stops


def test_a_leaver_without_hours_is_no_part_of_the_run() -> None:
    given = clean()
    edit("employees", "E1000", status="terminated", term_date="2025-05-01")(given)
    drop("timesheets", "E1000")(given)
    found = outcome(given)
    assert found["exceptions"] == {}
    assert "E1000" not in {slip["employee_id"] for slip in found["register"]}


@pytest.mark.parametrize(
    ("table", "cells", "column"),
    [
        ("employees", {"rate": "22.97.1"}, "rate"),
        ("employees", {"rate": "12 dollars"}, "rate"),
        ("employees", {"hire_date": "03/04/2018"}, "hire_date"),
        ("employees", {"pay_type": "daily"}, "pay_type"),
        ("employees", {"step2": "perhaps"}, "step2"),
        ("timesheets", {"regular_hours": "eighty"}, "regular_hours"),
        ("timesheets", {"period_end": ""}, "period_end"),
        ("prior_register", {"prior_gross": "1e400"}, "prior_gross"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_guessed(table: str, cells: dict[str, str], column: str) -> None:
    given = clean()
    row_of(given, table, "E1000").update(cells)
    assert [(each.table, each.row, each.column) for each in problems(given)] == [(table, 2, column)]


def test_a_bonus_is_taxed_flat_and_a_deduction_comes_off_last() -> None:
    given = clean()
    before = next(slip for slip in outcome(given)["register"] if slip["employee_id"] == "E1003")
    given["adjustments"] = [
        {"employee_id": "E1003", "kind": "bonus", "amount": "500.00"},
        {"employee_id": "E1003", "kind": "deduction", "amount": "20"},
    ]
    after = next(slip for slip in outcome(given)["register"] if slip["employee_id"] == "E1003")
    assert Decimal(after["fit"]) - Decimal(before["fit"]) == Decimal("110.00")
    assert Decimal(after["gross"]) - Decimal(before["gross"]) == 500
    assert Decimal(after["net"]) == Decimal(before["net"]) + 500 - 110 - 20 - Decimal("31.00") - Decimal(
        "7.25"
    )
