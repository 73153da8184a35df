"""What a keyer is told of their own work: how fast today, and how often right in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import compared
from bpo.jobs.models import Job, JobData
from bpo.platform.db import db
from bpo.workqueue.models import PartEntry

LOOKED_AT = 60
"""So many of the latest entries are held against what their records came to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keying:
    """`keystrokes` in `seconds` of active work since the day began; of the `fields` keyed in records that are finished,
    so many were `right`."""

    keystrokes: int
    seconds: int
    right: int
    fields: int

    @property
    def per_hour(self) -> int | None:
        """Keystrokes an hour; None where there is no measured minute yet."""
        return round(self.keystrokes * 3600 / self.seconds) if self.seconds >= 60 else None


def keying_of(person_id: UUID, tenant_ids: Sequence[UUID], *, since: datetime) -> Keying:
    """The person's keying for these clients. A field is right only where it is, whole and brought to one form, what the
    finished record says: what both keyed alike, or what was adjudicated, or corrected later."""
    row = db.session.execute(
        select(func.sum(PartEntry.keystrokes), func.sum(PartEntry.active_seconds)).where(
            PartEntry.tenant_id.in_(tenant_ids),
            PartEntry.person_id == person_id,
            PartEntry.entered_at >= since,
            PartEntry.keystrokes.is_not(None),
        )
    ).one()
    right = fields = 0
    latest = (
        select(PartEntry, Job, JobData)
        .join(Job, (Job.tenant_id == PartEntry.tenant_id) & (Job.id == PartEntry.job_id))
        .join(JobData, (JobData.tenant_id == Job.tenant_id) & (JobData.id == Job.id))
        .where(
            PartEntry.tenant_id.in_(tenant_ids),
            PartEntry.person_id == person_id,
            PartEntry.blind,
            Job.finished_at.is_not(None),
            Job.state.in_(("delivered", "accepted")),
        )
        .order_by(PartEntry.entered_at.desc())
        .limit(LOOKED_AT)
    )
    for entry, job, data in db.session.execute(latest):
        for field in kind_of(job).form.fields:
            if field.path in entry.data:
                fields += 1
                truth = compared(field, data.record.get(field.path))
                right += compared(field, entry.data[field.path]) == truth
    return Keying(keystrokes=row[0] or 0, seconds=row[1] or 0, right=right, fields=fields)
