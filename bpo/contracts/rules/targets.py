"""What a turnaround is promised in: business minutes, working days, or a time of day."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bpo.contracts.rules.times import minutes_of


class TargetKind(StrEnum):
    """How a target is stated."""

    MINUTES = "minutes"
    """`minutes` of business time."""
    WORKING_DAYS = "working_days"
    """The same time `days` working days later, however long those days are."""
    WALL_CLOCK = "wall_clock"
    """At `at` on the `days`-th working day after the start; 0 is the same day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A promised turnaround. Make it by `in_minutes`, `in_working_days` or `at_time`."""

    kind: TargetKind
    minutes: int = 0
    days: int = 0
    at: str = ""

    @classmethod
    def in_minutes(cls, minutes: int) -> "Target":
        """So many minutes of business time."""
        return cls(kind=TargetKind.MINUTES, minutes=minutes)

    @classmethod
    def in_working_days(cls, days: int) -> "Target":
        """The same time so many working days later."""
        return cls(kind=TargetKind.WORKING_DAYS, days=days)

    @classmethod
    def at_time(cls, days: int, at: str) -> "Target":
        """At "HH:MM" on the so-manieth working day after the start."""
        return cls(kind=TargetKind.WALL_CLOCK, days=days, at=at)

    @classmethod
    def from_json(cls, data: Any) -> "Target":
        """Read the form that `to_json` writes. ValueError, with a sentence, where it is another."""
        if not isinstance(data, Mapping):
            raise ValueError("A target has a kind: minutes, working_days or wall_clock.")
        try:
            kind = TargetKind(data.get("kind", ""))
        except ValueError:
            raise ValueError("A target's kind is minutes, working_days or wall_clock.") from None
        target = cls(
            kind=kind,
            minutes=_whole(data.get("minutes", 0), "minutes"),
            days=_whole(data.get("days", 0), "days"),
            at=str(data.get("at", "")),
        )
        problems = target.validate()
        if problems:
            raise ValueError(problems[0])
        return target

    def to_json(self) -> dict[str, Any]:
        """The form that is stored: only what the kind needs."""
        match self.kind:
            case TargetKind.MINUTES:
                return {"kind": self.kind.value, "minutes": self.minutes}
            case TargetKind.WORKING_DAYS:
                return {"kind": self.kind.value, "days": self.days}
            case TargetKind.WALL_CLOCK:
                return {"kind": self.kind.value, "days": self.days, "at": self.at}

    def validate(self) -> tuple[str, ...]:
        """What is wrong with the target, in sentences; empty when nothing is."""
        match self.kind:
            case TargetKind.MINUTES if not 1 <= self.minutes <= 5_256_000:
                return ("A target in minutes is at least 1 and at most ten years.",)
            case TargetKind.WORKING_DAYS if not 1 <= self.days <= 2_600:
                return ("A target in working days is at least 1 and at most ten years.",)
            case TargetKind.WALL_CLOCK:
                return self._wall_clock_problems()
            case _:
                return ()

    def _wall_clock_problems(self) -> tuple[str, ...]:
        if not 0 <= self.days <= 2_600:
            return ("A target by time of day is on the same working day (0) or a later one.",)
        try:
            minutes_of(self.at)
        except ValueError as problem:
            return (str(problem),)
        return ()

    @property
    def words(self) -> str:
        """The target as people say it: "4 h", "2 working days", "next working day 12:00"."""
        match self.kind:
            case TargetKind.MINUTES:
                hours, minutes = divmod(self.minutes, 60)
                parts = [f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0)
                return " ".join(parts)
            case TargetKind.WORKING_DAYS:
                return f"{self.days} working day" + "s" * (self.days != 1)
            case TargetKind.WALL_CLOCK:
                day = {0: "same working day", 1: "next working day"}.get(
                    self.days, f"{self.days} working days later"
                )
                return f"{day} {self.at}"


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"A target's {name} are a whole number.")
    return value
