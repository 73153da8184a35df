"""Keeping the secrets of jobs: sealed in their rows, masked where they are read, shown on demand and written down."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import DuplicateKey, Record
from bpo.catalog.rules.secrets import secret_paths, secrets_of
from bpo.events import service as events
from bpo.jobs.models import Job, JobData, JobPaper
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Invalid
from bpo.platform.sealing import cipher, keep_sealed

LONGEST_REASON = 500


def secrets_of_job(tenant_id: UUID, job_id: UUID) -> frozenset[str]:
    """The paths of what is secret in a job's record, by its work type."""
    job = db.session.get(Job, {"tenant_id": tenant_id, "id": job_id})
    return secret_paths(kind_of(job)) if job is not None else frozenset()


def _of_the_job(row: Any) -> Collection[str]:
    return secrets_of_job(row.tenant_id, row.job_id)


def keep_sealed_of_job(model: type[Any], *columns: str, row: Any = lambda row: row.id) -> None:
    """Keep the secrets in these columns of a model sealed; `job_id` says whose work type tells what is secret."""
    keep_sealed(model, *columns, paths=_of_the_job, row=row)


keep_sealed(
    JobData,
    *("input", "record", "readings"),
    paths=lambda row: secrets_of_job(row.tenant_id, row.id),
)
keep_sealed(JobPaper, "content", paths=lambda row: None)


def blinded(key: DuplicateKey, record: Record, paths: Collection[str], tenant_id: UUID) -> str:
    """A key's value as it is kept and looked up: by a keyed digest where a secret of the record is in it."""
    plain = "".join(filter(str.isalnum, key.value)).upper()
    secrets = {"".join(filter(str.isalnum, each)).upper() for each in secrets_of(record, paths)}
    if any(secret and secret in plain for secret in secrets):
        return blind(tenant_id, key.kind, key.value)
    return key.value


def blind(tenant_id: UUID, kind: str, value: str) -> str:
    """The keyed digest under which a secret value of a key of that kind is kept."""
    return cipher().blind_index(value, tenant=tenant_id, table="job_key", column=kind).hex()


def reveal(job: Job, data: JobData, *, reason: str, by: Caller, now: datetime) -> Record:
    """The job's record with its secrets, for somebody who says why; that they saw it is an event.

    Invalid without a reason.
    """
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise Invalid({"reveal_reason": ["Say why you need to see it."]})
    events.record(
        "secret.revealed",
        tenant_id=job.tenant_id,
        subject_id=job.id,
        job_id=job.id,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        by=by.name,
        reason=words,
        fields=", ".join(sorted(secret_paths(kind_of(job)))),
    )
    return data.record
