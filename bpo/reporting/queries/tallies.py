"""Reading rollups: what was counted of clients from day to day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text

from bpo.jobs.queries import Kept
from bpo.platform.db import db
from bpo.reporting import rules
from bpo.reporting.models import NOT_OF_HANDS, OF_HANDS, Tally

READ = text(
    f"""
    SELECT tenant_id, work_type, measure, array_agg(day - CAST(:since AS date)) AS days, array_agg(amount) AS amounts
      FROM tally
     WHERE tenant_id = ANY(CAST(:tenants AS uuid[])) AND day BETWEEN :since AND :until AND {NOT_OF_HANDS}
       AND (CAST(:words AS text[]) IS NULL OR split_part(measure, '.', 1) = ANY(CAST(:words AS text[])))
     GROUP BY tenant_id, work_type, measure
    """  # noqa: S608 - the condition is the index's
)
"""A row for each measure: a row for each of its days would be read ten times as slowly."""


def tallies(tenant_id: UUID, since: date, until: date) -> dict[str, rules.Counts]:
    """What was counted of a client from day to day, by work type."""
    return _read([tenant_id], None, since, until)[tenant_id]


def tallies_of_all(
    tenant_ids: Sequence[UUID], words: Sequence[str], since: date, until: date
) -> dict[UUID, dict[str, rules.Counts]]:
    """Of many clients these measures only, each with all its details, by work type."""
    return _read(tenant_ids, words, since, until)


def _read(
    tenant_ids: Sequence[UUID], words: Sequence[str] | None, since: date, until: date
) -> dict[UUID, dict[str, rules.Counts]]:
    asked = {"tenants": list(tenant_ids), "since": since, "until": until, "words": words and list(words)}
    days = rules.each_day(since, until)
    found: dict[UUID, dict[str, rules.Counts]] = {each: {} for each in tenant_ids}
    for row in db.session.execute(READ, asked):
        counts = found[row.tenant_id].setdefault(row.work_type, rules.Counts())
        counted = zip((days[offset] for offset in row.days), row.amounts, strict=True)
        counts.add_days(row.measure, counted)
    return found


def together(parts: Mapping[str, rules.Counts], work_type: str | None = None) -> rules.Counts:
    """The counts of all work types as one, or those of one work type."""
    if work_type is not None:
        return parts.get(work_type, rules.Counts())
    if len(parts) == 1:
        return next(iter(parts.values()))
    found = rules.Counts()
    for counts in parts.values():
        found.add(counts.rows())
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEffort:
    """What corrected documents cost in a step of a work type; `first` of a source, `again` those of one met before."""

    work_type: str
    step: str
    whole: rules.Medians
    first: rules.Medians | None
    again: rules.Medians | None


def effort_of(tenant_ids: Sequence[UUID], *, since: date) -> list[StepEffort]:
    """The effort of corrected documents since a day, over all people."""
    rows = db.session.execute(
        select(Tally.work_type, Tally.measure, func.sum(Tally.amount))
        .where(Tally.tenant_id.in_(tenant_ids), Tally.day >= since, text(OF_HANDS))
        .group_by(Tally.work_type, Tally.measure)
    )
    amounts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for work_type, measure, amount in rows:
        amounts[work_type].append((measure, int(amount)))
    return [
        StepEffort(
            work_type=work_type,
            step=step,
            whole=parts["whole"],
            first=parts.get("first"),
            again=parts.get("again"),
        )
        for work_type in sorted(amounts)
        for step, parts in sorted(rules.effort(amounts[work_type]).items())
    ]


KEPT = text(
    """
    SELECT work_type, sum(met) AS on_time, sum(due) AS due FROM (
        SELECT work_type, CASE WHEN measure LIKE 'due_met.%' THEN amount ELSE 0 END AS met, amount AS due
          FROM tally
         WHERE tenant_id = :tenant AND (measure LIKE 'due_met.%' OR measure LIKE 'due_missed.%')
           AND day BETWEEN :first AND :today
        UNION ALL
        SELECT work_type, 0, 1 FROM job
         WHERE tenant_id = :tenant AND finished_at IS NULL AND copy_of IS NULL
           AND state IN ('received', 'in_work', 'in_review', 'returned')
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
