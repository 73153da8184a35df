"""Jobs and batches as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bpo.catalog.registry import kind_of, work_type
from bpo.jobs import queries
from bpo.jobs.models import Batch, Job
from bpo.jobs.rules import Progress, client_words, clock_shown, progress, staff_words


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """A job with what a list says of it."""

    job: Job
    service: str
    words: str
    clock: str
    waits_for_client: bool
    same_as: tuple[str, ...] = ()
    """Other jobs that hold the same file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch with how far it is."""

    batch: Batch
    service: str
    progress: Progress
    refused: int


def job_lines(
    tenant_ids: Sequence[UUID],
    jobs: Sequence[Job],
    *,
    now: datetime,
    with_same_files: bool = False,
    to_staff: bool = False,
) -> list[JobLine]:
    """The lines of a list of jobs, in its order, in the client's words or our own; two or three queries in all."""
    ids = [job.id for job in jobs]
    waiting = queries.waiting_among(tenant_ids, [job.id for job in jobs if job.state == "on_hold"])
    same = queries.same_files(tenant_ids, ids) if with_same_files else {}
    return [_line(job, waiting.get(job.id), same.get(job.id, []), now, to_staff=to_staff) for job in jobs]


def _line(
    job: Job, waiting: queries.Waiting | None, same: Sequence[str], now: datetime, *, to_staff: bool
) -> JobLine:
    ours = waiting is not None and waiting.owed_by_client
    return JobLine(
        job=job,
        service=kind_of(job).name,
        words=staff_words(job.state)
        if to_staff
        else client_words(job.state, owed_by="client" if ours else None),
        clock=clock_shown(
            job.state,
            due_at=job.due_at,
            late=job.late,
            paused=waiting is not None and waiting.paused,
            now=now,
        ),
        waits_for_client=ours,
        same_as=tuple(same),
    )


def batch_lines(tenant_ids: Sequence[UUID], batches: Sequence[Batch]) -> list[BatchLine]:
    """The lines of a list of batches, in its order; two queries."""
    ids = [batch.id for batch in batches]
    by_state = queries.progress_of_batches(tenant_ids, ids)
    refused = queries.refused_in(tenant_ids, ids)
    return [
        BatchLine(
            batch=batch,
            service=work_type(batch.work_type).name,
            progress=progress(by_state.get(batch.id, {})),
            refused=refused.get(batch.id, 0),
        )
        for batch in batches
    ]
