"""What it costs to keep the figures of the dashboards while work is followed up."""

from typing import cast

from bpo.catalog.registry import work_type
from bpo.jobs import service as jobs
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.measuring import spell, turns
from tests.benchmarks.table import Line
from tests.factories.world import INVOICES
from workers import handlers, outbox, subscriptions


def measure(ground: Ground) -> list[Line]:
    """Receipts of one hot client followed up, with their rollups and without."""
    count, rounds = (3000, 3) if ground.quick else (8000, 5)
    table = cast("dict[str, tuple[subscriptions.Handler, ...]]", subscriptions.SUBSCRIPTIONS)
    usual = table["job.received"]
    client = ground.client()

    def follow(what: tuple[subscriptions.Handler, ...]) -> float:
        with unit_of_work(only(client.id)):
            jobs.submit(
                tenant_id=client.id,
                work_type=work_type(INVOICES),
                submissions=[jobs.Submission(title="an invoice")] * count,
                batch_id=None,
                source="api",
                by_id=None,
                by_name="a program",
                now=moment(),
            )
        table["job.received"] = what
        try:
            return count / spell(lambda: outbox.follow(moment))
        finally:
            table["job.received"] = usual

    without = tuple(each for each in usual if each is not handlers.count)
    follow(usual)
    kept, left = turns(rounds, lambda: follow(usual), lambda: follow(without))
    return [
        Line(
            what="receipts followed up with rollups kept / without, one hot client",
            value=kept / left,
            must=0.6,
            stretch=0.8,
            detail=f"{kept:,.0f} / {left:,.0f} events a second",
        )
    ]
