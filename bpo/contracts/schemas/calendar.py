"""The calendar's part of a form: a line of hours for each day, holidays, the cut-off."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import holidays
from marshmallow import ValidationError, fields

from bpo.contracts.rules import Calendar, minutes_of
from bpo.platform.errors import Invalid
from bpo.platform.forms import Line
from bpo.tenancy.rules import country_choices

DAYS = (
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
)
_INTERVAL = re.compile(r"(\d{1,2}(?::\d\d)?)\s*(?:-|–|—|to)\s*(\d{1,2}(?::\d\d)?)", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b)\s*")
_CLOSED = ("", "closed", "none", "-", "–")
HOW = (
    "Write hours like 09:00–17:00; several with a comma: 08:00–12:00, 13:30–18:00. Leave a closed day empty."
)


class Hours(Line):
    """A day's intervals as people write them: see `HOW`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return read_hours(super()._deserialize(value, attr, data, **kwargs))


def calendar_fields() -> dict[str, fields.Field[Any]]:
    """The fields of a calendar, to be part of a form."""
    return {
        **{key: Hours(load_default=()) for key, _ in DAYS},
        "cut_off": Line(load_default="", longest=5),
        "holiday_country": Line(load_default="", longest=2),
        "holiday_part": Line(load_default="", longest=10),
        "holidays_worked": fields.String(load_default=""),
        "holidays_added": fields.String(load_default=""),
    }


def calendar_from(form: Mapping[str, Any], *, zone: str) -> Calendar:
    """The calendar that a form means. Invalid, with the sentences beside their fields."""
    errors: dict[str, list[str]] = {}
    try:
        added = tuple(sorted({date.fromisoformat(line) for line in _lines(form["holidays_added"])}))
    except ValueError:
        errors["holidays_added"] = ["Write each day like 2026-12-24, one a line."]
        added = ()
    calendar = Calendar(
        zone=zone,
        week=tuple(form[key] for key, _ in DAYS),
        country=form["holiday_country"],
        subdivision=form["holiday_part"].upper(),
        switched_off=tuple(_lines(form["holidays_worked"])),
        added=added,
        cut_off=_time(form["cut_off"]) if form["cut_off"] else "",
    )
    for problem in calendar.validate():
        errors.setdefault(_field_of(problem), []).append(problem)
    if errors:
        raise Invalid(errors)
    return calendar


def calendar_shown(calendar: Calendar) -> dict[str, Any]:
    """The form in which a calendar is filled in again."""
    return {
        **{
            key: ", ".join(f"{start}–{end}" for start, end in day)
            for (key, _), day in zip(DAYS, calendar.week, strict=True)
        },
        "cut_off": calendar.cut_off,
        "holiday_country": calendar.country,
        "holiday_part": calendar.subdivision,
        "holidays_worked": "\n".join(calendar.switched_off),
        "holidays_added": "\n".join(day.isoformat() for day in calendar.added),
    }


@cache
def holiday_countries() -> tuple[tuple[str, str], ...]:
    """(code, name) of the countries whose public holidays are known; first none at all."""
    known = holidays.list_supported_countries()
    return (("", "No public holidays"), *(choice for choice in country_choices() if choice[0] in known))


def read_hours(text: str) -> tuple[tuple[str, str], ...]:
    """A day's intervals from a line of text. ValidationError, with a sentence, where it cannot be read."""
    if text.strip().lower() in _CLOSED:
        return ()
    found = []
    for part in _BETWEEN.split(text.strip()):
        match = _INTERVAL.fullmatch(part)
        if match is None:
            raise ValidationError(HOW)
        found.append((_time(match[1]), _time(match[2])))
    return tuple(found)


def _time(text: str) -> str:
    """`9` and `9:00` as `09:00`; what is no time of day stays for the calendar's rules to refuse."""
    hours, _, minutes = text.partition(":")
    written = f"{hours.zfill(2)}:{minutes or '00'}"
    try:
        minutes_of(written)
    except ValueError:
        return text
    return written


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _field_of(problem: str) -> str:
    """Beside which field a sentence of the calendar's rules belongs."""
    for key, name in DAYS:
        if problem.startswith(name):
            return key
    lowered = problem.lower()
    if "cut-off" in lowered:
        return "cut_off"
    if "switched off" in lowered:
        return "holidays_worked"
    if "time zone" in lowered:
        return "zone"
    if "part of" in lowered or "its part" in lowered:
        return "holiday_part"
    if "holiday" in lowered:
        return "holiday_country"
    return "mon"
