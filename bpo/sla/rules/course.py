"""The course of a job's clock: the facts it depends on, as they come about one after the other.

The same steps are taken when something happens to a job and when its clock is rebuilt from its events, so both
come to the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from bpo.contracts.rules import Target
from bpo.sla.rules.clock import (
    BREACH,
    ClockFacts,
    ClockState,
    Hold,
    clock,
    next_deadline,
    still_told,
)
from bpo.sla.rules.timetables import WorkingTime

Calendars = tuple[tuple[datetime | None, UUID], ...]
"""Versions of the calendar by their ids, the first from ever (None), each further one from an instant."""


@dataclass(slots=True, kw_only=True)
class Course:
    """The facts of one job's clock up to some moment.

    `contract_id` is the version whose turnaround holds. `rests` are spans in which the client had the result before
    it came back. `fired` are the marks told under this `version` of the clock, which is a new one where its target,
    its calendar or its holds were stated anew. `breached_at` is the due time whose breach was told.
    """

    contract_id: UUID
    calendars: Calendars
    received_at: datetime
    target: Target
    warn: tuple[int, ...]
    changes: list[tuple[datetime, Target]] = field(default_factory=list)
    rests: list[tuple[datetime, datetime]] = field(default_factory=list)
    holds: dict[UUID, Hold] = field(default_factory=dict)
    fired: list[str] = field(default_factory=list)
    version: int = 1
    breached_at: datetime | None = None
    finished_at: datetime | None = None

    def facts(self, working: Callable[[Calendars], WorkingTime]) -> ClockFacts:
        """What the clock is worked out from."""
        rests = tuple(Hold(start, end) for start, end in self.rests)
        return ClockFacts(
            received_at=self.received_at,
            calendar=working(self.calendars),
            target=self.target,
            holds=(*self.holds.values(), *rests),
            finished_at=self.finished_at,
            changes=tuple(self.changes),
            warn_percent=self.warn,
        )

    def last_target(self) -> Target:
        """The target that holds."""
        return max(self.changes, key=lambda change: change[0])[1] if self.changes else self.target

    def retarget(self, target: Target, *, since: datetime) -> None:
        """Another target from an instant on: a new priority or contract. Start and earned holds stay."""
        self.changes.append((since, target))

    def recalendar(self, calendar_id: UUID, *, since: datetime) -> None:
        """Another version of the calendar from an instant on."""
        self.calendars = (*self.calendars, (since, calendar_id))

    def reopen(self, *, same_clock: bool, rework: Target | None, now: datetime) -> None:
        """The result came back: the clock goes on, or a rework clock starts. ValueError while it runs."""
        if self.finished_at is None:
            raise ValueError("only a delivered job can come back")
        for key, hold in self.holds.items():
            if hold.end is None:
                self.holds[key] = replace(hold, end=self.finished_at)
        if same_clock:
            self.rests.append((self.finished_at, now))
        else:
            self.target = rework or self.last_target()
            self.received_at, self.changes, self.rests = now, [], []
            self.fired, self.breached_at = [], None
            self.version += 1
        self.finished_at = None

    def restated(self, state: ClockState, now: datetime) -> None:
        """A new version of the clock began: what was told under the one before and is past again stays told."""
        self.version += 1
        self.fired = still_told(state, self.fired, now)
        if BREACH not in self.fired:
            self.breached_at = None

    def told(self, mark: str, due_at: datetime) -> None:
        """A mark was told."""
        self.fired = [*self.fired, mark]
        if mark == BREACH:
            self.breached_at = due_at


class Fact(NamedTuple):
    """An event of a job, as far as its clock needs it."""

    name: str
    at: datetime
    subject: UUID
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a version of a contract says of the clocks of one work type at one priority."""

    target: Target
    calendar_id: UUID
    warn: tuple[int, ...]
    same_clock: bool
    rework: Target | None


Promises = Callable[[UUID, str], Promise]
"""The promise of a contract version (by its id) at a priority, for the work type of the job."""
FACTS = (
    "job.received",
    "job.reprioritised",
    "job.delivered",
    "job.rejected",
    "job.cancelled",
    "job.returned",
    "job.correction_opened",
    "hold.placed",
    "hold.ended",
    "hold.uncredited",
    "clock.recomputed",
    "clock.warned",
    "clock.breached",
)
"""The events on which clocks depend; all others leave them alone."""
ENDS = ("job.delivered", "job.rejected", "job.cancelled")


def replay(
    facts: Iterable[Fact], promises: Promises, working: Callable[[Calendars], WorkingTime]
) -> tuple[Course, datetime] | None:
    """The course that a job's events make, and the instant of the last that mattered; None without a receipt.

    The events come in the order in which they were recorded.
    """
    course: Course | None = None
    first, priority, last = UUID(int=0), "", None
    for fact in facts:
        if fact.name == "job.received":
            first, priority = UUID(str(fact.data["contract"])), str(fact.data["priority"])
            course = begun(fact, first, promises(first, priority))
        elif course is None or fact.name not in FACTS:
            continue
        elif fact.name == "job.reprioritised":
            priority = str(fact.data["priority"])
            course.retarget(promises(course.contract_id, priority).target, since=fact.at)
            course.restated(clock(course.facts(working), fact.at), fact.at)
        elif fact.name == "clock.recomputed":
            _recomputed(course, fact, promises(UUID(str(fact.data["contract"])), priority), working)
        elif fact.name in ("job.returned", "job.correction_opened"):
            promise = promises(first, priority)
            course.reopen(same_clock=promise.same_clock, rework=promise.rework, now=fact.at)
        else:
            _changed(course, fact, working)
        last = fact.at
    return None if course is None or last is None else (course, last)


def begun(fact: Fact, contract_id: UUID, promise: Promise) -> Course:
    """The course of a job just received. A target in the event itself is older than any contract's word for it."""
    stated = fact.data.get("target")
    return Course(
        contract_id=contract_id,
        calendars=((None, promise.calendar_id),),
        received_at=fact.at,
        target=Target.from_json(stated) if stated else promise.target,
        warn=promise.warn,
    )


def _recomputed(
    course: Course, fact: Fact, promise: Promise, working: Callable[[Calendars], WorkingTime]
) -> None:
    since = datetime.fromisoformat(fact.data["since"])
    if fact.data.get("calendar"):
        course.recalendar(promise.calendar_id, since=since)
    if fact.data.get("turnaround"):
        course.contract_id = UUID(str(fact.data["contract"]))
        course.retarget(promise.target, since=since)
    course.restated(clock(course.facts(working), fact.at), fact.at)


def _changed(course: Course, fact: Fact, working: Callable[[Calendars], WorkingTime]) -> None:
    match fact.name:
        case "hold.placed":
            course.holds[fact.subject] = Hold(fact.at, None, fact.data.get("credited") is True)
        case "hold.ended":
            course.holds[fact.subject] = replace(course.holds[fact.subject], end=fact.at)
        case "hold.uncredited":
            course.holds[fact.subject] = replace(course.holds[fact.subject], credited=False)
            course.restated(clock(course.facts(working), fact.at), fact.at)
        case "clock.warned" | "clock.breached":
            course.told(str(fact.data["mark"]), datetime.fromisoformat(fact.data["due_at"]))
        case _:
            course.finished_at = fact.at


def stored(course: Course, state: ClockState) -> dict[str, Any]:
    """How a clock is stored whose course stands like this: by the names of its columns."""
    following = next_deadline(state, course.fired)
    (_, calendar_id), *calendars = course.calendars
    return {
        "contract_id": course.contract_id,
        "calendar_id": calendar_id,
        "calendars": [[since.isoformat(), str(each)] for since, each in calendars if since is not None],
        "received_at": course.received_at,
        "target": course.target.to_json(),
        "changes": [[since.isoformat(), target.to_json()] for since, target in course.changes],
        "rests": [[start.isoformat(), end.isoformat()] for start, end in course.rests],
        "warn_at": list(course.warn),
        "fired": list(course.fired),
        "version": course.version,
        "started_at": state.started_at,
        "due_at": state.due_at,
        "credited_seconds": int(state.credited.total_seconds()),
        "paused": state.paused,
        "next_at": following.at if following else None,
        "next_mark": following.mark if following else None,
        "breached_at": course.breached_at,
        "finished_at": course.finished_at,
        "met": state.met,
    }
