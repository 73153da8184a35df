"""Reads of what clients dispute."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Dispute


def dispute_of(tenant_ids: Sequence[UUID], dispute_id: UUID, *, lock: bool = False) -> Dispute:
    """One dispute; NotFound where it is of none of these clients."""
    asked = select(Dispute).where(Dispute.tenant_id.in_(tenant_ids), Dispute.id == dispute_id)
    found = db.session.scalar(asked.with_for_update() if lock else asked)
    if found is None:
        raise NotFound
    return found


def disputes_of(tenant_id: UUID, job_id: UUID) -> list[Dispute]:
    """What was disputed of a job, the latest first."""
    return list(
        db.session.scalars(
            select(Dispute)
            .where(Dispute.tenant_id == tenant_id, Dispute.job_id == job_id)
            .order_by(Dispute.made_at.desc(), Dispute.id)
        )
    )
