"""Holding a record against what we know of the client: its lists, its policy, its earlier jobs."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bpo.catalog.rules import Assessment, EarlierJob, Finding, Record, Severity, WorkType
from bpo.catalog.rules.secrets import secret_paths
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job, jobs_and_data_with_key
from bpo.jobs.rules.additions import open_additions
from bpo.jobs.service import blind, flat
from bpo.masters import queries
from bpo.platform.db import db

log = logging.getLogger(__name__)

ASSESSMENT_FAILED = "ASSESSMENT_FAILED"


class JobReference:
    """What of its client one job is held against (`catalog.rules.Reference`); each question is asked once."""

    def __init__(self, job: Job, kind: WorkType) -> None:
        # a copy is held against what there was when its original came in
        self._job = get_job([job.tenant_id], job.copy_of) if job.copy_of else job
        self._is_copy = job.copy_of is not None
        self._secrets = secret_paths(kind)
        self._lists = {each.key: each for each in kind.masters}
        self._rows: dict[tuple[str, tuple[tuple[str, str], ...]], Sequence[Mapping[str, str]]] = {}
        self._policies: dict[str, Mapping[str, str]] = {}
        self._earlier: dict[tuple[str, str], Sequence[EarlierJob]] = {}

    @property
    def received_at(self) -> datetime:
        """When the job came in."""
        return self._job.received_at

    def rows(self, list_key: str, **equal: str) -> Sequence[Mapping[str, str]]:
        """The rows in force of one of the work type's lists; KeyError for another list or column."""
        asked = list_key, tuple(sorted(equal.items()))
        if asked not in self._rows:
            self._rows[asked] = queries.rows_equal(self._job.tenant_id, self._lists[list_key], equal)
        return self._rows[asked]

    def policy(self, list_key: str) -> Mapping[str, str]:
        """The row of a `single` list, with the usual values where the client has set none."""
        if list_key not in self._policies:
            self._policies[list_key] = queries.single_row(self._job.tenant_id, self._lists[list_key])
        return self._policies[list_key]

    def earlier(self, kind: str, value: str) -> Sequence[EarlierJob]:
        """Other jobs of the client and work type that bear the key, latest first; no cancelled or rejected ones."""
        if (kind, value) not in self._earlier:
            self._earlier[kind, value] = tuple(
                EarlierJob(
                    reference=other.reference,
                    state=other.state,
                    received_at=other.received_at,
                    record=data.record,
                )
                for other, data in jobs_and_data_with_key(
                    self._job.tenant_id,
                    self._job.work_type,
                    kind,
                    [value, *((blind(self._job.tenant_id, kind, value),) if self._secrets else ())],
                    not_job=self._job.id,
                )
                if not self._is_copy or other.received_at <= self._job.received_at
            )
        return self._earlier[kind, value]


def assessed(job: Job, record: Record, kind: WorkType) -> Assessment:
    """What the work type's `assess` says of the record; its additions only where the record is empty.

    A record in which nothing stands is held against nothing. Where the work type's own code fails, the answer is
    a finding that stops the job, with the reason: the job is never lost for it. The savepoint keeps the
    transaction usable where a question to the database failed.
    """
    if all(value in (None, "") for _, value in flat(record)):
        return Assessment()
    try:
        with db.session.begin_nested():
            found = kind.assess(record, JobReference(job, kind))
            return replace(found, additions=open_additions(record, found.additions))
    except Exception as error:
        log.exception("holding job %s against its client's data failed", job.id)
        return Assessment(
            findings=(
                Finding(
                    code=ASSESSMENT_FAILED,
                    severity=Severity.STOP,
                    message="This could not be held against the client's lists and earlier jobs"
                    f" ({type(error).__name__}): check by hand.",
                ),
            )
        )
