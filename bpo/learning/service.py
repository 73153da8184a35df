"""Taking lessons from finished jobs, lending them to the automatic step, measuring and undoing them.

Everything here is one client's alone: what is learnt never reaches another.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from bpo.catalog import rules as catalog
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Outcome, WorkType
from bpo.events import queries as events_queries
from bpo.events import service as events
from bpo.jobs.queries import get_data, get_job
from bpo.learning import queries
from bpo.learning.models import Lesson, LessonTrial
from bpo.learning.rules import is_given_up, is_same, subjects_of, sureness, taught_by
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.platform.ids import new_id

LEARNT = "learnt"
"""The method of readings that a lesson filled in."""


def lessons_for(tenant_id: UUID, kind: WorkType, outcome: Outcome) -> tuple[catalog.Lesson, ...]:
    """What is known about the source of what was just read, the surest first; nothing where it cannot be told."""
    subject = kind.learning.subject(outcome.record) if kind.learning else None
    if subject is None:
        return ()
    known = [
        catalog.Lesson(
            id=str(tried.lesson.id),
            path=tried.lesson.path,
            kind=tried.lesson.kind,
            data=tried.lesson.data,
            sure=sureness(tried.right, tried.wrong),
        )
        for tried in queries.lessons_about(tenant_id, kind.key, [subject])
        if not is_given_up(tried.right, tried.wrong)
    ]
    return tuple(sorted(known, key=lambda lesson: -lesson.sure))


def note_use(
    *, tenant_id: UUID, job_id: UUID, lessons: Sequence[catalog.Lesson], outcome: Outcome, now: datetime
) -> None:
    """Write down what lessons filled in for a job, so that they are measured when it is finished."""
    filled = {reading.path: reading for reading in outcome.readings if reading.method == LEARNT}
    used = [lesson for lesson in lessons if lesson.path in filled]
    for lesson in used:
        trial = insert(LessonTrial).values(
            tenant_id=tenant_id,
            id=new_id(),
            lesson_id=UUID(lesson.id),
            job_id=job_id,
            value=str(filled[lesson.path].value),
        )
        db.session.execute(trial.on_conflict_do_nothing())
    if used:
        events.record(
            "job.recalled",
            tenant_id=tenant_id,
            subject_id=job_id,
            job_id=job_id,
            now=now,
            fields=", ".join(sorted(filled)),
            lessons={lesson.path: {"id": lesson.id, "kind": lesson.kind} for lesson in used},
        )


def learn(*, tenant_id: UUID, job_id: UUID, now: datetime) -> int:
    """Take the lessons of a job that is finished, and measure those it was done with; how many are new.

    Safe to repeat: a lesson that is there is not taken twice, a trial is judged anew.
    """
    job = get_job([tenant_id], job_id)
    kind = kind_of(job)
    if kind.learning is None:
        return 0
    data = get_data(tenant_id, job_id)
    for trial, path in queries.trials_of_job(tenant_id, job_id):
        trial.right = str(data.record.get(path)) == trial.value
    changes = _changes(tenant_id, job_id)
    as_read = {
        **data.record,
        **{path: before for path, (before, _) in changes.items() if path in data.record},
    }
    subjects = subjects_of(kind.learning.subject(as_read), kind.learning.subject(data.record))
    if not subjects or not job.touched:
        return 0
    known = queries.lessons_about(tenant_id, kind.key, subjects)
    new = 0
    for taught in taught_by(kind.learning, data.readings, changes, data.record):
        said = [t.lesson for t in known if (t.lesson.path, t.lesson.kind) == (taught.path, taught.kind)]
        if any(is_same(lesson.data, taught.data, taught.kind) for lesson in said):
            continue
        db.session.add(
            Lesson(
                tenant_id=tenant_id,
                id=new_id(),
                work_type=kind.key,
                subjects=subjects,
                subject_name=kind.learning.subject_name(data.record)[:200],
                path=taught.path,
                kind=taught.kind,
                data=dict(taught.data),
                job_id=job_id,
                learnt_at=now,
            )
        )
        new += 1
    db.session.flush()
    return new


def _changes(tenant_id: UUID, job_id: UUID) -> Mapping[str, tuple[Any, Any]]:
    """What people changed in the record: path → (as it was before the first of them, as the last left it)."""
    changed: dict[str, tuple[Any, Any]] = {}
    for event in events_queries.history_of_job(tenant_id, job_id):
        if event.name == "job.corrected":
            for path, (before, after) in event.data.get("changes", {}).items():
                changed[path] = (changed.get(path, (before,))[0], after)
    return changed


def undo(
    *, tenant_ids: Collection[UUID], lesson_id: UUID, by_id: UUID, by_name: str, now: datetime
) -> Lesson:
    """Take a lesson back: it is used no more, and stays to be read. NotFound where there is none in use."""
    return _set_undone(tenant_ids, lesson_id, undone=True, by_id=by_id, by_name=by_name, now=now)


def restore(
    *, tenant_ids: Collection[UUID], lesson_id: UUID, by_id: UUID, by_name: str, now: datetime
) -> Lesson:
    """Use a lesson again that was taken back. NotFound where there is none taken back."""
    return _set_undone(tenant_ids, lesson_id, undone=False, by_id=by_id, by_name=by_name, now=now)


def _set_undone(
    tenant_ids: Collection[UUID], lesson_id: UUID, *, undone: bool, by_id: UUID, by_name: str, now: datetime
) -> Lesson:
    lesson = queries.get_lesson(tenant_ids, lesson_id)
    if lesson is None or (lesson.undone_at is not None) is undone:
        raise NotFound
    lesson.undone_at = now if undone else None
    lesson.undone_by_name = by_name if undone else None
    events.record(
        "lesson.undone" if undone else "lesson.restored",
        tenant_id=lesson.tenant_id,
        job_id=None,
        subject_id=lesson.id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        subject=lesson.subject_name,
        field=lesson.path,
    )
    db.session.flush()
    return lesson
