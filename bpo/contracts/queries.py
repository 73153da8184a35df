"""Reading contracts: which version holds, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from bpo.contracts.models import CalendarVersion, ContractVersion
from bpo.contracts.rules import Calendar, OpenJobs, Terms
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
    open_jobs: OpenJobs
    """What it does, on its day, to jobs taken in before."""


def terms_in_force(tenant_id: UUID, at: datetime) -> ContractInForce:
    """The version that holds at an instant. Conflict, in words, where none has begun by then."""
    remembered = db.session().info.setdefault(IN_FORCE, {})
    if (tenant_id, at) in remembered:
        found: ContractInForce = remembered[tenant_id, at]
        return found
    version_id = db.session.scalar(
        select(ContractVersion.id)
        .where(
            ContractVersion.tenant_id == tenant_id,
            ContractVersion.state == "agreed",
            ContractVersion.valid_from <= at,
        )
        .order_by(ContractVersion.valid_from.desc())
        .limit(1)
    )
    if version_id is None:
        raise Conflict(
            "No contract is in force for this client yet. An administrator has to agree one first."
        )
    remembered[tenant_id, at] = found = terms_of_version(tenant_id, version_id)
    return found


def contracts_in_force(tenant_ids: Sequence[UUID], at: datetime) -> dict[UUID, ContractInForce]:
    """The same of many clients in one question; one with whom nothing was agreed by then is left out.

    The unit of work remembers them: `terms_in_force` need not ask again.
    """
    rows = db.session.execute(
        select(ContractVersion.tenant_id, ContractVersion.id)
        .ext(distinct_on(ContractVersion.tenant_id))
        .where(
            ContractVersion.tenant_id.in_(tenant_ids),
            ContractVersion.state == "agreed",
            ContractVersion.valid_from <= at,
        )
        .order_by(ContractVersion.tenant_id, ContractVersion.valid_from.desc())
    ).all()
    found = {tenant_id: terms_of_version(tenant_id, version_id) for tenant_id, version_id in rows}
    remembered = db.session().info.setdefault(IN_FORCE, {})
    remembered.update({(tenant_id, at): contract for tenant_id, contract in found.items()})
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
    """All versions of a client's contract that both sides agreed on, the newest first."""
    ids = db.session.scalars(
        select(ContractVersion.id)
        .where(ContractVersion.tenant_id == tenant_id, ContractVersion.state == "agreed")
        .order_by(ContractVersion.number.desc())
    )
    return [terms_of_version(tenant_id, version_id) for version_id in ids]


def all_versions(tenant_id: UUID) -> list[ContractVersion]:
    """The rows of all versions, drafts and those that came to nothing too, the newest first."""
    return list(
        db.session.scalars(
            select(ContractVersion)
            .where(ContractVersion.tenant_id == tenant_id)
            .order_by(ContractVersion.number.desc())
        )
    )


def get_version(tenant_id: UUID, version_id: UUID) -> ContractVersion:
    """The row of a version, in whatever state. NotFound where the client has no such version."""
    row = db.session.scalar(
        select(ContractVersion).where(
            ContractVersion.tenant_id == tenant_id, ContractVersion.id == version_id
        )
    )
    if row is None:
        raise NotFound
    return row


def contents_of(row: ContractVersion) -> ContractInForce:
    """What a version says, as values; also of one that is not agreed, which may still change."""
    return ContractInForce(
        version_id=row.id,
        number=row.number,
        valid_from=row.valid_from,
        terms=Terms.from_json(row.terms),
        calendar=_calendar(row.tenant_id, row.calendar_id),
        calendar_id=row.calendar_id,
        created_by=row.created_by,
        created_at=row.created_at,
        open_jobs=OpenJobs(row.open_jobs),
    )


def versions_to_apply(now: datetime, *, limit: int = 10) -> list[ContractVersion]:
    """Versions that have begun and whose effects have not been brought about yet, the earliest first.

    Of all clients: in the system's scope.
    """
    return list(
        db.session.scalars(
            select(ContractVersion)
            .where(
                ContractVersion.state == "agreed",
                ContractVersion.applied_at.is_(None),
                ContractVersion.valid_from <= now,
            )
            .order_by(ContractVersion.valid_from)
            .limit(limit)
        )
    )


def waiting_for_client(tenant_id: UUID) -> list[ContractVersion]:
    """What lies before the client and waits for its word, the oldest first."""
    return list(
        db.session.scalars(
            select(ContractVersion)
            .where(
                ContractVersion.tenant_id == tenant_id,
                ContractVersion.state == "proposed",
                ContractVersion.client_at.is_(None),
            )
            .order_by(ContractVersion.number)
        )
    )


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
    row = get_version(tenant_id, version_id)
    if row.state != "agreed":
        raise NotFound  # it may still change, and is kept in memory by nobody
    return contents_of(row)


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
