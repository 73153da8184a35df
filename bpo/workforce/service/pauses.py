"""Taking people off work because of results, and letting them back; noting that results have proved somebody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.workforce.models import Pause
from bpo.workforce.queries import certification_of
from bpo.workforce.service.trail import tell


def pause(
    *,
    tenant_id: UUID,
    person_id: UUID,
    work_type: str,
    reason: str,
    now: datetime,
    by: UUID | None = None,
    activity: str = "work",
) -> Pause | None:
    """Take somebody off a client's work type because of results, at once, on open claims too; `by` None: by results.

    None where they are not certified for it at the moment, or paused already.
    """
    found = certification_of(tenant_id, person_id, work_type, activity)
    if found is None or (found.expires_at is not None and found.expires_at <= now):
        return None
    paused = Pause(
        tenant_id=tenant_id,
        id=new_id(),
        person_id=person_id,
        work_type=work_type,
        activity=activity,
        reason=reason,
        paused_by=by,
        paused_at=now,
        expires_at=found.expires_at,
    )
    db.session.add(paused)
    found.expires_at, found.proven_at = now, None
    db.session.flush()
    tell("staff.paused", tenant_id, person_id, by, now, work_type=work_type, activity=activity, reason=reason)
    return paused


def reinstate(*, tenant_id: UUID, pause_id: UUID, reason: str, now: datetime, by: UUID) -> Pause:
    """End a pause with the reason (what was learnt, who says so): the person is certified as before, and new again.

    NotFound for no such pause, Conflict where it has ended, Invalid without a reason.
    """
    found = db.session.scalar(
        select(Pause).where(Pause.tenant_id == tenant_id, Pause.id == pause_id).with_for_update()
    )
    if found is None:
        raise NotFound
    if found.ended_at is not None:
        raise Conflict("This pause has ended.")
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say what was done about it: what was retrained, and who says so."]})
    found.ended_at, found.ended_by, found.ended_reason = now, by, reason.strip()[:500]
    certification = certification_of(tenant_id, found.person_id, found.work_type, found.activity)
    if certification is not None:
        certification.expires_at, certification.proven_at = found.expires_at, None
    db.session.flush()
    tell(
        "staff.reinstated",
        tenant_id,
        found.person_id,
        by,
        now,
        work_type=found.work_type,
        activity=found.activity,
        reason=found.ended_reason,
    )
    return found


def note_proven(*, tenant_id: UUID, person_id: UUID, work_type: str, reason: str, now: datetime) -> None:
    """Results have shown that somebody is no longer new to a work type. Safe to repeat."""
    found = certification_of(tenant_id, person_id, work_type)
    if found is None or found.proven_at is not None:
        return
    found.proven_at = now
    db.session.flush()
    tell("staff.proved", tenant_id, person_id, None, now, work_type=work_type, reason=reason)
