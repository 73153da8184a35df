"""Listing what is to be paid, making files of it, declaring one void. Inside a unit of work; none commits."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from bpo.approvals import service as approvals
from bpo.catalog.queries import compartment_of
from bpo.catalog.registry import kind_of, work_type
from bpo.catalog.rules import ReleasedJob
from bpo.delivery.models import Deliverable
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.payments import queries
from bpo.payments.models import PaymentDue, PaymentFile
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.platform.storage import Stored
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant


def enter(*, tenant_id: UUID, job_id: UUID, now: datetime) -> None:
    """List what the job's result asks to be paid, in place of what an earlier version asked. Safe to repeat.

    What is in a payment file stays there; that the result was corrected since is noted.
    """
    job = get_job([tenant_id], job_id, lock=True)
    payments = kind_of(job).payments
    if payments is None or job.state not in queries.HANDED_OVER:
        return
    released = approvals.as_released(job, get_data(tenant_id, job_id))
    asked = payments.line(released)
    line = db.session.scalar(
        select(PaymentDue).where(PaymentDue.tenant_id == tenant_id, PaymentDue.job_id == job_id)
    )
    if line is None:
        if asked is None:
            return
        line = PaymentDue(tenant_id=tenant_id, id=new_id(), job_id=job_id, work_type=job.work_type)
        db.session.add(line)
    elif line.payment_file_id is not None:
        line.corrected = asked is None or (asked.payee, asked.amount, asked.currency) != (
            line.payee,
            line.amount,
            line.currency,
        )
        return
    elif asked is None:
        db.session.delete(line)
        return
    line.payee, line.amount, line.currency, line.day = asked.payee, asked.amount, asked.currency, asked.day
    line.approved, line.entered_at = sorted(released.approved), now
    db.session.flush()


def make(
    *, line_ids: Sequence[UUID], by: Caller, put: Callable[[bytes], Stored], now: datetime
) -> PaymentFile:
    """One file that pays these lines, of one kind of work. Invalid for none, or for lines of several kinds.

    Conflict where one of them is in a file already or was sent back meanwhile: then no file is made.
    """
    wanted = set(line_ids)
    if not wanted:
        raise Invalid({"due": ["Choose at least one."]})
    found = queries.locked_lines(by.tenant_id, list(wanted))
    if len(found) < len(wanted):
        raise Conflict(
            "Some of what you chose is in a payment file by now, or was sent back."
            " No file was made: look at the list again."
        )
    if len({line.work_type for line, _ in found}) > 1:
        raise Invalid({"due": ["One file pays work of one kind: choose again."]})
    return _write(found, by=by, put=put, now=now)


def _write(
    found: Sequence[tuple[PaymentDue, Job]], *, by: Caller, put: Callable[[bytes], Stored], now: datetime
) -> PaymentFile:
    number = _next_number(by.tenant_id)
    name = f"{tenant(by.tenant_id).code}-P-{number:05d}"
    kind = work_type(found[0][0].work_type)
    if kind.payments is None:
        raise Conflict("Nobody is paid after this kind of work.")
    results = queries.results_of(by.tenant_id, [job.id for _, job in found])
    made = kind.payments.file([_as_delivered(line, job, results[job.id]) for line, job in found], name, now)
    stored = put(made.content)
    file = PaymentFile(
        tenant_id=by.tenant_id,
        id=new_id(),
        number=number,
        name=name,
        work_type=kind.key,
        compartment=compartment_of(by.tenant_id, kind),
        lines=[_as_listed(line, job) for line, job in found],
        media_type=made.media_type,
        size=stored.size,
        sha256=stored.sha256,
        storage_key=stored.key,
        made_by=by.id,
        made_by_name=by.name,
        made_at=now,
    )
    db.session.add(file)
    db.session.flush()
    for line, _ in found:
        line.payment_file_id = file.id
    events.record_many(
        "payment.made",
        [(job.id, {"file": name, "by": by.name}) for _, job in found],
        tenant_id=by.tenant_id,
        now=now,
    )
    db.session.flush()
    return file


def _as_listed(line: PaymentDue, job: Job) -> dict[str, str]:
    """What stays written of a line that is paid."""
    return {
        "reference": job.reference,
        "payee": line.payee,
        "amount": str(line.amount),
        "currency": line.currency,
        "day": line.day.isoformat(),
    }


def _next_number(tenant_id: UUID) -> int:
    """Numbers without gaps, one after the other: two files at once wait for each other.

    The client counts them, since not everybody sees all of its files.
    """
    return db.session.execute(
        update(Tenant)
        .where(Tenant.id == tenant_id)
        .values(next_payment=Tenant.next_payment + 1)
        .returning(Tenant.next_payment - 1)
    ).scalar_one()


def _as_delivered(line: PaymentDue, job: Job, result: Deliverable) -> ReleasedJob:
    return ReleasedJob(
        reference=job.reference,
        client_reference=job.client_reference,
        record=result.record,
        approved=frozenset(line.approved),
    )


def void(*, file_id: UUID, reason: str, by: Caller, now: datetime) -> PaymentFile:
    """Declare that a file was not and will not be given to the bank: what it would have paid is to be paid again.

    Conflict where it is void already; Invalid without a reason.
    """
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say why it must not be used."]})
    file = queries.get_file(by.tenant_id, file_id, lock=True)
    if file.voided_at is not None:
        raise Conflict("This payment file is void already.")
    file.voided_at, file.voided_by_name, file.void_reason = now, by.name, reason.strip()[:500]
    freed = queries.lines_in(by.tenant_id, file_id)
    for line, _ in freed:
        line.payment_file_id, line.corrected = None, False
    events.record_many(
        "payment.voided",
        [(job.id, {"file": file.name, "by": by.name, "reason": file.void_reason}) for _, job in freed],
        tenant_id=by.tenant_id,
        now=now,
    )
    db.session.flush()
    return file
