"""Drawing samples and scoring them: never by the one who did the work."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from bpo.catalog.registry import work_type
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Review
from bpo.workforce.models import Certification
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task
from bpo.workqueue.queries import get_task

OWN_WORK = "did the work"
NEW_FOR = timedelta(days=30)
"""As long as a certification counts as new, with the higher sampling of ramp-up."""


def draw(*, tenant_id: UUID, task_id: UUID, now: datetime) -> Review | None:
    """Decide whether finished work is reviewed: then a review task is opened, else the job is released.

    The draw depends on the plan's seed and the task alone, so it can be repeated and nobody can time it. Safe to
    repeat: a job that has moved on is left alone.
    """
    task = get_task([tenant_id], task_id)
    job = get_job([tenant_id], task.job_id, lock=True)
    if job.state != JobState.IN_WORK or _reviewed(tenant_id, task_id):
        return None
    worker_id = _worker_of(tenant_id, task_id)
    stratum = rules.stratum_of(
        by_automation=worker_id is None, new_agent=worker_id is not None and _is_new(job, worker_id, now)
    )
    plan = contracts.terms_of_version(tenant_id, job.contract_id).terms.sampling(job.work_type)
    if not rules.is_sampled(f"{tenant_id}:{job.work_type}", task_id, plan.percent_for(stratum)):
        release(job, now=now)
        return None
    barred = [(worker, OWN_WORK) for worker in _all_workers(tenant_id, job.id)]
    review_task = workqueue.open_task(job, workqueue.REVIEW, now=now, barred=barred)
    jobs.move(job, JobState.IN_REVIEW, now=now)
    review = Review(
        tenant_id=tenant_id,
        id=new_id(),
        job_id=job.id,
        task_id=review_task.id,
        worked_task_id=task_id,
        worker_id=worker_id,
        stratum=stratum,
        drawn_at=now,
        answers={},
    )
    db.session.add(review)
    db.session.flush()
    events.record(
        "review.drawn", tenant_id=tenant_id, subject_id=review.id, job_id=job.id, now=now, stratum=stratum
    )
    return review


def _reviewed(tenant_id: UUID, task_id: UUID) -> bool:
    count = db.session.scalar(
        select(func.count()).where(Review.tenant_id == tenant_id, Review.worked_task_id == task_id)
    )
    return bool(count)


def _worker_of(tenant_id: UUID, task_id: UUID) -> UUID | None:
    return db.session.scalar(
        select(Attempt.person_id).where(
            Attempt.tenant_id == tenant_id, Attempt.task_id == task_id, Attempt.outcome == "done"
        )
    )


def _all_workers(tenant_id: UUID, job_id: UUID) -> list[UUID]:
    """Everybody who finished a task of the job: none of them may review it."""
    found = db.session.scalars(
        select(Attempt.person_id)
        .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
        .where(
            Attempt.tenant_id == tenant_id,
            Task.job_id == job_id,
            Task.step != workqueue.REVIEW,
            Attempt.person_id.is_not(None),
            Attempt.outcome == "done",
        )
        .distinct()
    )
    return [person for person in found if person is not None]


def _is_new(job: Job, worker_id: UUID, now: datetime) -> bool:
    since = db.session.scalar(
        select(func.min(Certification.created_at)).where(
            Certification.tenant_id == job.tenant_id,
            Certification.person_id == worker_id,
            Certification.work_type == job.work_type,
            Certification.activity == "work",
        )
    )
    return since is not None and now - since < NEW_FOR


def release(job: Job, *, now: datetime) -> None:
    """The work is done and, where drawn, passed: it may be delivered."""
    events.record("job.released", tenant_id=job.tenant_id, subject_id=job.id, job_id=job.id, now=now)


def review_of_task(tenant_id: UUID, task_id: UUID) -> Review:
    """The review that a review task is about."""
    return db.session.scalars(
        select(Review).where(Review.tenant_id == tenant_id, Review.task_id == task_id)
    ).one()


def score(
    *,
    reviewer: Caller,
    tenant_id: UUID,
    task_id: UUID,
    fence: int,
    answers: Mapping[str, str],
    outcome: str,
    comment: str,
    active_seconds: int,
    now: datetime,
) -> Review:
    """Score a review: accept, fix (a defect, yet accepted), or return to the one who did the work, with the reasons.

    Conflict where the reviewer had a hand in the work, by whatever path the task came to them.
    """
    task = workqueue.claimed_task(
        tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=reviewer.id
    )
    review = review_of_task(tenant_id, task_id)
    job = get_job([tenant_id], task.job_id, lock=True)
    if reviewer.id in _all_workers(tenant_id, job.id):
        raise Conflict("You worked on this job, so somebody else must review it.")
    card = work_type(job.work_type).scorecard
    problems = rules.answer_problems(card, answers, outcome=outcome, comment=comment)
    if problems:
        raise Invalid({field: [text] for field, text in problems.items()})
    points = rules.score(card, answers)
    review.reviewer_id = reviewer.id
    review.answers = dict(answers)
    review.score = points
    review.outcome = outcome
    review.comment = comment.strip()
    review.done_at = now
    workqueue.complete(
        task, now=now, person_id=reviewer.id, worker=reviewer.name, active_seconds=active_seconds, last=False
    )
    events.record(
        "review.done",
        tenant_id=tenant_id,
        subject_id=review.id,
        job_id=job.id,
        now=now,
        actor_id=reviewer.id,
        actor_name=reviewer.name,
        worker=reviewer.name,
        score=str(points) if points is not None else None,
        outcome=outcome,
        comment=review.comment,
    )
    if outcome == "return":
        workqueue.start_rework(
            tenant_id=tenant_id,
            job_id=job.id,
            reason=review.comment,
            now=now,
            actor_id=reviewer.id,
            actor_name=reviewer.name,
        )
    else:
        release(job, now=now)
    return review
