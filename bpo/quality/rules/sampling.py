"""Which finished work is reviewed.

The draw of a thing depends on a stored seed and its own id alone: it can be repeated by anybody who has
the seed, and nobody can steer it by the order in which work is finished.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from bpo.contracts.rules import QualityPlan, Sampling

_DRAWS = 1 << 64
_Subject = TypeVar("_Subject")


class Stratum(StrEnum):
    """Groups that are sampled at rates of their own, and never pooled without their weights."""

    PEOPLE = "people"
    NEW_AGENT = "new_agent"
    AUTOMATION = "automation"
    HIGH_VALUE = "high_value"
    RISK = "risk"


class Targeted(StrEnum):
    """Why a review is done that no chance drew: no accuracy counts these."""

    SCREENING = "screening"
    """The rest of a rejected lot is checked piece by piece."""
    AUDIT = "audit"
    """Somebody asked for it, before or after delivery."""


STRATUM_WORDS: Mapping[str, str] = {
    Stratum.PEOPLE: "work of people",
    Stratum.NEW_AGENT: "work of new people",
    Stratum.AUTOMATION: "work of automation",
    Stratum.HIGH_VALUE: "high amounts",
    Stratum.RISK: "signs of risk",
    Targeted.SCREENING: "a rejected lot, checked whole",
    Targeted.AUDIT: "asked for",
}
"""What strata are called on pages."""


def is_random(stratum: str) -> bool:
    """Whether chance drew it, so that figures of accuracy may count it."""
    return stratum not in set(Targeted)


def _draw(seed: bytes, subject_id: object) -> int:
    return int.from_bytes(hmac.new(seed, str(subject_id).encode(), hashlib.sha256).digest()[:8])


def is_sampled(seed: bytes, subject_id: object, percent: Decimal) -> bool:
    """Whether this subject (by `str` of its id) is in a sample of so many percent under this seed.

    Raising the percentage only adds to a sample: what was in it stays in it.
    """
    # Whole numbers on both sides: 0 % is nothing and 100 % everything, exactly.
    return _draw(seed, subject_id) * 100 < percent * _DRAWS


def drawn_of(seed: bytes, subjects: Collection[_Subject], n: int) -> list[_Subject]:
    """The n of these subjects that the seed draws, in the order of the draw; all where there are no more than n."""
    return sorted(subjects, key=lambda subject: (_draw(seed, subject), str(subject)))[:n]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What decides in which stratum a piece of work stands."""

    by_automation: bool
    certified_by_results: bool
    """Whether who did it has shown by results that they are no longer new."""
    amount: str | None = None
    risky: bool = False


def stratum_of(piece: Piece, rates: Sampling, plan: QualityPlan) -> tuple[Stratum, Decimal]:
    """The stratum of a piece of work and the percentage it is sampled at.

    High amounts and signs of risk are strata of their own only where they raise the rate.
    """
    if piece.by_automation:
        found = Stratum.AUTOMATION, rates.automation_percent
    elif piece.certified_by_results:
        found = Stratum.PEOPLE, rates.percent
    else:
        found = Stratum.NEW_AGENT, rates.new_agent_percent
    if piece.risky and plan.risk_percent > found[1]:
        found = Stratum.RISK, plan.risk_percent
    if _is_high(piece.amount, plan.high_value_from) and plan.high_value_percent > found[1]:
        found = Stratum.HIGH_VALUE, plan.high_value_percent
    return found


def _is_high(amount: str | None, begins: Decimal | None) -> bool:
    if amount is None or begins is None:
        return False
    try:
        return abs(Decimal(amount)) >= begins
    except InvalidOperation:
        return False


def is_risky(findings: Iterable[Mapping[str, Any]], *, first_of_source: bool) -> bool:
    """Whether work bears a sign of risk: something a person let stand, a suspected duplicate, a source never seen.

    `findings` are those kept with the job; one that somebody let stand has `confirmed`.
    """
    return first_of_source or any(
        finding.get("confirmed") or str(finding.get("code", "")).startswith("DUPLICATE")
        for finding in findings
    )
