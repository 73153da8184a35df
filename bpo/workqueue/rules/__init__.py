"""Pure decisions of the work queue: a task's life, retries, what comes next and why."""

from bpo.workqueue.rules.fair_share import (
    FAIR_BOUND,
    SHARE_PORTION,
    Because,
    Choice,
    Head,
    choose_queue,
)
from bpo.workqueue.rules.life import (
    LEASE_AUTOMATION,
    LEASE_PERSON,
    MOVES,
    OPEN,
    TERMINAL,
    TaskState,
    lease_length,
    may_move,
    move_name,
    moves_from,
    renew_after,
)
from bpo.workqueue.rules.order import AGEING_MINUTES, Urgency, Why, urgency, why
from bpo.workqueue.rules.reasons import HAND_BACK, PICK, TAKE_OVER, Reason, reason_problem
from bpo.workqueue.rules.retries import (
    MAX_ATTEMPTS,
    FailureKind,
    Retry,
    ToPerson,
    after_failure,
    backoff,
)

__all__ = [
    "AGEING_MINUTES",
    "FAIR_BOUND",
    "HAND_BACK",
    "LEASE_AUTOMATION",
    "LEASE_PERSON",
    "MAX_ATTEMPTS",
    "MOVES",
    "OPEN",
    "PICK",
    "SHARE_PORTION",
    "TAKE_OVER",
    "TERMINAL",
    "Because",
    "Choice",
    "FailureKind",
    "Head",
    "Reason",
    "Retry",
    "TaskState",
    "ToPerson",
    "Urgency",
    "Why",
    "after_failure",
    "backoff",
    "choose_queue",
    "lease_length",
    "may_move",
    "move_name",
    "moves_from",
    "reason_problem",
    "renew_after",
    "urgency",
    "why",
]
