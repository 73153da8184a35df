"""Whoever did a step does not do the one that checks it: on no path, in no race, and not by raw SQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DBAPIError

from bpo.approvals import service as approvals
from bpo.approvals.models import Approval
from bpo.approvals.rules import digest_of
from bpo.identity import service as identity
from bpo.identity.rules import Role, permissions_of
from bpo.jobs.queries import get_data, get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, DomainError, NothingWaiting
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task, TaskBar
from tests.integration.approvals.conftest import BANK, SECOND, Case

EVERYTHING = permissions_of([Role.TEAM_LEAD, Role.REVIEWER])
REFUSED = (Conflict, NothingWaiting)


@pytest.fixture
def called(case: Case) -> tuple[Case, Caller, Caller]:
    """A call-back done by one who may do everything, to be confirmed by another."""
    case.job(BANK, agent=2)
    case.finish(0, case.claim(0))
    one, other = (replace(agent, permissions=EVERYTHING) for agent in case.agents[:2])
    return case, one, other


def waiting(case: Case) -> Task:
    with unit_of_work(only(case.client.id)):
        return db.session.scalars(select(Task).where(Task.finished_at.is_(None))).one()


WAYS: dict[str, Callable[[Case, Caller, Task], object]] = {
    "get-next": lambda case, who, task: workqueue.claim_next(agent=who, now=case.now, draw=0.5),
    "picked by hand": lambda case, who, task: workqueue.claim_task(
        agent=who, task_id=task.id, reason="urgent", note="", now=case.now
    ),
    "reassigned": lambda case, who, task: workqueue.reassign(
        by=who, task_id=task.id, person_id=who.id, reason="load", note="", now=case.now
    ),
}


@pytest.mark.parametrize("way", WAYS, ids=list(WAYS))
def test_who_called_does_not_get_the_confirmation(called, way):
    case, one, other = called
    task = waiting(case)
    case.later()
    with unit_of_work(only(case.client.id)), pytest.raises(REFUSED):
        WAYS[way](case, one, task)
    with unit_of_work(only(case.client.id)):
        assert WAYS[way](case, other, task)


def test_who_called_cannot_take_it_over(called):
    case, one, _ = called
    task = waiting(case)
    case.claim(1)
    with unit_of_work(only(case.client.id)), pytest.raises(Conflict, match="somebody else"):
        workqueue.take_over(agent=one, task_id=task.id, reason="holder_away", note="", now=case.now)


def forged(case: Case, who: Caller, task: Task) -> int:
    """A claim that never was: somebody has written it into the tables."""
    with unit_of_work(everyone(reason="the test forges a claim")):
        db.session.execute(delete(TaskBar))
        fence = task.fence + 1
        db.session.execute(
            text(
                "UPDATE task SET state = 'in_progress', holder = :who, fence = :fence, lease_until = :until"
                " WHERE id = :task"
            ),
            {"who": who.id, "fence": fence, "until": case.now.replace(year=2027), "task": task.id},
        )
        db.session.add(
            Attempt(
                tenant_id=task.tenant_id,
                task_id=task.id,
                fence=fence,
                person_id=who.id,
                worker=who.name,
                started_at=case.now,
            )
        )
    return fence


def _decide(case: Case, who: Caller, task: Task, fence: int) -> None:
    approvals.finish_step(
        agent=who,
        tenant_id=case.client.id,
        task_id=task.id,
        fence=fence,
        values={},
        digest=digest_of(get_data(case.client.id, task.job_id).record),
        decision="approve",
        reason="",
        active_seconds=1,
        now=case.now,
    )


def _reject(case: Case, who: Caller, task: Task, fence: int) -> None:
    workqueue.reject(
        _claimed(case, who, task, fence),
        person_id=who.id,
        worker=who.name,
        reason="other",
        note="it is fraud",
        active_seconds=1,
        now=case.now,
    )


def _complete(case: Case, who: Caller, task: Task, fence: int) -> None:
    workqueue.complete(
        _claimed(case, who, task, fence), now=case.now, person_id=who.id, worker=who.name, last=True
    )


def _claimed(case: Case, who: Caller, task: Task, fence: int) -> Task:
    return workqueue.claimed_task(
        tenant_id=case.client.id, task_id=task.id, fence=fence, person_id=who.id, now=case.now
    )


@pytest.mark.parametrize("end", [_decide, _reject, _complete])
def test_a_forged_claim_ends_nothing(called, end):
    case, one, _ = called
    task = waiting(case)
    fence = forged(case, one, task)
    with pytest.raises(Conflict, match="another person"), unit_of_work(only(case.client.id)):
        end(case, one, task, fence)
    assert waiting(case).state == "in_progress"


@pytest.mark.parametrize("holder", ["the maker", "nobody"])
@pytest.mark.parametrize("scope", ["staff", "client", "system"])
def test_raw_sql_cannot_finish_it_for_who_did_the_other_step(called, scope, holder):
    case, one, other = called
    task = waiting(case)
    scopes = {
        "staff": only(case.client.id),
        "client": client_scope(case.client.id),
        "system": everyone(reason="a test"),
    }
    statement = text("UPDATE task SET state = 'done', finished_at = now(), holder = :who WHERE id = :task")
    who = one.id if holder == "the maker" else None
    with pytest.raises(DBAPIError, match="must not do this one"), unit_of_work(scopes[scope]):
        db.session.execute(statement, {"who": who, "task": task.id})
    with unit_of_work(scopes[scope]):
        db.session.execute(statement, {"who": other.id, "task": task.id})
    with pytest.raises(DBAPIError, match="must not do this one"), unit_of_work(scopes[scope]):
        db.session.execute(
            text("UPDATE task SET holder = :who WHERE id = :task"), {"who": one.id, "task": task.id}
        )


@pytest.mark.parametrize("scope", ["staff", "client", "system"])
def test_nobody_may_change_or_delete_a_decision(case: Case, scope):
    case.job(SECOND)
    case.decide(0, case.awaiting(0)[0][0])
    scopes = {
        "staff": only(case.client.id),
        "client": client_scope(case.client.id),
        "system": everyone(reason="a test"),
    }
    for statement in ("UPDATE approval SET digest = 'x'", "DELETE FROM approval", "DELETE FROM proposal"):
        with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(scopes[scope]):
            db.session.execute(text(statement))


def test_a_key_decides_for_who_made_it(case: Case):
    """Else one person would be four eyes: with a password and a key."""
    case.job(SECOND)
    maker = case.approvers[0]
    with unit_of_work(only(case.client.id)):
        key, _ = identity.create_api_key(
            tenant_id=case.client.id,
            name="theirs",
            permissions=["job.approve"],
            expires_at=None,
            by=maker.id,
            now=case.now,
        )
        program = replace(maker, id=key.id, name="API key theirs", role="api_key")
    case.decide(0, case.awaiting(0)[0][0])
    task = case.awaiting(1)[0][0]
    digest = case.proposed(task.job_id)
    with unit_of_work(client_scope(case.client.id, actor=program.id)), pytest.raises(Conflict):
        approvals.decide(
            who=program, task_id=task.id, digest=digest, decision="approve", reason="", now=case.now
        )


@pytest.mark.parametrize("seed", range(6))
def test_of_many_decisions_at_once_exactly_one_counts(case: Case, seed):
    case.job(SECOND)
    people = [case.world.person("approver", tenant=case.client) for _ in range(3)]
    task = case.awaiting(0)[0][0]
    digest = case.proposed(task.job_id)
    start = Barrier(len(people) * 2)

    def attempt(number: int) -> bool:
        with case.world.house.app_context():
            who = people[number % len(people)]
            start.wait()
            try:
                with unit_of_work(client_scope(case.client.id, actor=who.id)):
                    approvals.decide(
                        who=who, task_id=task.id, digest=digest, decision="approve", reason="", now=case.now
                    )
            except DomainError:
                return False
            return True

    with ThreadPoolExecutor(len(people) * 2) as pool:
        assert sum(pool.map(attempt, range(len(people) * 2))) == 1
    with unit_of_work(only(case.client.id)):
        assert db.session.scalar(select(func.count()).select_from(Approval)) == 1
    second = [task for number in (0, 1) for task, _ in case.awaiting(number)]
    assert {task.step for task in second} == {"approve_second"}


@pytest.mark.parametrize("seed", range(4))
def test_the_first_pair_of_eyes_races_for_the_second_in_vain(case: Case, seed):
    """The same person decides in two windows at once, and both steps are open (as parallel steps would be)."""
    job_id = case.job(SECOND)
    who = case.approvers[0]
    first = case.awaiting(0)[0][0]
    with unit_of_work(only(case.client.id)):
        second = workqueue.open_task(get_job([case.client.id], job_id), "approve_second", now=case.now)
    digest, start = case.proposed(job_id), Barrier(2)

    def attempt(task_id: object) -> bool:
        with case.world.house.app_context():
            start.wait()
            try:
                with unit_of_work(client_scope(case.client.id, actor=who.id)):
                    approvals.decide(
                        who=who, task_id=task_id, digest=digest, decision="approve", reason="", now=case.now
                    )
            except (DomainError, DBAPIError):
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(attempt, [first.id, second.id]))
    case.world.settle(case.later())
    with unit_of_work(only(case.client.id)):
        steps = db.session.scalars(select(Approval.step).where(Approval.person_id == who.id)).all()
    assert set(steps) != {"approve", "approve_second"}
    assert case.state(job_id) != "delivered"
