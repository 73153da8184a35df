"""Steps done in parts: opened at once, handed in one by one, put together when the last is in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Outcome, Reading, Record, Step, WorkType
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.service import flat
from bpo.masters import service as masters
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.workqueue import queries
from bpo.workqueue.models import JobPart, PartEntry, Task
from bpo.workqueue.rules import Effort, demands, is_ours, working_step
from bpo.workqueue.service.claim import end_attempt
from bpo.workqueue.service.ends import cancel, end, tell
from bpo.workqueue.service.flow import go_on_to, step_after
from bpo.workqueue.service.opening import demand_apart
from bpo.workqueue.service.work import claimed_task, forget_draft


def submit_part(
    *,
    agent: Caller,
    tenant_id: UUID,
    task_id: UUID,
    fence: int,
    data: Record,
    active_seconds: int,
    now: datetime,
    confirmed: Mapping[str, str] = MappingProxyType({}),
    effort: Effort | None = None,
) -> Task:
    """Hand in what a person filled for one part. With the last part the step is put together and the job goes on.

    Findings of the step's `check` must be mended, or confirmed in words. LeaseLost where the claim was lost, Invalid
    by code, Conflict for a task that is no part.
    """
    task = claimed_task(tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=agent.id, now=now)
    part = queries.part_of(task)
    if part is None:
        raise Conflict("This task is done whole, not in parts.")
    job = get_job([tenant_id], task.job_id, lock=True)
    kind = kind_of(job)
    step = kind.step(task.step)
    said = _confirmed(kind, step, part, data, confirmed)
    job.touched = True
    forget_draft(task, agent.id)
    close_part(
        task,
        part,
        data,
        confirmed=said,
        person_id=agent.id,
        worker=agent.name,
        active_seconds=active_seconds,
        effort=effort,
        now=now,
    )
    outcome = put_together(job, step)
    following = _kept(job, kind, step, outcome, now) if outcome is not None else None
    tell(
        "task.done",
        task,
        now=now,
        actor_id=agent.id,
        actor_name=agent.name,
        worker=agent.name,
        part=part.title or part.key,
        last=outcome is not None and not is_ours(following),
    )
    if outcome is not None:
        go_on_to(job, following, now=now)
    db.session.flush()
    return task


def _confirmed(
    kind: WorkType, step: Step, part: JobPart, data: Record, confirmed: Mapping[str, str]
) -> dict[str, str]:
    """What was confirmed of the findings there are; Invalid where one is not, or never stands."""
    words = {
        code: text.strip()
        for code, text in confirmed.items()
        if text.strip() and code not in kind.never_stands
    }
    found = [finding for finding in step.check(queries.as_value(part), data) if demands(finding)]
    errors: dict[str, list[str]] = {}
    for finding in found:
        if finding.code not in words:
            errors.setdefault(finding.code, []).append(finding.message)
    if errors:
        raise Invalid(errors, "Some checks do not pass yet: mend the field, or say why it may stand.")
    return {finding.code: words[finding.code] for finding in found}


def close_part(
    task: Task,
    part: JobPart,
    data: Record,
    *,
    person_id: UUID | None,
    worker: str,
    now: datetime,
    confirmed: Mapping[str, str] = MappingProxyType({}),
    active_seconds: int = 0,
    effort: Effort | None = None,
) -> None:
    """Keep what was handed in for the part, for good, and end its task. The caller holds the job's lock.

    Conflict where the person did what this part is kept apart from.
    """
    demand_apart(task, person_id)
    entry = PartEntry(
        tenant_id=task.tenant_id,
        job_id=task.job_id,
        task_id=task.id,
        step=task.step,
        round=part.round,
        key=part.key,
        blind=task.step in (task.separate_from or ()),
        person_id=person_id,
        worker=worker,
        data=data,
        confirmed=dict(confirmed),
        entered_at=now,
        active_seconds=active_seconds,
        keystrokes=effort.keystrokes if effort else None,
    )
    db.session.add(entry)
    end_attempt(task, now=now, outcome="done", active_seconds=active_seconds, effort=effort)
    end(task, now=now)
    db.session.flush()


def put_together(job: Job, step: Step) -> Outcome | None:
    """What the step comes to, once every part of its last round is in; None before. The caller holds the job's lock.

    Of two parts handed in at the same instant the second waits for that lock and finds the first.
    """
    if step.merge is None or queries.open_parts(job.tenant_id, job.id, step.key):
        return None
    entries = queries.entries_of(job.tenant_id, job.id, step.key)
    return step.merge(get_data(job.tenant_id, job.id).record, [each.submission for each in entries])


def _kept(job: Job, kind: WorkType, step: Step, outcome: Outcome, now: datetime) -> Step | None:
    """Keep what people's parts came to, with what the client's other jobs and lists say of it; what comes next."""
    assessment = masters.assessed(job, outcome.record, kind)
    duplicates = jobs.suspected_duplicates(job, outcome.record, kind)
    whole = replace(
        outcome,
        readings=outcome.readings or tuple(_by_people(outcome.record)),
        findings=(*outcome.findings, *duplicates, *assessment.findings),
    )
    jobs.keep_outcome(job, whole, kind, now=now)
    asks = any(demands(finding) for finding in whole.findings)
    note_put_together(job, step, now=now)
    return next_step(job, kind, step.key, exception=asks)


def _by_people(record: Record) -> list[Reading]:
    return [
        Reading(path=path, value=value, confidence=1.0, method="person")
        for path, value in flat(record)
        if value not in (None, "")
    ]


def note_put_together(job: Job, step: Step, *, now: datetime) -> None:
    """Write into the job's history that a step's parts are all in."""
    events.record(
        "job.put_together",
        tenant_id=job.tenant_id,
        subject_id=job.id,
        job_id=job.id,
        now=now,
        step=step.name,
        parts=len(queries.entries_of(job.tenant_id, job.id, step.key)),
    )


def next_step(job: Job, kind: WorkType, key: str, *, exception: bool) -> Step | None:
    """What follows on a step in parts. Where it left something to do and no step of ours asks for that, the work on
    the record itself: nothing that demands somebody goes out unseen."""
    following = step_after(job, key, exception=exception)
    if not exception or is_ours(following):
        return following
    whole = working_step(kind.steps)
    return whole if whole.parts is None else following


def end_other_parts(task: Task, *, by_id: UUID | None, by_name: str, now: datetime) -> None:
    """End the other open parts of the task's step: the job ends, or the step is given up. Before the job is locked.

    Who is at work on one finds the claim gone; what they typed stays theirs as a draft.
    """
    if task.part is None:
        return
    others = db.session.scalars(
        select(Task)
        .where(
            Task.tenant_id == task.tenant_id,
            Task.job_id == task.job_id,
            Task.step == task.step,
            Task.id != task.id,
            Task.part.is_not(None),
            Task.finished_at.is_(None),
        )
        .order_by(Task.id)
        .with_for_update()
    ).all()
    for other in others:
        cancel(other, now=now, why="another part ended the step", actor_id=by_id, actor_name=by_name)
    db.session.flush()
