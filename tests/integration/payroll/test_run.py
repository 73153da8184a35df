"""A pay run from the client's tables to the accepted result, through the real steps, workers and wall."""

import json
from decimal import Decimal
from typing import Any

import pytest

from bpo.approvals import queries as approval_queries
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict, Invalid, NothingWaiting
from bpo.platform.scope import only
from tests.integration.payroll.conftest import PLANTED, Office, rows_of
from tests.unit.service_lines.payroll.nacha_reader import read_nacha
from workers.demo.payroll import make_run

ANSWERS: dict[str, dict[str, str]] = {
    "OVERTIME_NOT_SPLIT": {"decision": "correct", "correct": "regular_hours=80; overtime_hours=4"},
    "SSN_MISSING": {"decision": "correct", "hidden": "ssn=212-34-5678"},
    "VARIANCE": {"decision": "pay", "reason": "returned from leave"},
    "MISSING_TIMESHEET": {
        "decision": "correct",
        "correct": "regular_hours=150; period=2026-06-01/2026-06-30",
    },
}


def prepared(office: Office, jurisdiction: str) -> Any:
    """A run that was prepared by the first agent; the job."""
    office.employer(jurisdiction)
    job_id = office.job(jurisdiction)
    assert set(office.steps(job_id)) == {"decide"}
    claim = office.decided(0, ANSWERS)
    assert office.steps(job_id) == ["prepare"]
    office.prepare(0, claim, ANSWERS, note="Two put right.")
    assert office.steps(job_id) == ["check"]
    return job_id


@pytest.mark.parametrize("jurisdiction", ["us", "uk"])
def test_a_run_with_exceptions_becomes_an_approved_payment_file(office: Office, jurisdiction: str) -> None:
    job_id = prepared(office, jurisdiction)
    with pytest.raises(NothingWaiting):
        office.claim(0)  # who prepared cannot check
    office.check(1, office.claim(1))
    (task,) = office.awaiting()
    assert office.approve(task) is not None
    assert office.state(job_id) == "delivered"
    files = office.files(job_id)
    register = rows_of(files["register.csv"])
    held = {row["employee_id"]: row["why_held"] for row in register if row["status"] == "held"}
    solved = {code for code in PLANTED[jurisdiction] if code in ANSWERS}
    codes = {code for _, code in office.data(job_id).record["found"]}
    assert codes == set(PLANTED[jurisdiction])
    assert {code for why in held.values() for code in why.split("; ")} == codes - solved
    paid = sum(Decimal(row["net"]) for row in register if row["status"] == "paid")
    totals = json.loads(files["manifest.json"])["totals"]
    assert all(Decimal(each["off_by"]) == 0 for each in totals)
    if jurisdiction == "us":
        assert read_nacha(files["payments.ach"]).total == paid
    assert {"payslips.pdf", "payslips.zip", "journal.csv", "variance.csv", "register.xlsx"} <= set(files)


def test_an_edit_takes_every_approval_back(office: Office) -> None:
    job_id = prepared(office, "us")
    office.check(1, office.claim(1))
    (task,) = office.awaiting()
    with unit_of_work(only(office.client.id)):
        first = approval_queries.proposal_of(office.client.id, job_id)
    assert first is not None
    office.approve(task, "send_back", "One more must be held.")
    claim = office.claim(0)
    held = office.data(job_id).record["in_question"][0]["employee_id"]
    paid = next(
        row["employee_id"] for row in rows_of(_register(office, job_id)) if row["employee_id"] != held
    )
    office.prepare(0, claim, ANSWERS, holds=[{"employee_id": paid, "reason": "the client asked"}])
    assert office.steps(job_id) == ["check"]
    office.check(1, office.claim(1))
    (task,) = office.awaiting()
    with pytest.raises(Conflict):
        office.approve(task, digest=first.digest)
    office.approve(task)
    row = next(row for row in rows_of(office.files(job_id)["register.csv"]) if row["employee_id"] == paid)
    assert (row["status"], row["why_held"]) == ("held", "the client asked")


def _register(office: Office, job_id: Any) -> bytes:
    with unit_of_work(only(office.client.id)):
        proposal = approval_queries.proposal_of(office.client.id, job_id)
    files = (proposal.files if proposal else []) or []
    store = office.world.house.extensions["storage"].of(office.client.id)
    for file in files:
        if file["name"] == "register.csv":
            found: bytes = store.get(file["storage_key"])
            return found
    raise AssertionError("no register lies before the client")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"decision": ""}, "EXCEPTION_OPEN"),
        ({"decision": "pay", "reason": ""}, "REASON_MISSING"),
        ({"decision": "correct", "correct": "rate=abc"}, "CORRECTION_WRONG"),
        ({"decision": "correct", "correct": "shoe=44"}, "CORRECTION_WRONG"),
        ({"decision": "correct", "correct": "ssn=212-34-5678"}, "CORRECTION_WRONG"),
        ({"decision": "correct", "correct": "rate=20.00"}, "STILL_FOUND"),
    ],
)
def test_nothing_goes_on_that_is_not_decided_whatever_words_are_given(
    office: Office, change: dict[str, str], code: str
) -> None:
    office.employer("us")
    office.job("us", plants=("OVERTIME_NOT_SPLIT",))
    claim = office.claim(0)
    answer = {"reason": "so said", **change}
    with pytest.raises(Invalid) as refused:
        office.decide(0, claim, answer, **{code: "It may stand, believe me."})
    assert set(refused.value.errors) == {code}
    office.decide(0, claim, {})
    claim = office.claim(0)
    record = dict(office.data(claim.job_id).record)
    record["exceptions"] = [{**record["exceptions"][0], **answer}]
    with pytest.raises(Invalid) as refused:
        office.submit(0, claim, record, **{code: "It may stand, believe me."})
    assert set(refused.value.errors) == {code}


def test_a_state_that_is_not_covered_cannot_be_paid(office: Office) -> None:
    office.employer("us")
    office.job("us", plants=("STATE_NOT_COVERED",))
    paid = {"STATE_NOT_COVERED": {"decision": "pay", "reason": "pay them all the same"}}
    claim = office.claim(0)
    with pytest.raises(Invalid) as refused:
        office.decide(0, claim, paid["STATE_NOT_COVERED"])
    assert "cannot be paid here" in str(refused.value.errors["CANNOT_BE_PAID"])
    office.decide(0, claim, {})
    with pytest.raises(Invalid) as refused:
        office.prepare(0, office.claim(0), paid)
    assert "cannot be paid here" in str(refused.value.errors["CANNOT_BE_PAID"])


def test_without_the_clients_own_bank_nothing_is_prepared(office: Office) -> None:
    office.job("us", plants=())
    with pytest.raises(Invalid) as refused:
        office.prepare(0, office.claim(0), {})
    assert set(refused.value.errors) == {"EMPLOYER_INCOMPLETE"}
    office.employer("us")


def test_another_paying_account_than_the_clients_is_refused(office: Office) -> None:
    office.employer("us")
    office.job("us", plants=())
    with pytest.raises(Invalid) as refused:
        office.prepare(0, office.claim(0), {}, bank="011401533")
    assert set(refused.value.errors) == {"EMPLOYER_DIFFERS"}


def test_a_clean_run_is_still_seen_by_two_people_and_the_client(office: Office) -> None:
    office.employer("uk")
    job_id = office.job("uk", plants=())
    assert office.steps(job_id) == ["prepare"]
    office.prepare(1, office.claim(1), {})
    office.check(2, office.claim(2))
    (task,) = office.awaiting()
    office.approve(task)
    assert office.state(job_id) == "delivered"


def test_the_same_run_handed_in_twice_is_asked_about(office: Office) -> None:
    office.employer("us")
    run = make_run("us", seed=8, size=10, frequency="biweekly")
    office.hand_in(run)
    second = office.hand_in(run)
    first = office.row(office.hand_in(make_run("us", seed=9, size=10, frequency="biweekly")))
    said = [each["message"] for each in office.data(second).findings if each["severity"] == "ask"]
    assert any("C0" in words and first.reference not in words for words in said), said


def test_a_table_that_is_none_of_ours_and_bad_rows_are_named(office: Office) -> None:
    run = make_run("us", seed=8, size=10, frequency="biweekly")
    run.tables["employees"][4]["rate"] = "12.5.1"
    run.tables["menu"] = [{"dish": "soup", "price": "4"}]
    data = office.data(office.hand_in(run))
    assert [each["code"] for each in data.findings if each["severity"] == "ask"][:1] == ["TABLE_UNKNOWN"]
    (row,) = data.record["exceptions"]
    assert row["code"] == "ROW_UNREADABLE"
    assert "employees.csv, row 6: Rate" in row["evidence"]
