"""What a finished job counts as, worked out from its events; and what that adds to the rollups."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import Calendar
from bpo.reporting.rules import Happening, Promised, contributions, counted, difference

BERLIN = Calendar.weekdays("Europe/Berlin", "09:00", "17:00")
ZONE = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)
"""10:00 in Berlin."""
DAY = date(2026, 10, 6)
JOB = Promised(received_at=TUESDAY, calendar=BERLIN, priority=1, due_at=TUESDAY + timedelta(hours=4))
TASK, HOLD, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)


def at(minutes, name, *, subject=TASK, person=False, **data):
    return Happening(
        name=name, at=TUESDAY + timedelta(minutes=minutes), by_person=person, subject_id=subject, data=data
    )


def delivered(minutes, *, on_time=True, version=1, **data):
    due = (TUESDAY + timedelta(hours=4)).isoformat()
    return at(minutes, "job.delivered", on_time=on_time, version=version, due_at=due, **data)


BY_PERSON = [
    at(0, "job.received"),
    at(0, "job.started", subject=None),
    at(2, "task.exception", codes=["NO_TOTAL", "NO_TOTAL"], matched=False),
    at(2, "task.queued", subject=OTHER),
    at(32, "task.claimed", subject=OTHER, person=True),
]


class TestCounted:
    def test_nothing_before_the_first_end(self):
        assert counted(BY_PERSON, JOB) is None

    def test_a_delivery_by_a_person(self):
        found = counted([*BY_PERSON, delivered(60, people_seconds=95)], JOB)
        assert (found.ended, found.verdict, found.straight, found.exception) == (
            "delivered",
            "met",
            False,
            True,
        )
        assert (found.gross_seconds, found.tat_seconds, found.wait_seconds) == (3600, 3600, 1800)
        assert (found.people_seconds, found.matched, found.reasons) == (95, False, ("NO_TOTAL",))
        assert found.first_pass

    def test_credited_holds_come_off_once_where_they_overlap_and_others_do_not(self):
        held = [
            at(10, "hold.placed", subject=HOLD, credited=True),
            at(20, "hold.placed", subject=OTHER, credited=True),
            at(30, "hold.ended", subject=HOLD),
            at(40, "hold.ended", subject=OTHER),
            at(41, "hold.placed", subject=TASK, credited=False),
            at(51, "hold.ended", subject=TASK),
        ]
        found = counted([*BY_PERSON[:2], *held, delivered(60)], JOB)
        assert (found.gross_seconds, found.tat_seconds) == (3600, 1800)

    def test_time_is_business_time(self):
        overnight = Happening(
            name="job.delivered",
            at=datetime(2026, 10, 7, 8, 0, tzinfo=UTC),
            by_person=False,
            data={"on_time": False, "due_at": JOB.due_at.isoformat()},
        )
        assert counted([overnight], JOB).gross_seconds == 8 * 3600

    def test_a_return_on_the_same_clock_opens_the_promise_again_until_the_next_delivery(self):
        first = [delivered(60), at(90, "job.returned", same_clock=True)]
        open_again = counted(first, JOB)
        assert (open_again.verdict, open_again.first_pass) == (None, False)
        late = [*first, delivered(300, on_time=False, version=2)]
        assert counted(late, JOB).verdict == "missed"
        assert counted(late, JOB).ended_at == TUESDAY + timedelta(minutes=60)

    def test_a_return_onto_a_clock_of_its_own_leaves_what_was_kept(self):
        found = counted(
            [
                delivered(60),
                at(90, "job.returned", same_clock=False),
                delivered(300, on_time=False, version=2),
            ],
            JOB,
        )
        assert (found.verdict, [verdict for _, verdict in found.reworks]) == ("met", ["missed"])

    def test_an_upheld_contest_takes_the_hold_back_and_states_the_promise_anew(self):
        happened = [
            at(10, "hold.placed", subject=HOLD, credited=True),
            at(40, "hold.ended", subject=HOLD),
            delivered(60),
            at(500, "hold.uncredited", subject=HOLD),
            at(500, "clock.restated", after={"due_at": TUESDAY.isoformat(), "met": False}),
        ]
        assert counted(happened[:3], JOB).tat_seconds == 1800
        after = counted(happened, JOB)
        assert (after.tat_seconds, after.verdict, after.due_at) == (3600, "missed", TUESDAY)

    def test_rejected_and_cancelled_are_left_out_of_the_promise(self):
        assert counted([at(5, "job.rejected")], JOB).verdict == "excluded"
        returned = [delivered(60), at(90, "job.returned"), at(95, "job.cancelled")]
        assert counted(returned, JOB).verdict == "excluded"
        assert counted(returned, JOB).ended == "delivered"

    def test_a_defect_before_or_after_delivery_is_not_right_first_time(self):
        review = at(50, "review.done", outcome="fix", failed=["Amounts are right"])
        before = counted([review, delivered(60)], JOB)
        after = counted([delivered(60), replace(review, at=TUESDAY + timedelta(hours=3))], JOB)
        assert not before.first_pass
        assert not after.first_pass

    def test_what_a_contest_overturned_or_was_dismissed_was_no_defect(self):
        review = at(50, "review.done", subject=OTHER, outcome="return")
        for stands in (True, False):
            decided = at(90, "review.contest_decided", subject=OTHER, overturned=not stands)
            assert counted([review, delivered(60), decided], JOB).first_pass is not stands
        disputed = [delivered(60), at(90, "dispute.made", subject=OTHER)]
        assert not counted(disputed, JOB).first_pass
        assert counted([*disputed, at(95, "dispute.dismissed", subject=OTHER)], JOB).first_pass
        assert not counted([*disputed, at(95, "dispute.upheld", subject=OTHER)], JOB).first_pass

    def test_a_correction_opens_the_promise_again_on_the_same_clock(self):
        for same, verdict in ((True, None), (False, "met")):
            found = counted([delivered(60), at(90, "job.correction_opened", same_clock=same)], JOB)
            assert (found.verdict, found.returned_at, found.first_pass) == (verdict, None, True)

    def test_waiting_for_a_review_is_not_waiting_for_the_work(self):
        straight = [
            at(0, "job.started"),
            at(5, "task.queued", subject=OTHER),
            at(50, "task.claimed", subject=OTHER, person=True, step="review"),
            delivered(60, straight=True),
        ]
        assert counted(straight, JOB).wait_seconds is None


class TestContributions:
    def test_the_work_counts_on_the_day_of_delivery_and_the_promise_on_the_day_it_was_due(self):
        job = counted([*BY_PERSON, delivered(60 * 30, on_time=False)], JOB)
        added = contributions(job, ZONE)
        assert added[date(2026, 10, 7), "delivered"] == 1
        assert added[DAY, "due_missed.1"] == 1
        assert added[date(2026, 10, 7), "exception_reason.NO_TOTAL"] == 1
        assert (date(2026, 10, 7), "straight") not in added

    def test_a_day_is_the_clients(self):
        late_evening = replace(delivered(0), at=datetime(2026, 10, 6, 22, 30, tzinfo=UTC))
        added = contributions(counted([late_evening], JOB), ZONE)
        assert added[date(2026, 10, 7), "delivered"] == 1


MOVES = st.sampled_from(
    (
        ("job.delivered", {"on_time": True}),
        ("job.delivered", {"on_time": False}),
        ("job.returned", {"same_clock": True}),
        ("job.returned", {"same_clock": False}),
        ("review.done", {"outcome": "fix", "failed": ["a"]}),
        ("job.cancelled", {}),
    )
)


@given(st.lists(MOVES, max_size=8))
def test_differences_added_up_are_the_whole_however_often_it_is_counted(moves):
    happened = [at(10 * (n + 1), name, **data) for n, (name, data) in enumerate(moves)]
    kept, before = {}, contributions_of(None)
    for upto in range(len(happened) + 1):
        now = contributions_of(counted(happened[:upto], JOB))
        for key, amount in difference(now, before).items():
            kept[key] = kept.get(key, 0) + amount
        before = now
    whole = contributions_of(counted(happened, JOB))
    assert {key: amount for key, amount in kept.items() if amount} == dict(whole)


def contributions_of(job):
    from collections import Counter

    return contributions(job, ZONE) if job is not None else Counter()
