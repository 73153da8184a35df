"""The superuser's eyes, and an invoice that proves itself."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import Connection

from tests.factories.documents import invoice


@pytest.fixture
def admin(admin_dsn: str) -> Iterator[Connection[Any]]:
    """A connection behind the wall, each statement in a transaction of its own."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def good_xml() -> tuple[str, str, bytes]:
    """An e-invoice that goes straight through: name, media type, bytes."""
    made = invoice("ubl")
    return (made.name, "application/xml", made.content)
