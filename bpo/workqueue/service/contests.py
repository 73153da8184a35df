"""A contested hold is decided: the job and its tasks follow the clock that is stated anew."""

from datetime import datetime
from uuid import UUID

from bpo.sla import service as sla
from bpo.sla.models import HoldContest
from bpo.sla.queries import get_contest
from bpo.workqueue.service.following import follow_clock, locked_with_tasks


def decide_contest(
    *, tenant_id: UUID, contest_id: UUID, uphold: bool, answer: str, by_id: UUID, by_name: str, now: datetime
) -> HoldContest:
    """Uphold or reject a client's contest of a hold, with a reason that the client reads.

    Invalid without a reason, Conflict where it is decided.
    """
    job = locked_with_tasks(tenant_id, get_contest([tenant_id], contest_id).job_id)
    contest = sla.decide_contest(
        tenant_id=tenant_id,
        contest_id=contest_id,
        uphold=uphold,
        answer=answer,
        by_id=by_id,
        by_name=by_name,
        now=now,
    )
    if uphold:
        job.due_at = sla.due_at(tenant_id, job.id)
        follow_clock(job=job)
    return contest
