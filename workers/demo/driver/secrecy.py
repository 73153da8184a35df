"""Who sees what is confidential, and who looked: a colleague is cleared, and secrets are shown for a reason."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data
from bpo.jobs.rules import JobState
from bpo.masters import rules as masters_rules
from bpo.masters import service as masters
from bpo.masters.queries import list_of, rows_page
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import client as client_scope
from bpo.workforce import service as workforce
from workers.demo import cast
from workers.demo.driver.house import Stage

CLEARED, CLEARED_AT = "brightwater", 0.2
"""Whose manager clears a colleague for the pay runs, and when."""
LOOKED_INTO, LOOKED_AT = "cascadia", 0.8
"""Whose manager looks at the accounts of a pay run, and when."""
WHY = "Two employees are said to share an account: I compare it with our own records."
CALLED, CALLED_AT = "alder", 0.6
"""Whose manager looks at a vendor's account, and when."""
BEFORE_PAYING = "The vendor called about its account: I compare the number."


class Secrecy:
    """Directs it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        for key, share, deed in (
            (CLEARED, CLEARED_AT, self._clear),
            (LOOKED_INTO, LOOKED_AT, self._look_into),
            (CALLED, CALLED_AT, self._look_up),
        ):
            at = self.stage.moment(share, 11, 40, cast.client(key).zone)
            if at > since and key in self.stage.world.tenants:
                self.stage.plan(at, deed)

    def _manager(self, key: str) -> Caller:
        return self.stage.world.callers[cast.of_client(key, "approver").key]

    def _clear(self, now: datetime) -> None:
        by = self._manager(CLEARED)
        colleague = self.stage.world.callers[cast.of_client(CLEARED, "submitter").key]
        with unit_of_work(client_scope(by.tenant_id, actor=by.id, cleared=by.cleared)):
            workforce.clear(
                tenant_id=by.tenant_id, person_id=colleague.id, work_type=cast.PAYROLL, now=now, by=by.id
            )

    def _look_into(self, now: datetime) -> None:
        """The record of the latest pay run, with its accounts; where there is none yet, some time later."""
        by = self._manager(LOOKED_INTO)
        with unit_of_work(client_scope(by.tenant_id, actor=by.id, cleared=by.cleared)):
            run = db.session.scalars(
                select(Job)
                .where(
                    Job.tenant_id == by.tenant_id,
                    Job.work_type == cast.PAYROLL,
                    Job.state != JobState.RECEIVED,
                )
                .order_by(Job.number.desc())
                .limit(1)
            ).first()
            if run is not None:
                jobs.reveal(run, get_data(run.tenant_id, run.id), reason=WHY, by=by, now=now)
                return
        self.stage.plan(now + timedelta(days=1), self._look_into)

    def _look_up(self, now: datetime) -> None:
        by = self._manager(CALLED)
        with unit_of_work(client_scope(by.tenant_id, actor=by.id, cleared=by.cleared)):
            vendors = list_of(by.tenant_id, "vendors", now)
            row = rows_page(by.tenant_id, vendors, after="", search="", limit=1)[0]
            masters.reveal(
                tenant_id=by.tenant_id,
                masters=vendors,
                subject_id=row.id,
                what=masters_rules.identity_shown(row.identity),
                reason=BEFORE_PAYING,
                by=by,
                now=now,
            )
