"""Rollups: what dashboards read instead of raw jobs. Delta rows, folded by the schedule."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned

OF_HANDS, NOT_OF_HANDS = "measure LIKE 'effort.%'", "measure NOT LIKE 'effort.%'"
"""What corrected documents cost is counted in hundreds of measures a day, and read by itself."""


class Tally(TenantOwned, Base):
    """How often something was counted for a client × work type × day; rows of one key are summed."""

    __tablename__ = "tally"
    __table_args__ = (
        Index("ix_tally_key", "tenant_id", "work_type", "measure", "day"),
        Index("ix_tally_day", "tenant_id", "day", postgresql_where=text(NOT_OF_HANDS)),
        Index("ix_tally_hands", "tenant_id", "day", postgresql_where=text(OF_HANDS)),
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
    compartment: Mapped[UUID | None]
    """That of the work counted: figures of confidential work are for those who are cleared for it."""


class CountedJob(TenantOwned, Base):
    """What a finished job counts as (same id): the rollups hold the sums of these rows, lists of jobs show them.

    Worked out from the job's events (`rules.counted`); it can be thrown away and worked out again.
    """

    __tablename__ = "counted_job"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "id"], ["job.tenant_id", "job.id"]),
        Index(
            "ix_counted_job_ended",
            "tenant_id",
            "ended_on",
            "id",
            postgresql_include=[
                *("ended", "work_type", "compartment", "tat_seconds", "gross_seconds", "wait_seconds")
            ],
        ),
        Index(
            "ix_counted_job_returned",
            "tenant_id",
            "returned_on",
            postgresql_where=text("returned_on IS NOT NULL"),
        ),
        Index(
            "ix_counted_job_due",
            "tenant_id",
            "due_on",
            "id",
            postgresql_include=["verdict", "work_type", "compartment"],
        ),
    )

    work_type: Mapped[str]
    priority: Mapped[int] = mapped_column(SmallInteger)
    ended: Mapped[str]
    """delivered, rejected or cancelled."""
    ended_at: Mapped[datetime]
    """When it was delivered for the first time, or ended otherwise."""
    ended_on: Mapped[date]
    """That day in the client's zone."""
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    verdict: Mapped[str | None]
    """met, missed, excluded; None while it came back and runs on its old clock."""
    straight: Mapped[bool]
    first_pass: Mapped[bool]
    exception: Mapped[bool]
    matched: Mapped[bool | None]
    tat_seconds: Mapped[int | None]
    gross_seconds: Mapped[int | None]
    wait_seconds: Mapped[int | None]
    """Business time; None for what was not delivered, or waited for nobody."""
    people_seconds: Mapped[int]
    returned_at: Mapped[datetime | None]
    """When the client first sent it back."""
    returned_on: Mapped[date | None]
    reworks: Mapped[list[Any]]
    """[due, met or missed] of each time it ran on a clock of its own after it was sent back."""
    reasons: Mapped[list[Any]]
    """Codes for which automation gave it to a person."""
    compartment: Mapped[UUID | None]
    """The job's."""
