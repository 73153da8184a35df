"""Drawing samples and scoring them: never by the one who did the work."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from bpo.approvals import service as approvals
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Record, ScorecardLine, WorkType
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.jobs.service import flat
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Review
from bpo.quality.queries import finished_attempt, review_of
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import FINISHED_WORK, Attempt, Task, WorkQueue
from bpo.workqueue.queries import get_task

OWN_WORK = "did the work"


def draw(*, tenant_id: UUID, task_id: UUID, now: datetime) -> Review | None:
    """Decide whether finished work is reviewed: then a review task is opened, else the job is released.

    The draw depends on the plan's seed and the task alone, so it can be repeated and nobody can time it. Safe to
    repeat: a job that has moved on is left alone.
    """
    task = get_task([tenant_id], task_id)
    job = get_job([tenant_id], task.job_id, lock=True)
    if job.state not in (JobState.IN_WORK, JobState.IN_REVIEW) or _reviewed(tenant_id, task_id):
        return None
    worked = finished_attempt(tenant_id, task_id)
    if job.state == JobState.IN_REVIEW:  # the work has passed its review; this was a decision about it
        if not workqueue_queries.has_open_task(tenant_id, job.id):
            release(job, worked, now=now)
        return None
    worker_id = _maker(job, worked).person_id
    stratum = rules.stratum_of(
        by_automation=worker_id is None, done_before=_done_before(job, worker_id) if worker_id else 0
    )
    plan = contracts.terms_of_version(tenant_id, job.contract_id).terms.sampling(job.work_type)
    seed = f"{tenant_id}:{job.work_type}".encode()
    if not rules.is_sampled(seed, task_id, rules.percent_for(stratum, plan)):
        release(job, worked, now=now)
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


def _maker(job: Job, worked: Attempt) -> Attempt:
    """Whose work is sampled: who made the record, where the last to do something only decided about it."""
    made = workqueue.worked_on(job) if worked.outcome == "done" else None
    return made or worked


def _reviewed(tenant_id: UUID, task_id: UUID) -> bool:
    count = db.session.scalar(
        select(func.count()).where(Review.tenant_id == tenant_id, Review.worked_task_id == task_id)
    )
    return bool(count)


def _all_workers(tenant_id: UUID, job_id: UUID) -> list[UUID]:
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


def _done_before(job: Job, worker_id: UUID) -> int:
    """How many tasks of this client's work type the person has finished, as far as it matters for ramp-up."""
    done = (
        select(Task.id)
        .join(Attempt, (Attempt.tenant_id == Task.tenant_id) & (Attempt.task_id == Task.id))
        .join(WorkQueue, (WorkQueue.tenant_id == Task.tenant_id) & (WorkQueue.id == Task.queue_id))
        .where(
            Attempt.tenant_id == job.tenant_id,
            Attempt.person_id == worker_id,
            Attempt.outcome.in_(FINISHED_WORK),
            WorkQueue.work_type == job.work_type,
            WorkQueue.activity == "work",
        )
        .limit(rules.NEW_AGENT_TASKS + 1)
    )
    return db.session.scalar(select(func.count()).select_from(done.subquery())) or 0


def release(job: Job, worked: Attempt, *, now: datetime) -> None:
    """The work of an attempt is done and, where drawn, passed: the job may be delivered, or is rejected."""
    if worked.outcome == "rejected":
        workqueue.end_rejected(job=job, found=worked, now=now)
        return
    approvals.release(job, now=now)


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
    corrected: Record | None = None,
    evidence: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> Review:
    """Score a review: accept, fix (a defect, yet accepted), or return to the one who did the work, with the reasons.

    `corrected` is the record as the reviewer mended it, for the outcome fix; `evidence` as in
    `workqueue.submit`. Conflict where the reviewer had a hand in the work, by whatever path the task came
    to them; Invalid for a fix that changes nothing.
    """
    task = workqueue.claimed_task(
        tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=reviewer.id, now=now
    )
    review, job = _open_review(task, reviewer)
    kind = kind_of(job)
    worked = finished_attempt(tenant_id, review.worked_task_id)
    points, decided = _judged(kind.scorecard, answers, outcome, comment)
    if decided is rules.Outcome.FIX and worked.outcome == "rejected":
        raise Invalid({"outcome": ["There is nothing to mend: accept the rejection, or return the work."]})
    if decided is rules.Outcome.FIX and corrected is not None:
        _mend(job, kind, corrected, evidence=evidence, by=reviewer, now=now)
    review.reviewer_id = reviewer.id
    review.answers = dict(answers)
    review.score = points
    review.outcome = decided.value
    review.comment = comment.strip()
    review.done_at = now
    workqueue.forget_draft(task, reviewer.id)
    workqueue.complete(
        task, now=now, person_id=reviewer.id, worker=reviewer.name, active_seconds=active_seconds, last=False
    )
    _record_score(review, kind.scorecard, by=reviewer, now=now)
    if decided is rules.Outcome.RETURN:
        workqueue.start_rework(
            tenant_id=tenant_id,
            job_id=job.id,
            reason=review.comment,
            now=now,
            actor_id=reviewer.id,
            actor_name=reviewer.name,
        )
    else:
        release(job, worked, now=now)
    return review


def _open_review(task: Task, reviewer: Caller) -> tuple[Review, Job]:
    """The review that the claimed task is about, and its job, locked; Conflict where it is not for this reviewer."""
    if task.step != workqueue.REVIEW:
        raise Conflict("This task is work, not a review.")
    review = review_of(task.tenant_id, task.id)
    job = get_job([task.tenant_id], task.job_id, lock=True)
    if reviewer.id in _all_workers(task.tenant_id, job.id):
        raise Conflict("You worked on this job, so somebody else must review it.")
    return review, job


def _record_score(review: Review, card: Sequence[ScorecardLine], *, by: Caller, now: datetime) -> None:
    events.record(
        "review.done",
        tenant_id=review.tenant_id,
        subject_id=review.id,
        job_id=review.job_id,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        worker=by.name,
        score=str(review.score) if review.score is not None else None,
        outcome=review.outcome,
        comment=review.comment,
        failed=[line.text for line in card if review.answers.get(line.key) == rules.Answer.NO],
    )


def _mend(
    job: Job,
    kind: WorkType,
    corrected: Record,
    *,
    evidence: Mapping[str, Mapping[str, Any]],
    by: Caller,
    now: datetime,
) -> None:
    """Keep the record as the reviewer mended it; what was confirmed of it before stays confirmed."""
    data = get_data(job.tenant_id, job.id)
    if _stated(data.record) == _stated(corrected):
        raise Invalid({"outcome": ["Nothing was changed: correct what is wrong, or accept or return it."]})
    confirmed = {
        str(finding["code"]): str(finding["confirmed"])
        for finding in data.findings
        if finding.get("confirmed") and finding["confirmed"] != workqueue.ABSENT
    }
    # What the record had empty and its worker was let go with is not asked for again.
    missing = [path for path, value in flat(data.record) if value in (None, "")]
    workqueue.keep_checked(
        job, kind, corrected, confirmed=confirmed, missing=missing, evidence=evidence, by=by, now=now
    )


def _stated(record: Record) -> dict[str, Any]:
    return {path: value for path, value in flat(record) if value is not None}


def _judged(
    card: Sequence[ScorecardLine], answers: Mapping[str, str], outcome: str, comment: str
) -> tuple[Decimal | None, rules.Outcome]:
    """The score and the outcome, once every line is answered and the outcome fits; Invalid otherwise."""
    errors: dict[str, list[str]] = {}
    given: dict[str, rules.Answer] = {}
    for line in card:
        try:
            given[line.key] = rules.Answer(answers.get(line.key, ""))
        except ValueError:
            errors[line.key] = ["Answer yes, no or not applicable."]
    if outcome not in set(rules.Outcome):
        errors["outcome"] = ["Choose what follows: accept, fix or return."]
    if errors:
        raise Invalid(errors)
    points, decided = rules.score(card, given), rules.Outcome(outcome)
    problem = rules.outcome_problem(decided, points, comment)
    if problem:
        raise Invalid({"comment": [problem]})
    return points, decided
