"""What is open at this moment, from the partial index on open jobs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bpo.platform.db import db
from bpo.reporting import rules

OPEN_STATES = "('received', 'in_work', 'in_review', 'on_hold', 'returned')"

LATE = """
    CASE WHEN j.due_at >= :now THEN false
         WHEN j.state <> 'on_hold' THEN true
         ELSE (SELECT NOT c.paused OR c.breached_at IS NOT NULL FROM job_clock c
                WHERE c.tenant_id = j.tenant_id AND c.id = j.id) END
"""
"""Whether an open job is past due: on hold only where that does not stop its clock, or it was late before."""

OWED = f"""
    CASE WHEN {LATE} THEN NOT EXISTS (SELECT FROM counted_job k WHERE k.tenant_id = j.tenant_id AND k.id = j.id
                                        AND k.verdict IS NOT NULL) ELSE false END
"""
"""Whether a past due job still owes its promise: one that came back onto a clock of its own has kept or missed it."""

OPEN = text(
    f"""
    SELECT asked.tenant_id, job.work_type, job.priority, count(*) AS open, count(*) FILTER (WHERE late) AS past_due,
           count(*) FILTER (WHERE owed AND due_at >= asked.since AND due_at < asked.until) AS missed,
           count(*) FILTER (WHERE NOT late AND state <> 'on_hold' AND due_at < asked.day_end) AS due_today,
           count(*) FILTER (WHERE state = 'on_hold') AS on_hold,
           count(*) FILTER (WHERE state = 'in_review') AS in_review
      FROM unnest(CAST(:tenants AS uuid[]), CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]),
                  CAST(:day_ends AS timestamptz[])) AS asked(tenant_id, since, until, day_end)
      CROSS JOIN LATERAL (
           SELECT j.work_type, j.priority, j.state, j.due_at, {LATE} AS late, {OWED} AS owed
             FROM job j WHERE j.tenant_id = asked.tenant_id AND j.finished_at IS NULL
              AND j.copy_of IS NULL AND j.state IN {OPEN_STATES}) job
     GROUP BY asked.tenant_id, job.work_type, job.priority
    """  # noqa: S608 - the names are ours
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """What is open of one work type and priority of a client, or of several together.

    `missed` are past due of the period asked for: they count against its service level. `due_today` are those due
    before the client's day ends, without what is past due or on hold.
    """

    work_type: str = ""
    priority: int = 0
    open: int = 0
    past_due: int = 0
    missed: int = 0
    due_today: int = 0
    on_hold: int = 0
    in_review: int = 0


def open_work(periods: Mapping[UUID, rules.Period], *, now: datetime) -> dict[UUID, list[OpenWork]]:
    """What is open of clients, by work type and priority; each with the period that it is asked for."""
    rows = db.session.execute(
        OPEN,
        {
            "now": now,
            "tenants": list(periods),
            "since": [period.begins for period in periods.values()],
            "until": [period.ends for period in periods.values()],
            "day_ends": [day_end(period.zone, now) for period in periods.values()],
        },
    ).mappings()
    found: dict[UUID, list[OpenWork]] = {tenant_id: [] for tenant_id in periods}
    for row in rows:
        found[row["tenant_id"]].append(
            OpenWork(**{name: row[name] for name in OpenWork.__dataclass_fields__})
        )
    return found


def day_end(zone: str, now: datetime) -> datetime:
    """When the client's day ends."""
    local = now.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date() + timedelta(days=1), time.min, local.tzinfo)


def all_open(parts: Iterable[OpenWork]) -> OpenWork:
    """Several as one."""
    names = ("open", "past_due", "missed", "due_today", "on_hold", "in_review")
    kept = list(parts)
    return OpenWork(**{name: sum(getattr(part, name) for part in kept) for name in names})


OVERDUE = text(
    f"""
    SELECT tenant_id, CAST(timezone(zone, due_at) AS date) AS day, count(*) AS n
      FROM (SELECT j.tenant_id, of.zone, j.due_at, {OWED} AS owed
              FROM unnest(CAST(:tenants AS uuid[]), CAST(:zones AS text[]), CAST(:since AS timestamptz[]),
                          CAST(:until AS timestamptz[])) AS of(tenant, zone, since, until)
              JOIN job j ON j.tenant_id = of.tenant AND j.due_at >= of.since
               AND j.due_at < least(of.until, CAST(:now AS timestamptz))
             WHERE j.finished_at IS NULL AND j.copy_of IS NULL AND j.state IN {OPEN_STATES}
               AND (CAST(:work_type AS text) IS NULL OR j.work_type = :work_type)) job
     WHERE owed GROUP BY 1, 2
    """  # noqa: S608 - the names are ours
)


def overdue_by_day(
    periods: Mapping[UUID, rules.Period], now: datetime, work_type: str | None = None
) -> dict[UUID, Counter[date]]:
    """What is open and past due of each client's period, by the client's day on which it was due."""
    asked = {
        "tenants": list(periods),
        "zones": [period.zone for period in periods.values()],
        "since": [period.begins for period in periods.values()],
        "until": [period.ends for period in periods.values()],
    }
    found: dict[UUID, Counter[date]] = {tenant_id: Counter() for tenant_id in periods}
    for row in db.session.execute(OVERDUE, asked | {"now": now, "work_type": work_type}):
        found[row.tenant_id][row.day] = row.n
    return found


AGED = text(
    f"""
    SELECT width_bucket(j.received_at, CAST(:edges AS timestamptz[])) AS bucket,
           CASE WHEN {LATE} THEN 'late' WHEN j.state = 'on_hold' THEN 'held' ELSE 'on_course' END AS kind,
           count(*) AS n
      FROM job j WHERE j.tenant_id = :tenant AND j.finished_at IS NULL AND j.copy_of IS NULL
       AND j.state IN {OPEN_STATES} AND (CAST(:work_type AS text) IS NULL OR j.work_type = :work_type)
     GROUP BY 1, 2
    """  # noqa: S608 - the names are ours
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedBacklog:
    """Open jobs of one age: on course, late, waiting (on hold)."""

    label: str
    on_course: int
    late: int
    held: int


def backlog_by_age(
    tenant_id: UUID, edges: Sequence[datetime], now: datetime, work_type: str | None = None
) -> list[AgedBacklog]:
    """Open jobs by age bucket, youngest first; `edges` from `rules.age_edges`."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    rising = sorted(edges)
    asked = {"tenant": tenant_id, "edges": rising, "now": now, "work_type": work_type}
    for row in db.session.execute(AGED, asked):
        counts[len(rising) - row.bucket, row.kind] += row.n
    return [
        AgedBacklog(
            label=label,
            on_course=counts[index, "on_course"],
            late=counts[index, "late"],
            held=counts[index, "held"],
        )
        for index, label in enumerate(rules.AGES)
    ]


OWING = text(
    """
    SELECT owes, count(*) FILTER (WHERE ended_at IS NULL) AS open, count(*) FILTER (WHERE credited) AS credited,
           count(*) AS holds, count(DISTINCT job_id) AS jobs,
           coalesce(sum(extract(epoch FROM coalesce(ended_at, :now) - placed_at)), 0)::bigint AS seconds
      FROM hold WHERE tenant_id = :tenant AND placed_at >= :since AND placed_at < :until
       AND (CAST(:work_type AS text) IS NULL OR EXISTS (
            SELECT FROM job j WHERE j.tenant_id = hold.tenant_id AND j.id = hold.job_id AND j.work_type = :work_type))
     GROUP BY owes ORDER BY count(*) DESC, owes
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """Holds of a period for which one side owes the action; `seconds` is elapsed time of all of them."""

    owes: str
    holds: int
    jobs: int
    open: int
    credited: int
    seconds: int


def holds_by_ower(
    tenant_id: UUID, period: rules.Period, now: datetime, work_type: str | None = None
) -> list[Owing]:
    """Holds placed in the period, by who owes the action."""
    rows = db.session.execute(
        OWING,
        {
            "tenant": tenant_id,
            "since": period.begins,
            "until": period.ends,
            "now": now,
            "work_type": work_type,
        },
    ).mappings()
    return [Owing(**row) for row in rows]
