"""Copies of finished jobs, for people to work on once more: unmarked on the queue, no job of the client's."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Priority
from bpo.jobs.models import Document, Job, JobData
from bpo.jobs.rules import JobState
from bpo.jobs.service.intake import set_aside_numbers
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.sla import service as sla


def copy_job(original: Job, *, now: datetime) -> Job:
    """A copy as if it had just been handed in: its input and its files, nothing of what became of it.

    It bears a number of the client's own row, since it must look like any other. Conflict where no contract covers
    its work type at `now`.
    """
    contract = contracts.terms_in_force(original.tenant_id, now)
    clock = sla.begin(
        calendar=contract.calendar,
        target=contract.terms.turnaround(original.work_type, Priority.NORMAL),
        received_at=now,
    )
    number, code = set_aside_numbers(original.tenant_id, 1)
    files = _files(original)
    copy = Job(
        **_values(original)
        | {
            "id": new_id(),
            "number": number,
            "reference": f"{code}-{number:06d}",
            "title": files[0].name if files else original.title,
            "batch_id": None,
            "contract_id": contract.version_id,
            "client_reference": None,
            "priority": Priority.NORMAL.rank,
            "state": JobState.PLANTED.value,
            "amount": None,
            "currency": None,
            "submitted_by": None,
            "received_at": now,
            "not_before": None,
            "wanted_at": None,
            "due_at": clock.due_at,
            "finished_at": None,
            "accept_by": None,
            "touched": False,
            "copy_of": original.id,
        }
    )
    db.session.add(copy)
    db.session.flush()
    _copy_data(original, copy, now)
    for file in files:
        db.session.add(Document(**_values(file) | {"id": new_id(), "job_id": copy.id, "created_at": now}))
    db.session.flush()
    return copy


def _files(job: Job) -> list[Document]:
    return list(
        db.session.scalars(
            select(Document)
            .where(Document.tenant_id == job.tenant_id, Document.job_id == job.id, ~Document.whole)
            .order_by(Document.position, Document.id)
        )
    )


def _copy_data(original: Job, copy: Job, now: datetime) -> None:
    data = db.session.get_one(JobData, (original.tenant_id, original.id))
    db.session.add(
        JobData(
            **_values(data)
            | {
                "id": copy.id,
                "record": {},
                "readings": [],
                "findings": [],
                "proven": False,
                "version": 1,
                "changed_at": now,
            }
        )
    )
    db.session.flush()


def _values(row: Job | JobData | Document) -> dict[str, Any]:
    """All that a row holds and the database does not work out itself: columns of later days are copied too."""
    columns = type(row).__table__.columns
    return {column.key: getattr(row, column.key) for column in columns if column.computed is None}
