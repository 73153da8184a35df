"""A record is held against the client's data after reading and at every check; a crash there loses no job."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from bpo.automation import service as automation
from bpo.catalog.registry import REGISTRY, work_type
from bpo.catalog.rules import Outcome, Reading
from bpo.jobs.queries import get_data, get_job
from bpo.masters import service as masters
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from tests.factories.world import INVOICES, NOW, Client, World

RECORD = {
    "number": "7",
    "type_code": "380",
    "issue_date": "2026-10-01",
    "currency": "EUR",
    "seller": "Mühle",
    "buyer": "Alder",
    "po_ref": "PO-1",
    "net": "10.00",
    "vat": "1.90",
    "gross": "11.90",
    "payable": "11.90",
    "lines": [{"description": "Flour", "line_net": "10.00"}],
}


@pytest.fixture(autouse=True)
def held() -> Iterator[None]:
    usual = REGISTRY[INVOICES]
    REGISTRY[INVOICES] = "tests.factories.held"
    yield
    REGISTRY[INVOICES] = usual


def read_as(world: World, client: Client, **record: Any) -> tuple[UUID, bool]:
    """A job that automation read as this; its id, and whether it went straight through."""
    job = world.job(client)
    world.follow()
    with unit_of_work(everyone(reason="a test")):
        claim = automation.claim(worker="a test", now=NOW, draw=0.5)
    assert claim is not None
    whole = RECORD | record
    readings = tuple(
        Reading(path=path, value=value, confidence=1.0, method="xml") for path, value in whole.items()
    )
    with unit_of_work(only(client.id)):
        outcome = Outcome(record=whole, readings=readings, proven=True)
        return job.job_id, automation.finish(claim, outcome, worker="a test", now=NOW)


def kept(client: Client, job_id: UUID) -> dict[str, Any]:
    with unit_of_work(only(client.id)):
        data = get_data(client.id, job_id)
        return {"record": data.record, "findings": data.findings, "readings": data.readings}


def codes(client: Client, job_id: UUID) -> list[str]:
    return [finding["code"] for finding in kept(client, job_id)["findings"]]


def test_an_order_billed_before_is_found_among_the_clients_own_jobs_only(world: World) -> None:
    ours, other = world.client(), world.client()
    _, straight = read_as(world, other)
    assert straight
    first, straight = read_as(world, ours)
    assert straight, "another client's job of the same order is none of ours"
    second, straight = read_as(world, ours, number="8")
    assert not straight
    assert codes(ours, second) == ["ORDER_BILLED_BEFORE"], "a key of score 0 makes no suspected duplicate"
    with unit_of_work(only(ours.id)):
        reference = get_job([ours.id], first).reference
    assert kept(ours, second)["findings"][0]["message"].startswith(reference)


@pytest.mark.parametrize("note", ["crash", "nowhere", "database"])
def test_a_crash_is_an_exception_with_a_reason(world: World, note: str) -> None:
    client = world.client()
    job_id, straight = read_as(world, client, note=note)
    assert not straight
    assert codes(client, job_id) == [masters.ASSESSMENT_FAILED]
    assert kept(client, job_id)["record"]["number"] == "7", "what was read is kept"


def test_the_checks_of_a_persons_record_hold_it_against_the_same(world: World) -> None:
    client = world.client()
    read_as(world, client)
    second, _ = read_as(world, client, number="8")
    with unit_of_work(only(client.id).reading()):
        job = get_job([client.id], second)
        found = {each.code for each in workqueue.checks_of(job, work_type(INVOICES), RECORD)}
        crashed = workqueue.checks_of(job, work_type(INVOICES), RECORD | {"note": "database"})
    assert "ORDER_BILLED_BEFORE" in found
    assert masters.ASSESSMENT_FAILED in {each.code for each in crashed}
