"""Invoices whose order reference says what is found about them, so that a test calls for the steps it is about."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bpo.approvals import queries as approval_queries
from bpo.approvals import service as approvals
from bpo.approvals.models import Approval
from bpo.approvals.rules import digest_of
from bpo.catalog.rules import Assessment, Finding, Record, Reference, Severity
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Invalid
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.service_lines import invoice_processing
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.world import NOW, Client, World
from tests.integration.test_chain import GOOD

BANK = "BANK_CHANGED"
APPROVE = "APPROVAL_NEEDED"
SECOND = "SECOND_APPROVAL_NEEDED"
CALLED = {"called": "Ms Hart, accounts", "number": "+49 30 1", "day": "2026-10-06", "confirmed": "yes"}


def _found(record: Record, reference: Reference) -> Assessment:
    said = str(record.get("po_ref") or "")
    codes = [word for word in said.split() if word in (BANK, APPROVE, SECOND)]
    return Assessment(
        findings=tuple(Finding(code=code, message=f"{code}.", severity=Severity.NOTE) for code in codes)
    )


@pytest.fixture(autouse=True)
def _findings_by_order_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invoice_processing, "WORK_TYPE", replace(invoice_processing.WORK_TYPE, assess=_found))


@dataclass
class Case:
    """A client with its people, and one job at a time on its way."""

    world: World
    client: Client
    agents: list[Caller]
    approvers: list[Caller]
    now: datetime = NOW

    def later(self, minutes: int = 1) -> datetime:
        """Time goes on."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def job(self, *codes: str, agent: int = 0, **fields: Any) -> UUID:
        """A job that a person has checked, of which this was found; settled."""
        made = self.world.to_person(self.client, now=self.later())[0]
        self.work(agent, *codes, **fields)
        return made.job_id

    def claim(self, agent: int) -> workqueue.Claim:
        """The agent's next task."""
        who = self.agents[agent]
        with unit_of_work(only(self.client.id, actor=who.id)):
            return workqueue.claim_next(agent=who, now=self.later(), draw=0.5)

    def work(self, agent: int, *codes: str, settle: bool = True, **fields: Any) -> None:
        """Claim the record's task and submit it; whatever else is found may stand."""
        claim = self.claim(agent)
        record = GOOD | {"po_ref": " ".join(codes) or None} | fields
        words: dict[str, str] = {}
        while True:
            try:
                with unit_of_work(only(self.client.id, actor=self.agents[agent].id)):
                    workqueue.submit(
                        agent=self.agents[agent],
                        tenant_id=self.client.id,
                        task_id=claim.task_id,
                        fence=claim.fence,
                        record=record,
                        confirmed=words,
                        active_seconds=1,
                        now=self.later(),
                    )
                break
            except Invalid as invalid:
                if invalid.errors.keys() <= words.keys():
                    raise
                words = dict.fromkeys(invalid.errors, "as printed")
        if settle:
            self.world.settle(self.later())

    def finish(self, agent: int, claim: workqueue.Claim, *, settle: bool = True, **changes: Any) -> None:
        """Finish a step with a form or a decision."""
        who = self.agents[agent]
        usual: dict[str, Any] = {"values": CALLED, "decision": "approve", "reason": "", "active_seconds": 1}
        with unit_of_work(only(self.client.id, actor=who.id)):
            digest = digest_of(get_data(self.client.id, claim.job_id).record)
            approvals.finish_step(
                agent=who,
                tenant_id=self.client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                now=self.later(),
                **({"digest": digest} | usual | changes),
            )
        if settle:
            self.world.settle(self.later())

    def awaiting(self, approver: int = 0) -> list[tuple[Task, Job]]:
        """What the approver may decide."""
        who = self.approvers[approver]
        with unit_of_work(client_scope(self.client.id, actor=who.id)):
            return approval_queries.awaiting(self.client.id, who.id, limit=100)

    def proposed(self, job_id: UUID) -> str:
        """The digest of what lies before the client."""
        with unit_of_work(only(self.client.id)):
            found = approval_queries.proposal_of(self.client.id, job_id)
        assert found is not None
        return found.digest

    def decide(
        self, approver: int, task: Task, decision: str = "approve", reason: str = "", digest: str = ""
    ) -> Approval | None:
        """Decide as the client's people do, in their scope."""
        who, digest = self.approvers[approver], digest or self.proposed(task.job_id)
        with unit_of_work(client_scope(self.client.id, actor=who.id)):
            made = approvals.decide(
                who=who, task_id=task.id, digest=digest, decision=decision, reason=reason, now=self.later()
            )
        self.world.settle(self.later())
        return made

    def state(self, job_id: UUID) -> str:
        """The job's state."""
        with unit_of_work(only(self.client.id)):
            return get_job([self.client.id], job_id).state

    def open_steps(self, job_id: UUID) -> list[str]:
        """The steps of the job that wait for somebody."""
        with unit_of_work(only(self.client.id)):
            return list(
                db.session.scalars(select(Task.step).where(Task.job_id == job_id, Task.finished_at.is_(None)))
            )


@pytest.fixture
def case(world: World) -> Case:
    client = world.client()
    return Case(
        world=world,
        client=client,
        agents=[world.person("agent", serves=[client]) for _ in range(3)],
        approvers=[world.person("approver", tenant=client) for _ in range(2)],
    )
