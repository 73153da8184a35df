"""The header of a batch that must prove: filled at hand-in, mended by the client while the batch does not prove."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.catalog.rules import Form, Record, WorkType
from bpo.catalog.rules.typed import NotTaken, local_of, typed
from bpo.events import service as events
from bpo.jobs.models import Batch
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid

PREFIX = "header."
"""What the names of header fields begin with, in forms and in what is said of errors."""


def header_of(work_type: WorkType, given: Mapping[str, str], *, locale: str) -> Record | None:
    """A batch's header from what was typed, by path; None where batches of this work have none.

    `locale` is the client's (`de_DE`), by which amounts and dates are read. Invalid, by `header.<path>`, where a field
    is missing or cannot be read.
    """
    if work_type.batch is None:
        return None
    form, local = work_type.batch.header, local_of(locale)
    errors: dict[str, list[str]] = {}
    header: Record = {}
    for field in form.fields:
        text = str(given.get(field.path) or "").strip()
        try:
            header[field.path] = typed(
                field.kind, text, local, shown=None, choices=[key for key, _ in field.choices]
            )
        except NotTaken as error:
            errors[PREFIX + field.path] = [str(error)]
            continue
        if field.required and header[field.path] in (None, ""):
            errors[PREFIX + field.path] = [f"Fill in {field.label}: it is counted before anything is keyed."]
    unknown = set(given) - {field.path for field in form.fields}
    errors |= {PREFIX + name: ["Unknown field."] for name in sorted(unknown)}
    if errors:
        raise Invalid(errors)
    return header


def shown_header(form: Form, header: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """(label, value) of a header's fields."""
    return [(field.label, str((header or {}).get(field.path) or "")) for field in form.fields]


def change_header(
    *, batch: Batch, work_type: WorkType, header: Record, by_id: UUID | None, by_name: str, now: datetime
) -> None:
    """The client mends the header of a batch that has not proven; what follows is that it is proven again.

    Conflict where it has no header, or has proven: what was proven stays what it was.
    """
    if work_type.batch is None or batch.header is None:
        raise Conflict("This batch has no header.")
    if batch.proven_at is not None:
        raise Conflict("This batch has proven against its header already.")
    labels = {field.path: field.label for field in work_type.batch.header.fields}
    changed = [
        f"{labels[path]} {batch.header.get(path)} → {value}"
        for path, value in header.items()
        if batch.header.get(path) != value
    ]
    if not changed:
        return
    batch.header = header
    events.record(
        "batch.header_changed",
        tenant_id=batch.tenant_id,
        subject_id=batch.id,
        job_id=None,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        what=", ".join(changed),
    )
    db.session.flush()
