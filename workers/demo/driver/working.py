"""An agent's work on one task: hand it in, ask the client, or pass it on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bpo.approvals import service as approvals
from bpo.approvals.rules import digest_of
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.service import LIKE, SAME_FILE, flat
from bpo.platform.caller import Caller
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.rules import Effort, demands, effort
from workers.demo.driver.house import Stage
from workers.demo.driver.records import SLIPS, Record, as_worked, with_slip

STANDS = "As printed on the document."
OWN = dict.fromkeys((SAME_FILE, LIKE), "Compared with the other one: an invoice of its own.")
"""What is said where a duplicate is suspected."""
CALL = {
    "called": "J. Lindqvist, accounts receivable",
    "number": "+49 555 0142",
    "confirmed": "yes",
}
"""What is noted of a call about a changed bank account."""
LOOKING_AWAY = ("number", "due_date")
"""What somebody gets wrong who looks away while they type."""
PASSED_ON = {
    "language": ("language", ""),
    "needs_a_colleague": ("needs_lead", "The vendor is new to me."),
    "page_unclear": ("screen_trouble", ""),
}
"""The story's reasons for passing a task on → the product's, with a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A task in somebody's hands."""

    tenant_id: UUID
    task_id: UUID
    job_id: UUID
    step: str
    fence: int
    attempts: int
    rework: bool

    @classmethod
    def of(cls, task: Task) -> "Held":
        """The task as it was just claimed."""
        return cls(
            tenant_id=task.tenant_id,
            task_id=task.id,
            job_id=task.job_id,
            step=task.step,
            fence=task.fence,
            attempts=task.attempts,
            rework=task.rework,
        )

    @property
    def is_review(self) -> bool:
        """Whether it is to be scored, not worked on."""
        return self.step == workqueue.REVIEW


def hand_over(
    stage: Stage, agent: Caller, held: Held, *, care: float, active_seconds: int, now: datetime
) -> None:
    """Submit the record. A slip, by fate or for want of `care`, goes out only where no check would have shown it."""
    job, kind = get_job([held.tenant_id], held.job_id), stage.kind
    read = get_data(held.tenant_id, held.job_id).record
    truth = as_worked(read, stage.truth_of(held.job_id))
    record, findings = truth, workqueue.checks_of(job, kind, truth)
    luck = stage.luck_of(held.job_id, "slip")
    slips = [path for path in (stage.paper_of(held.job_id).fate.mistake,) if path]
    if luck.random() > care:
        slips = slips or (list(LOOKING_AWAY) if not care else luck.sample(SLIPS, len(SLIPS)))
    for slip in slips if truth and not held.rework else ():
        wrong = with_slip(truth, slip, luck)
        found = workqueue.checks_of(job, kind, wrong)
        shown = {finding.code for finding in found if demands(finding)}
        if wrong != truth and shown <= {finding.code for finding in findings}:
            record, findings = wrong, found
            break
    workqueue.submit(
        agent=agent,
        tenant_id=held.tenant_id,
        task_id=held.task_id,
        fence=held.fence,
        record=record,
        confirmed={finding.code: STANDS for finding in findings if demands(finding)} | OWN,
        missing=_not_there(stage, record),
        active_seconds=active_seconds,
        effort=_by_hand(read, record),
        now=now,
    )


def _by_hand(read: Record, left: Record) -> Effort:
    """What typing the corrections takes: their letters, Enter after each and on what is taken as read; a click now
    and then."""
    before, after = dict(flat(read)), dict(flat(left))
    changed = [path for path in after if (after[path] or None) != (before.get(path) or None)]
    letters = sum(len(str(after[path] or "")) + 1 for path in changed)
    return effort(letters + 5, 1 + len(changed) // 3, corrected=len(changed))


def confirm_bank(stage: Stage, agent: Caller, held: Held, *, active_seconds: int, now: datetime) -> None:
    """Call the vendor about its new account, or confirm the call that another person made."""
    record = get_data(held.tenant_id, held.job_id).record
    calls = stage.kind.step(held.step).form is not None
    approvals.finish_step(
        agent=agent,
        tenant_id=held.tenant_id,
        task_id=held.task_id,
        fence=held.fence,
        values=CALL | {"day": now.date().isoformat()} if calls else {},
        digest=digest_of(record),
        decision="approve",
        reason="",
        active_seconds=active_seconds,
        now=now,
    )


def _not_there(stage: Stage, record: Record) -> list[str]:
    return [field.path for field in stage.kind.form.fields if record.get(field.path) in (None, "")]


def ask(agent: Caller, held: Held, question: str, *, active_seconds: int, now: datetime) -> None:
    """Put the task on hold until the client answers."""
    workqueue.hold(
        _claimed(agent, held, now),
        person_id=agent.id,
        worker=agent.name,
        reason="question",
        owes="client",
        question=question,
        until=None,
        active_seconds=active_seconds,
        now=now,
    )


def pass_on(agent: Caller, held: Held, skip: str, *, active_seconds: int, now: datetime) -> None:
    """Give the task back for somebody else."""
    reason, note = PASSED_ON[skip]
    workqueue.hand_back(
        _claimed(agent, held, now),
        person_id=agent.id,
        worker=agent.name,
        reason=reason,
        note=note,
        active_seconds=active_seconds,
        now=now,
    )


def _claimed(agent: Caller, held: Held, now: datetime) -> Task:
    return workqueue.claimed_task(
        tenant_id=held.tenant_id, task_id=held.task_id, fence=held.fence, person_id=agent.id, now=now
    )
