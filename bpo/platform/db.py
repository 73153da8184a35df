"""The database session, and the one place that commits."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, LiteralString, cast
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, TextClause, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, registry
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, PoolResetState

from bpo.platform import driver, sealing
from bpo.platform.scope import Scope, enter, opening, seal_key

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table class stands on: naming convention and the types of columns."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: DateTime(timezone=True),
            dict[str, Any]: JSONB,
            list[Any]: JSONB,
        },
    )


class ScopedSession(FlaskSession):
    """A session that belongs to one unit of work and its scope, for life.

    The identity map is not protected by row security, so a session is never carried from one scope to another.
    """


db = SQLAlchemy(model_class=Base, session_options={"class_": ScopedSession, "expire_on_commit": False})


class NoScope(RuntimeError):
    """Somebody touched the database outside a unit of work."""


IS_CLEAN = b"SELECT current_user = session_user AND coalesce(current_setting('app.tenants', true), '') = ''"


Question = tuple[LiteralString, Sequence[object]]
"""A statement with `%s` for each of its values."""


@dataclass(slots=True)
class _Message:
    """Questions on their way: they go with the scope where they are the first of their unit of work."""

    questions: Sequence[Question]
    answers: list[list[driver.Row]] | None = None

    def put(self, there: driver.Connection) -> None:
        """In the transaction under way."""
        results = driver.put(there, self._bound(there))
        self._read(there, results[-len(self.questions) :])

    def put_first(
        self, there: driver.Connection, scope: Scope, throw_away: Callable[[], object], *after: bytes
    ) -> None:
        """With what begins the transaction, takes on the scope, and asks whether the connection came out clean."""
        opened = b"; ".join((IS_CLEAN, opening(there, scope), self._bound(there), *after))
        results = driver.put(there, opened)
        if results[0].get_value(0, 0) != b"t":
            throw_away()
            raise RuntimeError(DIRTY)
        self._read(there, results[3 : 3 + len(self.questions)])

    def _bound(self, there: driver.Connection) -> bytes:
        return b"; ".join(driver.bound(there, query, values) for query, values in self.questions)

    def _read(self, there: driver.Connection, results: Sequence[PGresult]) -> None:
        self.answers = [driver.rows_of(there, result) for result in results]


DIRTY = "a connection came out of the pool with somebody's scope on it"
_asking: ContextVar[_Message | None] = ContextVar("asking", default=None)
"""The questions that will be the first on the connection that comes out of the pool."""


@event.listens_for(ScopedSession, "after_begin")
def _take_on_the_scope(session: Session, transaction: SessionTransaction, connection: Any) -> None:
    if transaction.nested:
        return
    scope = session.info.get("scope")
    if scope is None:
        raise NoScope("open a unit_of_work(scope) before touching the database")
    message = _asking.get()
    if message is None:
        enter(connection, scope)
    else:
        message.put_first(driver.driver_of(connection), scope, connection.invalidate)


def ask(query: LiteralString, values: Sequence[object] = ()) -> list[driver.Row]:
    """Send one statement (`%s` for each value) past the session's ways, in its transaction; the rows.

    For the few statements that every request or claim needs. What is pending in the session goes first.
    """
    return ask_all((query, values))[0]


def ask_all(*questions: Question) -> list[list[driver.Row]]:
    """The same for several statements in one message; the rows of each."""
    db.session.flush()
    message = _Message(questions)
    mark = _asking.set(message)
    try:
        connection = db.session.connection()
    finally:
        _asking.reset(mark)
    if message.answers is None:
        message.put(driver.driver_of(connection))
    return message.answers  # type: ignore[return-value]  # both ways of putting it set them


def tell(query: LiteralString, values: Sequence[object] = ()) -> None:
    """Have a statement without an answer run in the session's transaction, before whatever runs next, or the commit.

    It costs no round trip of its own; should it fail, what runs next fails.
    """
    there = driver.driver_of(db.session.connection())
    there.told = (*there.told, driver.bound(there, query, values))


def glance(scope: Scope, query: LiteralString, values: Sequence[object] = ()) -> list[driver.Row]:
    """The rows of one statement in a transaction of its own, all of it one message; outside any unit of work."""
    message = _Message([(query, values)])
    mark = _asking.set(message)
    try:
        pooled = db.engine.raw_connection()
    finally:
        _asking.reset(mark)
    try:
        there = cast(driver.Connection, pooled.driver_connection)
        message.put_first(there, scope, pooled.invalidate, b"COMMIT", driver.CLEAN)
        there.in_scope, there.is_clean = False, True
        return (message.answers or [[]])[0]
    finally:
        pooled.close()


@contextmanager
def unit_of_work(scope: Scope, *, after_commit: Callable[[Session], None] | None = None) -> Iterator[None]:
    """One transaction: opened in a scope, committed on success, rolled back on any error.

    `after_commit` gets the session's `info` holder once the facts are safe in the database; what it does
    may be lost without harm (it only wakes workers earlier than their sweep would).
    """
    if db.session.registry.has():
        if db.session().info.get("scope") is not None:
            raise RuntimeError("one unit of work inside another")
        db.session.remove()  # whoever touched it without a scope left a transaction without one
    session = db.session()
    session.info["scope"] = scope
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        db.session.remove()
    if after_commit is not None:
        after_commit(session)


def scope_of_session() -> Scope:
    """The scope of the unit of work under way; NoScope outside of one."""
    scope = db.session().info.get("scope")
    if scope is None:
        raise NoScope("no unit of work is open")
    return scope  # type: ignore[no-any-return]  # Session.info is a dict of anything


ROWS_AT_ONCE = 2_000


def insert_rows(
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    unless_there: Sequence[str] = (),
    among: str = "",
) -> list[UUID]:
    """Insert rows that all have the same columns, thousands in one statement; the ids of those inserted.

    The rows travel as one JSON value, which PostgreSQL takes apart by the table's own types: ten times as fast as
    a statement for each, and under row security, which COPY is not. What is the same in all of them travels once.
    With `unless_there`, rows that are there already by these columns (a unique key) are left out; `among` is the
    condition of a key that holds only some rows. Column defaults of the model do not apply.
    """
    inserted: list[UUID] = []
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = sealing.sealed_rows(model, rows[first : first + ROWS_AT_ONCE])
        same = {name: value for name, value in some[0].items() if _is_in_all(name, value, some)}
        differing = tuple(name for name in some[0] if name not in same)
        statement = _insert_statement(model, tuple(same), differing, tuple(unless_there), among)
        values = [{name: row[name] for name in differing} for row in some]
        sent = {"same": json.dumps(same, default=_as_text), "rows": json.dumps(values, default=_as_text)}
        if unless_there:
            inserted += db.session.scalars(statement, sent)
        else:
            db.session.execute(statement, sent)
            inserted += [row["id"] for row in some]
    return inserted


def _is_in_all(name: str, value: object, rows: Sequence[Mapping[str, Any]]) -> bool:
    return all(row[name] is value or row[name] == value for row in rows)


@lru_cache(maxsize=256)
def _insert_statement(
    model: type[Base],
    same: tuple[str, ...],
    differing: tuple[str, ...],
    unless_there: tuple[str, ...],
    among: str,
) -> TextClause:
    table, names = model.__tablename__, ", ".join((*same, *differing))
    read = ", ".join((*(f"s.{name}" for name in same), *(f"r.{name}" for name in differing)))
    some = f" WHERE {among}" if among else ""
    conflict = (
        f" ON CONFLICT ({', '.join(unless_there)}){some} DO NOTHING RETURNING id" if unless_there else ""
    )
    return text(
        f"INSERT INTO {table} ({names}) SELECT {read} FROM json_populate_record("  # noqa: S608
        f"CAST(NULL AS {table}), CAST(:same AS json)) AS s, json_populate_recordset(CAST(NULL AS {table}),"
        f" CAST(:rows AS json)) AS r{conflict}"  # the names are our models', never anybody's text
    )


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def speak_directly(engine: Engine) -> None:
    """Make its connections those that statements go straight through, as `ask` and `tell` need."""

    @event.listens_for(engine, "do_connect")
    def _connect(
        dialect: Dialect, record: ConnectionPoolEntry, given: tuple[Any, ...], named: dict[str, Any]
    ) -> driver.Connection:
        return driver.Connection.connect(*given, **named)

    @event.listens_for(engine, "before_cursor_execute")
    def _tell(connection: Connection, *statement: object) -> None:
        there = driver.driver_of(connection)
        if there.told:
            message, there.told = b"; ".join(there.told), ()
            driver.put(there, message)


def guard_pool(engine: Engine) -> None:
    """A connection goes back clean and is looked at again when it comes out (session state is never trusted).

    Both ask libpq itself: the driver's own way costs ten times as much, and every request goes this way twice.
    """
    login, password = engine.url.username, engine.url.password
    if login and password:
        # slow to make: here, once, and not in each forked child
        seal_key(login.encode(), str(password).encode())
    speak_directly(engine)

    @event.listens_for(engine, "reset")
    def _clean(connection: driver.Connection, record: ConnectionPoolEntry, state: PoolResetState) -> None:
        if not state.terminate_only and not connection.clean():
            record.invalidate()

    @event.listens_for(engine, "checkout")
    def _assert_clean(
        connection: driver.Connection, record: ConnectionPoolEntry, proxy: PoolProxiedConnection
    ) -> None:
        if _asking.get() is not None:  # it will ask for itself, in its first message
            if not connection.is_quiet():
                raise DisconnectionError("the server ended this connection")
            return
        answer = connection.pgconn.exec_(IS_CLEAN)
        if answer.status != ExecStatus.TUPLES_OK:
            raise DisconnectionError("the server ended this connection")  # the pool opens another
        if answer.get_value(0, 0) != b"t":
            record.invalidate()
            raise RuntimeError(DIRTY)
