"""Lots: formed as the contract's plan says, drawn, inspected, accepted; a rejected one is checked piece by piece."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bpo.catalog.registry import work_type
from bpo.contracts.queries import terms_of_version
from bpo.contracts.rules import Calendar, LotFormation, LotPlan
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Drawing, Lot, LotSwitching, Review
from bpo.quality.queries import finished_attempt
from bpo.quality.service.releasing import open_review, release
from bpo.quality.service.seeds import seed_of
from bpo.workqueue.models import Attempt, Task

ENDED = ("done", "cancelled")
_DELIVERED = (JobState.DELIVERED, JobState.ACCEPTED)


def join(
    job: Job, drawing: Drawing, worked: Attempt, *, plan: LotPlan, calendar: Calendar, now: datetime
) -> Lot:
    """Put a finished piece of work into the open lot of its client and work type; the lot is drawn when it is full."""
    lot = _open_lot(job, plan, calendar, now)
    drawing.lot_id = lot.id
    lot.size += 1
    if lot.waits:
        jobs.move(job, JobState.IN_REVIEW, now=now)
    else:
        release(job, worked, now=now)
    db.session.flush()
    if lot.size >= plan.size:
        _close(lot, now, reduced=plan.reduced)
    return lot


def _open_lot(job: Job, plan: LotPlan, calendar: Calendar, now: datetime) -> Lot:
    _take_turns(job.tenant_id, job.work_type)
    of_type = (Lot.tenant_id == job.tenant_id, Lot.work_type == job.work_type)
    lot = db.session.scalar(select(Lot).where(*of_type, Lot.state == "open").with_for_update())
    if lot is not None and lot.closes_at > now:
        return lot
    if lot is not None:
        _close(lot, now, reduced=plan.reduced)
    number = (db.session.scalar(select(func.max(Lot.number)).where(*of_type)) or 0) + 1
    lot = Lot(
        tenant_id=job.tenant_id,
        id=new_id(),
        work_type=job.work_type,
        compartment=job.compartment,
        number=number,
        state="open",
        waits=plan.waits,
        size=0,
        opened_at=now,
        closes_at=_closes_at(plan, calendar, now),
        inspection="",
        aql=plan.aql,
        level=plan.level,
        letter="",
        bad=0,
        screened_bad=0,
    )
    db.session.add(lot)
    db.session.flush()
    return lot


def _closes_at(plan: LotPlan, calendar: Calendar, now: datetime) -> datetime:
    """At the latest: after the plan's hours; of a lot by day, when the day ends in the calendar's zone."""
    latest = now + timedelta(hours=plan.hours)
    if plan.formation is LotFormation.SIZE:
        return latest
    zone = ZoneInfo(calendar.zone)
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time.min, zone)
    return min(latest, midnight.astimezone(UTC))


def _take_turns(tenant_id: UUID, work_type_key: str) -> None:
    """Two workers that finish work at once take turns at the client's lots."""
    turn = func.pg_advisory_xact_lock(func.hashtextextended(f"lot {tenant_id} {work_type_key}", 0))
    db.session.execute(select(turn))


def sweep_lots(*, now: datetime, limit: int = 100) -> int:
    """Close lots whose time has come, and go on with those whose last review fell away. System's scope; how many."""
    due = db.session.execute(
        select(Lot.tenant_id, Lot.work_type, Lot.id)
        .where((Lot.state == "open") & (Lot.closes_at <= now) | Lot.state.in_(("inspecting", "screening")))
        .order_by(Lot.id)
        .limit(limit)
    ).all()
    for tenant_id, key, lot_id in due:
        _take_turns(tenant_id, key)
        lot = _locked(tenant_id, lot_id)
        if lot.state == "open" and lot.closes_at <= now:
            _close(lot, now, reduced=_reduced(lot))
        else:
            go_on(lot, now=now)
    return len(due)


def _locked(tenant_id: UUID, lot_id: UUID) -> Lot:
    found = db.session.scalar(
        select(Lot)
        .where(Lot.tenant_id == tenant_id, Lot.id == lot_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound
    return found


def _reduced(lot: Lot) -> bool:
    """Whether the contract under which the lot's last piece was accepted lets inspection be reduced."""
    from_job = db.session.execute(
        select(Job.contract_id)
        .join(Drawing, (Drawing.tenant_id == Job.tenant_id) & (Drawing.job_id == Job.id))
        .where(Drawing.tenant_id == lot.tenant_id, Drawing.lot_id == lot.id)
        .order_by(Drawing.id.desc())
        .limit(1)
    ).scalar()
    return (
        from_job is not None
        and terms_of_version(lot.tenant_id, from_job).terms.quality(lot.work_type).lots.reduced
    )


def _members(lot: Lot) -> list[tuple[Drawing, Job]]:
    """What still stands as it was when it joined: pieces whose jobs were cancelled or sent back meanwhile are gone."""
    states = (JobState.IN_REVIEW,) if lot.waits else _DELIVERED
    rows = db.session.execute(
        select(Drawing, Job)
        .join(Job, (Job.tenant_id == Drawing.tenant_id) & (Job.id == Drawing.job_id))
        .where(Drawing.tenant_id == lot.tenant_id, Drawing.lot_id == lot.id, Job.state.in_(states))
        .order_by(Drawing.id)
        .with_for_update(of=Job)
    )
    return [(drawing, job) for drawing, job in rows]


def _close(lot: Lot, now: datetime, *, reduced: bool) -> None:
    """Nothing more joins: the sample is drawn under the seed, by the plan for the lot's size."""
    members = _members(lot)
    lot.closed_at, lot.size = now, len(members)
    state = switching_of(lot.tenant_id, lot.work_type)
    lot.inspection = state.inspection.value
    if not members:
        lot.state, lot.sample, lot.accept, lot.reject = "accepted", 0, 0, 1
        lot.decided_at = lot.ended_at = now
        return
    plan = rules.plan_for(len(members), lot.aql, level=lot.level, inspection=state.inspection)
    lot.state, lot.letter = "inspecting", plan.letter
    lot.sample, lot.accept, lot.reject = plan.n, plan.accept, plan.reject
    seed = seed_of(lot.tenant_id, lot.work_type, now)
    by_task = {drawing.task_id: (drawing, job) for drawing, job in members}
    for task_id in rules.drawn_of(seed, by_task, plan.n):
        drawing, job = by_task[task_id]
        drawing.drawn = True
        open_review(job, drawing, stratum=drawing.stratum, now=now)
    db.session.flush()
    _tell("lot.closed", lot, now, size=lot.size, sample=lot.sample)


def reviewed(drawing: Drawing, *, is_defect: bool, now: datetime) -> None:
    """A piece of a lot was reviewed: count it, and go on where that was the last."""
    if drawing.lot_id is None:
        return
    lot = _locked(drawing.tenant_id, drawing.lot_id)
    if lot.state == "inspecting" and drawing.drawn:
        lot.bad += is_defect
    elif lot.state == "screening" and not drawing.drawn:
        lot.screened_bad += is_defect
    go_on(lot, now=now)


def overturned(drawing: Drawing, *, now: datetime) -> None:
    """A defect that was counted in a lot was none after all: the lot is counted anew.

    One that was rejected, and would have been accepted, is accepted now; reviews that its checking has opened are
    done all the same. The switching rules go by the lot as it was inspected, and stay where they are.
    """
    if drawing.lot_id is None:
        return
    lot = _locked(drawing.tenant_id, drawing.lot_id)
    if drawing.drawn:
        lot.bad = max(0, lot.bad - 1)
    else:
        lot.screened_bad = max(0, lot.screened_bad - 1)
    passes = drawing.drawn and rules.judge(_plan_of(lot), lot.bad) is not rules.Verdict.REJECTED
    if passes and lot.state in ("screening", "screened"):
        lot.state, lot.ended_at = "accepted", now
        _tell("lot.counted_anew", lot, now, bad=lot.bad, sample=lot.sample)
    db.session.flush()


def go_on(lot: Lot, *, now: datetime) -> None:
    """Decide about a lot whose sample is inspected; end one that is checked whole. Nothing while reviews are open."""
    if lot.state not in ("inspecting", "screening") or _waiting(lot):
        return
    if lot.state == "screening":
        lot.state, lot.ended_at = "screened", now
        _tell("lot.screened", lot, now, bad=lot.screened_bad)
        return
    verdict = rules.judge(_plan_of(lot), lot.bad)
    lot.decided_at = now
    _switch(lot, verdict, now)
    rest = [(drawing, job) for drawing, job in _members(lot) if not drawing.drawn]
    if verdict is not rules.Verdict.REJECTED:
        lot.state, lot.ended_at = "accepted", now
        _tell("lot.accepted", lot, now, bad=lot.bad, sample=lot.sample)
        _let_go(lot, rest, now)
        return
    _tell("lot.rejected", lot, now, bad=lot.bad, sample=lot.sample)
    lot.state = "screening" if rest else "screened"
    lot.ended_at = None if rest else now
    for drawing, job in rest:
        open_review(job, drawing, stratum=rules.Targeted.SCREENING, now=now)


def _plan_of(lot: Lot) -> rules.Plan:
    return rules.Plan(lot.letter, lot.sample or 0, lot.accept or 0, lot.reject or 1)


def _let_go(lot: Lot, rest: Sequence[tuple[Drawing, Job]], now: datetime) -> None:
    for drawing, job in rest if lot.waits else ():
        release(job, finished_attempt(lot.tenant_id, drawing.task_id), now=now)


def _waiting(lot: Lot) -> bool:
    """Whether a review of the lot is still to come."""
    found = db.session.scalar(
        select(Review.id)
        .join(Drawing, (Drawing.tenant_id == Review.tenant_id) & (Drawing.task_id == Review.worked_task_id))
        .join(Task, (Task.tenant_id == Review.tenant_id) & (Task.id == Review.task_id))
        .where(
            Drawing.tenant_id == lot.tenant_id,
            Drawing.lot_id == lot.id,
            Review.done_at.is_(None),
            Task.state.not_in(ENDED),
        )
        .limit(1)
    )
    return found is not None


def switching_of(tenant_id: UUID, work_type_key: str) -> rules.Switching:
    """Where the switching rules stand for a client's work type."""
    row = _switching_row(tenant_id, work_type_key)
    if row is None:
        return rules.Switching()
    return rules.Switching(
        rules.Inspection(row.inspection), tuple(bool(each) for each in row.recent), row.rejected_tightened
    )


def _switching_row(tenant_id: UUID, work_type_key: str) -> LotSwitching | None:
    return db.session.scalar(
        select(LotSwitching).where(
            LotSwitching.tenant_id == tenant_id, LotSwitching.work_type == work_type_key
        )
    )


def _switch(lot: Lot, verdict: rules.Verdict, now: datetime) -> None:
    before = switching_of(lot.tenant_id, lot.work_type)
    if lot.inspection != before.inspection:
        return  # drawn under an inspection that has been left since: it says nothing about this one
    after = rules.after_lot(before, verdict, reduced=_reduced(lot))
    keep_switching(lot.tenant_id, lot.work_type, after, now=now)
    if after.inspection is not before.inspection:
        _tell(
            "inspection.switched",
            lot,
            now,
            inspection=after.inspection.value,
            before=before.inspection.value,
        )


def keep_switching(tenant_id: UUID, work_type_key: str, state: rules.Switching, *, now: datetime) -> None:
    """Write where the switching rules stand."""
    row = _switching_row(tenant_id, work_type_key)
    if row is None:
        row = LotSwitching(tenant_id=tenant_id, id=new_id(), work_type=work_type_key)
        db.session.add(row)
    row.inspection = state.inspection.value
    row.recent = list(state.recent)
    row.rejected_tightened = state.rejected_tightened
    row.changed_at = now
    db.session.flush()


def resume_sampling(
    *, tenant_id: UUID, work_type_key: str, reason: str, by_id: UUID, by_name: str, now: datetime
) -> None:
    """End a discontinuation, with what was done about its causes: lots are sampled again, tightened.

    Conflict where sampling was not discontinued, Invalid without a reason.
    """
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say what was done about the causes."]})
    _take_turns(tenant_id, work_type_key)
    state = switching_of(tenant_id, work_type_key)
    if state.inspection is not rules.Inspection.DISCONTINUED:
        raise Conflict("Sampling of this work is not discontinued.")
    keep_switching(tenant_id, work_type_key, rules.resume(state), now=now)
    events.record(
        "inspection.resumed",
        tenant_id=tenant_id,
        subject_id=tenant_id,
        job_id=None,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        work_type=work_type(work_type_key).name,
        reason=reason.strip()[:500],
    )


def _tell(name: str, lot: Lot, now: datetime, **data: Any) -> None:
    events.record(
        name,
        tenant_id=lot.tenant_id,
        subject_id=lot.id,
        job_id=None,
        now=now,
        lot=lot.number,
        work_type=work_type(lot.work_type).name,
        **data,
    )
