"""Reviews of work done, what was found wrong by whom, and reviews that are contested."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Review(TenantOwned, Base):
    """A second pair of eyes on a finished task, scored on the work type's scorecard."""

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
        Index("ix_review_latest", "worker_id", "done_at", "id", postgresql_where=text("done_at IS NOT NULL")),
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
    """Why it is reviewed: the stratum it was drawn from, or one of `rules.TARGETED`, which no accuracy counts."""
    drawn_at: Mapped[datetime]
    answers: Mapped[dict[str, Any]]
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    outcome: Mapped[str | None]
    comment: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    compartment: Mapped[UUID | None]
    """As the job's: the database copies it (`stands_with_its_job`), so that counting need not look there."""


class Contest(TenantOwned, Base):
    """Who did the work thinks that a review of it is wrong; a second reviewer decides. Both stay."""

    __tablename__ = "contest"
    __table_args__ = (
        UniqueConstraint("tenant_id", "review_id"),
        ForeignKeyConstraint(["tenant_id", "review_id"], ["review.tenant_id", "review.id"]),
        CheckConstraint("decided_by IS NULL OR decided_by <> person_id", name="segregation"),
        Index("ix_contest_open", "tenant_id", "made_at", postgresql_where=text("decided_at IS NULL")),
        {"info": {"wall": "tenant", "client": ""}},
    )

    review_id: Mapped[UUID]
    person_id: Mapped[UUID]
    words: Mapped[str]
    made_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    upheld: Mapped[bool | None]
    """True where the review stands; False where it was wrong: then it counts as passed."""
    reason: Mapped[str] = mapped_column(default="")


class Defect(TenantOwned, Base):
    """One thing that was wrong with a piece of work, whoever found it: figures of defects count these."""

    __tablename__ = "defect"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "review_id"], ["review.tenant_id", "review.id"]),
        CheckConstraint("origin IN ('review', 'lot', 'audit', 'client', 'dispute')", name="origin"),
        Index("ix_defect_found", "tenant_id", "work_type", "found_at"),
        Index("ix_defect_job", "tenant_id", "job_id"),
        Index("ix_defect_review", "tenant_id", "review_id"),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    job_id: Mapped[UUID]
    review_id: Mapped[UUID | None]
    work_type: Mapped[str]
    origin: Mapped[str]
    reason: Mapped[str]
    """A key: of a line of the scorecard, or of `rules.DEFECT_REASONS`."""
    words: Mapped[str]
    """What the client wrote, or the scorecard's line."""
    worker_id: Mapped[UUID | None]
    found_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    """When a contest was decided against the review that found it."""
