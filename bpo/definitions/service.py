"""Writing down a client's own work type, and publishing it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, update

from bpo.catalog import queries
from bpo.catalog.models import OwnWorkType, OwnWorkTypeVersion
from bpo.catalog.registry import work_type
from bpo.catalog.rules.definitions import Anchor, Definition, anchors_on, outside, own_key, problems
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.masters.service import close_list
from bpo.platform.caller import Caller
from bpo.platform.db import Base, db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.platform.pages import PAGED
from bpo.platform.sandbox import ParseFailed, Sandbox
from bpo.platform.storage import Stored
from bpo.workqueue.models import Task
from bpo.workqueue.service import WORDS, open_queues

STAYS = (
    "Work that was handed in in confidence stays confidential, with all that comes after it. For work that everybody"
    " may see, make another work type."
)
HOLDERS = ("batch", "job", "counted_job", "tally")
"""Tables whose rows say of which work type and in which compartment they are; a client's own asks for no payments."""
_WORDS_SECONDS = 20
"""Somebody waits, and a transaction is open: what takes longer is not read."""


def begin(*, tenant_id: UUID, definition: Definition, by: Caller, now: datetime) -> OwnWorkType:
    """A new draft for the client."""
    own = OwnWorkType(
        tenant_id=tenant_id,
        id=new_id(),
        name=definition.name,
        draft=definition.to_json(),
        file_name=None,
        storage_key=None,
        media_type=None,
        created_at=now,
        changed_by=by.id,
        changed_by_name=by.name,
        changed_at=now,
    )
    db.session.add(own)
    db.session.flush()
    return own


def draft_of(own: OwnWorkType) -> Definition:
    """What is being written."""
    return Definition.from_json(own.draft)


def save(
    *, tenant_id: UUID, own_id: UUID, revision: int, definition: Definition, by: Caller, now: datetime
) -> OwnWorkType:
    """Keep the draft. What was read off the sample page stays. Conflict where somebody saved it since `revision`."""
    own = _current(tenant_id, own_id, revision)
    _write(own, replace(definition, anchors=draft_of(own).anchors), by, now)
    return own


def keep_sample(
    *,
    tenant_id: UUID,
    own_id: UUID,
    name: str,
    media_type: str,
    content: bytes,
    put: Callable[[bytes], Stored],
    sandbox: Sandbox,
    by: Caller,
    now: datetime,
) -> bool:
    """Keep a sample page to show the fields' places on, and read what is printed on it; whether any of it could be.

    Raises SandboxUnavailable as the sandbox does.
    """
    own = queries.get_own(tenant_id, own_id, lock=True)
    anchors = _printed(sandbox, content, media_type)
    own.file_name, own.media_type, own.storage_key = name, media_type, put(content).key
    _write(own, replace(draft_of(own), anchors=anchors), by, now)
    return bool(anchors)


def publish(*, tenant_id: UUID, own_id: UUID, revision: int, by: Caller, now: datetime) -> OwnWorkTypeVersion:
    """Make the draft the version in force. Jobs under way keep the version they were received under.

    Confidential work stays confidential: what was handed in in confidence must not be opened by a later version. Where
    a version is the first to be confidential, the work there is closed too (`close_confidential`).

    Invalid, by place, where the definition cannot be offered; Conflict where somebody saved it since `revision`.
    Where the client's contract covers the work type, its queues follow.
    """
    own = _current(tenant_id, own_id, revision)
    definition = draft_of(own)
    found = problems(definition)
    if found:
        errors: dict[str, list[str]] = {}
        for problem in found:
            errors.setdefault(problem.where, []).append(problem.says)
        raise Invalid(errors)
    if own.version and not definition.confidential and work_type(own_key(own.id)).confidential:
        raise Invalid({"confidential": [STAYS]})
    places = [(field.region.page, field.region.box) for field in definition.fields if field.region]
    definition = replace(definition, anchors=outside(definition.anchors, places))
    version = OwnWorkTypeVersion(
        tenant_id=tenant_id,
        id=new_id(),
        own_id=own.id,
        number=own.version + 1,
        definition=definition.to_json(),
        published_by=by.id,
        published_by_name=by.name,
        published_at=now,
    )
    db.session.add(version)
    own.version, own.is_published = version.number, True
    db.session.flush()
    queries.forget_versions()
    _follow(own, now)
    events.record(
        "definition.published",
        tenant_id=tenant_id,
        subject_id=own.id,
        job_id=None,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        work_type=own.name,
        version=version.number,
        by=by.name,
    )
    return version


def close_confidential(*, tenant_id: UUID, own_id: UUID) -> int:
    """Put all there is of a confidential work type into its compartment; how many jobs. Safe to repeat.

    What came in under a version that was not confidential yet is no less so: jobs, batches, tasks and figures, and the
    rows of lists by which nothing else goes. Who has a task in hand and is not cleared loses sight of it; it goes back
    to the queue with its lease, and what they typed is kept. Runs in automation's scope, which is cleared for all.
    """
    kind = work_type(own_key(own_id))
    stands_in = queries.compartment_of(tenant_id, kind)
    if stands_in is None:
        return 0
    closed = 0
    for table in (Base.metadata.tables[name] for name in HOLDERS):
        rows = db.session.execute(
            update(table)
            .where(
                table.c.tenant_id == tenant_id, table.c.work_type == kind.key, table.c.compartment.is_(None)
            )
            .values(compartment=stands_in)
        )
        closed += cast(CursorResult[Any], rows).rowcount if table is Job.__table__ else 0
    db.session.execute(
        update(Task)
        .where(
            Task.tenant_id == tenant_id,
            Task.compartment.is_(None),
            Task.job_id == Job.id,
            Job.tenant_id == tenant_id,
            Job.compartment == stands_in,
        )
        .values(compartment=stands_in),
        execution_options={"synchronize_session": False},
    )
    for masters in kind.masters:
        close_list(tenant_id, masters.key)
    return closed


def _follow(own: OwnWorkType, now: datetime) -> None:
    """The queues of steps that are new; those of steps that are gone stay for the jobs under way."""
    key = own_key(own.id)
    if key in contracts.work_types_in_force(own.tenant_id, now):
        terms = contracts.terms_in_force(own.tenant_id, now).terms
        open_queues(tenant_id=own.tenant_id, work_type=work_type(key), terms=terms)


def _current(tenant_id: UUID, own_id: UUID, revision: int) -> OwnWorkType:
    own = queries.get_own(tenant_id, own_id, lock=True)
    if own.revision != revision:
        raise Conflict(
            f"{own.changed_by_name} changed this since you opened it. Open it again; nothing of theirs is lost."
        )
    return own


def _write(own: OwnWorkType, definition: Definition, by: Caller, now: datetime) -> None:
    data = definition.to_json()
    if data != own.draft:
        own.draft, own.is_published = data, False
    own.name = definition.name
    own.revision += 1
    own.changed_by, own.changed_by_name, own.changed_at = by.id, by.name, now
    db.session.flush()


def _printed(sandbox: Sandbox, content: bytes, media_type: str) -> tuple[Anchor, ...]:
    """The words of the sample's pages by which other copies are laid against it; none where it cannot be read."""
    if media_type not in PAGED:
        return ()
    try:
        answer = sandbox.call(
            WORDS,
            {"json": {"media_type": media_type, "quick": True}, "blobs": [content]},
            wall_seconds=_WORDS_SECONDS,
            cpu_seconds=_WORDS_SECONDS,
        )
    except ParseFailed:
        return ()
    pages: Sequence[Any] = answer["json"]["pages"]
    return tuple(
        anchor
        for number, page in enumerate(pages)
        for anchor in anchors_on(
            number,
            [(str(text), (left, top, right, bottom)) for text, left, top, right, bottom in page["words"]],
            (),
        )
    )
