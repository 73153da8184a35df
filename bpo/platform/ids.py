"""Identifiers: UUIDv7, so that keys made one after another lie together in an index (RFC 9562)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import uuid_utils


def _of_this_moment() -> UUID:
    return UUID(int=uuid_utils.uuid7().int)


_source: Callable[[], UUID] = _of_this_moment


def new_id() -> UUID:
    """A fresh UUIDv7 of this moment."""
    return _source()


@contextmanager
def drawn_from(source: Callable[[], UUID]) -> Iterator[None]:
    """Take ids from `source` meanwhile, in the whole process: a history that is replayed bears the ids of its time."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
