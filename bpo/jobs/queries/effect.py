"""What a version of a contract would do: to the open jobs on its day, and to what the last weeks came to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from bpo.contracts.queries import ContractInForce
from bpo.contracts.rules import (
    LevelResult,
    Measure,
    Measured,
    OpenJobs,
    Priority,
    PromisedLevel,
    promised_levels,
    statement_of,
)
from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.sla import rules
from bpo.sla.models import Hold, JobClock
from bpo.sla.queries import course_of, working_time

MOST = 2000
"""Jobs that are looked at, open ones and past ones each: an effect is seen from these, and said to be."""
EXAMPLES = 8
WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An open job whose due time would change."""

    reference: str
    priority: Priority
    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`looked_at` open jobs, of which so many would be due sooner or later, or past due at once; `moved` are the
    first of those. `past`: each level of timeliness with what the last 30 days came to, and would have come to.
    `whole`: no job was left out for there being too many.
    """

    looked_at: int
    sooner: int
    later: int
    late_at_once: int
    moved: tuple[Moved, ...]
    past: tuple[tuple[PromisedLevel, Measured, LevelResult], ...]
    whole: bool


def effect_of(tenant_id: UUID, version: ContractInForce, now: datetime) -> Effect:
    """What the version would do, as far as the caller may see the client's jobs. Nothing is changed."""
    open_jobs = _with_clocks(_open(tenant_id))
    moved = [found for job, course in open_jobs if (found := _moved(job, course, version, now)) is not None]
    past = _with_clocks(_due_lately(tenant_id, now))
    return Effect(
        looked_at=len(open_jobs),
        sooner=sum(each.after < each.before for each in moved),
        later=sum(each.after > each.before for each in moved),
        late_at_once=sum(each.after < now <= each.before for each in moved),
        moved=tuple(moved[:EXAMPLES]),
        past=_past(past, version, now),
        whole=max(len(open_jobs), len(past)) < MOST,
    )


def _open(tenant_id: UUID) -> Select[Job, JobClock]:
    return (
        _jobs(tenant_id)
        .where(Job.finished_at.is_(None), JobClock.finished_at.is_(None))
        .order_by(Job.due_at, Job.id)
    )


def _due_lately(tenant_id: UUID, now: datetime) -> Select[Job, JobClock]:
    return (
        _jobs(tenant_id)
        .where(Job.due_at <= now, Job.due_at > now - WINDOW, Job.state.not_in(("rejected", "cancelled")))
        .order_by(Job.due_at.desc(), Job.id)
    )


def _jobs(tenant_id: UUID) -> Select[Job, JobClock]:
    return (
        select(Job, JobClock)
        .join(JobClock, (JobClock.tenant_id == Job.tenant_id) & (JobClock.id == Job.id))
        .where(Job.tenant_id == tenant_id)
    )


def _with_clocks(asked: Select[Job, JobClock]) -> list[tuple[Job, rules.Course]]:
    rows = db.session.execute(asked.limit(MOST)).all()
    holds: dict[UUID, list[Hold]] = defaultdict(list)
    if rows:
        placed = select(Hold).where(
            Hold.tenant_id == rows[0][0].tenant_id, Hold.job_id.in_([job.id for job, _ in rows])
        )
        for hold in db.session.scalars(placed.order_by(Hold.placed_at, Hold.id)):
            holds[hold.job_id].append(hold)
    return [(job, course_of(clock, holds[job.id])) for job, clock in rows]


def _moved(job: Job, course: rules.Course, version: ContractInForce, now: datetime) -> Moved | None:
    """How the job's due time would change; None where it would not."""
    if version.open_jobs is OpenJobs.KEEP or job.received_at >= version.valid_from:
        return None
    before = _due(course, job.tenant_id, now)
    priority = Priority.of_rank(job.priority)
    if course.calendars[-1][1] != version.calendar_id:
        course.recalendar(version.calendar_id, since=version.valid_from)
    if version.open_jobs is OpenJobs.ALL and version.terms.covers(job.work_type):
        # seen from today: what begins later is shown as if it had
        course.retarget(version.terms.turnaround(job.work_type, priority), since=now)
    after = _due(course, job.tenant_id, now)
    if after == before:
        return None
    return Moved(reference=job.reference, priority=priority, before=before, after=after)


def _due(course: rules.Course, tenant_id: UUID, now: datetime) -> datetime:
    return rules.clock(course.facts(working_time(tenant_id)), now).due_at


def _past(
    jobs: Sequence[tuple[Job, rules.Course]], version: ContractInForce, now: datetime
) -> tuple[tuple[PromisedLevel, Measured, LevelResult], ...]:
    before: dict[str, list[bool]] = defaultdict(list)
    after: dict[str, list[bool]] = defaultdict(list)
    levels = [each for each in promised_levels(version.terms) if each.measure is Measure.ON_TIME]
    key_of = {(each.work_type, priority): each.key for each in levels for priority in each.priorities}
    for job, course in jobs:
        priority = Priority.of_rank(job.priority)
        key = key_of.get((job.work_type, priority))
        if key is None:
            continue
        for counted in (before, after):
            counted[key].append(_met(course, job, now))
            course.calendars = ((None, version.calendar_id),)
            course.target, course.changes = version.terms.turnaround(job.work_type, priority), []
    statement = statement_of(version.terms, invoice=version.terms.monthly_fee, measured=_measured(after))
    results = {result.promised.key: result for result in statement.levels}
    known = _measured(before)
    return tuple((each, known.get(each.key, Measured(met=0, missed=0)), results[each.key]) for each in levels)


def _met(course: rules.Course, job: Job, now: datetime) -> bool:
    state = rules.clock(course.facts(working_time(job.tenant_id)), now)
    return state.met is not False and not state.breached


def _measured(counted: dict[str, list[bool]]) -> dict[str, Any]:
    return {key: Measured(met=sum(met), missed=len(met) - sum(met)) for key, met in counted.items()}
