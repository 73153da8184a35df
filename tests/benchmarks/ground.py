"""Where it is measured: servers of their own in a temporary folder, a migrated database, clients with contracts."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import make_url

os.environ["ENVIRONMENT"] = "test"

from bpo.app import create_app
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.embedded import Postgres, Valkey
from bpo.platform.provision import clone, provision
from bpo.platform.web import House
from config.settings import Settings
from migrations.commands import upgrade
from tests.factories.world import Client, World

LAID_OUT = (
    *("job", "task", "attempt", "event", "tally", "counted_job", "job_clock", "job_data", "hold", "drawing"),
    *("review", "defect", "automation_sample", "deliverable"),
)
"""The tables that `stock` fills."""
ROOT = Path(__file__).resolve().parents[2]


def moment() -> datetime:
    """This instant: what is measured runs on the real clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Everything a pair needs."""

    house: House
    """The application as workers run it."""
    settings: Settings
    migration: str
    """How migrations sign in."""
    admin: str
    """The superuser's way into the database: for the plain side, and to lay out rows in bulk."""
    quick: bool
    jobs: int | None
    """How many jobs the long history of pages has, and how many clocks are made; None for the usual."""
    kept: Path | None
    """Where what was laid out stays for the next time; None where it goes with the servers."""
    world: World

    def environment(self) -> dict[str, str]:
        """The variables with which programs of ours find this ground."""
        own = self.settings
        return os.environ | {
            "PYTHONPATH": str(ROOT),
            "ENVIRONMENT": "test",
            "WEB_DATABASE_URL": str(own.web_database_url),
            "WORKER_DATABASE_URL": str(own.worker_database_url),
            "REDIS_URL": str(own.redis_url),
            "VAR_DIR": str(own.var_dir),
            "STORAGE_DIR": str(own.storage_dir),
            "LOG_LEVEL": "WARNING",
        }

    def sql(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement as the superuser, outside the wall; its rows, if it has any."""
        with psycopg.connect(self.admin, autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def plain(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection without wall and without the product: for the plain side of a pair."""
        return psycopg.connect(self.admin, autocommit=True)

    def after_fork(self) -> None:
        """Leave the parent's connections alone: called first in every forked client that uses the house."""
        self.house.app_context().push()
        db.engine.dispose(close=False)

    def client(self, name: str = "", **agreed: Any) -> Client:
        """A client company with a contract since a year, and its queues."""
        return self.world.client(name, now=moment() - timedelta(days=60), **agreed)

    def agent(self, *clients: Client, role: str = "agent") -> Caller:
        """A person of the staff who serves the clients and may do their work."""
        now = moment()
        return self.world.person(role, serves=clients, now=now - timedelta(days=30), certified_at=now)

    def queue(self, client: Client, step: str = "check") -> UUID:
        """A queue of the client's."""
        [(queue_id,)] = self.sql(
            "SELECT id FROM work_queue WHERE tenant_id = %s AND step = %s", [client.id, step]
        )
        return queue_id  # type: ignore[no-any-return]

    def copy(self, database: str) -> "Ground":
        """The same ground as it is now, in a database of its own."""
        db.engine.dispose()
        clone(self.admin, template="bpo", database=database)
        return self.beside(database)

    def beside(self, database: str) -> "Ground":
        """The same servers with such a copy, made before and brought up to date."""
        upgrade(_on(self.migration, database))
        there = replace(
            self.settings,
            web_database_url=_on(str(self.settings.web_database_url), database),
            worker_database_url=_on(str(self.settings.worker_database_url), database),
        )
        return replace(
            self, settings=there, admin=_on(self.admin, database), house=create_app(there, worker=True)
        )

    def settle(self) -> None:
        """Let the database finish what the last measurement left: statistics, dead rows, dirty pages."""
        for table in LAID_OUT:
            self.sql(f"VACUUM (ANALYZE) {table}")
        self.sql("CHECKPOINT")


def _on(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@contextmanager
def ground(
    *, quick: bool, durable: bool = True, jobs: int | None = None, kept: Path | None = None
) -> Iterator[Ground]:
    """Servers as `./run up` starts them (`durable`: with fsync, as the product runs), gone at the end.

    `kept`: a folder where their data stays, for the next time.
    """
    with ExitStack() as until:
        if kept is None:
            base = Path(
                until.enter_context(TemporaryDirectory(prefix="bpo-bench-", ignore_cleanup_errors=True))
            )
        else:
            base = kept.resolve()
        postgres = until.enter_context(Postgres(base / "pg", durable=durable))
        valkey = until.enter_context(Valkey(base / "valkey"))
        logins = provision(postgres.url(), database="bpo", secrets_dir=base / "secrets")
        upgrade(logins.migration_url)
        settings = replace(
            Settings.from_env(),
            web_database_url=logins.web_url,
            worker_database_url=logins.worker_url,
            redis_url=valkey.url(),
            var_dir=base / "var",
            storage_dir=base / "files",
        )
        house = create_app(settings, worker=True)
        with house.app_context():
            yield Ground(
                house=house,
                settings=settings,
                migration=logins.migration_url,
                admin=postgres.url("bpo").replace("+psycopg", ""),
                quick=quick,
                jobs=jobs,
                kept=base if kept else None,
                world=World(house),
            )
            db.engine.dispose()
