"""The links of the chains."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned


class EventLink(TenantOwned, Base):
    """Some events of a client, one after another, with the digest of each. Made by the schedule, never changed."""

    __tablename__ = "event_link"
    __table_args__ = (UniqueConstraint("tenant_id", "number"),)

    number: Mapped[int]
    """Counts a client's links from 1."""
    until: Mapped[UUID]
    """All events up to this id, from that of the link before, are in this link."""
    events: Mapped[int]
    content: Mapped[bytes]
    """Of each event its id and digest, 16 bytes each (`rules.packed`)."""
    hash: Mapped[bytes]
    """Over the content and the hash of the link before, under a key that is not in the database."""
    made_at: Mapped[datetime]
