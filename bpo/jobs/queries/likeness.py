"""Reads that find jobs which may be the same thing."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from bpo.jobs.models import Document, Job, JobData, JobKey
from bpo.platform.db import db


def same_files(tenant_ids: Sequence[UUID], job_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """For each of the jobs the references of others of its client that hold the same bytes, at most five."""
    if not job_ids:
        return {}
    own, other = aliased(Document), aliased(Document)
    rows = db.session.execute(
        select(own.job_id, Job.reference)
        .join(other, (other.tenant_id == own.tenant_id) & (other.sha256 == own.sha256))
        .join(Job, (Job.tenant_id == other.tenant_id) & (Job.id == other.job_id))
        .where(
            own.tenant_id.in_(tenant_ids),
            own.job_id.in_(job_ids),
            ~own.whole,
            ~other.whole,
            other.job_id != own.job_id,
            Job.state.not_in(("cancelled", "rejected", "planted")),
        )
        .order_by(Job.received_at, Job.id)
        .limit(5 * len(job_ids))
    )
    found: dict[UUID, list[str]] = {}
    for job_id, reference in rows:
        references = found.setdefault(job_id, [])
        if reference not in references and len(references) < 5:
            references.append(reference)
    return found


def jobs_with_key(tenant_id: UUID, kind: str, value: str, *, not_job: UUID) -> list[Job]:
    """Other jobs of the client that bear the same key of likeness, oldest first, at most ten."""
    return list(
        db.session.scalars(
            select(Job)
            .join(JobKey, (JobKey.tenant_id == Job.tenant_id) & (JobKey.job_id == Job.id))
            .where(
                JobKey.tenant_id == tenant_id,
                JobKey.kind == kind,
                JobKey.value == value,
                JobKey.job_id != not_job,
                Job.state.not_in(("cancelled", "rejected", "planted")),
            )
            .order_by(Job.received_at)
            .limit(10)
        )
    )


EARLIER_AT_MOST = 500
"""More jobs than any order is invoiced in; what bears one key that often is not read whole."""


def jobs_and_data_with_key(
    tenant_id: UUID, work_type: str, kind: str, values: Sequence[str], *, not_job: UUID
) -> list[tuple[Job, JobData]]:
    """Other jobs of the client and work type that bear a key, each with its record, latest first.

    `values` are the forms in which the key's value may be kept. Cancelled and rejected jobs are left out.
    """
    return [
        (job, data)
        for job, data in db.session.execute(
            select(Job, JobData)
            .join(JobKey, (JobKey.tenant_id == Job.tenant_id) & (JobKey.job_id == Job.id))
            .join(JobData, (JobData.tenant_id == Job.tenant_id) & (JobData.id == Job.id))
            .where(
                JobKey.tenant_id == tenant_id,
                JobKey.kind == kind,
                JobKey.value.in_(values),
                JobKey.job_id != not_job,
                Job.work_type == work_type,
                Job.state.not_in(("cancelled", "rejected", "planted")),
            )
            .order_by(Job.received_at.desc(), Job.id.desc())
            .limit(EARLIER_AT_MOST)
        )
    ]


def jobs_with_file(tenant_id: UUID, sha256: str, *, not_job: UUID) -> list[Job]:
    """Other jobs of the client that hold the same bytes, oldest first, at most ten."""
    return list(
        db.session.scalars(
            select(Job)
            .join(Document, (Document.tenant_id == Job.tenant_id) & (Document.job_id == Job.id))
            .where(
                Document.tenant_id == tenant_id,
                Document.sha256 == sha256,
                ~Document.whole,
                Document.job_id != not_job,
                Job.state.not_in(("cancelled", "rejected", "planted")),
            )
            .order_by(Job.received_at)
            .limit(10)
        )
    )
