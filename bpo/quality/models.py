"""Reviews of work done."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Review(TenantOwned, Base):
    """A second pair of eyes on a finished task: drawn by sample, scored on the work type's scorecard."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "task_id"], ["task.tenant_id", "task.id"]),
        ForeignKeyConstraint(["tenant_id", "worked_task_id"], ["task.tenant_id", "task.id"]),
        CheckConstraint("outcome IN ('accept', 'fix', 'return')", name="outcome"),
        CheckConstraint("reviewer_id IS NULL OR reviewer_id <> worker_id", name="segregation"),
        Index("ix_review_job", "tenant_id", "job_id"),
        Index("ix_review_worker", "tenant_id", "worker_id", "drawn_at"),
        Index("ix_review_done", "tenant_id", "done_at"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID]
    """The review task."""
    worked_task_id: Mapped[UUID]
    """The task whose work is reviewed."""
    worker_id: Mapped[UUID | None]
    """Who did the work; None where automation did."""
    reviewer_id: Mapped[UUID | None]
    stratum: Mapped[str]
    drawn_at: Mapped[datetime]
    answers: Mapped[dict[str, Any]]
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    outcome: Mapped[str | None]
    comment: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
