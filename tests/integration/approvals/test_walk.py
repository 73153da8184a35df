"""Jobs walk through conditional, separated and deciding steps, to a deliverable that is what was approved."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bpo.approvals import service as approvals
from bpo.approvals.rules import digest_of
from bpo.catalog.registry import work_type
from bpo.catalog.rules import Finding, Severity
from bpo.delivery.models import Deliverable, DeliveredFile
from bpo.delivery.queries import unread
from bpo.events.models import Event
from bpo.identity.models import Mail
from bpo.jobs import service as jobs
from bpo.jobs.queries import get_data, get_job
from bpo.masters import service as masters
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, NothingWaiting
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.quality import service as quality
from bpo.sla import service as sla
from bpo.sla.models import Hold, JobClock
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.world import INVOICES
from tests.integration.approvals.conftest import APPROVE, BANK, CALLED, SECOND, Case
from tests.integration.test_chain import GOOD


def contents(case: Case) -> Callable[[str], bytes]:
    return case.world.house.extensions["storage"].of(case.client.id).get


def delivered(case: Case, job_id) -> dict[str, DeliveredFile]:
    with unit_of_work(only(case.client.id)):
        version = db.session.scalars(
            select(Deliverable).where(Deliverable.job_id == job_id).order_by(Deliverable.version.desc())
        ).first()
        assert version is not None
        files = db.session.scalars(select(DeliveredFile).where(DeliveredFile.deliverable_id == version.id))
        return {file.name: file for file in files}


def events_of(case: Case, job_id) -> list[str]:
    with unit_of_work(only(case.client.id)):
        found = select(Event.name).where(Event.job_id == job_id).order_by(Event.occurred_at, Event.id)
        return list(db.session.scalars(found))


def test_without_a_finding_nothing_is_asked_and_the_job_goes_out(case: Case):
    job_id = case.job()
    assert case.state(job_id) == "delivered"
    assert "approvals.json" not in delivered(case, job_id)


def test_the_client_approves_the_very_bytes_that_are_delivered(case: Case):
    job_id = case.job(APPROVE)
    assert case.state(job_id) == "on_hold"
    [(task, job)] = case.awaiting()
    assert (task.step, job.id) == ("approve", job_id)
    digest = case.proposed(job_id)
    made = case.decide(0, task)
    assert made is not None
    assert (made.digest, made.person_id) == (digest, case.approvers[0].id)
    assert case.state(job_id) == "delivered"
    files = delivered(case, job_id)
    with unit_of_work(only(case.client.id)):
        record = get_data(case.client.id, job_id).record
    of_record = [
        {"name": file.name, "sha256": file.sha256, "size": file.size}
        for file in files.values()
        if not file.name.startswith("approvals.")
    ]
    assert digest_of(record, of_record) == digest
    trail = json.loads(contents(case)(files["approvals.json"].storage_key))
    [line] = trail["approvals"]
    assert (line["by"], line["digest"], line["what"]) == (case.approvers[0].name, digest, "Approved")
    assert b"Approved" in contents(case)(files["approvals.csv"].storage_key)
    names = events_of(case, job_id)
    assert [name for name in names if name.startswith("approval.")] == [
        "approval.due",
        "approval.asked",
        "approval.given",
    ]


def test_the_time_that_the_client_takes_is_its_own(case: Case):
    job_id = case.job(APPROVE)
    with unit_of_work(only(case.client.id)):
        due = get_job([case.client.id], job_id).due_at
        assert db.session.scalars(select(Hold.credited).where(Hold.job_id == job_id)).one()
    case.now += timedelta(days=20)
    with unit_of_work(everyone(reason="the schedule looks")):
        sla.sweep(now=case.now)
    assert "clock.breached" not in events_of(case, job_id)
    [(task, _)] = case.awaiting()
    case.decide(0, task)
    with unit_of_work(only(case.client.id)):
        clock = db.session.scalars(select(JobClock).where(JobClock.id == job_id)).one()
        assert clock.met is True
        assert clock.due_at > due + timedelta(days=10)


def test_nobody_but_a_decision_ends_the_wait(case: Case):
    job_id = case.job(APPROVE)
    with unit_of_work(only(case.client.id)):
        hold_id = db.session.scalars(select(Hold.id).where(Hold.job_id == job_id)).one()
    with unit_of_work(only(case.client.id)), pytest.raises(Conflict, match="decision"):
        workqueue.resume_hold(
            tenant_id=case.client.id, hold_id=hold_id, answer="ok", by_id=None, by_name="x", now=case.now
        )
    assert case.state(job_id) == "on_hold"


def test_staff_neither_see_nor_get_what_lies_before_the_client(case: Case):
    job_id = case.job(APPROVE)
    lead = case.world.person("team_lead", serves=[case.client])
    [(task, _)] = case.awaiting()
    with unit_of_work(only(case.client.id)):
        assert workqueue_queries.floor_queues([case.client.id], case.now) == []
    ways = (
        lambda: workqueue.claim_next(agent=lead, now=case.now, draw=0.5),
        lambda: workqueue.claim_task(agent=lead, task_id=task.id, reason="urgent", note="", now=case.now),
        lambda: workqueue.take_over(agent=lead, task_id=task.id, reason="urgent", note="", now=case.now),
        lambda: workqueue.reassign(
            by=lead, task_id=task.id, person_id=case.agents[0].id, reason="load", note="", now=case.now
        ),
    )
    for way in ways:
        with pytest.raises((Conflict, NothingWaiting)), unit_of_work(only(case.client.id)):
            way()
    assert case.open_steps(job_id) == ["approve"]


def test_both_of_four_eyes_are_needed_and_the_same_pair_is_refused(case: Case):
    job_id = case.job(SECOND)
    [(task, _)] = case.awaiting(0)
    case.decide(0, task)
    assert case.state(job_id) == "on_hold"
    assert case.open_steps(job_id) == ["approve_second"]
    assert case.awaiting(0) == []
    [(second, _)] = case.awaiting(1)
    with pytest.raises(Conflict, match="another person"):
        case.decide(0, second)
    case.decide(1, second)
    assert case.state(job_id) == "delivered"
    assert events_of(case, job_id).count("hold.placed") == 1


def test_sent_back_it_is_reworked_by_who_did_it_and_all_decisions_come_again(case: Case):
    job_id = case.job(SECOND, agent=1)
    case.decide(0, case.awaiting(0)[0][0])
    case.decide(1, case.awaiting(1)[0][0], "send_back", "The cost centre is missing.")
    assert case.state(job_id) == "in_work"
    with unit_of_work(only(case.client.id)):
        task = db.session.scalars(select(Task).where(Task.job_id == job_id, Task.state == "queued")).one()
        assert (task.step, task.rework, task.reserved_for) == ("check", True, case.agents[1].id)
        returned = workqueue_queries.returned_because(task)
        assert returned is not None
        assert returned.data["reason"] == "The cost centre is missing."
    case.work(1, SECOND)  # nothing is changed, and yet both are asked again
    assert case.open_steps(job_id) == ["approve"]
    case.decide(1, case.awaiting(1)[0][0])
    assert case.awaiting(1) == []
    case.decide(
        0, case.awaiting(0)[0][0]
    )  # the first approval of the first round was taken back with the work
    assert case.state(job_id) == "delivered"


def test_rejected_the_job_ends_and_says_why(case: Case):
    job_id = case.job(APPROVE)
    task = case.awaiting()[0][0]
    with pytest.raises(Invalid):
        case.decide(0, task, "reject", "")
    case.decide(0, task, "reject", "We never ordered this.")
    assert case.state(job_id) == "rejected"
    assert case.open_steps(job_id) == []
    with pytest.raises(Conflict, match="already"):
        case.decide(1, task)


def edit(case: Case, job_id, **fields) -> None:
    """The record is changed behind the approvals' back."""
    with unit_of_work(only(case.client.id)):
        job = get_job([case.client.id], job_id, lock=True)
        data = get_data(case.client.id, job_id)
        findings = [each["code"] for each in data.findings]
        jobs.keep_record(
            job,
            data.record | fields,
            [Finding(code=code, message="", severity=Severity.NOTE) for code in findings],
            work_type(job.work_type),
            confirmed={},
            now=case.later(),
            actor_id=None,
            actor_name="somebody",
        )


def test_an_edit_while_it_waits_decides_nothing_and_is_laid_before_them_anew(case: Case):
    job_id = case.job(APPROVE)
    task, seen = case.awaiting()[0][0], case.proposed(job_id)
    edit(case, job_id, seller="Somebody else")
    assert case.decide(0, task, digest=seen) is None
    assert case.state(job_id) == "on_hold"
    fresh = case.proposed(job_id)
    assert fresh != seen
    with pytest.raises(Conflict, match="Look at it again"):
        case.decide(0, task, digest=seen)
    assert case.decide(0, task, digest=fresh) is not None
    assert case.state(job_id) == "delivered"


def test_an_edit_after_the_approval_voids_it(case: Case):
    job_id = case.job(APPROVE)
    who, task = case.approvers[0], case.awaiting()[0][0]
    digest = case.proposed(job_id)
    with unit_of_work(client_scope(case.client.id, actor=who.id)):
        approvals.decide(
            who=who, task_id=task.id, digest=digest, decision="approve", reason="", now=case.later()
        )
    edit(case, job_id, gross="1000000.00")
    case.world.settle(case.later())
    assert case.state(job_id) == "on_hold"
    assert case.open_steps(job_id) == ["approve"]
    with unit_of_work(only(case.client.id)):
        assert db.session.scalars(select(Deliverable)).all() == []
    case.decide(0, case.awaiting()[0][0])
    assert case.state(job_id) == "delivered"


def test_two_people_call_back_about_a_bank_account(case: Case):
    job_id = case.job(BANK, APPROVE, agent=0)
    assert case.open_steps(job_id) == ["call_back"]
    call = case.claim(0)
    with pytest.raises(Invalid) as caught:
        case.finish(0, call, values=CALLED | {"number": None})
    assert list(caught.value.errors) == ["number"]
    case.finish(0, call)
    assert case.open_steps(job_id) == ["call_back_check"]
    check = case.claim(1)
    case.finish(1, check, values={})
    assert case.open_steps(job_id) == ["approve"]
    case.decide(0, case.awaiting()[0][0])
    files = delivered(case, job_id)
    trail = json.loads(contents(case)(files["approvals.json"].storage_key))
    assert [line["step"] for line in trail["approvals"]] == ["Call back", "Confirm the call", "Approval"]
    assert ["Number you called", "+49 30 1"] in trail["approvals"][0]["filled"]
    assert "+49 30 1" not in str(get_record(case, job_id))


def get_record(case: Case, job_id) -> dict[str, object]:
    with unit_of_work(only(case.client.id)):
        return get_data(case.client.id, job_id).record


def test_what_the_second_person_sends_back_is_called_again(case: Case):
    job_id = case.job(BANK, agent=2)
    case.finish(0, case.claim(0))
    case.finish(1, case.claim(1), decision="send_back", reason="That number stands on the invoice itself.")
    assert case.open_steps(job_id) == ["call_back"]
    again = case.claim(0)
    case.finish(0, again, values=CALLED | {"number": "+49 30 2"})
    case.finish(1, case.claim(1))
    assert case.state(job_id) == "delivered"


def test_what_the_vendor_did_not_confirm_is_not_approved(case: Case):
    job_id = case.job(BANK, agent=2)
    case.finish(0, case.claim(0), values=CALLED | {"confirmed": "no"})
    check = case.claim(1)
    with pytest.raises(Conflict, match="did not confirm"):
        case.finish(1, check)
    case.finish(1, check, decision="send_back", reason="Reach the other contact too.")
    case.finish(0, case.claim(0))
    case.finish(1, case.claim(1))
    assert case.state(job_id) == "delivered"


def test_the_record_cannot_be_submitted_in_a_step_that_only_decides(case: Case):
    case.job(BANK)
    call = case.claim(0)
    with unit_of_work(only(case.client.id)), pytest.raises(Conflict, match="not changed"):
        workqueue.submit(
            agent=case.agents[0],
            tenant_id=case.client.id,
            task_id=call.task_id,
            fence=call.fence,
            record=GOOD,
            confirmed={},
            active_seconds=1,
            now=case.now,
        )


def test_what_is_reviewed_is_reviewed_before_the_client_is_asked(world):
    client = world.client(sampled=100)
    case = Case(
        world=world,
        client=client,
        agents=[world.person("agent", serves=[client])],
        approvers=[world.person("approver", tenant=client)],
    )
    job_id = case.job(APPROVE)
    assert case.state(job_id) == "in_review"
    assert case.awaiting() == []
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=reviewer, now=case.later(), draw=0.5)
        quality.score(
            reviewer=reviewer,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            answers={line.key: "yes" for line in work_type("invoice_processing").scorecard},
            outcome="accept",
            comment="",
            active_seconds=1,
            now=case.later(),
        )
    world.settle(case.later())
    assert case.state(job_id) == "on_hold"
    case.decide(0, case.awaiting()[0][0])
    assert case.state(job_id) == "delivered"


def test_approvers_are_told_once_for_a_pile(case: Case):
    case.job(APPROVE)
    case.job(APPROVE, number="RE-2")
    with unit_of_work(only(case.client.id)):
        assert sum(each.kind == "approval" for each in unread(case.client.id)) == 2
        assert not [each for each in unread(case.client.id) if each.kind == "question"]
    with unit_of_work(everyone(reason="the test reads mail")):
        subjects = db.session.scalars(select(Mail.subject)).all()
    assert subjects == ["1 job awaits your approval"] * 2, "one letter to each of two approvers"


def test_a_client_may_still_cancel_what_it_is_asked_about(case: Case):
    job_id = case.job(APPROVE)
    with unit_of_work(only(case.client.id)):
        workqueue.cancel_job(
            tenant_id=case.client.id, job_id=job_id, reason="", by_id=None, by_name="x", now=case.later()
        )
    case.world.settle(case.later())
    assert case.awaiting() == []
    assert case.state(job_id) == "cancelled"


def account_of_vendor(case: Case, job_id) -> str:
    kind = work_type(INVOICES)
    with unit_of_work(only(case.client.id)):
        reference = masters.JobReference(get_job([case.client.id], job_id), kind)
        [row] = reference.rows("vendors", vendor_id="V1")
        return row["iban"]


def test_an_account_that_two_people_confirmed_becomes_the_vendors(case: Case):
    old, new = "DE89370400440532013000", "FR7630006000011234567890189"
    by = case.approvers[0]
    with unit_of_work(client_scope(case.client.id, actor=by.id)):
        masters.put_rows(
            tenant_id=case.client.id,
            masters=next(each for each in work_type(INVOICES).masters if each.key == "vendors"),
            rows=[{"vendor_id": "V1", "name": "Mühle Hartmann KG", "iban": old}],
            replace=False,
            partly=False,
            dry_run=False,
            by=by,
            storage=case.world.house.extensions["storage"],
            now=case.later(),
        )
    job_id = case.job(BANK, agent=0, vendor_id="V1", iban=new)
    case.finish(0, case.claim(0))
    assert account_of_vendor(case, job_id) == old, "one call is one person"
    case.finish(1, case.claim(1), values={})
    assert account_of_vendor(case, job_id) == new
