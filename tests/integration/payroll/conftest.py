"""A client with people cleared for its payroll, and pay runs on their way through the steps."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bpo.approvals import queries as approval_queries
from bpo.approvals import service as approvals
from bpo.approvals.models import Approval
from bpo.approvals.rules import digest_of
from bpo.catalog.registry import work_type
from bpo.delivery.models import Deliverable, DeliveredFile
from bpo.jobs.models import Job, JobData
from bpo.jobs.queries import get_data, get_job
from bpo.masters import service as masters
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.files import media
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import JobPart, Task
from tests.factories.world import Client, World
from workers.demo.payroll import MadeRun, make_run

PAYROLL = "payroll"
NOW = datetime(2026, 6, 16, 8, 0, tzinfo=UTC)
EMPLOYERS = {
    "us": {
        "employer": "Contoso Group",
        "company_id": "1123456789",
        "bank": "121042882",
        "bank_name": "First Bank",
    },
    "uk": {"employer": "Northwind Ltd", "bank": "200000", "account": "55779911"},
}
PLANTED = {
    "us": (
        "SSN_MISSING",
        "DUPLICATE_BANK_ACCOUNT",
        "OVERTIME_NOT_SPLIT",
        "NEGATIVE_NET",
        "STATE_NOT_COVERED",
    ),
    "uk": ("NINO_INVALID", "BELOW_MINIMUM_WAGE", "MISSING_TIMESHEET", "VARIANCE", "UNKNOWN_EMPLOYEE"),
}


HELD = {"decision": "hold", "reason": "asked the client"}


@dataclass
class Office:
    """A client, its agents and approvers, all cleared for payroll."""

    world: World
    client: Client
    agents: list[Caller]
    approvers: list[Caller]
    manager: Caller
    now: datetime = NOW

    def later(self, minutes: int = 1) -> datetime:
        """Time goes on."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def employer(self, jurisdiction: str) -> None:
        """Fill in who pays, as the client does in its list."""
        kind = next(
            each for each in work_type(PAYROLL).masters if each.key == f"payroll_employer_{jurisdiction}"
        )
        with unit_of_work(only(self.client.id, actor=self.manager.id)):
            masters.save_row(
                tenant_id=self.client.id,
                masters=kind,
                cells=EMPLOYERS[jurisdiction],
                identity=None,
                storage=self.world.house.extensions["storage"],
                by=self.manager,
                now=self.later(),
            )

    def hand_in(self, run: MadeRun) -> UUID:
        """Hand the tables in and let automation work; the job."""
        files = [(name, media.CSV, content) for name, content in run.files()]
        made = self.world.jobs(self.client, 1, kind=PAYROLL, files=files, now=self.later(), title="June")[0]
        self.world.settle(self.later())
        return made.job_id

    def job(
        self, jurisdiction: str, *, plants: tuple[str, ...] | None = None, size: int = 30, seed: int = 3
    ) -> UUID:
        """A run with exceptions, ready to be prepared."""
        planted = PLANTED[jurisdiction] if plants is None else plants
        frequency = "biweekly" if jurisdiction == "us" else "monthly"
        return self.hand_in(make_run(jurisdiction, seed=seed, size=size, frequency=frequency, plants=planted))

    def data(self, job_id: UUID) -> JobData:
        """The job's wide part."""
        with unit_of_work(only(self.client.id)):
            return get_data(self.client.id, job_id)

    def claim(self, agent: int) -> workqueue.Claim:
        """The agent's next task."""
        who = self.agents[agent]
        with unit_of_work(only(self.client.id, actor=who.id)):
            return workqueue.claim_next(agent=who, now=self.later(), draw=0.5)

    def decide(self, agent: int, claim: workqueue.Claim, answer: Mapping[str, str], **confirmed: str) -> None:
        """Decide the one exception that was claimed; without an answer it is held."""
        with unit_of_work(only(self.client.id, actor=self.agents[agent].id)):
            workqueue.submit_part(
                agent=self.agents[agent],
                tenant_id=self.client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                data={"correct": "", "hidden": "", **HELD, **answer},
                confirmed=confirmed,
                active_seconds=1,
                now=self.later(),
            )

    def part(self, claim: workqueue.Claim) -> JobPart:
        """What a claimed exception is about."""
        with unit_of_work(only(self.client.id)):
            return db.session.scalars(select(JobPart).where(JobPart.task_id == claim.task_id)).one()

    def decided(self, agent: int, decide: Mapping[str, Mapping[str, str]]) -> workqueue.Claim:
        """Decide every exception by its code (others are held); the claim of what comes then."""
        while (claim := self.claim(agent)).step == "decide":
            self.decide(agent, claim, decide.get(self.part(claim).input["code"], {}))
        return claim

    def prepare(
        self, agent: int, claim: workqueue.Claim, decide: Mapping[str, Mapping[str, str]], **more: Any
    ) -> None:
        """Decide each exception by its code (others are held), and submit."""
        record = dict(self.data(claim.job_id).record)
        record["exceptions"] = [
            {**row, **HELD, **decide.get(row["code"], {})} for row in record["exceptions"]
        ]
        record |= more
        self.submit(agent, claim, record)

    def submit(self, agent: int, claim: workqueue.Claim, record: dict[str, Any], **confirmed: str) -> None:
        """Hand the prepared record in."""
        with unit_of_work(only(self.client.id, actor=self.agents[agent].id)):
            workqueue.submit(
                agent=self.agents[agent],
                tenant_id=self.client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                record=record,
                confirmed=confirmed,
                active_seconds=1,
                now=self.later(),
            )
        self.world.settle(self.later())

    def check(self, agent: int, claim: workqueue.Claim, **changes: Any) -> None:
        """Decide as the second person."""
        who = self.agents[agent]
        usual: dict[str, Any] = {"values": {}, "decision": "approve", "reason": "", "active_seconds": 1}
        with unit_of_work(only(self.client.id, actor=who.id)):
            approvals.finish_step(
                agent=who,
                tenant_id=self.client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                now=self.later(),
                **({"digest": digest_of(get_data(self.client.id, claim.job_id).record)} | usual | changes),
            )
        self.world.settle(self.later())

    def awaiting(self) -> list[Task]:
        """What the approver may decide."""
        who = self.approvers[0]
        with unit_of_work(only(self.client.id, actor=who.id)):
            return [task for task, _ in approval_queries.awaiting(self.client.id, who.id, limit=10)]

    def approve(
        self, task: Task, decision: str = "approve", reason: str = "", digest: str = ""
    ) -> Approval | None:
        """Decide for the client, in its scope."""
        who = self.approvers[0]
        with unit_of_work(client_scope(self.client.id, actor=who.id, cleared=who.cleared)):
            proposal = approval_queries.proposal_of(self.client.id, task.job_id)
            assert proposal is not None
            made = approvals.decide(
                who=who,
                task_id=task.id,
                digest=digest or proposal.digest,
                decision=decision,
                reason=reason,
                now=self.later(),
            )
        self.world.settle(self.later())
        return made

    def state(self, job_id: UUID) -> str:
        """The job's state."""
        with unit_of_work(only(self.client.id)):
            return get_job([self.client.id], job_id).state

    def steps(self, job_id: UUID) -> list[str]:
        """The open steps of the job."""
        with unit_of_work(only(self.client.id)):
            return list(
                db.session.scalars(select(Task.step).where(Task.job_id == job_id, Task.finished_at.is_(None)))
            )

    def files(self, job_id: UUID) -> dict[str, bytes]:
        """What was delivered, by name."""
        get = self.world.house.extensions["storage"].of(self.client.id).get
        with unit_of_work(only(self.client.id)):
            found = db.session.scalars(
                select(DeliveredFile)
                .join(Deliverable, Deliverable.id == DeliveredFile.deliverable_id)
                .where(Deliverable.job_id == job_id)
            ).all()
            return {file.name: get(file.storage_key) for file in found}

    def row(self, job_id: UUID) -> Job:
        """The job."""
        with unit_of_work(only(self.client.id)):
            return get_job([self.client.id], job_id)


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def make_office(world: World, name: str = "") -> Office:
    """A client with two agents and an approver, cleared."""
    world.sells = (PAYROLL,)
    client = world.client(name, now=NOW)
    agents = [world.person("agent", serves=[client], now=NOW) for _ in range(3)]
    approvers = [world.person("approver", tenant=client, now=NOW)]
    manager = world.person("approver", tenant=client, now=NOW)
    cleared = world.clear(client, *agents, *approvers, manager, key=PAYROLL)
    return Office(world, client, list(cleared[:3]), list(cleared[3:4]), cleared[4])


@pytest.fixture
def office(world: World) -> Office:
    return make_office(world)
