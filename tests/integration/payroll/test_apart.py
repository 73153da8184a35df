"""Each exception of a run is a task of its own, done by several people at once; somebody is left to check."""

from typing import Any

import pytest
from sqlalchemy import select

from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, NothingWaiting
from bpo.platform.scope import only
from bpo.platform.web import House
from bpo.workforce.models import Assignment
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import PartEntry, Task
from bpo.workqueue.rules import PICK, TAKE_OVER
from tests.factories.desk import Desk
from tests.integration.payroll.conftest import HELD, Office

CODES = ("SSN_MISSING", "DUPLICATE_BANK_ACCOUNT", "OVERTIME_NOT_SPLIT", "NEGATIVE_NET")
RIGHT = {"decision": "correct", "reason": "confirmed by the client"}


def open_task(office: Office, job_id: Any, step: str, part: str = "") -> Task:
    with unit_of_work(only(office.client.id)):
        found = db.session.scalars(
            select(Task).where(Task.job_id == job_id, Task.step == step, Task.finished_at.is_(None))
        ).all()
        return next(task for task in found if part in (task.part or ""))


def pick(office: Office, agent: int, task: Task) -> None:
    """Ask for that very task."""
    who = office.agents[agent]
    with unit_of_work(only(office.client.id, actor=who.id)):
        workqueue.claim_task(
            agent=who, task_id=task.id, reason=next(iter(PICK)), note="asked for it", now=office.later()
        )


def test_several_people_decide_at_once_and_one_is_left_to_check(office: Office) -> None:
    office.employer("us")
    job_id = office.job("us", plants=CODES)
    found = office.data(job_id).record["found"]
    hands = [agent for agent in range(3) if _takes(office, agent)]
    (kept,) = {0, 1, 2} - set(hands)
    with unit_of_work(only(office.client.id)):
        assert len(db.session.scalars(select(PartEntry).where(PartEntry.step == "decide")).all()) == len(
            hands
        )
    with pytest.raises(Conflict):  # nor by asking for it
        pick(office, kept, open_task(office, job_id, "decide"))
    assert office.steps(job_id) == ["decide"] * (len(found) - 2)
    prepared = office.decided(hands[0], {})
    with pytest.raises(NothingWaiting):
        office.claim(kept)
    rows = office.data(job_id).record["exceptions"]
    assert [[row["employee_id"], row["code"]] for row in rows] == found
    assert {row["decision"] for row in rows} == {"hold"}
    office.prepare(hands[0], prepared, {})
    with pytest.raises(NothingWaiting):  # who decided one exception has had a hand in it
        office.claim(hands[1])
    with pytest.raises(Conflict):
        pick(office, hands[1], open_task(office, job_id, "check"))
    claim = office.claim(kept)
    for hand in hands:  # nor out of the hands of who may
        with pytest.raises(Conflict), unit_of_work(only(office.client.id, actor=office.agents[hand].id)):
            workqueue.take_over(
                agent=office.agents[hand],
                task_id=claim.task_id,
                reason=next(iter(TAKE_OVER)),
                note="it is urgent",
                now=office.later(),
            )
    office.check(kept, claim)
    assert len(office.awaiting()) == 1


def _takes(office: Office, agent: int) -> bool:
    try:
        office.decide(agent, office.claim(agent), {})
    except NothingWaiting:
        return False
    return True


def test_of_two_people_one_decides_and_prepares_and_the_other_checks(office: Office) -> None:
    office.employer("us")
    with unit_of_work(only(office.client.id)):
        for each in db.session.scalars(
            select(Assignment).where(Assignment.person_id == office.agents[2].id)
        ).all():
            db.session.delete(each)
    job_id = office.job("us", plants=CODES)
    (hand,) = [agent for agent in range(2) if _takes(office, agent)]
    office.prepare(hand, office.decided(hand, {}), {})
    office.check(1 - hand, office.claim(1 - hand))
    assert office.steps(job_id) == ["approve"]


def test_what_putting_right_leads_to_is_a_row_more_that_must_be_decided(office: Office) -> None:
    office.employer("us")
    job_id = office.job("us", plants=("OVERTIME_NOT_SPLIT",))
    claim = office.claim(0)
    office.decide(0, claim, {**RIGHT, "correct": "regular_hours=80; overtime_hours=60"})
    rows = office.data(job_id).record["exceptions"]
    assert [row["code"] for row in rows] == ["OVERTIME_NOT_SPLIT", "VARIANCE"]
    assert rows[1]["evidence"].startswith("Gross pay differs")
    claim = office.claim(0)
    record = dict(office.data(job_id).record)
    with pytest.raises(Invalid) as refused:
        office.submit(0, claim, record)
    assert set(refused.value.errors) == {"EXCEPTION_OPEN"}
    record["exceptions"] = [rows[0], {**rows[1], "decision": "pay", "reason": "the client knows"}]
    office.submit(0, claim, record)
    assert office.steps(job_id) == ["check"]


def test_what_shows_only_where_the_run_is_prepared_is_decided_in_a_row_besides(office: Office) -> None:
    office.employer("us")
    job_id = office.job("us", plants=("OVERTIME_NOT_SPLIT",))
    office.decide(0, office.claim(0), HELD)
    claim = office.claim(0)
    record = dict(office.data(job_id).record)
    (row,) = record["exceptions"]
    record["exceptions"] = [{**row, **RIGHT, "correct": "regular_hours=80; overtime_hours=60"}]
    with pytest.raises(Invalid) as refused:
        office.submit(0, claim, record)
    assert "VARIANCE. Decide that too, in a row below" in str(refused.value.errors["STILL_FOUND"])
    besides = {"employee_id": row["employee_id"], "decision": "pay", "reason": "the client knows"}
    wrong = (
        {**besides, "code": "VARIANCE", "employee_id": "nobody"},
        {**besides, "code": "OVERTIME_NOT_SPLIT"},
    )
    for each in wrong:
        record["further"] = [{**besides, "code": "VARIANCE"}, each]
        with pytest.raises(Invalid) as refused:
            office.submit(0, claim, record)
        assert set(refused.value.errors) == {"DECIDED_TWICE"}
    record["further"] = [{**besides, "code": "VARIANCE"}]
    office.submit(0, claim, record)
    assert office.steps(job_id) == ["check"]


def test_two_decisions_that_put_the_same_right_in_two_ways_are_not_chosen_between(office: Office) -> None:
    office.employer("us")
    job_id = office.job("us", plants=("OVERTIME_NOT_SPLIT",))
    office.decide(0, office.claim(0), {**RIGHT, "correct": "regular_hours=80; overtime_hours=4"})
    claim = office.claim(0)
    record = dict(office.data(job_id).record)
    row = record["exceptions"][0]
    record["further"] = [{**row, "code": "VARIANCE", "correct": "regular_hours=70; overtime_hours=4"}]
    with pytest.raises(Invalid) as refused:
        office.submit(0, claim, record)
    assert "regular_hours is put right in two ways" in str(refused.value.errors["CORRECTION_WRONG"])


def test_the_page_of_an_exception_shows_its_evidence_and_no_secret(office: Office, web: House) -> None:
    office.employer("us")
    office.job("us", plants=("OVERTIME_NOT_SPLIT",))
    agent = Desk(web.test_client(), office.agents[0])
    task, fence = agent.next()
    page = agent.get(task).text
    for words in ("29 U.S.C. 207", "Gross pay before", "Timesheet 20", "How each figure came about", "1e: "):
        assert words in page
    assert "Not on the document" not in page
    assert "Account number" not in page
    answer = agent.post(f"{task}/submit-next", {**HELD, "decision": "", "_lease": fence})
    assert answer.status_code == 422
    assert "Fill in Decision." in answer.text
