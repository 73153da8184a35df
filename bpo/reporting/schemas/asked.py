"""What a page of figures was asked for: the period, the work type."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bpo.platform.errors import NotFound
from bpo.quality.rules import WEEKS_SHOWN, first_day
from bpo.reporting.rules import Period

SPANS = {"7": 7, "30": 30, "90": 90}
USUAL = "30"
QUALITY = "weeks"
"""The weeks that the pages of quality look back."""
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_DAY = re.compile(r"20\d\d-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The period and the work type of a page; `words` say the period, `arguments` ask for the same again."""

    key: str
    period: Period
    work_type: str | None
    words: str
    measured: Period
    """The days over which handle times are measured for what is ahead: the last thirty, of a month its own."""

    @property
    def arguments(self) -> dict[str, Any]:
        """For links to the same figures."""
        return {"period": self.key} | ({"work": self.work_type} if self.work_type else {})


def asked_for(arguments: Mapping[str, str], *, zone: str, now: datetime) -> Asked:
    """Read `period` (7, 30, 90 days, the weeks of quality, a month like 2026-10, a day like 2026-10-14) and `work`.

    NotFound for a period there is not.
    """
    key = arguments.get("period") or USUAL
    work = arguments.get("work") or None
    lately = Period.last_days(SPANS[USUAL], now=now, zone=zone)
    if key == QUALITY:
        period = Period(first=first_day(lately.last), last=lately.last, zone=zone)
        words = f"the last {WEEKS_SHOWN} weeks"
        return Asked(key=key, period=period, work_type=work, words=words, measured=lately)
    if key in SPANS:
        period = Period.last_days(SPANS[key], now=now, zone=zone)
        return Asked(key=key, period=period, work_type=work, words=f"the last {key} days", measured=lately)
    if _DAY.fullmatch(key):
        day = _day(key)
        period = Period(first=day, last=day, zone=zone)
        return Asked(key=key, period=period, work_type=work, words=f"{day:%-d %B %Y}", measured=lately)
    if not _MONTH.fullmatch(key):
        raise NotFound
    period = Period.month(int(key[:4]), int(key[5:]), zone=zone)
    return Asked(key=key, period=period, work_type=work, words=f"{period.first:%B %Y}", measured=period)


def _day(key: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError:
        raise NotFound from None


def choices(asked: Asked, *, zone: str, now: datetime) -> list[tuple[str, str]]:
    """The periods on offer: (key, words)."""
    this = now.astimezone(ZoneInfo(zone)).date().replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    months = [(f"{month:%Y-%m}", f"{month:%B}") for month in (last, this)]
    offered = [*((key, f"{key} days") for key in SPANS), *months]
    return offered if asked.key in dict(offered) else [*offered, (asked.key, asked.words)]
