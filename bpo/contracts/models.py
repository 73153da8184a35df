"""Calendars and contracts; both are versioned from a date and never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class CalendarVersion(TenantOwned, Base):
    """The working time of a client's contract: `data` is `bpo.sla.rules.Calendar` as JSON."""

    __tablename__ = "calendar_version"
    __table_args__ = (UniqueConstraint("tenant_id", "name", "number"),)

    name: Mapped[str]
    number: Mapped[int]
    data: Mapped[dict[str, Any]]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]


class ContractVersion(TenantOwned, Base):
    """What was promised to a client from `valid_from` on: `terms` is `bpo.contracts.rules.Terms` as JSON."""

    __tablename__ = "contract_version"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        UniqueConstraint("tenant_id", "valid_from"),
        ForeignKeyConstraint(
            ["tenant_id", "calendar_id"], ["calendar_version.tenant_id", "calendar_version.id"]
        ),
    )

    number: Mapped[int]
    valid_from: Mapped[datetime]
    terms: Mapped[dict[str, Any]]
    calendar_id: Mapped[UUID]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
