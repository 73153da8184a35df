"""The client companies, and the mixin of every table behind the wall."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from bpo.platform.db import Base
from bpo.platform.ids import new_id


class Tenant(Base):
    """A client company."""

    __tablename__ = "tenant"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("state IN ('active', 'suspended')", name="state"),
        {"info": {"wall": "self"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    """Short and unique, for references: `ALD`."""
    name: Mapped[str]
    country: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    state: Mapped[str] = mapped_column(default="active")
    next_payment: Mapped[int] = mapped_column(default=1)
    """The number of the next payment file."""
    next_number: Mapped[int] = mapped_column(default=1)
    """The number that the client's next job will bear."""
    created_at: Mapped[datetime]


class TenantOwned:
    """A row that belongs to one client: its key begins with the client, and row security guards it."""

    @declared_attr
    def tenant_id(cls) -> Mapped[UUID]:  # noqa: N805 - a class method to SQLAlchemy
        """The client whose row this is."""
        return mapped_column(ForeignKey("tenant.id"), primary_key=True)

    @declared_attr
    def id(cls) -> Mapped[UUID]:  # noqa: N805
        """UUIDv7; unique together with the client."""
        return mapped_column(primary_key=True, default=new_id)


class HouseNote(Base):
    """What the installation knows of itself: the schedule's pulse, the progress of the demo month."""

    __tablename__ = "house_note"
    __table_args__ = {"info": {"wall": "house"}}  # noqa: RUF012

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    at: Mapped[datetime]
