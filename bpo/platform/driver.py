"""The driver's connection, and the few statements that go straight through it.

What every request and every claim asks pays more for the session, its statements and their round trips than for
PostgreSQL's own work. These go as one message each, with the values bound by the driver; all else uses the session.
"""

import select
from collections.abc import Sequence
from typing import Any, LiteralString, cast

import psycopg
import sqlalchemy
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.types.json import Jsonb
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]

CLEAN = (
    b"CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *;"
    b" SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES"
)
"""DISCARD ALL but for the plans of functions and foreign keys. PostgreSQL makes those anew where the role or its
policies are others, and making them anew with every transaction costs as much as a claim."""
WELL = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class Connection(psycopg.Connection[Row]):
    """A connection that is cleaned by the very message that commits, so that giving it back costs nothing more."""

    in_scope = False
    """Whether the transaction under way took on a scope."""
    is_clean = False
    """Whether nothing was asked since it was cleaned."""
    told: tuple[bytes, ...] = ()
    """Statements without an answer that go with the next message, whatever that is: at the latest with the commit."""

    def commit(self) -> None:
        """Commit, and leave nothing of the unit of work on the connection."""
        if not self.in_scope or self.pgconn.transaction_status == TransactionStatus.IDLE:
            super().commit()
            return
        message = b"; ".join((*self.told, b"COMMIT", CLEAN))
        self.told, self.in_scope = (), False
        result = self.pgconn.exec_(message)
        if result.status not in WELL:
            raise error_from_result(result)
        self.is_clean = True

    def rollback(self) -> None:
        """Roll back; what the transaction set for the session is cleaned when the connection is given back."""
        self.told, self.is_clean, self.in_scope = (), False, False
        super().rollback()

    def set_autocommit(self, value: bool) -> None:
        """Without transactions there is no commit to clean by."""
        self.is_clean = False
        super().set_autocommit(value)

    def clean(self) -> bool:
        """Leave nothing on the connection, however it was used; False where that fails."""
        if self.pgconn.transaction_status != TransactionStatus.IDLE or not self.is_clean:
            self.rollback()
            self.autocommit = False
            self.is_clean = self.pgconn.exec_(CLEAN).status in WELL
        return self.is_clean

    def is_quiet(self) -> bool:
        """Whether the server has said nothing since: on a connection at rest it only ever says that it ends."""
        return self.pgconn.status == ConnStatus.OK and not select.select([self.pgconn.socket], [], [], 0)[0]


def driver_of(connection: sqlalchemy.Connection) -> Connection:
    """The driver's connection under one of SQLAlchemy's."""
    return cast(Connection, connection.connection.driver_connection)


def bound(driver: Connection, query: LiteralString, values: Sequence[object]) -> bytes:
    """The query with its values in the places of `%s`, quoted by the driver; a dict becomes jsonb."""
    given = [Jsonb(value) if isinstance(value, dict) else value for value in values]
    return psycopg.ClientCursor(driver).mogrify(query, given).encode()


def put(driver: Connection, message: bytes) -> list[PGresult]:
    """Send statements as one message, after those still to be told; the results of all.

    Raises as SQLAlchemy would at the first statement that fails; those after it were not run.
    """
    message, driver.told, driver.is_clean = b"; ".join((*driver.told, message)), (), False
    results: list[PGresult] = []
    try:
        driver.pgconn.send_query(message)
        while (result := driver.pgconn.get_result()) is not None:
            results.append(result)
        if not results or results[-1].status not in WELL:
            raise error_from_result(results[-1]) if results else psycopg.OperationalError("no answer")
    except psycopg.Error as error:
        raise DBAPIError.instance("one of our functions", (), error, psycopg.Error) from error
    return results


def rows_of(driver: Connection, result: PGresult) -> list[Row]:
    """The rows of a result, in Python's types."""
    reader = Transformer(driver)
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)
