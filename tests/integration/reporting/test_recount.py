"""Rollups, and the lists behind the numbers: equal, to the job, to a recount of the events by brute force.

The recount is written out here anew, event by event, and shares nothing with the product's.
"""

from collections import Counter
from datetime import datetime, time, timedelta
from statistics import mean, median, quantiles
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.quality.queries import agent_figures
from bpo.reporting import queries, rules
from bpo.reporting import service as reporting
from bpo.reporting.models import Tally
from bpo.sla import service as sla
from bpo.workqueue.models import Attempt
from tests.integration.reporting.month import Month

ZONE = ZoneInfo("Europe/Berlin")


def day(at):
    return at.astimezone(ZONE).date()


def office_seconds(start, end):
    """Time between nine and five from Monday to Friday in Berlin, by walking every day."""
    total, at = 0.0, day(start)
    while at <= day(end):
        if at.weekday() < 5:
            opens, closes = (datetime.combine(at, time(hour), ZONE) for hour in (9, 17))
            total += max(0.0, min(end, closes).timestamp() - max(start, opens).timestamp())
        at += timedelta(days=1)
    return total


def undone(events):
    """Reviews that a contest overturned and disputes that were dismissed, by their ids."""
    return {
        each.subject_id
        for each in events
        if each.name == "dispute.dismissed"
        or (each.name == "review.contest_decided" and each.data["overturned"])
    }


def recount(histories):
    """{(day, word): amount}, and the turnaround of each job delivered, in office seconds."""
    found, times = Counter(), []
    for received_at, job_due, events in histories:
        kept, again = None, []
        first = sent_back = broken = False
        gone = undone(events)
        for event in events:
            on, data = day(event.occurred_at), event.data
            if event.name == "job.received":
                found[on, "received"] += 1
            elif event.name == "job.accepted":
                found[on, "accepted"] += 1
            elif event.name == "task.exception":
                found[on, "exceptions"] += 1
            elif event.name == "review.done":
                found[on, "reviewed"] += 1
                if data["outcome"] != "accept" and event.subject_id not in gone:
                    found[on, "defects"] += 1
                    broken = True
            elif event.name == "dispute.made":
                broken = broken or event.subject_id not in gone
            elif event.name == "job.delivered" and not first:
                first = on
                found[on, "delivered"] += 1
                found[on, "straight"] += data["straight"]
                found[on, "with_exception"] += any(
                    each.name == "task.exception" and each.occurred_at <= event.occurred_at for each in events
                )
                due = day(datetime.fromisoformat(data["due_at"]))
                kept = due, "due_met" if data["on_time"] else "due_missed"
                times.append(office_seconds(received_at, event.occurred_at))
            elif event.name == "job.delivered":
                due = day(datetime.fromisoformat(data["due_at"]))
                if kept is None:
                    kept = due, "due_met" if data["on_time"] else "due_missed"
                else:
                    again.append((due, "rework_met" if data["on_time"] else "rework_missed"))
            elif event.name in ("job.returned", "job.correction_opened"):
                if event.name == "job.returned":
                    found[on, "returned"] += not sent_back
                    sent_back = True
                kept = None if data["same_clock"] else kept
            elif event.name == "clock.restated" and data["after"]["met"] is not None:
                due, word = day(datetime.fromisoformat(data["after"]["due_at"])), data["after"]["met"]
                if again:
                    again[-1] = due, "rework_met" if word else "rework_missed"
                elif kept and kept[1] != "due_excluded":
                    kept = due, "due_met" if word else "due_missed"
            elif event.name == "job.cancelled":
                found[on, "cancelled"] += not first
                kept = kept or (day(job_due), "due_excluded")
        found.update(again)
        if first:
            found[first, "first_pass"] += not (sent_back or broken)
        if kept:
            found[kept] += 1
    return Counter({key: amount for key, amount in found.items() if amount}), times


RANDOM = ("people", "new_agent", "automation", "high_value", "risk")


def judged(histories):
    """What random samples and all finders said, piece by piece: (finished, sampled, good), {(origin, reason): jobs}."""
    finished = sampled = good = 0
    wrong = Counter()
    for _, _, events in histories:
        gone = undone(events)
        pieces = [
            e.occurred_at for e in events if e.name in ("task.done", "task.rejected") and e.data.get("last")
        ]
        drawn_at = {e.subject_id: e.occurred_at for e in events if e.name == "review.drawn"}
        seen, bad, kinds = set(), set(), set()
        for event in events:
            at = event.occurred_at
            if event.name == "review.done":
                piece = max((each for each in pieces if each <= drawn_at[event.subject_id]), default=None)
                chance = event.data["stratum"] in RANDOM
                if chance:
                    seen.add(piece)
                if event.data["outcome"] != "accept" and event.subject_id not in gone:
                    kinds.add(("review" if chance else "audit", event.data["failed"][0]))
                    if chance:
                        bad.add(piece)
            elif event.name in ("job.returned", "dispute.made") and event.subject_id not in gone:
                kinds.add(("client", "returned") if event.name == "job.returned" else ("dispute", "disputed"))
                bad.add(max((each for each in pieces if each <= at), default=None))
        finished += len(pieces)
        sampled += len(seen)
        good += len(seen - bad)
        wrong.update(origin for origin, _ in kinds)
    return (finished, sampled, good), wrong


def histories_of(client):
    with unit_of_work(only(client.id)):
        jobs = db.session.scalars(select(Job).where(Job.tenant_id == client.id)).all()
        return [
            (
                job.received_at,
                job.due_at,
                db.session.scalars(
                    select(Event).where(Event.job_id == job.id).order_by(Event.occurred_at, Event.id)
                ).all(),
            )
            for job in jobs
        ]


SAID = {
    *("received", "accepted", "exceptions", "reviewed", "defects", "delivered", "straight", "with_exception"),
    *(
        "due_met",
        "due_missed",
        "due_excluded",
        "rework_met",
        "rework_missed",
        "returned",
        "cancelled",
        "first_pass",
    ),
}


def kept_in_rollups(client):
    with unit_of_work(only(client.id)):
        rows = db.session.execute(
            select(Tally.day, Tally.measure, func.sum(Tally.amount)).group_by(Tally.day, Tally.measure)
        ).all()
    found = Counter()
    for on, measure, amount in rows:
        word = measure.partition(".")[0]
        if word in SAID:
            found[on, word] += int(amount)
    return Counter({key: amount for key, amount in found.items() if amount})


@pytest.fixture(params=[(11, True), (12, False)], ids=["same clock", "rework clock"])
def month(world, request):
    seed, keeps_clock = request.param
    played = Month(world, seed, keeps_clock=keeps_clock)
    played.play(200)
    return played


def test_figures_equal_a_recount_of_the_events_and_their_lists_have_as_many(month):
    client, now = month.client, month.now
    histories_of_all = histories_of(client)
    said, times = recount(histories_of_all)
    assert len(times) > 5
    assert kept_in_rollups(client) == said
    with unit_of_work(everyone(reason="a sweep in a test")):
        reporting.fold(now=now)
    assert kept_in_rollups(client) == said
    with unit_of_work(only(client.id)):
        reporting.recount(tenant_id=client.id)
    assert kept_in_rollups(client) == said

    period = rules.Period.last_days(40, now=now, zone="Europe/Berlin")
    with unit_of_work(only(client.id)):
        figures = queries.figures_of(client.id, period, now=now)
        within = Counter({key: amount for key, amount in said.items() if key[0] <= period.last})
        assert_figures(figures, within, times)
        assert sla.rebuild(tenant_id=client.id, write=False).differing == ()
        assert_quality(figures, judged(histories_of_all), played=month.agent)
        assert_lists(client, period, figures, now)
        handled = db.session.scalar(
            select(func.count(func.distinct(Attempt.task_id))).where(
                Attempt.person_id.is_not(None), Attempt.outcome.in_(("done", "rejected"))
            )
        )
        assert sum(each.tasks for each in figures.handle_times) == handled
        assert_effort(client, period)


def assert_effort(client, period):
    """What the team lead reads of corrected documents: medians over the very attempts, but for a bucket's width."""
    corrected = db.session.scalars(
        select(Attempt).where(
            Attempt.tenant_id == client.id, Attempt.outcome == "done", Attempt.corrected > 0
        )
    ).all()
    [told] = queries.effort_of([client.id], since=period.first)
    assert told.whole.documents == len(corrected) > 3
    for name, exact in (
        ("seconds", [each.active_seconds for each in corrected]),
        ("keystrokes", [each.keystrokes for each in corrected]),
        ("clicks", [each.clicks for each in corrected]),
    ):
        assert getattr(told.whole, name) == pytest.approx(median(exact), rel=0.02, abs=0.6), name


def of(said, word):
    return sum(amount for key, amount in said.items() if key[1] == word)


def assert_figures(figures, said, times):
    for name in ("received", "delivered", "accepted", "returned", "cancelled", "reviewed", "defects"):
        assert getattr(figures, name) == of(said, name), name
    assert (figures.attained.met, figures.attained.missed) == (of(said, "due_met"), of(said, "due_missed"))
    assert figures.attained.excluded == of(said, "due_excluded")
    assert figures.straight == rules.Ratio(part=of(said, "straight"), whole=of(said, "delivered"))
    assert figures.first_pass.part == of(said, "first_pass")
    assert figures.exception.part == of(said, "with_exception")
    gross = figures.gross
    assert (gross.n, gross.most) == (len(times), pytest.approx(max(times), abs=1))
    assert gross.mean == pytest.approx(mean(times), abs=1)
    tenths = quantiles(times, n=20, method="inclusive")
    assert (gross.median, gross.p90, gross.p95) == (
        pytest.approx(tenths[9], abs=1),
        pytest.approx(tenths[17], abs=1),
        pytest.approx(tenths[18], abs=1),
    )
    parts = [figures.tat, figures.gross]
    assert all(spread.median <= spread.p90 <= spread.p95 <= spread.most for spread in parts)
    assert sum(level.ratio.whole for level in figures.levels) == figures.attained.ratio.whole


def assert_quality(figures, recounted, *, played):
    """Accuracy, control chart, the agent's own and the defects: all from what stands, piece by piece."""
    (finished, sampled, good), wrong = recounted
    strata = [(each.interval.n, each.interval.rate) for each in figures.quality.strata if each.interval]
    assert figures.quality.volume == finished > 8
    assert sum(n for n, _ in strata) == sampled > 2
    assert sum(round(n * rate) for n, rate in strata) == good
    points = figures.control.points
    assert (sum(p.n for p in points), sum(p.bad for p in points)) == (sampled, sampled - good)
    own = agent_figures(
        played.id, [figures.tenant_id], since=figures.period.begins, until=figures.period.ends
    ).accuracy
    assert (own.n, round(own.n * own.rate)) == (sampled, good)
    found = Counter()
    for each in figures.defect_reasons:
        found[each.origin] += each.n
    assert found == wrong


def assert_lists(client, period, figures, now):
    """Each number has exactly as many jobs behind it."""
    contract = queries.contract_of(client.id, now)
    edges = rules.age_edges(contract.calendar, now)
    end = queries.day_end("Europe/Berlin", now)

    def meant(which, detail="", ranks=()):
        return queries.Behind(
            which=which, period=period, now=now, day_end=end, detail=detail, priorities=ranks, edges=edges
        )

    def pieces(which, detail=""):
        asked = meant(which, detail)
        count, _ = queries.count_pieces(client.id, asked)
        assert count >= queries.count_behind(client.id, asked)
        return count

    def behind(which, detail="", ranks=()):
        asked = meant(which, detail, ranks)
        listed = queries.jobs_behind(client.id, asked, limit=10_000)
        assert len(listed) == len({job.id for job in listed}) == queries.count_behind(client.id, asked)
        return len(listed)

    opened = figures.open
    ratio = figures.attained.ratio
    expected = {
        "received": figures.received,
        "open": opened.open,
        "late": opened.past_due,
        "due_today": opened.due_today,
        "on_hold": opened.on_hold,
        "in_review": opened.in_review,
        "delivered": figures.delivered,
        "straight": figures.straight.part,
        "waited": figures.wait.n,
        "by_people": figures.delivered - figures.straight.part,
        "exception": figures.exception.part,
        "not_first_pass": figures.delivered - figures.first_pass.part,
        "returned": figures.returned,
        "cancelled": figures.cancelled,
        "rejected": figures.rejected,
        "due": ratio.whole,
        "met": ratio.part,
        "missed": ratio.whole - ratio.part,
        "excluded": figures.attained.excluded,
    }
    assert {which: behind(which) for which in expected} == expected
    for level in figures.levels:
        assert behind("due", ranks=level.ranks) == level.ratio.whole
        assert behind("overdue", ranks=level.ranks) == level.open_past_due
    for reason, count in figures.exception_reasons:
        assert behind("reason", reason) == count
    for each in figures.defect_reasons:
        assert behind("wrong", f"{each.origin}.{each.reason}") == each.n
    for each in figures.holds:
        assert behind("held", each.owes) == each.jobs
        assert pieces("holds", each.owes) == each.holds
        assert pieces("holds_open", each.owes) == each.open
        assert pieces("holds_credited", each.owes) == each.credited
    for each in figures.quality.strata:
        assert pieces("finished", each.stratum) == each.volume
        assert pieces("sampled", each.stratum) == (each.interval.n if each.interval else 0)
    assert pieces("defective") == sum(point.bad for point in figures.control.points)
    aged = queries.backlog_by_age(client.id, edges, now)
    assert [behind("aged", str(n)) for n in range(len(aged))] == [
        each.on_course + each.late + each.held for each in aged
    ]
    assert sum(each.on_course + each.late + each.held for each in aged) == opened.open
