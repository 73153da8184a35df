"""What a client may ask for beside the files: reference, priority, notes, dates; typed in a form, a call or a sheet."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bpo.contracts.rules import Priority
from bpo.jobs.rules.naming import (
    BadPriorityError,
    BadReferenceError,
    normalise_reference,
    parse_priority,
)

NOTES_MAX = 2000
"""Characters."""
FARTHEST = timedelta(days=366)
"""How far ahead a date may lie: beyond it is a slip of the finger, not a plan."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is asked for one job."""

    client_reference: str | None = None
    priority: Priority = Priority.NORMAL
    notes: str = ""
    not_before: datetime | None = None
    wanted_at: datetime | None = None


class BadWishesError(ValueError):
    """Some of what was asked cannot be taken: `errors` maps fields to sentences for the client."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class BadDateError(ValueError):
    """A date that cannot be taken; the message is a sentence for the client."""


def clean_text(raw: str | None, *, longest: int = NOTES_MAX) -> str:
    """Free text fit to keep and show: unseen characters out, lines kept, at most `longest` characters."""
    text = unicodedata.normalize("NFC", raw or "").replace("\r\n", "\n").replace("\r", "\n")
    seen = (c if c == "\n" else " " if c == "\t" else c for c in text)
    return "".join(c for c in seen if c == "\n" or unicodedata.category(c) not in _UNSEEN).strip()[:longest]


def parse_moment(raw: str | None, *, zone: str, now: datetime, day_ends: bool) -> datetime | None:
    """A day or a time as a client wrote it, in ISO 8601: "2026-10-06", "2026-10-06T14:00", with an offset or without.

    Without an offset it is the client's `zone`. A bare day means its beginning, with `day_ends` its last minute.
    None where nothing was written. BadDateError where it is no date, or lies before today or beyond a year.
    """
    text = (raw or "").strip()
    if not text:
        return None
    place = ZoneInfo(zone)
    try:
        if _DAY.fullmatch(text):
            clock = time(23, 59) if day_ends else time()
            moment = datetime.combine(date.fromisoformat(text), clock, place)
        else:
            moment = datetime.fromisoformat(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=place)
        moment = moment.astimezone(UTC)
        today = datetime.combine(now.astimezone(place).date(), time(), place)
    except (ValueError, OverflowError) as error:
        shown = clean_text(text, longest=30)
        raise BadDateError(f"“{shown}” is no date; write it like 2026-10-06 or 2026-10-06T14:00.") from error
    if moment < today:
        raise BadDateError("This date lies in the past.")
    if moment > now + FARTHEST:
        raise BadDateError("This date is more than a year ahead.")
    return moment


def read_wishes(given: Mapping[str, str | None], *, zone: str, now: datetime) -> Wishes:
    """Wishes from what was typed: `reference`, `priority`, `notes`, `not_before`, `wanted`; absent is not asked.

    BadWishesError with a sentence for every field that cannot be taken.
    """
    errors: dict[str, str] = {}
    reference, priority = None, Priority.NORMAL
    moments: dict[str, datetime | None] = {}
    try:
        reference = normalise_reference(given.get("reference"))
    except BadReferenceError as error:
        errors["reference"] = str(error)
    try:
        priority = parse_priority(given.get("priority"))
    except BadPriorityError as error:
        errors["priority"] = str(error)
    for name in ("not_before", "wanted"):
        try:
            moments[name] = parse_moment(given.get(name), zone=zone, now=now, day_ends=name == "wanted")
        except BadDateError as error:
            errors[name] = str(error)
    if len(given.get("notes") or "") > NOTES_MAX:
        errors["notes"] = f"The notes are longer than {NOTES_MAX} characters."
    if errors:
        raise BadWishesError(errors)
    return Wishes(
        client_reference=reference,
        priority=priority,
        notes=clean_text(given.get("notes")),
        not_before=moments["not_before"],
        wanted_at=moments["wanted"],
    )
