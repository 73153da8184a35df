"""Pure values of a contract: what is promised, and which version holds when."""

from bpo.contracts.rules.calendars import Calendar, holidays_of, zone_of
from bpo.contracts.rules.priorities import Priority
from bpo.contracts.rules.targets import Target, TargetKind
from bpo.contracts.rules.times import minutes_of

__all__ = ["Calendar", "Priority", "Target", "TargetKind", "holidays_of", "minutes_of", "zone_of"]
