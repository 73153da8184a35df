"""The running clock of every job, and the holds that stop it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class JobClock(TenantOwned, Base):
    """The client's clock of a job (same id): derived from its facts, stored for the sweep and for indexes."""

    __tablename__ = "job_clock"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "calendar_id"], ["calendar_version.tenant_id", "calendar_version.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "contract_id"], ["contract_version.tenant_id", "contract_version.id"]
        ),
        Index("ix_job_clock_next", "next_at", postgresql_where=text("next_at IS NOT NULL")),
    )

    contract_id: Mapped[UUID]
    """The version whose turnaround holds: that of the job's receipt, or one that was applied to open jobs."""
    calendar_id: Mapped[UUID]
    calendars: Mapped[list[Any]]
    """Later versions of the calendar: [instant, id]; what lies before counts by those before."""
    received_at: Mapped[datetime]
    target: Mapped[dict[str, Any]]
    changes: Mapped[list[Any]]
    """Later targets: [instant, target] (a new priority); start and holds stay."""
    rests: Mapped[list[Any]]
    """Spans in which the client had the result before it came back: [from, to]; credited."""
    warn_at: Mapped[list[Any]]
    """The percentages of the target at which to warn."""
    fired: Mapped[list[Any]]
    """The marks already told of: each is told once under a version of the clock."""
    version: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    credited_seconds: Mapped[int] = mapped_column(default=0)
    paused: Mapped[bool] = mapped_column(default=False)
    next_at: Mapped[datetime | None]
    """When the sweep must look again; None while paused and after the finish."""
    next_mark: Mapped[str | None]
    breached_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    met: Mapped[bool | None]


FOR_DECISION = "approval"
"""The reason of a hold that ends with a decision of the client about the job, and not with an answer."""


class Hold(TenantOwned, Base):
    """The job waits: why, for whom, and the question and answer if there is one."""

    __tablename__ = "hold"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        CheckConstraint("owes IN ('client', 'provider', 'third_party', 'force_majeure')", name="owes"),
        Index("ix_hold_job", "tenant_id", "job_id"),
        Index("ix_hold_placed", "tenant_id", "placed_at"),
        Index("ix_hold_open", "tenant_id", "owes", "placed_at", postgresql_where=text("ended_at IS NULL")),
        Index("ix_hold_until", "until", postgresql_where=text("ended_at IS NULL AND until IS NOT NULL")),
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID | None]
    job_state: Mapped[str]
    """The state in which the job was held, and to which it comes back."""
    kind: Mapped[str]
    """The key of the reason (see `bpo.contracts.rules.HOLD`), or `FOR_DECISION`."""
    reason: Mapped[str]
    """The reason in words, as it read then."""
    owes: Mapped[str]
    credited: Mapped[bool]
    """Whether the contract credits this hold: then the client's clock stands still."""
    question: Mapped[str]
    placed_by: Mapped[UUID | None]
    placed_by_name: Mapped[str]
    placed_at: Mapped[datetime]
    until: Mapped[datetime | None]
    answer: Mapped[str | None]
    ended_by: Mapped[UUID | None]
    ended_by_name: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    compartment: Mapped[UUID | None]
    """As the job's: the database copies it (`stands_with_its_job`), so that counting need not look there."""


class HoldContest(TenantOwned, Base):
    """The client says that a hold must not stop its clock; who answers for the account decides, with a reason."""

    __tablename__ = "hold_contest"
    __table_args__ = (
        UniqueConstraint("tenant_id", "hold_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "hold_id"], ["hold.tenant_id", "hold.id"]),
        CheckConstraint("(decided_at IS NULL) = (upheld IS NULL)", name="decided"),
        Index("ix_hold_contest_job", "tenant_id", "job_id"),
        Index("ix_hold_contest_open", "tenant_id", "made_at", postgresql_where=text("decided_at IS NULL")),
    )

    hold_id: Mapped[UUID]
    job_id: Mapped[UUID]
    reason: Mapped[str]
    made_by: Mapped[UUID | None]
    """None where a program of the client made it."""
    made_by_name: Mapped[str]
    made_at: Mapped[datetime]
    upheld: Mapped[bool | None]
    answer: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_by_name: Mapped[str | None]
    decided_at: Mapped[datetime | None]
