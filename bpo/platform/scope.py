"""Whose rows may this transaction see? The database asks; every unit of work must answer.

The login roles own nothing and hold no table privilege, so a query without a scope is "permission denied":
not an empty page, and not everybody's rows. A scope becomes the role and the settings of one transaction.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID, uuid5

import sqlalchemy
from psycopg.pq import ExecStatus

from bpo.platform.driver import Connection, driver_of

ROLES = ("bpo_tenant", "bpo_staff", "bpo_gate", "bpo_system")

EVERY_COMPARTMENT = UUID(int=0)
"""Clearance of automation and the schedule: they work on everything of the clients in their scope. The database
refuses it to the web's login, where everybody is cleared by name."""


def compartment(tenant: UUID, name: str) -> UUID:
    """The compartment of a client for what only people cleared for it may see; `name` is the work type's."""
    return uuid5(tenant, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The database role of a transaction, the clients it may see, what confidential of them, and who acts."""

    role: str
    tenants: tuple[UUID, ...] = ()
    cleared: tuple[UUID, ...] = ()
    """The compartments of those clients that are open; what stands in any other is as if it were not there."""
    actor: UUID | None = None
    read_only: bool = False
    reason: str = ""

    def reading(self) -> "Scope":
        """The same scope for a transaction that must not write."""
        return replace(self, read_only=True)


def only(
    *tenants: UUID, actor: UUID | None = None, cleared: tuple[UUID, ...] = (EVERY_COMPARTMENT,)
) -> Scope:
    """Staff or automation at work on the rows of exactly these clients; automation is cleared for all of them."""
    return Scope(role="bpo_staff", tenants=tenants, actor=actor, cleared=cleared)


def client(tenant: UUID, *, actor: UUID | None = None, cleared: tuple[UUID, ...] = ()) -> Scope:
    """A person or program of one client company."""
    return Scope(role="bpo_tenant", tenants=(tenant,), actor=actor, cleared=cleared)


def gate() -> Scope:
    """The door itself: finding out who is calling. Sees accounts, sessions, keys; no client's work."""
    return Scope(role="bpo_gate")


def everyone(*, reason: str) -> Scope:
    """Rows of all clients; only worker processes may, and they say why."""
    if not reason:
        raise ValueError("to see every client's rows takes a reason")
    return Scope(role="bpo_system", reason=reason, cleared=(EVERY_COMPARTMENT,))


@lru_cache(maxsize=8)
def seal_key(login: bytes, password: bytes) -> bytes:
    """The key with which a login seals its scopes, made of its password; `provision` lays down the same."""
    return hashlib.pbkdf2_hmac("sha256", password, b"seal of scopes: " + login, 50_000)


def sealed(connection: sqlalchemy.Connection, scope: Scope) -> dict[str, str]:
    """The settings that make a transaction's scope, by name; the last is the seal, without which the wall is shut.

    Any SQL may change a setting. The seal covers role, clients, actor, clearance and the connection's own process, so
    what was changed, or copied from another connection, is refused (`migrations/wall.py`).
    """
    return _sealed(driver_of(connection), scope)


def _sealed(driver: Connection, scope: Scope) -> dict[str, str]:
    if not scope.role.isidentifier():
        raise ValueError("a role is a plain name")
    settings = {
        "role": scope.role,
        "app.tenants": "" if scope.role == "bpo_gate" else _array(scope.tenants),
        "app.actor": str(UUID(int=scope.actor.int)) if scope.actor else "",
        "app.cleared": _array(scope.cleared),
    }
    pgconn = driver.pgconn
    said = "|".join((*settings.values(), str(pgconn.backend_pid)))
    key = seal_key(pgconn.user, pgconn.password)
    return settings | {"app.seal": hmac.digest(key, said.encode(), "sha256").hex()}


def _array(ids: tuple[UUID, ...]) -> str:
    return "{" + ",".join(str(UUID(int=each.int)) for each in ids) + "}"


def opening(driver: Connection, scope: Scope) -> bytes:
    """The statements that begin a transaction and take on the scope for the rest of it.

    The settings are local to the transaction: COMMIT and ROLLBACK both undo them. Several statements in one go
    take no parameters; the values are ours (identifiers and a role's name), never anybody's text.
    """
    driver.in_scope, driver.is_clean = True, False
    settings = _sealed(driver, scope).items()
    taken_on = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in settings)
    return f"BEGIN {'READ ONLY' if scope.read_only else 'READ WRITE'}; SELECT {taken_on}".encode()


def enter(connection: sqlalchemy.Connection, scope: Scope) -> None:
    """Begin the transaction and take on the scope, in one round trip."""
    driver = driver_of(connection)
    statements = opening(driver, scope)
    if driver.pgconn.exec_(statements).status != ExecStatus.TUPLES_OK:
        driver.rollback()
        # it fails again, in the way that the session knows to handle
        connection.exec_driver_sql(statements.decode())
