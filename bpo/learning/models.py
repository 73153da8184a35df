"""Lessons, and how each did in the jobs after it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned

JOB = ["job.tenant_id", "job.id"]


class Lesson(TenantOwned, Base):
    """One thing learnt about one source of a client's documents."""

    __tablename__ = "lesson"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        CheckConstraint("kind IN ('place', 'value')", name="kind"),
        Index("ix_lesson_subjects", "subjects", postgresql_using="gin"),
        Index("ix_lesson_job", "tenant_id", "job_id"),
        Index("ix_lesson_learnt", "tenant_id", "learnt_at", "id"),
        {"info": {"wall": "tenant", "client": "SELECT, UPDATE"}},
    )

    work_type: Mapped[str]
    subjects: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Who the documents are from (`catalog.rules.Learning.subject`): as automation read it, and as it is."""
    subject_name: Mapped[str]
    path: Mapped[str]
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]
    job_id: Mapped[UUID]
    """The job whose correction taught it."""
    learnt_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by_name: Mapped[str | None]


class LessonTrial(TenantOwned, Base):
    """What a lesson filled in for one job, and whether it was so in the end."""

    __tablename__ = "lesson_trial"
    __table_args__ = (
        UniqueConstraint("tenant_id", "lesson_id", "job_id"),
        ForeignKeyConstraint(["tenant_id", "lesson_id"], ["lesson.tenant_id", "lesson.id"]),
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_lesson_trial_job", "tenant_id", "job_id"),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    lesson_id: Mapped[UUID]
    job_id: Mapped[UUID]
    value: Mapped[str]
    right: Mapped[bool | None]
    """None until the job is finished."""
