"""Starting, stopping, holding, sweeping, restating and rebuilding the clients' clocks."""

from bpo.sla.service.clocks import (
    Beginning,
    begin,
    calendar_of,
    due_at,
    finish,
    recompute,
    reopen,
    retarget,
    start,
)
from bpo.sla.service.contests import contest_hold, decide_contest
from bpo.sla.service.holds import end_hold, is_held, place_hold
from bpo.sla.service.rebuilding import Place, Rebuilt, rebuild
from bpo.sla.service.sweeping import sweep

__all__ = [
    "Beginning",
    "Place",
    "Rebuilt",
    "begin",
    "calendar_of",
    "contest_hold",
    "decide_contest",
    "due_at",
    "end_hold",
    "finish",
    "is_held",
    "place_hold",
    "rebuild",
    "recompute",
    "reopen",
    "retarget",
    "start",
    "sweep",
]
