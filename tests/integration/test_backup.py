"""Backups as docs/operating.md says: whole with the right role, silently empty with the wrong one, and restorable."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine

from bpo.platform.embedded import Postgres
from bpo.platform.provision import Logins, provision
from bpo.platform.scope import enter, gate
from migrations.commands import upgrade

pytestmark = pytest.mark.slow

CLIENTS = 150


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Postgres, Logins]]:
    """A migrated database with clients in it, and the backup's role."""
    folder = tmp_path_factory.mktemp("source")
    with Postgres(folder, durable=False) as server:
        logins = provision(server.url(), database="bpo", secrets_dir=folder / "secrets")
        upgrade(logins.migration_url)
        with connect(server.url("bpo")) as admin:
            admin.execute(
                "INSERT INTO tenant (id, code, name, country, zone, locale, state, next_number,"
                " next_payment, created_at)"
                " SELECT gen_random_uuid(), 'C' || n, 'Client ' || n, 'DE', 'Europe/Berlin', 'de', 'active', 1,"
                " 1, now() FROM generate_series(1, %s) n",
                [CLIENTS],
            )
            admin.execute("CREATE ROLE bpo_backup LOGIN BYPASSRLS NOINHERIT PASSWORD 'x'")
            admin.execute("GRANT pg_read_all_data TO bpo_backup WITH INHERIT TRUE")
            admin.execute("GRANT CONNECT ON DATABASE bpo TO bpo_backup")
        yield server, logins


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""))


def tool(server: Postgres, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([server.bin / name, *arguments], capture_output=True, text=True)


def counts(url: str) -> dict[str, int]:
    """Rows in every table, as a superuser sees them."""
    with connect(url) as admin:
        tables = [
            row[0] for row in admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        return {table: admin.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def seen_at_the_door(url: str) -> int:
    """The clients that the product sees when somebody signs in."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        enter(connection, gate())
        return connection.exec_driver_sql("SELECT count(*) FROM tenant").scalar_one()


def test_the_backup_role_dumps_everything_and_the_drill_brings_it_back(source, tmp_path):
    server, _ = source
    dump = tmp_path / "bpo.dump"
    url = server.url("bpo", "bpo_backup", "x").replace("+psycopg", "")
    done = tool(server, "pg_dump", "--format=custom", f"--file={dump}", url)
    assert done.returncode == 0, done.stderr

    with Postgres(tmp_path / "elsewhere", durable=False) as other:
        logins = provision(other.url(), database="bpo", secrets_dir=tmp_path / "secrets")
        admin = other.url().replace("+psycopg", "")
        assert tool(other, "dropdb", f"--maintenance-db={admin}", "bpo").returncode == 0
        assert (
            tool(other, "createdb", f"--maintenance-db={admin}", "--owner=bpo_owner", "bpo").returncode == 0
        )
        target = other.url("bpo")
        done = tool(
            other, "pg_restore", "--exit-on-error", f"--dbname={target.replace('+psycopg', '')}", dump
        )
        assert done.returncode == 0, done.stderr
        assert provision(other.url(), database="bpo", secrets_dir=tmp_path / "secrets") == logins
        upgrade(logins.migration_url)

        restored = counts(target)
        assert restored == counts(server.url("bpo"))
        assert restored["tenant"] == CLIENTS
        with connect(logins.web_url) as web:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute("SELECT count(*) FROM tenant")
            web.rollback()
            web.execute("SET ROLE bpo_gate")
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not sealed"):
                web.execute("SELECT count(*) FROM tenant")
        assert seen_at_the_door(logins.web_url) == CLIENTS
        with connect(admin) as root:
            root.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            connect(other.url("bpo", "stranger", "x"))


def test_a_role_that_the_wall_applies_to_dumps_nothing(source, tmp_path):
    server, logins = source
    owner = logins.migration_url.replace("+psycopg", "")
    refused = tool(server, "pg_dump", "--role=bpo_owner", f"--file={tmp_path / 'a'}", owner)
    assert refused.returncode != 0
    assert "row-level security" in refused.stderr

    silent = tmp_path / "silent.sql"
    done = tool(
        server,
        "pg_dump",
        "--role=bpo_owner",
        "--enable-row-security",
        "--table=tenant",
        f"--file={silent}",
        owner,
    )
    assert done.returncode == 0, done.stderr
    assert "Client 1" not in silent.read_text()
