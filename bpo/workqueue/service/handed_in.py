"""A record as a person leaves it: checked, confirmed where it stands, and kept."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bpo.catalog.rules import Finding, Record, WorkType
from bpo.jobs import service as jobs
from bpo.jobs.models import Job, JobData
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid
from bpo.workqueue.rules import demands, is_absent

ABSENT = "Not on the document."
"""What is kept for a finding about fields that a person found to be missing."""


def checks_of(job: Job, kind: WorkType, record: Record) -> list[Finding]:
    """What the work type's checks and the search for duplicates say of the record as it stands."""
    return [*kind.check(record), *jobs.suspected_duplicates(job, record, kind)]


def keep_checked(
    job: Job,
    kind: WorkType,
    record: Record,
    *,
    confirmed: Mapping[str, str],
    missing: Collection[str],
    evidence: Mapping[str, Mapping[str, Any]],
    by: Caller,
    now: datetime,
) -> JobData:
    """Keep the record if all that its checks demand is mended or confirmed; Invalid, by code, else.

    `confirmed`: code → why the finding may stand. `missing`: empty fields that are not on the document.
    `evidence`: path → where on the pages ({page, box}) the person took a value from.
    """
    findings = checks_of(job, kind, record)
    words = {code: text.strip() for code, text in confirmed.items() if text.strip()}
    errors: dict[str, list[str]] = {}
    for finding in findings:
        if not demands(finding) or finding.code in words:
            continue
        if is_absent(finding, record, tuple(missing)):
            continue
        errors.setdefault(finding.code, []).append(finding.message)
    if errors:
        raise Invalid(errors, "Some checks do not pass yet: mend the field, or say why it may stand.")
    absent = {f.code: ABSENT for f in findings if demands(f) and is_absent(f, record, tuple(missing))}
    data = jobs.keep_record(
        job,
        record,
        findings,
        kind,
        confirmed={**absent, **words},
        now=now,
        actor_id=by.id,
        actor_name=by.name,
    )
    if evidence:
        data.readings = [
            {**reading, "evidence": dict(evidence[reading["path"]])}
            if reading["method"] == "person" and reading["path"] in evidence
            else reading
            for reading in data.readings
        ]
    return data
