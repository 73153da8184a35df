"""A client disputes a result that it can no longer send back; who answers for the account decides, with a reason."""

from datetime import datetime
from uuid import UUID

from bpo.catalog.registry import kind_of
from bpo.events import service as events
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.quality import rules
from bpo.quality.models import Dispute
from bpo.quality.queries import dispute_of, disputes_of
from bpo.quality.service import corrections, defects
from bpo.workqueue import service as workqueue

LONGEST = 500
"""Characters of what either side says."""


def make(
    *, tenant_id: UUID, job_id: UUID, reason: str, by_id: UUID | None, by_name: str, now: datetime
) -> Dispute:
    """The client says what is wrong with a result that is accepted, or final. It counts as a defect until it is
    decided otherwise (`defects.by_client`, which follows from the event).

    Invalid without a reason; Conflict where the result can still be sent back, is not there, or is disputed already.
    """
    if len(reason.strip()) < 3:
        raise Invalid({"reason": ["Say what is wrong, so that it can be looked at."]})
    job = get_job([tenant_id], job_id, lock=True)
    if not rules.may_be_disputed(job.state, final=kind_of(job).final):
        raise Conflict("There is no result to dispute: it can be sent back, or is with us already.")
    if any(each.decided_at is None for each in disputes_of(tenant_id, job_id)):
        raise Conflict("This result is disputed already, and not decided yet.")
    made = Dispute(
        tenant_id=tenant_id,
        id=new_id(),
        job_id=job_id,
        reason=reason.strip()[:LONGEST],
        made_by=by_id,
        made_by_name=by_name,
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    _tell("dispute.made", made, by_id=by_id, by_name=by_name, now=now, reason=made.reason)
    return made


def decide(
    *, tenant_id: UUID, dispute_id: UUID, uphold: bool, answer: str, by: Caller, now: datetime
) -> Dispute:
    """Uphold a dispute, or leave the result as it is, with a reason that the client reads.

    Upheld, it stays a defect, and a correction is opened, on the clock that the contract says; of what is final the
    correction is new work. Not upheld, it is taken out of the figures again. Conflict where it is decided already.
    """
    if len(answer.strip()) < 3:
        raise Invalid({"dispute_answer": ["Say why; the client reads it."]})
    made = dispute_of([tenant_id], dispute_id, lock=True)
    if made.decided_at is not None:
        raise Conflict("This was decided already.")
    job = get_job([tenant_id], made.job_id, lock=True)
    made.upheld, made.answer = uphold, answer.strip()[:LONGEST]
    made.decided_by, made.decided_by_name, made.decided_at = by.id, by.name, now
    name = "dispute.upheld" if uphold else "dispute.dismissed"
    _tell(name, made, by_id=by.id, by_name=by.name, now=now, reason=made.answer)
    if uphold:
        _correct(job, made, by=by, now=now)
    else:
        defects.withdraw_dispute(made, now=now)
    return made


def _correct(job: Job, made: Dispute, *, by: Caller, now: datetime) -> None:
    """Open the correction, unless one is under way or the job was ended meanwhile."""
    if job.state not in (JobState.DELIVERED, JobState.ACCEPTED):
        return
    if corrections.reopen(job, kind_of(job), reason=made.reason, by=by, now=now):
        workqueue.start_rework(
            tenant_id=job.tenant_id,
            job_id=job.id,
            reason=made.reason,
            now=now,
            actor_id=by.id,
            actor_name=by.name,
        )


def _tell(name: str, made: Dispute, *, by_id: UUID | None, by_name: str, now: datetime, reason: str) -> None:
    db.session.flush()
    events.record(
        name,
        tenant_id=made.tenant_id,
        subject_id=made.id,
        job_id=made.job_id,
        now=now,
        actor_id=by_id,
        actor_name=by_name,
        by=by_name,
        reason=reason,
    )
