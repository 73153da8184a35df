"""What will be late: the work that waits for people, how long it takes them, and who is planned for it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from bpo.contracts.queries import ContractInForce, contracts_in_force
from bpo.contracts.rules import Calendar
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.reporting import rules
from bpo.reporting.queries.clients import clients
from bpo.reporting.queries.tallies import tallies_of_all
from bpo.sla.rules import business_between, opening_after, working_date, working_dates_after
from bpo.tenancy.models import Tenant

BIN = timedelta(minutes=15)
"""Due times are taken together by so much."""
AT_TASKS = 0.85
"""The part of planned time that people are at tasks."""
USUAL_DAY = 480
"""Minutes planned of a person of whom nothing was planned, shared among the clients served."""
LATELY = 30
"""Over how many days handle times are measured."""
ENOUGH = 20
"""Tasks from which a handle time counts as measured."""

WAITING = text(
    """
    SELECT asked.tenant_id, waits.*
      FROM unnest(CAST(:tenants AS uuid[]), CAST(:horizons AS timestamptz[])) AS asked(tenant_id, horizon)
      CROSS JOIN LATERAL (
           SELECT q.work_type, t.step, date_bin(:bin, t.due_at, TIMESTAMPTZ '2020-01-01 00:00+00') AS due,
                  count(*) AS tasks, count(DISTINCT t.job_id) AS jobs
             FROM task t JOIN work_queue q ON q.tenant_id = t.tenant_id AND q.id = t.queue_id
            WHERE t.tenant_id = asked.tenant_id AND t.finished_at IS NULL AND t.state IN ('queued', 'in_progress')
              AND q.actor = 'person' AND t.due_at < asked.horizon
            GROUP BY q.work_type, t.step, due) waits
     ORDER BY waits.due, waits.work_type, waits.step
    """
)

PLANNED = text(
    """
    SELECT a.tenant_id, p.id, p.name, a.minutes_a_day,
           (SELECT count(*) FROM assignment o WHERE o.person_id = a.person_id
               AND (o.expires_at IS NULL OR o.expires_at > :now)) AS serves
      FROM assignment a JOIN person p ON p.id = a.person_id AND p.state = 'active'
     WHERE a.tenant_id = ANY(CAST(:tenants AS uuid[])) AND (a.expires_at IS NULL OR a.expires_at > :now)
       AND EXISTS (SELECT FROM certification c WHERE c.tenant_id = a.tenant_id AND c.person_id = a.person_id
                      AND (c.expires_at IS NULL OR c.expires_at > :now))
     ORDER BY p.name, p.id
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Somebody planned for the client: minutes on a working day; `said` where they were stated, not reckoned."""

    person_id: UUID
    name: str
    minutes: int
    said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Waiting work of one step: jobs, the handle time reckoned with, and on how many tasks it rests (0: contract)."""

    work_type: str
    step: str
    jobs: int
    seconds: float
    measured: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What will be late up to `horizon`, and all that this rests on.

    `late` jobs are due from now on and would be finished too late. `day_minutes` is a working day of the calendar.
    """

    horizon: datetime
    late: int
    late_bins: tuple[tuple[str, str, datetime, int], ...]
    work: tuple[Effort, ...]
    hands: tuple[Hand, ...]
    day_minutes: int
    days_in_hand: Decimal | None

    @property
    def planned_minutes(self) -> int:
        """Of all people on a working day."""
        return sum(hand.minutes for hand in self.hands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """One client's part of the question what will be late.

    Handle times are those of `counts` over `period`. `opened` are (work type, open jobs), for the days of work in
    hand. `work_type` is the one asked about; None for all.
    """

    tenant_id: UUID
    contract: ContractInForce
    counts: Mapping[str, rules.Counts]
    opened: Sequence[tuple[str, int]]
    period: rules.Period
    work_type: str | None = None


def planned_for(tenant_ids: Sequence[UUID], now: datetime) -> dict[UUID, tuple[Hand, ...]]:
    """Who is planned for each client: assigned and certified. Where nobody stated minutes, a usual day is shared among
    the clients served, as far as the reader may see them."""
    found: dict[UUID, list[Hand]] = {tenant_id: [] for tenant_id in tenant_ids}
    for row in db.session.execute(PLANNED, {"tenants": list(tenant_ids), "now": now}):
        said = row.minutes_a_day is not None
        minutes = row.minutes_a_day if said else USUAL_DAY // max(row.serves, 1)
        found[row.tenant_id].append(Hand(person_id=row.id, name=row.name, minutes=minutes, said=said))
    return {tenant_id: tuple(hands) for tenant_id, hands in found.items()}


def outlook(asked: Prospect, *, now: datetime) -> Outlook:
    """What will be late of one client by the end of the next working day."""
    return outlooks([asked], now=now)[asked.tenant_id]


def outlooks(asked: Sequence[Prospect], *, now: datetime) -> dict[UUID, Outlook]:
    """What will be late of each client by the end of its next working day; two questions however many they are.

    People work in order of due time, at the client's working hours; steps that come after, and work that comes yet,
    are left out.
    """
    horizons = {each.tenant_id: _horizon(each.contract.calendar, now) for each in asked}
    waiting: dict[UUID, list[Any]] = {tenant_id: [] for tenant_id in horizons}
    parameters = {"tenants": list(horizons), "horizons": list(horizons.values()), "bin": BIN}
    for row in db.session.execute(WAITING, parameters):
        waiting[row.tenant_id].append(row)
    hands = planned_for(list(horizons), now)
    return {
        each.tenant_id: _outlook(
            each,
            [row for row in waiting[each.tenant_id] if each.work_type in (None, row.work_type)],
            hands[each.tenant_id],
            horizons[each.tenant_id],
            now,
        )
        for each in asked
    }


def _outlook(
    asked: Prospect, rows: Sequence[Any], hands: tuple[Hand, ...], horizon: datetime, now: datetime
) -> Outlook:
    calendar = asked.contract.calendar
    times = {(row.work_type, row.step): _handle_time(asked, row.work_type, row.step) for row in rows}
    day_minutes = minutes_of_a_day(calendar)
    rate = AT_TASKS * sum(hand.minutes for hand in hands) / day_minutes

    def capacity(until: datetime) -> float:
        return rate * business_between(calendar, now, until).total_seconds()

    waiting = [
        rules.Waiting(
            due_at=row.due + BIN,
            count=row.jobs,
            seconds=times[row.work_type, row.step][0] * row.tasks / row.jobs,
        )
        for row in rows
    ]
    late = _late(rows, waiting, capacity, now)
    return Outlook(
        horizon=horizon,
        late=sum(count for _, _, _, count in late),
        late_bins=late,
        work=_efforts(rows, times),
        hands=hands,
        day_minutes=day_minutes,
        days_in_hand=rules.days_in_hand(
            [(count, _standard(asked.contract, key)) for key, count in asked.opened],
            Decimal(sum(hand.minutes for hand in hands)),
        ),
    )


def minutes_of_a_day(calendar: Calendar) -> int:
    """The minutes of a working day, over the days of a week that are worked."""
    days = [sum(end - start for start, end in calendar.intervals(day)) for day in range(7)]
    worked = [minutes for minutes in days if minutes]
    return max(sum(worked) // max(len(worked), 1), 1)


def _horizon(calendar: Calendar, now: datetime) -> datetime:
    """The end of the next working day: the opening of the one after it."""
    day = working_date(calendar, opening_after(calendar, now))
    after = working_dates_after(calendar, day, 2)
    start = datetime.combine(after, datetime.min.time(), now.tzinfo)
    return opening_after(calendar, start)


def _late(
    rows: Sequence[Any],
    waiting: Sequence[rules.Waiting],
    capacity: Callable[[datetime], float],
    now: datetime,
) -> tuple[tuple[str, str, datetime, int], ...]:
    """(work type, step, beginning of the bin, jobs) that would be late and are not yet."""
    return tuple(
        (row.work_type, row.step, row.due, late)
        for row, late in zip(rows, rules.predicted_late(waiting, capacity), strict=True)
        if late and row.due + BIN > now
    )


def _efforts(rows: Sequence[Any], times: Mapping[tuple[str, str], tuple[float, int]]) -> tuple[Effort, ...]:
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found[row.work_type, row.step] += row.jobs
    return tuple(
        Effort(work_type=key[0], step=key[1], jobs=count, seconds=times[key][0], measured=times[key][1])
        for key, count in sorted(found.items())
    )


def _handle_time(asked: Prospect, work_type: str, step: str) -> tuple[float, int]:
    """(seconds a task, tasks it was measured on); of too few the contract's standard minutes, measured on 0."""
    own, span = asked.counts.get(work_type, rules.Counts()), (asked.period.first, asked.period.last)
    tasks = own.total(f"handled.{step}", *span)
    if tasks >= ENOUGH:
        return own.total(f"handle_seconds.{step}", *span) / tasks, tasks
    return float(_standard(asked.contract, work_type)) * 60, 0


def _standard(contract: ContractInForce, work_type: str) -> Decimal:
    """The contract's standard minutes of a job; none where it no longer covers the work type."""
    try:
        return contract.terms.of(work_type).standard_minutes
    except Conflict:
        return Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateSoon:
    """What the floor is told of one client: jobs that wait for people and are due by `horizon`, and how it will go."""

    tenant_id: UUID
    client: str
    late: int
    waiting: int
    seconds: int
    people: int
    planned_minutes: int
    horizon: datetime


def late_soon(tenant_ids: Sequence[UUID], *, now: datetime) -> list[LateSoon]:
    """The outlook of each client with work that waits for people, the worst first."""
    served = {client.id: client for client in clients(tenant_ids)}
    agreed = contracts_in_force(list(served), now)
    if not agreed:
        return []
    lately = {
        tenant_id: rules.Period.last_days(LATELY, now=now, zone=served[tenant_id].zone)
        for tenant_id in agreed
    }
    since = min(period.first for period in lately.values())
    until = max(period.last for period in lately.values())
    counts = tallies_of_all(list(agreed), ("handled", "handle_seconds"), since, until)
    asked = [
        Prospect(
            tenant_id=tenant_id,
            contract=contract,
            counts=counts[tenant_id],
            opened=(),
            period=lately[tenant_id],
        )
        for tenant_id, contract in agreed.items()
    ]
    found = [
        _late_soon(served[tenant_id], seen)
        for tenant_id, seen in outlooks(asked, now=now).items()
        if seen.work
    ]
    return sorted(found, key=lambda each: (-each.late, each.client))


def _late_soon(client: Tenant, seen: Outlook) -> LateSoon:
    return LateSoon(
        tenant_id=client.id,
        client=client.name,
        late=seen.late,
        waiting=sum(each.jobs for each in seen.work),
        seconds=round(sum(each.jobs * each.seconds for each in seen.work)),
        people=len(seen.hands),
        planned_minutes=seen.planned_minutes,
        horizon=seen.horizon,
    )
