"""Reviews: who may do one, what a scorecard comes to, and what follows from the outcome."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from bpo.catalog.rules import ScorecardLine, Weight
from bpo.jobs.rules import JobState

WORKED = frozenset({"worked", "keyed", "adjudicated", "approved"})
"""What somebody can have done to a job that rules out reviewing it."""

_CRITICAL = frozenset({Weight.CRITICAL_CLIENT, Weight.CRITICAL_BUSINESS, Weight.COMPLIANCE})


DEFECT_REASONS = MappingProxyType(
    {
        "client_return": "Sent back by the client",
        "disputed": "Disputed by the client",
        "review_return": "Returned by a reviewer",
        "review_fix": "Mended by a reviewer",
    }
)
"""Reasons of defects that no line of a scorecard names."""

FOUND_BY = MappingProxyType(
    {
        "review": "a review",
        "lot": "inspection of a lot",
        "audit": "a review asked for",
        "client": "the client",
        "dispute": "a dispute",
    }
)
"""Origin of a defect → who found it, in words."""


class Answer(StrEnum):
    """What a reviewer says to one line of a scorecard."""

    YES = "yes"
    NO = "no"
    NA = "na"


class Outcome(StrEnum):
    """What a review ends in."""

    ACCEPT = "accept"
    FIX = "fix"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """What follows: the state the job goes to, whether it counts as a defect, whether words are needed."""

    job_goes_to: JobState
    is_defect: bool
    needs_comment: bool


OUTCOMES = MappingProxyType(
    {
        Outcome.ACCEPT: OutcomeRule(JobState.DELIVERED, is_defect=False, needs_comment=False),
        Outcome.FIX: OutcomeRule(JobState.DELIVERED, is_defect=True, needs_comment=True),
        # Back to the same worker, who should learn from it.
        Outcome.RETURN: OutcomeRule(JobState.IN_WORK, is_defect=True, needs_comment=True),
    }
)
"""What each outcome means."""


def may_be_disputed(state: str, *, final: bool) -> bool:
    """Whether the client may dispute a result: what is accepted, or final, and so can no longer be sent back."""
    return state == JobState.ACCEPTED or (final and state == JobState.DELIVERED)


def may_review(person: object, history: Iterable[tuple[object, str]]) -> bool:
    """Whether this person may review, approve or check the job.

    `history` is (person, what they did) over all of the job's tasks and attempts: whoever did anything of
    `WORKED` may not, on any path. Having reviewed it before is no hindrance.
    """
    return not any(who == person and did in WORKED for who, did in history)


def answered(
    lines: Collection[ScorecardLine], answers: Mapping[str, str]
) -> tuple[dict[str, Answer], dict[str, list[str]]]:
    """What was answered to each line; and by the line's key, what is wrong with an answer."""
    given: dict[str, Answer] = {}
    errors: dict[str, list[str]] = {}
    for line in lines:
        try:
            given[line.key] = Answer(answers.get(line.key, ""))
        except ValueError:
            errors[line.key] = ["Answer yes, no or not applicable."]
    return given, errors


def score(lines: Collection[ScorecardLine], answers: Mapping[str, Answer]) -> Decimal | None:
    """The score in percent with two decimals; None where nothing was assessed.

    A failed critical line makes it 0. Lines answered "n/a" count neither above nor below. ValueError
    where a line has no answer, or an answer no line.
    """
    keys = {line.key for line in lines}
    if keys != set(answers):
        raise ValueError(f"lines and answers differ in {sorted(keys ^ set(answers))}")
    assessed = [line for line in lines if answers[line.key] is not Answer.NA]
    if any(line.weight in _CRITICAL and answers[line.key] is Answer.NO for line in assessed):
        return Decimal("0.00")
    possible = sum(line.points for line in assessed)
    if not possible:
        return None
    reached = sum(line.points for line in assessed if answers[line.key] is Answer.YES)
    return (Decimal(reached) * 100 / possible).quantize(Decimal("0.01"), ROUND_HALF_UP)


def outcome_problem(outcome: Outcome, result: Decimal | None, comment: str) -> str | None:
    """Why a review cannot end so, in a sentence; None when it can."""
    if OUTCOMES[outcome].needs_comment and not comment.strip():
        return "Say what was wrong, so that it can be learnt from."
    if outcome is Outcome.ACCEPT and result == 0:
        return "A score of 0 cannot be accepted as it is: fix it or return it."
    return None
