"""What the parts of a step are, and what was handed in for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from bpo.catalog.rules import Part, Submission, finding_as_kept
from bpo.platform.db import db
from bpo.workqueue.models import JobPart, PartEntry, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A part of a step's last round, and what was handed in for it."""

    part: JobPart
    entry: PartEntry

    @property
    def submission(self) -> Submission:
        """The same for `Step.merge`."""
        return Submission(
            part=self.part.key,
            data=self.entry.data,
            input=self.part.input,
            confirmed={str(code): str(words) for code, words in self.entry.confirmed.items()},
        )


def part_of(task: Task) -> JobPart | None:
    """What the task is about, where it is one part of a step."""
    if task.part is None:
        return None
    return db.session.scalars(
        select(JobPart).where(JobPart.tenant_id == task.tenant_id, JobPart.task_id == task.id)
    ).one()


def as_value(part: JobPart) -> Part:
    """A part as a work type knows it."""
    return Part(
        key=part.key,
        title=part.title,
        form=part.form,
        input=part.input,
        start=part.start,
        findings=tuple(finding_as_kept(each) for each in part.findings),
    )


def last_round(tenant_id: UUID, job_id: UUID, step: str) -> int:
    """How many times the step of the job was begun in parts; 0 for never."""
    return (
        db.session.scalar(
            select(func.max(JobPart.round)).where(
                JobPart.tenant_id == tenant_id, JobPart.job_id == job_id, JobPart.step == step
            )
        )
        or 0
    )


def open_parts(tenant_id: UUID, job_id: UUID, step: str) -> int:
    """How many parts of the step are not finished."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Task.tenant_id == tenant_id,
                Task.job_id == job_id,
                Task.step == step,
                Task.part.is_not(None),
                Task.finished_at.is_(None),
            )
        )
        or 0
    )


def entries_of(tenant_id: UUID, job_id: UUID, step: str, *, round_: int | None = None) -> list[Entry]:
    """What was handed in for the parts of the step's last round (or of `round_`), in the order of the parts.

    Of a step whose parts are kept apart, the database shows nothing but the asker's own while one is open.
    """
    number = round_ or last_round(tenant_id, job_id, step)
    rows = db.session.execute(
        select(JobPart, PartEntry)
        .join(PartEntry, (PartEntry.tenant_id == JobPart.tenant_id) & (PartEntry.task_id == JobPart.task_id))
        .where(
            JobPart.tenant_id == tenant_id,
            JobPart.job_id == job_id,
            JobPart.step == step,
            JobPart.round == number,
        )
        .order_by(JobPart.position)
    )
    return [Entry(part=part, entry=entry) for part, entry in rows]


def did_before(tenant_id: UUID, job_id: UUID, step: str, keys: Sequence[str]) -> dict[str, UUID]:
    """Who did each of these parts of the step last, by the part's key."""
    rows = db.session.execute(
        select(PartEntry.key, PartEntry.person_id)
        .where(
            PartEntry.tenant_id == tenant_id,
            PartEntry.job_id == job_id,
            PartEntry.step == step,
            PartEntry.key.in_(keys),
            PartEntry.person_id.is_not(None),
        )
        .order_by(PartEntry.round)
    )
    return {row.key: row.person_id for row in rows}
