"""All figures of one client and period, as one value: pages, API, exports and reports read this and nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from bpo.contracts.queries import ContractInForce
from bpo.contracts.rules import Charge, Measured, Priority, Statement, charge, promised_levels, statement_of
from bpo.quality.queries.figures import (
    NOT_MEASURED,
    Accuracy,
    DefectCount,
    accuracy,
    accuracy_by_work_type,
    defect_chart,
    defects_by_reason,
)
from bpo.quality.rules import Chart
from bpo.reporting import rules
from bpo.reporting.queries.clients import contract_of
from bpo.reporting.queries.opened import OpenWork, Owing, all_open, holds_by_ower, open_work, overdue_by_day
from bpo.reporting.queries.spread import spreads
from bpo.reporting.queries.tallies import tallies, together

BY_DAY = 31
"""Days up to which the control chart has a point for each; above, one for each week."""
TOP = 8
"""How many reasons are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleTime:
    """Handle time of one step: `tasks` completed by people, `seconds` for each on average."""

    step: str
    tasks: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a client's work came to in a period. Every field's definition is in `rules.DEFINITIONS`.

    `levels` are the service levels of the contract in force at the end of the period; `attained` is all of them as
    one. Amounts of time are seconds. `open` (`open_parts` by work type and
    priority) is of the moment asked for, not of the period; `overdue` is what is
    open and past due of the period, by due day. `tallies` are the counts by
    day from which all this was read, from `rules.WEEKS` weeks before the period on.
    """

    tenant_id: UUID
    period: rules.Period
    work_type: str | None
    contract: ContractInForce | None
    tallies: rules.Counts
    attained: rules.Attained
    levels: tuple[rules.Attained, ...]
    open: OpenWork
    open_parts: tuple[OpenWork, ...]
    overdue: Counter[date]
    received: int
    delivered: int
    delivered_again: int
    accepted: int
    returned: int
    rejected: int
    cancelled: int
    breached: int
    straight: rules.Ratio
    first_pass: rules.Ratio
    exception: rules.Ratio
    matched: rules.Ratio
    rework: rules.Ratio
    tat: rules.Spread
    gross: rules.Spread
    wait: rules.Spread
    people_seconds: int
    seconds_a_job: int | None
    efficiency: rules.Ratio
    handle_times: tuple[HandleTime, ...]
    reviewed: int
    defects: int
    quality: Accuracy
    control: Chart
    volume: rules.Volume
    exception_reasons: tuple[tuple[str, int], ...]
    defect_reasons: tuple[DefectCount, ...]
    holds: tuple[Owing, ...]

    def cost_a_job(self, hour_cost: Decimal) -> Decimal | None:
        """What people's time came to for each job delivered, at so much an hour."""
        return rules.cost(self.people_seconds, self.delivered, hour_cost)


def read_tallies(tenant_id: UUID, period: rules.Period) -> dict[str, rules.Counts]:
    """The counts by work type that `figures_of` needs: of the period and of what its forecast rests on."""
    since = period.first - timedelta(weeks=rules.WEEKS)
    return tallies(tenant_id, since, period.last)


def figures_of(
    tenant_id: UUID,
    period: rules.Period,
    *,
    now: datetime,
    work_type: str | None = None,
    counts: dict[str, rules.Counts] | None = None,
) -> Figures:
    """The figures of a client's period as they stand at `now`, of one work type or of all.

    `counts` are those of `read_tallies`, where they were read already. Reads rollups, the index of open jobs, and the
    period's own rows: what it costs grows with the period and not with history.
    """
    parts = read_tallies(tenant_id, period) if counts is None else counts
    read = together(parts, work_type)
    span = (period.first, period.last)
    contract = contract_of(tenant_id, min(now, period.ends))
    opened = open_work({tenant_id: period}, now=now)[tenant_id]
    opened = [part for part in opened if work_type in (None, part.work_type)]
    spread = spreads(tenant_id, period, work_type)

    def total(measure: str) -> int:
        return read.total(measure, *span)

    return Figures(
        tenant_id=tenant_id,
        period=period,
        work_type=work_type,
        contract=contract,
        tallies=read,
        attained=rules.attained(read, *span, open_past_due=all_open(opened).missed),
        levels=_levels(parts, opened, period, contract, work_type),
        open=all_open(opened),
        open_parts=tuple(opened),
        overdue=overdue_by_day({tenant_id: period}, now, work_type)[tenant_id],
        received=total("received"),
        delivered=total("delivered"),
        delivered_again=total("delivered_again"),
        accepted=total("accepted"),
        returned=total("returned"),
        rejected=total("rejected"),
        cancelled=total("cancelled"),
        breached=total("breached"),
        people_seconds=total("people_seconds"),
        reviewed=total("reviewed"),
        defects=total("defects"),
        straight=rules.share(read, "straight", "delivered", *span),
        first_pass=rules.share(read, "first_pass", "delivered", *span),
        exception=rules.share(read, "with_exception", "delivered", *span),
        matched=rules.share(read, "matched_first", "matchable", *span),
        rework=_rework(read, *span),
        tat=spread["tat"],
        gross=spread["gross"],
        wait=spread["wait"],
        seconds_a_job=rules.mean_seconds(total("people_seconds"), total("delivered")),
        efficiency=rules.share(read, "people_seconds", "gross_seconds", *span),
        handle_times=_handle_times(read, *span),
        quality=accuracy(tenant_id, since=period.begins, until=period.ends, work_type=work_type),
        control=defect_chart(
            tenant_id,
            since=period.begins,
            until=period.ends,
            zone=period.zone,
            work_type=work_type,
            by="day" if len(period.days) <= BY_DAY else "week",
        ),
        volume=rules.volume(
            read.by_day("received"), period.days, today=now.astimezone(ZoneInfo(period.zone)).date()
        ),
        exception_reasons=_top(read, "exception_reason", *span),
        defect_reasons=tuple(
            defects_by_reason(
                tenant_id, since=period.begins, until=period.ends, work_type=work_type, limit=TOP
            )
        ),
        holds=tuple(holds_by_ower(tenant_id, period, now, work_type)),
    )


def _levels(
    parts: Mapping[str, rules.Counts],
    opened: Sequence[OpenWork],
    period: rules.Period,
    contract: ContractInForce | None,
    work_type: str | None,
) -> tuple[rules.Attained, ...]:
    """The timeliness levels that the contract promises; of work types it does not cover, what came of them."""
    promised = [each for each in (promised_levels(contract.terms) if contract else ()) if each.priorities]
    covered = {each.work_type for each in promised}
    others = {*parts, *(part.work_type for part in opened)} - covered
    asked = [*((each.work_type, each) for each in promised), *((key, None) for key in sorted(others))]
    return tuple(
        rules.attained(
            parts.get(key, rules.Counts()),
            period.first,
            period.last,
            open_past_due=sum(
                part.missed
                for part in opened
                if part.work_type == key
                and (level is None or Priority.of_rank(part.priority) in level.priorities)
            ),
            work_type=key,
            promised=level,
        )
        for key, level in asked
        if work_type in (None, key)
    )


def statement_so_far(
    tenant_id: UUID,
    parts: Mapping[str, rules.Counts],
    opened: Sequence[OpenWork],
    period: rules.Period,
    contract: ContractInForce,
) -> Statement:
    """What the period's invoice and credits would be if it ended now; `opened` as asked for with this period.

    Billed are the monthly fee and the jobs accepted in the period, at the contract's rates.
    """
    measured = {
        level.promised.key: level.measured
        for level in _levels(parts, opened, period, contract, None)
        if level.promised is not None
    }
    billed = charges(parts, period, contract)
    invoice = sum((each.total for each in billed.values()), contract.terms.monthly_fee)
    promised = [key for key, terms in contract.terms.work_types if terms.accuracy is not None]
    if promised:
        found = accuracy_by_work_type(tenant_id, since=period.begins, until=period.ends)
        measured |= {f"{key}/accuracy": _sampled(found.get(key, NOT_MEASURED)) for key in promised}
    return statement_of(contract.terms, invoice=invoice, measured=measured)


def charges(
    parts: Mapping[str, rules.Counts], period: rules.Period, contract: ContractInForce
) -> dict[str, Charge]:
    """What was accepted of each work type in the period costs, at the contract's rates."""
    urgent = f"accepted.{Priority.URGENT.rank}"
    counts = {key: parts.get(key, rules.Counts()) for key, _ in contract.terms.work_types}
    return {
        key: charge(
            terms.rate,
            counts[key].total("accepted", period.first, period.last),
            counts[key].total(urgent, period.first, period.last),
        )
        for key, terms in contract.terms.work_types
    }


def _sampled(found: Accuracy) -> Measured:
    """What random samples found, added up over the strata: a contract's level of accuracy is of what was sampled."""
    samples = [each.interval for each in found.strata if each.interval is not None]
    good = sum(round(sample.rate * sample.n) for sample in samples)
    return Measured(met=good, missed=sum(sample.n for sample in samples) - good)


def _rework(counts: rules.Counts, since: date, until: date) -> rules.Ratio:
    """Work sent back that was done in the time promised for it, of all that ran on a clock of its own."""
    met = counts.total("rework_met", since, until)
    return rules.Ratio(part=met, whole=met + counts.total("rework_missed", since, until))


def _handle_times(counts: rules.Counts, since: date, until: date) -> tuple[HandleTime, ...]:
    seconds = counts.by_detail("handle_seconds", since, until)
    tasks = counts.by_detail("handled", since, until)
    return tuple(
        HandleTime(step=step, tasks=count, seconds=round(seconds[step] / count))
        for step, count in sorted(tasks.items())
        if count
    )


def _top(counts: rules.Counts, measure: str, since: date, until: date) -> tuple[tuple[str, int], ...]:
    found = counts.by_detail(measure, since, until)
    ranked = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple((reason, amount) for reason, amount in ranked[:TOP] if amount > 0)
