"""Automation is measured like an agent, and its thresholds move by what was measured."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from bpo.automation.models import AutomationSample, AutomationThreshold
from bpo.automation.queries import thresholds_now
from bpo.automation.rules import DATA
from bpo.automation.service import source_of
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import WorkType
from bpo.contracts import queries as contracts
from bpo.contracts.rules import AutomationPolicy, Basis
from bpo.events import service as events
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.service import flat
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Drawing, Review

WINDOW = timedelta(days=180)
"""Older samples say little about how documents are read today."""
PERSON = "person"


def measure(*, tenant_id: UUID, job_id: UUID, now: datetime) -> int:
    """After a job was delivered: keep which of the fields that automation read and somebody looked at were right.

    All of them where chance drew what automation had finished alone; of what a person finished, those fields that are
    put before a person at that confidence every time. Once it is delivered again, what the client was right about
    was read wrong. How many; safe to repeat.
    """
    job = get_job([tenant_id], job_id)
    data = get_data(tenant_id, job_id)
    if job.copy_of is not None:
        return 0
    reviewed = _drawn_and_reviewed(job)
    asked = _asked(job) if job.touched and not reviewed else set()
    if not reviewed and not asked:
        return 0
    kind = kind_of(job)
    record = dict(flat(data.record))
    rows = [
        {
            "tenant_id": tenant_id,
            "id": new_id(),
            "job_id": job.id,
            "work_type": job.work_type,
            "path": path,
            "source": DATA if method == DATA else source_of(kind, data.record),
            "method": method,
            "confidence": confidence,
            "right": right,
            "origin": "review" if reviewed else "asked",
            "at": now,
        }
        for path, confidence, method, right in _read(kind, data.readings, record)
        if reviewed or path in asked
    ]
    if rows:
        kept = insert(AutomationSample)
        db.session.execute(
            kept.on_conflict_do_update(
                index_elements=["tenant_id", "job_id", "path"], set_={"right": kept.excluded.right}
            ),
            rows,
        )
    return len(rows)


def _drawn_and_reviewed(job: Job) -> bool:
    """Whether automation finished the job alone, chance drew it, and its review is done."""
    found = db.session.scalar(
        select(Review.id)
        .join(Drawing, (Drawing.tenant_id == Review.tenant_id) & (Drawing.task_id == Review.worked_task_id))
        .where(
            Review.tenant_id == job.tenant_id,
            Review.job_id == job.id,
            Review.done_at.is_not(None),
            Drawing.drawn,
            Drawing.worker_id.is_(None),
        )
        .limit(1)
    )
    return found is not None


def _asked(job: Job) -> set[str]:
    """The fields that were put before a person because of their confidence or of what was measured."""
    data = db.session.scalar(
        select(Event.data)
        .where(Event.tenant_id == job.tenant_id, Event.job_id == job.id, Event.name == "task.exception")
        .order_by(Event.occurred_at, Event.id)
        .limit(1)
    )
    return set((data or {}).get("asked", ()))


def _read(
    kind: WorkType, readings: Sequence[Mapping[str, Any]], record: Mapping[str, Any]
) -> Iterator[tuple[str, Decimal, str, bool]]:
    """(field, confidence, method, whether it was right) of what automation read; all rows of a column are one."""
    asked = {field.path for field in kind.form.fields} | {
        f"{table.path}.{column.path}" for table in kind.form.tables for column in table.columns
    }
    found: dict[str, tuple[Decimal, str, bool]] = {}
    for reading in readings:
        path = rules.general(reading["path"])
        as_read = reading.get("was") if reading["method"] == PERSON else reading
        if path not in asked or as_read is None:
            continue
        right = rules.normal(as_read["value"]) == rules.normal(record.get(reading["path"]))
        confidence = Decimal(str(as_read["confidence"])).quantize(Decimal("0.0001"))
        if path in found:
            confidence = min(confidence, found[path][0])
            right = right and found[path][2]
        found[path] = confidence, str(as_read["method"]), right
    for path, (confidence, method, right) in found.items():
        yield path, min(max(confidence, Decimal(0)), Decimal(1)), method, right


def move_thresholds(*, now: datetime) -> int:
    """Work out anew from which confidence fields go straight through, for all clients; how many thresholds moved.

    Runs in the system's scope, by schedule. Only where the contract goes by what is measured.
    """
    moved = 0
    since = now - WINDOW
    pairs = db.session.execute(
        select(AutomationSample.tenant_id, AutomationSample.work_type)
        .where(AutomationSample.at > since)
        .group_by(AutomationSample.tenant_id, AutomationSample.work_type)
    ).all()
    for tenant_id, key in pairs:
        try:
            policy = contracts.terms_in_force(tenant_id, now).terms.automation(key)
        except Conflict:
            continue
        if policy.basis is not Basis.FIXED:
            moved += move_for(tenant_id, key, policy, now=now)
    return moved


def move_for(tenant_id: UUID, work_type_key: str, policy: AutomationPolicy, *, now: datetime) -> int:
    """Move the thresholds of one client's work type; how many moved."""
    before = {(row.path, row.source): row for row in thresholds_now([tenant_id], work_type_key)}
    moved = 0
    for (path, source), samples in _samples(tenant_id, work_type_key, now).items():
        start = policy.threshold_of(path)
        found = rules.threshold_for(
            rules.bands(samples, start),
            start=start,
            target=policy.target_accuracy,
            minimum=policy.minimum_sample,
        )
        moved += _keep(tenant_id, work_type_key, path, source, found, before.get((path, source)), policy, now)
    return moved


def _samples(
    tenant_id: UUID, work_type_key: str, now: datetime
) -> dict[tuple[str, str], list[tuple[Decimal, bool]]]:
    """What was looked at, by field and source; of printed documents also under "" for all sources together."""
    rows = db.session.execute(
        select(
            AutomationSample.path,
            AutomationSample.source,
            AutomationSample.confidence,
            AutomationSample.right,
            func.count(),
        )
        .where(
            AutomationSample.tenant_id == tenant_id,
            AutomationSample.work_type == work_type_key,
            AutomationSample.at > now - WINDOW,
            AutomationSample.at <= now,
        )
        .group_by(
            AutomationSample.path,
            AutomationSample.source,
            AutomationSample.confidence,
            AutomationSample.right,
        )
    )
    found: dict[tuple[str, str], list[tuple[Decimal, bool]]] = {}
    for path, source, confidence, right, count in rows:
        names = {source} if source == DATA else {source, ""}
        for name in names:
            found.setdefault((path, name), []).extend([(confidence, right)] * count)
    return found


def _keep(
    tenant_id: UUID,
    work_type_key: str,
    path: str,
    source: str,
    found: rules.FieldThreshold,
    before: AutomationThreshold | None,
    policy: AutomationPolicy,
    now: datetime,
) -> bool:
    """Write the threshold down where it moved; the counts of one that stands are kept up to date."""
    reason = found.words(policy.target_accuracy)
    low = Decimal(str(round(found.measured.low, 5))) if found.measured else None
    if before is not None and (before.verdict, before.threshold) == (found.verdict.value, found.threshold):
        before.right, before.n, before.low, before.reason = found.right, found.n, low, reason
        return False
    if before is not None:
        before.until = now
        db.session.flush()
    row = AutomationThreshold(
        tenant_id=tenant_id,
        id=new_id(),
        work_type=work_type_key,
        path=path,
        source=source,
        verdict=found.verdict.value,
        threshold=found.threshold,
        before=before.threshold if before else None,
        right=found.right,
        n=found.n,
        low=low,
        target=policy.target_accuracy / 100,
        reason=reason,
        since=now,
    )
    db.session.add(row)
    db.session.flush()
    if before is None and found.verdict is rules.FieldVerdict.UNMEASURED:
        return False  # the first look says that nothing is known yet: nothing moved
    _tell_moved(row, before, policy.threshold_of(path))
    return True


def _tell_moved(row: AutomationThreshold, before: AutomationThreshold | None, start: Decimal) -> None:
    """Say what holds from now on and what did; `start` is the contract's own threshold."""
    events.record(
        "automation.threshold_moved",
        tenant_id=row.tenant_id,
        subject_id=row.id,
        job_id=None,
        now=row.since,
        field=row.path,
        source=row.source or "all sources",
        verdict=_words(row.verdict, row.threshold, start),
        before=_words(
            before.verdict if before else "unmeasured", before.threshold if before else None, start
        ),
        reason=row.reason,
    )


def _words(verdict: str, threshold: Decimal | None, start: Decimal) -> str:
    match verdict:
        case "open":
            return f"straight through from {threshold:.3g}"
        case "closed":
            return "a person sees every one"
        case _:
            return f"the contract's {start:.3g}"
