"""Two people always: whoever had a hand in a run gets no second hand in it, on any path and with every right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from bpo.approvals import queries as approval_queries
from bpo.approvals import service as approvals
from bpo.approvals.models import Approval
from bpo.approvals.rules import digest_of
from bpo.delivery import service as delivery
from bpo.delivery.models import Deliverable
from bpo.identity import service as identity
from bpo.identity.rules import Role, permissions_of
from bpo.jobs.queries import get_data
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, DomainError, NotFound, NothingWaiting
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.rules import PICK, TAKE_OVER
from tests.integration.payroll.conftest import HELD, Office

EVERYTHING = permissions_of([Role.TEAM_LEAD, Role.REVIEWER])
DECIDER, PREPARER, CHECKER = 0, 1, 2


def open_task(office: Office, job_id: Any) -> Task:
    with unit_of_work(only(office.client.id)):
        return db.session.scalars(select(Task).where(Task.job_id == job_id, Task.finished_at.is_(None))).one()


def may_everything(office: Office, agent: int) -> Caller:
    """Somebody who is agent, lead and reviewer in one."""
    return replace(office.agents[agent], permissions=EVERYTHING)


def inside(office: Office, who: Caller, do: Callable[[], object]) -> object:
    with unit_of_work(only(office.client.id, actor=who.id)):
        return do()


def finished(office: Office, who: Caller, task: Task, digest: str = "") -> object:
    """The check approved by `who`, with the fence of whoever holds it."""
    held = db.session.scalars(select(Task).where(Task.id == task.id)).one()
    return approvals.finish_step(
        agent=who,
        tenant_id=office.client.id,
        task_id=task.id,
        fence=held.fence,
        values={},
        digest=digest or digest_of(get_data(office.client.id, task.job_id).record),
        decision="approve",
        reason="",
        active_seconds=1,
        now=office.now,
    )


def ways_to(office: Office, who: Caller, task: Task, helper: Caller) -> dict[str, Callable[[], object]]:
    """Everything that somebody may try to get, or to end, the check of what they had a hand in."""
    said: dict[str, Any] = {"note": "a test", "now": office.now}
    pick, seize = next(iter(PICK)), next(iter(TAKE_OVER))
    return {
        "get-next": lambda: workqueue.claim_next(agent=who, now=office.now, draw=0.5),
        "picked": lambda: workqueue.claim_task(agent=who, task_id=task.id, reason=pick, **said),
        "taken over": lambda: workqueue.take_over(agent=who, task_id=task.id, reason=seize, **said),
        "given to oneself": lambda: workqueue.reassign(
            by=who, task_id=task.id, person_id=who.id, reason="load", **said
        ),
        "given by another lead": lambda: workqueue.reassign(
            by=helper, task_id=task.id, person_id=who.id, reason="load", **said
        ),
        "ended with a stolen claim": lambda: finished(office, who, task),
    }


def prepared(office: Office) -> Any:
    """A run of which one person decided the exception and another prepared the rest."""
    office.employer("us")
    job_id = office.job("us", plants=("VARIANCE",), size=6)
    office.decide(DECIDER, office.claim(DECIDER), {"decision": "pay", "reason": "back from leave"})
    office.prepare(PREPARER, office.claim(PREPARER), {"VARIANCE": {"decision": "pay", "reason": "back"}})
    return job_id


@pytest.mark.parametrize("held", [False, True], ids=["waiting", "held by the checker"])
def test_who_decided_or_prepared_gets_the_check_on_no_path(office: Office, held: bool) -> None:
    job_id = prepared(office)
    task = open_task(office, job_id)
    assert task.step == "check"
    helper = may_everything(office, CHECKER)
    claim = office.claim(CHECKER) if held else None
    office.later()
    for agent in (DECIDER, PREPARER):
        who = may_everything(office, agent)
        for way, do in ways_to(office, who, task, helper).items():
            with pytest.raises((Conflict, NothingWaiting, NotFound)):
                inside(office, who, do)
            now = open_task(office, job_id)
            assert now.holder == (office.agents[CHECKER].id if held else None), way
    office.check(CHECKER, claim or office.claim(CHECKER))
    assert office.steps(job_id) == ["approve"]


def test_what_was_checked_is_not_checked_again_nor_changed(office: Office) -> None:
    job_id = prepared(office)
    claim = office.claim(CHECKER)
    with pytest.raises(Conflict):  # of another record than the one that lies there
        office.check(CHECKER, claim, digest="0" * 64)
    office.check(CHECKER, claim)
    with pytest.raises(DomainError):
        office.check(CHECKER, claim)
    record = dict(office.data(job_id).record)
    with pytest.raises(DomainError):  # the preparer's own claim is over
        office.submit(PREPARER, claim, record)
    assert office.steps(job_id) == ["approve"]


def test_the_checker_cannot_write_into_what_is_checked(office: Office) -> None:
    job_id = prepared(office)
    claim = office.claim(CHECKER)
    record = dict(office.data(job_id).record)
    record["exceptions"] = [{**row, **HELD} for row in record["exceptions"]]
    with pytest.raises(DomainError):
        office.submit(CHECKER, claim, record)
    assert office.data(job_id).record["exceptions"][0]["decision"] == "pay"


def decided_as(office: Office, who: Caller, task: Task, digest: str) -> Approval | None:
    with unit_of_work(client_scope(office.client.id, actor=who.id, cleared=who.cleared)):
        return approvals.decide(
            who=who, task_id=task.id, digest=digest, decision="approve", reason="", now=office.later()
        )


def test_the_clients_approval_is_the_clients_and_once(office: Office) -> None:
    job_id = prepared(office)
    office.check(CHECKER, office.claim(CHECKER))
    (task,) = office.awaiting()
    with unit_of_work(only(office.client.id)):
        proposal = approval_queries.proposal_of(office.client.id, job_id)
    assert proposal is not None
    for agent in range(3):  # no member of staff has it, whatever they may
        who = may_everything(office, agent)
        for do in (
            lambda who=who: workqueue.claim_task(
                agent=who, task_id=task.id, reason=next(iter(PICK)), note="x", now=office.now
            ),
            lambda who=who: finished(office, who, task),
        ):
            with pytest.raises(DomainError):
                inside(office, who, do)
        with pytest.raises(DomainError):
            decided_as(office, who, task, proposal.digest)
    uncleared = replace(office.approvers[0], cleared=())
    with pytest.raises(DomainError):
        decided_as(office, uncleared, task, proposal.digest)
    with pytest.raises(Conflict):
        decided_as(office, office.approvers[0], task, "0" * 64)
    assert decided_as(office, office.approvers[0], task, proposal.digest) is not None
    with pytest.raises(DomainError):
        decided_as(office, office.approvers[0], task, proposal.digest)
    office.world.settle(office.later())
    assert office.state(job_id) == "delivered"


def test_a_program_without_the_clearance_decides_nothing(office: Office) -> None:
    job_id = prepared(office)
    office.check(CHECKER, office.claim(CHECKER))
    (task,) = office.awaiting()
    with unit_of_work(only(office.client.id)):
        proposal = approval_queries.proposal_of(office.client.id, job_id)
        key, _ = identity.create_api_key(
            tenant_id=office.client.id,
            name="bank run",
            permissions=["job.approve"],
            expires_at=None,
            by=office.approvers[0].id,
            now=office.now,
        )
    assert proposal is not None
    program = replace(office.approvers[0], id=key.id, name="API key bank run", role="api_key", cleared=())
    with pytest.raises(DomainError):
        decided_as(office, program, task, proposal.digest)
    assert office.state(job_id) != "delivered"


def test_released_it_is_released_once_and_stays(office: Office) -> None:
    job_id = prepared(office)
    office.check(CHECKER, office.claim(CHECKER))
    (task,) = office.awaiting()
    office.approve(task)
    before = office.files(job_id)
    for _ in range(2):
        office.world.settle(office.later())
    with unit_of_work(only(office.client.id)):
        count = db.session.scalar(
            select(func.count()).select_from(Deliverable).where(Deliverable.job_id == job_id)
        )
    assert count == 1
    manager = office.manager
    with pytest.raises(Conflict, match="final"), unit_of_work(only(office.client.id, actor=manager.id)):
        delivery.send_back(
            tenant_id=office.client.id,
            job_id=job_id,
            reason="One more hour, please.",
            by_id=manager.id,
            by_name=manager.name,
            now=office.later(),
        )
    assert office.files(job_id) == before
