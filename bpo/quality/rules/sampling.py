"""Which finished work is reviewed.

The draw of a thing depends on a stored seed and its own id alone: it can be repeated by anybody who has
the seed, and nobody can steer it by the order in which work is finished.
"""

import hashlib
import hmac
from decimal import Decimal
from enum import StrEnum

from bpo.contracts.rules import Sampling

NEW_AGENT_TASKS = 50
"""An agent is new to a work type until so many tasks of it are done."""

_DRAWS = 1 << 64


class Stratum(StrEnum):
    """Groups that are sampled at rates of their own, and never pooled without their weights."""

    PEOPLE = "people"
    NEW_AGENT = "new_agent"
    AUTOMATION = "automation"


def is_sampled(seed: bytes, subject_id: object, percent: Decimal) -> bool:
    """Whether this subject (by `str` of its id) is in a sample of so many percent under this seed.

    Raising the percentage only adds to a sample: what was in it stays in it.
    """
    digest = hmac.new(seed, str(subject_id).encode(), hashlib.sha256).digest()
    # Whole numbers on both sides: 0 % is nothing and 100 % everything, exactly.
    return int.from_bytes(digest[:8]) * 100 < percent * _DRAWS


def stratum_of(*, by_automation: bool, done_before: int) -> Stratum:
    """The stratum of a piece of work: `done_before` counts the agent's tasks of that work type so far."""
    if by_automation:
        return Stratum.AUTOMATION
    return Stratum.NEW_AGENT if done_before < NEW_AGENT_TASKS else Stratum.PEOPLE


def percent_for(stratum: Stratum, plan: Sampling) -> Decimal:
    """The rate at which the contract's plan samples a stratum."""
    match stratum:
        case Stratum.PEOPLE:
            return plan.percent
        case Stratum.NEW_AGENT:
            return plan.new_agent_percent
        case Stratum.AUTOMATION:
            return plan.automation_percent
