"""Counting events in the client's rollups, and what finished jobs count as."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, Uuid, any_, literal, select

from bpo.contracts import queries as contracts
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.platform.db import db, insert_rows
from bpo.platform.ids import new_id
from bpo.reporting import rules
from bpo.reporting.models import CountedJob, Tally
from bpo.reporting.service.hands import handled_tasks
from bpo.tenancy.models import Tenant

UUIDS = ARRAY(Uuid())
"""Ids travel as one value, however many there are."""

TURNS = (
    "job.delivered",
    "job.returned",
    "job.correction_opened",
    "job.rejected",
    "job.cancelled",
    "review.done",
    "review.contest_decided",
    "dispute.made",
    "dispute.dismissed",
    "clock.restated",
)
"""After these a job may count as something else than before."""

TELLING = (
    *TURNS,
    "job.started",
    "task.queued",
    "task.claimed",
    "task.exception",
    "task.done",
    "hold.placed",
    "hold.ended",
    "hold.uncredited",
)
"""The events of which `rules.counted` makes use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countable:
    """An event that a rollup counts."""

    event_id: UUID
    name: str
    job_id: UUID | None
    subject_id: UUID
    data: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class _Row:
    """What is added to a rollup, with the event that it came from."""

    work_type: str
    day: date
    measure: str
    amount: int
    event_id: UUID
    compartment: UUID | None


def count(*, tenant_id: UUID, facts: Sequence[Countable]) -> None:
    """Count events (all of one name) in the client's rollups; each once, however often this runs for it."""
    known = set(
        db.session.scalars(
            select(Tally.event_id).where(
                Tally.tenant_id == tenant_id,
                Tally.event_id == any_(literal([fact.event_id for fact in facts], UUIDS)),
            )
        )
    )
    jobs = _jobs(tenant_id, {fact.job_id for fact in facts if fact.job_id is not None})
    fresh = [fact for fact in facts if fact.event_id not in known and fact.job_id in jobs]
    if not fresh:
        return
    zone = ZoneInfo(db.session.scalars(select(Tenant.zone).where(Tenant.id == tenant_id)).one())
    rows = [*_of_events(fresh, jobs, zone), *_of_hands(tenant_id, fresh, jobs, zone)]
    if fresh[0].name in TURNS:
        rows += _of_jobs(tenant_id, jobs, zone, event_id=fresh[-1].event_id)
    insert_rows(
        Tally,
        [
            {
                "tenant_id": tenant_id,
                "id": new_id(),
                "work_type": row.work_type,
                "day": row.day,
                "measure": row.measure,
                "amount": row.amount,
                "event_id": row.event_id,
                "compartment": row.compartment,
            }
            for row in rows
        ],
    )


def _jobs(tenant_id: UUID, job_ids: Iterable[UUID]) -> dict[UUID, Any]:
    found = db.session.execute(
        select(
            Job.id,
            Job.work_type,
            Job.priority,
            Job.received_at,
            Job.due_at,
            Job.contract_id,
            Job.compartment,
        ).where(
            Job.tenant_id == tenant_id,
            Job.id == any_(literal(list(job_ids), UUIDS)),
            Job.copy_of.is_(None),  # a copy with known answers is no job of the client's
        )
    )
    return {row.id: row for row in found}


def _of_events(facts: Sequence[Countable], jobs: dict[UUID, Any], zone: ZoneInfo) -> Iterator[_Row]:
    for fact in facts:
        if fact.job_id is not None:
            job, local = jobs[fact.job_id], rules.counts_at(fact.data, fact.at).astimezone(zone)
            for measure, amount in rules.measures_of(
                fact.name, fact.data, hour=local.hour, priority=job.priority
            ):
                yield _Row(job.work_type, local.date(), measure, amount, fact.event_id, job.compartment)


def _of_hands(
    tenant_id: UUID, facts: Sequence[Countable], jobs: dict[UUID, Any], zone: ZoneInfo
) -> Iterator[_Row]:
    """What completed tasks add; nothing where automation did them."""
    if facts[0].name not in ("task.done", "task.rejected"):
        return
    found = handled_tasks(tenant_id, [fact.subject_id for fact in facts])
    for fact in facts:
        handled = found.get(fact.subject_id)
        if handled is not None and fact.job_id is not None:
            for measure, amount in rules.measures_of_hands(handled):
                job, day = jobs[fact.job_id], fact.at.astimezone(zone).date()
                yield _Row(job.work_type, day, measure, amount, fact.event_id, job.compartment)


def _of_jobs(tenant_id: UUID, jobs: dict[UUID, Any], zone: ZoneInfo, *, event_id: UUID) -> Iterator[_Row]:
    """Work out anew what these jobs count as, keep it, and give what that changes in the rollups."""
    before = {
        row.id: row
        for row in db.session.scalars(
            select(CountedJob)
            .where(CountedJob.tenant_id == tenant_id, CountedJob.id == any_(literal(list(jobs), UUIDS)))
            .order_by(CountedJob.id)
            .with_for_update()
        )
    }
    histories = _histories(tenant_id, list(jobs))
    changes: dict[tuple[str, UUID | None, date, str], int] = {}
    fresh: list[dict[str, Any]] = []
    for job_id, job in jobs.items():
        now = rules.counted(histories.get(job_id, ()), _promised(tenant_id, job))
        if now is None:
            continue
        row = before.get(job_id)
        was = rules.contributions(_value(row), zone) if row is not None else None
        values = asdict(now) | {
            "ended_on": _day(now.ended_at, zone),
            "due_on": _day(now.due_at, zone),
            "returned_on": _day(now.returned_at, zone),
            "reasons": list(now.reasons),
            "reworks": [[due_at.isoformat(), verdict] for due_at, verdict in now.reworks],
        }
        if row is None:
            fixed = {"work_type": job.work_type, "compartment": job.compartment}
            fresh.append({"tenant_id": tenant_id, "id": job_id, **fixed, **values})
        else:
            for name, value in values.items():
                setattr(row, name, value)
        added = rules.contributions(now, zone)
        for (day, measure), amount in rules.difference(added, was or type(added)()).items():
            key = (job.work_type, job.compartment, day, measure)
            changes[key] = changes.get(key, 0) + amount
    if fresh:
        insert_rows(CountedJob, fresh)
    db.session.flush()
    for (work_type, compartment, day, measure), amount in changes.items():
        if amount:
            yield _Row(work_type, day, measure, amount, event_id, compartment)


def _promised(tenant_id: UUID, job: Any) -> rules.Promised:
    return rules.Promised(
        received_at=job.received_at,
        calendar=contracts.terms_of_version(tenant_id, job.contract_id).calendar,
        priority=job.priority,
        due_at=job.due_at,
    )


def _histories(tenant_id: UUID, job_ids: Sequence[UUID]) -> dict[UUID, list[rules.Happening]]:
    """What happened to the jobs, each in order, as far as it counts."""
    events = db.session.execute(
        select(Event.job_id, Event.name, Event.occurred_at, Event.actor_id, Event.subject_id, Event.data)
        .where(
            Event.tenant_id == tenant_id,
            Event.job_id == any_(literal(list(job_ids), UUIDS)),
            Event.name.in_(TELLING),
        )
        .order_by(Event.job_id, Event.occurred_at, Event.id)
    )
    found: dict[UUID, list[rules.Happening]] = {}
    for event in events:
        found.setdefault(event.job_id, []).append(
            rules.Happening(
                name=event.name,
                at=event.occurred_at,
                by_person=event.actor_id is not None,
                subject_id=event.subject_id,
                data=event.data,
            )
        )
    return found


KEPT = tuple(rules.Counted.__dataclass_fields__)


def _value(row: CountedJob) -> rules.Counted:
    kept = {name: getattr(row, name) for name in KEPT}
    reworks = tuple((datetime.fromisoformat(due_at), verdict) for due_at, verdict in row.reworks)
    return rules.Counted(**kept | {"reasons": tuple(row.reasons), "reworks": reworks})


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return None if at is None else at.astimezone(zone).date()
