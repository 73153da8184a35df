"""What the accounts page says of invoices, by documents of which it is known beforehand what they cost and came to."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from bpo.jobs.queries import get_data
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.platform.web import House
from bpo.reporting import queries, rules
from bpo.workqueue import service as workqueue
from tests.factories.billed import as_xml, billed, lay_down
from tests.factories.browser import Browser
from tests.factories.world import Client, World

HOUR_COST = Decimal("36.00")
"""A cent a second."""


def test_rates_time_and_cost_of_invoices_are_those_of_their_definitions(world: World, web: House) -> None:
    now = clock.now()
    client = world.client("Alder Foods", now=now)
    agent = world.person("agent", serves=[client], now=now)
    lay_down(world, world.person("approver", tenant=client, now=now), received=10)
    for document in (
        billed("ST-1", quantity=4),  # agrees with the order, nobody touches it
        billed("ST-2", quantity=3),  # the same
        billed("OV-1", quantity=9),  # more than was received: a person says why it may stand
        replace(billed("NO-1", quantity=1), po_ref="PO-000000"),  # an order that is not there: the same
    ):
        world.job(client, files=[as_xml(document)], now=clock.now())
        world.settle(clock.now())
    pause(agent, client, seconds=30)
    for seconds in (90, 60):
        hand_in(agent, client, seconds=seconds)
        world.settle(clock.now())

    period = rules.Period.last_days(5, now=clock.now(), zone="Europe/Berlin")
    with unit_of_work(only(client.id)):
        figures = queries.figures_of(client.id, period, now=clock.now())
    assert figures.delivered == 4
    assert figures.straight == rules.Ratio(part=2, whole=4)
    assert figures.exception == rules.Ratio(part=2, whole=4)
    assert figures.matched == rules.Ratio(part=2, whole=4)
    assert figures.people_seconds == 30 + 90 + 60, "all attempts, not only the one that was handed in"
    assert figures.seconds_a_job == (30 + 90 + 60) / 4, "by all invoices, also those nobody touched"
    assert figures.cost_a_job(HOUR_COST) == Decimal("0.45")
    assert {code for code, _ in figures.exception_reasons} == {"QTY_OVER_RECEIVED", "PO_NOT_FOUND"}
    manager = Browser.of(web, world.person("account_manager", serves=[client], now=now))
    assert "More is billed than was received." in manager.get(f"/accounts/{client.id}").text
    behind = manager.get(f"/accounts/{client.id}/jobs?which=reason&detail=PO_NOT_FOUND").text
    assert "Needed a person: The order stated does not exist." in behind


def pause(agent: Caller, client: Client, *, seconds: int) -> None:
    """Take the next task, and hand it back after a while."""
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=clock.now(), draw=0.5)
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id
        )
        workqueue.hand_back(
            task,
            person_id=agent.id,
            worker=agent.name,
            reason="break",
            note="",
            active_seconds=seconds,
            now=clock.now(),
        )


def hand_in(agent: Caller, client: Client, *, seconds: int) -> None:
    """Take the next task, and let everything stand that was found."""
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=clock.now(), draw=0.5)
        data = get_data(client.id, UUID(str(claim.job_id)))
        workqueue.submit(
            agent=agent,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            record=data.record,
            confirmed={str(each["code"]): "so it is" for each in data.findings},
            active_seconds=seconds,
            now=clock.now(),
        )
