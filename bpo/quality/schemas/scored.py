"""What a reviewer hands in: answers and outcome, and the record where it was mended."""

from dataclasses import dataclass, replace

from bpo.workqueue.schemas import HandIn

ANSWER = "review.answer."
OUTCOME = "review.outcome"
COMMENT = "review.comment"
LONGEST_COMMENT = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A scorecard as it was sent; `work` is the rest of the form: the record's fields."""

    answers: dict[str, str]
    outcome: str
    comment: str
    work: HandIn


def scored(sent: HandIn) -> Scored:
    """Part a sent form into scorecard and record: the scorecard's names begin with `review.`."""
    values = sent.values
    return Scored(
        answers={name.removeprefix(ANSWER): text for name, text in values.items() if name.startswith(ANSWER)},
        outcome=values.get(OUTCOME, ""),
        comment=values.get(COMMENT, "").strip()[:LONGEST_COMMENT],
        work=replace(
            sent, values={name: text for name, text in values.items() if not name.startswith("review.")}
        ),
    )
