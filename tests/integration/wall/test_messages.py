"""Statements that go past the session stand inside the wall like all others, and in their order."""

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from bpo.events.models import Event
from bpo.platform.db import ask, ask_all, db, glance, tell, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.scope import only
from tests.factories.world import NOW, Client, World


@pytest.fixture
def two(world: World) -> tuple[Client, Client]:
    return world.client(), world.client()


def _record(client: Client) -> None:
    tell(
        "SELECT record_event(%s, %s, %s, NULL, %s, NULL, %s, %s, %s, %s)",
        (client.id, new_id(), "client.changed", client.id, "somebody", {"what": "a plum's"}, NOW, False),
    )


def _recorded(client: Client) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Event)
            .where(Event.tenant_id == client.id, Event.name == "client.changed")
        )
        or 0
    )


def test_what_is_told_is_there_for_the_next_statement_and_after_the_commit(
    two: tuple[Client, Client],
) -> None:
    ours, _ = two
    with unit_of_work(only(ours.id)):
        _record(ours)
        assert _recorded(ours) == 1
        _record(ours)
    with unit_of_work(only(ours.id)):
        assert _recorded(ours) == 2


def test_what_is_told_is_undone_with_its_unit(two: tuple[Client, Client]) -> None:
    ours, _ = two
    with suppress(DBAPIError), unit_of_work(only(ours.id)):
        _record(ours)
        ask("SELECT 1/0")
    with unit_of_work(only(ours.id)):
        assert _recorded(ours) == 0


def test_what_is_told_of_another_client_fails_at_the_latest_with_the_commit(
    two: tuple[Client, Client],
) -> None:
    ours, theirs = two
    with pytest.raises(DBAPIError, match="row-level security"), unit_of_work(only(ours.id)):
        _record(theirs)
    with unit_of_work(only(theirs.id)):
        assert _recorded(theirs) == 0


def test_questions_see_the_rows_of_their_scope_alone(two: tuple[Client, Client]) -> None:
    ours, theirs = two
    assert glance(only(ours.id), "SELECT id FROM tenant") == [(ours.id,)]
    with unit_of_work(only(theirs.id)):
        first, second = ask_all(
            ("SELECT id FROM tenant", ()), ("SELECT id FROM tenant WHERE id = %s", (ours.id,))
        )
        assert (first, second) == ([(theirs.id,)], [])
    with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(only(ours.id)):
        ask("SELECT * FROM person_token")


def test_a_first_question_is_not_put_on_a_connection_that_comes_out_dirty(two: tuple[Client, Client]) -> None:
    ours, _ = two
    engine = db.engine
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    engine.dispose()  # so that the connection that is soiled is the one that comes out next

    @event.listens_for(engine, "checkin")
    def soil(connection: Any, record: Any) -> None:
        connection.pgconn.exec_(b"SET app.tenants = '{}'")

    try:
        with engine.connect():
            pass
    finally:
        event.remove(engine, "checkin", soil)
    with pytest.raises(RuntimeError, match="somebody's scope"), unit_of_work(only(ours.id)):
        ask("SELECT 1")
    assert glance(only(ours.id), "SELECT id FROM tenant") == [(ours.id,)]
