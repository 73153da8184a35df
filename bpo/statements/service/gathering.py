"""What a month came to, from the figures everybody reads: gathered once, when the month is closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from bpo.catalog.queries import compartment_of
from bpo.catalog.registry import reason_in_words, work_type
from bpo.contracts import queries as contracts
from bpo.contracts import rules as promised
from bpo.contracts.queries import ContractInForce
from bpo.contracts.rules import Priority, Statement
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.display import format_exact
from bpo.platform.errors import Conflict
from bpo.quality.rules import FOUND_BY
from bpo.reporting.queries import (
    Figures,
    charges,
    figures_of,
    open_work,
    read_tallies,
    statement_so_far,
)
from bpo.reporting.rules import Counts, Period
from bpo.reporting.rules import Spread as Seconds
from bpo.statements import queries
from bpo.statements.models import ClosedMonth
from bpo.statements.rules import BillLine, DayLine, Earned, Late, Report, Spread
from bpo.statements.rules.report import COUNTS, SHARES, SPREADS
from bpo.tenancy.queries import tenant

LATE_LISTED = 1000
HISTORY = 12
"""Months that a report looks back."""

LATE = text(
    """
    SELECT job.reference, job.work_type, job.priority, job.due_at, job.finished_at, count(*) OVER () AS in_all
      FROM job LEFT JOIN counted_job c ON c.tenant_id = job.tenant_id AND c.id = job.id
     WHERE job.tenant_id = :tenant AND job.due_at >= :since AND job.due_at < :until
       AND job.state NOT IN ('rejected', 'cancelled')
       AND coalesce(c.verdict = 'missed', job.due_at < :now)
     ORDER BY job.due_at, job.id LIMIT :most
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A month's report, the contract version that held at its end, and whose work only the cleared may read of."""

    report: Report
    contract_id: UUID
    compartments: tuple[UUID, ...]


def report_of(tenant_id: UUID, month: date, *, by: Caller, now: datetime) -> Gathered:
    """A month of a client as its figures stand, for somebody who sees all of them.

    Conflict where no contract was in force then, and where it covers confidential work that the caller is not cleared
    for: without that, the levels and the bill would be wrong.
    """
    client = tenant(tenant_id)
    period = Period.month(month.year, month.month, zone=client.zone)
    contract = contracts.terms_in_force(tenant_id, min(now, period.ends))
    confidential = _confidential(tenant_id, contract)
    _demand_cleared(by, confidential)
    counts = read_tallies(tenant_id, period)
    told_of = tuple(stands_in for key, stands_in in confidential.items() if _any(counts.get(key), period))
    whole = figures_of(tenant_id, period, now=now, counts=counts)
    opened = open_work({tenant_id: period}, now=now)[tenant_id]
    statement = statement_so_far(tenant_id, counts, opened, period, contract)
    earlier = queries.standing_before(tenant_id, month, months=HISTORY)
    late, late_in_all = _late(tenant_id, period, now)
    report = Report(
        client=client.name,
        month=month,
        zone=client.zone,
        contract=contract.number,
        names={key: work_type(key).name for key, _ in contract.terms.work_types},
        statement=statement,
        bill=tuple(_bill(contract, counts, period)),
        fee=contract.terms.monthly_fee,
        earned=tuple(_earned(earlier, statement, month)),
        counts={key: int(getattr(whole, key)) for key, _ in COUNTS},
        shares={key: (ratio.part, ratio.whole) for key, _ in SHARES if (ratio := getattr(whole, key)).whole},
        spreads={key: _spread(getattr(whole, key)) for key, _ in SPREADS},
        right=_right(whole),
        exception_reasons=tuple(
            (reason_in_words(code, [key for key, _ in contract.terms.work_types]), n)
            for code, n in whole.exception_reasons
        ),
        defect_reasons=tuple(
            (f"{each.label} ({FOUND_BY[each.origin]})", each.n) for each in whole.defect_reasons
        ),
        holds=tuple((each.owes, each.holds, each.seconds) for each in whole.holds),
        days=_days(whole.tallies, period),
        late=late,
        late_in_all=late_in_all,
        history=tuple((each.month, _attained(each)) for each in earlier),
    )
    return Gathered(report=report, contract_id=contract.version_id, compartments=told_of)


def _attained(month: ClosedMonth) -> dict[str, Decimal | None]:
    """What was attained of each level in a month that was closed."""
    return {
        each.promised.key: each.attained for each in Statement.from_json(month.report["statement"]).levels
    }


def _confidential(tenant_id: UUID, contract: ContractInForce) -> dict[str, UUID]:
    """The compartments of the confidential work types in the contract, by their keys."""
    found = {key: compartment_of(tenant_id, work_type(key)) for key, _ in contract.terms.work_types}
    return {key: stands_in for key, stands_in in found.items() if stands_in is not None}


def _demand_cleared(who: Caller, confidential: Mapping[str, UUID]) -> None:
    """Conflict, by the names of work, where there is a compartment that is closed to the caller."""
    closed_to = [key for key, stands_in in confidential.items() if stands_in not in who.cleared]
    if closed_to:
        names = ", ".join(work_type(key).name for key in closed_to)
        raise Conflict(
            f"A month tells of all work, and you are not cleared for {names}: somebody who is closes it."
        )


def _any(counts: Counts | None, period: Period) -> bool:
    """Whether anything was counted in the month."""
    return counts is not None and any(
        amount and period.first <= day <= period.last for day, _, amount in counts.rows()
    )


def _bill(contract: ContractInForce, counts: Mapping[str, Counts], period: Period) -> Iterator[BillLine]:
    for key, charged in charges(counts, period, contract).items():
        if charged.total:
            kind = work_type(key)
            yield BillLine(name=kind.name, unit=kind.unit, charge=charged)


def _earned(earlier: Sequence[ClosedMonth], now_closed: Statement, month: date) -> Sequence[Earned]:
    """What became, with this month, of the credits of the months before; those settled earlier are not told again."""
    by_month = {each.month: Statement.from_json(each.report["statement"]) for each in earlier}
    by_month[month] = now_closed
    told = []
    for each in reversed(earlier):
        statement, months = by_month[each.month], _months_to_earn_back(each)
        following = [by_month[later] for later in sorted(by_month) if later > each.month]
        states = promised.earned_back(statement, months, following)
        before = promised.earned_back(statement, months, following[:-1])
        cost = {result.promised.key: result.credit for result in statement.levels}
        told += [
            Earned(month=each.month, level=key, credit=cost[key], state=state)
            for key, state in states.items()
            if state is not before[key] or state is promised.EarnBack.PENDING
        ]
    return told


def _months_to_earn_back(closed: ClosedMonth) -> int:
    return contracts.terms_of_version(closed.tenant_id, closed.contract_id).terms.earn_back_months


def _late(tenant_id: UUID, period: Period, now: datetime) -> tuple[tuple[Late, ...], int]:
    rows = db.session.execute(
        LATE,
        {
            "tenant": tenant_id,
            "since": period.begins,
            "until": period.ends,
            "now": now,
            "most": LATE_LISTED,
        },
    ).all()
    late = tuple(
        Late(
            reference=row.reference,
            name=work_type(row.work_type).name,
            priority=Priority.of_rank(row.priority).value,
            due_at=format_exact(row.due_at, period.zone),
            finished_at=format_exact(row.finished_at, period.zone) if row.finished_at else None,
        )
        for row in rows
    )
    return late, rows[0].in_all if rows else 0


def _days(counts: Counts, period: Period) -> tuple[DayLine, ...]:
    by_day = {word: counts.by_day(word) for word in ("received", "delivered", "due_met", "due_missed")}
    return tuple(
        DayLine(
            day=day,
            received=by_day["received"][day],
            delivered=by_day["delivered"][day],
            due=by_day["due_met"][day] + by_day["due_missed"][day],
            met=by_day["due_met"][day],
        )
        for day in period.days
    )


def _right(whole: Figures) -> tuple[int, float, float, float] | None:
    interval = whole.quality.interval
    return (interval.n, interval.rate, interval.low, interval.high) if interval else None


def _spread(seconds: Seconds) -> Spread:
    return Spread(
        n=seconds.n,
        mean=seconds.mean,
        median=seconds.median,
        p90=seconds.p90,
        p95=seconds.p95,
        most=seconds.most,
    )
