"""Reads of clients' own work types, and what of the catalogue is confidential.

Whose may be read is the scope's matter: another client's are not there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.models import OwnWorkType, OwnWorkTypeVersion
from bpo.catalog.rules import WorkType
from bpo.platform.db import db, scope_of_session
from bpo.platform.errors import Forbidden, NotFound
from bpo.platform.scope import EVERY_COMPARTMENT, compartment

_IN_FORCE = "own_work_types_in_force"
"""Where a unit of work remembers which version is in force: a list asks the same for each of its jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published version, as values."""

    tenant_id: UUID
    own_id: UUID
    number: int
    definition: dict[str, Any]


def version_in_force(own_id: UUID) -> int:
    """The number of the version in force. NotFound where the scope sees no such work type, or none was published."""
    remembered = db.session().info.setdefault(_IN_FORCE, {})
    if own_id not in remembered:
        remembered[own_id] = db.session.scalar(select(OwnWorkType.version).where(OwnWorkType.id == own_id))
    number: int | None = remembered[own_id]
    if not number:
        raise NotFound("There is no such work type.")
    return number


def forget_versions() -> None:
    """After one was published in this unit of work."""
    db.session().info.pop(_IN_FORCE, None)


def published(own_id: UUID, number: int) -> Published:
    """A published version; NotFound where the scope sees none."""
    row = db.session.scalar(
        select(OwnWorkTypeVersion).where(
            OwnWorkTypeVersion.own_id == own_id, OwnWorkTypeVersion.number == number
        )
    )
    if row is None:
        raise NotFound("There is no such work type.")
    return Published(tenant_id=row.tenant_id, own_id=own_id, number=number, definition=dict(row.definition))


def is_seen(tenant_id: UUID) -> bool:
    """Whether the unit of work under way may be given what this process keeps of the client."""
    scope = scope_of_session()
    return scope.role == "bpo_system" or tenant_id in scope.tenants


def published_of(tenants: Collection[UUID]) -> list[UUID]:
    """The own work types of these clients that were published, by name."""
    return list(
        db.session.scalars(
            select(OwnWorkType.id)
            .where(OwnWorkType.tenant_id.in_(tenants), OwnWorkType.version > 0)
            .order_by(OwnWorkType.name, OwnWorkType.id)
        )
    )


def own_work_types(tenant_id: UUID) -> list[OwnWorkType]:
    """All own work types of a client, drafts too, by name."""
    return list(
        db.session.scalars(
            select(OwnWorkType)
            .where(OwnWorkType.tenant_id == tenant_id)
            .order_by(OwnWorkType.name, OwnWorkType.id)
        )
    )


def get_own(tenant_id: UUID, own_id: UUID, *, lock: bool = False) -> OwnWorkType:
    """A client's own work type; NotFound else."""
    statement = select(OwnWorkType).where(OwnWorkType.tenant_id == tenant_id, OwnWorkType.id == own_id)
    found = db.session.scalar(statement.with_for_update() if lock else statement)
    if found is None:
        raise NotFound
    return found


def versions_of(own: OwnWorkType) -> list[OwnWorkTypeVersion]:
    """Its published versions, the newest first."""
    return list(
        db.session.scalars(
            select(OwnWorkTypeVersion)
            .where(OwnWorkTypeVersion.tenant_id == own.tenant_id, OwnWorkTypeVersion.own_id == own.id)
            .order_by(OwnWorkTypeVersion.number.desc())
        )
    )


def compartment_of(tenant_id: UUID, kind: WorkType) -> UUID | None:
    """The compartment in which the client's work of a type stands; None where it is not confidential."""
    return compartment(tenant_id, kind.key) if kind.confidential else None


def is_open(tenant_id: UUID, kind: WorkType) -> bool:
    """Whether the scope under way is cleared for the client's work of a type. NoScope outside a unit of work."""
    stands_in = compartment_of(tenant_id, kind)
    cleared = scope_of_session().cleared
    return stands_in is None or stands_in in cleared or EVERY_COMPARTMENT in cleared


def demand_open(tenant_id: UUID, kind: WorkType) -> None:
    """Forbidden, in words, where the scope under way is not cleared for the work.

    That a service is there is no secret; what is done in it is, and answers as if it were not there.
    """
    if not is_open(tenant_id, kind):
        raise Forbidden(f"{kind.name} is confidential: you are not among those cleared for it.")
