"""A record as a person leaves it: checked, confirmed where it stands, and kept."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bpo.catalog.rules import Assessment, Finding, Reading, Record, WorkType
from bpo.contracts import queries as contracts
from bpo.jobs import service as jobs
from bpo.jobs.models import Job, JobData
from bpo.masters import service as masters
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid
from bpo.workqueue.rules import demands, is_absent

ABSENT = "Not on the document."
"""What is kept for a finding about fields that a person found to be missing."""


def checks_of(job: Job, kind: WorkType, record: Record) -> list[Finding]:
    """What the record as it stands is found to be: by itself, beside other jobs, against the client's data."""
    return _findings(job, kind, record, masters.assessed(job, record, kind))


def _findings(job: Job, kind: WorkType, record: Record, assessment: Assessment) -> list[Finding]:
    return [*kind.check(record), *jobs.suspected_duplicates(job, record, kind), *assessment.findings]


def _sure_additions(job: Job, assessment: Assessment, missing: Collection[str]) -> list[Reading]:
    """What the client's own data adds with as much certainty as its contract asks of automation."""
    policy = contracts.terms_of_version(job.tenant_id, job.contract_id).terms.automation(job.work_type)
    return [
        each
        for each in assessment.additions
        if each.path not in missing and each.confidence >= policy.threshold_of(each.path)
    ]


def what_stands(data: JobData) -> dict[str, str]:
    """Code → why it may stand, of the findings that a person confirmed; not that a field is absent, which the next
    check finds by itself."""
    return {
        str(finding["code"]): str(finding["confirmed"])
        for finding in data.findings
        if finding.get("confirmed") and finding["confirmed"] != ABSENT
    }


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
    `evidence`: path → where on the pages ({page, box}) the person took a value from. What the client's own data
    adds with certainty where the person left a field empty is kept too, as a reading of its own.
    """
    assessment = masters.assessed(job, record, kind)
    findings = _findings(job, kind, record, assessment)
    words = {code: text.strip() for code, text in confirmed.items() if text.strip()}
    errors: dict[str, list[str]] = {}
    for finding in findings:
        if not demands(finding) or (finding.code in words and finding.code not in kind.never_stands):
            continue
        if is_absent(finding, record, tuple(missing)):
            continue
        errors.setdefault(finding.code, []).append(finding.message)
    if errors:
        raise Invalid(errors, "Some checks do not pass yet: mend the field, or say why it may stand.")
    absent = {f.code: ABSENT for f in findings if demands(f) and is_absent(f, record, tuple(missing))}
    added = {each.path: each for each in _sure_additions(job, assessment, missing)}
    data = jobs.keep_record(
        job,
        jobs.with_additions(record, tuple(added.values())),
        findings,
        kind,
        confirmed={**absent, **words},
        now=now,
        actor_id=by.id,
        actor_name=by.name,
    )
    if evidence or added:
        data.readings = [_as_it_came(reading, evidence, added) for reading in data.readings]
    return data


def _as_it_came(
    reading: dict[str, Any], evidence: Mapping[str, Mapping[str, Any]], added: Mapping[str, Reading]
) -> dict[str, Any]:
    """A reading with the place a person took it from, or as the client's data gave it."""
    path = reading["path"]
    if path in added:
        return asdict(added[path])
    if reading["method"] == "person" and path in evidence:
        return {**reading, "evidence": dict(evidence[path])}
    return reading
