"""A batch that does not prove is brought to: its records corrected here, or keyed again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Actor, BatchProof, Record, Step, WorkType
from bpo.events import service as events
from bpo.jobs.models import Batch, Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.service import flat
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.workqueue.models import BatchPlace, Task
from bpo.workqueue.rules import Effort, working_step
from bpo.workqueue.service.flow import start_rework
from bpo.workqueue.service.gathering import (
    gate_of,
    held_against_header,
    locked_batch,
    members_of,
    prove_batch,
    put_at_gate,
)
from bpo.workqueue.service.handed_in import keep_checked, what_stands
from bpo.workqueue.service.work import claimed_task, complete


def batch_of_task(task: Task) -> Batch:
    """The batch that a claimed task of its gate is about; Conflict for other tasks."""
    job = get_job([task.tenant_id], task.job_id)
    gate = gate_of(kind_of(job))
    if gate is None or gate.key != task.step or job.batch_id is None:
        raise Conflict("This task is not about a whole batch.")
    return db.session.scalars(
        select(Batch).where(Batch.tenant_id == task.tenant_id, Batch.id == job.batch_id)
    ).one()


def correct_in_batch(
    *,
    agent: Caller,
    tenant_id: UUID,
    task_id: UUID,
    fence: int,
    reference: str,
    values: Record,
    reason: str,
    now: datetime,
    effort: Effort | None = None,
    active_seconds: int = 0,
) -> BatchProof | None:
    """Change fields of one record of a batch that does not prove, with a reason, and prove it again.

    Where it proves then, the task is done and the whole batch goes on. Invalid where the reason is missing, nothing
    changes, or the work type's checks do not let the record stand.
    """
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say why: what does the document say?"]})
    task = claimed_task(tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=agent.id, now=now)
    batch = locked_batch(tenant_id, batch_of_task(task).id)
    job = _member_named(batch, reference)
    data = get_data(tenant_id, job.id)
    record = {**data.record, **values}
    changed = [path for path, value in values.items() if (data.record.get(path) or None) != (value or None)]
    if not changed:
        raise Invalid({"value": ["Nothing was changed."]})
    _keep(job, batch, record, changed, reason, agent, now)
    put_at_gate(job, batch.id, now)
    db.session.flush()
    proof = held_against_header(batch, members_of(tenant_id, batch.id))
    if proof is not None and proof.proves:
        complete(
            task,
            now=now,
            person_id=agent.id,
            worker=agent.name,
            active_seconds=active_seconds,
            effort=effort,
            last=False,
        )
    return prove_batch(tenant_id=tenant_id, batch_id=batch.id, now=now)


def _member_named(batch: Batch, reference: str) -> Job:
    """The batch's job of that reference, locked; Invalid where it is none of it."""
    for each in members_of(batch.tenant_id, batch.id):
        if each.job.reference == reference:
            return get_job([batch.tenant_id], each.job.id, lock=True)
    raise Invalid({"reference": [f"{reference} is no record of this batch."]})


def _keep(
    job: Job,
    batch: Batch,
    record: Record,
    changed: Collection[str],
    reason: str,
    by: Caller,
    now: datetime,
) -> None:
    """Keep the changed record and say so: what was confirmed of it stays so, and what its worker left empty."""
    data = get_data(job.tenant_id, job.id)
    notes = {str(finding["code"]): reason for finding in data.findings if finding["severity"] == "note"}
    missing = [path for path, value in flat(data.record) if value in (None, "") and path not in changed]
    keep_checked(
        job,
        kind_of(job),
        record,
        confirmed={**notes, **what_stands(data)},
        missing=missing,
        evidence={},
        by=by,
        now=now,
    )
    job.touched = True
    events.record(
        "batch.corrected",
        tenant_id=job.tenant_id,
        subject_id=batch.id,
        job_id=job.id,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        worker=by.name,
        fields=", ".join(changed),
        reason=reason.strip()[:500],
    )


def send_back_from_batch(
    *,
    agent: Caller,
    tenant_id: UUID,
    task_id: UUID,
    fence: int,
    references: Sequence[str],
    reason: str,
    now: datetime,
    effort: Effort | None = None,
    active_seconds: int = 0,
) -> None:
    """Have records of a batch that does not prove keyed again, from the source; the batch waits for them, and is
    proven again then. Invalid where no record or no reason is given."""
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say why: what should be looked at?"]})
    if not references:
        raise Invalid({"reference": ["Choose at least one record."]})
    task = claimed_task(tenant_id=tenant_id, task_id=task_id, fence=fence, person_id=agent.id, now=now)
    batch = locked_batch(tenant_id, batch_of_task(task).id)
    complete(
        task,
        now=now,
        person_id=agent.id,
        worker=agent.name,
        active_seconds=active_seconds,
        effort=effort,
        last=False,
    )
    for reference in sorted(set(references)):
        job = _member_named(batch, reference)
        db.session.execute(
            delete(BatchPlace).where(BatchPlace.tenant_id == tenant_id, BatchPlace.job_id == job.id)
        )
        start_rework(
            tenant_id=tenant_id,
            job_id=job.id,
            reason=reason.strip()[:500],
            now=now,
            actor_id=agent.id,
            actor_name=agent.name,
            step=_keyed_in(kind_of(job)).key,
        )
    batch.proven_at = None
    db.session.flush()


def _keyed_in(kind: WorkType) -> Step:
    """The step in which people make a record from its source: the one in parts, where there is one."""
    parted = [step for step in kind.steps if step.parts is not None and step.actor is Actor.PERSON]
    return parted[0] if parted else working_step(kind.steps)
