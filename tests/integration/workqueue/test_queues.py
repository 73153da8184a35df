"""Queues follow the contract in force."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from bpo.contracts import service as contracts
from bpo.contracts.rules import Calendar
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import WorkQueue
from tests.factories.world import NOW, terms


def test_a_new_version_gives_the_queues_its_weight_on_its_day(world):
    client = world.client()
    begins = NOW + timedelta(days=2)
    with unit_of_work(only(client.id)):
        contracts.agree(
            tenant_id=client.id,
            valid_from=begins,
            terms=terms(weight=Decimal(3), people_cap=4),
            calendar=Calendar.weekdays("Europe/Berlin", "09:00", "17:00"),
            by=None,
            now=NOW,
        )
    seen = []
    for now in (begins - timedelta(seconds=1), begins):
        with unit_of_work(everyone(reason="a sweep in a test")):
            workqueue.apply_contracts(now=now)
        with unit_of_work(only(client.id)):
            rows = db.session.execute(select(WorkQueue.actor, WorkQueue.weight, WorkQueue.cap)).all()
            seen.append({(row.actor, row.weight, row.cap) for row in rows})
    assert seen == [
        {("automation", Decimal(1), None), ("person", Decimal(1), None), ("client", Decimal(1), None)},
        {("automation", Decimal(3), None), ("person", Decimal(3), 4), ("client", Decimal(3), None)},
    ]
