"""How surely automation reads, as it was measured; and the thresholds that follow from it."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class AutomationSample(TenantOwned, Base):
    """One field that automation read and somebody looked at: whether it was right."""

    __tablename__ = "automation_sample"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id", "path"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        CheckConstraint("origin IN ('review', 'asked')", name="origin"),
        Index("ix_automation_sample_path", "tenant_id", "work_type", "path", "source"),
        Index("ix_automation_sample_at", "tenant_id", "work_type", "at"),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    job_id: Mapped[UUID]
    work_type: Mapped[str]
    path: Mapped[str]
    """The field; a column of a table without the row's number: `lines.net`."""
    source: Mapped[str]
    """Where the document is from: the work type's source key (a vendor), or "" where it cannot be told."""
    method: Mapped[str]
    confidence: Mapped[Decimal] = mapped_column(Numeric(5, 4))
    right: Mapped[bool]
    origin: Mapped[str]
    """`review`: drawn at random. `asked`: every value of this confidence is put before a person."""
    at: Mapped[datetime]
    compartment: Mapped[UUID | None]
    """As the job's: the database copies it (`stands_with_its_job`), so that counting need not look there."""


class AutomationThreshold(TenantOwned, Base):
    """From which confidence a field goes straight through, from `since` to `until`; none is ever changed or deleted."""

    __tablename__ = "automation_threshold"
    __table_args__ = (
        CheckConstraint("verdict IN ('open', 'closed', 'unmeasured')", name="verdict"),
        Index(
            "uq_automation_threshold_now",
            "tenant_id",
            "work_type",
            "path",
            "source",
            unique=True,
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_automation_threshold_since", "tenant_id", "work_type", "since"),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    work_type: Mapped[str]
    path: Mapped[str]
    source: Mapped[str]
    """One source, or "" for all of them together."""
    verdict: Mapped[str]
    """`open` from `threshold` on; `closed`: a person sees every one; `unmeasured`: the contract's own threshold."""
    threshold: Mapped[Decimal | None] = mapped_column(Numeric(5, 4))
    before: Mapped[Decimal | None] = mapped_column(Numeric(5, 4))
    right: Mapped[int]
    n: Mapped[int]
    low: Mapped[Decimal | None] = mapped_column(Numeric(6, 5))
    target: Mapped[Decimal] = mapped_column(Numeric(6, 5))
    reason: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
