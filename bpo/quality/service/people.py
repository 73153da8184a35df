"""What results do to people: certified by them, paused by them; reinstated by somebody with a reason."""

from datetime import datetime
from uuid import UUID

from bpo.contracts import queries as contracts
from bpo.contracts.rules import QualityPlan
from bpo.jobs.models import Job
from bpo.platform.errors import Conflict
from bpo.quality import rules
from bpo.quality.queries import known_answer_results, scores_of
from bpo.workforce import service as workforce
from bpo.workforce.models import Pause
from bpo.workforce.queries import last_reinstated


def plan_of(job: Job) -> QualityPlan:
    """The quality plan a job was accepted under."""
    return contracts.terms_of_version(job.tenant_id, job.contract_id).terms.quality(job.work_type)


def follow_reviews(job: Job, person_id: UUID, *, now: datetime) -> None:
    """After a review of somebody's work: certify them by results, or pause them."""
    plan = plan_of(job)
    since = last_reinstated(job.tenant_id, person_id, job.work_type)
    scores = scores_of(
        job.tenant_id,
        person_id,
        job.work_type,
        since=since,
        limit=3 * max(plan.certify_after, plan.pause_window),
    )
    reason = rules.pause_for_reviews(scores, plan)
    if reason is not None:
        pause(job.tenant_id, person_id, job.work_type, reason, now=now)
    elif rules.is_certified(scores, plan):
        workforce.note_proven(
            tenant_id=job.tenant_id,
            person_id=person_id,
            work_type=job.work_type,
            reason=f"{plan.certify_after} reviews in a row of {plan.certify_score} % or more",
            now=now,
        )


def follow_known_answers(job: Job, person_id: UUID, *, now: datetime) -> None:
    """After a known-answer item: pause whoever falls below what the contract demands."""
    plan = plan_of(job)
    since = last_reinstated(job.tenant_id, person_id, job.work_type)
    results = known_answer_results(
        job.tenant_id, person_id, job.work_type, since=since, limit=plan.known_answer_window
    )
    reason = rules.pause_for_known_answers(results, plan)
    if reason is not None:
        pause(job.tenant_id, person_id, job.work_type, reason, now=now)


def pause(
    tenant_id: UUID, person_id: UUID, work_type: str, reason: str, *, now: datetime, by: UUID | None = None
) -> Pause | None:
    """Take somebody off a work type; None where they are not on it."""
    return workforce.pause(
        tenant_id=tenant_id, person_id=person_id, work_type=work_type, reason=reason, now=now, by=by
    )


def reinstate(*, tenant_id: UUID, pause_id: UUID, reason: str, by: UUID, now: datetime) -> Pause:
    """End a pause with the reason. Conflict for one's own; see `workforce.reinstate`."""
    ended = workforce.reinstate(tenant_id=tenant_id, pause_id=pause_id, reason=reason, now=now, by=by)
    if ended.person_id == by:
        raise Conflict("Nobody reinstates themselves.")
    return ended
