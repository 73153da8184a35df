"""What is handed in on the pages of quality control."""

from bpo.quality.schemas.forms import (
    CalibrationForm,
    ContestForm,
    DecisionForm,
    KnownAnswerForm,
    PauseForm,
    ReasonForm,
    ResumeForm,
    ReviewWishForm,
    answers_in,
)
from bpo.quality.schemas.scored import Scored, scored

__all__ = [
    "CalibrationForm",
    "ContestForm",
    "DecisionForm",
    "KnownAnswerForm",
    "PauseForm",
    "ReasonForm",
    "ResumeForm",
    "ReviewWishForm",
    "Scored",
    "answers_in",
    "scored",
]
