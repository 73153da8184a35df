"""Opening reviews, and letting work out once it has passed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.approvals import service as approvals
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Drawing, Review
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import FINISHED_WORK, Attempt, Task

OWN_WORK = "did the work"


def release(job: Job, worked: Attempt, *, now: datetime) -> None:
    """The work of an attempt is done and, where drawn, passed: the job may be delivered, or is rejected."""
    if worked.outcome == "rejected":
        workqueue.end_rejected(job=job, found=worked, now=now)
        return
    approvals.release(job, now=now)


def open_review(job: Job, drawing: Drawing, *, stratum: str, now: datetime) -> Review:
    """Queue a review of a piece of work for somebody who had no hand in the job; one not yet delivered waits for it."""
    barred = [(worker, OWN_WORK) for worker in all_workers(job.tenant_id, job.id)]
    task = workqueue.open_task(job, workqueue.REVIEW, now=now, barred=barred)
    if job.state == JobState.IN_WORK:
        jobs.move(job, JobState.IN_REVIEW, now=now)
    review = Review(
        tenant_id=job.tenant_id,
        id=new_id(),
        job_id=job.id,
        task_id=task.id,
        worked_task_id=drawing.task_id,
        worker_id=drawing.worker_id,
        stratum=stratum,
        drawn_at=now,
        answers={},
    )
    db.session.add(review)
    db.session.flush()
    events.record(
        "review.drawn",
        tenant_id=job.tenant_id,
        subject_id=review.id,
        job_id=job.id,
        now=now,
        stratum=rules.STRATUM_WORDS.get(stratum, stratum),
    )
    return review


def all_workers(tenant_id: UUID, job_id: UUID) -> list[UUID]:
    """Everybody who finished a task of the job, or mended it as a reviewer: none of them may review it."""
    found = db.session.scalars(
        select(Attempt.person_id)
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(
            Attempt.tenant_id == tenant_id,
            Task.job_id == job_id,
            Task.step != workqueue.REVIEW,
            Attempt.person_id.is_not(None),
            Attempt.outcome.in_(FINISHED_WORK),
        )
        .distinct()
    )
    mended = db.session.scalars(
        select(Review.reviewer_id)
        .where(Review.tenant_id == tenant_id, Review.job_id == job_id, Review.outcome == rules.Outcome.FIX)
        .distinct()
    )
    return [person for person in {*found, *mended} if person is not None]
