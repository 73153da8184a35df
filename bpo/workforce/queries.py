"""Who serves whom, and who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, collate, column, func, or_, select, table
from sqlalchemy.orm import InstrumentedAttribute

from bpo.platform.db import db
from bpo.workforce.models import Assignment, Certification, Clearance, Pause

_person = table(
    "person",
    column("id", Uuid),
    column("tenant_id", Uuid),
    column("name", String),
    column("role", String),
    column("state", String),
)
"""Accounts stand a floor above; their table is named here as the foreign keys name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible:
    """One kind of work a member of staff may do at this moment."""

    tenant_id: UUID
    work_type: str
    activity: str
    """`work` or `review`."""


def eligible(person_id: UUID, now: datetime) -> tuple[Eligible, ...]:
    """What a member of staff may claim now: assigned to the client and certified, neither expired."""
    rows = db.session.execute(
        select(Certification.tenant_id, Certification.work_type, Certification.activity)
        .join(
            Assignment,
            (Assignment.tenant_id == Certification.tenant_id)
            & (Assignment.person_id == Certification.person_id),
        )
        .where(
            Certification.person_id == person_id,
            running(Certification.expires_at, now),
            running(Assignment.expires_at, now),
        )
        .order_by(Certification.tenant_id, Certification.work_type, Certification.activity)
    )
    return tuple(Eligible(tenant_id=row[0], work_type=row[1], activity=row[2]) for row in rows)


def running(expires_at: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    """The condition that something with an expiry still counts."""
    return or_(expires_at.is_(None), expires_at > now)


def assignments(*, person_id: UUID | None = None, tenant_id: UUID | None = None) -> Sequence[Assignment]:
    """All assignments, ended ones too, of a person or to a client."""
    found = select(Assignment).order_by(Assignment.created_at)
    if person_id is not None:
        found = found.where(Assignment.person_id == person_id)
    if tenant_id is not None:
        found = found.where(Assignment.tenant_id == tenant_id)
    return db.session.scalars(found).all()


def certifications(
    *, person_id: UUID | None = None, tenant_id: UUID | None = None
) -> Sequence[Certification]:
    """All certifications, ended ones too, of a person or for a client's work."""
    found = select(Certification).order_by(Certification.work_type, Certification.activity)
    if person_id is not None:
        found = found.where(Certification.person_id == person_id)
    if tenant_id is not None:
        found = found.where(Certification.tenant_id == tenant_id)
    return db.session.scalars(found).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A member of staff who serves a client now."""

    person_id: UUID
    name: str
    role: str
    expires_at: datetime | None
    certified: tuple[tuple[str, str], ...]
    """(work type, activity) pairs that count now."""


def serving(tenant_id: UUID, now: datetime) -> list[Serving]:
    """Who serves a client now, by name, and what each may do."""
    certified: dict[UUID, list[tuple[str, str]]] = {}
    for one in certifications(tenant_id=tenant_id):
        if one.expires_at is None or one.expires_at > now:
            certified.setdefault(one.person_id, []).append((one.work_type, one.activity))
    rows = db.session.execute(
        select(_person.c.id, _person.c.name, _person.c.role, Assignment.expires_at)
        .join(Assignment, Assignment.person_id == _person.c.id)
        .where(
            Assignment.tenant_id == tenant_id,
            running(Assignment.expires_at, now),
            _person.c.state != "disabled",
        )
        .order_by(collate(func.lower(_person.c.name), "C"), _person.c.id)
    )
    return [
        Serving(
            person_id=person_id,
            name=name,
            role=role,
            expires_at=expires_at,
            certified=tuple(certified.get(person_id, ())),
        )
        for person_id, name, role, expires_at in rows
    ]


def name_of(person_id: UUID | None) -> str | None:
    """Somebody's name; None for nobody, or for somebody the caller may not see."""
    return db.session.scalar(select(_person.c.name).where(_person.c.id == person_id))


def name_of_staff(person_id: UUID) -> str | None:
    """A member of staff's name; None where there is no such one."""
    return db.session.scalar(
        select(_person.c.name).where(_person.c.id == person_id, _person.c.tenant_id.is_(None))
    )


def compartments_of(person_id: UUID) -> tuple[UUID, ...]:
    """The compartments that are open to a person, in order."""
    found = select(Clearance.compartment).where(Clearance.person_id == person_id)
    return tuple(db.session.scalars(found.order_by(Clearance.compartment)))


def clearances(tenant_id: UUID) -> Sequence[Clearance]:
    """Who is cleared for a client's confidential work, on both sides, by name."""
    found = select(Clearance).where(Clearance.tenant_id == tenant_id)
    by_name = collate(func.lower(Clearance.person_name), "C")
    return db.session.scalars(found.order_by(Clearance.work_type, by_name, Clearance.person_id)).all()


def cleared_for(compartment: UUID | None) -> frozenset[UUID] | None:
    """Who is cleared for a compartment; None where there is none, so that anybody is."""
    if compartment is None:
        return None
    return frozenset(
        db.session.scalars(select(Clearance.person_id).where(Clearance.compartment == compartment))
    )


def kind_of(person_id: UUID) -> tuple[str, UUID | None] | None:
    """(name, client or None for staff) of an account; None where the caller may not see it."""
    row = db.session.execute(
        select(_person.c.name, _person.c.tenant_id).where(_person.c.id == person_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def certification_of(
    tenant_id: UUID, person_id: UUID, work_type: str, activity: str = "work"
) -> Certification | None:
    """Somebody's certification, ended or not; None where there never was one."""
    return db.session.scalar(
        select(Certification).where(
            Certification.tenant_id == tenant_id,
            Certification.person_id == person_id,
            Certification.work_type == work_type,
            Certification.activity == activity,
        )
    )


def pause_of(tenant_id: UUID, person_id: UUID, work_type: str, activity: str = "work") -> Pause | None:
    """The pause that somebody is under; None where they are not."""
    return db.session.scalar(
        select(Pause).where(
            Pause.tenant_id == tenant_id,
            Pause.person_id == person_id,
            Pause.work_type == work_type,
            Pause.activity == activity,
            Pause.ended_at.is_(None),
        )
    )


def last_reinstated(tenant_id: UUID, person_id: UUID, work_type: str) -> datetime | None:
    """When somebody was last reinstated: results before that no longer pause them."""
    return db.session.scalar(
        select(func.max(Pause.ended_at)).where(
            Pause.tenant_id == tenant_id, Pause.person_id == person_id, Pause.work_type == work_type
        )
    )


def pauses(tenant_ids: Sequence[UUID], *, person_id: UUID | None = None, limit: int = 200) -> list[Pause]:
    """Pauses of these clients' work, those in force first, then the latest; of one person or all."""
    asked = select(Pause).where(Pause.tenant_id.in_(tenant_ids))
    if person_id is not None:
        asked = asked.where(Pause.person_id == person_id)
    asked = asked.order_by(Pause.ended_at.is_not(None), Pause.paused_at.desc(), Pause.id)
    return list(db.session.scalars(asked.limit(limit)))
