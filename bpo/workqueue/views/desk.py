"""What every page about one task is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import current_app, g, url_for

from bpo.catalog.registry import kind_of, name_of_step
from bpo.catalog.rules import Finding, Record, WorkType, finding_as_kept
from bpo.contracts import queries as contracts
from bpo.jobs.models import Document, Job, JobData
from bpo.jobs.queries import documents_of, get_data, get_job, papers_of, wholes_of
from bpo.jobs.views.listed import listing_of
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.files import media
from bpo.platform.web import caller
from bpo.sla.queries import get_clock, holds_of
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant
from bpo.workqueue import queries, rules, service
from bpo.workqueue.models import Task
from bpo.workqueue.schemas import HandIn, filled_form, filled_so_far, local_of
from bpo.workqueue.service.page_cache import DPI, THUMB_DPI, PageCache, Sheet
from bpo.workqueue.views.sums import equations_of, tables_of
from bpo.workqueue.views.texts import blocks_of, raw_text

MOST_LISTED = 40
"""Rows that ask for a look, beside the form; the others are on the page of all rows."""


def page_cache() -> PageCache:
    """The page cache of this house."""
    return PageCache.of(current_app.extensions)


def held_task(task_id: UUID) -> Task:
    """The task if the caller holds it and may still do it; NotFound for everybody else."""
    who = caller()
    task = queries.get_task(who.tenants, task_id)
    if task.state != rules.TaskState.IN_PROGRESS or task.holder != who.id:
        raise NotFound
    if not queries.is_eligible(who.id, task.tenant_id, task.queue_id, g.now):
        raise NotFound
    return task


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A task with its job, as rows and values. What is large is read where it is first asked for: who hands in a part
    needs neither record nor documents."""

    task: Task
    job: Job
    kind: WorkType

    @cached_property
    def data(self) -> JobData:
        """The job's record and what goes with it."""
        return get_data(self.task.tenant_id, self.job.id)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The files that were handed in."""
        return tuple(documents_of(self.task.tenant_id, self.job.id))

    @cached_property
    def wholes(self) -> tuple[Document, ...]:
        """The files that the client sent, where the job's own was cut out of one."""
        return tuple(wholes_of(self.task.tenant_id, self.job.id))

    @cached_property
    def client(self) -> Tenant:
        """The client whose work it is."""
        return tenant(self.task.tenant_id)

    @property
    def stored(self) -> list[Finding]:
        """The findings as they were kept with the record."""
        return [finding_as_kept(each) for each in self.data.findings]

    @property
    def confirmed(self) -> dict[str, str]:
        """What was said before of findings that stand: code → words."""
        return service.what_stands(self.data)


def desk_of(task: Task) -> Desk:
    """Read what belongs to a task."""
    job = get_job([task.tenant_id], task.job_id)
    return Desk(task=task, job=job, kind=kind_of(job))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the form where it is not the record: a draft, or a hand-in that was not taken."""

    values: Mapping[str, str]
    settled: Sequence[str] = ()
    words: Mapping[str, str] | None = None
    evidence: Mapping[str, Any] | None = None

    @classmethod
    def of_draft(cls, data: Mapping[str, Any]) -> "Filled":
        """From a draft as it was kept."""
        values = data.get("values", {})
        return cls(
            values={name: text for name, text in values.items() if not name.startswith("confirm.")},
            settled=data.get("confirmed", []),
            words={
                name.removeprefix("confirm."): text
                for name, text in values.items()
                if name.startswith("confirm.")
            },
            evidence=data.get("evidence", {}),
        )

    @classmethod
    def of(cls, sent: HandIn) -> "Filled":
        """From what was just sent."""
        return cls(values=sent.values, settled=sent.settled, words=sent.words, evidence=sent.evidence)


def form_facts(desk: Desk, filled: Filled | None = None, *, record: Record | None = None) -> dict[str, Any]:
    """The form of a desk: what to check first, tables, the rest, and what may be confirmed.

    `filled` is what stands in it; `record` is what the checks look at (None: the record as it is kept). What the
    checks said before and no longer say is not said again, but its fields stay where they were.
    """
    checked = desk.data.record if record is None else record
    standing = service.checks_of(desk.job, desk.kind, checked)
    return _facts(desk, filled, checked, standing)


def facts_so_far(desk: Desk, filled: Filled | None) -> dict[str, Any]:
    """The same while somebody types: what the checks say of the form as it is filled so far, what of that cannot be
    taken, and without what they said before of what has been mended since."""
    kind = desk.kind
    record, errors = typed_so_far(desk, filled)
    standing = service.checks_of(desk.job, kind, record)
    return {"errors": errors, **_facts(desk, filled, record, standing)}


def _facts(desk: Desk, filled: Filled | None, checked: Record, standing: list[Finding]) -> dict[str, Any]:
    kind, kept = desk.kind, desk.data.record
    now_said = {(finding.code, finding.fields) for finding in standing}
    said_once = [old for old in desk.stored if (old.code, old.fields) not in now_said]
    at_first = [] if checked == kept else service.checks_of(desk.job, kind, kept)
    of_checks = {(finding.code, finding.fields) for finding in at_first}
    findings = [*standing, *(old for old in said_once if (old.code, old.fields) not in of_checks)]
    policy = contracts.terms_of_version(desk.job.tenant_id, desk.job.contract_id).terms.automation(kind.key)
    sorted_ = rules.screen(
        kind.form,
        kept,
        desk.data.readings,
        findings,
        threshold_of=policy.threshold_of,
        shown=shown_record(kind, kept, filled),
        mended=said_once,
    )
    readings = with_evidence(desk.data.readings, filled)
    to_confirm = rules.to_confirm([each for each in standing if each.code not in kind.never_stands], checked)
    asked = {finding.code for finding in to_confirm}
    return {
        "screen": sorted_,
        "findings": findings,
        "general": [finding for finding in sorted_.general if finding.code not in asked],
        "readings": readings,
        "by_path": {reading["path"]: reading for reading in readings},
        "tables": tables_of(kind, sorted_),
        "sums": equations_of(kind),
        "to_confirm": to_confirm,
        "words": {**desk.confirmed, **((filled.words or {}) if filled else {})},
        "settled": tuple(filled.settled) if filled else (),
        "evidence": dict(filled.evidence or {}) if filled else {},
    }


def doubts_of(desk: Desk) -> rules.Screen:
    """What was doubtful when the task was opened; the checks need not run again for that, their findings are kept."""
    policy = contracts.terms_of_version(desk.job.tenant_id, desk.job.contract_id).terms.automation(
        desk.kind.key
    )
    return rules.screen(
        desk.kind.form, desk.data.record, desk.data.readings, desk.stored, threshold_of=policy.threshold_of
    )


def shown_record(kind: WorkType, kept: Record, filled: Filled | None) -> Record | None:
    """What stands in the form, as a record; None where it is the record itself."""
    if filled is None or not filled.values:
        return None
    try:
        sent = rules.nested(filled.values, [table.path for table in kind.form.tables])
    except rules.NotTaken:
        return None
    return {**kept, **sent}


def with_evidence(readings: Sequence[Mapping[str, Any]], filled: Filled | None) -> list[dict[str, Any]]:
    """The readings, with the places a person took values from where they did."""
    taken = dict(filled.evidence or {}) if filled else {}
    known = [
        {**reading, "evidence": taken.pop(reading["path"], reading.get("evidence"))} for reading in readings
    ]
    fresh = [
        {"path": path, "value": None, "confidence": None, "method": "person", "evidence": place}
        for path, place in taken.items()
    ]
    return [*known, *fresh]


def typed_record(desk: Desk, sent: HandIn) -> Record:
    """The record that the sent form makes of the kept one; Invalid by path."""
    local = local_of(desk.client.locale)
    form = desk.kind.form
    return rules.merged(
        form, desk.data.record, filled_form(form, sent.values, record=desk.data.record, local=local)
    )


def typed_so_far(desk: Desk, filled: Filled | None) -> tuple[Record, dict[str, list[str]]]:
    """The record that a form makes which is still being typed, and what of it cannot be taken yet, by path."""
    kept, form = desk.data.record, desk.kind.form
    if filled is None or not filled.values:
        return kept, {}
    local = local_of(desk.client.locale)
    try:
        values, errors = filled_so_far(form, filled.values, record=kept, local=local)
    except Invalid:  # a draft from before the form was changed: it is no measure for the record
        return kept, {}
    return rules.merged(form, kept, values), errors


def head_facts(desk: Desk) -> dict[str, Any]:
    """The line on top: client, clock, step."""
    # a copy with known answers has no clock of its own, and must look as if it had
    clock = None if desk.job.copy_of else get_clock(desk.task.tenant_id, desk.job.id)
    due_at = desk.job.due_at
    if clock is not None and clock.paused:
        state = "held"
    elif due_at is not None and due_at < g.now:
        state = "late"
    else:
        state = "risk" if clock is not None and clock.fired else "ok"
    return {
        "task": desk.task,
        "job": desk.job,
        "kind": desk.kind,
        "step": name_of_step(desk.task.step, desk.kind.key),
        "client": {"name": desk.client.name, "href": ""},
        "clock": state,
        "why": queries.why_claimed(desk.task),
        "answers": [
            hold
            for hold in holds_of(desk.task.tenant_id, desk.job.id)
            if hold.ended_at is not None and hold.question
        ],
        "instructions": blocks_of(desk.kind.instructions),
    }


def source_facts(desk: Desk, page_endpoint: str, words_endpoint: str) -> dict[str, Any]:
    """The left side: page images, or the readable form of an XML source."""
    sheets = page_cache().sheets(desk.documents)

    def address(sheet: Sheet, dpi: int) -> str:
        return url_for(
            page_endpoint,
            task_id=desk.task.id,
            document_id=sheet.document.id,
            page=sheet.number,
            dpi=dpi,
        )

    return {
        "pages": [
            {
                "src": address(sheet, DPI),
                "thumb": address(sheet, THUMB_DPI),
                "width": sheet.width,
                "height": sheet.height,
            }
            for sheet in sheets
        ],
        "words_url": url_for(words_endpoint, task_id=desk.task.id) if sheets else "",
        "xml": [
            {"name": document.name, "text": raw_text(document)}
            for document in desk.documents
            if document.media_type == media.XML
        ]
        if not sheets
        else [],
        "documents": desk.documents,
        "listed": listed_facts(desk),
    }


def listed_facts(desk: Desk) -> dict[str, Any] | None:
    """Of work whose rows are too many for its record, the rows that ask for a look; None for other work."""
    listing = listing_of(desk.job)
    if listing is None:
        return None
    record = desk.data.record
    papers = papers_of(desk.task.tenant_id, desk.job.id, listing.needs)
    marked = [row for row in listing.rows(record, papers) if row.tone]
    return {
        "name": listing.name,
        "href": url_for("workqueue.task_rows", task_id=desk.task.id),
        "totals": listing.totals(record),
        "columns": listing.columns(record),
        "rows": marked[:MOST_LISTED],
        "more": max(len(marked) - MOST_LISTED, 0),
    }


def as_read(desk: Desk) -> Record:
    """The record as automation read it, before people changed anything: what the source says."""
    changes = queries.changes_of(desk.task.tenant_id, desk.job.id)
    return rules.undone(desk.data.record, {change.path: change.before for change in changes})
