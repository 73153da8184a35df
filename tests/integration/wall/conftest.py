"""A world that the tests of one file share: they look at it, or undo what they do to it."""

from collections.abc import Iterator

import pytest
from flask import current_app

from bpo.platform.db import db
from bpo.platform.web import House
from tests.factories.emptying import empty
from tests.factories.world import World


@pytest.fixture(scope="module")
def shared(admin_dsn: str, _house: House) -> Iterator[World]:
    """An empty house to be filled once for a whole file, inside an application context of the workers."""
    empty(admin_dsn)
    _house.extensions["messenger"].connection.flushdb()
    with _house.app_context():
        yield World(_house)


@pytest.fixture(autouse=True)
def _nothing_left_in_the_session() -> Iterator[None]:
    yield
    if current_app:
        db.session.remove()
