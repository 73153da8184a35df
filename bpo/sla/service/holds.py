"""Holds: a job waits, for somebody, for a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import HOLD
from bpo.events import service as events
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.sla.models import FOR_DECISION, Hold
from bpo.sla.queries import get_hold
from bpo.sla.service.clocks import keep, locked


def place_hold(
    *,
    tenant_id: UUID,
    job_id: UUID,
    task_id: UUID | None,
    job_state: str,
    reason: str,
    owes: str,
    question: str,
    until: datetime | None,
    by_id: UUID | None,
    by_name: str,
    contract_id: UUID,
    work_type: str,
    now: datetime,
    credited: bool | None = None,
) -> Hold:
    """Begin a hold for a `reason` (a key of `HOLD`, or `FOR_DECISION`). Whether it stops the client's clock is what
    the contract says of the reason; what the provider owes never does.

    `credited` True: it does whatever the contract says (the client's own decision).
    """
    terms = contracts.terms_of_version(tenant_id, contract_id).terms
    hold = Hold(
        tenant_id=tenant_id,
        id=new_id(),
        job_id=job_id,
        task_id=task_id,
        job_state=job_state,
        kind=reason,
        reason=HOLD[reason].label if reason in HOLD else reason,
        owes=owes,
        credited=terms.credits(work_type, reason, owes) if credited is None else credited,
        question=question,
        placed_by=by_id,
        placed_by_name=by_name,
        placed_at=now,
        until=until,
    )
    db.session.add(hold)
    keep(*locked(tenant_id, job_id), now)
    _tell_placed(hold)
    return hold


def _tell_placed(hold: Hold) -> None:
    events.record(
        "hold.placed",
        tenant_id=hold.tenant_id,
        subject_id=hold.id,
        job_id=hold.job_id,
        now=hold.placed_at,
        actor_id=hold.placed_by,
        actor_name=hold.placed_by_name,
        reason=hold.question or hold.reason,
        owes=hold.owes.replace("_", " "),
        credited=hold.credited,
        decision=hold.kind == FOR_DECISION,
    )


def end_hold(
    *, tenant_id: UUID, hold_id: UUID, answer: str, by_id: UUID | None, by_name: str, now: datetime
) -> Hold:
    """End a hold; Conflict where it has ended already."""
    hold = get_hold([tenant_id], hold_id)
    db.session.refresh(hold, with_for_update=True)
    if hold.ended_at is not None:
        raise Conflict("This was answered already.")
    hold.ended_at = now
    hold.answer = answer
    hold.ended_by = by_id
    hold.ended_by_name = by_name
    keep(*locked(tenant_id, hold.job_id), now)
    events.record(
        "hold.ended",
        tenant_id=tenant_id,
        subject_id=hold.id,
        job_id=hold.job_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        answer=answer,
    )
    return hold


def is_held(tenant_id: UUID, job_id: UUID) -> bool:
    """Whether some hold of the job is open."""
    count = db.session.scalar(
        select(func.count())
        .select_from(Hold)
        .where(Hold.tenant_id == tenant_id, Hold.job_id == job_id, Hold.ended_at.is_(None))
    )
    return bool(count)
