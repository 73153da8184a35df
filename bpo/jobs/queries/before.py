"""What was delivered to a client before."""

from collections.abc import Collection, Iterator

from sqlalchemy import select

from bpo.catalog.rules import ReleasedJob
from bpo.jobs.models import Job
from bpo.jobs.queries.jobs import get_data, get_job, papers_of
from bpo.platform.db import db

MOST = 24
"""A year of fortnights, or two of months: who was not in any of so many results is new."""


def delivered_before(job: Job, *, papers: Collection[str]) -> Iterator[ReleasedJob]:
    """The client's jobs of the same work type that were delivered, latest first, each with these of its papers.

    Each is fetched when it is asked for. A copy is held against what there was when its original came in.
    """
    original = get_job([job.tenant_id], job.copy_of) if job.copy_of else None
    statement = (
        select(Job)
        .where(
            Job.tenant_id == job.tenant_id,
            Job.work_type == job.work_type,
            Job.id != job.id,
            Job.finished_at.is_not(None),
            Job.state.not_in(("cancelled", "rejected", "planted")),
        )
        .order_by(Job.finished_at.desc(), Job.id.desc())
        .limit(MOST)
    )
    if original is not None:
        statement = statement.where(Job.finished_at < original.received_at, Job.id != original.id)
    for other in db.session.scalars(statement).all():
        yield ReleasedJob(
            reference=other.reference,
            client_reference=other.client_reference,
            record=get_data(other.tenant_id, other.id).record,
            papers=papers_of(other.tenant_id, other.id, papers),
        )
