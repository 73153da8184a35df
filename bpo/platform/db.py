"""The database session, and the one place that commits."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from psycopg.pq import ExecStatus
from sqlalchemy import DateTime, Engine, MetaData, TextClause, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, registry
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, PoolResetState

from bpo.platform.scope import Scope, enter

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


@event.listens_for(ScopedSession, "after_begin")
def _take_on_the_scope(session: Session, transaction: SessionTransaction, connection: Any) -> None:
    if transaction.nested:
        return
    scope = session.info.get("scope")
    if scope is None:
        raise NoScope("open a unit_of_work(scope) before touching the database")
    enter(connection, scope)


@contextmanager
def unit_of_work(scope: Scope, *, after_commit: Callable[[Session], None] | None = None) -> Iterator[None]:
    """One transaction: opened in a scope, committed on success, rolled back on any error.

    `after_commit` gets the session's `info` holder once the facts are safe in the database; what it does
    may be lost without harm (it only wakes workers earlier than their sweep would).
    """
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
    a statement for each, and under row security, which COPY is not. With `unless_there`, rows that are there already
    by these columns (a unique key) are left out; `among` is the condition of a key that holds only some rows. Column
    defaults of the model do not apply.
    """
    statement = _insert_statement(model, tuple(rows[0]) if rows else (), tuple(unless_there), among)
    inserted: list[UUID] = []
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = json.dumps([dict(row) for row in rows[first : first + ROWS_AT_ONCE]], default=_as_text)
        inserted += db.session.scalars(statement, {"rows": some})
    return inserted


@lru_cache(maxsize=128)
def _insert_statement(
    model: type[Base], columns: tuple[str, ...], unless_there: tuple[str, ...], among: str
) -> TextClause:
    table, names = model.__tablename__, ", ".join(columns)
    some = f" WHERE {among}" if among else ""
    conflict = f" ON CONFLICT ({', '.join(unless_there)}){some} DO NOTHING" if unless_there else ""
    return text(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(CAST(NULL AS {table}),"  # noqa: S608
        f" CAST(:rows AS json)){conflict} RETURNING id"  # the names are our models', never anybody's text
    )


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


IS_CLEAN = b"SELECT current_user = session_user AND coalesce(current_setting('app.tenants', true), '') = ''"
CLEAN = (
    b"CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *;"
    b" SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES"
)
"""DISCARD ALL but for the plans of functions and foreign keys. PostgreSQL makes those anew where the role or its
policies are others, and making them anew with every transaction costs as much as a claim."""


def guard_pool(engine: Engine) -> None:
    """A connection goes back clean and is looked at again when it comes out (session state is never trusted).

    Both ask libpq itself: the driver's own way costs ten times as much, and every request goes this way twice.
    """

    @event.listens_for(engine, "reset")
    def _clean(connection: DBAPIConnection, record: ConnectionPoolEntry, state: PoolResetState) -> None:
        if state.terminate_only:
            return
        connection.rollback()
        connection.autocommit = False
        if connection.pgconn.exec_(CLEAN).status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
            record.invalidate()

    @event.listens_for(engine, "checkout")
    def _assert_clean(
        connection: DBAPIConnection, record: ConnectionPoolEntry, proxy: PoolProxiedConnection
    ) -> None:
        answer = connection.pgconn.exec_(IS_CLEAN)
        if answer.status != ExecStatus.TUPLES_OK:
            raise DisconnectionError("the server ended this connection")  # the pool opens another
        if answer.get_value(0, 0) != b"t":
            record.invalidate()
            raise RuntimeError("a connection came out of the pool with somebody's scope on it")
