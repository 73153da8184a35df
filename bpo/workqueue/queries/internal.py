"""How the steps of a job stand against our own targets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Actor
from bpo.contracts import queries as contracts
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.sla import rules
from bpo.sla.queries import facts_of, get_clock, holds_of
from bpo.workqueue.models import Task
from bpo.workqueue.rules import TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalTarget:
    """One task of a job with our target for it: when it was handed off, when it is due, and how it came out."""

    task: Task
    step: str
    handed_off_at: datetime
    state: rules.ClockState

    @property
    def words(self) -> str:
        """How it stands: kept, missed, late or running."""
        if self.state.met is not None:
            return "kept" if self.state.met else "missed"
        return "late" if self.state.breached else "on hold" if self.state.on_hold else "running"


def internal_targets(job: Job, now: datetime) -> list[InternalTarget]:
    """Our targets of all the job's tasks, in the order in which they were handed off; none for the client's own."""
    running, holds = get_clock(job.tenant_id, job.id), holds_of(job.tenant_id, job.id)
    client = rules.clock(facts_of(running, holds), now)
    promised = contracts.terms_of_version(job.tenant_id, running.contract_id).terms.of(job.work_type)
    last = UUID(running.calendars[-1][1]) if running.calendars else running.calendar_id
    calendar = contracts.calendar_of(job.tenant_id, last)
    steps = {step.key: step for step in kind_of(job).steps}
    tasks = db.session.scalars(
        select(Task).where(Task.tenant_id == job.tenant_id, Task.job_id == job.id).order_by(Task.id)
    ).all()
    handed = _hand_offs(job)
    found = []
    for task in tasks:
        step = steps.get(task.step)
        if task.state == TaskState.CANCELLED or (step is not None and step.actor is Actor.CLIENT):
            continue
        at = handed.get(task.id) or handed.get(job.id) or task.ready_at
        state = rules.internal_clock(
            calendar=calendar,
            target=rules.internal_target(promised, task.step, client.allowed),
            handed_off_at=at,
            done_at=task.finished_at,
            holds=[rules.Hold(hold.placed_at, hold.ended_at) for hold in holds],
            now=max(now, at),
        )
        name = step.name if step is not None else "Review"
        found.append(InternalTarget(task=task, step=name, handed_off_at=at, state=state))
    return sorted(found, key=lambda each: each.handed_off_at)


def _hand_offs(job: Job) -> dict[UUID, datetime]:
    """When each task (by id) was handed off, and the job (by its id) to its first one."""
    events = db.session.execute(
        select(Event.subject_id, Event.occurred_at)
        .where(
            Event.tenant_id == job.tenant_id,
            Event.job_id == job.id,
            Event.name.in_(("task.queued", "job.started")),
        )
        .order_by(Event.occurred_at.desc(), Event.id.desc())
    )
    return {row.subject_id: row.occurred_at for row in events}
