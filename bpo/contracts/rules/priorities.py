"""The priorities a client may give a job, and a contract promises by."""

from enum import StrEnum


class Priority(StrEnum):
    """Most pressing first."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for urgent … 3 for low: what is stored and sorted by."""
        return _RANKS[self]

    @classmethod
    def of_rank(cls, rank: int) -> "Priority":
        """The priority of a stored rank; IndexError when there is none."""
        return tuple(cls)[rank]


_RANKS = {priority: rank for rank, priority in enumerate(Priority)}
