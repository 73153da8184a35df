"""A person finds that nothing can be made of what was handed in."""

from datetime import datetime
from uuid import UUID

from bpo.catalog.registry import kind_of
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.sla import service as sla
from bpo.workqueue.models import Attempt, Task
from bpo.workqueue.rules import REJECT, Effort, reason_problem, rejection_words
from bpo.workqueue.service.claim import end_attempt
from bpo.workqueue.service.ends import end, tell
from bpo.workqueue.service.opening import demand_apart
from bpo.workqueue.service.parts import end_other_parts
from bpo.workqueue.service.queues import REVIEW
from bpo.workqueue.service.work import forget_draft

NOTE_MAX = 500
"""Characters of a note that are kept."""


def reject(
    task: Task,
    *,
    person_id: UUID,
    worker: str,
    reason: str,
    note: str,
    active_seconds: int,
    now: datetime,
    effort: Effort | None = None,
) -> None:
    """End a claimed task (see `claimed_task`) with the finding that the job is unfit: a reason from `rules.REJECT`.

    That is finished work like any other: it is drawn for review or comes into effect, by what follows from
    `task.rejected`. Invalid for a reason that is not taken, Conflict for a review.
    """
    if task.step == REVIEW:
        raise Conflict("A review is scored; return the work if the job should be rejected.")
    problem = reason_problem(REJECT, reason, note)
    if problem is not None:
        raise Invalid({"reason": [problem]})
    note = note.strip()[:NOTE_MAX]
    end_other_parts(task, by_id=person_id, by_name=worker, now=now)
    job = get_job([task.tenant_id], task.job_id, lock=True)
    demand_apart(task, person_id)
    end_attempt(
        task,
        now=now,
        outcome="rejected",
        reason=reason,
        note=note,
        active_seconds=active_seconds,
        effort=effort,
    )
    job.touched = True
    forget_draft(task, person_id)
    end(task, now=now)
    tell(
        "task.rejected",
        task,
        now=now,
        actor_id=person_id,
        actor_name=worker,
        worker=worker,
        reason=rejection_words(kind_of(job).unit, reason, note),
        last=True,
    )
    db.session.flush()


def end_rejected(*, job: Job, found: Attempt, now: datetime) -> None:
    """What the attempt `found` comes into effect: the clock stops, and the client is told why."""
    sla.finish(tenant_id=job.tenant_id, job_id=job.id, now=now)
    job.finished_at = now
    jobs.move(
        job,
        JobState.REJECTED,
        now=now,
        actor_id=found.person_id,
        actor_name=found.worker,
        reason=rejection_words(kind_of(job).unit, found.reason or "", found.note or ""),
        code=found.reason,
    )
    db.session.flush()
