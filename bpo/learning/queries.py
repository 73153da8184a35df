"""Reads of lessons and their trials."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from bpo.jobs.models import Job
from bpo.learning.models import Lesson, LessonTrial
from bpo.platform.db import db

SHOWN = 500
"""Lessons a page shows at most, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A lesson with how often it was right and wrong, and the reference of the job that taught it."""

    lesson: Lesson
    right: int
    wrong: int
    job: str


def lessons_about(tenant_id: UUID, work_type: str, subjects: Sequence[str]) -> list[Tried]:
    """The lessons in use about a source, by any of the names it goes by."""
    return _tried(
        tenant_id,
        Lesson.work_type == work_type,
        Lesson.subjects.overlap(subjects),
        Lesson.undone_at.is_(None),
    )


def lessons_of(tenant_id: UUID) -> list[Tried]:
    """Everything learnt for a client, undone lessons too, the latest first."""
    return _tried(tenant_id)


def get_lesson(tenant_ids: Collection[UUID], lesson_id: UUID) -> Lesson | None:
    """One lesson of these clients, locked; None where there is none."""
    return db.session.scalar(
        select(Lesson).where(Lesson.tenant_id.in_(tenant_ids), Lesson.id == lesson_id).with_for_update()
    )


def trials_of_job(tenant_id: UUID, job_id: UUID) -> list[tuple[LessonTrial, str]]:
    """What lessons filled in for a job, each with the field it was."""
    rows = db.session.execute(
        select(LessonTrial, Lesson.path)
        .join(Lesson, (Lesson.tenant_id == LessonTrial.tenant_id) & (Lesson.id == LessonTrial.lesson_id))
        .where(LessonTrial.tenant_id == tenant_id, LessonTrial.job_id == job_id)
    )
    return [(trial, path) for trial, path in rows]


def _tried(tenant_id: UUID, *conditions: ColumnElement[bool]) -> list[Tried]:
    counted = (
        select(
            LessonTrial.lesson_id,
            func.count().filter(LessonTrial.right.is_(True)).label("right"),
            func.count().filter(LessonTrial.right.is_(False)).label("wrong"),
        )
        .where(LessonTrial.tenant_id == tenant_id)
        .group_by(LessonTrial.lesson_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Lesson, counted.c.right, counted.c.wrong, Job.reference)
        .join(Job, (Job.tenant_id == Lesson.tenant_id) & (Job.id == Lesson.job_id))
        .outerjoin(counted, counted.c.lesson_id == Lesson.id)
        .where(Lesson.tenant_id == tenant_id, *conditions)
        .order_by(Lesson.learnt_at.desc(), Lesson.id)
        .limit(SHOWN)
    )
    return [
        Tried(lesson=lesson, right=right or 0, wrong=wrong or 0, job=reference)
        for lesson, right, wrong, reference in rows
    ]
