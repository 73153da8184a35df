"""The month before is closed with a service credit, whatever day the demo is made on: by the plan's own arithmetic."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bpo.contracts.rules import Calendar, Priority, Terms
from bpo.sla import rules as sla
from workers.demo import cast
from workers.demo.__main__ import JOBS, days_until
from workers.demo.driver.closing import shifts_until_now
from workers.demo.story import AT_RISK, Story, document_of, flu_days
from workers.demo.story.flu import parcel
from workers.demo.story.month import LATEST
from workers.demo.story.presence import shifts_of

COMPANY = cast.client(AT_RISK)
TERMS = Terms.from_json(COMPANY.contract).of(cast.INVOICES)
CALENDAR = Calendar.from_json(COMPANY.calendar)
ZONE = ZoneInfo(COMPANY.zone)
SENT = round(JOBS * COMPANY.volume)
FIRST_DAY = date(2026, 11, 1)


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_parcel_is_late_and_breaks_the_level_of_the_month_before(hour):
    for offset in range(500):
        now = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, hour, 59, tzinfo=UTC)
        assert_late(now + timedelta(days=offset))


def assert_late(now: datetime) -> None:
    """Nobody who may do it is there before it is due; it is due in the month before; it is more than may be late."""
    days = days_until(now)
    dates = [now.date() - timedelta(days=days - 1 - at) for at in range(days)]
    start = datetime(dates[0].year, dates[0].month, dates[0].day, tzinfo=UTC)
    sent = parcel(random.Random(7), COMPANY, day=flu_days(start, now)[0], jobs=SENT)
    due = sla.apply_target(
        CALENDAR, sla.start_of_clock(CALENDAR, sent.at), dict(TERMS.turnaround)[Priority.NORMAL]
    )
    story = Story(
        start=start, now=now, arrivals=(), shifts=tuple(shifts_of(random.Random(7), days=dates, now=now))
    )
    able = {one.key for one in cast.agents() if AT_RISK in one.clients and cast.INVOICES in one.skills}
    assert not [
        shift
        for shift in shifts_until_now(story)
        if shift.person in able and shift.start < due and shift.end > sent.at
    ], now
    this_month = now.astimezone(ZONE).date().replace(day=1)
    month_before = (this_month - timedelta(days=1)).replace(day=1)
    assert month_before <= due.astimezone(ZONE).date() < this_month, now
    late, all_of_it = len(sent.papers), SENT + LATEST + len(sent.papers)
    level = TERMS.service_level
    assert 100 * (all_of_it - late) < float(level.minimum) * all_of_it
    assert sent.at > start


def test_every_paper_of_the_parcel_needs_a_person():
    sent = parcel(random.Random(3), COMPANY, day=date(2026, 11, 2), jobs=SENT)
    for paper in sent.papers:
        truth = document_of(AT_RISK, paper).truth
        assert Decimal(truth["net"]) + Decimal(truth["vat"]) != Decimal(truth["gross"])
