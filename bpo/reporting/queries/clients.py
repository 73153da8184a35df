"""The clients whose figures are read, and what was agreed with them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts import queries as contracts
from bpo.platform.db import db
from bpo.platform.errors import Conflict, NotFound
from bpo.tenancy.models import Tenant


def clients(tenant_ids: Sequence[UUID]) -> list[Tenant]:
    """The clients, by name."""
    return list(
        db.session.scalars(
            select(Tenant).where(Tenant.id.in_(tenant_ids)).order_by(func.lower(Tenant.name).collate("C"))
        )
    )


def get_client(tenant_ids: Sequence[UUID], tenant_id: UUID) -> Tenant:
    """One client; NotFound where it is not one of these."""
    found = db.session.get(Tenant, tenant_id) if tenant_id in tenant_ids else None
    if found is None:
        raise NotFound
    return found


def contract_of(tenant_id: UUID, at: datetime) -> contracts.ContractInForce | None:
    """The contract in force, or None before the first."""
    try:
        return contracts.terms_in_force(tenant_id, at)
    except Conflict:
        return None
