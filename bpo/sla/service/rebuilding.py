"""Clocks thrown away and made again from the events, which are the truth."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, literal, select, text, tuple_, update

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Priority
from bpo.events.models import Event
from bpo.platform.db import db, insert_rows
from bpo.sla import rules
from bpo.sla.models import JobClock
from bpo.sla.queries import working_time

UUIDS = ARRAY(Uuid)

Place = tuple[datetime, UUID]
"""Where a run has come to: instant and id of the last receipt it has seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a run came to: how many clocks it made, those that differed from the stored, and where it stopped.

    `differing` are (job id, names of the columns; none where there was no clock). `place` is None at the end.
    """

    clocks: int
    differing: tuple[tuple[UUID, tuple[str, ...]], ...]
    place: Place | None


def rebuild(
    *, tenant_id: UUID, after: Place | None = None, until: Place | None = None, limit: int = 2000, write: bool
) -> Rebuilt:
    """Make the clocks of the client's next `limit` jobs from their events, in the order of receipt, and hold them
    against the stored; with `write`, what differs or is missing is stored.

    A large client is done piece by piece, each in a unit of work of its own, from `after` to `until`.
    """
    receipts = _receipts(tenant_id, after, until, limit)
    if not receipts:
        return Rebuilt(clocks=0, differing=(), place=None)
    made = _made(tenant_id, [receipt.job_id for receipt in receipts])
    otherwise = {job_id: made[job_id] for job_id in _otherwise(tenant_id, made)}
    stored = _stored(tenant_id, list(otherwise))
    differing = [
        (job_id, tuple(name for name, value in columns.items() if stored[job_id][name] != value))
        if job_id in stored
        else (job_id, ())
        for job_id, columns in otherwise.items()
    ]
    if write:
        _write(tenant_id, otherwise, set(stored))
    last = receipts[-1]
    return Rebuilt(
        clocks=len(made),
        differing=tuple(differing),
        place=(last.occurred_at, last.id) if len(receipts) == limit else None,
    )


class _Receipt(NamedTuple):
    job_id: UUID
    occurred_at: datetime
    id: UUID


def _receipts(tenant_id: UUID, after: Place | None, until: Place | None, limit: int) -> list[_Receipt]:
    asked = select(Event.job_id, Event.occurred_at, Event.id).where(
        Event.tenant_id == tenant_id, Event.name == "job.received", Event.job_id.is_not(None)
    )
    if after is not None:
        asked = asked.where(tuple_(Event.occurred_at, Event.id) > after)
    if until is not None:
        asked = asked.where(tuple_(Event.occurred_at, Event.id) <= until)
    found = db.session.execute(asked.order_by(Event.occurred_at, Event.id).limit(limit))
    return [_Receipt(job_id, at, event_id) for job_id, at, event_id in found if job_id is not None]


def _made(tenant_id: UUID, job_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """The columns of each job's clock, as its events have it."""
    histories: dict[UUID, list[rules.Fact]] = defaultdict(list)
    rows = db.session.execute(
        select(Event.job_id, Event.name, Event.occurred_at, Event.subject_id, Event.data)
        .where(
            Event.tenant_id == tenant_id,
            Event.job_id == any_(literal(list(job_ids), UUIDS)),
            Event.name.in_(rules.FACTS),
        )
        .order_by(Event.job_id, Event.occurred_at, Event.id)
    )
    for job_id, *fact in rows:
        histories[job_id].append(rules.Fact(*fact))
    promises, working = _promises(tenant_id), lru_cache(_laid_out(tenant_id))
    made = {}
    for job_id, history in histories.items():
        work_type = str(history[0].data.get("work_type", ""))
        found = rules.replay(history, promises(work_type), working)
        if found is not None:
            course, last = found
            made[job_id] = rules.stored(course, rules.clock(course.facts(working), last))
    return made


def _laid_out(tenant_id: UUID) -> Callable[[rules.Calendars], rules.WorkingTime]:
    working = working_time(tenant_id)
    return lambda calendars: rules.timetable(working(calendars))


def _promises(tenant_id: UUID) -> Callable[[str], rules.Promises]:
    """What the client's contract versions promise, looked up once for each work type, version and priority."""

    @lru_cache
    def of(work_type: str) -> rules.Promises:
        @lru_cache
        def promise(contract_id: UUID, priority: str) -> rules.Promise:
            contract = contracts.terms_of_version(tenant_id, contract_id)
            promised = contract.terms.of(work_type)
            return rules.Promise(
                target=contract.terms.turnaround(work_type, Priority(priority)),
                calendar_id=contract.calendar_id,
                warn=promised.warn_percent,
                same_clock=promised.return_keeps_clock,
                rework=promised.rework,
            )

        return promise

    return of


OTHERWISE = text(
    """
    SELECT made.id FROM json_populate_recordset(CAST(NULL AS job_clock), CAST(:rows AS json)) made
      LEFT JOIN job_clock ON job_clock.tenant_id = made.tenant_id AND job_clock.id = made.id
     WHERE job_clock IS DISTINCT FROM made
    """
)


def _otherwise(tenant_id: UUID, made: Mapping[UUID, dict[str, Any]]) -> list[UUID]:
    """Which of these clocks are stored otherwise, or not at all. PostgreSQL compares: what is equal, as nearly all of
    them are, need not travel, and be read, to be found so."""
    rows = [{"tenant_id": tenant_id, "id": job_id, **columns} for job_id, columns in made.items()]
    sent = json.dumps(
        rows, default=lambda value: value.isoformat() if isinstance(value, datetime) else str(value)
    )
    return list(db.session.scalars(OTHERWISE, {"rows": sent}))


COLUMNS = [column for column in JobClock.__table__.columns if column.name not in ("tenant_id", "id")]


def _stored(tenant_id: UUID, job_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = db.session.execute(
        select(JobClock.id, *COLUMNS).where(
            JobClock.tenant_id == tenant_id, JobClock.id == any_(literal(list(job_ids), UUIDS))
        )
    )
    names = [column.name for column in COLUMNS]
    return {job_id: dict(zip(names, values, strict=True)) for job_id, *values in rows}


def _write(tenant_id: UUID, made: Mapping[UUID, dict[str, Any]], there: set[UUID]) -> None:
    missing = [
        {"tenant_id": tenant_id, "id": job_id, **columns}
        for job_id, columns in made.items()
        if job_id not in there
    ]
    insert_rows(JobClock, missing)
    for job_id, columns in made.items():
        if job_id in there:
            db.session.execute(
                update(JobClock)
                .where(JobClock.tenant_id == tenant_id, JobClock.id == job_id)
                .values(**columns)
            )
