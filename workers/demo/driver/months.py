"""Closing the month before: the account managers close, send, and restate what a client disputes with reason."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.reporting import service as reporting
from bpo.statements import service as statements
from bpo.statements.queries import newest_of
from bpo.statements.rules import first_of_month, month_before
from workers.demo import cast
from workers.demo.driver.house import Stage

DISPUTES = "brightwater"
"""The client that says no to its first report."""
DISPUTED = "Two of the jobs you count as late were on hold with us. Please look again."
RESTATED = "Looked at again with the holds as they stand now."
STANDS = "The holds are of another month: these two were due before them."
CLOSED_ON, SENT_AFTER, ANSWERED_AFTER, SETTLED_AFTER = (
    2,
    timedelta(hours=2),
    timedelta(days=1),
    timedelta(days=3),
)


class Months:
    """Directs it, for each client whose month before the last has begun in the story."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        for key in self.stage.world.tenants:
            zone = ZoneInfo(cast.client(key).zone)
            this_month = first_of_month(self.stage.story.now.astimezone(zone).date())
            closes = datetime.combine(
                this_month + timedelta(days=CLOSED_ON), datetime.min.time(), zone
            ) + timedelta(hours=9)
            if self.stage.story.start >= closes:
                continue
            steps = [(self._close, timedelta(0)), (self._send, SENT_AFTER), (self._answer, ANSWERED_AFTER)]
            steps += [(self._settle, SETTLED_AFTER)] if key == DISPUTES else []
            for step, after in steps:
                if closes + after > since:
                    self.stage.plan(closes + after, partial(step, key, month_before(this_month)))

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
        agrees = key != DISPUTES
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            statements.answer(
                version_id=self._standing(key, month),
                agrees=agrees,
                words="" if agrees else DISPUTED,
                by=by,
                now=now,
            )

    def _settle(self, key: str, month: date, now: datetime) -> None:
        """Restate the month, or say why it stays as it is."""
        manager, store = self._manager(key), self.stage.app.extensions["storage"]
        put = store.of(self.stage.world.tenants[key]).put
        scope = only(*manager.tenants, actor=manager.id)
        try:
            with unit_of_work(scope, after_commit=self.stage.hints):
                made = statements.restate(
                    version_id=self._standing(key, month), reason=RESTATED, by=manager, put=put, now=now
                )
                statements.send(version_id=made.id, by=manager, now=now)
        except Conflict:
            with unit_of_work(scope, after_commit=self.stage.hints):
                statements.dismiss(version_id=self._standing(key, month), words=STANDS, by=manager, now=now)

    def _manager(self, key: str) -> Caller:
        person = next(one for one in cast.STAFF if one.role == "account_manager" and key in one.clients)
        return self.stage.world.callers[person.key]

    def _standing(self, key: str, month: date) -> UUID:
        found = newest_of(self.stage.world.tenants[key], month)
        if found is None:
            raise Conflict("the month is not closed")
        return found.id
