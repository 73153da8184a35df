"""Figures for the account managers, read from rollups and from the index of open jobs: never from history."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text

from bpo.contracts import queries as contracts
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.jobs.queries import Kept
from bpo.platform.db import db
from bpo.platform.errors import Conflict, NotFound
from bpo.reporting import rules
from bpo.reporting.models import Tally
from bpo.tenancy.models import Tenant

Days = dict[tuple[date, str], int]


def clients(tenant_ids: Sequence[UUID]) -> list[Tenant]:
    """The clients, by name."""
    return list(
        db.session.scalars(
            select(Tenant).where(Tenant.id.in_(tenant_ids)).order_by(func.lower(Tenant.name).collate("C"))
        )
    )


def get_client(tenant_ids: Sequence[UUID], tenant_id: UUID) -> Tenant:
    """One client; NotFound where it is not one of these."""
    found = db.session.get(Tenant, tenant_id) if tenant_id in tenant_ids else None
    if found is None:
        raise NotFound
    return found


def tallies(tenant_ids: Sequence[UUID], since: date, until: date) -> dict[UUID, Days]:
    """What was counted of each client from day to day: {client: {(day, measure): amount}}."""
    rows = db.session.execute(
        select(Tally.tenant_id, Tally.day, Tally.measure, func.sum(Tally.amount))
        .where(Tally.tenant_id.in_(tenant_ids), Tally.day.between(since, until))
        .group_by(Tally.tenant_id, Tally.day, Tally.measure)
    )
    found: dict[UUID, Days] = defaultdict(dict)
    for tenant_id, day, measure, amount in rows:
        found[tenant_id][day, measure] = int(amount)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """What is open of a client at this moment."""

    open: int
    past_due: int
    due_soon: int
    """Due before the end of the client's day."""
    on_hold: int
    in_review: int


OPEN = text(
    """
    SELECT count(*) AS open, count(*) FILTER (WHERE due_at < :now AND state <> 'on_hold') AS past_due,
           count(*) FILTER (WHERE due_at >= :now AND due_at < :day_end AND state <> 'on_hold') AS due_soon,
           count(*) FILTER (WHERE state = 'on_hold') AS on_hold,
           count(*) FILTER (WHERE state = 'in_review') AS in_review
      FROM job WHERE tenant_id = :tenant AND finished_at IS NULL
       AND state IN ('received', 'in_work', 'in_review', 'on_hold', 'returned')
    """
)


def open_work(tenant_id: UUID, now: datetime, day_end: datetime) -> OpenWork:
    """Counts of open work, from the partial index on open jobs."""
    row = db.session.execute(OPEN, {"tenant": tenant_id, "now": now, "day_end": day_end}).mappings().one()
    return OpenWork(**row)


AGED = text(
    """
    SELECT width_bucket(received_at, CAST(:edges AS timestamptz[])) AS bucket,
           state = 'on_hold' AS held, due_at < :now AND state <> 'on_hold' AS late, count(*) AS n
      FROM job WHERE tenant_id = :tenant AND finished_at IS NULL
       AND state IN ('received', 'in_work', 'in_review', 'on_hold', 'returned')
     GROUP BY 1, 2, 3
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedBacklog:
    """Open jobs of one age: on course, late, waiting (on hold)."""

    label: str
    on_course: int
    late: int
    held: int


def backlog_by_age(tenant_id: UUID, edges: Sequence[datetime], now: datetime) -> list[AgedBacklog]:
    """Open jobs by age bucket, youngest first; `edges` from `rules.age_edges`."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    rising = sorted(edges)
    for row in db.session.execute(AGED, {"tenant": tenant_id, "edges": rising, "now": now}):
        kind = "held" if row.held else "late" if row.late else "on_course"
        counts[len(rising) - row.bucket, kind] += row.n
    return [
        AgedBacklog(
            label=label,
            on_course=counts[index, "on_course"],
            late=counts[index, "late"],
            held=counts[index, "held"],
        )
        for index, label in enumerate(rules.AGES)
    ]


KEPT = text(
    """
    SELECT work_type, sum(met) AS on_time, sum(due) AS due FROM (
        SELECT work_type, CASE WHEN measure = 'due_met' THEN amount ELSE 0 END AS met, amount AS due
          FROM tally
         WHERE tenant_id = :tenant AND measure IN ('due_met', 'due_missed') AND day BETWEEN :first AND :today
        UNION ALL
        SELECT work_type, 0, 1 FROM job
         WHERE tenant_id = :tenant AND finished_at IS NULL AND state IN ('received', 'in_work', 'in_review', 'returned')
           AND due_at >= :since AND due_at < :now) promised
     GROUP BY work_type HAVING sum(due) > 0 ORDER BY work_type
    """
)


def promises_kept(tenant_id: UUID, *, zone: str, now: datetime) -> list[Kept]:
    """Of the jobs due this month in the zone: how many were delivered in time. An open one past its time was not."""
    local = now.astimezone(ZoneInfo(zone))
    since = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = db.session.execute(
        KEPT,
        {"tenant": tenant_id, "first": since.date(), "today": local.date(), "since": since, "now": now},
    )
    return [Kept(work_type=row.work_type, on_time=int(row.on_time), due=int(row.due)) for row in rows]


def contract_of(tenant_id: UUID, at: datetime) -> contracts.ContractInForce | None:
    """The contract in force, or None before the first."""
    try:
        return contracts.terms_in_force(tenant_id, at)
    except Conflict:
        return None


HAS_RESULT = Job.state.in_(("delivered", "accepted", "billed"))
SLICES = {
    "late": Job.state.in_(("received", "in_work", "in_review", "returned")),
    "open": Job.state.in_(("received", "in_work", "in_review", "on_hold", "returned")),
    "on_hold": Job.state == "on_hold",
    "in_review": Job.state == "in_review",
    "missed": Job.late.is_(True) & HAS_RESULT,
    "straight": Job.touched.is_(False) & HAS_RESULT,
    "rejected": Job.state == "rejected",
}
"""The jobs behind a number of the accounts page; of "late", those whose time has come."""
ENDED = ("missed", "straight", "rejected")


def jobs_behind(
    tenant_id: UUID, which: str, *, now: datetime, limit: int, after: UUID | None = None
) -> list[Job]:
    """The jobs behind a figure, the oldest first, of ended ones the newest.

    `after` is the last id of the page above. NotFound for a figure there is not.
    """
    if which not in SLICES:
        raise NotFound
    statement = select(Job).where(Job.tenant_id == tenant_id, SLICES[which])
    if which == "late":
        statement = statement.where(Job.due_at < now)
    if which in ENDED:
        statement = statement.order_by(Job.id.desc())
        statement = statement.where(Job.id < after) if after else statement
    else:
        statement = statement.where(Job.finished_at.is_(None)).order_by(Job.id)
        statement = statement.where(Job.id > after) if after else statement
    return list(db.session.scalars(statement.limit(limit)))


def history(tenant_id: UUID, job_id: UUID) -> list[Event]:
    """Everything that happened to a job, in order."""
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.tenant_id == tenant_id, Event.job_id == job_id)
            .order_by(Event.occurred_at, Event.id)
        )
    )
