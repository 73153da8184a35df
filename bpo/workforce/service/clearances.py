"""Clearing people, of a client and of the staff, for the client's confidential work."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bpo.catalog.queries import compartment_of
from bpo.catalog.registry import work_types
from bpo.catalog.rules import WorkType
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.workforce import queries
from bpo.workforce.models import Certification, Clearance
from bpo.workforce.service.trail import HOUSE, tell


def confidential_types(tenant_id: UUID) -> tuple[WorkType, ...]:
    """The work types on offer for a client that only those cleared for them see."""
    return tuple(kind for kind in work_types(tenant_id) if kind.confidential)


def clear(*, tenant_id: UUID, person_id: UUID, work_type: str, now: datetime, by: UUID | None = None) -> None:
    """Let a person see a client's confidential work of one type, from their next click on.

    Whoever calls clears people of their own side: the views see to it. NotFound for somebody who is neither the
    client's nor staff, Invalid for a work type that is not confidential, Conflict for staff who would clear
    themselves.
    """
    stands_in = _compartment(tenant_id, work_type)
    name, staff = _whom(tenant_id, person_id)
    if staff and person_id == by:
        raise Conflict("You cannot clear yourself. Ask a colleague to do it.")
    given = db.session.scalar(
        insert(Clearance)
        .values(
            tenant_id=tenant_id,
            id=new_id(),
            person_id=person_id,
            person_name=name,
            staff=staff,
            work_type=work_type,
            compartment=stands_in,
            given_by_name=queries.name_of(by) or HOUSE,
            given_at=now,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "compartment", "person_id"])
        .returning(Clearance.id)
    )
    if given is not None:
        tell("clearance.given", tenant_id, person_id, by, now, work_type=work_type)


def unclear(
    *, tenant_id: UUID, person_id: UUID, work_type: str, now: datetime, by: UUID | None = None
) -> None:
    """Shut a client's confidential work to a person, from their next click on; certifications for it end too.

    Raises as `clear` does, but nothing where the person was not cleared.
    """
    stands_in = _compartment(tenant_id, work_type)
    _, staff = _whom(tenant_id, person_id)
    taken = db.session.scalar(
        delete(Clearance)
        .where(
            Clearance.tenant_id == tenant_id,
            Clearance.compartment == stands_in,
            Clearance.person_id == person_id,
        )
        .returning(Clearance.id)
    )
    if taken is None:
        return
    tell("clearance.taken", tenant_id, person_id, by, now, work_type=work_type)
    if staff:
        db.session.execute(
            update(Certification)
            .where(
                Certification.tenant_id == tenant_id,
                Certification.person_id == person_id,
                Certification.work_type == work_type,
                queries.running(Certification.expires_at, now),
            )
            .values(expires_at=now)
        )


def demand_cleared(*, tenant_id: UUID, person_id: UUID, work_type: str) -> None:
    """Conflict where the work is confidential and the person is not cleared for it."""
    for kind in confidential_types(tenant_id):
        if kind.key != work_type:
            continue
        cleared = select(Clearance.id).where(
            Clearance.tenant_id == tenant_id,
            Clearance.compartment == compartment_of(tenant_id, kind),
            Clearance.person_id == person_id,
        )
        if db.session.scalar(cleared) is None:
            name = queries.name_of(person_id)
            raise Conflict(
                f"{kind.name} is confidential, and {name} is not cleared for it. Clear them first."
            )


def _compartment(tenant_id: UUID, work_type: str) -> UUID:
    kind = next((each for each in confidential_types(tenant_id) if each.key == work_type), None)
    found = compartment_of(tenant_id, kind) if kind else None
    if found is None:
        raise Invalid({"work_type": ["Choose confidential work of the list."]})
    return found


def _whom(tenant_id: UUID, person_id: UUID) -> tuple[str, bool]:
    """(name, whether staff) of somebody who may be cleared for the client's work."""
    found = queries.kind_of(person_id)
    if found is None or found[1] not in (None, tenant_id):
        raise NotFound
    return found[0], found[1] is None
