"""A file in which reading found several units: the job keeps the first, each of the others becomes a job of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bpo.catalog.rules import WorkType
from bpo.contracts.rules import Priority
from bpo.events import service as events
from bpo.jobs.models import Document, Job
from bpo.jobs.queries import documents_of, get_data
from bpo.jobs.service.intake import HandedIn, Submission, Submitted, document_row, submit
from bpo.platform.db import db, insert_rows
from bpo.platform.storage import Stored


def may_be_divided(job: Job, kind: WorkType) -> bool:
    """Whether the job's file may become several jobs: not where values were given for the one job, where a batch says
    how many records it has, or where the job is a copy for people."""
    alone = kind.one_job_per_file and kind.batch is None and job.copy_of is None
    return alone and not get_data(job.tenant_id, job.id).input and len(_files(job)) == 1


def divide(
    job: Job, kind: WorkType, parts: Sequence[HandedIn], *, now: datetime, worker: str
) -> list[Submitted]:
    """Make the job one of the first of `parts`, and hand in the others as the client handed in the job: at the same
    instant, with the same wishes, in the same batch. Each keeps the whole file to be looked at.

    In one unit of work with what was read, so that either all of it holds or nothing does.
    """
    (document,) = _files(job)
    whole = HandedIn(
        name=document.name,
        media_type=document.media_type,
        stored=Stored(document.storage_key, document.sha256, document.size),
    )
    first, *others = parts
    document.whole, document.position = True, 1
    insert_rows(Document, [document_row(job.tenant_id, job.id, 0, first, now)])
    if job.title == whole.name[:200]:
        job.title = first.name[:200]
    made = _submitted(
        job, kind, [_submission(job, part, whole, place) for place, part in enumerate(others, 2)]
    )
    events.record(
        "job.divided",
        tenant_id=job.tenant_id,
        subject_id=job.id,
        job_id=job.id,
        now=now,
        actor_name=worker,
        file=whole.name,
        count=f"{len(parts)} {kind.unit}s",
        others=", ".join(each.reference for each in made),
    )
    db.session.flush()
    return made


def _files(job: Job) -> list[Document]:
    return documents_of(job.tenant_id, job.id)


def _submission(job: Job, part: HandedIn, whole: HandedIn, place: int) -> Submission:
    """As the job was handed in; a reference of the client's is told apart by its place."""
    return Submission(
        title=part.name,
        files=(part,),
        whole=whole,
        client_reference=f"{job.client_reference}/{place}" if job.client_reference else None,
        priority=Priority.of_rank(job.priority),
        notes=job.notes,
        not_before=job.not_before,
        wanted_at=job.wanted_at,
    )


def _submitted(job: Job, kind: WorkType, submissions: Sequence[Submission]) -> list[Submitted]:
    """The jobs they became. One whose reference the client uses for another job already goes without."""
    made = _submit(job, kind, submissions)
    taken = [submission for submission, each in zip(submissions, made, strict=True) if each.replayed]
    fresh = [each for each in made if not each.replayed]
    return fresh + _submit(job, kind, [replace(each, client_reference=None) for each in taken])


def _submit(job: Job, kind: WorkType, submissions: Sequence[Submission]) -> list[Submitted]:
    return submit(
        tenant_id=job.tenant_id,
        work_type=kind,
        submissions=submissions,
        batch_id=job.batch_id,
        source=job.source,
        by_id=job.submitted_by,
        by_name=f"cut out of {job.reference}",
        now=job.received_at,
    )
