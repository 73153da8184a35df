"""Whose rows may this transaction see? The database asks; every unit of work must answer.

The login roles own nothing and hold no table privilege, so a query without a scope is "permission denied":
not an empty page, and not everybody's rows. A scope becomes the role and the settings of one transaction.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

ROLES = ("bpo_tenant", "bpo_staff", "bpo_gate", "bpo_system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The database role of a transaction, the clients it may see, and on whose behalf it acts."""

    role: str
    tenants: tuple[UUID, ...] = ()
    actor: UUID | None = None
    read_only: bool = False
    reason: str = ""

    def reading(self) -> "Scope":
        """The same scope for a transaction that must not write."""
        return Scope(
            role=self.role, tenants=self.tenants, actor=self.actor, read_only=True, reason=self.reason
        )


def only(*tenants: UUID, actor: UUID | None = None) -> Scope:
    """Staff or automation at work on the rows of exactly these clients."""
    return Scope(role="bpo_staff", tenants=tenants, actor=actor)


def client(tenant: UUID, *, actor: UUID | None = None) -> Scope:
    """A person or program of one client company."""
    return Scope(role="bpo_tenant", tenants=(tenant,), actor=actor)


def gate() -> Scope:
    """The door itself: finding out who is calling. Sees accounts, sessions, keys; no client's work."""
    return Scope(role="bpo_gate")


def everyone(*, reason: str) -> Scope:
    """Rows of all clients; only worker processes may, and they say why."""
    if not reason:
        raise ValueError("to see every client's rows takes a reason")
    return Scope(role="bpo_system", reason=reason)


ENTER = text(
    "SELECT set_config('role', :role, true), set_config('app.tenants', :tenants, true),"
    " set_config('app.actor', :actor, true), set_config('transaction_read_only', :read_only, true)"
)


def enter(connection: Connection, scope: Scope) -> None:
    """Take on the scope for the rest of the transaction, in one round trip.

    The settings are local to the transaction: COMMIT and ROLLBACK both undo them.
    """
    connection.execute(
        ENTER,
        {
            "role": scope.role,
            "tenants": "{" + ",".join(map(str, scope.tenants)) + "}" if scope.role != "bpo_gate" else "",
            "actor": str(scope.actor or ""),
            "read_only": "on" if scope.read_only else "off",
        },
    )
