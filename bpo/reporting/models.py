"""Rollups: what dashboards read instead of raw jobs. Delta rows, folded by the schedule."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Tally(TenantOwned, Base):
    """How often something was counted for a client × work type × day; rows of one key are summed."""

    __tablename__ = "tally"
    __table_args__ = (
        Index("ix_tally_key", "tenant_id", "work_type", "measure", "day"),
        Index("ix_tally_event", "tenant_id", "event_id"),
        {"postgresql_with": {"autovacuum_vacuum_scale_factor": "0.02"}},
    )

    work_type: Mapped[str]
    day: Mapped[date]
    """In the client's zone."""
    measure: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    event_id: Mapped[UUID | None]
    """The event a delta row counts; None once folded."""
