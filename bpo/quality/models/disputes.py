"""What a client says is wrong with a result that it can no longer send back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class Dispute(TenantOwned, Base):
    """A client disputes a result that is accepted, or final; who answers for the account decides, with a reason.

    It counts among the defects from when it is made; one that is not upheld is taken out of them again.
    """

    __tablename__ = "dispute"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        CheckConstraint("(decided_at IS NULL) = (upheld IS NULL)", name="decided"),
        Index("ix_dispute_job", "tenant_id", "job_id"),
        Index(
            "uq_dispute_open", "tenant_id", "job_id", unique=True, postgresql_where=text("decided_at IS NULL")
        ),
    )

    job_id: Mapped[UUID]
    reason: Mapped[str]
    made_by: Mapped[UUID | None]
    """None where a program of the client made it."""
    made_by_name: Mapped[str]
    made_at: Mapped[datetime]
    upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    """Why it was decided so; the client reads it."""
    decided_by: Mapped[UUID | None]
    decided_by_name: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
