"""The verbs of quality control. Every one runs inside a unit of work and flushes; none commits."""

from bpo.quality.service import calibrations, contests, disputes, known_answers, people
from bpo.quality.service.defects import by_client
from bpo.quality.service.drawing import ask_for_review, draw, repeated
from bpo.quality.service.lots import resume_sampling, sweep_lots, switching_of
from bpo.quality.service.measuring import measure, move_thresholds
from bpo.quality.service.scoring import score

__all__ = [
    "ask_for_review",
    "by_client",
    "calibrations",
    "contests",
    "disputes",
    "draw",
    "known_answers",
    "measure",
    "move_thresholds",
    "people",
    "repeated",
    "resume_sampling",
    "score",
    "sweep_lots",
    "switching_of",
]
