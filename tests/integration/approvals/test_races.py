"""Races for both pairs of eyes, on every path at once: nobody ever gets both.

A few in every run; `RACES=50` makes fifty of each of the three kinds.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bpo.approvals import service as approvals
from bpo.approvals.models import Approval
from bpo.approvals.rules import digest_of
from bpo.identity import service as identity
from bpo.identity.rules import Role, permissions_of
from bpo.jobs.queries import get_data, get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import DomainError
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.integration.approvals.conftest import BANK, SECOND, Case

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

RACES = int(os.environ.get("RACES", "8"))
"""Of each of the three kinds."""
EVERYTHING = permissions_of([Role.TEAM_LEAD, Role.REVIEWER])


def race(case: Case, ways: Sequence[Callable[[], object]]) -> None:
    """All ways at the same instant, each in a thread of its own; what is refused is refused."""
    start = Barrier(len(ways))

    def go(way: Callable[[], object]) -> None:
        with case.world.house.app_context():
            start.wait()
            with suppress(DomainError, DBAPIError):
                way()

    with ThreadPoolExecutor(len(ways)) as pool:
        list(pool.map(go, ways))


def _decision(case: Case, who: Caller, task_id: UUID, digest: str) -> Callable[[], object]:
    def decide() -> None:
        with unit_of_work(client_scope(case.client.id, actor=who.id)):
            approvals.decide(
                who=who, task_id=task_id, digest=digest, decision="approve", reason="", now=case.now
            )

    return decide


def _jobs(case: Case, code: str, agent: int) -> list[UUID]:
    """As many jobs as there are races, checked by one of our people, of all of which this was found."""
    made = case.world.to_person(case.client, RACES, now=case.later())
    for number in range(RACES):
        case.work(agent, code, settle=False, number=f"R-{number}")
    case.world.settle(case.later())
    return [job.job_id for job in made]


def _both_open(case: Case, job_id: UUID) -> tuple[UUID, UUID, UUID]:
    """A job before the client with both of its decisions open, as parallel steps would be."""
    with unit_of_work(only(case.client.id)):
        first = db.session.scalars(
            select(Task.id).where(Task.job_id == job_id, Task.finished_at.is_(None), Task.step == "approve")
        ).one()
        second = workqueue.open_task(get_job([case.client.id], job_id), "approve_second", now=case.now)
        return job_id, first, second.id


def _deciders(case: Case, job_id: UUID) -> list[tuple[str, UUID]]:
    with unit_of_work(only(case.client.id)):
        rows = db.session.execute(
            select(Approval.step, Approval.person_id).where(Approval.job_id == job_id)
        ).all()
    return [(row[0], row[1]) for row in rows]


def test_one_person_of_the_client_in_two_windows(case: Case) -> None:
    who, violations = case.approvers[0], 0
    for each in _jobs(case, SECOND, 0):
        job_id, first, second = _both_open(case, each)
        digest = case.proposed(job_id)
        race(case, [_decision(case, who, task, digest) for task in (first, second)])
        decided = _deciders(case, job_id)
        assert decided, "nobody decided at all: then this was no race"
        violations += len({step for step, person in decided if person == who.id}) == 2
    assert violations == 0


def test_without_the_guards_a_race_gives_one_person_both(
    case: Case, admin_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted defect: what counts violations finds them where nothing keeps the two apart."""
    who = case.approvers[0]
    (each, *_) = _jobs(case, SECOND, 0)
    job_id, first, second = _both_open(case, each)
    digest = case.proposed(job_id)
    monkeypatch.setattr("bpo.workqueue.service.demand_apart", lambda task, person_id: None)
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        admin.execute("ALTER TABLE task DISABLE TRIGGER task_kept_apart")
        try:
            for task in (first, second):
                race(case, [_decision(case, who, task, digest)])
        finally:
            admin.execute("ALTER TABLE task ENABLE TRIGGER task_kept_apart")
    assert {step for step, person in _deciders(case, job_id) if person == who.id} == {
        "approve",
        "approve_second",
    }


def test_a_person_and_their_own_program(case: Case) -> None:
    maker, violations = case.approvers[0], 0
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
    for each in _jobs(case, SECOND, 0):
        job_id, first, second = _both_open(case, each)
        digest = case.proposed(job_id)
        race(
            case,
            [
                _decision(case, who, task, digest)
                for who, task in ((maker, first), (program, second), (program, first), (maker, second))
            ],
        )
        people = dict(_deciders(case, job_id))
        assert people, "nobody decided at all: then this was no race"
        violations += len(people) == 2 and len({*people.values()}) == 1
    assert violations == 0


def _ways_of_staff(case: Case, who: Caller, task_id: UUID, job_id: UUID) -> list[Callable[[], object]]:
    """Everything that somebody with every right may try to get the step that checks their own."""

    def inside(do: Callable[[], object]) -> Callable[[], object]:
        def attempt() -> None:
            with unit_of_work(only(case.client.id, actor=who.id)):
                do()

        return attempt

    said = {"reason": "urgent", "note": "", "now": case.now}
    return [
        inside(lambda: workqueue.claim_next(agent=who, now=case.now, draw=0.5)),
        inside(lambda: workqueue.claim_task(agent=who, task_id=task_id, **said)),
        inside(lambda: workqueue.take_over(agent=who, task_id=task_id, **{**said, "reason": "holder_away"})),
        inside(
            lambda: workqueue.reassign(
                by=who, task_id=task_id, person_id=who.id, **{**said, "reason": "load"}
            )
        ),
        inside(
            lambda: approvals.finish_step(
                agent=who,
                tenant_id=case.client.id,
                task_id=task_id,
                fence=1,
                values={},
                digest=digest_of(get_data(case.client.id, job_id).record),
                decision="approve",
                reason="",
                active_seconds=1,
                now=case.now,
            )
        ),
    ]


def test_a_member_of_staff_with_every_right_on_every_path(case: Case) -> None:
    violations, one = 0, replace(case.agents[0], permissions=EVERYTHING)
    jobs = _jobs(case, BANK, 2)
    for _ in jobs:
        case.finish(0, case.claim(0), settle=False)
    case.world.settle(case.later())
    for job_id in jobs:
        with unit_of_work(only(case.client.id)):
            task_id = db.session.scalars(
                select(Task.id).where(Task.job_id == job_id, Task.finished_at.is_(None))
            ).one()
        case.later()
        race(case, _ways_of_staff(case, one, task_id, job_id))
        with unit_of_work(only(case.client.id)):
            task = db.session.scalars(select(Task).where(Task.id == task_id)).one()
            violations += task.holder == one.id or task.state == "done"
    assert violations == 0
    case.finish(1, case.claim(1))  # the other pair of eyes still can
