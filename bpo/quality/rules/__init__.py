"""Pure decisions of quality control: who is sampled, who may review, what a score and a figure are."""

from bpo.quality.rules.reviews import (
    OUTCOMES,
    WORKED,
    Answer,
    Outcome,
    OutcomeRule,
    may_review,
    outcome_problem,
    score,
)
from bpo.quality.rules.sampling import NEW_AGENT_TASKS, Stratum, is_sampled, percent_for, stratum_of
from bpo.quality.rules.statistics import Interval, wilson

__all__ = [
    "NEW_AGENT_TASKS",
    "OUTCOMES",
    "WORKED",
    "Answer",
    "Interval",
    "Outcome",
    "OutcomeRule",
    "Stratum",
    "is_sampled",
    "may_review",
    "outcome_problem",
    "percent_for",
    "score",
    "stratum_of",
    "wilson",
]
