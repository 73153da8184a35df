"""Keeping the rollups that dashboards read: a delta row for each event counted, folded by the schedule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, Uuid, any_, literal, select, text

from bpo.jobs.models import Job
from bpo.platform.db import db, insert_rows
from bpo.platform.ids import new_id
from bpo.reporting.models import Tally
from bpo.reporting.rules import measures_of
from bpo.tenancy.models import Tenant

UUIDS = ARRAY(Uuid())
"""Ids travel as one value, however many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countable:
    """An event that a rollup counts."""

    event_id: UUID
    name: str
    job_id: UUID | None
    data: dict[str, Any]
    at: datetime


def count(*, tenant_id: UUID, facts: Sequence[Countable]) -> None:
    """Count events in the client's rollups; each event once, however often this runs for it."""
    known = set(
        db.session.scalars(
            select(Tally.event_id).where(
                Tally.tenant_id == tenant_id,
                Tally.event_id == any_(literal([fact.event_id for fact in facts], UUIDS)),
            )
        )
    )
    fresh = [fact for fact in facts if fact.event_id not in known and fact.job_id is not None]
    if not fresh:
        return
    zone = ZoneInfo(db.session.scalars(select(Tenant.zone).where(Tenant.id == tenant_id)).one())
    types = _work_types(tenant_id, [fact.job_id for fact in fresh])
    rows = [
        {
            "tenant_id": tenant_id,
            "id": new_id(),
            "work_type": types[fact.job_id],
            "day": _day(fact, measure, zone),
            "measure": measure,
            "amount": amount,
            "event_id": fact.event_id,
        }
        for fact in fresh
        if fact.job_id in types  # not of a copy with known answers: that is no job of the client's
        for measure, amount in measures_of(fact.name, fact.data)
    ]
    insert_rows(Tally, rows)


def _work_types(tenant_id: UUID, job_ids: Sequence[UUID | None]) -> dict[UUID, str]:
    found = db.session.execute(
        select(Job.id, Job.work_type).where(
            Job.tenant_id == tenant_id, Job.id == any_(literal(list(job_ids), UUIDS)), Job.copy_of.is_(None)
        )
    )
    return {row.id: row.work_type for row in found}


def _day(fact: Countable, measure: str, zone: ZoneInfo) -> date:
    """The client's day an event counts for; what is due counts on the day it was due (sla.md, 9)."""
    at = datetime.fromisoformat(fact.data["due_at"]) if measure.startswith("due_") else fact.at
    return at.astimezone(zone).date()


FOLD = text(
    """
    WITH gone AS (
        DELETE FROM tally WHERE (tenant_id, id) IN (
            SELECT tenant_id, id FROM tally WHERE event_id IS NOT NULL LIMIT :limit)
        RETURNING tenant_id, work_type, day, measure, amount),
    summed AS (
        SELECT tenant_id, work_type, day, measure, sum(amount) AS amount FROM gone GROUP BY 1, 2, 3, 4),
    kept AS (
        UPDATE tally t SET amount = t.amount + s.amount FROM summed s
         WHERE t.event_id IS NULL AND t.tenant_id = s.tenant_id AND t.work_type = s.work_type AND t.day = s.day
           AND t.measure = s.measure
        RETURNING t.tenant_id, t.work_type, t.day, t.measure)
    INSERT INTO tally (tenant_id, id, work_type, day, measure, amount, event_id)
    SELECT s.tenant_id, gen_random_uuid(), s.work_type, s.day, s.measure, s.amount, NULL FROM summed s
     WHERE NOT EXISTS (SELECT 1 FROM kept k WHERE k.tenant_id = s.tenant_id AND k.work_type = s.work_type
                          AND k.day = s.day AND k.measure = s.measure)
    RETURNING id
    """
)


def fold(*, now: datetime, limit: int = 20_000) -> None:
    """Sum delta rows into one row for each client × work type × day × measure. Runs in the system's scope."""
    db.session.execute(FOLD, {"limit": limit})
