"""Known-answer items: copies of finished jobs whose answers are certain, mixed unmarked into people's work.

They stay out of everything that is the client's: no clock, no delivery, no bill, no figure of time or accuracy.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import or_, select

from bpo.catalog.registry import kind_of, work_type
from bpo.catalog.rules import Actor, WorkType
from bpo.catalog.rules.secrets import mask, secret_paths
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.jobs.service import flat
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, NotFound
from bpo.platform.ids import new_id
from bpo.platform.sealing import is_secret
from bpo.quality import rules
from bpo.quality.models import KnownAnswer, KnownAnswerScore
from bpo.quality.queries import finished_attempt
from bpo.quality.service import people
from bpo.workforce.models import Certification
from bpo.workforce.queries import name_of, running
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task
from bpo.workqueue.queries import entries_of
from bpo.workqueue.rules import TaskState

jobs.keep_sealed_of_job(KnownAnswer, "answers", row=lambda item: item.job_id)
jobs.keep_sealed_of_job(
    KnownAnswerScore, "wrong", row=lambda score: uuid5(score.task_id, str(score.person_id))
)

CONFIRMED = (JobState.ACCEPTED, JobState.BILLED)
"""States in which the client stands by the record."""


def make(*, tenant_id: UUID, job_id: UUID, by: Caller, now: datetime) -> KnownAnswer:
    """Make an item of a job that the client accepted; its record as it stands are the answers.

    Conflict for a job that is not accepted, whose work no person does, or of which there is an item.
    """
    job = get_job([tenant_id], job_id, lock=True)
    if job.copy_of is not None:
        raise NotFound
    if job.state not in CONFIRMED:
        raise Conflict("Only of an accepted job are the answers certain.")
    kind = kind_of(job)
    if not any(step.works and step.actor is Actor.PERSON for step in kind.steps):
        raise Conflict("Nobody enters anything in this kind of work.")
    known = select(KnownAnswer).where(KnownAnswer.tenant_id == tenant_id, KnownAnswer.job_id == job_id)
    item = db.session.scalar(known)
    if item is not None and item.retired_at is None:
        raise Conflict("There is an item of this job already.")
    if item is None:
        item = KnownAnswer(
            tenant_id=tenant_id,
            id=new_id(),
            work_type=job.work_type,
            job_id=job.id,
            answers={},
            planted=0,
            made_by=by.id,
            made_at=now,
        )
        db.session.add(item)
    item.answers, item.retired_at = get_data(tenant_id, job_id).record, None
    db.session.flush()
    _tell("known_answer.made", item, by, now, reference=job.reference)
    return item


def retire(*, tenant_id: UUID, known_answer_id: UUID, by: Caller, now: datetime) -> KnownAnswer:
    """Mix an item in no more; what people did on it stays. NotFound for no such item."""
    item = db.session.scalar(
        select(KnownAnswer).where(KnownAnswer.tenant_id == tenant_id, KnownAnswer.id == known_answer_id)
    )
    if item is None:
        raise NotFound
    if item.retired_at is None:
        item.retired_at = now
        db.session.flush()
        reference = get_job([tenant_id], item.job_id).reference
        _tell("known_answer.retired", item, by, now, reference=reference)
    return item


def plant(*, tenant_id: UUID, work_type_key: str, now: datetime) -> Job | None:
    """Mix a copy of the least used item into a client's work, where somebody is there who does not know it yet.

    None where there is no such item.
    """
    items = db.session.scalars(
        select(KnownAnswer)
        .where(
            KnownAnswer.tenant_id == tenant_id,
            KnownAnswer.work_type == work_type_key,
            KnownAnswer.retired_at.is_(None),
        )
        .order_by(KnownAnswer.planted, KnownAnswer.id)
        .with_for_update(skip_locked=True)
        .limit(20)
    ).all()
    able = _able(tenant_id, work_type_key, now)
    for item in items:
        if able - _knowing(item):
            break
    else:
        return None
    copy = jobs.copy_job(get_job([tenant_id], item.job_id), now=now)
    item.planted += 1
    workqueue.open_task(copy, work_type(work_type_key).steps[0].key, now=now)
    db.session.flush()
    return copy


def withdraw_untaken(*, now: datetime, limit: int = 100) -> int:
    """Take copies out of the queue that nobody took in the time real work has: all who could may know them by now.

    Runs in the system's scope; how many.
    """
    at_work = select(Task.id).where(
        Task.tenant_id == Job.tenant_id, Task.job_id == Job.id, Task.state == TaskState.IN_PROGRESS
    )
    untaken = db.session.execute(
        select(Job.tenant_id, Job.id)
        .where(Job.copy_of.is_not(None), Job.finished_at.is_(None), Job.due_at < now, ~at_work.exists())
        .order_by(Job.tenant_id, Job.id)
        .limit(limit)
    ).all()
    for tenant_id, job_id in untaken:
        for task in workqueue.open_tasks_of(tenant_id, job_id):
            workqueue.cancel(task, now=now, why="nobody took it in time", actor_name="schedule")
        get_job([tenant_id], job_id, lock=True).finished_at = now
    db.session.flush()
    return len(untaken)


def _able(tenant_id: UUID, work_type_key: str, now: datetime) -> set[UUID]:
    return set(
        db.session.scalars(
            select(Certification.person_id).where(
                Certification.tenant_id == tenant_id,
                Certification.work_type == work_type_key,
                Certification.activity == "work",
                running(Certification.expires_at, now),
            )
        )
    )


def _knowing(item: KnownAnswer) -> set[UUID | None]:
    """Who worked on the original or on a copy, or may be about to: an open copy waits for one more."""
    of = select(Job.id).where(
        Job.tenant_id == item.tenant_id, or_(Job.id == item.job_id, Job.copy_of == item.job_id)
    )
    return set(
        db.session.scalars(
            select(Attempt.person_id)
            .join(Task, (Task.tenant_id == Attempt.tenant_id) & (Task.id == Attempt.task_id))
            .where(Attempt.tenant_id == item.tenant_id, Task.job_id.in_(of))
        )
    )


def score_copy(job: Job, task: Task, *, now: datetime) -> None:
    """Hold what was entered into a copy against the known answers, for each who entered; pause who falls too low.

    Safe to repeat.
    """
    item = db.session.scalar(
        select(KnownAnswer).where(KnownAnswer.tenant_id == job.tenant_id, KnownAnswer.job_id == job.copy_of)
    )
    if item is None or job.finished_at is not None:
        return
    kind = kind_of(job)
    answers = dict(flat(item.answers))
    for task_id, person_id, entered in _entries(job, task):
        marked = rules.mark(answers, dict(flat(entered)), only=_filled_by_people(kind))
        _keep(item, job, task_id, person_id, marked, secret_paths(kind), now)
    job.finished_at = now
    db.session.flush()


def _entries(job: Job, task: Task) -> list[tuple[UUID, UUID, Mapping[str, Any]]]:
    """(task, person, what they entered): of whoever keyed it, and of whoever made the record whole; nothing was
    entered where they rejected it."""
    worked = finished_attempt(job.tenant_id, task.id)
    if worked.outcome == "rejected":
        return [(task.id, worked.person_id, {})] if worked.person_id else []
    keyed: list[tuple[UUID, UUID, Mapping[str, Any]]] = [
        (each.entry.task_id, each.entry.person_id, each.entry.data)
        for step in kind_of(job).steps
        if step.keyed and step.parts is not None
        for each in entries_of(job.tenant_id, job.id, step.key)
        if each.entry.person_id is not None
    ]
    made = workqueue.worked_on(job) or worked
    if made.person_id is None or made.task_id in {task_id for task_id, _, _ in keyed}:
        return keyed
    return [*keyed, (made.task_id, made.person_id, get_data(job.tenant_id, job.id).record)]


def _filled_by_people(kind: WorkType) -> frozenset[str]:
    """The fields that a person fills, by their general paths."""
    columns = (f"{table.path}.{column.path}" for table in kind.form.tables for column in table.columns)
    return frozenset({*(field.path for field in kind.form.fields), *columns})


def _keep(
    item: KnownAnswer,
    job: Job,
    task_id: UUID,
    person_id: UUID,
    marked: rules.Marked,
    secrets: Collection[str],
    now: datetime,
) -> None:
    score = KnownAnswerScore(
        tenant_id=item.tenant_id,
        id=new_id(),
        known_answer_id=item.id,
        job_id=job.id,
        task_id=task_id,
        person_id=person_id,
        work_type=item.work_type,
        right=marked.right,
        fields=marked.fields,
        wrong=[[path, mask(text) if is_secret(path, secrets) else text] for path, text in marked.wrong],
        score=marked.score,
        scored_at=now,
    )
    db.session.add(score)
    db.session.flush()
    events.record(
        "known_answer.scored",
        tenant_id=item.tenant_id,
        subject_id=score.id,
        job_id=None,
        now=now,
        work_type=work_type(item.work_type).name,
        person=name_of(person_id),
        right=marked.right,
        fields=marked.fields,
    )
    people.follow_known_answers(job, person_id, now=now)


def _tell(name: str, item: KnownAnswer, by: Caller, now: datetime, **data: str) -> None:
    events.record(
        name,
        tenant_id=item.tenant_id,
        subject_id=item.id,
        job_id=None,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        by=by.name,
        **data,
    )
