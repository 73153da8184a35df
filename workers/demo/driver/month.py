"""The month, played: what is due happens at its instant; the workers' and the schedule's own code follows it up."""

import heapq
import logging
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from bpo.delivery import service as delivery
from bpo.events.models import Event
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import DomainError
from bpo.platform.ids import drawn_from
from bpo.platform.scope import everyone
from bpo.platform.web import House
from bpo.quality import service as quality
from bpo.reporting import service as reporting
from bpo.workqueue import service as workqueue
from workers import automation, furnishing, outbox
from workers.demo import cast
from workers.demo.driver.agreements import Agreements
from workers.demo.driver.arriving import hand_in, papers_by_job, timed
from workers.demo.driver.clientside import ClientSide
from workers.demo.driver.clock import SeededIds, VirtualClock
from workers.demo.driver.closing import Closing, shifts_until_now
from workers.demo.driver.control import QualityControl
from workers.demo.driver.disputes import Disputes
from workers.demo.driver.house import Deed, Stage
from workers.demo.driver.lists import lay_down
from workers.demo.driver.months import Months
from workers.demo.driver.others import OtherWork
from workers.demo.driver.players import Floor
from workers.demo.driver.reading import READERS, OurOwnPapers, ReadPaper, read_ahead
from workers.demo.driver.secrecy import Secrecy
from workers.demo.driver.summary import Summary, summary
from workers.demo.driver.world import World, furnish, world_of
from workers.demo.story import MOST_SCANS, Arrival, Story, plan
from workers.schedule import tell_of_clocks

log = logging.getLogger(__name__)

TOGETHER = timedelta(seconds=45)
"""What happens within this span is followed up together."""
SWEPT_EVERY = timedelta(minutes=30)
LOOKED_EVERY = timedelta(minutes=60)
"""How often time is looked at while nothing else happens."""
LATENCY = timedelta(seconds=1)
"""How long a worker takes to hear of something."""
ALL_CLIENTS = tuple(client.key for client in cast.clients())


def make_month(
    house: House,
    *,
    seed: int,
    now: datetime,
    days: int = 30,
    jobs: int = 800,
    scans: int = MOST_SCANS,
    clients: Sequence[str] = ALL_CLIENTS,
    readers: int = READERS,
) -> Summary:
    """Make the month that ends at `now` (aware), with about `jobs` documents over all three clients,
    at most `scans` of them scanned.

    Runs in an application context of the workers' application, on a house without clients, or one where the
    same month was begun: then it goes on. Equal arguments make equal histories, ids included. `clients` are
    those of the cast that take part, `readers` the children that read documents (0: none, all is read here).
    """
    began = time.monotonic()
    story = plan(seed=seed, now=now, days=days, jobs=jobs, scans=scans)
    story = replace(story, arrivals=tuple(each for each in story.arrivals if each.client in clients))
    virtual = VirtualClock(story.start)
    with drawn_from(SeededIds(virtual, f"{seed} world")):
        begin(story, seed=seed, days=days, jobs=jobs, clients=clients)
        stage = _stage(house, story, seed, virtual, world_of(clients=clients, now=now))
        lay_down(stage, now=story.start)
    since = _reached(story)
    virtual.instant = since
    with drawn_from(SeededIds(virtual, f"{seed} {since}")), _standing_in(house, stage):
        Play(stage, since, readers).run()
    return summary(stage, seconds=time.monotonic() - began)


def begin(story: Story, *, seed: int, days: int, jobs: int, clients: Sequence[str]) -> None:
    """Furnish the house and say so in its note, in one transaction; nothing where that was done before."""
    with unit_of_work(everyone(reason="the demo month makes its clients and people")):
        if furnishing.progress() is not None:
            return
        furnish(start=story.start, clients=clients)
        value = {
            "state": furnishing.RUNNING,
            "done": False,
            "seed": seed,
            "now": story.now.isoformat(),
            "day": 0,
            "days": days,
            "wanted": jobs,
            "jobs": 0,
        }
        furnishing.keep_progress(value, at=story.now)


def _stage(house: House, story: Story, seed: int, virtual: VirtualClock, world: World) -> Stage:
    folder = house.extensions["settings"].var_dir
    return Stage(
        app=house, seed=seed, story=story, world=world, clock=virtual, sandbox=OurOwnPapers(virtual, folder)
    )


def _reached(story: Story) -> datetime:
    """The last instant of the month at which something happened; its start where nothing has yet."""
    with unit_of_work(everyone(reason="the demo month looks how far it came").reading()):
        last = db.session.scalar(
            select(func.max(Event.occurred_at)).where(
                Event.occurred_at >= story.start, Event.occurred_at < story.now
            )
        )
    return last or story.start


@contextmanager
def _standing_in(house: House, stage: Stage) -> Iterator[None]:
    """Wake-ups are for the month's own ears meanwhile: the real workers rest."""
    before = house.extensions["after_commit"]
    house.extensions["after_commit"] = stage.hints
    try:
        yield
    finally:
        house.extensions["after_commit"] = before


class Play:
    """One performance, from `since` on."""

    def __init__(self, stage: Stage, since: datetime, readers: int) -> None:
        self.stage, self.since = stage, since
        arrivals = timed(stage.story)
        stage.papers |= papers_by_job(arrivals, stage.world)
        self.coming = [(at, arrival) for at, arrival in arrivals if at > since]
        self.readers = readers
        self.floor = Floor(stage, shifts_until_now(stage.story))
        self.clients = ClientSide(stage)
        self.floor.begin_shifts(since)
        Closing(stage, self.floor, self.clients).plan(since)
        OtherWork(stage).plan(since)
        Months(stage).plan(since)
        Disputes(stage).plan(since)
        QualityControl(stage).plan(since)
        Agreements(stage).plan(since)
        Secrecy(stage).plan(since)
        self.swept = since
        self.day: date | None = None

    def run(self) -> None:
        """Let everything happen, in order, and follow it up."""
        stage = self.stage
        reading = read_ahead([arrival for _, arrival in self.coming], readers=self.readers)
        for at, arrival in self.coming:
            stage.plan(at, self._arriving(arrival, reading))
        self._keep_looking(self.since)
        try:
            while stage.agenda:
                stage.stirred = False
                self._let_happen()
                self._settle()
                if stage.clock.instant - self.swept >= SWEPT_EVERY:
                    self._sweep()
                    self._settle()
                now = stage.clock.instant
                if stage.stirred:
                    with unit_of_work(
                        everyone(reason="the demo month looks at what there is to do").reading()
                    ):
                        self.floor.wake(now)
                        self.clients.look(now)
                if now.date() != self.day:
                    self._note_the_day(now)
        finally:
            reading.close()
        stage.clock.instant = stage.story.now
        self._sweep()
        # people's deeds may end a little after they began: what lay ahead of the clock then is due now
        stage.events_wait = True
        self._settle()
        self._reckon()

    def _arriving(self, arrival: Arrival, reading: Generator[tuple[ReadPaper, ...], None, None]) -> Deed:
        return lambda now: hand_in(self.stage, arrival, next(reading), now=now)

    def _keep_looking(self, now: datetime) -> None:
        """Nothing happens here, but the house looks at the time."""
        self.stage.plan(now + LOOKED_EVERY, self._keep_looking)

    def _let_happen(self) -> None:
        """What is due first, and what is due with it."""
        stage = self.stage
        until = stage.agenda[0][0] + TOGETHER
        while stage.agenda and stage.agenda[0][0] <= until:
            at, _, deed = heapq.heappop(stage.agenda)
            stage.clock.instant = at
            try:
                deed(at)
            except DomainError as refused:
                stage.missed += 1
                log.info("somebody else was quicker at %s: %s", at, refused.message)

    def _settle(self) -> None:
        """Follow up events and let automation work until nothing is left, with the workers' own code."""
        stage = self.stage
        while stage.events_wait or stage.automation_waits:
            stage.clock.pass_by(LATENCY)
            if stage.events_wait:
                stage.events_wait = False
                outbox.follow(stage.clock, after_commit=stage.hints)
            if stage.automation_waits:
                stage.automation_waits = False
                while automation.work_one(stage.app, stage.sandbox, stage.clock, after_commit=stage.hints):
                    pass

    def _sweep(self) -> None:
        """What time brings about, with the schedule's own calls."""
        now = self.swept = self.stage.clock.instant
        scope = everyone(reason="the demo month sweeps as the schedule does")
        stirred_before = self.stage.stirred
        with unit_of_work(scope, after_commit=self.stage.hints):
            back = len(workqueue.lapse_leases(now=now)), workqueue.end_dated_holds(now=now)
            stirred = any(back) or bool(workqueue.offer_to_all(now=now))
            workqueue.lift_the_aged(now=now)
            tell_of_clocks(now)
            delivery.accept_the_silent(now=now)
            quality.sweep_lots(now=now)
            quality.known_answers.withdraw_untaken(now=now)
            workqueue.follow_contracts(now=now)
        self.stage.stirred = stirred_before or stirred or self.stage.events_wait

    def _note_the_day(self, now: datetime) -> None:
        """Keep how far the month has come, for those who watch; fold the day's tallies, move thresholds."""
        self.day = now.date()
        self._reckon()
        with unit_of_work(everyone(reason="the demo month keeps its progress")):
            value = furnishing.progress() or {}
            value |= {"day": (now - self.stage.story.start).days + 1, "jobs": len(self.stage.papers)}
            furnishing.keep_progress(value, at=clock.now())

    def _reckon(self) -> None:
        """What the schedule does so often that a day of the month makes no difference."""
        with unit_of_work(everyone(reason="the demo month folds its tallies, and moves thresholds")):
            reporting.fold(now=self.stage.clock.instant)
            quality.move_thresholds(now=self.stage.clock.instant)
