"""The register as pages show it: who is held as things stand, what was put right, how each figure came about."""

from decimal import Decimal
from typing import Any

import pytest

from bpo.service_lines.payroll import amount
from bpo.service_lines.payroll.calculate import automate
from bpo.service_lines.payroll.listing import LISTING
from tests.unit.service_lines.payroll.given import as_sources
from workers.demo.payroll import make_run

RUN = make_run("us", seed=3, size=30, frequency="biweekly", plants=("SSN_MISSING", "OVERTIME_NOT_SPLIT"))
SPLIT = {"decision": "correct", "reason": "confirmed", "correct": "regular_hours=80; overtime_hours=4"}


def listed(**decided: dict[str, str]) -> tuple[Any, dict[str, tuple[str, ...]], dict[str, bytes]]:
    outcome = automate(as_sources(RUN.tables), {})
    record = dict(outcome.record)
    record["exceptions"] = [{**row, **decided.get(row["code"], {})} for row in record["exceptions"]]
    papers = {paper.name: paper.content for paper in outcome.papers}
    return record, {row.key: row.cells for row in LISTING.rows(record, papers)}, papers


def of(code: str) -> str:
    return next(number for number, codes in RUN.expected.items() if code in codes)


def test_who_is_not_decided_is_shown_as_held() -> None:
    record, cells, _ = listed()
    assert [number for number, row in cells.items() if "held" in row] == sorted(RUN.expected)
    assert dict(LISTING.totals(record))["Held"] == "2 with exceptions"
    assert dict(LISTING.totals(record))["To be paid"].endswith(" to 28")


def test_what_a_run_comes_to_is_what_is_paid_and_a_day_of_no_held_year_breaks_nothing() -> None:
    record, _, _ = listed()
    before = Decimal(record["run"]["clean"]["net"])
    assert amount(record) == (str(before), "USD")
    assert before < Decimal(record["run"]["net"])
    assert amount({**record, "run": {**record["run"], "pay_date": None}, "pay_date": "2031-01-05"}) == (
        str(before),
        "USD",
    )
    assert amount({"run": {"jurisdiction": "us"}, "refused": ["No run."]}) is None


def test_what_is_put_right_is_shown_with_its_new_figures() -> None:
    before = listed()[1][of("OVERTIME_NOT_SPLIT")]
    record, cells, papers = listed(OVERTIME_NOT_SPLIT=SPLIT)
    after = cells[of("OVERTIME_NOT_SPLIT")]
    assert "put right" in after
    assert after[2] != before[2]
    detail = LISTING.detail(record, papers, of("OVERTIME_NOT_SPLIT"))
    assert detail.figures[0].because[0].startswith("80 h ×")
    assert dict(LISTING.totals(record))["To be paid"].endswith(" to 29")


def test_no_number_of_a_person_or_a_bank_is_shown() -> None:
    record, cells, papers = listed()
    shown = str(cells) + str([LISTING.detail(record, papers, number) for number in cells]) + str(record)
    for row in RUN.tables["employees"]:
        for key in ("ssn", "account"):
            assert not row[key] or row[key] not in shown


def test_who_is_not_in_the_run_is_not_found() -> None:
    record, _, papers = listed()
    with pytest.raises(LookupError):
        LISTING.detail(record, papers, "E9999")
