"""Identifiers: UUIDv7, so that keys made one after another lie together in an index (RFC 9562)."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A fresh UUIDv7 of this moment."""
    return UUID(int=uuid_utils.uuid7().int)
