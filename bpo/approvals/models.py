"""What was decided and of what exactly; what is proposed to the client; what steps with a form of their own say.

All of it is only ever added to: nobody has the right to change or delete a row.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned

JOB = ["job.tenant_id", "job.id"]
TASK = ["task.tenant_id", "task.id"]


class Approval(TenantOwned, Base):
    """One decision of one person about a job as it stood: what it covers is its digest and nothing else."""

    __tablename__ = "approval"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        CheckConstraint("decision IN ('approve', 'send_back', 'reject')", name="decision"),
        CheckConstraint("decision = 'approve' OR length(reason) > 0", name="reason"),
        Index("ix_approval_job", "tenant_id", "job_id"),
        {"info": {"wall": "tenant", "client": "SELECT, INSERT"}},
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID]
    step: Mapped[str]
    person_id: Mapped[UUID]
    """Who decided; of a program, who made its key: they answer for it."""
    name: Mapped[str]
    decision: Mapped[str]
    digest: Mapped[str]
    """SHA-256, in hexadecimal, of what was decided about: see `rules.digest_of`."""
    reason: Mapped[str]
    at: Mapped[datetime]


class Proposal(TenantOwned, Base):
    """What a client is asked to approve: the files, kept as they will be delivered, and their digest."""

    __tablename__ = "proposal"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_proposal_job", "tenant_id", "job_id"),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    job_id: Mapped[UUID]
    record_digest: Mapped[str]
    """Of the record alone: once it is another, the proposal is void."""
    digest: Mapped[str]
    files: Mapped[list[Any]]
    """`name`, `media_type`, `size`, `sha256` and `storage_key` of each."""
    made_at: Mapped[datetime]


class StepNote(TenantOwned, Base):
    """What a person filled into the form of a step: part of the job's trail, not of the client's record."""

    __tablename__ = "step_note"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        Index("ix_step_note_job", "tenant_id", "job_id"),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID]
    step: Mapped[str]
    person_id: Mapped[UUID]
    name: Mapped[str]
    values: Mapped[dict[str, Any]]
    at: Mapped[datetime]
