"""An account that is another than the one last paid into is found, and nobody is paid into it unseen."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from bpo.platform.errors import NothingWaiting
from bpo.workqueue.service import Claim
from tests.integration.payroll.conftest import Office, rows_of
from workers.demo.payroll import MadeRun, make_run

NEW = "4400 1122 33"
HELD_BEFORE, CHANGED, GONE_BACK = "E1002", "E1004", "E1005"


def run_with(accounts: dict[str, str], seed: int) -> MadeRun:
    run = make_run("us", seed=seed, size=8, frequency="biweekly")
    for row in run.tables["employees"]:
        row["account"] = accounts.get(row["employee_id"], row["account"])
    return run


def delivered(office: Office, run: MadeRun, answer: dict[str, str], **more: Any) -> UUID:
    """The run, with a changed account decided so, prepared, checked, approved and delivered."""
    job_id = office.hand_in(run)
    go_through(office, answer, **more)
    assert office.state(job_id) == "delivered"
    return job_id


def go_through(office: Office, answer: dict[str, str], **more: Any) -> None:
    """Decide, prepare, check and approve by whoever may: one of those who check is kept from deciding."""
    answers = {"BANK_CHANGED": answer}
    hand, claim = next(taken(lambda agent: office.decided(agent, answers)))
    office.prepare(hand, claim, answers, **more)
    office.check(*next(taken(office.claim)))
    (task,) = office.awaiting()
    office.approve(task)


def taken(take: Callable[[int], Claim]) -> Iterator[tuple[int, Claim]]:
    for agent in range(3):
        with suppress(NothingWaiting):
            yield agent, take(agent)


def found(office: Office, job_id: UUID) -> list[list[str]]:
    record = office.data(job_id).record
    return [list(each) for each in record["found"]]


def test_a_changed_account_is_found_shown_masked_and_left_unpaid_when_held(office: Office) -> None:
    office.employer("us")
    hold_one = [{"employee_id": HELD_BEFORE, "reason": "the client asked"}]
    first = delivered(office, run_with({}, 1), {}, holds=hold_one)
    assert found(office, first) == []
    job_id = office.hand_in(run_with({CHANGED: NEW, HELD_BEFORE: NEW + "9"}, 2))
    assert found(office, job_id) == [[CHANGED, "BANK_CHANGED"]]  # who was held was paid into none
    (row,) = office.data(job_id).record["exceptions"]
    assert "2233 at" in row["evidence"]
    assert office.row(first).reference in row["evidence"]
    assert NEW.replace(" ", "") not in str(office.data(job_id).record)
    go_through(office, {})
    register = {row["employee_id"]: row for row in rows_of(office.files(job_id)["register.csv"])}
    assert (register[CHANGED]["status"], register[CHANGED]["why_held"]) == ("held", "BANK_CHANGED")
    assert register[HELD_BEFORE]["status"] == "paid"


def test_what_was_confirmed_or_put_right_is_what_the_next_run_is_held_against(office: Office) -> None:
    office.employer("us")
    delivered(office, run_with({}, 1), {})
    answer = {"decision": "pay", "reason": "called the employee"}
    second = delivered(office, run_with({CHANGED: NEW}, 2), answer)
    assert found(office, second) == [[CHANGED, "BANK_CHANGED"]]
    right = {"decision": "correct", "reason": "called the employee", "hidden": "account=7700112233"}
    third = delivered(office, run_with({CHANGED: NEW, GONE_BACK: "9900112233"}, 3), right)
    assert found(office, third) == [[GONE_BACK, "BANK_CHANGED"]]
    fourth = office.hand_in(run_with({CHANGED: "44-0011-2233", GONE_BACK: "7700112233"}, 4))
    assert found(office, fourth) == []
    fifth = office.hand_in(run_with({GONE_BACK: "7700112233"}, 5))
    assert found(office, fifth) == [[CHANGED, "BANK_CHANGED"]]


def test_a_run_that_was_not_delivered_changes_nothing(office: Office) -> None:
    office.employer("us")
    delivered(office, run_with({}, 1), {})
    office.hand_in(run_with({CHANGED: NEW}, 2))
    assert found(office, office.hand_in(run_with({CHANGED: NEW}, 3))) == [[CHANGED, "BANK_CHANGED"]]
    assert found(office, office.hand_in(run_with({}, 4))) == []
