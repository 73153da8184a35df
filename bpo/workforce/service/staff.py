"""Assigning staff to clients, and certifying them for work."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bpo.catalog.registry import is_offered
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.workforce.models import Assignment, Certification
from bpo.workforce.queries import name_of_staff, pause_of
from bpo.workforce.service.clearances import demand_cleared
from bpo.workforce.service.trail import tell

ACTIVITIES = {"work": "Does the work", "review": "Reviews the work of others"}


MOST_MINUTES = 24 * 60


def assign(
    *, tenant_id: UUID, person_id: UUID, expires_at: datetime | None, now: datetime, by: UUID | None = None
) -> Assignment:
    """A member of staff serves the client, until `expires_at`; assigned again, the new end counts.

    NotFound for somebody who is not staff, Invalid for an end in the past.
    """
    _staff(person_id)
    _in_the_future(expires_at, now)
    db.session.execute(
        insert(Assignment)
        .values(tenant_id=tenant_id, id=new_id(), person_id=person_id, created_at=now, expires_at=expires_at)
        .on_conflict_do_update(index_elements=["tenant_id", "person_id"], set_={"expires_at": expires_at})
    )
    tell("staff.assigned", tenant_id, person_id, by, now)
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.tenant_id == tenant_id, Assignment.person_id == person_id)
        .execution_options(populate_existing=True)
    ).one()


def release(*, tenant_id: UUID, person_id: UUID, now: datetime, by: UUID | None = None) -> None:
    """End an assignment at once; from the next request the person sees nothing of the client."""
    found = db.session.scalar(
        select(Assignment).where(Assignment.tenant_id == tenant_id, Assignment.person_id == person_id)
    )
    if found is None:
        raise NotFound
    if found.expires_at is None or found.expires_at > now:
        found.expires_at = now
        db.session.flush()
        tell("staff.released", tenant_id, person_id, by, now)


def plan(
    *, tenant_id: UUID, person_id: UUID, minutes: int | None, now: datetime, by: UUID | None = None
) -> None:
    """How many minutes a member of staff is planned for the client on its working day; None: nobody says.

    NotFound for somebody who does not serve the client, Invalid for more than a day has.
    """
    found = db.session.scalar(
        select(Assignment).where(Assignment.tenant_id == tenant_id, Assignment.person_id == person_id)
    )
    if found is None:
        raise NotFound
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise Invalid({"minutes": ["A day has at most 1440 minutes."]})
    if found.minutes_a_day != minutes:
        found.minutes_a_day = minutes
        db.session.flush()
        tell("staff.planned", tenant_id, person_id, by, now, minutes="–" if minutes is None else str(minutes))


def certify(
    *,
    tenant_id: UUID,
    person_id: UUID,
    work_type: str,
    activity: str,
    expires_at: datetime | None,
    now: datetime,
    by: UUID | None = None,
) -> Certification:
    """A member of staff may do (`work`) or check (`review`) a client's work type, until `expires_at`.

    Invalid for a work type or an activity there is not, or an end in the past; Conflict for somebody who
    does not serve the client, or is not cleared for what is confidential.
    """
    name = _staff(person_id)
    errors = {}
    if not is_offered(work_type):
        errors["work_type"] = ["Choose one of the list."]
    if activity not in ACTIVITIES:
        errors["activity"] = ["Choose work or review."]
    if errors:
        raise Invalid(errors)
    _in_the_future(expires_at, now)
    if not db.session.scalar(
        select(Assignment.id).where(Assignment.tenant_id == tenant_id, Assignment.person_id == person_id)
    ):
        raise Conflict(f"{name} does not serve this client. Assign them first.")
    demand_cleared(tenant_id=tenant_id, person_id=person_id, work_type=work_type)
    if pause_of(tenant_id, person_id, work_type, activity):
        raise Conflict(f"{name} is paused from this work because of results: reinstate them instead.")
    key = {"tenant_id": tenant_id, "person_id": person_id, "work_type": work_type, "activity": activity}
    db.session.execute(
        insert(Certification)
        .values(id=new_id(), created_at=now, expires_at=expires_at, **key)
        .on_conflict_do_update(index_elements=list(key), set_={"expires_at": expires_at})
    )
    tell("staff.certified", tenant_id, person_id, by, now, work_type=work_type, activity=activity)
    return db.session.scalars(
        select(Certification).filter_by(**key).execution_options(populate_existing=True)
    ).one()


def uncertify(*, tenant_id: UUID, certification_id: UUID, now: datetime, by: UUID | None = None) -> None:
    """End a certification at once: a task of it that the person holds goes back to its queue, the draft is kept."""
    found = db.session.scalar(
        select(Certification).where(
            Certification.tenant_id == tenant_id, Certification.id == certification_id
        )
    )
    if found is None:
        raise NotFound
    if found.expires_at is None or found.expires_at > now:
        found.expires_at = now
        db.session.flush()
        tell(
            "staff.uncertified",
            tenant_id,
            found.person_id,
            by,
            now,
            work_type=found.work_type,
            activity=found.activity,
        )


def _staff(person_id: UUID) -> str:
    """The name of a member of staff; NotFound for anybody else."""
    name = name_of_staff(person_id)
    if name is None:
        raise NotFound("There is no such member of staff.")
    return name


def _in_the_future(expires_at: datetime | None, now: datetime) -> None:
    if expires_at is not None and expires_at <= now:
        raise Invalid({"expires_on": ["Choose a day in the future, or leave it empty."]})
