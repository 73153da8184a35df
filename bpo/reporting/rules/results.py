"""What a finished job counts as in the figures: worked out from its events, and from nothing else of its life."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bpo.contracts.rules import Calendar
from bpo.sla.rules import business_between

MET, MISSED, EXCLUDED = "met", "missed", "excluded"
"""How a promise ended. Excluded are jobs that were rejected or cancelled: nothing was owed any more."""

DEFECTS = ("fix", "return")
"""Outcomes of a review that found a defect."""

REVIEW = "review"
"""The step that is no work but a look at it: waiting for it is not waiting for the work's first claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as the figures and the timeline need it."""

    name: str
    at: datetime
    by_person: bool
    data: Mapping[str, Any]
    subject_id: UUID | None = None
    """What it happened to: the task of task.*, the hold of hold.*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What is known of a job besides its events: when it came, its calendar, its priority, when it was due."""

    received_at: datetime
    calendar: Calendar
    priority: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a job counts as, once it was delivered for the first time or ended otherwise.

    `ended`: delivered, rejected or cancelled. `verdict` is met, missed or excluded, and None while a job that came
    back runs on its old clock. Seconds of turnaround and waiting are business time of the client's calendar;
    `people_seconds` are active seconds of all people. `returned_at` is when the client first sent it back; `reworks`
    are the promises of the clocks of its own on which it may then run, by contract: (due, met or missed). `reasons`
    are the codes for which automation gave it to a person before its first delivery.
    """

    ended: str
    ended_at: datetime
    priority: int
    due_at: datetime | None
    verdict: str | None
    straight: bool = False
    first_pass: bool = False
    exception: bool = False
    matched: bool | None = None
    tat_seconds: int | None = None
    gross_seconds: int | None = None
    wait_seconds: int | None = None
    people_seconds: int = 0
    returned_at: datetime | None = None
    reworks: tuple[tuple[datetime, str], ...] = ()
    reasons: tuple[str, ...] = ()


LONGEST = 80
"""Characters of a reason that are kept."""

ENDS = {"job.rejected": "rejected", "job.cancelled": "cancelled"}


def counted(happenings: Sequence[Happening], job: Promised) -> Counted | None:
    """What the job counts as after these events (in order of time); None before its first end."""
    found: Counted | None = None
    uncredited = {each.subject_id for each in happenings if each.name == "hold.uncredited"}
    happenings = _standing(happenings)
    for index, each in enumerate(happenings):
        if each.name == "job.delivered":
            if found is None or found.ended != "delivered":
                found = _delivered(each, happenings[:index], job, uncredited)
            else:
                found = _delivered_again(found, each)
        elif each.name in ("job.returned", "job.correction_opened") and found is not None:
            found = _sent_back(found, each)
        elif found is not None and _is_defect(each):
            found = replace(found, first_pass=False)
        elif each.name == "clock.restated" and found is not None:
            found = _restated(found, each)
        elif each.name in ENDS:
            found = _ended(found, each, job)
    return found


def _delivered(
    event: Happening, before: Sequence[Happening], job: Promised, uncredited: Container[UUID | None]
) -> Counted:
    """The first delivery: what it took to get there."""
    gross = business_between(job.calendar, job.received_at, event.at)
    credited = _credited(before, job.calendar, event.at, uncredited)
    due = event.data.get("due_at")
    return Counted(
        ended="delivered",
        ended_at=event.at,
        priority=job.priority,
        due_at=datetime.fromisoformat(due) if due else job.due_at,
        verdict=MET if event.data.get("on_time") else MISSED,
        straight=bool(event.data.get("straight")),
        first_pass=not any(_is_defect(each) for each in before),
        exception=any(each.name == "task.exception" for each in before),
        matched=_matched(before),
        tat_seconds=_whole(gross - credited),
        gross_seconds=_whole(gross),
        wait_seconds=_waited(before, job),
        people_seconds=int(event.data.get("people_seconds") or 0),
        reasons=_distinct(
            code for each in before if each.name == "task.exception" for code in each.data.get("codes") or ()
        ),
    )


def _delivered_again(found: Counted, event: Happening) -> Counted:
    """A later delivery ends what was open of the promise: of the old clock, or of the rework's own."""
    due = event.data.get("due_at")
    at, verdict = datetime.fromisoformat(due) if due else None, MET if event.data.get("on_time") else MISSED
    if found.verdict is None:
        return replace(found, due_at=at or found.due_at, verdict=verdict)
    return replace(found, reworks=(*found.reworks, (at or event.at, verdict)))


def _sent_back(found: Counted, event: Happening) -> Counted:
    """By the client, or by us, who found an error ourselves: on the same clock the promise is open again; on a clock of
    its own, what was kept stays kept."""
    same_clock = event.data.get("same_clock", True)
    return replace(
        found,
        first_pass=found.first_pass and event.name != "job.returned",
        returned_at=found.returned_at or (event.at if event.name == "job.returned" else None),
        verdict=None if same_clock else found.verdict,
    )


def _restated(found: Counted, event: Happening) -> Counted:
    """A clock stated anew, after a contest or a change of calendar: what it says now of the promise it was about."""
    after = event.data.get("after") or {}
    if after.get("met") is None or found.verdict == EXCLUDED:
        return found
    due, verdict = datetime.fromisoformat(after["due_at"]), MET if after["met"] else MISSED
    if found.reworks:
        return replace(found, reworks=(*found.reworks[:-1], (due, verdict)))
    return replace(found, due_at=due, verdict=verdict) if found.verdict is not None else found


def _ended(found: Counted | None, event: Happening, job: Promised) -> Counted:
    if found is not None and found.verdict is None:  # it came back, and runs on the clock as it stands now
        return replace(found, verdict=EXCLUDED, due_at=job.due_at)
    if found is not None:
        return found
    return Counted(
        ended=ENDS[event.name],
        ended_at=event.at,
        priority=job.priority,
        due_at=job.due_at,
        verdict=EXCLUDED,
    )


def _standing(happenings: Sequence[Happening]) -> list[Happening]:
    """All but the reviews that a contest overturned and the disputes that were dismissed: nothing was wrong there."""
    undone = {
        each.subject_id
        for each in happenings
        if each.name == "dispute.dismissed"
        or (each.name == "review.contest_decided" and each.data.get("overturned"))
    }
    return [
        each
        for each in happenings
        if each.name not in ("review.done", "dispute.made") or each.subject_id not in undone
    ]


def _is_defect(event: Happening) -> bool:
    """Of what stands: a review that found something, or a dispute of the client's."""
    return event.name == "dispute.made" or (
        event.name == "review.done" and event.data.get("outcome") in DEFECTS
    )


def _distinct(texts: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(text)[:LONGEST] for text in texts))


def _matched(happenings: Iterable[Happening]) -> bool | None:
    """Whether the first look against the client's orders matched; None where nothing was held against them."""
    for each in happenings:
        if each.name in ("task.done", "task.exception") and each.data.get("matched") is not None:
            return bool(each.data["matched"])
    return None


def _credited(
    happenings: Iterable[Happening], calendar: Calendar, end: datetime, uncredited: Container[UUID | None]
) -> timedelta:
    """Business time of the holds that stop the client's clock; overlapping ones count once, `uncredited` not."""
    begun: dict[UUID | None, datetime] = {}
    spans: list[tuple[datetime, datetime]] = []
    for each in happenings:
        if each.subject_id in uncredited:
            continue
        if each.name == "hold.placed" and each.data.get("credited"):
            begun[each.subject_id] = each.at
        elif each.name == "hold.ended" and each.subject_id in begun:
            spans.append((begun.pop(each.subject_id), each.at))
    spans += [(start, end) for start in begun.values()]
    credited, reached = timedelta(0), None
    for start, close in sorted(spans):
        start = max(start, reached) if reached else start
        if close > start:
            credited += business_between(calendar, start, close)
            reached = close
    return credited


def _waited(happenings: Iterable[Happening], job: Promised) -> int | None:
    """Business time from when the work was ready for a person to its first claim; None where nobody claimed it."""
    ready: dict[UUID | None, datetime] = {}
    started = job.received_at
    for each in happenings:
        if each.name == "job.started":
            started = each.at
        elif each.name == "task.queued":
            ready.setdefault(each.subject_id, each.at)
        elif each.name == "task.claimed" and each.by_person and each.data.get("step") != REVIEW:
            since = ready.get(each.subject_id, started)
            return _whole(business_between(job.calendar, since, each.at))
    return None


def _whole(span: timedelta) -> int:
    return int(span.total_seconds())
