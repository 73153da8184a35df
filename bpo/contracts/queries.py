"""Which promises hold: the contract in force, a version of it, its calendar. Versions never change, so they are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bpo.contracts.models import CalendarVersion, ContractVersion
from bpo.contracts.rules import Terms
from bpo.platform.db import db
from bpo.platform.errors import Conflict, NotFound
from bpo.sla.rules import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractInForce:
    """A version of a client's contract, with the calendar it counts by."""

    version_id: UUID
    number: int
    terms: Terms
    calendar: Calendar
    calendar_id: UUID


class _Kept:
    """Versions this process has read: they are immutable, so no expiry is needed; bounded in number."""

    def __init__(self) -> None:
        self.contracts: dict[tuple[UUID, UUID], ContractInForce] = {}
        self.calendars: dict[tuple[UUID, UUID], Calendar] = {}

    def trim(self) -> None:
        for kept in (self.contracts, self.calendars):
            if len(kept) > 2000:
                kept.clear()


_kept = _Kept()


def calendar_of(tenant_id: UUID, calendar_id: UUID) -> Calendar:
    """The calendar of that version; NotFound where the client has none such."""
    key = (tenant_id, calendar_id)
    if key not in _kept.calendars:
        data: dict[str, Any] | None = db.session.scalar(
            select(CalendarVersion.data).where(
                CalendarVersion.tenant_id == tenant_id, CalendarVersion.id == calendar_id
            )
        )
        if data is None:
            raise NotFound
        _kept.trim()
        _kept.calendars[key] = Calendar.from_json(data)
    return _kept.calendars[key]


def terms_of_version(tenant_id: UUID, version_id: UUID) -> ContractInForce:
    """That version of the client's contract; NotFound where the client has none such."""
    key = (tenant_id, version_id)
    if key not in _kept.contracts:
        version = db.session.scalar(
            select(ContractVersion).where(
                ContractVersion.tenant_id == tenant_id, ContractVersion.id == version_id
            )
        )
        if version is None:
            raise NotFound
        _kept.trim()
        _kept.contracts[key] = ContractInForce(
            version_id=version.id,
            number=version.number,
            terms=Terms.from_json(version.terms),
            calendar=calendar_of(tenant_id, version.calendar_id),
            calendar_id=version.calendar_id,
        )
    return _kept.contracts[key]


def terms_in_force(tenant_id: UUID, at: datetime) -> ContractInForce:
    """The version of the client's contract that holds at an instant; Conflict where none does yet."""
    version_id = db.session.scalar(
        select(ContractVersion.id)
        .where(ContractVersion.tenant_id == tenant_id, ContractVersion.valid_from <= at)
        .order_by(ContractVersion.valid_from.desc())
        .limit(1)
    )
    if version_id is None:
        raise Conflict("No contract is in force yet. An administrator sets one up under Clients.")
    return terms_of_version(tenant_id, version_id)
