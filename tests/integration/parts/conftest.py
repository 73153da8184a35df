"""Slips, keyed twice: a work type of the tests, with a client, its people and one job at a time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bpo.catalog import registry
from bpo.catalog.service import work
from bpo.identity.rules import Role, permissions_of
from bpo.jobs import service as jobs
from bpo.jobs.queries import get_data, get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.workqueue import queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories import batched, parted
from tests.factories.world import NOW, Client, World
from workers import automation

EVERYTHING = permissions_of([Role.TEAM_LEAD, Role.REVIEWER])


def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child knows what is on offer, not what a test adds: what it would do is done here."""

    def read(sandbox: Any, assignment: Any) -> Any:
        return assignment.kind.automate(assignment.sources, assignment.input)

    class Here:
        def call(self, function: str, payload: Any, **limits: Any) -> Any:
            assert function == "bpo.catalog.service:work"
            return work(payload)

    real = automation.do_part
    monkeypatch.setattr(automation, "read", read)
    monkeypatch.setattr(automation, "do_part", lambda sandbox, *rest: real(Here(), *rest))


@pytest.fixture(autouse=True)
def _slips_on_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.REGISTRY, parted.KEY, "tests.factories.parted")
    monkeypatch.setitem(registry.REGISTRY, batched.KEY, "tests.factories.batched")
    in_this_process(monkeypatch)


@dataclass
class Case:
    """A client with its people, and one job at a time on its way."""

    world: World
    client: Client
    agents: list[Caller]
    now: datetime = NOW

    def later(self, minutes: int = 1) -> datetime:
        """Time goes on."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def job(self, **read: Any) -> UUID:
        """A slip that the machine has read, waiting to be keyed."""
        made = self.world.jobs(self.client, 1, kind=parted.KEY, now=self.later(), title="", input=read)[0]
        self.world.settle(self.later())
        return made.job_id

    def batch(self, slips: int, /, **header: str) -> tuple[UUID, list[UUID]]:
        """A batch of slips with its header, waiting to be keyed: its id and those of its jobs."""
        with unit_of_work(only(self.client.id)):
            made = jobs.open_batch(
                tenant_id=self.client.id,
                work_type=registry.work_type(batched.KEY),
                name="Slips of May",
                source="portal",
                created_by=None,
                now=self.later(),
            )
            made.header = header
            submitted = jobs.submit(
                tenant_id=self.client.id,
                work_type=registry.work_type(batched.KEY),
                submissions=[jobs.Submission(title=f"slip {n}") for n in range(slips)],
                batch_id=made.id,
                source="portal",
                by_id=None,
                by_name="a test",
                now=self.now,
            )
            batch_id = made.id
        self.settle()
        return batch_id, [each.job_id for each in submitted]

    def key(self, job_id: UUID, *, agents: tuple[int, int] = (0, 1), **fields: Any) -> None:
        """Have a slip keyed twice alike."""
        for agent in agents:
            who = self.agents[agent]
            with unit_of_work(only(self.client.id, actor=who.id)):
                mine = db.session.scalars(
                    select(Task).where(Task.job_id == job_id, Task.step == "key", Task.finished_at.is_(None))
                ).all()
                free = next(
                    task
                    for task in mine
                    if task.reserved_for in (None, who.id) and not queries.had_other_part(task, who.id)
                )
                task = workqueue.claim_task(
                    agent=replace(who, permissions=EVERYTHING),
                    task_id=free.id,
                    reason="urgent",
                    note="",
                    now=self.later(),
                )
                workqueue.submit_part(
                    agent=who,
                    tenant_id=self.client.id,
                    task_id=task.id,
                    fence=task.fence,
                    data=dict(parted.slip(**fields)),
                    active_seconds=5,
                    now=self.later(),
                )
        self.settle()

    def claim(self, agent: int) -> workqueue.Claim:
        """The agent's next task."""
        who = self.agents[agent]
        with unit_of_work(only(self.client.id, actor=who.id)):
            return workqueue.claim_next(agent=who, now=self.later(), draw=0.5)

    def submit(self, agent: int, claim: workqueue.Claim, **fields: Any) -> None:
        """Hand a keying in."""
        who, confirmed = self.agents[agent], fields.pop("confirmed", {})
        with unit_of_work(only(self.client.id, actor=who.id)):
            workqueue.submit_part(
                agent=who,
                tenant_id=self.client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                data=dict(parted.slip(**fields)),
                confirmed=confirmed,
                active_seconds=5,
                now=self.later(),
            )

    def decide(self, agent: int, claim: workqueue.Claim, **fields: Any) -> None:
        """Adjudicate: the whole record is handed in."""
        who = self.agents[agent]
        with unit_of_work(only(self.client.id, actor=who.id)):
            workqueue.submit(
                agent=who,
                tenant_id=self.client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                record=dict(parted.slip(**fields)),
                confirmed={},
                active_seconds=5,
                now=self.later(),
            )

    def settle(self) -> None:
        """What follows of itself."""
        self.world.settle(self.later())

    def state(self, job_id: UUID) -> str:
        """The job's state."""
        with unit_of_work(only(self.client.id)):
            return get_job([self.client.id], job_id).state

    def record(self, job_id: UUID) -> dict[str, Any]:
        """The job's record."""
        with unit_of_work(only(self.client.id)):
            return get_data(self.client.id, job_id).record

    def open(self, job_id: UUID) -> list[tuple[str, str | None, str]]:
        """(step, part, state) of the tasks of the job that are not finished."""
        with unit_of_work(only(self.client.id)):
            rows = db.session.execute(
                select(Task.step, Task.part, Task.state)
                .where(Task.job_id == job_id, Task.finished_at.is_(None))
                .order_by(Task.id)
            ).all()
        return [(row.step, row.part, row.state) for row in rows]


@pytest.fixture
def case(world: World) -> Case:
    world.sells = (*world.sells, parted.KEY, batched.KEY)
    client = world.client()
    return Case(world=world, client=client, agents=[world.person("agent", serves=[client]) for _ in range(4)])
