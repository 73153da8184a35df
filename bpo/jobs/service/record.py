"""Keeping what is known of a job: what automation read, what a person made of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from bpo.catalog.rules import Finding, Outcome, Record, WorkType
from bpo.catalog.rules.secrets import mask, secret_paths, secrets_of, without_secrets
from bpo.events import service as events
from bpo.jobs.models import Job, JobData, JobKey, JobPaper
from bpo.jobs.queries import get_data
from bpo.jobs.service.secrets import blinded
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.platform.sealing import is_secret


def keep_outcome(job: Job, outcome: Outcome, work_type: WorkType, *, now: datetime) -> JobData:
    """Write what automation read: record, readings, findings; and what the job is known by."""
    data = get_data(job.tenant_id, job.id)
    data.record = outcome.record
    data.readings = [asdict(reading) for reading in outcome.readings]
    data.findings = [asdict(finding) for finding in outcome.findings]
    data.proven = outcome.proven
    for paper in outcome.papers:
        db.session.add(
            JobPaper(
                tenant_id=job.tenant_id,
                id=new_id(),
                job_id=job.id,
                name=paper.name,
                sha256=paper.digest,
                content=paper.content,
                made_at=now,
            )
        )
    _kept(job, data, work_type, now)
    return data


def keep_record(
    job: Job,
    record: Record,
    findings: Sequence[Finding],
    work_type: WorkType,
    *,
    confirmed: Mapping[str, str],
    now: datetime,
    actor_id: UUID | None,
    actor_name: str,
) -> JobData:
    """Write the record as a person left it. Fields that changed are from now on read by `person`, with certainty.

    `confirmed` maps codes of findings that stand to the person's words on why they may.
    """
    data = get_data(job.tenant_id, job.id)
    paths = secret_paths(work_type)
    before, after = dict(flat(data.record)), dict(flat(record))
    changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    data.readings = _read_anew(data.readings, after, changed, paths)
    data.findings = [
        asdict(finding)
        | ({"confirmed": confirmed[finding.code], "by": actor_name} if finding.code in confirmed else {})
        for finding in findings
    ]
    data.record = record
    _kept(job, data, work_type, now)
    about: dict[str, Any] = {
        "tenant_id": job.tenant_id,
        "subject_id": job.id,
        "job_id": job.id,
        "now": now,
        "actor_id": actor_id,
        "actor_name": actor_name,
    }
    if changed:
        events.record(
            "job.corrected",
            **about,
            fields=", ".join(changed[:20]),
            changes={
                path: [_told(path, before.get(path), paths), _told(path, after.get(path), paths)]
                for path in changed[:200]
            },
            version=data.version,
        )
    stands = [f"{each.message} {confirmed[each.code]}" for each in findings if each.code in confirmed]
    if stands:
        events.record("job.confirmed", **about, by=actor_name, what=" ".join(stands))
    return data


def _read_anew(
    readings: Sequence[Mapping[str, Any]],
    after: Mapping[str, Any],
    changed: Collection[str],
    paths: Collection[str],
) -> list[Any]:
    """The readings of a record whose `changed` fields a person wrote; the others stay as they were read."""
    kept = [reading for reading in readings if reading["path"] not in changed and reading["path"] in after]
    read = {reading["path"]: reading for reading in readings}
    return kept + [_by_person(path, after[path], read.get(path), paths) for path in changed if path in after]


def _by_person(
    path: str, value: Any, read: Mapping[str, Any] | None, paths: Collection[str]
) -> dict[str, Any]:
    """A field as a person left it. What automation had read there is kept beside it: that is how it is measured."""
    reading = {"path": path, "value": value, "confidence": 1.0, "method": "person", "evidence": None}
    if read is None:
        return reading
    if read["method"] != "person":
        was = {"confidence": read["confidence"], "method": read["method"]}
        return reading | {"was": was | {"value": _told(path, read["value"], paths)}}
    return reading | {"was": read["was"]} if "was" in read else reading


def _kept(job: Job, data: JobData, work_type: WorkType, now: datetime) -> None:
    paths = secret_paths(work_type)
    secrets = secrets_of(data.record, paths)
    if secrets:
        data.findings = [
            {**finding, "message": without_secrets(finding["message"], secrets)} for finding in data.findings
        ]
    data.version += 1
    data.changed_at = now
    if any(value not in (None, "") for _, value in flat(data.record)):
        # of a record in which nothing stands there is no better title than the file's name
        job.title = without_secrets(work_type.title(data.record), secrets)[:200] or job.title
    amount = work_type.amount(data.record)
    job.amount, job.currency = amount if amount else (None, None)
    if job.copy_of is None:  # nothing is held against a copy
        _keep_keys(job.tenant_id, job.id, work_type, data.record, paths)


def _told(path: str, value: Any, paths: Collection[str]) -> Any:
    """A value as the history tells it, which nobody can take back: secrets are masked."""
    return mask(str(value)) if value not in (None, "") and is_secret(path, paths) else value


def _keep_keys(
    tenant_id: UUID, job_id: UUID, work_type: WorkType, record: Record, paths: Collection[str]
) -> None:
    db.session.execute(delete(JobKey).where(JobKey.tenant_id == tenant_id, JobKey.job_id == job_id))
    for key in work_type.duplicate_keys(record):
        value = blinded(key, record, paths, tenant_id)
        db.session.add(JobKey(tenant_id=tenant_id, id=new_id(), job_id=job_id, kind=key.kind, value=value))
    db.session.flush()


def flat(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """A record's leaves as (path, value): `{"lines": [{"net": "1"}]}` gives `lines.0.net`."""
    if isinstance(value, dict):
        return [
            leaf for key, inner in value.items() for leaf in flat(inner, f"{path}.{key}" if path else key)
        ]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in flat(inner, f"{path}.{index}")]
    return [(path, value)]
