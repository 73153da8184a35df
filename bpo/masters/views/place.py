"""Whose list a page is about: only the caller's clients are there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g

from bpo.catalog.rules import MasterList
from bpo.masters import queries
from bpo.masters.models import MasterChange
from bpo.platform.errors import NotFound
from bpo.platform.web import caller
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A client and one of its lists."""

    company: Tenant
    masters: MasterList

    @property
    def tenant_id(self) -> UUID:
        """The client."""
        return self.company.id

    def facts(self) -> dict[str, Any]:
        """What every page of a list is given."""
        return {
            "company": self.company,
            "client": None if caller().is_client else {"name": self.company.name, "href": None},
            "masters": self.masters,
            "may_edit": caller().can("master.edit"),
            "may_reveal": caller().can("master.reveal"),
            "has_secrets": any(column.secret for column in self.masters.columns),
        }


def company_of(tenant_id: UUID) -> Tenant:
    """The client, if the caller belongs to it or serves it; NotFound else."""
    if tenant_id not in caller().tenants:
        raise NotFound
    return tenant(tenant_id)


def place_of(tenant_id: UUID, list_key: str) -> Place:
    """The list of the client; NotFound where it is not the caller's to see."""
    return Place(company=company_of(tenant_id), masters=queries.list_of(tenant_id, list_key, g.now))


def change_of(tenant_id: UUID, change_id: UUID, *, lock: bool = False) -> tuple[Place, MasterChange]:
    """A change with its list; NotFound where it is not the caller's to see."""
    company = company_of(tenant_id)
    change = queries.get_change(tenant_id, change_id, lock=lock)
    return Place(company=company, masters=queries.list_of(tenant_id, change.list_key, g.now)), change
