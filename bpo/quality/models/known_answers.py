"""Items whose right answers are known, and how people did on them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned

JOB = ["job.tenant_id", "job.id"]


class KnownAnswer(TenantOwned, Base):
    """A finished job whose record is certain: copies of it are mixed into people's work, unmarked."""

    __tablename__ = "known_answer"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_known_answer_use", "tenant_id", "work_type", "planted"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    work_type: Mapped[str]
    job_id: Mapped[UUID]
    answers: Mapped[dict[str, Any]]
    """The record as it was confirmed."""
    planted: Mapped[int] = mapped_column(default=0)
    """How many copies were mixed in."""
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class KnownAnswerScore(TenantOwned, Base):
    """How somebody did on a copy of a known-answer item, field by field."""

    __tablename__ = "known_answer_score"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id", "person_id"),
        ForeignKeyConstraint(["tenant_id", "known_answer_id"], ["known_answer.tenant_id", "known_answer.id"]),
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_known_answer_score_item", "tenant_id", "known_answer_id"),
        Index("ix_known_answer_score_job", "tenant_id", "job_id"),
        Index("ix_known_answer_score_person", "tenant_id", "person_id", "work_type", "scored_at"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    known_answer_id: Mapped[UUID]
    job_id: Mapped[UUID]
    """The copy."""
    task_id: Mapped[UUID]
    person_id: Mapped[UUID]
    work_type: Mapped[str]
    right: Mapped[int]
    fields: Mapped[int]
    wrong: Mapped[list[Any]]
    """The paths that were not right, with what was entered."""
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    scored_at: Mapped[datetime]
