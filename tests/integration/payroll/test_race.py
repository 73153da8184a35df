"""Who prepared a run does not check it: a hundred and fifty races, each with both at the same instant."""

import threading
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from bpo.approvals import service as approvals
from bpo.approvals.rules import digest_of
from bpo.jobs.queries import get_data
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import DomainError
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.rules import PICK
from tests.integration.payroll.conftest import Office

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
RACES = 150


def _try(office: Office, who: Caller, task_id: Any, gate: threading.Barrier, told: Counter[str]) -> None:
    """Pick the check and approve it as fast as can be."""
    with office.world.house.app_context():
        gate.wait()
        try:
            with unit_of_work(only(office.client.id, actor=who.id)):
                task = workqueue.claim_task(
                    agent=who, task_id=task_id, reason=next(iter(PICK)), note="a race", now=office.now
                )
                digest = digest_of(get_data(office.client.id, task.job_id).record)
                approvals.finish_step(
                    agent=who,
                    tenant_id=office.client.id,
                    task_id=task_id,
                    fence=task.fence,
                    values={},
                    digest=digest,
                    decision="approve",
                    reason="",
                    active_seconds=1,
                    now=office.now,
                )
            told["done"] += 1
        except DomainError as refused:
            told[type(refused).__name__] += 1


def test_no_race_lets_the_preparer_check(office: Office) -> None:
    office.employer("uk")
    first, second = office.agents[0], office.agents[1]
    told: Counter[str] = Counter()
    for number in range(RACES // 10):
        job_id = office.job("uk", plants=(), size=2, seed=number)
        office.prepare(0, office.claim(0), {})
        with unit_of_work(only(office.client.id)):
            task_id = db.session.scalars(
                select(Task.id).where(Task.job_id == job_id, Task.step == "check", Task.finished_at.is_(None))
            ).one()
        office.later()
        people = [first] * 10 + [second]
        gate = threading.Barrier(len(people))
        threads = [threading.Thread(target=_try, args=(office, who, task_id, gate, told)) for who in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with unit_of_work(only(office.client.id)):
            task = db.session.get_one(Task, (office.client.id, task_id))
            assert task.holder == second.id
            assert task.state == "done"
    assert told["done"] == RACES // 10
    assert sum(told.values()) == RACES // 10 * 11
