"""Scoring a review, never by the one who did the work; and what follows from its outcome."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Record, ScorecardLine, WorkType
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.jobs.service import flat
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.quality import rules
from bpo.quality.models import Drawing, Review
from bpo.quality.queries import finished_attempt, review_of
from bpo.quality.service import corrections, defects, lots, people
from bpo.quality.service.releasing import all_workers, release
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task
from bpo.workqueue.queries import has_open_task


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

    What was delivered already is never changed silently: there a defect opens a correction that the client sees.

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
    is_defect = rules.OUTCOMES[decided].is_defect
    open_again = job.state not in (JobState.DELIVERED, JobState.ACCEPTED) or (
        is_defect and corrections.reopen(job, kind, reason=comment.strip(), by=reviewer, now=now)
    )
    if decided is rules.Outcome.FIX and corrected is not None and open_again:
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
    drawing = _judge(review, job, kind.scorecard, decided, now=now)
    # What was delivered stays so; and what came back while we looked is delivered when it is done again.
    if open_again and not has_open_task(tenant_id, job.id):
        _go_on(job, review, worked, by=reviewer, now=now)
    if drawing is not None:
        lots.reviewed(drawing, is_defect=is_defect, now=now)
    return review


def _go_on(job: Job, review: Review, worked: Attempt, *, by: Caller, now: datetime) -> None:
    """Release the work, or give it back to be done again."""
    if review.outcome == rules.Outcome.RETURN:
        workqueue.start_rework(
            tenant_id=job.tenant_id,
            job_id=job.id,
            reason=review.comment,
            now=now,
            actor_id=by.id,
            actor_name=by.name,
        )
    else:
        release(job, worked, now=now)


def _judge(
    review: Review, job: Job, card: Sequence[ScorecardLine], outcome: rules.Outcome, *, now: datetime
) -> Drawing | None:
    """Let the outcome count: in the random sample, among the defects, for whoever did the work."""
    drawing = db.session.scalar(
        select(Drawing)
        .where(Drawing.tenant_id == review.tenant_id, Drawing.task_id == review.worked_task_id)
        .with_for_update()
    )
    is_defect = rules.OUTCOMES[outcome].is_defect
    if drawing is not None and drawing.drawn and rules.is_random(review.stratum):
        drawing.good = not is_defect
    if is_defect:
        defects.of_review(
            review, job, card, in_lot=drawing is not None and drawing.lot_id is not None, now=now
        )
    db.session.flush()
    # The client may have sent back or disputed before we looked.
    defects.judge_anew(job.tenant_id, job.id)
    if review.worker_id is not None:
        people.follow_reviews(job, review.worker_id, now=now)
    return drawing


def _open_review(task: Task, reviewer: Caller) -> tuple[Review, Job]:
    """The review that the claimed task is about, and its job, locked; Conflict where it is not for this reviewer."""
    if task.step != workqueue.REVIEW:
        raise Conflict("This task is work, not a review.")
    review = review_of(task.tenant_id, task.id)
    job = get_job([task.tenant_id], task.job_id, lock=True)
    if reviewer.id in all_workers(task.tenant_id, job.id):
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
        stratum=review.stratum,
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
    # What the record had empty and its worker was let go with is not asked for again.
    missing = [path for path, value in flat(data.record) if value in (None, "")]
    workqueue.keep_checked(
        job,
        kind,
        corrected,
        confirmed=workqueue.what_stands(data),
        missing=missing,
        evidence=evidence,
        by=by,
        now=now,
    )


def _stated(record: Record) -> dict[str, Any]:
    return {path: value for path, value in flat(record) if value is not None}


def _judged(
    card: Sequence[ScorecardLine], answers: Mapping[str, str], outcome: str, comment: str
) -> tuple[Decimal | None, rules.Outcome]:
    """The score and the outcome, once every line is answered and the outcome fits; Invalid otherwise."""
    given, errors = rules.answered(card, answers)
    if outcome not in set(rules.Outcome):
        errors["outcome"] = ["Choose what follows: accept, fix or return."]
    if errors:
        raise Invalid(errors)
    points, decided = rules.score(card, given), rules.Outcome(outcome)
    problem = rules.outcome_problem(decided, points, comment)
    if problem:
        raise Invalid({"comment": [problem]})
    return points, decided
