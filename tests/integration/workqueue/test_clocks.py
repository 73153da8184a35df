"""Clocks follow contracts, contests and returns; and are made again from the events, to the same."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from bpo.contracts import queries as contracts
from bpo.contracts import service as agreements
from bpo.contracts.rules import Calendar, OpenJobs, Priority, Target, ladder_of_percents
from bpo.delivery import service as delivery
from bpo.events.models import Event
from bpo.jobs import service as jobs
from bpo.jobs.queries import get_job
from bpo.jobs.rules import JobState
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.scope import everyone, only
from bpo.sla import queries as clocks
from bpo.sla import service as sla
from bpo.sla.models import JobClock
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.world import NOW, terms

WEEK = Calendar.weekdays("Europe/Berlin", "09:00", "17:00")
MONDAY = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
"""09:00 in Berlin, when the calendar opens."""


def agreed(client, *, at, open_jobs, calendar=WEEK, now=NOW, **changes):
    with unit_of_work(only(client.id)):
        return agreements.agree(
            tenant_id=client.id,
            valid_from=at,
            terms=terms(**changes),
            calendar=calendar,
            by=None,
            now=now,
            open_jobs=open_jobs,
        ).id


def followed(now):
    with unit_of_work(everyone(reason="a sweep in a test")):
        return workqueue.follow_contracts(now=now)


def due(client, job_id):
    with unit_of_work(only(client.id)):
        job = get_job([client.id], job_id)
        [task] = db.session.scalars(
            select(Task.due_at).where(Task.job_id == job_id, Task.finished_at.is_(None))
        )
        assert job.due_at == task == clocks.get_clock(client.id, job_id).due_at
        return job.due_at


def rebuilt(client, **more):
    with unit_of_work(only(client.id)):
        return sla.rebuild(tenant_id=client.id, write=False, **more)


def swept(now):
    with unit_of_work(everyone(reason="a sweep in a test")):
        while sla.sweep(now=now):
            pass


def told(client, job_id):
    with unit_of_work(only(client.id)):
        found = db.session.scalars(
            select(Event)
            .where(Event.job_id == job_id, Event.name.in_(("clock.warned", "clock.breached")))
            .order_by(Event.occurred_at, Event.id)
        )
        return [event.data["mark"] for event in found]


def placed(client, job_id, *, at, owes="client", reason="question"):
    with unit_of_work(only(client.id)):
        job = get_job([client.id], job_id)
        return sla.place_hold(
            tenant_id=client.id,
            job_id=job_id,
            task_id=None,
            job_state=job.state,
            reason=reason,
            owes=owes,
            question="Which cost centre?",
            until=None,
            by_id=None,
            by_name="a test",
            contract_id=job.contract_id,
            work_type=job.work_type,
            now=at,
        ).id


def ended(client, hold_id, *, at):
    with unit_of_work(only(client.id)):
        sla.end_hold(
            tenant_id=client.id, hold_id=hold_id, answer="4210", by_id=None, by_name="a test", now=at
        )


def finished(client, job_id, *, at):
    """Delivered, as far as the clock sees it."""
    with unit_of_work(only(client.id)):
        job = get_job([client.id], job_id, lock=True)
        sla.finish(tenant_id=client.id, job_id=job_id, now=at)
        job.due_at, job.finished_at = sla.due_at(client.id, job_id), at
        jobs.move(job, JobState.DELIVERED, now=at, version=1, on_time=True)


def test_a_calendar_edited_mid_month_moves_open_jobs_from_its_day_and_no_closed_one(world):
    client = world.client()
    [open_job, closed] = world.to_person(client, 2, now=MONDAY, priority=Priority.LOW)
    with unit_of_work(only(client.id)):
        sla.finish(tenant_id=client.id, job_id=closed.job_id, now=MONDAY + timedelta(hours=2))
        get_job([client.id], closed.job_id).finished_at = MONDAY + timedelta(hours=2)
        before = sla.due_at(client.id, closed.job_id)
    # Tuesday is a holiday from the calendar's next version on, which begins on Monday at noon
    begins = MONDAY + timedelta(hours=3)
    agreed(
        client,
        at=begins,
        open_jobs=OpenJobs.CALENDAR,
        calendar=replace(WEEK, added=((MONDAY + timedelta(days=1)).date(),)),
        now=MONDAY,
    )
    was = due(client, open_job.job_id)
    assert followed(begins - timedelta(seconds=1)) == 0
    assert followed(begins) == 1
    assert followed(begins) == 0
    assert due(client, open_job.job_id) == was + timedelta(days=1)
    with unit_of_work(only(client.id)):
        assert sla.due_at(client.id, closed.job_id) == before
        clock = clocks.get_clock(client.id, open_job.job_id)
        assert clock.calendars[0][0] == begins.isoformat()
        assert clock.version == 2
        assert get_job([client.id], open_job.job_id).contract_id == clock.contract_id, "its own version"


@pytest.mark.parametrize(
    ("open_jobs", "hours"), [(OpenJobs.KEEP, 24), (OpenJobs.CALENDAR, 24), (OpenJobs.ALL, 2)]
)
def test_a_new_turnaround_is_for_new_jobs_unless_it_says_otherwise(world, open_jobs, hours):
    client = world.client()
    [job] = world.to_person(client, now=MONDAY)
    hold = placed(client, job.job_id, at=MONDAY + timedelta(minutes=10))
    ended(client, hold, at=MONDAY + timedelta(minutes=40))
    quick = tuple((priority, Target.in_minutes(120)) for priority in Priority)
    begins = MONDAY + timedelta(hours=1)
    version = agreed(client, at=begins, open_jobs=open_jobs, turnaround=quick, now=MONDAY)
    followed(begins)
    with unit_of_work(only(client.id)):
        assert sla.due_at(client.id, job.job_id) == MONDAY + timedelta(hours=hours, minutes=30)
        clock = clocks.get_clock(client.id, job.job_id)
        assert (clock.started_at, clock.credited_seconds) == (MONDAY, 1800)
        assert (clock.contract_id == version) == (open_jobs is OpenJobs.ALL)
        found = get_job([client.id], job.job_id)
        assert found.contract_id != version, "the version it was accepted under"
        jobs.reprioritise(
            found, Priority.URGENT, now=begins + timedelta(minutes=1), actor_id=None, actor_name="x"
        )
        urgent = 2 if open_jobs is OpenJobs.ALL else 1
        assert found.due_at == MONDAY + timedelta(hours=urgent, minutes=30)
    assert rebuilt(client).differing == ()


def test_many_open_jobs_follow_bit_by_bit(world):
    client = world.client()
    world.to_person(client, 5, now=MONDAY)
    later = replace(WEEK, cut_off="15:00")
    agreed(client, at=MONDAY + timedelta(hours=1), open_jobs=OpenJobs.CALENDAR, calendar=later, now=MONDAY)
    seen = []
    for _ in range(4):
        with unit_of_work(everyone(reason="a sweep in a test")):
            seen.append(workqueue.follow_contracts(now=MONDAY + timedelta(hours=1), limit=2))
    assert seen == [2, 2, 1, 0]
    with unit_of_work(everyone(reason="a test looks")):
        assert contracts.versions_to_apply(MONDAY + timedelta(hours=1)) == []


def test_further_steps_are_told_past_the_breach_and_what_passed_at_once_is_told_as_the_last(world):
    client = world.client(ladder=ladder_of_percents((50, 75, 90, 125, 150)))
    [job] = world.to_person(client, now=MONDAY)
    swept(MONDAY + timedelta(hours=4))
    assert told(client, job.job_id) == ["50"]
    swept(MONDAY + timedelta(hours=7, minutes=30))
    assert told(client, job.job_id) == ["50", "90"]
    swept(MONDAY + timedelta(hours=8))
    assert told(client, job.job_id) == ["50", "90", "breach"]
    swept(MONDAY + timedelta(days=1, hours=5))
    assert told(client, job.job_id) == ["50", "90", "breach", "150"]
    assert rebuilt(client).differing == ()


def test_with_more_time_what_lies_ahead_again_is_told_again(world):
    client = world.client()
    [job] = world.to_person(client, now=MONDAY, priority=Priority.HIGH)
    swept(MONDAY + timedelta(hours=4))
    assert told(client, job.job_id) == ["breach"]
    with unit_of_work(only(client.id)):
        found = get_job([client.id], job.job_id)
        jobs.reprioritise(
            found, Priority.NORMAL, now=MONDAY + timedelta(hours=5), actor_id=None, actor_name="x"
        )
        clock = clocks.get_clock(client.id, job.job_id)
        assert (clock.breached_at, clock.fired, clock.version) == (None, [], 2)
    swept(MONDAY + timedelta(hours=8))
    assert told(client, job.job_id) == ["breach", "breach"]
    assert rebuilt(client).differing == ()


def test_a_late_finish_tells_of_the_breach_that_nobody_was_told_of(world):
    client = world.client()
    [job] = world.to_person(client, now=MONDAY, priority=Priority.URGENT)
    finished(client, job.job_id, at=MONDAY + timedelta(hours=1, microseconds=1))
    assert told(client, job.job_id) == ["breach"]
    with unit_of_work(only(client.id)):
        clock = clocks.get_clock(client.id, job.job_id)
        assert (clock.met, clock.breached_at) == (False, MONDAY + timedelta(hours=1))
    swept(MONDAY + timedelta(days=3))
    assert told(client, job.job_id) == ["breach"]
    assert rebuilt(client).differing == ()


def contested(client, hold_id, *, reason="You had what you needed."):
    with unit_of_work(only(client.id)):
        return sla.contest_hold(
            tenant_id=client.id, hold_id=hold_id, reason=reason, by_id=client.id, by_name="Jana", now=NOW
        ).id


def decided(client, contest_id, *, uphold, answer="It stood on page two."):
    with unit_of_work(only(client.id)):
        workqueue.decide_contest(
            tenant_id=client.id,
            contest_id=contest_id,
            uphold=uphold,
            answer=answer,
            by_id=client.id,
            by_name="Max",
            now=NOW + timedelta(hours=1),
        )


def test_a_contest_upheld_states_the_clock_anew_and_keeps_both_versions(world):
    client = world.client()
    [job] = world.to_person(client, now=MONDAY, priority=Priority.HIGH)
    hold = placed(client, job.job_id, at=MONDAY + timedelta(hours=1))
    ended(client, hold, at=MONDAY + timedelta(hours=4))
    finished(client, job.job_id, at=MONDAY + timedelta(hours=6))
    with unit_of_work(only(client.id)):
        assert clocks.get_clock(client.id, job.job_id).met
    contest = contested(client, hold)
    decided(client, contest, uphold=True)
    with unit_of_work(only(client.id)):
        clock = clocks.get_clock(client.id, job.job_id)
        assert (clock.met, clock.credited_seconds, clock.version) == (False, 0, 2)
        assert clock.due_at == MONDAY + timedelta(hours=4) == get_job([client.id], job.job_id).due_at
        assert get_job([client.id], job.job_id).late
        [event] = db.session.scalars(select(Event).where(Event.name == "clock.restated"))
        assert event.data["before"] == {
            "version": 1,
            "due_at": (MONDAY + timedelta(hours=7)).isoformat(),
            "credited_seconds": 10800,
            "met": True,
            "breached": False,
        }
        assert event.data["after"]["met"] is False
    assert rebuilt(client).differing == ()
    with pytest.raises(Conflict, match="decided already"):
        decided(client, contest, uphold=False)


def test_a_contest_rejected_leaves_the_clock_alone(world):
    client = world.client()
    [job] = world.to_person(client, now=MONDAY)
    hold = placed(client, job.job_id, at=MONDAY + timedelta(hours=1))
    with pytest.raises(Invalid):
        contested(client, hold, reason=" ")
    contest = contested(client, hold)
    with pytest.raises(Conflict, match="contested already"):
        contested(client, hold)
    with pytest.raises(Invalid):
        decided(client, contest, uphold=False, answer="")
    decided(client, contest, uphold=False)
    with unit_of_work(only(client.id)):
        assert clocks.get_clock(client.id, job.job_id).paused
        assert clocks.open_contests([client.id]) == []


def test_what_stops_no_clock_cannot_be_contested(world):
    client = world.client()
    [job] = world.to_person(client, now=MONDAY)
    ours = placed(client, job.job_id, at=MONDAY, owes="provider", reason="outage")
    with pytest.raises(Conflict, match="nothing to contest"):
        contested(client, ours)


def test_clocks_thrown_away_are_made_again_from_the_events(world):
    client, other = world.client(return_keeps_clock=False, rework=Target.in_minutes(90)), world.client()
    first, second, third = world.to_person(client, 3, now=MONDAY)
    world.to_person(other, now=MONDAY)
    hold = placed(client, first.job_id, at=MONDAY + timedelta(hours=1))
    swept(MONDAY + timedelta(hours=7))
    ended(client, hold, at=MONDAY + timedelta(hours=9))
    finished(client, second.job_id, at=MONDAY + timedelta(hours=2))
    with unit_of_work(only(client.id)):
        delivery.send_back(
            tenant_id=client.id,
            job_id=second.job_id,
            reason="The total is wrong.",
            by_id=None,
            by_name="x",
            now=MONDAY + timedelta(days=1),
        )
        workqueue.cancel_job(
            tenant_id=client.id,
            job_id=third.job_id,
            reason="x",
            by_id=None,
            by_name="x",
            now=MONDAY + timedelta(hours=3),
        )
    found = rebuilt(client)
    assert (found.clocks, found.differing) == (3, ())
    with unit_of_work(only(client.id)):
        before = stored(client)
        db.session.execute(
            update(JobClock).where(JobClock.id == first.job_id).values(due_at=MONDAY, met=True)
        )
    with unit_of_work(everyone(reason="a clock is thrown away")):
        db.session.execute(delete(JobClock).where(JobClock.id == second.job_id))
    with unit_of_work(only(client.id)):
        found = sla.rebuild(tenant_id=client.id, write=True)
    assert dict(found.differing) == {first.job_id: ("due_at", "met"), second.job_id: ()}
    with unit_of_work(only(client.id)):
        assert stored(client) == before
    assert rebuilt(client).differing == ()
    piece = rebuilt(client, limit=2)
    assert (piece.clocks, rebuilt(client, limit=2, after=piece.place).clocks) == (2, 1)


def stored(client):
    rows = db.session.execute(select(JobClock.__table__).where(JobClock.tenant_id == client.id)).all()
    return sorted((tuple(row) for row in rows), key=str)


class Chance:
    """Random things happen to a client's jobs, each through the service that does it."""

    def __init__(self, world, seed, **agreed):
        self.draw = random.Random(seed)
        self.client = world.client(**agreed)
        self.now = MONDAY
        self.jobs = [job.job_id for job in world.jobs(self.client, 12, now=MONDAY)]
        world.follow(MONDAY)
        self.open_holds, self.ended_holds, self.done = {}, [], set()

    def step(self):
        self.now += timedelta(minutes=self.draw.randrange(1, 400), microseconds=self.draw.randrange(10**6))
        job_id = self.draw.choice(self.jobs)
        act = self.draw.choice(
            [
                self.hold,
                self.hold,
                self.answer,
                self.hurry,
                self.finish,
                self.send_back,
                self.contest,
                self.edit,
            ]
        )
        act(job_id)
        if self.draw.random() < 0.5:
            swept(self.now)

    def hold(self, job_id):
        if job_id not in self.done:
            owes, reason = self.draw.choice([("client", "question"), ("provider", "outage")])
            hold = placed(self.client, job_id, at=self.now, owes=owes, reason=reason)
            self.open_holds.setdefault(job_id, []).append((hold, owes))

    def answer(self, job_id):
        if self.open_holds.get(job_id):
            hold, owes = self.open_holds[job_id].pop(0)
            ended(self.client, hold, at=self.now)
            if owes == "client":
                self.ended_holds.append(hold)

    def hurry(self, job_id):
        if job_id not in self.done:
            priority = self.draw.choice(list(Priority))
            with unit_of_work(only(self.client.id)):
                found = get_job([self.client.id], job_id, lock=True)
                jobs.reprioritise(found, priority, now=self.now, actor_id=None, actor_name="x")

    def finish(self, job_id):
        if job_id not in self.done and not self.open_holds.get(job_id):
            finished(self.client, job_id, at=self.now)
            self.done.add(job_id)

    def send_back(self, job_id):
        if job_id in self.done:
            with unit_of_work(only(self.client.id)):
                delivery.send_back(
                    tenant_id=self.client.id,
                    job_id=job_id,
                    reason="Not this.",
                    by_id=None,
                    by_name="x",
                    now=self.now,
                )
                get_job([self.client.id], job_id).state = "in_work"
            self.done.discard(job_id)

    def contest(self, job_id):
        if self.ended_holds:
            hold = self.ended_holds.pop()
            with unit_of_work(only(self.client.id)):
                made = sla.contest_hold(
                    tenant_id=self.client.id,
                    hold_id=hold,
                    reason="Not ours.",
                    by_id=hold,
                    by_name="x",
                    now=self.now,
                )
                workqueue.decide_contest(
                    tenant_id=self.client.id,
                    contest_id=made.id,
                    uphold=self.draw.random() < 0.7,
                    answer="So it is.",
                    by_id=hold,
                    by_name="x",
                    now=self.now,
                )

    def edit(self, job_id):
        if self.draw.random() < 0.3:
            free = (self.now + timedelta(days=self.draw.randrange(3))).date()
            agreed(
                self.client,
                at=self.now,
                open_jobs=self.draw.choice([OpenJobs.CALENDAR, OpenJobs.ALL]),
                calendar=replace(WEEK, added=(free,)),
                now=self.now,
                turnaround=tuple((p, Target.in_minutes(60 * self.draw.randrange(1, 30))) for p in Priority),
            )
            followed(self.now)


@pytest.mark.parametrize("same_clock", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_clocks_rebuilt_after_random_histories_are_the_stored_ones(world, seed, same_clock):
    chance = Chance(world, seed, return_keeps_clock=same_clock)
    for _ in range(90):
        chance.step()
    found = rebuilt(chance.client)
    assert (found.clocks, found.differing) == (12, ())
    with unit_of_work(only(chance.client.id)):
        rows = db.session.execute(select(JobClock.id, JobClock.due_at)).all()
        for job_id, due_at in rows:
            assert get_job([chance.client.id], job_id).due_at == due_at or job_id in chance.open_holds
