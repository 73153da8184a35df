"""Results that clients dispute after they were accepted: one is put right, of another it is not decided yet."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from bpo.jobs.models import Job
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.quality import service as quality
from bpo.quality.models import Dispute
from workers.demo import cast
from workers.demo.driver.house import Stage

GRANTED_TO, GRANTED_AT, ANSWERED_AFTER = "alder", 0.75, timedelta(hours=4)
"""Whose dispute is upheld, when it is made (as a share of the month), and how long it takes to decide."""
WRONG = "The bank account is not the one in our list."
RIGHT = "Right, we should have asked you. The work is put right at once."
WAITS_FOR, MADE_BEFORE = "brightwater", timedelta(hours=18)
"""Whose dispute nobody has decided by now."""
DOUBTED = "The cost centre of the second line is not ours."


class Disputes:
    """Directs them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        made = self.stage.moment(GRANTED_AT, 9, 40, cast.client(GRANTED_TO).zone)
        steps = [
            (GRANTED_TO, made, partial(self._dispute, GRANTED_TO, WRONG)),
            (GRANTED_TO, made + ANSWERED_AFTER, partial(self._grant, GRANTED_TO)),
            (WAITS_FOR, self.stage.story.now - MADE_BEFORE, partial(self._dispute, WAITS_FOR, DOUBTED)),
        ]
        for key, at, deed in steps:
            if at > since and at > self.stage.story.start and key in self.stage.world.tenants:
                self.stage.plan(at, deed)

    def _dispute(self, key: str, words: str, now: datetime) -> None:
        """The client's manager disputes the result accepted last."""
        by = self.stage.world.callers[cast.of_client(key, "approver").key]
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            accepted = db.session.scalars(
                select(Job.id)
                .where(
                    Job.tenant_id == by.tenant_id,
                    Job.work_type == cast.INVOICES,
                    Job.state == JobState.ACCEPTED,
                )
                .order_by(Job.finished_at.desc(), Job.id)
            )
            job_id = next((each for each in accepted if each in self.stage.papers), None)
            if job_id is not None:
                quality.disputes.make(
                    tenant_id=by.tenant_id, job_id=job_id, reason=words, by_id=by.id, by_name=by.name, now=now
                )

    def _grant(self, key: str, now: datetime) -> None:
        """The account manager upholds what is open."""
        by, tenant_id = self._manager(key), self.stage.world.tenants[key]
        with unit_of_work(only(*by.tenants, actor=by.id), after_commit=self.stage.hints):
            waiting = db.session.scalars(
                select(Dispute.id).where(Dispute.tenant_id == tenant_id, Dispute.decided_at.is_(None))
            ).all()
            for dispute_id in waiting:
                quality.disputes.decide(
                    tenant_id=tenant_id, dispute_id=dispute_id, uphold=True, answer=RIGHT, by=by, now=now
                )

    def _manager(self, key: str) -> Caller:
        person = next(one for one in cast.STAFF if one.role == "account_manager" and key in one.clients)
        return self.stage.world.callers[person.key]
