"""A scope holds for one transaction and leaves nothing behind: not on the connection, not in a session."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from psycopg import errors
from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from bpo.jobs.models import Job
from bpo.platform.db import NoScope, db, unit_of_work
from bpo.platform.scope import Scope, client, enter, everyone, gate, only, sealed
from bpo.platform.web import House
from tests.factories.world import Client, World


@pytest.fixture(scope="module")
def two(shared: World) -> tuple[Client, Client]:
    made = shared.client(), shared.client()
    for client_ in made:
        shared.jobs(client_, 1)
    return made


def _state(connection: Any) -> tuple[str, str, str]:
    row = connection.exec_driver_sql(
        "SELECT current_user::text, coalesce(current_setting('app.tenants', true), ''),"
        " coalesce(current_setting('app.actor', true), '')"
    ).one()
    return (row[0], row[1], row[2])


def _idle() -> list[Connection]:
    """All connections that rest in the pool, and a new one where none does."""
    pool = db.engine.pool
    assert isinstance(pool, QueuePool)
    return [db.engine.connect() for _ in range(max(1, pool.checkedin()))]


@pytest.fixture
def clean(shared: World) -> Iterator[None]:
    yield
    connections = _idle()
    states = [_state(connection) for connection in connections]
    for connection in connections:
        connection.close()
    assert set(states) == {("bpo_worker", "", "")}


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("ending", ["commit", "rollback", "error", "sql error", "hostile", "abandoned"])
def test_a_connection_goes_back_clean_however_the_unit_ends(ending: str, two: tuple[Client, Client]) -> None:
    ours, theirs = two
    for scope in (everyone(reason="a test"), only(ours.id), client(ours.id), gate()):
        with suppress(ValueError, DBAPIError), unit_of_work(scope):
            db.session.execute(text("SELECT 1"))
            if ending == "rollback":
                db.session.rollback()
            elif ending == "error":
                raise ValueError("the view failed")
            elif ending == "sql error":
                db.session.execute(text("SELECT 1/0"))
            elif ending == "hostile":
                db.session.execute(text(f"SET app.tenants = '{{{theirs.id}}}'"))
                db.session.execute(text("SET ROLE bpo_system"))
                db.session.execute(text("PREPARE plum AS SELECT 1"))
        if ending == "abandoned":
            left = db.engine.connect()
            left.exec_driver_sql("SET ROLE bpo_system")
            del left


def test_a_connection_that_comes_out_dirty_is_thrown_away(two: tuple[Client, Client]) -> None:
    engine: Engine = db.engine

    @event.listens_for(engine, "checkin")
    def soil(connection: Any, record: Any) -> None:
        connection.execute("SET app.tenants = '{}'")
        connection.commit()

    try:
        for connection in _idle():
            connection.close()
    finally:
        event.remove(engine, "checkin", soil)
    pool = engine.pool
    assert isinstance(pool, QueuePool)
    for _ in range(pool.checkedin()):
        with pytest.raises(RuntimeError, match="somebody's scope"):
            engine.connect()
    with engine.connect() as connection:
        assert _state(connection) == ("bpo_worker", "", "")


def test_settings_are_void_on_an_autocommit_connection(two: tuple[Client, Client]) -> None:
    ours, _ = two
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SELECT set_config('role', 'bpo_staff', true)")
        connection.execute(text("SELECT set_config('app.tenants', :t, true)"), {"t": f"{{{ours.id}}}"})
        with pytest.raises(DBAPIError, match="permission denied"):
            connection.exec_driver_sql("SELECT * FROM job")


def test_a_savepoint_keeps_the_scope(two: tuple[Client, Client]) -> None:
    ours, _ = two
    with unit_of_work(only(ours.id)):
        for give_up in (True, False):
            inner = db.session.begin_nested()
            assert {job.tenant_id for job in db.session.scalars(select(Job))} == {ours.id}
            inner.rollback() if give_up else inner.commit()
            assert {job.tenant_id for job in db.session.scalars(select(Job))} == {ours.id}
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(text("SELECT 1/0"))
        assert {job.tenant_id for job in db.session.scalars(select(Job))} == {ours.id}


def test_a_unit_takes_its_scope_on_again_after_a_commit_in_between(two: tuple[Client, Client]) -> None:
    """The settings end with the transaction; the session's next one begins with the same scope, or not at all."""
    ours, _ = two
    with unit_of_work(only(ours.id)):
        for _ in range(2):
            assert {job.tenant_id for job in db.session.scalars(select(Job))} == {ours.id}
            db.session.rollback()
            db.session.expunge_all()
    with pytest.raises(NoScope):
        db.session.scalars(select(Job)).all()


def test_a_session_does_not_serve_one_clients_row_to_another(two: tuple[Client, Client]) -> None:
    """The identity map is not under row security: every unit of work has a session of its own."""
    ours, theirs = two
    with unit_of_work(only(ours.id)):
        job_id = db.session.scalars(select(Job.id)).one()
    with unit_of_work(only(ours.id)):
        first = db.session()
        assert db.session.get(Job, (ours.id, job_id)) is not None
    with unit_of_work(only(theirs.id)):
        assert db.session() is not first
        assert not list(db.session())
        assert db.session.get(Job, (ours.id, job_id)) is None


def test_what_was_touched_without_a_scope_is_not_carried_into_one(two: tuple[Client, Client]) -> None:
    ours, theirs = two
    with pytest.raises(NoScope):
        db.session.scalars(select(Job)).all()
    db.session.info["left over"] = theirs.id
    with unit_of_work(only(ours.id)):
        assert "left over" not in db.session.info
        assert {job.tenant_id for job in db.session.scalars(select(Job))} == {ours.id}


def test_units_of_work_do_not_nest(two: tuple[Client, Client]) -> None:
    ours, theirs = two
    with unit_of_work(only(ours.id)):
        with pytest.raises(RuntimeError, match="inside another"), unit_of_work(only(theirs.id)):
            pass
        assert db.session.execute(text("SELECT current_setting('app.tenants')")).scalar() == f"{{{ours.id}}}"


@pytest.mark.parametrize(
    "widen", ["SET TRANSACTION READ WRITE", "SELECT set_config('transaction_read_only', 'off', true)"]
)
def test_a_reading_unit_cannot_write(widen: str, two: tuple[Client, Client]) -> None:
    ours, _ = two
    for scope in (only(ours.id), client(ours.id), everyone(reason="a test"), gate()):
        with pytest.raises(DBAPIError) as caught, unit_of_work(scope.reading()):
            db.session.execute(text("UPDATE person SET name = name"))
        assert isinstance(caught.value.orig, errors.ReadOnlySqlTransaction)
        with unit_of_work(scope.reading()):
            db.session.execute(text("SELECT 1"))
            with pytest.raises(DBAPIError, match="transaction read-write mode must be set before"):
                db.session.execute(text(widen))


@pytest.mark.parametrize("role", ["bpo_system", "bpo_owner", "bpo_worker", "postgres"])
def test_the_web_cannot_take_on_a_role_above_it(role: str, request: pytest.FixtureRequest) -> None:
    web: House = request.getfixturevalue("_web")
    with (
        web.app_context(),
        pytest.raises(DBAPIError, match="permission denied to set role"),
        unit_of_work(Scope(role=role, reason="a test")),
    ):
        db.session.execute(text("SELECT 1"))


def test_the_gate_sees_no_clients_work(two: tuple[Client, Client]) -> None:
    for table in ("job", "job_data", "document", "task", "event", "deliverable", "review"):
        with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(gate()):
            db.session.execute(text(f"SELECT * FROM {table}"))


def test_to_see_everybodys_rows_takes_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        everyone(reason="")


FORGERIES = {
    "another client": "SELECT set_config('app.tenants', '{{{theirs}}}', true)",
    "one client more": "SELECT set_config('app.tenants', '{{{ours},{theirs}}}', true)",
    "another actor": "SELECT set_config('app.actor', '{theirs}', true)",
    "a seal of its own": "SELECT set_config('app.tenants', '{{{theirs}}}', true),"
    " set_config('app.seal', repeat('0', 64), true)",
    "no seal": "SELECT set_config('app.tenants', '{{{theirs}}}', true), set_config('app.seal', '', true)",
    "another role": "SET LOCAL ROLE bpo_tenant",
}


@pytest.mark.parametrize("forged", FORGERIES)
def test_sql_cannot_forge_a_scope(forged: str, two: tuple[Client, Client]) -> None:
    """What injected SQL may do: set any setting, and take on any role of the login."""
    ours, theirs = two
    with unit_of_work(only(ours.id)):
        assert db.session.scalar(text("SELECT count(*) FROM job")) == 1
        db.session.execute(text(FORGERIES[forged].format(ours=ours.id, theirs=theirs.id)))
        with pytest.raises(DBAPIError, match="the scope is not sealed"):
            db.session.execute(text("SELECT count(*) FROM job"))


@pytest.mark.parametrize("role", ["bpo_gate", "bpo_system"])
def test_sql_cannot_take_on_a_role_that_sees_everybody(
    role: str, two: tuple[Client, Client], shared: World
) -> None:
    ours, _ = two
    shared.person("agent")
    for table in ("person", "tenant"):
        with unit_of_work(only(ours.id)):
            db.session.execute(text(f"SET LOCAL ROLE {role}"))
            with pytest.raises(DBAPIError, match="the scope is not sealed"):
                db.session.execute(text(f"SELECT count(*) FROM {table}"))


def test_staff_without_a_seal_see_not_even_one_another(two: tuple[Client, Client], shared: World) -> None:
    shared.person("agent")
    for ours in (only(two[0].id), client(two[0].id)):
        with unit_of_work(ours):
            db.session.execute(text("SELECT set_config('app.seal', 'x', true)"))
            with pytest.raises(DBAPIError, match="the scope is not sealed"):
                db.session.execute(text("SELECT name FROM person")).all()


def test_a_seal_is_worth_nothing_on_another_connection(two: tuple[Client, Client]) -> None:
    ours, _ = two
    with db.engine.connect() as one, db.engine.connect() as other:
        enter(one, only(ours.id))
        settings = sealed(one, only(ours.id))
        assert one.exec_driver_sql("SELECT count(*) FROM job").scalar() == 1
        other.exec_driver_sql(
            "SELECT "
            + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings.items())
        )
        with pytest.raises(DBAPIError, match="the scope is not sealed"):
            other.exec_driver_sql("SELECT count(*) FROM job")


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM wall.seal_key", "UPDATE wall.seal_key SET login = login"]
)
@pytest.mark.parametrize("scope", [client, only, None])
def test_nobody_reads_the_keys(statement: str, scope: Any, two: tuple[Client, Client]) -> None:
    with (
        pytest.raises(DBAPIError, match="permission denied"),
        unit_of_work(scope(two[0].id) if scope else everyone(reason="a test")),
    ):
        db.session.execute(text(statement))
