"""What results say about a person: certified, to be paused, or neither yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bpo.contracts.rules import QualityPlan

_CENT = Decimal("0.01")


def is_certified(scores: Sequence[Decimal | None], plan: QualityPlan) -> bool:
    """Whether the reviews of somebody's work, latest first, have proved it: so many in a row of the score or more.

    Reviews without a score (nothing assessed) neither help nor break the row. 0 reviews demanded is never so.
    """
    told = [score for score in scores if score is not None][: plan.certify_after]
    return len(told) == plan.certify_after and all(score >= plan.certify_score for score in told)


def reviews_to_go(scores: Sequence[Decimal | None], plan: QualityPlan) -> int:
    """How many more good reviews in a row it takes until `is_certified`."""
    good = 0
    for score in scores:
        if score is None:
            continue
        if score < plan.certify_score:
            break
        good += 1
    return max(0, plan.certify_after - good)


def pause_for_reviews(scores: Sequence[Decimal | None], plan: QualityPlan) -> str | None:
    """Why reviews, latest first, pause somebody, in a sentence; None where they do not, or are too few."""
    told = [score for score in scores if score is not None][: plan.pause_window]
    if len(told) < plan.pause_window:
        return None
    mean = (sum(told, Decimal(0)) / len(told)).quantize(_CENT, ROUND_HALF_UP)
    if mean >= plan.pause_below:
        return None
    return f"The last {len(told)} reviews come to {_plain(mean)} % on average, below {_plain(plan.pause_below)} %."


def pause_for_known_answers(scores: Sequence[tuple[int, int]], plan: QualityPlan) -> str | None:
    """Why known-answer items, (right, fields) latest first, pause somebody; None where they do not, or are too few."""
    judged = scores[: plan.known_answer_window]
    fields = sum(of for _, of in judged)
    if len(judged) < plan.known_answer_least or not fields:
        return None
    right = sum(good for good, _ in judged)
    reached = (Decimal(right) * 100 / fields).quantize(_CENT, ROUND_HALF_UP)
    if reached >= plan.known_answer_pass:
        return None
    return (
        f"{right} of {fields} fields with known answers were right ({_plain(reached)} %) in the last"
        f" {len(judged)} items, below {_plain(plan.known_answer_pass)} %."
    )


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Marked:
    """An item against its known answers: how many fields were right, and each wrong one with what was entered."""

    right: int
    fields: int
    wrong: tuple[tuple[str, str], ...]

    @property
    def score(self) -> Decimal:
        """In percent with two decimals; 0 where nothing was to be filled in."""
        return (Decimal(self.right) * 100 / self.fields).quantize(_CENT) if self.fields else Decimal(0)


def mark(
    answers: Mapping[str, Any], given: Mapping[str, Any], *, only: Collection[str] | None = None
) -> Marked:
    """Hold what was entered against the known answers, both flat (path → value), field by field.

    A field is right only if the whole of it is, after blanks, letter case and needless zeros. Fields empty in both
    do not count. `only`: of these fields alone.
    """
    paths = sorted(answers.keys() | given.keys())
    wrong, fields = [], 0
    for path in paths:
        if only is not None and general(path) not in only:
            continue
        known, entered = normal(answers.get(path)), normal(given.get(path))
        if not known and not entered:
            continue
        fields += 1
        if known != entered:
            wrong.append((path, str(given.get(path) if given.get(path) is not None else "")))
    return Marked(fields - len(wrong), fields, tuple(wrong))


def general(path: str) -> str:
    """The path of a field without the numbers of rows: `lines.0.net` → `lines.net`."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def normal(value: Any) -> str:
    """A value as it is compared: one space between words, small letters, numbers without needless zeros."""
    if value is None:
        return ""
    text = " ".join(str(value).split()).casefold()
    number = text.replace(",", ".", 1) if text.count(",") == 1 and "." not in text else text
    try:
        exact = Decimal(number)
    except ArithmeticError:
        return text
    if not exact.is_finite() or (number[:1] == "0" and number[:2] not in ("0", "0.", "0,")):
        return text  # a number with leading zeros is a name, not an amount
    return f"{exact.normalize():f}"
