"""Queues, tasks, attempts, drafts: narrow rows, since the claim lives on them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned

TASK = ["task.tenant_id", "task.id"]


class WorkQueue(TenantOwned, Base):
    """The waiting tasks of one client × work type × step."""

    __tablename__ = "work_queue"
    __table_args__ = (UniqueConstraint("tenant_id", "work_type", "step"),)

    work_type: Mapped[str]
    step: Mapped[str]
    actor: Mapped[str]
    """`automation`, `person` or `client`."""
    activity: Mapped[str]
    """The certification it takes: `work` or `review`. `approval` is the client's: nobody is certified for it."""
    weight: Mapped[Decimal] = mapped_column(Numeric(8, 3))
    """The client's share against others, from its contract."""
    cap: Mapped[int | None]
    """How many of its tasks may be under way at once; None for no limit."""
    paused: Mapped[bool] = mapped_column(default=False)


class Task(TenantOwned, Base):
    """One step of one job."""

    __tablename__ = "task"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "queue_id"], ["work_queue.tenant_id", "work_queue.id"]),
        CheckConstraint("state IN ('queued', 'in_progress', 'on_hold', 'done', 'cancelled')", name="state"),
        CheckConstraint("(state = 'in_progress') = (lease_until IS NOT NULL)", name="lease"),
        CheckConstraint("(state IN ('done', 'cancelled')) = (finished_at IS NOT NULL)", name="finished"),
        Index(
            "ix_task_ready",
            "tenant_id",
            "queue_id",
            "priority",
            "due_at",
            "id",
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_task_lease", "lease_until", postgresql_where=text("state = 'in_progress'")),
        Index("ix_task_held_by", "tenant_id", "holder", postgresql_where=text("state = 'in_progress'")),
        Index("ix_task_open", "tenant_id", "queue_id", "state", postgresql_where=text("finished_at IS NULL")),
        Index("ix_task_job", "tenant_id", "job_id"),
        Index(
            "ix_task_kept",
            "reserved_until",
            postgresql_where=text("state = 'queued' AND reserved_for IS NOT NULL"),
        ),
        {"postgresql_with": {"fillfactor": "70", "autovacuum_vacuum_scale_factor": "0.02"}},
    )

    job_id: Mapped[UUID]
    queue_id: Mapped[UUID]
    compartment: Mapped[UUID | None]
    """As the job's: the database copies it (`task_stands_with_its_job`), so that a claim need not look there."""
    step: Mapped[str]
    part: Mapped[str | None]
    """Which part of the step, where the step is done in parts (see `JobPart`)."""
    state: Mapped[str] = mapped_column(default="queued")
    priority: Mapped[int]
    due_at: Mapped[datetime]
    ready_at: Mapped[datetime]
    """Not to be claimed before (back-off, "not before")."""
    created_at: Mapped[datetime]
    """Its age counts from here, over every hand-back."""
    fence: Mapped[int] = mapped_column(BigInteger, default=0)
    """Raised with every claim; only the bearer of the current fence may complete."""
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    holder: Mapped[UUID | None]
    """The person at work on it; None for automation."""
    reserved_for: Mapped[UUID | None]
    """Rework goes back to who did it, and a lead may name somebody: nobody else gets it meanwhile."""
    reserved_until: Mapped[datetime | None]
    """When it is anybody's all the same; None: when they may not do it any more, or a lead says so."""
    separate_from: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    """Steps of the job: who did one of them must not do this. The database refuses it too (`task_kept_apart`).
    With its own step among them, it is a part kept apart from the others of its step."""
    rework: Mapped[bool] = mapped_column(default=False)
    finished_at: Mapped[datetime | None]


class TaskBar(TenantOwned, Base):
    """This person must not get this task: worked on what is reviewed, or skipped it for good."""

    __tablename__ = "task_bar"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id", "person_id"),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        {"info": {"wall": "tenant", "client": ""}},
    )

    task_id: Mapped[UUID]
    person_id: Mapped[UUID]
    reason: Mapped[str]


FINISHED_WORK = ("done", "rejected")
"""Outcomes of an attempt that finished its task: whoever reached one did the work."""


class Attempt(TenantOwned, Base):
    """One try at a task by one person or one automation run."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id", "fence"),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        Index("ix_attempt_person", "tenant_id", "person_id", "started_at"),
        Index("ix_attempt_started", "tenant_id", "started_at"),
        {"info": {"wall": "tenant", "client": "INSERT, SELECT, UPDATE"}},
    )

    task_id: Mapped[UUID]
    fence: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[UUID | None]
    worker: Mapped[str]
    """The person's name, or the automation run's host and process."""
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    """done, rejected, held, handed_back, skipped, taken_over, lapsed, failed, exception."""
    reason: Mapped[str | None]
    note: Mapped[str | None]
    active_seconds: Mapped[int] = mapped_column(default=0)
    keystrokes: Mapped[int | None]
    """Keys pressed on the work screen; None where nobody counted, as with automation."""
    clicks: Mapped[int | None]
    corrected: Mapped[int | None]
    """How many of the record's fields were changed; None where no record was handed in."""
    error: Mapped[str | None]
    compartment: Mapped[UUID | None]
    """As the task's: the database copies it (`stands_with_its_task`)."""


class Draft(TenantOwned, Base):
    """What a person has typed into a task and not yet submitted; kept whatever happens to the lease."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id", "person_id"),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        {"info": {"wall": "tenant", "client": ""}},
    )

    task_id: Mapped[UUID]
    person_id: Mapped[UUID]
    data: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class JobPart(TenantOwned, Base):
    """What one part of a step is about: written when the step begins, one row a task."""

    __tablename__ = "job_part"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        UniqueConstraint("tenant_id", "job_id", "step", "round", "key"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        {"info": {"wall": "tenant", "client": "", "staff": "INSERT, SELECT"}},
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID]
    step: Mapped[str]
    round: Mapped[int]
    """Raised when the step is done again: from 1."""
    position: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    form: Mapped[str]
    input: Mapped[dict[str, Any]]
    start: Mapped[dict[str, Any]]
    """What its form is filled with from the beginning."""
    findings: Mapped[list[Any]]


class PartEntry(TenantOwned, Base):
    """What was handed in for a part. Kept as it is: nobody can change or delete it.

    Where `blind`, the database shows it to nobody but who entered it until no part of its round is open.
    """

    __tablename__ = "part_entry"
    __table_args__ = (
        UniqueConstraint("tenant_id", "task_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "task_id"], TASK),
        Index("ix_part_entry_job", "tenant_id", "job_id"),
        Index("ix_part_entry_person", "tenant_id", "person_id", "entered_at"),
        {"info": {"wall": "tenant", "client": "", "staff": "INSERT, SELECT"}},
    )

    job_id: Mapped[UUID]
    task_id: Mapped[UUID]
    step: Mapped[str]
    round: Mapped[int]
    key: Mapped[str]
    blind: Mapped[bool]
    person_id: Mapped[UUID | None]
    """None where automation did it."""
    worker: Mapped[str]
    data: Mapped[dict[str, Any]]
    confirmed: Mapped[dict[str, Any]]
    """By a finding's code, why it may stand."""
    entered_at: Mapped[datetime]
    active_seconds: Mapped[int] = mapped_column(default=0)
    keystrokes: Mapped[int | None]


class PartHand(TenantOwned, Base):
    """Which part of a step that is kept apart a person has had in hand: they never get another part of it.

    Written by the database when a task is taken (`part_taken`); of two at once for the same person one gets nothing.
    """

    __tablename__ = "part_hand"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id", "step", "person_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        {"info": {"wall": "tenant", "client": "", "staff": "INSERT, SELECT"}},
    )

    job_id: Mapped[UUID]
    step: Mapped[str]
    person_id: Mapped[UUID]
    key: Mapped[str]


class BatchPlace(TenantOwned, Base):
    """A job that has come to where the jobs of its batch wait for one another: at which version of its record, and
    whether the batch has proven with that."""

    __tablename__ = "batch_place"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id"),
        ForeignKeyConstraint(["tenant_id", "job_id"], ["job.tenant_id", "job.id"]),
        ForeignKeyConstraint(["tenant_id", "batch_id"], ["batch.tenant_id", "batch.id"]),
        Index("ix_batch_place_batch", "tenant_id", "batch_id"),
        {"info": {"wall": "tenant", "client": ""}},
    )

    batch_id: Mapped[UUID]
    job_id: Mapped[UUID]
    version: Mapped[int]
    """Of the record (`JobData.version`)."""
    arrived_at: Mapped[datetime]
    passed_at: Mapped[datetime | None]
