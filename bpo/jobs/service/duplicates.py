"""Suspecting that a job is one we had already: always asked about, never decided silently."""

from uuid import UUID

from bpo.catalog.rules import Finding, Record, Refers, Severity, WorkType
from bpo.catalog.rules.secrets import secret_paths
from bpo.jobs.models import Job
from bpo.jobs.queries import documents_of, jobs_with_file, jobs_with_key
from bpo.jobs.service.secrets import blinded

SAME_FILE = "DUPLICATE_FILE"
LIKE = "DUPLICATE_SUSPECTED"


def suspected_duplicates(job: Job, record: Record, work_type: WorkType) -> list[Finding]:
    """Findings that name the other jobs of this client which hold the same bytes or bear the same keys."""
    if job.copy_of is not None:  # of course it is like another one
        return []
    findings: list[Finding] = []
    seen: set[UUID] = set()
    for others in _with_the_same_files(job):
        seen.update(other.id for other in others)
        findings.append(
            Finding(
                code=SAME_FILE,
                severity=Severity.ASK,
                message=f"The same file, byte for byte, was handed in as {_named(others)}.",
                refers=_shown(others),
            )
        )
    paths = secret_paths(work_type)
    for key in work_type.duplicate_keys(record):
        if key.score <= 0:  # only for looking earlier jobs up
            continue
        others = [
            other
            for other in jobs_with_key(
                job.tenant_id, key.kind, blinded(key, record, paths, job.tenant_id), not_job=job.id
            )
            if other.id not in seen
        ]
        if others:
            seen.update(other.id for other in others)
            findings.append(
                Finding(
                    code=LIKE,
                    severity=Severity.ASK,
                    message=f"This looks like {_named(others)} (same {key.kind.replace('_', ' ')},"
                    f" likeness {key.score:.0%}).",
                    refers=_shown(others),
                )
            )
    return findings


def _with_the_same_files(job: Job) -> list[list[Job]]:
    """The jobs that hold a job's file; of several files (the tables of a pay run) those that hold all of them: a
    calendar or a list that is handed in each month makes nothing a duplicate."""
    documents = documents_of(job.tenant_id, job.id)
    found = [jobs_with_file(job.tenant_id, each.sha256, not_job=job.id) for each in documents]
    if len(documents) > 1:
        wanted = {each.sha256 for each in documents}
        fewest = min(found, key=len)
        found = [
            [
                other
                for other in fewest
                if wanted <= {each.sha256 for each in documents_of(other.tenant_id, other.id)}
            ]
        ]
    return [others for others in found if others]


def _shown(others: list[Job]) -> tuple[Refers, ...]:
    return tuple(Refers(job=other.reference) for other in others[:3])


def _named(others: list[Job]) -> str:
    return ", ".join(other.reference for other in others[:3]) + (" and others" if len(others) > 3 else "")
