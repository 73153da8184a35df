"""Reading contracts: which version holds, and what it says."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from bpo.contracts.models import CalendarVersion, ContractVersion
from bpo.contracts.rules import Calendar, Terms
from bpo.platform.db import db, scope_of_session
from bpo.platform.errors import Conflict, NotFound

IN_FORCE = "contracts_in_force"
"""Where a unit of work remembers what it looked up: a batch asks the same for each of its jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractInForce:
    """One version of a client's contract, as values."""

    version_id: UUID
    number: int
    valid_from: datetime
    terms: Terms
    calendar: Calendar
    calendar_id: UUID
    created_by: UUID | None
    created_at: datetime


def terms_in_force(tenant_id: UUID, at: datetime) -> ContractInForce:
    """The version that holds at an instant. Conflict, in words, where none has begun by then."""
    remembered = db.session().info.setdefault(IN_FORCE, {})
    if (tenant_id, at) in remembered:
        found: ContractInForce = remembered[tenant_id, at]
        return found
    version_id = db.session.scalar(
        select(ContractVersion.id)
        .where(ContractVersion.tenant_id == tenant_id, ContractVersion.valid_from <= at)
        .order_by(ContractVersion.valid_from.desc())
        .limit(1)
    )
    if version_id is None:
        raise Conflict(
            "No contract is in force for this client yet. An administrator has to agree one first."
        )
    remembered[tenant_id, at] = found = terms_of_version(tenant_id, version_id)
    return found


def terms_of_version(tenant_id: UUID, version_id: UUID) -> ContractInForce:
    """A version by its id, as a job bears it. NotFound where the client has no such version."""
    return (
        _version_kept(tenant_id, version_id) if _may_be_kept(tenant_id) else _version(tenant_id, version_id)
    )


def calendar_of(tenant_id: UUID, calendar_id: UUID) -> Calendar:
    """A version of the client's calendar. NotFound where the client has no such version."""
    if _may_be_kept(tenant_id):
        return _calendar_kept(tenant_id, calendar_id)
    return _calendar(tenant_id, calendar_id)


def versions_of(tenant_id: UUID) -> list[ContractInForce]:
    """All versions of a client's contract, the newest first."""
    ids = db.session.scalars(
        select(ContractVersion.id)
        .where(ContractVersion.tenant_id == tenant_id)
        .order_by(ContractVersion.number.desc())
    )
    return [terms_of_version(tenant_id, version_id) for version_id in ids]


def work_types_in_force(tenant_id: UUID, at: datetime) -> tuple[str, ...]:
    """The keys of the work types the client may hand in at an instant; empty without a contract."""
    try:
        return tuple(key for key, _ in terms_in_force(tenant_id, at).terms.work_types)
    except Conflict:
        return ()


def _may_be_kept(tenant_id: UUID) -> bool:
    """Whether values kept in this process may be given out: only to a scope that could read their rows.

    Versions never change, so there is nothing to forget; but what is kept is not behind the database's wall.
    """
    scope = scope_of_session()
    return scope.role == "bpo_system" or tenant_id in scope.tenants


def _version(tenant_id: UUID, version_id: UUID) -> ContractInForce:
    row = db.session.scalar(
        select(ContractVersion).where(
            ContractVersion.tenant_id == tenant_id, ContractVersion.id == version_id
        )
    )
    if row is None:
        raise NotFound
    return ContractInForce(
        version_id=row.id,
        number=row.number,
        valid_from=row.valid_from,
        terms=Terms.from_json(row.terms),
        calendar=_calendar(tenant_id, row.calendar_id),
        calendar_id=row.calendar_id,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _calendar(tenant_id: UUID, calendar_id: UUID) -> Calendar:
    data = db.session.scalar(
        select(CalendarVersion.data).where(
            CalendarVersion.tenant_id == tenant_id, CalendarVersion.id == calendar_id
        )
    )
    if data is None:
        raise NotFound
    return Calendar.from_json(data)


_version_kept = lru_cache(maxsize=512)(_version)
_calendar_kept = lru_cache(maxsize=512)(_calendar)
