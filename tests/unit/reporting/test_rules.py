"""Ageing of backlog, service level of a period, and the explanation of a job's time."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import Calendar
from bpo.reporting.rules import (
    STATES,
    Happening,
    age_edges,
    each_day,
    explained,
    measures_of,
)

BERLIN = Calendar.weekdays("Europe/Berlin", "09:00", "17:00", country="DE")
TUESDAY = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)


def happened(name, minutes, *, person=False, **data):
    return Happening(name=name, at=TUESDAY + timedelta(minutes=minutes), by_person=person, data=data)


class TestAgeEdges:
    def test_counts_working_days_over_weekend_and_holiday(self):
        # Saturday 3 October 2026 is a holiday anyway; Monday, Friday, Tuesday, and the Tuesday a week before
        days = [edge.date().isoformat() for edge in age_edges(BERLIN, TUESDAY)]
        assert days == ["2026-10-05", "2026-10-02", "2026-09-29", "2026-09-22"]

    def test_on_a_weekend_the_last_working_days_count(self):
        sunday = datetime(2026, 10, 11, 12, 0, tzinfo=UTC)
        assert age_edges(BERLIN, sunday)[0].date().isoformat() == "2026-10-08"


class TestMeasures:
    def test_receipt_counts_by_its_hour_and_acceptance_by_priority(self):
        assert dict(measures_of("job.received", {}, hour=9)) == {"received.09": 1}
        assert dict(measures_of("job.accepted", {}, priority=0)) == {"accepted.0": 1}

    def test_a_first_delivery_is_counted_with_its_job_and_a_correction_apart(self):
        assert dict(measures_of("job.delivered", {"version": 1, "on_time": True})) == {}
        assert dict(measures_of("job.delivered", {"version": 2, "on_time": True})) == {"delivered_again": 1}

    def test_a_fixed_or_returned_review_is_a_defect(self):
        assert dict(measures_of("review.done", {"outcome": "accept"})) == {"reviewed": 1}
        assert dict(measures_of("review.done", {"outcome": "fix"})) == {"reviewed": 1, "defects": 1}

    def test_holds_count_by_who_owes(self):
        assert dict(measures_of("hold.placed", {"owes": "third party"})) == {"holds.third_party": 1}


class TestExplained:
    def test_names_every_stretch_of_a_job_that_was_held_and_delivered(self):
        parts = explained(
            [
                happened("job.received", 0),
                happened("task.claimed", 2, step="capture"),
                happened("task.exception", 3, step="capture"),
                happened("task.claimed", 10, person=True, step="check"),
                happened("hold.placed", 14, person=True, owes="client"),
                happened("hold.ended", 60),
                happened("task.claimed", 61, person=True, step="check"),
                happened("task.done", 65, person=True),
                happened("job.delivered", 66),
                happened("job.accepted", 100),
            ],
            TUESDAY + timedelta(minutes=500),
        )
        assert [(part.state, part.length.seconds // 60) for part in parts] == [
            ("waiting for automation", 2),
            ("automation", 1),
            ("waiting for a person", 7),
            ("person at work", 4),
            ("waiting for the client", 46),
            ("waiting for a person", 1),
            ("person at work", 4),
            ("being delivered", 1),
            ("with the client", 34),
        ]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(
                    (
                        "task.claimed",
                        "task.lapsed",
                        "task.exception",
                        "task.queued",
                        "task.done",
                        "hold.placed",
                        "hold.ended",
                        "job.delivered",
                        "job.returned",
                    )
                ),
                st.integers(1, 10_000),
                st.booleans(),
            )
        )
    )
    def test_the_parts_always_add_up_to_the_whole(self, drawn):
        end = TUESDAY + timedelta(minutes=20_000)
        rest = [
            happened(name, minutes, person=person)
            for name, minutes, person in sorted(drawn, key=lambda d: d[1])
        ]
        parts = explained([happened("job.received", 0), *rest], end)
        assert sum((part.length for part in parts), timedelta()) == end - TUESDAY
        assert all(a.end == b.start for a, b in pairwise(parts))
        assert {part.state for part in parts} <= set(STATES)


def test_each_day_has_both_ends():
    assert len(each_day(date(2026, 9, 7), date(2026, 10, 6))) == 30


HOLDS = st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 3000), st.booleans()), max_size=5)
WORKED = st.lists(
    st.tuples(
        st.integers(1, 9000),
        st.sampled_from(
            ["task.claimed", "task.done", "task.queued", "task.exception", "task.handed_back", "clock.warned"]
        ),
        st.booleans(),
    ),
    max_size=12,
)


@given(HOLDS, WORKED, st.one_of(st.none(), st.integers(1, 12_000)), st.integers(1, 20_000))
def test_every_minute_of_a_job_is_explained_and_the_parts_make_the_whole(holds, worked, ended, now):
    begun = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)  # the night in which Berlin's clock changes
    events = [(0, "job.received", False, {}, None)]
    for number, (start, length, client) in enumerate(holds):
        owes = {"owes": "client" if client else "third party"}
        events += [
            (start, "hold.placed", True, owes, number),
            (start + length, "hold.ended", True, {}, number),
        ]
    events += [(at, name, person, {}, None) for at, name, person in worked]
    if ended is not None:
        events = [each for each in events if each[0] <= ended] + [(ended, "job.cancelled", True, {}, None)]
    events.sort(key=lambda each: each[0])
    happenings = [
        Happening(
            name=name, at=begun + timedelta(minutes=at), by_person=person, data=data, subject_id=subject
        )
        for at, name, person, data, subject in events
        if at <= now
    ]
    end = min(now, ended) if ended is not None else now
    parts = explained(happenings, begun + timedelta(minutes=now))
    assert sum((part.length for part in parts), timedelta(0)) == timedelta(minutes=end)
    assert all(a.end == b.start and a.state != b.state for a, b in pairwise(parts))
    assert parts[0].start == begun
    assert parts[-1].end == begun + timedelta(minutes=end)
    if not worked:  # then a minute is a wait exactly while some hold is open
        waits = sum((p.length for p in parts if p.state in WAITS), timedelta(0))
        open_minutes = {m for start, length, _ in holds for m in range(start, start + length) if m < end}
        assert waits == timedelta(minutes=len(open_minutes))


WAITS = ("waiting for the client", "waiting for others")
