"""Calendars and contracts; both are versioned from a date and never changed once they are agreed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

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
    """What is promised to a client from `valid_from` on: `terms` is `bpo.contracts.rules.Terms` as JSON.

    A draft is the provider's own. Once it is laid before the client nothing of it changes but who confirmed it, and
    `valid_from` where that has passed by then; the database holds to that, and to who may confirm for whom.
    """

    __tablename__ = "contract_version"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        Index(
            "uq_contract_version_agreed",
            "tenant_id",
            "valid_from",
            unique=True,
            postgresql_where=text("state = 'agreed'"),
        ),
        Index(
            "ix_contract_version_to_apply",
            "valid_from",
            postgresql_where=text("state = 'agreed' AND applied_at IS NULL"),
        ),
        CheckConstraint("state IN ('draft', 'proposed', 'agreed', 'declined', 'withdrawn')", name="state"),
        CheckConstraint("open_jobs IN ('keep', 'calendar', 'all')", name="open_jobs"),
        CheckConstraint(
            "state <> 'agreed' OR (provider_at IS NOT NULL AND client_at IS NOT NULL)", name="agreed_by_both"
        ),
        ForeignKeyConstraint(
            ["tenant_id", "calendar_id"], ["calendar_version.tenant_id", "calendar_version.id"]
        ),
    )

    number: Mapped[int]
    valid_from: Mapped[datetime]
    terms: Mapped[dict[str, Any]]
    calendar_id: Mapped[UUID]
    open_jobs: Mapped[str] = mapped_column(default="calendar")
    """What it does to jobs taken in before: nothing, their working time follows, or their turnaround as well."""
    note: Mapped[str] = mapped_column(default="")
    """What changes and why, in the provider's words to the client."""
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="draft")
    proposed_at: Mapped[datetime | None]
    provider_by: Mapped[UUID | None]
    provider_name: Mapped[str | None]
    provider_at: Mapped[datetime | None]
    client_by: Mapped[UUID | None]
    """None where the client's word was given outside the product: `client_name` says whose."""
    client_name: Mapped[str | None]
    client_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    """Why it was declined or withdrawn."""
    applied_at: Mapped[datetime | None]
    """When open jobs were recomputed by it."""
