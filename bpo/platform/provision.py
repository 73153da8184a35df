"""The database and its roles, made by an administrator's connection and safe to run again and again.

Who is who:

- `bpo_owner` owns the database and every table, and nobody signs in as it; `bpo_migrator` may become it.
- `bpo_web` and `bpo_worker` sign in, inherit nothing and have no right on any table. A transaction first
  becomes one of the roles below, so a forgotten scope is "permission denied" and never "everybody's rows".
- `bpo_tenant`, `bpo_staff`, `bpo_gate` and `bpo_system` carry the rights and the row-level security.
  Only the worker may become `bpo_system`.

Runs on PostgreSQL 15 and later. The administrator is a superuser, or has CREATEROLE and CREATEDB.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from bpo.platform.embedded import ServerError, secret
from bpo.platform.scope import seal_key

OWNER = "bpo_owner"
MIGRATOR, WEB, WORKER = "bpo_migrator", "bpo_web", "bpo_worker"
SCOPES = ("bpo_tenant", "bpo_staff", "bpo_gate", "bpo_system")
MEMBERS: dict[str, tuple[str, ...]] = {
    MIGRATOR: (OWNER,),
    WEB: ("bpo_tenant", "bpo_staff", "bpo_gate"),
    WORKER: ("bpo_tenant", "bpo_staff", "bpo_gate", "bpo_system"),
}
"""Which roles each login may become."""

LIMITS: dict[str, dict[str, str]] = {
    WEB: {"statement_timeout": "15s", "idle_in_transaction_session_timeout": "30s", "lock_timeout": "5s"},
    WORKER: {"statement_timeout": "120s", "idle_in_transaction_session_timeout": "30s", "lock_timeout": "5s"},
}
"""An old snapshot slows every claim down, so no session may hold one for long."""

_TURN = 7_311_846_521  # any constant: the advisory lock that lets one provisioning run at a time


class ProvisioningError(ServerError):
    """The server has something in the way that must not be changed silently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logins:
    """How each part of the product signs in to one database (SQLAlchemy URLs, passwords included)."""

    web_url: str
    worker_url: str
    migration_url: str

    def on(self, database: str) -> "Logins":
        """The same logins for another database of the server."""

        def there(url: str) -> str:
            return make_url(url).set(database=database).render_as_string(hide_password=False)

        return Logins(
            web_url=there(self.web_url),
            worker_url=there(self.worker_url),
            migration_url=there(self.migration_url),
        )


def provision(
    admin_url: str, *, database: str, secrets_dir: Path, passwords: Mapping[str, str] | None = None
) -> Logins:
    """Make the database and the roles where they are missing, set their passwords, and say how to sign in.

    `admin_url` points at any database of the server. A login whose password is not in `passwords` gets a
    random one, kept in `secrets_dir` (files with mode 0600). Raises `ProvisioningError` when a role of ours
    has rights it must not have.
    """
    secrets_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    given = passwords or {}
    passwords = {role: given.get(role) or secret(secrets_dir / f"{role}.secret") for role in MEMBERS}
    admin = make_url(admin_url)
    with _connect(admin) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        _make_roles(connection, passwords)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            _create_database(connection, database, template="template0")
        _open_database(connection, database)
        with _connect(admin.set(database=database)) as inside:
            _own_schema(inside)
            _keep_seal_keys(inside, passwords)

    def login(role: str) -> str:
        url = admin.set(username=role, password=passwords[role], database=database)
        return url.render_as_string(hide_password=False)

    return Logins(web_url=login(WEB), worker_url=login(WORKER), migration_url=login(MIGRATOR))


def clone(admin_url: str, *, template: str, database: str) -> None:
    """Copy a provisioned database, which nobody may be using; the copy replaces one of that name."""
    with _connect(make_url(admin_url)) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )
        _create_database(connection, database, template=template)
        _open_database(connection, database)


def unsafe_login(url: str) -> str | None:
    """Why the product must not sign in with `url`, or None: the wall holds only for roles it applies to."""
    with _connect(make_url(url)) as connection:
        row = connection.execute(
            "SELECT me.rolname, me.rolsuper, me.rolbypassrls, pg_has_role(me.oid, owner.oid, 'MEMBER')"
            " FROM pg_roles me, pg_roles owner WHERE me.rolname = session_user AND owner.rolname = %s",
            [OWNER],
        ).fetchone()
    if row is None:
        return f"the role {OWNER} does not exist: this server is not provisioned"
    name, superuser, bypass, owner = row
    if superuser:
        return f"the database role {name} is a superuser: row-level security does not apply to it"
    if bypass:
        return f"the database role {name} has BYPASSRLS: row-level security does not apply to it"
    if owner:
        return f"the database role {name} may become {OWNER}, who may change the tables and their policies"
    return None


def _connect(url: URL) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False),
        autocommit=True,
        connect_timeout=10,
    )


def _make_roles(connection: "psycopg.Connection[tuple[object, ...]]", passwords: Mapping[str, str]) -> None:
    for role in (OWNER, *SCOPES, *MEMBERS):
        known = connection.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [role]
        ).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOINHERIT").format(sql.Identifier(role)))
        elif known[0]:
            raise ProvisioningError(
                f"The role {role} exists and is a superuser, bypasses row security or makes roles."
            )
    for role, password in passwords.items():
        # The password is hashed here, so that it never stands in the server's log.
        hashed = connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        ).decode()
        connection.execute(
            sql.SQL("ALTER ROLE {} LOGIN NOINHERIT PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(hashed)
            )
        )
        for group in MEMBERS[role]:
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), sql.Identifier(role)))
        for setting, value in LIMITS.get(role, {}).items():
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(role), sql.Identifier(setting), sql.Literal(value)
                )
            )
    superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if (
        superuser and not superuser[0]
    ):  # giving a database to the owner needs membership, except for superusers
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))


def _create_database(
    connection: "psycopg.Connection[tuple[object, ...]]", database: str, *, template: str
) -> None:
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(
            sql.Identifier(database), sql.Identifier(OWNER), sql.Identifier(template)
        )
    )


def _open_database(connection: "psycopg.Connection[tuple[object, ...]]", database: str) -> None:
    """Only our logins may connect. (A copied database does not copy these rights.)"""
    name = sql.Identifier(database)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for role in MEMBERS:
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role)))


def _own_schema(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    # The logins see the schema, so that a forgotten scope is "permission denied" and not "does not exist".
    for role in (*SCOPES, *MEMBERS):
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role)))


_KEYS = """
SET ROLE bpo_owner;
CREATE SCHEMA IF NOT EXISTS wall;
REVOKE ALL ON SCHEMA wall FROM PUBLIC;
CREATE TABLE IF NOT EXISTS wall.seal_key (
    login name PRIMARY KEY, inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
REVOKE ALL ON wall.seal_key FROM PUBLIC;
"""


def _keep_seal_keys(
    connection: "psycopg.Connection[tuple[object, ...]]", passwords: Mapping[str, str]
) -> None:
    """Lay down the keys by which the wall knows scopes that our own code took on; nobody but the owner reads them.

    A login's key is made of its password, so there is no further secret to hand around, and both change together.
    The two pads are those of HMAC (RFC 2104), worked out here so that PostgreSQL needs nothing but SHA-256.
    """
    connection.execute(_KEYS)
    for login in (WEB, WORKER):
        key = seal_key(login.encode(), passwords[login].encode()).ljust(64, b"\0")
        connection.execute(
            "INSERT INTO wall.seal_key VALUES (%(login)s, %(inner)s, %(outer)s)"
            " ON CONFLICT (login) DO UPDATE SET inner_pad = %(inner)s, outer_pad = %(outer)s",
            {
                "login": login,
                "inner": bytes(byte ^ 0x36 for byte in key),
                "outer": bytes(byte ^ 0x5C for byte in key),
            },
        )
    connection.execute("RESET ROLE")
