"""Work types that clients have for themselves: what is being written, and every version that was published."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class OwnWorkType(TenantOwned, Base):
    """A client's own work type: its draft, and which of its versions is in force."""

    __tablename__ = "own_work_type"
    __table_args__ = (
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("(storage_key IS NULL) = (media_type IS NULL)", name="sample"),
    )

    name: Mapped[str]
    """As in the draft, for lists."""
    draft: Mapped[dict[str, Any]]
    """A `Definition` as JSON; it need not be one that can be published."""
    revision: Mapped[int] = mapped_column(default=1)
    """Counts the savings of the draft: who saves an older one is told."""
    version: Mapped[int] = mapped_column(default=0)
    """The version in force, which new jobs are taken in under; 0 where none was published."""
    is_published: Mapped[bool] = mapped_column(default=False)
    """Whether the draft is the version in force."""
    file_name: Mapped[str | None]
    """The sample page on which the fields' places are shown."""
    storage_key: Mapped[str | None]
    media_type: Mapped[str | None]
    created_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    changed_by_name: Mapped[str]
    changed_at: Mapped[datetime]


class OwnWorkTypeVersion(TenantOwned, Base):
    """One published version. It never changes: jobs received under it keep to it."""

    __tablename__ = "own_work_type_version"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "own_id"], ["own_work_type.tenant_id", "own_work_type.id"]),
        UniqueConstraint("tenant_id", "own_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    own_id: Mapped[UUID]
    number: Mapped[int]
    definition: Mapped[dict[str, Any]]
    published_by: Mapped[UUID | None]
    published_by_name: Mapped[str]
    published_at: Mapped[datetime]
