"""A version comes into force when both sides have confirmed it, each for itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts.models import ContractVersion
from bpo.contracts.queries import IN_FORCE
from bpo.contracts.rules import Calendar, OpenJobs, Terms
from bpo.contracts.service.versions import (
    calendar_version,
    demand_sense,
    demand_time,
    locked_version,
    next_number,
    take_turns,
    tell,
)
from bpo.identity.queries import name_of
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id

ELSEWHERE = "outside the product"


def agree(
    *,
    tenant_id: UUID,
    valid_from: datetime,
    terms: Terms,
    calendar: Calendar,
    by: UUID | None,
    now: datetime,
    open_jobs: OpenJobs = OpenJobs.KEEP,
    signed_by: str = ELSEWHERE,
) -> ContractVersion:
    """Write down a version that both sides have agreed on elsewhere: `signed_by` says who did for the client.

    It holds from `valid_from` on. Invalid (fields `terms`, `calendar`, `valid_from`) where a rule is broken,
    Conflict where a version begins at that instant.
    """
    demand_sense(terms, calendar)
    take_turns(tenant_id)
    demand_time(tenant_id, valid_from, now)
    version = ContractVersion(
        id=new_id(),
        tenant_id=tenant_id,
        number=next_number(tenant_id),
        valid_from=valid_from,
        terms=terms.to_json(),
        calendar_id=calendar_version(tenant_id, calendar, by, now),
        open_jobs=open_jobs.value,
        note="",
        created_by=by,
        created_at=now,
        state="agreed",
        proposed_at=now,
        provider_by=by,
        provider_name=name_of(by),
        provider_at=now,
        client_by=None,
        client_name=signed_by,
        client_at=now,
    )
    db.session.add(version)
    db.session.flush()
    _in_force(version, by=by, now=now)
    return version


def confirm(
    *, tenant_id: UUID, version_id: UUID, for_client: bool, by: UUID, by_name: str, now: datetime
) -> ContractVersion:
    """One side confirms what lies before both; when the other has, the version is agreed.

    Who calls this answers for it that the person is of that side; the database refuses the other side's roles.
    Conflict where the version lies before nobody, or this side has confirmed already.
    """
    version = locked_version(tenant_id, version_id)
    if version.state != "proposed":
        raise Conflict("This version does not wait for a confirmation.")
    if (version.client_at if for_client else version.provider_at) is not None:
        raise Conflict("Your side has confirmed this version already.")
    if for_client:
        version.client_by, version.client_name, version.client_at = by, by_name, now
    else:
        version.provider_by, version.provider_name, version.provider_at = by, by_name, now
    agreed = version.client_at is not None and version.provider_at is not None
    if agreed:
        _settle(version, now)
    db.session.flush()
    tell(
        "contract.confirmed",
        version,
        by=by,
        now=now,
        side="the client" if for_client else "the provider",
    )
    if agreed:
        _in_force(version, by=by, now=now)
    return version


def _settle(version: ContractVersion, now: datetime) -> None:
    """Both have confirmed: it holds from its day, or from now where that has passed meanwhile."""
    latest = db.session.scalar(
        select(func.max(ContractVersion.valid_from)).where(
            ContractVersion.tenant_id == version.tenant_id, ContractVersion.state == "agreed"
        )
    )
    if latest is not None and version.valid_from < now:
        version.valid_from = now
    if latest is not None and latest >= version.valid_from:
        raise Conflict("A later version was agreed meanwhile. Withdraw this one and draft it anew.")
    version.state = "agreed"


def _in_force(version: ContractVersion, *, by: UUID | None, now: datetime) -> None:
    db.session().info.pop(IN_FORCE, None)
    tell("contract.agreed", version, by=by, now=now)


def decline(*, tenant_id: UUID, version_id: UUID, reason: str, by: UUID, now: datetime) -> ContractVersion:
    """The client does not want what lies before it, and says why."""
    return _end(tenant_id, version_id, "declined", from_states=("proposed",), reason=reason, by=by, now=now)


def withdraw(*, tenant_id: UUID, version_id: UUID, reason: str, by: UUID, now: datetime) -> ContractVersion:
    """The provider takes a draft or proposal back, and says why."""
    states = ("draft", "proposed")
    return _end(tenant_id, version_id, "withdrawn", from_states=states, reason=reason, by=by, now=now)


def _end(
    tenant_id: UUID,
    version_id: UUID,
    state: str,
    *,
    from_states: tuple[str, ...],
    reason: str,
    by: UUID,
    now: datetime,
) -> ContractVersion:
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say why, so that the other side can follow."]})
    version = locked_version(tenant_id, version_id)
    if version.state not in from_states:
        raise Conflict("This version no longer waits for a decision.")
    version.state, version.reason = state, reason.strip()[:1000]
    db.session.flush()
    tell(f"contract.{state}", version, by=by, now=now, reason=version.reason)
    return version


def mark_applied(*, tenant_id: UUID, version_id: UUID, now: datetime) -> None:
    """All that a version brings about has been done: queues, shares, and the clocks of open jobs."""
    version = locked_version(tenant_id, version_id)
    version.applied_at = now
    db.session.flush()
