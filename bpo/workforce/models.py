"""Assignments, certifications and clearances; they may end, and act at once when they do."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Assignment(TenantOwned, Base):
    """A member of staff serves a client, until it expires."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id"),
        CheckConstraint("minutes_a_day BETWEEN 0 AND 1440", name="minutes_a_day"),
        Index("ix_assignment_person", "person_id"),
        {"info": {"wall": "tenant", "client": "", "gate": "SELECT"}},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    minutes_a_day: Mapped[int | None]
    """Minutes planned for the client on one of its working days; None where nobody said."""


class Certification(TenantOwned, Base):
    """A member of staff may do or review (`activity`) a client's work type."""

    __tablename__ = "certification"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id", "work_type", "activity"),
        Index("ix_certification_person", "person_id"),
        {"info": {"wall": "tenant", "client": "", "gate": "SELECT"}},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    work_type: Mapped[str]
    activity: Mapped[str]
    """`work` or `review`."""
    proven_at: Mapped[datetime | None]
    """Since when reviews have shown that the person is no longer new to it."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class Pause(TenantOwned, Base):
    """A certification that was taken back because of results, until somebody reinstates the person with a reason."""

    __tablename__ = "pause"
    __table_args__ = (
        Index(
            "uq_pause_now",
            "tenant_id",
            "person_id",
            "work_type",
            "activity",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_pause_person", "person_id"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    work_type: Mapped[str]
    activity: Mapped[str]
    reason: Mapped[str]
    """The results it rests on, in a sentence."""
    paused_by: Mapped[UUID | None]
    """None where the results did it."""
    paused_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    """Until when the certification would have held."""
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
    ended_reason: Mapped[str | None]


class Clearance(TenantOwned, Base):
    """A person, of the client or of the staff, may see a client's confidential work of one work type.

    It is shown to the client whole: they may know who sees it.
    """

    __tablename__ = "clearance"
    __table_args__ = (
        UniqueConstraint("tenant_id", "compartment", "person_id"),
        Index("ix_clearance_person", "person_id"),
        {"info": {"wall": "tenant", "client": "SELECT, INSERT, DELETE", "gate": "SELECT"}},
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str]
    """Clients do not see the accounts of staff."""
    staff: Mapped[bool]
    work_type: Mapped[str]
    compartment: Mapped[UUID]
    given_by_name: Mapped[str]
    given_at: Mapped[datetime]
