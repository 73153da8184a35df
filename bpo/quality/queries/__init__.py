"""Reads of quality control."""

from bpo.quality.queries.calibrations import (
    answers_of,
    calibration_of,
    calibrations,
    item_of,
    items_of,
)
from bpo.quality.queries.figures import (
    Accuracy,
    AgentFigures,
    DefectCount,
    StratumFigure,
    accuracy,
    accuracy_by_work_type,
    agent_figures,
    defect_chart,
    defects_by_reason,
    reason_label,
)
from bpo.quality.queries.people import (
    Feedback,
    feedback_of,
    known_answer_results,
    own_review,
    scores_of,
)
from bpo.quality.queries.reviews import finished_attempt, review_of

__all__ = [
    "Accuracy",
    "AgentFigures",
    "DefectCount",
    "Feedback",
    "StratumFigure",
    "accuracy",
    "accuracy_by_work_type",
    "agent_figures",
    "answers_of",
    "calibration_of",
    "calibrations",
    "defect_chart",
    "defects_by_reason",
    "feedback_of",
    "finished_attempt",
    "item_of",
    "items_of",
    "known_answer_results",
    "own_review",
    "reason_label",
    "review_of",
    "scores_of",
]
