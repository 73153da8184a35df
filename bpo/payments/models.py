"""What results ask to be paid, and the files that pay them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class PaymentFile(TenantOwned, Base):
    """One file that pays several results. It never changes; one that must not be used is declared void."""

    __tablename__ = "payment_file"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void"),
        {"info": {"wall": "tenant", "client": "SELECT, INSERT, UPDATE"}},
    )

    number: Mapped[int]
    name: Mapped[str]
    """`ALD-P-00012`: the message id at the bank."""
    work_type: Mapped[str]
    compartment: Mapped[UUID | None]
    """As that of the jobs it pays."""
    lines: Mapped[list[Any]]
    """`reference`, `payee`, `amount`, `currency` and `day` of each result in it, as they were."""
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    made_by: Mapped[UUID]
    made_by_name: Mapped[str]
    made_at: Mapped[datetime]
    voided_by_name: Mapped[str | None]
    void_reason: Mapped[str | None]
    voided_at: Mapped[datetime | None]


class PaymentDue(TenantOwned, Base):
    """What a job's newest result asks to be paid: once for a job, and in one valid file at most."""

    __tablename__ = "payment_due"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "payment_file_id"], ["payment_file.tenant_id", "payment_file.id"]),
        Index(
            "ix_payment_due_open",
            "tenant_id",
            "day",
            "id",
            postgresql_where=text("payment_file_id IS NULL"),
        ),
        Index("ix_payment_due_file", "tenant_id", "payment_file_id"),
        {"info": {"wall": "tenant", "client": "SELECT, UPDATE"}},
    )

    job_id: Mapped[UUID]
    work_type: Mapped[str]
    payee: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(18, 2))
    currency: Mapped[str]
    day: Mapped[date]
    approved: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """The steps of ours that approved the result as it was delivered."""
    payment_file_id: Mapped[UUID | None]
    corrected: Mapped[bool] = mapped_column(default=False)
    """Whether the result was corrected after it went into a file."""
    entered_at: Mapped[datetime]
