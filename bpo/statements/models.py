"""Closed months, version by version."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.statements.rules import Standing
from bpo.tenancy.models import TenantOwned

_STANDINGS = ", ".join(f"'{each.value}'" for each in Standing)


class ClosedMonth(TenantOwned, Base):
    """One version of one month of a client. What it says never changes; where it stands does."""

    __tablename__ = "closed_month"
    __table_args__ = (
        UniqueConstraint("tenant_id", "month", "version"),
        CheckConstraint(f"standing IN ({_STANDINGS})", name="standing"),
        Index("ix_closed_month_standing", "tenant_id", "standing"),
        {"info": {"wall": "tenant", "client": "SELECT, UPDATE"}},
    )

    month: Mapped[date]
    version: Mapped[int]
    standing: Mapped[str]
    contract_id: Mapped[UUID]
    compartments: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    """Of the confidential work that it tells of: who is not cleared for all of it does not see this row."""
    report: Mapped[dict[str, Any]]
    """`rules.Report` as JSON."""
    digest: Mapped[str]
    files: Mapped[list[Any]]
    """`name`, `media_type`, `size`, `sha256` and `storage_key` of each, as the client gets them."""
    reason: Mapped[str]
    """Why the version before was restated; "" for the first."""
    closed_by_name: Mapped[str]
    closed_at: Mapped[datetime]
    sent_by_name: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    """What the client said with a dispute."""
    answered_by_name: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    settlement: Mapped[str | None]
    """What came of the dispute, in words."""
    settled_by_name: Mapped[str | None]
    settled_at: Mapped[datetime | None]
