"""Batches, jobs and their files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.tenancy.models import TenantOwned

JOB = ["job.tenant_id", "job.id"]


class Batch(TenantOwned, Base):
    """Jobs handed in together: one drop of files, one sheet, one call."""

    __tablename__ = "batch"
    __table_args__ = (Index("ix_batch_created", "tenant_id", "created_at"),)

    name: Mapped[str]
    work_type: Mapped[str]
    source: Mapped[str]
    """`portal` or `api`."""
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    compartment: Mapped[UUID | None]
    """Where the work is confidential: only those cleared for it see the row (`platform.scope.compartment`)."""
    sheet: Mapped[dict[str, Any] | None]
    """The sheet handed in with the files, to be given back with notes: `header`, and `rows` of number, cells, file,
    problem."""
    header: Mapped[dict[str, Any] | None]
    """What the client says is in it, for work whose batches must prove (see `catalog.rules.BatchControl`)."""
    proof: Mapped[dict[str, Any] | None]
    """How its records were last held against that: `totals` and `suspects`."""
    proven_at: Mapped[datetime | None]
    """Since when the records as they stand prove; None while they do not, or are not all there."""


class BatchRelease(TenantOwned, Base):
    """One version of a batch's own result: what it proved against, and its files. Nothing of it is changed."""

    __tablename__ = "batch_release"
    __table_args__ = (
        UniqueConstraint("tenant_id", "batch_id", "version"),
        ForeignKeyConstraint(["tenant_id", "batch_id"], ["batch.tenant_id", "batch.id"]),
    )

    batch_id: Mapped[UUID]
    version: Mapped[int]
    digest: Mapped[str]
    """SHA-256 of the jobs and their records, which the files were made of."""
    header: Mapped[dict[str, Any]]
    proof: Mapped[dict[str, Any]]
    files: Mapped[list[Any]]
    """Of each its name, media_type, size, sha256 and storage_key."""
    created_at: Mapped[datetime]


class Refusal(TenantOwned, Base):
    """A file of a batch that could not be taken in, and why."""

    __tablename__ = "refusal"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "batch_id"], ["batch.tenant_id", "batch.id"]),
        Index("ix_refusal_batch", "tenant_id", "batch_id"),
        Index("ix_refusal_unseen", "tenant_id", "batch_id", postgresql_where=text("seen_at IS NULL")),
    )

    batch_id: Mapped[UUID]
    name: Mapped[str]
    code: Mapped[str]
    message: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    """When the client said that it has read this."""


REFERENCE_TAKEN = "state <> 'rejected'"
"""Which jobs keep their client reference to themselves: under that of a rejected one the client hands in again."""


class Job(TenantOwned, Base):
    """One unit that a client submits and gets back."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        Index(
            "uq_job_client_reference",
            "tenant_id",
            "work_type",
            "client_reference",
            unique=True,
            postgresql_where=text(REFERENCE_TAKEN),
        ),
        ForeignKeyConstraint(["tenant_id", "batch_id"], ["batch.tenant_id", "batch.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "contract_id"], ["contract_version.tenant_id", "contract_version.id"]
        ),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority"),
        Index("ix_job_received", "tenant_id", text("received_at DESC"), "id"),
        Index("ix_job_state", "tenant_id", "state", text("received_at DESC"), "id"),
        Index("ix_job_batch", "tenant_id", "batch_id"),
        Index("ix_job_accept", "accept_by", postgresql_where=text("state = 'delivered'")),
        Index(
            "ix_job_open", "tenant_id", "work_type", "due_at", postgresql_where=text("finished_at IS NULL")
        ),
        Index("ix_job_due", "tenant_id", "due_at"),
        Index("ix_job_copy", "tenant_id", "copy_of", postgresql_where=text("copy_of IS NOT NULL")),
        # What the wall asks of each row that hangs off a job. By the primary key alone PostgreSQL would take an
        # index of all the client's jobs instead, as long as it has no statistics: the first flood, quadratic.
        Index("uq_job_id", "id", unique=True),
    )

    number: Mapped[int]
    reference: Mapped[str]
    """What people call it: `ALD-000123`."""
    work_type: Mapped[str]
    work_type_version: Mapped[int | None]
    """Of a client's own work type, the version that the job was received under and keeps to."""
    compartment: Mapped[UUID | None]
    """As the batch's; what hangs off a job is seen by whoever sees the job."""
    batch_id: Mapped[UUID | None]
    contract_id: Mapped[UUID]
    """The contract version it was accepted under."""
    client_reference: Mapped[str | None]
    title: Mapped[str]
    priority: Mapped[int]
    """0 urgent … 3 low."""
    state: Mapped[str]
    amount: Mapped[str | None]
    currency: Mapped[str | None]
    notes: Mapped[str]
    source: Mapped[str]
    submitted_by: Mapped[UUID | None]
    received_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    wanted_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """Copied from the job's clock, for order and indexes."""
    finished_at: Mapped[datetime | None]
    """When it was (first) delivered, or ended otherwise."""
    accept_by: Mapped[datetime | None]
    """Silence counts as acceptance from here on."""
    touched: Mapped[bool] = mapped_column(default=False)
    """True once a person worked on it: then it is not straight-through."""
    copy_of: Mapped[UUID | None]
    """The finished job that a known-answer item is a copy of. Such a copy is work for our people and nothing else: it
    has state `planted`, no clock, is never delivered, billed or counted, and the client's scope cannot see it."""
    late: Mapped[bool | None] = mapped_column(
        Computed("CASE WHEN finished_at IS NULL THEN NULL ELSE finished_at > due_at END", persisted=True)
    )


class JobData(TenantOwned, Base):
    """The wide part of a job: the client's input, the record, how each field was read, what checks found."""

    __tablename__ = "job_data"
    __table_args__ = (ForeignKeyConstraint(["tenant_id", "id"], JOB),)

    input: Mapped[dict[str, Any]]
    record: Mapped[dict[str, Any]]
    readings: Mapped[list[Any]]
    findings: Mapped[list[Any]]
    proven: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised with every change of the record."""
    changed_at: Mapped[datetime]


class JobPaper(TenantOwned, Base):
    """A working paper of a job (see `catalog.rules.Paper`); of a name the last made counts, and none is changed."""

    __tablename__ = "job_paper"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_job_paper_job", "tenant_id", "job_id", "name", text("id DESC")),
    )

    job_id: Mapped[UUID]
    name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    made_at: Mapped[datetime]


class JobKey(TenantOwned, Base):
    """A key under which jobs of one client may be the same thing (see `catalog.rules.DuplicateKey`)."""

    __tablename__ = "job_key"
    __table_args__ = (
        UniqueConstraint("tenant_id", "job_id", "kind", "value"),
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_job_key_value", "tenant_id", "kind", "value"),
    )

    job_id: Mapped[UUID]
    kind: Mapped[str]
    value: Mapped[str]


class Document(TenantOwned, Base):
    """A file of a job, kept under a random name in the store."""

    __tablename__ = "document"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "job_id"], JOB),
        Index("ix_document_job", "tenant_id", "job_id"),
        Index("ix_document_sha256", "tenant_id", "sha256"),
    )

    job_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str]
    pages: Mapped[int | None]
    whole: Mapped[bool] = mapped_column(default=False)
    """The file as the client sent it, of which the job's own is a part: to be looked at, never read."""
    created_at: Mapped[datetime]


class IdempotencyKey(TenantOwned, Base):
    """An answer given once to a program's request, given again when it repeats itself."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("tenant_id", "key"),)

    key: Mapped[str]
    fingerprint: Mapped[str]
    """SHA-256 of method, path and body."""
    status: Mapped[int]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
