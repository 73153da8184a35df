"""A random month of one client, through the services, at instants drawn."""

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.contracts.rules import Priority
from bpo.delivery import service as delivery
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import DomainError, NothingWaiting
from bpo.platform.scope import only
from bpo.quality import service as quality
from bpo.sla.models import Hold
from bpo.workqueue import service as workqueue
from bpo.workqueue.rules import Effort
from tests.factories.world import INVOICES
from tests.integration.delivery.finished import FOUND
from tests.integration.test_chain import GOOD

BEGIN = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
CARD = work_type(INVOICES).scorecard


class Month:
    """Plays it; `now` is how far it has come."""

    def __init__(self, world, seed, *, keeps_clock):
        self.world, self.draw, self.now = world, random.Random(seed), BEGIN
        self.client = world.client(now=BEGIN, sampled=50, return_keeps_clock=keeps_clock)
        self.agent = world.person("agent", serves=[self.client], now=BEGIN)
        self.reviewer = world.person("reviewer", serves=[self.client], activities=["review"], now=BEGIN)
        self.by = {"tenant_id": self.client.id, "by_id": None, "by_name": "somebody"}

    def play(self, steps):
        deeds = (self.receive, self.receive, self.work, self.work, self.work, self.work, self.review)
        deeds += (self.review, self.send_back, self.accept, self.cancel, self.hold, self.end_hold)
        for _ in range(steps):
            self.now += timedelta(minutes=self.draw.randrange(5, 240))
            deed = self.draw.choice(deeds)
            if deed == self.receive:
                deed()
            else:
                try:
                    with unit_of_work(only(self.client.id)):
                        deed()
                except DomainError:
                    continue
            self.world.settle(self.now)

    def receive(self):
        self.world.jobs(
            self.client,
            self.draw.randrange(1, 4),
            priority=self.draw.choice(list(Priority)),
            now=self.now,
        )

    def claim(self, who):
        return workqueue.claim_next(agent=who, now=self.now, draw=self.draw.random())

    def work(self):
        claim = self.claim(self.agent)
        self.now += timedelta(minutes=self.draw.randrange(1, 20))
        workqueue.submit(
            agent=self.agent,
            tenant_id=self.client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            record=GOOD | {"number": f"RE-{self.draw.random()}"},
            confirmed=dict.fromkeys(FOUND, "as printed"),
            active_seconds=self.draw.randrange(10, 300),
            effort=Effort(keystrokes=self.draw.randrange(200), clicks=7, corrected=self.draw.randrange(3)),
            now=self.now,
        )

    def review(self):
        claim = self.claim(self.reviewer)
        self.now += timedelta(minutes=3)
        bad = self.draw.random() < 0.4
        answers = {line.key: "no" if bad and n == 0 else "yes" for n, line in enumerate(CARD)}
        quality.score(
            reviewer=self.reviewer,
            tenant_id=self.client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            answers=answers,
            outcome="return" if bad else "accept",
            comment="the total is wrong" if bad else "",
            active_seconds=40,
            now=self.now,
        )

    def send_back(self):
        job_id = self.one("delivered")
        delivery.send_back(job_id=job_id, reason="not ours", now=self.now, **self.by)

    def accept(self):
        delivery.accept(job_id=self.one("delivered"), now=self.now, **self.by)

    def cancel(self):
        job_id = self.one("in_work", "returned", "on_hold")
        workqueue.cancel_job(job_id=job_id, reason="double", now=self.now, **self.by)

    def hold(self):
        claim = self.claim(self.agent)
        task = workqueue.claimed_task(
            tenant_id=self.client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            person_id=self.agent.id,
            now=self.now,
        )
        workqueue.hold(
            task,
            person_id=self.agent.id,
            worker=self.agent.name,
            reason="client_question",
            owes=self.draw.choice(("client", "provider")),
            question="Which order?",
            until=None,
            active_seconds=5,
            now=self.now,
        )

    def end_hold(self):
        open_now = select(Hold.id).where(Hold.tenant_id == self.client.id, Hold.ended_at.is_(None))
        hold_id = self.any_of(open_now.order_by(Hold.id))
        workqueue.resume_hold(hold_id=hold_id, answer="this", now=self.now, **self.by)

    def one(self, *states):
        return self.any_of(
            select(Job.id).where(Job.tenant_id == self.client.id, Job.state.in_(states)).order_by(Job.id)
        )

    def any_of(self, statement):
        found = db.session.scalars(statement).all()
        if not found:
            raise NothingWaiting
        return self.draw.choice(found)
