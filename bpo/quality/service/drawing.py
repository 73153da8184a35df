"""What is finished is drawn for review, gathered in a lot, or released."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.registry import kind_of
from bpo.contracts import queries as contracts
from bpo.contracts.rules import SamplingMethod
from bpo.events import service as events
from bpo.jobs.models import Job, JobKey
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Drawing, Review
from bpo.quality.queries import finished_attempt
from bpo.quality.service import known_answers, lots
from bpo.quality.service.releasing import open_review, release
from bpo.quality.service.seeds import seed_of
from bpo.workforce.queries import certification_of
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt
from bpo.workqueue.queries import get_task


def draw(*, tenant_id: UUID, task_id: UUID, now: datetime) -> Review | None:
    """Decide what follows finished work: a review, a place in a lot, or its release.

    The draw depends on the stored seed and the task alone, so it can be repeated and nobody can time it. A copy with
    known answers is scored instead. Safe to repeat: a job that has moved on is left alone.
    """
    task = get_task([tenant_id], task_id)
    job = get_job([tenant_id], task.job_id, lock=True)
    if job.copy_of is not None:
        known_answers.score_copy(job, task, now=now)
        return None
    if job.state not in (JobState.IN_WORK, JobState.IN_REVIEW) or _drawn_before(tenant_id, task_id):
        return None
    worked = finished_attempt(tenant_id, task_id)
    if job.state == JobState.IN_REVIEW:  # the work has passed its review; this was a decision about it
        if not workqueue_queries.has_open_task(tenant_id, job.id):
            release(job, worked, now=now)
        return None
    worker_id = _maker(job, worked).person_id
    contract = contracts.terms_of_version(tenant_id, job.contract_id)
    plan = contract.terms.quality(job.work_type)
    drawing = _drawing(job, task_id, worker_id, contract, now)
    if worker_id is not None:
        seed = seed_of(tenant_id, job.work_type, now)
        if rules.is_sampled(seed, f"known answer {task_id}", plan.known_answer_percent):
            known_answers.plant(tenant_id=tenant_id, work_type_key=job.work_type, now=now)
    if drawing.drawn:
        return open_review(job, drawing, stratum=drawing.stratum, now=now)
    if plan.method is SamplingMethod.LOTS:
        lots.join(job, drawing, worked, plan=plan.lots, calendar=contract.calendar, now=now)
        return None
    release(job, worked, now=now)
    return None


def _drawing(
    job: Job, task_id: UUID, worker_id: UUID | None, contract: contracts.ContractInForce, now: datetime
) -> Drawing:
    """The draw of a piece of work, kept with what it rests on."""
    stratum, percent = rules.stratum_of(
        rules.Piece(
            by_automation=worker_id is None,
            certified_by_results=worker_id is not None and _is_proven(job, worker_id),
            amount=job.amount,
            risky=_is_risky(job),
        ),
        contract.terms.sampling(job.work_type),
        contract.terms.quality(job.work_type),
    )
    seed = seed_of(job.tenant_id, job.work_type, now)
    drawing = Drawing(
        tenant_id=job.tenant_id,
        id=new_id(),
        job_id=job.id,
        task_id=task_id,
        work_type=job.work_type,
        stratum=stratum.value,
        percent=percent,
        drawn=rules.is_sampled(seed, task_id, percent),
        worker_id=worker_id,
        finished_at=now,
    )
    db.session.add(drawing)
    db.session.flush()
    return drawing


def _maker(job: Job, worked: Attempt) -> Attempt:
    """Whose work is sampled: who made the record, where the last to do something only decided about it."""
    made = workqueue.worked_on(job) if worked.outcome == "done" else None
    return made or worked


def _drawn_before(tenant_id: UUID, task_id: UUID) -> bool:
    found = select(Drawing.id).where(Drawing.tenant_id == tenant_id, Drawing.task_id == task_id)
    return db.session.scalar(found) is not None


def _is_proven(job: Job, worker_id: UUID) -> bool:
    found = certification_of(job.tenant_id, worker_id, job.work_type)
    return found is not None and found.proven_at is not None


def _is_risky(job: Job) -> bool:
    plan_asks = contracts.terms_of_version(job.tenant_id, job.contract_id).terms.quality(job.work_type)
    if not plan_asks.risk_percent:
        return False  # nothing hangs on it: not worth the look
    return rules.is_risky(get_data(job.tenant_id, job.id).findings, first_of_source=_is_first_of_source(job))


def _is_first_of_source(job: Job) -> bool:
    """Whether no earlier job of the client is from the same source; False where sources cannot be told."""
    source = kind_of(job).source_key
    own = select(JobKey.value).where(
        JobKey.tenant_id == job.tenant_id, JobKey.job_id == job.id, JobKey.kind == source
    )
    value = db.session.scalar(own) if source else None
    if value is None:
        return False
    others = select(JobKey.id).where(
        JobKey.tenant_id == job.tenant_id,
        JobKey.kind == source,
        JobKey.value == value,
        JobKey.job_id != job.id,
    )
    return db.session.scalar(others.limit(1)) is None


def ask_for_review(
    *, tenant_id: UUID, job_id: UUID, reason: str, by_id: UUID, by_name: str, now: datetime
) -> Review:
    """Have a delivered job reviewed though no chance drew it; no accuracy counts it, and an error opens a correction.

    Conflict where there is no delivered result, or a review of it is open.
    """
    job = get_job([tenant_id], job_id, lock=True)
    worked = workqueue.worked_on(job)
    if job.state not in (JobState.DELIVERED, JobState.ACCEPTED) or worked is None or job.copy_of:
        raise Conflict("Only what was delivered, and not yet billed, can be reviewed afterwards.")
    if workqueue_queries.has_open_task(tenant_id, job.id):
        raise Conflict("This job is being looked at already.")
    drawing = db.session.scalar(
        select(Drawing).where(Drawing.tenant_id == tenant_id, Drawing.task_id == worked.task_id)
    )
    if drawing is None:  # worked on before draws were kept
        drawing = Drawing(
            tenant_id=tenant_id,
            id=new_id(),
            job_id=job.id,
            task_id=worked.task_id,
            work_type=job.work_type,
            stratum=rules.Stratum.AUTOMATION if worked.person_id is None else rules.Stratum.PEOPLE,
            percent=Decimal(0),
            drawn=False,
            worker_id=worked.person_id,
            finished_at=worked.ended_at or now,
        )
        db.session.add(drawing)
        db.session.flush()
    events.record(
        "review.asked",
        tenant_id=tenant_id,
        subject_id=job.id,
        job_id=job.id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        reason=reason.strip()[:500],
    )
    return open_review(job, drawing, stratum=rules.Targeted.AUDIT, now=now)


def repeated(tenant_id: UUID, task_ids: Collection[UUID]) -> dict[UUID, bool]:
    """The draws of these tasks done again from the stored seed: whether each is in the sample of its own."""
    found = db.session.scalars(
        select(Drawing).where(Drawing.tenant_id == tenant_id, Drawing.task_id.in_(task_ids))
    )
    return {
        each.task_id: rules.is_sampled(
            seed_of(tenant_id, each.work_type, each.finished_at), each.task_id, each.percent
        )
        for each in found
    }
