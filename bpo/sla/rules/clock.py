"""The client's clock of a job, derived from facts and from nothing else.

It can be thrown away and worked out again at any time, with the same result. On time means finished at
or before the due instant; fractions are for display and are never compared.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bpo.contracts.rules import AT_BREACH, Target
from bpo.sla.rules.arithmetic import add_business, apply_target, business_between, start_of_clock
from bpo.sla.rules.timetables import Timetable, WorkingTime, timetable

BREACH = "breach"
"""The mark of a missed due time; warnings have their percentage: "75"."""

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Hold:
    """A job waited from one instant to another (None: it still does).

    `credited`: the contract credits its reason, so it stops the client's clock.
    """

    start: datetime
    end: datetime | None
    credited: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """All that a clock depends on.

    `changes` are later targets with the instant from which each holds (a new priority or contract):
    they keep the start and the holds. `warn_percent` are parts of the target at which to warn.
    """

    received_at: datetime
    calendar: WorkingTime
    target: Target
    holds: tuple[Hold, ...] = ()
    finished_at: datetime | None = None
    changes: tuple[tuple[datetime, Target], ...] = ()
    warn_percent: tuple[int, ...] = (75, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """How a clock stands at an instant.

    `credited`, `used`, `allowed` and `remaining` are business time; `remaining` is below zero once due.
    `on_hold`: some hold is open; `paused`: one that is credited, so the due time moves on. `met` is None
    until the job is finished. `breached`: finished late, or open past the due time and not paused.
    `used_fraction` is for display. `warnings` are (percent, instant) in the order of time, while it runs.
    """

    started_at: datetime
    due_at: datetime
    target: Target
    allowed: timedelta
    credited: timedelta
    used: timedelta
    remaining: timedelta
    used_fraction: float
    on_hold: bool
    paused: bool
    met: bool | None
    breached: bool
    warnings: tuple[tuple[int, datetime], ...]

    @property
    def warn_at(self) -> tuple[datetime, ...]:
        """The instants of the warnings alone."""
        return tuple(at for _, at in self.warnings)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next instant at which something is to be told: `mark` is "75", "90", … or `BREACH`."""

    mark: str
    at: datetime


def _merged(holds: Iterable[Hold], start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The credited holds within start and end, in order, where they overlap as one."""
    spans = sorted(
        (max(hold.start, start), min(hold.end or end, end))
        for hold in holds
        if hold.credited and (hold.end is None or hold.end > hold.start)
    )
    merged: list[tuple[datetime, datetime]] = []
    for begin, close in spans:
        if close < begin:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(close, merged[-1][1]))
        else:
            merged.append((begin, close))
    return merged


def _moved(calendar: Timetable, at: datetime, holds: Iterable[tuple[datetime, datetime]]) -> datetime:
    """The instant put off by every hold that began before it was reached.

    One that begins later comes too late: what was missed then stays missed.
    """
    for begin, close in holds:
        if begin > at:
            break
        at = add_business(calendar, at, business_between(calendar, begin, close))
    return at


def clock(facts: ClockFacts, now: datetime) -> ClockState:
    """Work the clock out as it stands at `now`; what happens after `now` or the finish does not count."""
    calendar = timetable(facts.calendar)
    finished = facts.finished_at if facts.finished_at is not None and facts.finished_at <= now else None
    end = now if finished is None else finished
    started = start_of_clock(calendar, facts.received_at)
    target = facts.target
    for since, changed in sorted(facts.changes, key=lambda change: change[0]):
        target = changed if since <= end else target
    credited_spans = _merged(facts.holds, started, end)
    undisturbed = apply_target(calendar, started, target)
    due = _moved(calendar, undisturbed, credited_spans)
    allowed = business_between(calendar, started, undisturbed)
    credited = sum((business_between(calendar, *span) for span in credited_spans), _NONE)
    used = business_between(calendar, started, end) - credited
    open_holds = [
        hold
        for hold in facts.holds
        if finished is None and hold.start <= now and (hold.end is None or hold.end > now)
    ]
    paused = any(hold.credited for hold in open_holds)
    # The hold that pauses began in time: while it is open, the due time cannot be passed.
    saved = paused and (not credited_spans or credited_spans[-1][0] <= due)
    # once it has ended nothing is told any more
    warnings = (
        []
        if finished is not None
        else sorted(
            (
                _moved(calendar, add_business(calendar, started, allowed * percent / 100), credited_spans),
                percent,
            )
            for percent in facts.warn_percent
        )
    )
    return ClockState(
        started_at=started,
        due_at=due,
        target=target,
        allowed=allowed,
        credited=credited,
        used=used,
        remaining=business_between(calendar, end, due) - business_between(calendar, due, end),
        used_fraction=used / allowed if allowed else float(end >= due),
        on_hold=bool(open_holds),
        paused=paused,
        met=None if finished is None else finished <= due,
        breached=end > due and not saved,
        warnings=tuple((percent, at) for at, percent in warnings),
    )


def percent_of(mark: str) -> int:
    """The part of the promised time that a mark stands for; the breach is all of it."""
    return AT_BREACH if mark == BREACH else int(mark)


def open_deadlines(state: ClockState, fired: Collection[str] = ()) -> tuple[Deadline, ...]:
    """What is still to be told, in order, `fired` being the marks already told; some may lie in the past.

    None of it when the job is finished or paused (work it out again on resuming). What is less than a mark told
    would say nothing any more.
    """
    if state.met is not None or (state.paused and not state.breached):
        return ()
    told = max((percent_of(mark) for mark in fired), default=0)
    marks = [(percent, Deadline(str(percent), at)) for percent, at in state.warnings if percent > told]
    if told < AT_BREACH:
        marks.append((AT_BREACH, Deadline(BREACH, state.due_at)))
    marks.sort(key=lambda mark: mark[0])
    # past the due time a clock that stands still goes no further: the breach is the last to be told
    return tuple(mark for percent, mark in marks if percent <= AT_BREACH or not state.paused)


def next_deadline(state: ClockState, fired: Collection[str] = ()) -> Deadline | None:
    """What is to be told next and when, `fired` being the marks already told; it may lie in the past."""
    return next(iter(open_deadlines(state, fired)), None)


def passed_deadline(state: ClockState, fired: Collection[str], now: datetime) -> Deadline | None:
    """What is to be told now: where several marks have passed at once, the last says it all; a breach is never
    left out.
    """
    passed = [mark for mark in open_deadlines(state, fired) if mark.at <= now]
    return next((mark for mark in passed if mark.mark == BREACH), passed[-1] if passed else None)


def still_told(state: ClockState, fired: Collection[str], now: datetime) -> list[str]:
    """Of the marks told under another target, those that would be past under this one too: not told again."""
    moments = {str(percent): at for percent, at in state.warnings} | {BREACH: state.due_at}
    return [mark for mark in fired if mark in moments and moments[mark] <= now]


def reopened(
    facts: ClockFacts, returned_at: datetime, *, same_clock: bool, target: Target | None = None
) -> ClockFacts:
    """The facts after a delivered job came back, by the contract's choice.

    Same clock: it goes on where it stopped; the time the client had the result is credited. Rework clock:
    a new one from the return, with `target` or the one before. ValueError where nothing was delivered.
    """
    if facts.finished_at is None or returned_at < facts.finished_at:
        raise ValueError("only a delivered job can come back")
    if same_clock:
        with_client = Hold(facts.finished_at, returned_at)
        closed = tuple(replace(hold, end=hold.end or facts.finished_at) for hold in facts.holds)
        return replace(facts, finished_at=None, holds=(*closed, with_client))
    last = max(facts.changes, key=lambda change: change[0])[1] if facts.changes else facts.target
    return replace(
        facts, received_at=returned_at, target=target or last, holds=(), changes=(), finished_at=None
    )
