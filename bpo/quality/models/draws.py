"""What was drawn, from which seed, and the lots that finished work is gathered in."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class SamplingSeed(TenantOwned, Base):
    """The secret under which a client's work of one type is drawn: with it every draw can be repeated."""

    __tablename__ = "sampling_seed"
    __table_args__ = (
        UniqueConstraint("tenant_id", "work_type"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    work_type: Mapped[str]
    seed: Mapped[str]
    created_at: Mapped[datetime]


class Drawing(TenantOwned, Base):
    """One finished piece of work before the draw: its stratum, at which rate, whether it was drawn, how it did.

    Accuracy is counted from these rows alone: their number in a stratum is its volume, those with `good` its sample.
    """

    __tablename__ = "drawing"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "task_id"], ["task.tenant_id", "task.id"]),
        ForeignKeyConstraint(["tenant_id", "lot_id"], ["lot.tenant_id", "lot.id"]),
        Index(
            "ix_drawing_finished",
            "tenant_id",
            "work_type",
            "finished_at",
            postgresql_include=["stratum", "good", "compartment"],
        ),
        Index(
            "ix_drawing_when",
            "tenant_id",
            "finished_at",
            postgresql_include=["work_type", "stratum", "good", "compartment"],
        ),
        Index("ix_drawing_worker", "tenant_id", "worker_id", "finished_at"),
        Index("ix_drawing_job", "tenant_id", "job_id"),
        Index("ix_drawing_lot", "tenant_id", "lot_id", postgresql_where=text("lot_id IS NOT NULL")),
        {"info": {"wall": "tenant", "client": "SELECT"}},
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID]
    work_type: Mapped[str]
    stratum: Mapped[str]
    percent: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    """The rate it was drawn at by itself."""
    drawn: Mapped[bool]
    """Whether it is in a random sample: its own draw, or that of its lot."""
    worker_id: Mapped[UUID | None]
    lot_id: Mapped[UUID | None]
    finished_at: Mapped[datetime]
    good: Mapped[bool | None]
    """What the random sample's review said: without a defect, or not. None where it was not drawn, or not yet."""
    compartment: Mapped[UUID | None]
    """As the job's: the database copies it (`stands_with_its_job`), so that counting need not look there."""


class Lot(TenantOwned, Base):
    """Finished work that is accepted or rejected as one, by a sample of it (after ISO 2859-1)."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("tenant_id", "work_type", "number"),
        CheckConstraint("state IN ('open', 'inspecting', 'accepted', 'screening', 'screened')", name="state"),
        Index(
            "uq_lot_open",
            "tenant_id",
            "work_type",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_lot_state", "tenant_id", "state"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    work_type: Mapped[str]
    compartment: Mapped[UUID | None]
    """Where the work is confidential, its compartment: lots are seen by those cleared for it."""
    number: Mapped[int]
    state: Mapped[str]
    """open → inspecting → accepted, or → screening (rejected, everything is checked) → screened."""
    waits: Mapped[bool]
    """Whether its jobs wait for the verdict; where not, what turns up later is a correction."""
    size: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    inspection: Mapped[str] = mapped_column(default="")
    aql: Mapped[str]
    level: Mapped[str]
    letter: Mapped[str] = mapped_column(default="")
    sample: Mapped[int | None]
    accept: Mapped[int | None]
    reject: Mapped[int | None]
    bad: Mapped[int] = mapped_column(default=0)
    screened_bad: Mapped[int] = mapped_column(default=0)
    """What checking all of a rejected lot found beside the sample."""


class LotSwitching(TenantOwned, Base):
    """How strictly the next lot of a client's work type is inspected (`rules.Switching`)."""

    __tablename__ = "lot_switching"
    __table_args__ = (
        UniqueConstraint("tenant_id", "work_type"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    work_type: Mapped[str]
    inspection: Mapped[str]
    recent: Mapped[list[Any]]
    rejected_tightened: Mapped[int]
    changed_at: Mapped[datetime]
