"""What corrected documents cost the people who corrected them: seconds, keys and clicks, by the median."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from bpo.platform.db import db

EFFORT = text(
    """
    WITH done AS (
        SELECT (SELECT q.work_type FROM work_queue q
                 WHERE q.tenant_id = t.tenant_id AND q.id = t.queue_id) AS work_type,
               t.step, a.tenant_id, a.ended_at, a.active_seconds, a.keystrokes, a.clicks,
               (SELECT min(k.value) FROM job_key k
                 WHERE k.tenant_id = t.tenant_id AND k.job_id = t.job_id AND k.kind = ANY(:kinds)) AS source
          FROM attempt a
          JOIN task t ON t.tenant_id = a.tenant_id AND t.id = a.task_id
         WHERE a.tenant_id = ANY(CAST(:tenants AS uuid[])) AND a.started_at >= :since AND a.outcome = 'done'
           AND a.corrected > 0 AND a.keystrokes IS NOT NULL
           AND (CAST(:person AS uuid) IS NULL OR a.person_id = :person)),
    met AS (
        SELECT done.*, CASE WHEN source IS NULL THEN NULL ELSE
               row_number() OVER (PARTITION BY tenant_id, work_type, source ORDER BY ended_at) > 1 END AS again
          FROM done)
    SELECT work_type, step, again, GROUPING(again) = 1 AS whole, count(*) AS documents,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY active_seconds) AS seconds,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY keystrokes) AS keystrokes,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY clicks) AS clicks
      FROM met GROUP BY GROUPING SETS ((work_type, step), (work_type, step, again))
     ORDER BY work_type, step
    """
)
"""The queue is looked up for each task: a join may take every attempt with all the client's queues first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medians:
    """So many documents, and the medians of what each took."""

    documents: int
    seconds: float
    keystrokes: float
    clicks: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEffort:
    """A step of a work type. `first` and `again` are the documents of a source met for the first time in the period,
    and those of one met before; None where there are none or sources are not told apart."""

    work_type: str
    step: str
    whole: Medians
    first: Medians | None
    again: Medians | None


def effort_of(
    tenant_ids: Sequence[UUID], *, since: datetime, kinds: Collection[str] = (), person_id: UUID | None = None
) -> list[StepEffort]:
    """The effort of attempts begun since a time that changed something; of one person or of all.

    `kinds` are the kinds of job keys that name where a document comes from.
    """
    rows = db.session.execute(
        EFFORT, {"tenants": list(tenant_ids), "since": since, "kinds": list(kinds), "person": person_id}
    ).all()
    parts: dict[tuple[str, str], dict[bool | str | None, Medians]] = {}
    for row in rows:
        medians = Medians(
            documents=row.documents, seconds=row.seconds, keystrokes=row.keystrokes, clicks=row.clicks
        )
        parts.setdefault((row.work_type, row.step), {})["whole" if row.whole else row.again] = medians
    return [
        StepEffort(
            work_type=work_type,
            step=step,
            whole=found["whole"],
            first=found.get(False),
            again=found.get(True),
        )
        for (work_type, step), found in parts.items()
    ]
