"""Pure values of a contract: what is promised, and which version holds when."""

from bpo.contracts.rules.calendars import Calendar, holidays_of, zone_of
from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.quality_plan import (
    AQLS,
    LEVELS,
    LotFormation,
    LotPlan,
    QualityPlan,
    SamplingMethod,
)
from bpo.contracts.rules.targets import Target, TargetKind
from bpo.contracts.rules.terms import (
    OWERS,
    AutomationPolicy,
    Basis,
    Sampling,
    ServiceLevel,
    Terms,
    WorkTypeTerms,
    version_in_force,
)
from bpo.contracts.rules.times import minutes_of

__all__ = [
    "AQLS",
    "LEVELS",
    "OWERS",
    "AutomationPolicy",
    "Basis",
    "Calendar",
    "LotFormation",
    "LotPlan",
    "Priority",
    "QualityPlan",
    "Sampling",
    "SamplingMethod",
    "ServiceLevel",
    "Target",
    "TargetKind",
    "Terms",
    "WorkTypeTerms",
    "holidays_of",
    "minutes_of",
    "version_in_force",
    "zone_of",
]
