"""Closing the month before: the account managers close, send, and restate what a client disputes with reason."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bpo.jobs.models import Job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.reporting import service as reporting
from bpo.sla import service as sla
from bpo.sla.models import FOR_DECISION, Hold, HoldContest
from bpo.statements import service as statements
from bpo.statements.queries import newest_of
from bpo.statements.rules import first_of_month, month_before
from bpo.workqueue import service as workqueue
from workers.demo import cast
from workers.demo.driver.house import Stage
from workers.demo.driver.players import ARGUES

DISPUTED = "You say that a job waited for us. The order number stood on the invoice: please look again."
NOT_OURS = "The order number is printed on the page: there was nothing to ask us."
GRANTED = "Right, it is on the page. The wait was ours, and the clock is stated anew."
RESTATED = "The wait of one job was ours: it no longer stops the clock."
STANDS = "Looked at again: the wait was for the answer to a question, as the contract has it."
CLOSED_ON, SENT_AFTER, ANSWERED_AFTER, SETTLED_AFTER = (
    timedelta(days=2, hours=9),
    timedelta(hours=2),
    timedelta(days=1),
    timedelta(days=3),
)
"""From the end of the month on, and from its closing on."""
IN_ALL = CLOSED_ON + SETTLED_AFTER + timedelta(hours=6)
"""How long that takes; where less has passed by now, everybody is quicker by as much."""
ARGUE_STILL, LAST_CONTEST = ("brightwater", "alder"), timedelta(hours=20)
"""Who contests another wait shortly before now, the first that had one: that is not decided yet."""
STILL = "We had answered that by mail the day before."


class Months:
    """Directs it, for each client whose month before the last has begun in the story."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        for key in self.stage.world.tenants:
            zone = ZoneInfo(cast.client(key).zone)
            this_month = first_of_month(self.stage.story.now.astimezone(zone).date())
            ended = datetime.combine(this_month, datetime.min.time(), zone)
            if self.stage.story.start >= ended:
                continue
            pace = min(1.0, (self.stage.story.now - ended) / IN_ALL)
            steps = [(self._close, timedelta(0)), (self._send, SENT_AFTER), (self._answer, ANSWERED_AFTER)]
            if key == ARGUES:
                steps += [(self._uphold, SETTLED_AFTER - timedelta(hours=2)), (self._settle, SETTLED_AFTER)]
            for step, after in steps:
                at = ended + pace * (CLOSED_ON + after)
                if at > since:
                    self.stage.plan(at, partial(step, key, month_before(this_month)))
        at = self.stage.story.now - LAST_CONTEST
        if at > since:
            self.stage.plan(at, self._argue_still)

    def _close(self, key: str, month: date, now: datetime) -> None:
        tenant_id = self.stage.world.tenants[key]
        manager = self._manager(key)
        put = self.stage.app.extensions["storage"].of(tenant_id).put
        with unit_of_work(everyone(reason="the demo month folds its tallies before a month is closed")):
            reporting.fold(now=now)
        with unit_of_work(only(*manager.tenants, actor=manager.id), after_commit=self.stage.hints):
            if newest_of(tenant_id, month) is None:
                statements.close(tenant_id=tenant_id, month=month, by=manager, put=put, now=now)

    def _send(self, key: str, month: date, now: datetime) -> None:
        manager = self._manager(key)
        with unit_of_work(only(*manager.tenants, actor=manager.id), after_commit=self.stage.hints):
            statements.send(version_id=self._standing(key, month), by=manager, now=now)

    def _answer(self, key: str, month: date, now: datetime) -> None:
        by = self.stage.world.callers[cast.of_client(key, "approver").key]
        agrees = key != ARGUES
        if not agrees:
            self._contest(key, NOT_OURS, month, now)
        scope = client_scope(by.tenant_id, actor=by.id, cleared=by.cleared)
        with unit_of_work(scope, after_commit=self.stage.hints):
            statements.answer(
                version_id=self._standing(key, month),
                agrees=agrees,
                words="" if agrees else DISPUTED,
                by=by,
                now=now,
            )

    def _argue_still(self, now: datetime) -> None:
        for key in ARGUE_STILL:
            if key in self.stage.world.tenants and self._contest(key, STILL, None, now):
                return

    def _contest(self, key: str, words: str, month: date | None, now: datetime) -> bool:
        """The client says of the longest wait that stopped a clock (in the month) that it was not its own; whether
        there was one."""
        by, zone = self.stage.world.callers[cast.of_client(key, "approver").key], cast.client(key).zone
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            rows = db.session.execute(
                select(Hold.id, Hold.ended_at, Hold.placed_at, Job.due_at)
                .join(Job, (Job.tenant_id == Hold.tenant_id) & (Job.id == Hold.job_id))
                .where(
                    Hold.tenant_id == by.tenant_id,
                    Hold.credited,
                    Hold.owes == "client",
                    Hold.kind != FOR_DECISION,
                    Hold.ended_at.is_not(None),
                    Hold.id.not_in(select(HoldContest.hold_id).where(HoldContest.tenant_id == by.tenant_id)),
                )
            ).all()
            fitting = [
                row
                for row in rows
                if month is None
                or (
                    first_of_month(row.due_at.astimezone(ZoneInfo(zone)).date()) == month
                    and row.ended_at < now
                )
            ]
            if fitting:
                longest = max(fitting, key=lambda row: (row.ended_at - row.placed_at, row.id))
                sla.contest_hold(
                    tenant_id=by.tenant_id,
                    hold_id=longest.id,
                    reason=words,
                    by_id=by.id,
                    by_name=by.name,
                    now=now,
                )
            return bool(fitting)

    def _settle(self, key: str, month: date, now: datetime) -> None:
        """Restate the month, or say why it stays as it is."""
        manager, store = self._manager(key), self.stage.app.extensions["storage"]
        put = store.of(self.stage.world.tenants[key]).put
        scope = only(*manager.tenants, actor=manager.id)
        with unit_of_work(everyone(reason="the demo month folds its tallies before a month is restated")):
            reporting.fold(now=now)
        try:
            with unit_of_work(scope, after_commit=self.stage.hints):
                made = statements.restate(
                    version_id=self._standing(key, month), reason=RESTATED, by=manager, put=put, now=now
                )
                statements.send(version_id=made.id, by=manager, now=now)
        except Conflict:
            with unit_of_work(scope, after_commit=self.stage.hints):
                statements.dismiss(version_id=self._standing(key, month), words=STANDS, by=manager, now=now)

    def _uphold(self, key: str, month: date, now: datetime) -> None:
        """The account manager grants what was contested: the figures follow."""
        manager, tenant_id = self._manager(key), self.stage.world.tenants[key]
        with unit_of_work(only(*manager.tenants, actor=manager.id), after_commit=self.stage.hints):
            contested = select(HoldContest.id).where(
                HoldContest.tenant_id == tenant_id, HoldContest.decided_at.is_(None)
            )
            for contest_id in db.session.scalars(contested.order_by(HoldContest.id)).all():
                workqueue.decide_contest(
                    tenant_id=tenant_id,
                    contest_id=contest_id,
                    uphold=True,
                    answer=GRANTED,
                    by_id=manager.id,
                    by_name=manager.name,
                    now=now,
                )

    def _manager(self, key: str) -> Caller:
        person = next(one for one in cast.STAFF if one.role == "account_manager" and key in one.clients)
        return self.stage.world.callers[person.key]

    def _standing(self, key: str, month: date) -> UUID:
        found = newest_of(self.stage.world.tenants[key], month)
        if found is None:
            raise Conflict("the month is not closed")
        return found.id
