"""A client contests that a hold stopped its clock; upheld, the clock is stated anew, and both versions stay."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.events import service as events
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.sla import rules
from bpo.sla.models import FOR_DECISION, HoldContest
from bpo.sla.queries import get_contest, get_hold
from bpo.sla.service.clocks import locked, restate, state_of

LONGEST = 1000
"""Characters of a reason that are kept."""


def contest_hold(
    *, tenant_id: UUID, hold_id: UUID, reason: str, by_id: UUID | None, by_name: str, now: datetime
) -> HoldContest:
    """The client says why a hold must not stop its clock. Invalid without a reason; Conflict where the hold stops
    nothing, waits for the client's own decision, or was contested before.
    """
    hold = get_hold([tenant_id], hold_id)
    if len(reason.strip()) < 3:
        raise Invalid({"contest_reason": ["Say why the wait was not yours."]})
    if not hold.credited or hold.kind == FOR_DECISION:
        raise Conflict("This hold does not count against you: there is nothing to contest.")
    known = select(HoldContest.id).where(HoldContest.tenant_id == tenant_id, HoldContest.hold_id == hold_id)
    if db.session.scalar(known) is not None:
        raise Conflict("This hold was contested already.")
    contest = HoldContest(
        tenant_id=tenant_id,
        id=new_id(),
        hold_id=hold_id,
        job_id=hold.job_id,
        reason=reason.strip()[:LONGEST],
        made_by=by_id,
        made_by_name=by_name,
        made_at=now,
    )
    db.session.add(contest)
    db.session.flush()
    events.record(
        "hold.contested",
        tenant_id=tenant_id,
        subject_id=hold_id,
        job_id=hold.job_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        reason=contest.reason,
    )
    return contest


def decide_contest(
    *, tenant_id: UUID, contest_id: UUID, uphold: bool, answer: str, by_id: UUID, by_name: str, now: datetime
) -> HoldContest:
    """The provider upholds or rejects a contest, with a reason for the client. Upheld, the wait was the provider's:
    the job's clock is stated anew without it, whether it runs or has ended. Conflict where it is decided.
    """
    if len(answer.strip()) < 3:
        raise Invalid({"contest_answer": ["Say why; the client reads it."]})
    contest = get_contest([tenant_id], contest_id)
    db.session.refresh(contest, with_for_update=True)
    if contest.decided_at is not None:
        raise Conflict("This was decided already.")
    contest.upheld, contest.answer = uphold, answer.strip()[:LONGEST]
    contest.decided_by, contest.decided_by_name, contest.decided_at = by_id, by_name, now
    db.session.flush()
    events.record(
        "hold.uncredited" if uphold else "hold.confirmed",
        tenant_id=tenant_id,
        subject_id=contest.hold_id,
        job_id=contest.job_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        reason=contest.answer,
    )
    if uphold:
        _state_anew(contest, by_id=by_id, by_name=by_name, now=now)
    return contest


def _state_anew(contest: HoldContest, *, by_id: UUID, by_name: str, now: datetime) -> None:
    """Take the hold out of the clock, and record what it said before beside what it says now."""
    clock, course = locked(contest.tenant_id, contest.job_id)
    before, version = state_of(contest.tenant_id, course, now), course.version
    hold = get_hold([contest.tenant_id], contest.hold_id)
    hold.credited, hold.owes = False, "provider"
    clock, course = locked(contest.tenant_id, contest.job_id)
    after = restate(clock, course, now)
    events.record(
        "clock.restated",
        tenant_id=contest.tenant_id,
        subject_id=contest.job_id,
        job_id=contest.job_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        why=contest.answer,
        before={"version": version, **_shown(before)},
        after={"version": course.version, **_shown(after)},
        finished_at=course.finished_at.isoformat() if course.finished_at else None,
    )


def _shown(state: rules.ClockState) -> dict[str, object]:
    return {
        "due_at": state.due_at.isoformat(),
        "credited_seconds": int(state.credited.total_seconds()),
        "met": state.met,
        "breached": state.breached,
    }
