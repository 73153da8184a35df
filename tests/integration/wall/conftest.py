"""A world that the tests of one file share: they look at it, or undo what they do to it."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import current_app

from bpo.platform.db import db
from bpo.platform.web import House
from tests.factories.world import World


@pytest.fixture(scope="module")
def shared(admin_dsn: str, _house: House) -> Iterator[World]:
    """An empty house to be filled once for a whole file, inside an application context of the workers."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute("TRUNCATE tenant, person, sign_in_try, house_note, mail CASCADE")
    _house.extensions["messenger"].connection.flushdb()
    with _house.app_context():
        yield World(_house)


@pytest.fixture(autouse=True)
def _nothing_left_in_the_session() -> Iterator[None]:
    yield
    if current_app:
        db.session.remove()
