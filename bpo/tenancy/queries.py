"""Reading clients."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import collate, func, select

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.tenancy.models import Tenant


def tenant(tenant_id: UUID) -> Tenant:
    """A client the caller serves or belongs to; NotFound else."""
    found = db.session.get(Tenant, tenant_id)
    if found is None:
        raise NotFound("There is no such client.")
    return found


def tenants() -> list[Tenant]:
    """The clients the caller may see, by name."""
    return list(db.session.scalars(select(Tenant).order_by(collate(func.lower(Tenant.name), "C"), Tenant.id)))


def tenants_of(tenant_ids: Sequence[UUID]) -> list[Tenant]:
    """These clients, by name."""
    asked = select(Tenant).where(Tenant.id.in_(tenant_ids))
    return list(db.session.scalars(asked.order_by(collate(func.lower(Tenant.name), "C"), Tenant.id)))
