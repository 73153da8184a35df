"""Deciding about work as it stands. Inside a unit of work; none commits."""

from bpo.approvals.service.client import decide
from bpo.approvals.service.release import (
    as_released,
    files_of,
    is_cleared,
    kept,
    proceed,
    release,
)
from bpo.approvals.service.staff import finish_step
from bpo.approvals.service.trail import TrailLine, trail_files, trail_of

__all__ = [
    "TrailLine",
    "as_released",
    "decide",
    "files_of",
    "finish_step",
    "is_cleared",
    "kept",
    "proceed",
    "release",
    "trail_files",
    "trail_of",
]
