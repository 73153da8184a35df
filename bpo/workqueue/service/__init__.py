"""The verbs of the work queue. Every one runs inside a unit of work and flushes; none commits."""

from bpo.workqueue.service import secrets as _secrets  # noqa: F401 - it says what is kept sealed
from bpo.workqueue.service.claim import (
    CLAIMS,
    Claim,
    activities_of,
    claim_among,
    claim_next,
    claim_task,
    take_over,
)
from bpo.workqueue.service.contests import decide_contest
from bpo.workqueue.service.ends import cancel, open_tasks_of, tell
from bpo.workqueue.service.flow import go_on_to, start_rework, step_after, worked_on
from bpo.workqueue.service.following import follow_contracts
from bpo.workqueue.service.gathering import (
    Member,
    arrive_at_gate,
    as_kept,
    gate_of,
    held_against_header,
    jobs_to_release,
    locked_batch,
    members_of,
    passes_gate,
    prove_batch,
)
from bpo.workqueue.service.handed_in import ABSENT, checks_of, keep_checked, what_stands
from bpo.workqueue.service.holds import end_dated_holds, resume_hold
from bpo.workqueue.service.leases import lapse_leases, lift_the_aged, offer_to_all, renew
from bpo.workqueue.service.mending import batch_of_task, correct_in_batch, send_back_from_batch
from bpo.workqueue.service.move import reassign, return_to_queue
from bpo.workqueue.service.opening import AUTOMATION_READY, demand_apart, open_task, start_job
from bpo.workqueue.service.page_cache import DPI, THUMB_DPI, WORDS, PageCache
from bpo.workqueue.service.parts import (
    close_part,
    end_other_parts,
    next_step,
    note_put_together,
    put_together,
    submit_part,
)
from bpo.workqueue.service.people import plan, put_on, roles_for, take_off
from bpo.workqueue.service.queues import APPROVAL, REVIEW, apply_contracts, open_queues
from bpo.workqueue.service.reject import end_rejected, reject
from bpo.workqueue.service.resting import rest_or_go_on
from bpo.workqueue.service.submit import submit
from bpo.workqueue.service.wishes import cancel_job, follow_priority
from bpo.workqueue.service.work import (
    claimed_task,
    complete,
    exception,
    fail,
    forget_draft,
    hand_back,
    hold,
    save_draft,
)

__all__ = [
    "ABSENT",
    "APPROVAL",
    "AUTOMATION_READY",
    "CLAIMS",
    "DPI",
    "REVIEW",
    "THUMB_DPI",
    "WORDS",
    "Claim",
    "Member",
    "PageCache",
    "activities_of",
    "apply_contracts",
    "arrive_at_gate",
    "as_kept",
    "batch_of_task",
    "cancel",
    "cancel_job",
    "checks_of",
    "claim_among",
    "claim_next",
    "claim_task",
    "claimed_task",
    "close_part",
    "complete",
    "correct_in_batch",
    "decide_contest",
    "demand_apart",
    "end_dated_holds",
    "end_other_parts",
    "end_rejected",
    "exception",
    "fail",
    "follow_contracts",
    "follow_priority",
    "forget_draft",
    "gate_of",
    "go_on_to",
    "hand_back",
    "held_against_header",
    "hold",
    "jobs_to_release",
    "keep_checked",
    "lapse_leases",
    "lift_the_aged",
    "locked_batch",
    "members_of",
    "next_step",
    "note_put_together",
    "offer_to_all",
    "open_queues",
    "open_task",
    "open_tasks_of",
    "passes_gate",
    "plan",
    "prove_batch",
    "put_on",
    "put_together",
    "reassign",
    "reject",
    "renew",
    "rest_or_go_on",
    "resume_hold",
    "return_to_queue",
    "roles_for",
    "save_draft",
    "send_back_from_batch",
    "start_job",
    "start_rework",
    "step_after",
    "submit",
    "submit_part",
    "take_off",
    "take_over",
    "tell",
    "what_stands",
    "worked_on",
]
