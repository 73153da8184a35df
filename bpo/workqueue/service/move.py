"""Giving a task to a certain person."""

from datetime import datetime
from uuid import UUID

from bpo.identity.queries import name_of
from bpo.platform.caller import Caller
from bpo.platform.errors import Conflict
from bpo.workqueue.models import Task
from bpo.workqueue.rules import REASSIGN, TaskState, reason_problem
from bpo.workqueue.service.claim import demand_eligible, demand_reason, end_attempt, locked
from bpo.workqueue.service.ends import tell
from bpo.workqueue.service.leases import give_back


def return_to_queue(*, by: Caller, task_id: UUID, reason: str, note: str, now: datetime) -> Task:
    """Give a task that somebody holds back to its queue, with its age and a reason from `rules.REASSIGN`.

    What its holder typed is kept as a draft. NotFound for a task of a client not served; Conflict where nobody of
    ours holds it.
    """
    demand_reason(reason_problem(REASSIGN, reason, note))
    task = locked(by, task_id)
    if task.state != TaskState.IN_PROGRESS or task.holder is None:
        raise Conflict("Nobody holds this task.")
    holder = name_of(task.holder)
    end_attempt(task, now=now, outcome="taken_over", reason=reason, note=note)
    give_back(task, now=now)
    tell(
        "task.handed_back",
        task,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        worker=holder,
        reason=REASSIGN[reason].label,
        note=note,
    )
    return task


def reassign(*, by: Caller, task_id: UUID, person_id: UUID, reason: str, note: str, now: datetime) -> Task:
    """Keep a waiting task, or one under way, for another person, with a reason from `rules.REASSIGN`.

    It comes to them with their next get-next. NotFound for a task of a client not served; Conflict where
    the person may not do it, or it is neither waiting nor under way.
    """
    demand_reason(reason_problem(REASSIGN, reason, note))
    task = locked(by, task_id)
    if task.state not in (TaskState.QUEUED, TaskState.IN_PROGRESS) or task.holder == person_id:
        raise Conflict("This task is neither waiting nor with somebody else.")
    demand_eligible(person_id, task, now, who="They are")
    if task.state == TaskState.IN_PROGRESS:
        if task.holder is None:
            raise Conflict("Automation is at work on this; wait until it is done.")
        end_attempt(task, now=now, outcome="taken_over", reason=reason, note=note)
        give_back(task, now=now)
    task.reserved_for, task.reserved_until = person_id, None
    tell(
        "task.reassigned",
        task,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        worker=name_of(person_id),
        by=by.name,
        reason=REASSIGN[reason].label,
        note=note,
    )
    return task
