"""The plan of the demo month: what arrives when, who is at work, how people behave. Values only."""

from workers.demo.story.arrivals import Arrival, Paper, document_of
from workers.demo.story.behaviour import Fate
from workers.demo.story.flu import AT_RISK, STAYS_WELL, flu_days
from workers.demo.story.month import MOST_SCANS, Story, plan
from workers.demo.story.presence import Shift

__all__ = [
    "AT_RISK",
    "MOST_SCANS",
    "STAYS_WELL",
    "Arrival",
    "Fate",
    "Paper",
    "Shift",
    "Story",
    "document_of",
    "flu_days",
    "plan",
]
