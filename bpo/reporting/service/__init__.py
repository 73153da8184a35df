"""Keeping the rollups that dashboards read: counted from events, folded by the schedule, recounted at will."""

from bpo.reporting.service.counting import Countable, count
from bpo.reporting.service.folding import fold
from bpo.reporting.service.recounting import recount

__all__ = ["Countable", "count", "fold", "recount"]
