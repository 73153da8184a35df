"""Contracts that change while work goes on: drafted, laid before the client, confirmed by both, in force from a day."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bpo.contracts import queries, service
from bpo.contracts.models import ContractVersion
from bpo.contracts.rules import OpenJobs, Terms
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from workers.demo import cast
from workers.demo.driver.house import Stage

AGREED, AGREED_AT, BEGINS_AT = "brightwater", 0.35, 0.5
"""Who agrees to a new version, when it is drafted, and when it begins: shares (0..1) of the month."""
EARLIER = "Normal invoices by 11:00 of the next working day instead of noon, at 2.05 instead of 2.10."
WAITS, DRAFTED_BEFORE = "alder", timedelta(days=2)
"""Before whom another version lies since a while before now."""
FEWER = "From 120 invoices a month on, a lower price; urgent ones within three hours instead of two."


class Agreements:
    """Directs them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        zone = cast.client(AGREED).zone
        drafted = self.stage.moment(AGREED_AT, 10, 20, zone)
        begins = self.stage.moment(BEGINS_AT, 0, 0, zone)
        late = self.stage.story.now - DRAFTED_BEFORE
        steps = [
            (AGREED, drafted, partial(self._propose, AGREED, EARLIER, begins, _sooner)),
            (AGREED, drafted + timedelta(hours=4), partial(self._confirm, AGREED)),
            (WAITS, late, partial(self._propose, WAITS, FEWER, self._next_month(WAITS), _cheaper)),
        ]
        for key, at, deed in steps:
            if at > since and at > self.stage.story.start and key in self.stage.world.tenants:
                self.stage.plan(at, deed)

    def _next_month(self, key: str) -> datetime:
        zone = ZoneInfo(cast.client(key).zone)
        today = self.stage.story.now.astimezone(zone).date()
        first = date(today.year + (today.month == 12), today.month % 12 + 1, 1)
        return datetime.combine(first, datetime.min.time(), zone)

    def _propose(self, key: str, note: str, begins: datetime, changed: Any, now: datetime) -> None:
        """The account manager drafts it, confirms it for the provider, and lays it before the client."""
        by, tenant_id = self._manager(key), self.stage.world.tenants[key]
        with unit_of_work(only(*by.tenants, actor=by.id), after_commit=self.stage.hints):
            standing = queries.terms_in_force(tenant_id, now)
            drafted = service.draft(
                tenant_id=tenant_id,
                valid_from=max(begins, now),
                terms=Terms.from_json(changed(standing.terms.to_json())),
                calendar=standing.calendar,
                open_jobs=OpenJobs.KEEP,
                note=note,
                by=by.id,
                now=now,
            )
            service.propose(tenant_id=tenant_id, version_id=drafted.id, by=by.id, now=now)
            service.confirm(
                tenant_id=tenant_id,
                version_id=drafted.id,
                for_client=False,
                by=by.id,
                by_name=by.name,
                now=now,
            )

    def _confirm(self, key: str, now: datetime) -> None:
        """The client's manager confirms what lies before them."""
        by = self.stage.world.callers[cast.of_client(key, "approver").key]
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            for version_id in self._proposed(by.tenant_id):
                service.confirm(
                    tenant_id=by.tenant_id,
                    version_id=version_id,
                    for_client=True,
                    by=by.id,
                    by_name=by.name,
                    now=now,
                )

    def _proposed(self, tenant_id: UUID) -> list[UUID]:
        found = select(ContractVersion.id).where(
            ContractVersion.tenant_id == tenant_id, ContractVersion.state == "proposed"
        )
        return list(db.session.scalars(found))

    def _manager(self, key: str) -> Caller:
        person = next(one for one in cast.STAFF if one.role == "account_manager" and key in one.clients)
        return self.stage.world.callers[person.key]


def _sooner(terms: Mapping[str, Any]) -> dict[str, Any]:
    own = dict(terms["work_types"][cast.INVOICES])
    own["turnaround"] = {**own["turnaround"], "normal": {"kind": "wall_clock", "days": 1, "at": "11:00"}}
    own["rate"] = {**own["rate"], "price": "2.05"}
    return {**terms, "work_types": {**terms["work_types"], cast.INVOICES: own}}


def _cheaper(terms: Mapping[str, Any]) -> dict[str, Any]:
    own = dict(terms["work_types"][cast.INVOICES])
    own["turnaround"] = {**own["turnaround"], "urgent": {"kind": "minutes", "minutes": 180}}
    own["rate"] = {**own["rate"], "tiers": [{"above": 120, "price": "2.05"}]}
    return {**terms, "work_types": {**terms["work_types"], cast.INVOICES: own}}
