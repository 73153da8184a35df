"""Taking work in: jobs, their files and their clocks are there in one transaction, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from bpo.catalog.queries import compartment_of, demand_open
from bpo.catalog.rules import WorkType
from bpo.contracts import queries as contracts
from bpo.contracts.rules import Priority
from bpo.events import service as events
from bpo.jobs.models import REFERENCE_TAKEN, Batch, Document, Job, JobData, Refusal
from bpo.jobs.queries import job_of_reference
from bpo.jobs.rules import JobState
from bpo.platform.db import db, insert_rows
from bpo.platform.ids import new_id
from bpo.platform.storage import Stored
from bpo.sla import service as sla
from bpo.tenancy.models import Tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A file that was checked and lies in the store."""

    name: str
    media_type: str
    stored: Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What a client hands in for one job; `whole` is the file that it sent, where the job's own is a part of one."""

    title: str
    files: tuple[HandedIn, ...] = ()
    whole: HandedIn | None = None
    input: dict[str, Any] = field(default_factory=dict)
    client_reference: str | None = None
    priority: Priority = Priority.NORMAL
    notes: str = ""
    not_before: datetime | None = None
    wanted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """The job a submission became; `replayed` where the client's reference was there already: then it is that job."""

    job_id: UUID
    reference: str
    due_at: datetime | None
    replayed: bool = False


def open_batch(
    *, tenant_id: UUID, work_type: WorkType, name: str, source: str, created_by: UUID | None, now: datetime
) -> Batch:
    """Begin a batch for what is handed in together. Forbidden for who is not cleared for confidential work."""
    demand_open(tenant_id, work_type)
    batch = Batch(
        tenant_id=tenant_id,
        id=new_id(),
        compartment=compartment_of(tenant_id, work_type),
        name=name[:200],
        work_type=work_type.key,
        source=source,
        created_by=created_by,
        created_at=now,
    )
    db.session.add(batch)
    db.session.flush()
    return batch


def refuse(*, batch: Batch, name: str, code: str, message: str, now: datetime) -> None:
    """Note a file that could not be taken in, so that the client reads why; the others go on."""
    db.session.add(
        Refusal(
            tenant_id=batch.tenant_id,
            batch_id=batch.id,
            name=name[:200],
            code=code,
            message=message,
            created_at=now,
        )
    )
    db.session.flush()


def mark_refusals_seen(*, batch: Batch, now: datetime) -> None:
    """The client has read what of the batch could not be taken in."""
    db.session.execute(
        update(Refusal)
        .where(Refusal.tenant_id == batch.tenant_id, Refusal.batch_id == batch.id, Refusal.seen_at.is_(None))
        .values(seen_at=now)
    )


def submit(
    *,
    tenant_id: UUID,
    work_type: WorkType,
    submissions: Sequence[Submission],
    batch_id: UUID | None,
    source: str,
    by_id: UUID | None,
    by_name: str,
    now: datetime,
) -> list[Submitted]:
    """Take in jobs, in order. Each gets a number, a clock by the contract in force, and its event.

    A client reference that exists for this work type is the same job, not a second one: it is given back as
    `replayed`. Raises Conflict (in words) where no contract covers the work type at `now`, Forbidden for who is not
    cleared for confidential work.
    """
    if not submissions:
        return []
    demand_open(tenant_id, work_type)
    contract = contracts.terms_in_force(tenant_id, now)
    first, code = set_aside_numbers(tenant_id, len(submissions))
    clocks = _clocks(submissions, contract, work_type.key, now)
    common = _received_under(contract, work_type, now) | {
        "tenant_id": tenant_id,
        "compartment": compartment_of(tenant_id, work_type),
        "batch_id": batch_id,
        "source": source,
        "submitted_by": by_id,
    }
    rows = [
        common | _row(submission, first + offset, code, clocks[submission.priority].due_at)
        for offset, submission in enumerate(submissions)
    ]
    new = _insert_jobs(rows)
    kept = [(row, submission) for row, submission in zip(rows, submissions, strict=True) if row["id"] in new]
    _insert_data(kept, now)
    _insert_documents(kept, now)
    _start_clocks(tenant_id, kept, clocks, contract, work_type.key)
    events.record_many(
        "job.received",
        [(row["id"], _received(row, submission)) for row, submission in kept],
        tenant_id=tenant_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
    )
    return [_answer(row, new) for row in rows]


def _received_under(
    contract: contracts.ContractInForce, work_type: WorkType, now: datetime
) -> dict[str, Any]:
    """How every job begins."""
    return {
        "work_type": work_type.key,
        "work_type_version": work_type.version,
        "contract_id": contract.version_id,
        "state": JobState.RECEIVED.value,
        "received_at": now,
        "touched": False,
    }


def _received(row: Mapping[str, Any], submission: Submission) -> dict[str, Any]:
    """What the event of a receipt says: names, and all that the job's clock begins with."""
    return {
        "reference": row["reference"],
        "title": row["title"],
        "work_type": row["work_type"],
        "contract": str(row["contract_id"]),
        "priority": submission.priority.value,
    }


def _clocks(
    submissions: Sequence[Submission], contract: contracts.ContractInForce, work_type: str, now: datetime
) -> dict[Priority, sla.Beginning]:
    """The clock of each priority asked for, worked out once for all jobs of it."""
    return {
        priority: sla.begin(
            calendar=contract.calendar,
            target=contract.terms.turnaround(work_type, priority),
            received_at=now,
        )
        for priority in {submission.priority for submission in submissions}
    }


def _start_clocks(
    tenant_id: UUID,
    kept: Sequence[tuple[dict[str, Any], Submission]],
    clocks: Mapping[Priority, sla.Beginning],
    contract: contracts.ContractInForce,
    work_type: str,
) -> None:
    for priority, clock in clocks.items():
        sla.start(
            tenant_id=tenant_id,
            job_ids=[row["id"] for row, submission in kept if submission.priority is priority],
            contract=contract,
            clock=clock,
            warn_at=contract.terms.warnings(work_type),
        )


def _row(submission: Submission, number: int, code: str, due_at: datetime) -> dict[str, Any]:
    """What is a job's own among those handed in together."""
    return {
        "id": new_id(),
        "number": number,
        "reference": f"{code}-{number:06d}",
        "client_reference": submission.client_reference,
        "title": submission.title[:200],
        "priority": submission.priority.rank,
        "notes": submission.notes,
        "not_before": submission.not_before,
        "wanted_at": submission.wanted_at,
        "due_at": due_at,
    }


def set_aside_numbers(tenant_id: UUID, count: int) -> tuple[int, str]:
    """The first of `count` numbers set aside for the client, and the client's code."""
    row = db.session.execute(
        update(Tenant)
        .where(Tenant.id == tenant_id)
        .values(next_number=Tenant.next_number + count)
        .returning(Tenant.next_number, Tenant.code)
    ).one()
    return row.next_number - count, row.code


def _insert_jobs(rows: list[dict[str, Any]]) -> set[UUID]:
    key = ["tenant_id", "work_type", "client_reference"]
    return set(insert_rows(Job, rows, unless_there=key, among=REFERENCE_TAKEN))


def _insert_data(kept: list[tuple[dict[str, Any], Submission]], now: datetime) -> None:
    insert_rows(
        JobData,
        [
            {
                "tenant_id": row["tenant_id"],
                "id": row["id"],
                "input": submission.input,
                "record": {},
                "readings": [],
                "findings": [],
                "proven": False,
                "version": 1,
                "changed_at": now,
            }
            for row, submission in kept
        ],
    )


def _insert_documents(kept: list[tuple[dict[str, Any], Submission]], now: datetime) -> None:
    rows = [
        document_row(row["tenant_id"], row["id"], position, file, now, whole=whole)
        for row, submission in kept
        for position, (file, whole) in enumerate(_files_of(submission))
    ]
    insert_rows(Document, rows)


def _files_of(submission: Submission) -> list[tuple[HandedIn, bool]]:
    """The files to be kept of a submission, and of each whether it is the whole that the others are a part of."""
    wholes = [(submission.whole, True)] if submission.whole else []
    return [*((file, False) for file in submission.files), *wholes]


def document_row(
    tenant_id: UUID, job_id: UUID, position: int, file: HandedIn, now: datetime, *, whole: bool = False
) -> dict[str, Any]:
    """A file of a job as it is kept."""
    return {
        "tenant_id": tenant_id,
        "id": new_id(),
        "job_id": job_id,
        "position": position,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.stored.size,
        "sha256": file.stored.sha256,
        "storage_key": file.stored.key,
        "whole": whole,
        "created_at": now,
    }


def _answer(row: dict[str, Any], new: set[UUID]) -> Submitted:
    if row["id"] in new:
        return Submitted(job_id=row["id"], reference=row["reference"], due_at=row["due_at"])
    there = job_of_reference(row["tenant_id"], row["work_type"], row["client_reference"])
    if there is None:
        raise RuntimeError("a job was refused as known, but its reference is not there")
    return Submitted(job_id=there.id, reference=there.reference, due_at=there.due_at, replayed=True)
