"""Reads for the pages of those who answer for quality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from bpo.automation.models import AutomationSample
from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Contest, Drawing, KnownAnswer, KnownAnswerScore, Lot, LotSwitching, Review
from bpo.workforce.models import Pause


def job_named(tenant_id: UUID, reference: str) -> Job:
    """The client's job of that reference ("ALD-000123"); NotFound where there is none, or it is a copy."""
    number = reference.strip().rpartition("-")[2]
    found = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        found = db.session.scalar(
            select(Job).where(Job.tenant_id == tenant_id, Job.number == int(number), Job.copy_of.is_(None))
        )
    if found is None or found.reference.casefold() != reference.strip().casefold():
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What goes on in clients' quality control, each by (client, work type)."""

    lots: dict[tuple[UUID, str], int]
    """Lots that are not decided about, or still being checked whole."""
    paused: dict[tuple[UUID, str], int]
    """People paused at the moment."""
    inspection: dict[tuple[UUID, str], str]
    """How strictly the next lot is inspected; normally where nothing is said."""


def under_way(tenant_ids: Sequence[UUID]) -> UnderWay:
    """Lots, pauses and inspections of these clients, in three questions however many they are."""
    lots = db.session.execute(
        select(Lot.tenant_id, Lot.work_type, func.count())
        .where(Lot.tenant_id.in_(tenant_ids), Lot.ended_at.is_(None))
        .group_by(Lot.tenant_id, Lot.work_type)
    )
    paused = db.session.execute(
        select(Pause.tenant_id, Pause.work_type, func.count())
        .where(Pause.tenant_id.in_(tenant_ids), Pause.ended_at.is_(None))
        .group_by(Pause.tenant_id, Pause.work_type)
    )
    switched = db.session.execute(
        select(LotSwitching.tenant_id, LotSwitching.work_type, LotSwitching.inspection).where(
            LotSwitching.tenant_id.in_(tenant_ids)
        )
    )
    return UnderWay(
        lots={(row[0], row[1]): row[2] for row in lots},
        paused={(row[0], row[1]): row[2] for row in paused},
        inspection={(row[0], row[1]): row[2] for row in switched},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A contested review with its job."""

    contest: Contest
    review: Review
    job: Job


def open_contests(tenant_ids: Sequence[UUID], *, limit: int) -> list[Contested]:
    """Contests nobody has decided, oldest first."""
    rows = db.session.execute(
        select(Contest, Review, Job)
        .join(Review, (Review.tenant_id == Contest.tenant_id) & (Review.id == Contest.review_id))
        .join(Job, (Job.tenant_id == Review.tenant_id) & (Job.id == Review.job_id))
        .where(Contest.tenant_id.in_(tenant_ids), Contest.decided_at.is_(None))
        .order_by(Contest.made_at, Contest.id)
        .limit(limit)
    )
    return [Contested(contest=row[0], review=row[1], job=row[2]) for row in rows]


def contest_by_id(tenant_ids: Sequence[UUID], contest_id: UUID) -> Contested:
    """One contest; NotFound where it is of none of these clients."""
    row = db.session.execute(
        select(Contest, Review, Job)
        .join(Review, (Review.tenant_id == Contest.tenant_id) & (Review.id == Contest.review_id))
        .join(Job, (Job.tenant_id == Review.tenant_id) & (Job.id == Review.job_id))
        .where(Contest.tenant_id.in_(tenant_ids), Contest.id == contest_id)
    ).first()
    if row is None:
        raise NotFound
    return Contested(contest=row[0], review=row[1], job=row[2])


def lots_of(tenant_id: UUID, *, limit: int) -> list[Lot]:
    """A client's lots, those not ended first, then the latest."""
    return list(
        db.session.scalars(
            select(Lot)
            .where(Lot.tenant_id == tenant_id)
            .order_by(Lot.ended_at.is_not(None), Lot.opened_at.desc(), Lot.id.desc())
            .limit(limit)
        )
    )


def lot_of(tenant_ids: Sequence[UUID], lot_id: UUID) -> Lot:
    """One lot; NotFound where it is of none of these clients."""
    found = db.session.scalar(select(Lot).where(Lot.tenant_id.in_(tenant_ids), Lot.id == lot_id))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceOfLot:
    """One piece of a lot: its draw, its job, and its review where there is one."""

    drawing: Drawing
    job: Job
    review: Review | None


def pieces_of(lot: Lot, *, limit: int) -> list[PieceOfLot]:
    """The pieces of a lot, those of the sample first."""
    rows = db.session.execute(
        select(Drawing, Job, Review)
        .join(Job, (Job.tenant_id == Drawing.tenant_id) & (Job.id == Drawing.job_id))
        .join(
            Review,
            (Review.tenant_id == Drawing.tenant_id) & (Review.worked_task_id == Drawing.task_id),
            isouter=True,
        )
        .where(Drawing.tenant_id == lot.tenant_id, Drawing.lot_id == lot.id)
        .order_by(Drawing.drawn.desc(), Job.number)
        .limit(limit)
    )
    return [PieceOfLot(drawing=row[0], job=row[1], review=row[2]) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """A known-answer item, the job it was made of, and how it was done so far."""

    item: KnownAnswer
    reference: str
    right: int
    fields: int


def known_answers_of(tenant_id: UUID, *, limit: int) -> list[ItemShown]:
    """A client's items, those in use first, the latest first."""
    done = (
        select(
            KnownAnswerScore.known_answer_id,
            func.sum(KnownAnswerScore.right).label("right"),
            func.sum(KnownAnswerScore.fields).label("fields"),
        )
        .where(KnownAnswerScore.tenant_id == tenant_id)
        .group_by(KnownAnswerScore.known_answer_id)
        .subquery()
    )
    rows = db.session.execute(
        select(KnownAnswer, Job.reference, done.c.right, done.c.fields)
        .join(Job, (Job.tenant_id == KnownAnswer.tenant_id) & (Job.id == KnownAnswer.job_id))
        .join(done, done.c.known_answer_id == KnownAnswer.id, isouter=True)
        .where(KnownAnswer.tenant_id == tenant_id)
        .order_by(KnownAnswer.retired_at.is_not(None), KnownAnswer.made_at.desc(), KnownAnswer.id)
        .limit(limit)
    )
    return [
        ItemShown(item=row[0], reference=row[1], right=int(row[2] or 0), fields=int(row[3] or 0))
        for row in rows
    ]


def known_answer_log(tenant_id: UUID, *, limit: int) -> list[KnownAnswerScore]:
    """How people did on a client's items, latest first."""
    return list(
        db.session.scalars(
            select(KnownAnswerScore)
            .where(KnownAnswerScore.tenant_id == tenant_id)
            .order_by(KnownAnswerScore.scored_at.desc(), KnownAnswerScore.id.desc())
            .limit(limit)
        )
    )


def known_answer_by_id(tenant_ids: Sequence[UUID], known_answer_id: UUID) -> KnownAnswer:
    """One item; NotFound where it is of none of these clients."""
    found = db.session.scalar(
        select(KnownAnswer).where(KnownAnswer.tenant_id.in_(tenant_ids), KnownAnswer.id == known_answer_id)
    )
    if found is None:
        raise NotFound
    return found


def pause_by_id(tenant_ids: Sequence[UUID], pause_id: UUID) -> Pause:
    """One pause; NotFound where it is from the work of none of these clients."""
    found = db.session.scalar(select(Pause).where(Pause.tenant_id.in_(tenant_ids), Pause.id == pause_id))
    if found is None:
        raise NotFound
    return found


def count_automation_samples(tenant_id: UUID, work_type: str, *, since: datetime) -> int:
    """How many fields that automation read were looked at from then on."""
    return (
        db.session.scalar(
            select(func.count()).where(
                AutomationSample.tenant_id == tenant_id,
                AutomationSample.work_type == work_type,
                AutomationSample.at > since,
            )
        )
        or 0
    )
