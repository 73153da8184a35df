"""What a finding points to, side by side with the task: another job of the client, rows of its lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import FormField, MasterColumn, MasterList, Record, Refers
from bpo.jobs.models import Job
from bpo.jobs.queries import documents_of, get_data
from bpo.masters import service as masters
from bpo.masters.rules import mask
from bpo.platform.errors import NotFound
from bpo.platform.web import requires
from bpo.workqueue import queries, rules
from bpo.workqueue.service.page_cache import DPI
from bpo.workqueue.views import bp
from bpo.workqueue.views.desk import Desk, desk_of, facts_so_far, held_task, page_cache, typed_so_far
from bpo.workqueue.views.findings import draft_of
from bpo.workqueue.views.keying import demand_whole
from bpo.workqueue.views.sources import image_of

MOST_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One value of the task's record and of what stands beside it."""

    label: str
    ours: str
    theirs: str
    differs: bool


@bp.get("/work/<uuid:task_id>/beside")
@requires("task.work")
def beside(task_id: UUID) -> ResponseReturnValue:
    """What the findings of one code (`code`) point to; NotFound where none of that code stands or it points nowhere."""
    held = held_task(task_id)
    demand_whole(held)
    desk = desk_of(held)
    record = typed_so_far(desk, draft_of(desk))[0]
    pointed = [refers for code, refers in _pointed(desk) if code == request.args.get("code")]
    found = [job for refers in pointed if (job := _job_of(desk, refers)) is not None]
    rows = [facts for refers in pointed if (facts := _rows_of(desk, refers, record)) is not None]
    if not found and not rows:
        raise NotFound
    return render_template(
        "workqueue/_beside.html" if request.args.get("part") else "workqueue/beside.html",
        task=desk.task,
        job=desk.job,
        others=[_job_facts(desk, job, record) for job in found],
        lists=rows,
        own_pages=_pages(desk.task.id, desk.job, "workqueue.page"),
    )


@bp.get("/work/<uuid:task_id>/beside/<uuid:document_id>/<int:page>.png")
@requires("task.work")
def beside_page(task_id: UUID, document_id: UUID, page: int) -> ResponseReturnValue:
    """One page of a document of a job that a finding of the task points to."""
    held = held_task(task_id)
    demand_whole(held)
    desk = desk_of(held)
    for _, refers in _pointed(desk):
        job = _job_of(desk, refers)
        for document in documents_of(job.tenant_id, job.id) if job else ():
            if document.id == document_id:
                return image_of(document, page)
    raise NotFound


def _pointed(desk: Desk) -> list[tuple[str, Refers]]:
    """What findings point to, by their codes: those kept with the record, and those of what the caller has typed."""
    found = [*desk.stored, *facts_so_far(desk, draft_of(desk))["findings"]]
    return list(dict.fromkeys((finding.code, refers) for finding in found for refers in finding.refers))


def _job_of(desk: Desk, refers: Refers) -> Job | None:
    return queries.job_named(desk.job.tenant_id, refers.job) if refers.job else None


def _job_facts(desk: Desk, job: Job, record: Record) -> dict[str, Any]:
    other = get_data(job.tenant_id, job.id).record
    form = desk.kind.form
    return {
        "job": job,
        "pages": _pages(desk.task.id, job, "workqueue.beside_page"),
        "fields": [
            compared
            for field in form.fields
            if (compared := _compared(field, record, other)).ours or compared.theirs
        ],
        "tables": [
            {
                "label": table.label,
                "columns": table.columns,
                "rows": _paired(
                    table.columns, rules.rows_of(record, table.path), rules.rows_of(other, table.path)
                ),
            }
            for table in form.tables
        ],
    }


def _compared(field: FormField, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Compared:
    words = dict(field.choices)
    left, right = (
        _text(words.get(str(each), each)) for each in (ours.get(field.path), theirs.get(field.path))
    )
    return Compared(label=field.label, ours=left, theirs=right, differs=left != right)


def _paired(
    columns: Sequence[FormField], ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]
) -> list[list[Compared]]:
    """Row beside row, in their order."""
    empty: Mapping[str, Any] = {}
    return [
        [
            _compared(
                column,
                ours[number] if number < len(ours) else empty,
                theirs[number] if number < len(theirs) else empty,
            )
            for column in columns
        ]
        for number in range(max(len(ours), len(theirs)))
    ]


def _rows_of(desk: Desk, refers: Refers, record: Record) -> dict[str, Any] | None:
    """Rows of a list; beside a column that the record has too, what the record says."""
    master = next((each for each in desk.kind.masters if each.key == refers.list_key), None)
    if master is None:
        return None
    rows = masters.JobReference(desk.job, desk.kind).rows(master.key, **dict(refers.equal))
    return {
        "name": master.name,
        "key": ", ".join(value for _, value in refers.equal),
        "columns": master.columns,
        "rows": [_row(master, row, record) for row in rows],
    }


def _row(master: MasterList, row: Mapping[str, str], record: Record) -> list[Compared]:
    return [
        Compared(
            label=column.label,
            ours=_masked(column, _text(record.get(column.key))),
            theirs=_masked(column, row.get(column.key, "")),
            differs=bool(record.get(column.key)) and _text(record[column.key]) != row.get(column.key, ""),
        )
        for column in master.columns
    ]


def _masked(column: MasterColumn, text: str) -> str:
    return mask(text) if column.secret and text else text


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _pages(task_id: UUID, job: Job, endpoint: str) -> list[str]:
    """Addresses of the job's page images."""
    sheets = page_cache().sheets(documents_of(job.tenant_id, job.id))[:MOST_PAGES]
    return [
        url_for(endpoint, task_id=task_id, document_id=sheet.document.id, page=sheet.number, dpi=DPI)
        for sheet in sheets
    ]
