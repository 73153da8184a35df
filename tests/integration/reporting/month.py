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
from bpo.quality.models import Dispute, Review
from bpo.sla import service as sla
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
        self.second = world.person("reviewer", serves=[self.client], activities=["review"], now=BEGIN)
        self.lead = world.person("team_lead", serves=[self.client], now=BEGIN)
        self.by = {"tenant_id": self.client.id, "by_id": None, "by_name": "somebody"}

    def play(self, steps):
        deeds = (self.receive, self.receive, self.work, self.work, self.work, self.work, self.review)
        deeds += (self.review, self.send_back, self.accept, self.cancel, self.hold, self.end_hold)
        deeds += (self.accept, self.contest, self.dispute, self.decide_dispute, self.audit, self.contest_hold)
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
        who = self.draw.choice((self.reviewer, self.second))
        claim = self.claim(who)
        self.now += timedelta(minutes=3)
        bad = self.draw.random() < 0.4
        answers = {line.key: "no" if bad and n == 0 else "yes" for n, line in enumerate(CARD)}
        quality.score(
            reviewer=who,
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

    def contest(self):
        """The agent contests a review, and the other reviewer decides."""
        bad = select(Review).where(Review.tenant_id == self.client.id, Review.outcome == "return")
        review = self.any_of(bad.order_by(Review.id))
        said = {"tenant_id": self.client.id, "now": self.now}
        made = quality.contests.contest(person=self.agent, review_id=review.id, words="It is there.", **said)
        other = self.second if review.reviewer_id == self.reviewer.id else self.reviewer
        upheld = self.draw.random() < 0.4
        quality.contests.decide(by=other, contest_id=made.id, upheld=upheld, reason="Looked again.", **said)

    def dispute(self):
        job_id = self.one("accepted")
        quality.disputes.make(job_id=job_id, reason="The vendor is another.", now=self.now, **self.by)

    def decide_dispute(self):
        waiting = select(Dispute.id).where(Dispute.tenant_id == self.client.id, Dispute.decided_at.is_(None))
        quality.disputes.decide(
            tenant_id=self.client.id,
            dispute_id=self.any_of(waiting.order_by(Dispute.id)),
            uphold=self.draw.random() < 0.5,
            answer="Looked again.",
            by=self.lead,
            now=self.now,
        )

    def audit(self):
        """Somebody asks for a review of what was delivered; an error opens a correction."""
        job_id = self.one("delivered", "accepted")
        quality.ask_for_review(job_id=job_id, reason="A new vendor.", now=self.now, **self.by)

    def contest_hold(self):
        """The client contests a wait; upheld, the clock is stated anew."""
        credited = select(Hold.id).where(Hold.tenant_id == self.client.id, Hold.credited)
        hold_id = self.any_of(credited.order_by(Hold.id))
        made = sla.contest_hold(hold_id=hold_id, reason="It was on page 2.", now=self.now, **self.by)
        sla.decide_contest(
            contest_id=made.id,
            uphold=self.draw.random() < 0.7,
            answer="It was.",
            now=self.now,
            **self.by,
        )

    def one(self, *states):
        return self.any_of(
            select(Job.id).where(Job.tenant_id == self.client.id, Job.state.in_(states)).order_by(Job.id)
        )

    def any_of(self, statement):
        found = db.session.scalars(statement).all()
        if not found:
            raise NothingWaiting
        return self.draw.choice(found)
