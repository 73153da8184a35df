"""The schedule: one process that sweeps what time brings about. Each sweep reads an index, never everything."""

import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bpo.audit import service as audit
from bpo.delivery import service as delivery
from bpo.events.models import Event
from bpo.identity import service as identity
from bpo.jobs import service as jobs
from bpo.operations import service as operations
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.logging import configure
from bpo.platform.messages import AUTOMATION, EVENTS
from bpo.platform.scope import everyone
from bpo.platform.web import House
from bpo.quality import service as quality
from bpo.reporting import service as reporting
from bpo.sla import service as sla
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task, WorkQueue
from workers import doors, furnishing

log = logging.getLogger(__name__)


def take_back_leases(now: datetime) -> None:
    """Tasks nobody was heard of go back to their queue."""
    workqueue.lapse_leases(now=now)


def tell_of_clocks(now: datetime) -> None:
    """Warnings and breaches."""
    while sla.sweep(now=now) == 500:
        pass


def wake_workers(now: datetime) -> None:
    """Wake-ups for what waits: this is what makes the loss of Redis harmless."""
    messenger = db.session.info["messenger"]
    if db.session.scalar(select(Event.id).where(Event.handled_at.is_(None), Event.due_at <= now).limit(1)):
        messenger.wake(EVENTS)
    waits = (
        select(Task.id)
        .where(
            Task.tenant_id == WorkQueue.tenant_id,
            Task.queue_id == WorkQueue.id,
            Task.state == "queued",
            Task.ready_at <= now,
        )
        .exists()
    )
    open_to_it = WorkQueue.actor == "automation", ~WorkQueue.paused, waits
    ready = db.session.scalar(select(WorkQueue.id).where(*open_to_it).limit(1))
    if ready:
        messenger.wake(AUTOMATION)


def end_dated_holds(now: datetime) -> None:
    """Holds "until a date" end on it."""
    workqueue.end_dated_holds(now=now)


def offer_to_all(now: datetime) -> None:
    """What is kept for somebody who cannot or does not come is anybody's."""
    workqueue.offer_to_all(now=now)


def lift_the_aged(now: datetime) -> None:
    """What has waited long moves up."""
    workqueue.lift_the_aged(now=now)


def accept_the_silent(now: datetime) -> None:
    """Silence past the acceptance window is acceptance."""
    delivery.accept_the_silent(now=now)


def apply_contracts(now: datetime) -> None:
    """A new version of a contract begins on its day."""
    workqueue.apply_contracts(now=now)


def follow_contracts(now: datetime) -> None:
    """The clocks of open jobs follow a version that has begun, as far as it says so."""
    workqueue.follow_contracts(now=now)


def close_lots(now: datetime) -> None:
    """Lots of finished work whose time has come are drawn and decided."""
    quality.sweep_lots(now=now)


def withdraw_known_answers(now: datetime) -> None:
    """Known answers that nobody took leave the queue."""
    quality.known_answers.withdraw_untaken(now=now)


def move_thresholds(now: datetime) -> None:
    """What automation may let through follows what was measured of it."""
    quality.move_thresholds(now=now)


def fold_tallies(now: datetime) -> None:
    """Delta rows of the rollups become one row a day."""
    reporting.fold(now=now)


def chain_histories(now: datetime) -> None:
    """Clients' histories are chained, so that nothing can be taken out of them unnoticed."""
    audit.extend(now=now)


def take_the_pulse(now: datetime) -> None:
    """What the health page and the metrics show."""
    operations.measure(now=now)


def deliver_mail(now: datetime) -> None:
    """Letters that are due go to the mail server."""
    identity.deliver_mail(now=now)


def forget_old(now: datetime) -> None:
    """Old sessions, links and tries to sign in are forgotten."""
    identity.forget_old(now=now)


def forget_answers(now: datetime) -> None:
    """Answers to programs' requests, once nobody repeats them any more."""
    jobs.forget_answers(now=now)


def forget_notices(now: datetime) -> None:
    """Notices to our people, once they are read and old."""
    delivery.forget_notices(now=now)


def forget_unused_contents(now: datetime) -> None:
    """Stored files whose hand-in was rolled back."""
    operations.forget_unused_contents(store=current_app.extensions["storage"], now=now)


def forget_pages(now: datetime) -> None:
    """Page images nobody looked at for long, or too many of them."""
    workqueue.PageCache.of(current_app.extensions).forget(now)


@dataclass(slots=True)
class Sweep:
    """A thing to do again and again, `every` so many seconds."""

    do: Callable[[datetime], None]
    every: float
    always: bool = False
    """Also while the demo month is being made (see `furnishing.py`)."""
    due: float = field(default=0.0)


def sweeps() -> list[Sweep]:
    """Everything the schedule does. All of it may run twice, or late, without harm."""
    return [
        Sweep(wake_workers, 1),
        Sweep(take_back_leases, 1),
        Sweep(tell_of_clocks, 5),
        Sweep(take_the_pulse, 10, always=True),
        Sweep(end_dated_holds, 15),
        Sweep(offer_to_all, 30),
        Sweep(lift_the_aged, 60),
        Sweep(accept_the_silent, 30),
        Sweep(fold_tallies, 60),
        Sweep(close_lots, 30),
        Sweep(withdraw_known_answers, 300),
        Sweep(move_thresholds, 300),
        Sweep(apply_contracts, 600),
        Sweep(follow_contracts, 3),
        Sweep(deliver_mail, 5, always=True),
        Sweep(chain_histories, 300),
        Sweep(forget_pages, 3_600),
        Sweep(forget_old, 86_400),
        Sweep(forget_answers, 86_400),
        Sweep(forget_notices, 86_400),
        Sweep(forget_unused_contents, 86_400),
    ]


def run_due(house: House, table: list[Sweep], now: datetime, tick: float, *, resting: bool = False) -> None:
    """Run the sweeps whose time has come, each in a unit of work of its own; one that fails is tried again later.

    `resting`: only those that always run.
    """
    for sweep in table:
        if tick < sweep.due or (resting and not sweep.always):
            continue
        sweep.due = tick + sweep.every
        try:
            with (
                house.app_context(),
                unit_of_work(
                    everyone(reason=f"schedule: {sweep.do.__name__}"),
                    after_commit=house.extensions["after_commit"],
                ),
            ):
                db.session.info["messenger"] = house.extensions["messenger"]
                sweep.do(now)
        except SQLAlchemyError as error:
            log.warning("%s will be tried again: %s", sweep.do.__name__, error)
        except Exception:
            log.exception("%s failed and will be tried again", sweep.do.__name__)


def main() -> int:
    """Sweep until told to stop."""
    house, table = doors.app(), sweeps()
    settings = house.extensions["settings"]
    configure(level=settings.log_level, fmt=settings.log_format)
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    watch, resting, look_again = furnishing.Watch(), False, 0.0
    while not stopping:
        now, tick = clock.now(), time.monotonic()
        if tick >= look_again:
            resting, look_again = must_rest(house, watch, now, tick), tick + 1
        run_due(house, table, now, tick, resting=resting)
        time.sleep(0.2)
    return 0


def must_rest(house: House, watch: furnishing.Watch, now: datetime, tick: float) -> bool:
    """Whether the demo month is being made; while nobody can say so, everything rests."""
    try:
        with house.app_context():
            return watch.must_rest(now, tick)
    except SQLAlchemyError as error:
        log.warning("the database does not answer: %s", error)
        return True


if __name__ == "__main__":
    raise SystemExit(main())
