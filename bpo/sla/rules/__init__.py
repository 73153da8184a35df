"""Pure rules of time: calendars, business-time arithmetic, clocks derived from facts, parts of a whole."""

from bpo.contracts.rules import Calendar, Target, TargetKind, holidays_of
from bpo.sla.rules.arithmetic import (
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
from bpo.sla.rules.timetables import NoWorkingTimeError, Succession, Timetable, WorkingTime, timetable

__all__ = [
    "BREACH",
    "Calendar",
    "ClockFacts",
    "ClockState",
    "Deadline",
    "Hold",
    "NoWorkingTimeError",
    "Part",
    "Succession",
    "Target",
    "TargetKind",
    "Timetable",
    "WorkingTime",
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
    "timetable",
    "working_date",
    "working_dates_after",
]
