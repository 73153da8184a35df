"""Calibration sessions: the same work reviewed blind by several reviewers, and what their agreement comes to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.contracts import queries as contracts
from bpo.events import service as events
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, jobs_of_ids
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Calibration, CalibrationAnswer, CalibrationItem
from bpo.quality.queries import answers_of, calibration_of, items_of
from bpo.quality.service.releasing import all_workers

jobs.keep_sealed_of_job(
    CalibrationItem, "record", row=lambda item: uuid5(item.calibration_id, str(item.job_id))
)

FINISHED = (JobState.DELIVERED, JobState.ACCEPTED, JobState.BILLED)
ITEMS_AT_MOST = 50


def open_session(
    *,
    tenant_id: UUID,
    work_type_key: str,
    name: str,
    job_ids: Sequence[UUID],
    reviewers: Sequence[UUID],
    by: Caller,
    now: datetime,
) -> Calibration:
    """Lay finished jobs of one work type before several reviewers. Invalid, by field, where that cannot be."""
    found = {job.id: job for job in jobs_of_ids([tenant_id], job_ids)}
    chosen = [found[job_id] for job_id in dict.fromkeys(job_ids) if job_id in found]
    asked = list(dict.fromkeys(reviewers))
    errors = _cannot_be_laid_before(chosen, asked, work_type_key)
    if not name.strip():
        errors["name"] = ["Give it a name."]
    if errors:
        raise Invalid(errors)
    plan = contracts.terms_in_force(tenant_id, now).terms.quality(work_type_key)
    session = Calibration(
        tenant_id=tenant_id,
        id=new_id(),
        work_type=work_type_key,
        name=name.strip()[:120],
        reviewers=[str(each) for each in asked],
        demanded=plan.calibration_pass,
        made_by=by.id,
        made_at=now,
    )
    db.session.add(session)
    db.session.flush()
    for position, job in enumerate(chosen, 1):
        db.session.add(
            CalibrationItem(
                tenant_id=tenant_id,
                id=new_id(),
                calibration_id=session.id,
                job_id=job.id,
                position=position,
                record=get_data(tenant_id, job.id).record,
            )
        )
    db.session.flush()
    _tell("calibration.opened", session, by, now)
    return session


def _cannot_be_laid_before(
    chosen: Sequence[Job], asked: Sequence[UUID], work_type_key: str
) -> dict[str, list[str]]:
    """Why these jobs cannot be laid before these reviewers, by field."""
    errors: dict[str, list[str]] = {}
    if len(asked) < 2:
        errors["reviewers"] = ["It takes two reviewers at least."]
    if not 1 <= len(chosen) <= ITEMS_AT_MOST:
        errors["jobs"] = [f"Choose 1 to {ITEMS_AT_MOST} finished jobs."]
    elif any(job.work_type != work_type_key or job.state not in FINISHED or job.copy_of for job in chosen):
        errors["jobs"] = ["Choose delivered jobs of this kind of work."]
    elif any(set(asked) & set(all_workers(job.tenant_id, job.id)) for job in chosen):
        errors["reviewers"] = ["One of them worked on one of these jobs."]
    return errors


def answer(
    *,
    reviewer: Caller,
    tenant_id: UUID,
    item_id: UUID,
    answers: Mapping[str, str],
    comment: str,
    now: datetime,
) -> CalibrationAnswer:
    """One reviewer's answers to one item. The last answer of all closes the session.

    NotFound for who is not asked, Conflict where it is closed or answered, Invalid by line of the scorecard.
    """
    item = db.session.scalar(
        select(CalibrationItem).where(CalibrationItem.tenant_id == tenant_id, CalibrationItem.id == item_id)
    )
    if item is None:
        raise NotFound
    session = _locked(tenant_id, item.calibration_id)
    if str(reviewer.id) not in session.reviewers:
        raise NotFound
    if session.closed_at is not None:
        raise Conflict("This calibration is closed.")
    if any(given.item_id == item_id for given in answers_of(session, reviewer.id)):
        raise Conflict("You have answered this one.")
    card = work_type(session.work_type).scorecard
    given, errors = rules.answered(card, answers)
    if errors:
        raise Invalid(errors)
    made = CalibrationAnswer(
        tenant_id=tenant_id,
        id=new_id(),
        item_id=item_id,
        reviewer_id=reviewer.id,
        answers={key: value.value for key, value in given.items()},
        score=rules.score(card, given),
        comment=comment.strip()[:2000],
        given_at=now,
    )
    db.session.add(made)
    db.session.flush()
    if len(answers_of(session)) == len(items_of(session)) * len(session.reviewers):
        _close(session, by=reviewer, now=now)
    return made


def close(*, tenant_id: UUID, calibration_id: UUID, by: Caller, now: datetime) -> Calibration:
    """Close a session with the answers there are. Conflict where it is closed."""
    session = _locked(tenant_id, calibration_id)
    if session.closed_at is not None:
        raise Conflict("This calibration is closed.")
    _close(session, by=by, now=now)
    return session


def _locked(tenant_id: UUID, calibration_id: UUID) -> Calibration:
    calibration_of([tenant_id], calibration_id)
    return db.session.scalars(
        select(Calibration)
        .where(Calibration.tenant_id == tenant_id, Calibration.id == calibration_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _close(session: Calibration, *, by: Caller, now: datetime) -> None:
    """Kappa for two reviewers, alpha for more, over all lines of all items."""
    found = rules.agreement(units_of(session))
    session.closed_at = now
    session.agreement = None if found is None else Decimal(str(round(found, 4)))
    session.passed = None if session.agreement is None else session.agreement >= session.demanded
    db.session.flush()
    verdict = {None: "nothing was told apart", True: "passed", False: "not passed"}[session.passed]
    _tell(
        "calibration.closed",
        session,
        by,
        now,
        agreement="not measured" if session.agreement is None else str(session.agreement),
        verdict=verdict,
    )


def units_of(session: Calibration, line: str | None = None) -> list[list[str]]:
    """What was said of each line of each item, by whichever reviewers answered; of one `line` or of all."""
    card = [each.key for each in work_type(session.work_type).scorecard if line in (None, each.key)]
    by_item: dict[UUID, list[CalibrationAnswer]] = {}
    for given in answers_of(session):
        by_item.setdefault(given.item_id, []).append(given)
    return [
        [str(each.answers[key]) for each in sorted(given, key=lambda one: str(one.reviewer_id))]
        for given in by_item.values()
        for key in card
        if len(given) > 1
    ]


def _tell(name: str, session: Calibration, by: Caller, now: datetime, **data: str) -> None:
    events.record(
        name,
        tenant_id=session.tenant_id,
        subject_id=session.id,
        job_id=None,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        by=by.name,
        session=session.name,
        **data,
    )
