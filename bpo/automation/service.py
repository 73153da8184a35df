"""The automatic step: claim the next task of all clients fairly, read it in a limited child, decide what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bpo.automation.rules import objections
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Assessment, Finding, Lesson, Outcome, Severity, Source, WorkType
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import documents_of, get_data, get_job
from bpo.learning import service as learning
from bpo.masters import service as masters
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.rules import LEASE_AUTOMATION, is_ours

SYSTEM_FAILURE = "AUTOMATION_FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What an automation run has to do: the claim, the work type, the files and the client's input."""

    claim: workqueue.Claim
    kind: WorkType
    sources: tuple[Source, ...]
    input: dict[str, Any]


def claim(*, worker: str, now: datetime, draw: float) -> workqueue.Claim | None:
    """The next task for automation, by urgency and fair share over all clients. Runs in the system's scope."""
    return workqueue.claim_among(
        workqueue_queries.queues_for_automation(),
        person_id=None,
        worker=worker,
        now=now,
        draw=draw,
        lease=LEASE_AUTOMATION,
    )


def prepare(claim: workqueue.Claim, *, load: Callable[[str], bytes]) -> Assignment:
    """Gather what the run needs; `load` gives the bytes of a storage key."""
    job = get_job([claim.tenant_id], claim.job_id)
    return Assignment(
        claim=claim,
        kind=kind_of(job),
        sources=tuple(
            Source(name=document.name, media_type=document.media_type, content=load(document.storage_key))
            for document in documents_of(claim.tenant_id, claim.job_id)
        ),
        input=get_data(claim.tenant_id, claim.job_id).input,
    )


def finish(
    claim: workqueue.Claim,
    outcome: Outcome,
    *,
    worker: str,
    now: datetime,
    lessons: Sequence[Lesson] = (),
) -> bool:
    """Write what was read and send the job on. True where it goes straight through.

    `lessons` are those that were used on it; what they filled in is measured when the job is finished.
    LeaseLost where another run has the task by now: then nothing is written.
    """
    task = workqueue.claimed_task(
        tenant_id=claim.tenant_id, task_id=claim.task_id, fence=claim.fence, person_id=None
    )
    job = get_job([claim.tenant_id], claim.job_id, lock=True)
    kind = kind_of(job)
    outcome, assessment = _held_against(job, outcome, kind, now)
    policy = contracts.terms_of_version(job.tenant_id, job.contract_id).terms.automation(job.work_type)
    objected = objections(outcome, kind.form, policy, additions=assessment.additions)
    notes = tuple(finding for finding in outcome.findings if finding.severity is Severity.NOTE)
    jobs.keep_outcome(job, replace(outcome, findings=(*objected, *notes)), kind, now=now)
    learning.note_use(tenant_id=job.tenant_id, job_id=job.id, lessons=lessons, outcome=outcome, now=now)
    following = workqueue.step_after(job, task.step, exception=bool(objected))
    done = not is_ours(following)
    said: dict[str, Any] = {"now": now, "worker": worker, "matched": assessment.matched}
    if objected:
        workqueue.exception(
            task,
            reasons="; ".join(_words(kind, finding) for finding in objected[:4]),
            codes=sorted({finding.code for finding in objected}),
            **said,
        )
    else:
        workqueue.complete(task, person_id=None, last=done, straight=done, **said)
    workqueue.go_on_to(job, following, now=now)
    return done


def _held_against(job: Job, outcome: Outcome, kind: WorkType, now: datetime) -> tuple[Outcome, Assessment]:
    """What was read, with what the client's other jobs and its lists say of it."""
    duplicates = jobs.suspected_duplicates(job, outcome.record, kind)
    assessment = masters.assessed(job, outcome.record, kind)
    if duplicates:
        events.record(
            "duplicate.suspected",
            tenant_id=job.tenant_id,
            subject_id=job.id,
            job_id=job.id,
            now=now,
            others="; ".join(finding.message for finding in duplicates),
        )
    whole = replace(
        outcome,
        record=jobs.with_additions(outcome.record, assessment.additions),
        readings=(*outcome.readings, *assessment.additions),
        findings=(*outcome.findings, *duplicates, *assessment.findings),
    )
    return whole, assessment


def _words(kind: WorkType, finding: Finding) -> str:
    return finding.message or kind.reasons.get(finding.code, finding.code)


def fail(claim: workqueue.Claim, *, error: str, worker: str, now: datetime) -> None:
    """The run crashed, ran out of time, or something it needs is away: try again later, in the end a person."""
    task = workqueue.claimed_task(
        tenant_id=claim.tenant_id, task_id=claim.task_id, fence=claim.fence, person_id=None
    )
    if workqueue.fail(task, now=now, worker=worker, error=error):
        return
    give_to_person(claim, error=error, worker=worker, now=now)


def give_to_person(claim: workqueue.Claim, *, error: str, worker: str, now: datetime) -> None:
    """Automation cannot: a person does the job from the sources, with the reason in view, and we hear of it."""
    events.record(
        "task.given_up",
        tenant_id=claim.tenant_id,
        subject_id=claim.task_id,
        job_id=claim.job_id,
        now=now,
        actor_name=worker,
        step=claim.step,
        error=error,
    )
    outcome = Outcome(
        record={},
        findings=(
            Finding(
                code=SYSTEM_FAILURE,
                message=f"Automation could not read this: {error}",
                severity=Severity.STOP,
            ),
        ),
    )
    finish(claim, outcome, worker=worker, now=now)
