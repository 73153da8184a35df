"""Jobs and batches as programs read them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Response, url_for

from bpo.contracts.rules import Priority
from bpo.events.queries import rejection_of
from bpo.jobs import queries
from bpo.jobs.models import Batch, BatchRelease, Document, Job
from bpo.jobs.rules import JobState, client_words, progress
from bpo.platform.api import answer
from bpo.sla.models import FOR_DECISION
from bpo.sla.queries import holds_of


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def job_json(job: Job) -> dict[str, Any]:
    """A job as it stands in a list."""
    return {
        "id": str(job.id),
        "reference": job.reference,
        "client_reference": job.client_reference,
        "title": job.title,
        "work_type": job.work_type,
        "state": job.state,
        "state_words": client_words(job.state),
        "priority": Priority.of_rank(job.priority).value,
        "received_at": instant(job.received_at),
        "due_at": instant(job.due_at),
        "not_before": instant(job.not_before),
        "wanted_by": instant(job.wanted_at),
        "delivered_at": instant(job.finished_at)
        if job.state in ("delivered", "accepted", "billed")
        else None,
        "accept_by": instant(job.accept_by),
        "on_time": None if job.late is None else not job.late,
        "amount": job.amount,
        "currency": job.currency,
        "notes": job.notes,
        "batch": str(job.batch_id) if job.batch_id else None,
    }


def whole_job(job: Job) -> dict[str, Any]:
    """A job with its files and questions, and why it was rejected."""
    rejection = rejection_of(job.tenant_id, job.id) if job.state == JobState.REJECTED else None
    return job_json(job) | {
        "rejection": {"code": rejection.data.get("code"), "reason": rejection.data.get("reason", "")}
        if rejection
        else None,
        "documents": [_document_json(each) for each in queries.documents_of(job.tenant_id, job.id)],
        "cut_out_of": [_document_json(each) for each in queries.wholes_of(job.tenant_id, job.id)],
        "questions": [
            {
                "id": str(hold.id),
                "question": hold.question,
                "asked_at": instant(hold.placed_at),
                "answer": hold.answer,
                "answered_at": instant(hold.ended_at),
            }
            for hold in holds_of(job.tenant_id, job.id)
            if hold.owes == "client" and hold.kind != FOR_DECISION
        ],
    }


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "id": str(document.id),
        "name": document.name,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
    }


def version_of(job: Job, shown: dict[str, Any]) -> str:
    """What a change must name in If-Match: another one after every change of the job, even if it is changed back."""
    written = queries.row_version(job.tenant_id, job.id)
    text = json.dumps([written, shown], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def job_answer(job: Job) -> Response:
    """A job as an answer, with its version."""
    shown = whole_job(job)
    response = answer(shown)
    response.set_etag(version_of(job, shown))
    return response


def _result_json(batch: Batch, release: BatchRelease) -> dict[str, Any]:
    return {
        "version": release.version,
        "created_at": instant(release.created_at),
        "files": [
            {
                "name": file["name"],
                "size": file["size"],
                "sha256": file["sha256"],
                "url": url_for(
                    "delivery_api.get_batch_file", batch_id=batch.id, number=release.version, line=place
                ),
            }
            for place, file in enumerate(release.files)
        ],
    }


def batch_json(batch: Batch, jobs: Sequence[Job] | None = None) -> dict[str, Any]:
    """A batch with how far it is; with `jobs`, these too."""
    states = queries.progress_of(batch.tenant_id, batch.id)
    bar = progress(states)
    shown: dict[str, Any] = {
        "id": str(batch.id),
        "name": batch.name,
        "work_type": batch.work_type,
        "created_at": instant(batch.created_at),
        "total": bar.total,
        "done": bar.done,
        "states": states,
        "refused": [
            {"name": each.name, "code": each.code, "message": each.message}
            for each in queries.refusals_of(batch.tenant_id, batch.id)
        ],
        "header": batch.header,
        "proven_at": instant(batch.proven_at) if batch.proven_at else None,
        "totals": (batch.proof or {}).get("totals", []),
        "results": [
            _result_json(batch, release) for release in queries.releases_of(batch.tenant_id, batch.id)
        ],
    }
    return shown if jobs is None else shown | {"jobs": [job_json(job) for job in jobs]}
