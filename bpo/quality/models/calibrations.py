"""Calibration: the same finished work reviewed by several reviewers, none of whom sees what the others say."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Calibration(TenantOwned, Base):
    """One session: items, reviewers, and what their agreement came to when it was closed."""

    __tablename__ = "calibration"
    __table_args__ = (
        Index("ix_calibration_made", "tenant_id", "made_at"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    work_type: Mapped[str]
    name: Mapped[str]
    reviewers: Mapped[list[Any]]
    """Ids, as text, of those who are asked."""
    demanded: Mapped[Decimal] = mapped_column(Numeric(4, 3))
    """The agreement that the contract asks for."""
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    agreement: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    """Kappa for two reviewers, alpha for more; None while open, and where nothing was told apart."""
    passed: Mapped[bool | None]


class CalibrationItem(TenantOwned, Base):
    """One finished job that all of them review."""

    __tablename__ = "calibration_item"
    __table_args__ = (
        UniqueConstraint("tenant_id", "calibration_id", "job_id"),
        ForeignKeyConstraint(["tenant_id", "calibration_id"], ["calibration.tenant_id", "calibration.id"]),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        Index("ix_calibration_item_job", "tenant_id", "job_id"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    calibration_id: Mapped[UUID]
    job_id: Mapped[UUID]
    position: Mapped[int]
    record: Mapped[dict[str, Any]]
    """The work as it stood when the session began: all see the same, whatever becomes of the job."""


class CalibrationAnswer(TenantOwned, Base):
    """What one reviewer said of one item."""

    __tablename__ = "calibration_answer"
    __table_args__ = (
        UniqueConstraint("tenant_id", "item_id", "reviewer_id"),
        ForeignKeyConstraint(["tenant_id", "item_id"], ["calibration_item.tenant_id", "calibration_item.id"]),
        {"info": {"wall": "tenant", "client": ""}},
    )

    item_id: Mapped[UUID]
    reviewer_id: Mapped[UUID]
    answers: Mapped[dict[str, Any]]
    score: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    comment: Mapped[str]
    given_at: Mapped[datetime]
