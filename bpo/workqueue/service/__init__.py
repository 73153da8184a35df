"""The verbs of the work queue. Every one runs inside a unit of work and flushes; none commits."""

from bpo.workqueue.service.claim import claim_next, claim_task, take_over
from bpo.workqueue.service.flow import open_task, resume_hold, start_job, start_rework
from bpo.workqueue.service.leases import lapse_leases, lift_the_aged, renew
from bpo.workqueue.service.queues import open_queues
from bpo.workqueue.service.work import (
    complete,
    exception,
    fail,
    hand_back,
    hold,
    save_draft,
)

__all__ = [
    "claim_next",
    "claim_task",
    "complete",
    "exception",
    "fail",
    "hand_back",
    "hold",
    "lapse_leases",
    "lift_the_aged",
    "open_queues",
    "open_task",
    "renew",
    "resume_hold",
    "save_draft",
    "start_job",
    "start_rework",
    "take_over",
]
