"""Pure values of a contract: what is promised, which version holds when, and what a missed promise costs."""

from bpo.contracts.rules.calendars import Calendar, holidays_of, zone_of
from bpo.contracts.rules.credits import (
    EarnBack,
    LevelResult,
    Measured,
    PromisedLevel,
    Statement,
    Verdict,
    credit_after,
    earn_back,
    earned_back,
    promised_levels,
    service_credit,
    statement_of,
    verdict_of,
)
from bpo.contracts.rules.hold_reasons import CREDITABLE, HOLD, OWERS, HoldReason
from bpo.contracts.rules.ladder import AT_BREACH, RECEIVERS, Rung, ladder_of_percents, usual_receivers
from bpo.contracts.rules.levels import QUALITY, TIMELINESS, LowVolume, Measure, ServiceLevel
from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.quality_plan import AQLS, LEVELS, LotFormation, LotPlan, QualityPlan, SamplingMethod
from bpo.contracts.rules.rates import Charge, Rate, Tier, charge, money
from bpo.contracts.rules.targets import Target, TargetKind
from bpo.contracts.rules.terms import OpenJobs, Terms, version_in_force
from bpo.contracts.rules.times import minutes_of
from bpo.contracts.rules.work_terms import AutomationPolicy, Basis, Sampling, WorkTypeTerms

__all__ = [
    "AQLS",
    "AT_BREACH",
    "CREDITABLE",
    "HOLD",
    "LEVELS",
    "OWERS",
    "QUALITY",
    "RECEIVERS",
    "TIMELINESS",
    "AutomationPolicy",
    "Basis",
    "Calendar",
    "Charge",
    "EarnBack",
    "HoldReason",
    "LevelResult",
    "LotFormation",
    "LotPlan",
    "LowVolume",
    "Measure",
    "Measured",
    "OpenJobs",
    "Priority",
    "PromisedLevel",
    "QualityPlan",
    "Rate",
    "Rung",
    "Sampling",
    "SamplingMethod",
    "ServiceLevel",
    "Statement",
    "Target",
    "TargetKind",
    "Terms",
    "Tier",
    "Verdict",
    "WorkTypeTerms",
    "charge",
    "credit_after",
    "earn_back",
    "earned_back",
    "holidays_of",
    "ladder_of_percents",
    "minutes_of",
    "money",
    "promised_levels",
    "service_credit",
    "statement_of",
    "usual_receivers",
    "verdict_of",
    "version_in_force",
    "zone_of",
]
