"""The automatic step: claim the next task of all clients fairly, read it in a limited child, decide what follows."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from bpo.automation import queries
from bpo.automation.rules import LOW_CONFIDENCE, NOT_SURE_ENOUGH, least_sure, objections
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import (
    Assessment,
    Finding,
    Lesson,
    Outcome,
    Part,
    Record,
    Severity,
    Source,
    WorkType,
    reading_as_kept,
)
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import delivered_before, documents_of, get_data, get_job
from bpo.learning import service as learning
from bpo.masters import service as masters
from bpo.platform.errors import Conflict
from bpo.platform.files import media
from bpo.platform.files.names import clean_name
from bpo.platform.storage import Stored
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.rules import LEASE_AUTOMATION, is_ours

SYSTEM_FAILURE = "AUTOMATION_FAILED"
SEVERAL_UNITS = "SEVERAL_UNITS"
ASKED = (LOW_CONFIDENCE, NOT_SURE_ENOUGH)
"""Codes of findings that put every value of a confidence before a person: whether it is right does not decide it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What an automation run has to do: the claim, the work type, the files and the client's input."""

    claim: workqueue.Claim
    kind: WorkType
    sources: tuple[Source, ...]
    input: dict[str, Any]
    part: Part | None = None
    """Which part of its step it is, where that is done in parts, with the job's `record` as the step began."""
    record: Record = field(default_factory=dict)


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
    data = get_data(claim.tenant_id, claim.job_id)
    part = workqueue_queries.part_of(workqueue_queries.get_task([claim.tenant_id], claim.task_id))
    return Assignment(
        claim=claim,
        kind=kind_of(job),
        sources=tuple(
            Source(name=document.name, media_type=document.media_type, content=load(document.storage_key))
            for document in documents_of(claim.tenant_id, claim.job_id)
        ),
        input=data.input,
        part=workqueue_queries.as_value(part) if part is not None else None,
        record=data.record if part is not None else {},
    )


def finish(
    claim: workqueue.Claim,
    outcome: Outcome,
    *,
    worker: str,
    now: datetime,
    lessons: Sequence[Lesson] = (),
    parts: Sequence[jobs.HandedIn] = (),
) -> bool:
    """Write what was read and send the job on. True where it goes straight through.

    `lessons` are those that were used on it; what they filled in is measured when the job is finished. `parts` are the
    outcome's, in the store: the job keeps the first, the others become jobs.
    LeaseLost where another run has the task by now: then nothing is written.
    """
    task = workqueue.claimed_task(
        tenant_id=claim.tenant_id, task_id=claim.task_id, fence=claim.fence, person_id=None
    )
    job = get_job([claim.tenant_id], claim.job_id, lock=True)
    kind = kind_of(job)
    if parts and jobs.may_be_divided(job, kind):
        jobs.divide(job, kind, parts, now=now, worker=worker)
    elif outcome.parts:
        outcome = replace(outcome, findings=(*outcome.findings, _several(kind, len(outcome.parts))))
    if kind.since_last is not None:
        delivered = delivered_before(job, papers=kind.since_last.papers)
        outcome = kind.since_last.hold(outcome, delivered)
    objected, assessment, outcome = _weighed(job, outcome, kind, now, to_person=job.copy_of is not None)
    if job.copy_of is None:
        learning.note_use(tenant_id=job.tenant_id, job_id=job.id, lessons=lessons, outcome=outcome, now=now)
    following = workqueue.step_after(job, task.step, exception=bool(objected))
    done = not is_ours(following)
    said: dict[str, Any] = {"now": now, "worker": worker, "matched": assessment.matched}
    if objected:
        workqueue.exception(
            task,
            **_told(kind, objected),
            **said,
        )
    else:
        workqueue.complete(task, person_id=None, last=done, straight=done, **said)
    workqueue.go_on_to(job, following, now=now)
    return done


def finish_part(claim: workqueue.Claim, data: Record, *, worker: str, now: datetime) -> bool:
    """Keep what came of a part; with the last one, put the step together and send the job on. True where that was it.

    LeaseLost where another run has the part by now: then nothing is written, and the other's counts.
    """
    task = workqueue.claimed_task(
        tenant_id=claim.tenant_id, task_id=claim.task_id, fence=claim.fence, person_id=None
    )
    part = workqueue_queries.part_of(task)
    if part is None:
        raise Conflict("This task is done whole, not in parts.")
    job = get_job([claim.tenant_id], claim.job_id, lock=True)
    kind = kind_of(job)
    step = kind.step(task.step)
    workqueue.close_part(task, part, data, person_id=None, worker=worker, now=now)
    outcome = workqueue.put_together(job, step)
    said: dict[str, Any] = {"now": now, "worker": worker}
    if outcome is None:
        workqueue.tell("task.done", task, actor_name=worker, last=False, part=part.title or part.key, **said)
        return False
    if not outcome.readings:  # what was read or keyed before stays so
        kept = get_data(job.tenant_id, job.id).readings
        outcome = replace(outcome, readings=tuple(reading_as_kept(each) for each in kept))
    objected, assessment, _ = _weighed(job, outcome, kind, now, to_person=False)
    workqueue.note_put_together(job, step, now=now)
    following = workqueue.next_step(job, kind, step.key, exception=bool(objected))
    done = not is_ours(following)
    said |= {"actor_name": worker, "matched": assessment.matched}
    if objected:
        workqueue.tell("task.exception", task, **_told(kind, objected), **said)
    else:
        workqueue.tell("task.done", task, last=done, straight=done, part=part.title or part.key, **said)
    workqueue.go_on_to(job, following, now=now)
    return True


def kept_parts(
    kind: WorkType, outcome: Outcome, *, put: Callable[[bytes], Stored]
) -> tuple[jobs.HandedIn, ...]:
    """The outcome's parts, each put into the store. ValueError for one that the work type would not take in."""
    for part in outcome.parts:
        if media.sniff(part.content, part.name) != part.media_type or part.media_type not in kind.accepts:
            raise ValueError("reading divided the file into something else than what it takes")
    return tuple(
        jobs.HandedIn(name=clean_name(part.name), media_type=part.media_type, stored=put(part.content))
        for part in outcome.parts
    )


def _several(kind: WorkType, count: int) -> Finding:
    """The file would be several jobs, but values or a batch go with this one."""
    return Finding(code=SEVERAL_UNITS, message=f"The file holds {count} {kind.unit}s, the job is for one.")


def _weighed(
    job: Job, outcome: Outcome, kind: WorkType, now: datetime, *, to_person: bool
) -> tuple[tuple[Finding, ...], Assessment, Outcome]:
    """Keep the outcome, with why a person must see it; that, and what the client's own data says of it.

    `to_person`: something is asked in any case, since a copy with known answers is there for people.
    """
    outcome, assessment = _held_against(job, outcome, kind, now)
    policy = contracts.terms_of_version(job.tenant_id, job.contract_id).terms.automation(job.work_type)
    objected = objections(
        outcome,
        kind.form,
        policy,
        additions=assessment.additions,
        measured=queries.measured(job.tenant_id, job.work_type),
        source=source_of(kind, outcome.record),
    )
    if to_person and not objected:
        objected = (least_sure(outcome, kind.form),)
    notes = tuple(finding for finding in outcome.findings if finding.severity is Severity.NOTE)
    jobs.keep_outcome(job, replace(outcome, findings=(*objected, *notes)), kind, now=now)
    return objected, assessment, outcome


def _told(kind: WorkType, objected: Sequence[Finding]) -> dict[str, Any]:
    """Why the job goes to a person, in words and codes."""
    return {
        "reasons": "; ".join(_words(kind, finding) for finding in objected[:4]),
        "codes": sorted({finding.code for finding in objected}),
        "asked": sorted({path for finding in objected if finding.code in ASKED for path in finding.fields}),
    }


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


def source_of(kind: WorkType, record: Record) -> str:
    """Where a record's document is from, as the work type tells sources apart; "" where it cannot be told."""
    if not kind.source_key:
        return ""
    return next((key.value for key in kind.duplicate_keys(record) if key.kind == kind.source_key), "")[:200]


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
    task = workqueue.claimed_task(
        tenant_id=claim.tenant_id, task_id=claim.task_id, fence=claim.fence, person_id=None
    )
    if task.part is None:
        outcome = Outcome(record={}, findings=(_gave_up(f"Automation could not read this: {error}"),))
        finish(claim, outcome, worker=worker, now=now)
    else:
        _give_up_parts(task, error=error, worker=worker, now=now)


def _gave_up(message: str) -> Finding:
    return Finding(code=SYSTEM_FAILURE, message=message, severity=Severity.STOP)


def _give_up_parts(task: Task, *, error: str, worker: str, now: datetime) -> None:
    """One part cannot be done, so the step cannot: its other parts end, and a person gets the record as it was."""
    workqueue.end_other_parts(task, by_id=None, by_name=worker, now=now)
    job = get_job([task.tenant_id], task.job_id, lock=True)
    kind = kind_of(job)
    step = kind.step(task.step)
    data = get_data(job.tenant_id, job.id)
    gave_up = _gave_up(f"Automation could not do {step.name}, part {task.part}: {error}")
    data.findings = [*data.findings, asdict(gave_up)]
    following = workqueue.next_step(job, kind, step.key, exception=True)
    workqueue.exception(task, now=now, worker=worker, error=error, **_told(kind, [gave_up]))
    workqueue.go_on_to(job, following, now=now)
