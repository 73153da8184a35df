"""Identifiers: UUIDv7, so that keys made one after another lie together in an index (RFC 9562)."""

from datetime import datetime
from uuid import UUID

import uuid_utils


def new_id(at: datetime | None = None) -> UUID:
    """A fresh UUIDv7, of this moment or of the instant `at`."""
    if at is None:
        return UUID(int=uuid_utils.uuid7().int)
    return UUID(int=uuid_utils.uuid7(int(at.timestamp()), at.microsecond * 1000).int)
