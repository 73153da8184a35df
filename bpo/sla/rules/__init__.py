"""Pure rules of time: calendars, business-time arithmetic, clocks derived from facts, parts of a whole."""

from bpo.contracts.rules import Calendar, Target, TargetKind, holidays_of
from bpo.sla.rules.arithmetic import (
    NoWorkingTimeError,
    add_business,
    apply_target,
    business_between,
    is_open,
    opening_after,
    start_of_clock,
    working_date,
    working_dates_after,
)
from bpo.sla.rules.clock import (
    BREACH,
    ClockFacts,
    ClockState,
    Deadline,
    Hold,
    clock,
    next_deadline,
    reopened,
)
from bpo.sla.rules.parts import Part, elapsed_parts, sum_by_state

__all__ = [
    "BREACH",
    "Calendar",
    "ClockFacts",
    "ClockState",
    "Deadline",
    "Hold",
    "NoWorkingTimeError",
    "Part",
    "Target",
    "TargetKind",
    "add_business",
    "apply_target",
    "business_between",
    "clock",
    "elapsed_parts",
    "holidays_of",
    "is_open",
    "next_deadline",
    "opening_after",
    "reopened",
    "start_of_clock",
    "sum_by_state",
    "working_date",
    "working_dates_after",
]
