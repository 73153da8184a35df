"""Reads of what is to be paid and of the files made of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from bpo.delivery.models import Deliverable
from bpo.jobs.models import Job
from bpo.jobs.rules import JobState
from bpo.payments.models import PaymentDue, PaymentFile
from bpo.platform.db import db
from bpo.platform.errors import NotFound

HANDED_OVER = (JobState.DELIVERED, JobState.ACCEPTED, JobState.BILLED)
"""Only these are paid: what the client sent back is not right yet."""
SHOWN = 500


def open_lines(
    tenant_id: UUID, *, until: date | None = None, limit: int = SHOWN
) -> list[tuple[PaymentDue, Job]]:
    """What is in no file yet, with its job, the earliest due first; `until`: only what is due by that day."""
    rows = db.session.execute(
        select(PaymentDue, Job)
        .join(Job, (Job.tenant_id == PaymentDue.tenant_id) & (Job.id == PaymentDue.job_id))
        .where(
            PaymentDue.tenant_id == tenant_id,
            PaymentDue.payment_file_id.is_(None),
            Job.state.in_(HANDED_OVER),
            *((PaymentDue.day <= until,) if until else ()),
        )
        .order_by(PaymentDue.day, PaymentDue.id)
        .limit(limit)
    )
    return [(line, job) for line, job in rows]


def locked_lines(tenant_id: UUID, line_ids: Sequence[UUID]) -> list[tuple[PaymentDue, Job]]:
    """These lines, as far as they are still to be paid, with the job's lock held to the end of the transaction."""
    rows = db.session.execute(
        select(PaymentDue, Job)
        .join(Job, (Job.tenant_id == PaymentDue.tenant_id) & (Job.id == PaymentDue.job_id))
        .where(
            PaymentDue.tenant_id == tenant_id,
            PaymentDue.id.in_(line_ids),
            PaymentDue.payment_file_id.is_(None),
            Job.state.in_(HANDED_OVER),
        )
        .order_by(PaymentDue.day, PaymentDue.id)
        .with_for_update()
    )
    return [(line, job) for line, job in rows]


def results_of(tenant_id: UUID, job_ids: Sequence[UUID]) -> dict[UUID, Deliverable]:
    """The newest result of each of the jobs."""
    rows = db.session.scalars(
        select(Deliverable)
        .where(Deliverable.tenant_id == tenant_id, Deliverable.job_id.in_(job_ids))
        .order_by(Deliverable.job_id, Deliverable.version.desc())
        .ext(distinct_on(Deliverable.job_id))
    )
    return {result.job_id: result for result in rows}


def files_of(tenant_id: UUID, *, limit: int = 50) -> list[PaymentFile]:
    """The client's payment files, newest first."""
    return list(
        db.session.scalars(
            select(PaymentFile)
            .where(PaymentFile.tenant_id == tenant_id)
            .order_by(PaymentFile.number.desc())
            .limit(limit)
        )
    )


def get_file(tenant_id: UUID, file_id: UUID, *, lock: bool = False) -> PaymentFile:
    """One payment file; NotFound where the client has none of that id."""
    statement = select(PaymentFile).where(PaymentFile.tenant_id == tenant_id, PaymentFile.id == file_id)
    found = db.session.scalar(statement.with_for_update() if lock else statement)
    if found is None:
        raise NotFound
    return found


def lines_in(tenant_id: UUID, file_id: UUID) -> list[tuple[PaymentDue, Job]]:
    """The lines that a file pays, with their jobs; none once it is void."""
    rows = db.session.execute(
        select(PaymentDue, Job)
        .join(Job, (Job.tenant_id == PaymentDue.tenant_id) & (Job.id == PaymentDue.job_id))
        .where(PaymentDue.tenant_id == tenant_id, PaymentDue.payment_file_id == file_id)
        .order_by(PaymentDue.day, PaymentDue.id)
    )
    return [(line, job) for line, job in rows]


def corrected_lines(tenant_id: UUID) -> list[tuple[PaymentDue, Job, PaymentFile]]:
    """What was corrected after it went into a file, with that file: somebody has to settle the difference."""
    rows = db.session.execute(
        select(PaymentDue, Job, PaymentFile)
        .join(Job, (Job.tenant_id == PaymentDue.tenant_id) & (Job.id == PaymentDue.job_id))
        .join(
            PaymentFile,
            (PaymentFile.tenant_id == PaymentDue.tenant_id) & (PaymentFile.id == PaymentDue.payment_file_id),
        )
        .where(PaymentDue.tenant_id == tenant_id, PaymentDue.corrected)
        .order_by(PaymentFile.number.desc(), PaymentDue.id)
        .limit(SHOWN)
    )
    return [(line, job, file) for line, job, file in rows]
