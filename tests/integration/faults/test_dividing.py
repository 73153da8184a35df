"""A file in which reading finds several invoices: as many jobs, each with its part and the whole file, once for all.

The file comes to the worker undivided, as a scan does, or one of a large hand-in.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from psycopg import Connection
from sqlalchemy import select

from bpo.contracts.rules import Priority
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.jobs.queries import documents_of, get_data, jobs_with_file, wholes_of
from bpo.platform.db import db
from bpo.platform.scope import only
from bpo.platform.web import House
from config.settings import Settings
from tests.factories.browser import Browser
from tests.factories.world import NOW, Client, World
from tests.integration.faults.test_killed import (
    after_the_commit,
    before_the_commit,
    in_a_process_that_is_killed,
    recover,
)
from tests.unit.service_lines.invoice_processing.documents import german

LATER = NOW + timedelta(minutes=40)
SEVERAL = ("march.pdf", "application/pdf", german(times=3))
PARTS = [f"march (page {number}).pdf" for number in (1, 2, 3)]


def files_of(client: Client, job: Job) -> list[str]:
    return [document.name for document in documents_of(client.id, job.id)]


def jobs_of(client: Client) -> list[Job]:
    return list(db.session.scalars(select(Job).where(Job.tenant_id == client.id).order_by(Job.number)))


def handed_in(world: World, **more: Any) -> Client:
    client = world.client()
    world.job(client, files=[SEVERAL], title="march.pdf", **more)
    return client


def test_each_invoice_is_a_job_as_the_first_was_handed_in(world: World) -> None:
    client = handed_in(world, reference="MARCH", priority=Priority.HIGH)
    world.settle(LATER)
    with world.reading(only(client.id)):
        made = jobs_of(client)
        assert [files_of(client, job) for job in made] == [[part] for part in PARTS]
        assert [job.client_reference for job in made] == ["MARCH", "MARCH/2", "MARCH/3"]
        assert {(job.received_at, job.priority, job.source) for job in made} == {
            (NOW, Priority.HIGH.rank, made[0].source)
        }, "handed in at one instant, and promised alike"
        assert len({job.due_at for job in made}) == 1
        read = [get_data(client.id, job.id).record["number"] for job in made]
        assert read == ["2026-0815", "2026-0816", "2026-0817"]
        wholes = [wholes_of(client.id, job.id) for job in made]
        assert [[each.name for each in whole] for whole in wholes] == [["march.pdf"]] * 3
        store = world.house.extensions["storage"].of(client.id)
        assert {store.get(each.storage_key) for whole in wholes for each in whole} == {SEVERAL[2]}
        for job in made:
            (part,) = documents_of(client.id, job.id)
            assert len(pypdfium2.PdfDocument(store.get(part.storage_key))) == 1
            assert jobs_with_file(client.id, wholes[0][0].sha256, not_job=job.id) == [], (
                "no duplicate of itself"
            )
        (told,) = db.session.scalars(select(Event).where(Event.name == "job.divided"))
        assert told.data["others"] == f"{made[1].reference}, {made[2].reference}"


def test_values_given_for_the_one_job_keep_it_one(world: World) -> None:
    client = handed_in(world, input={"po_ref": "B-77"})
    world.settle(LATER)
    with world.reading(only(client.id)):
        (job,) = jobs_of(client)
        assert "SEVERAL_DOCUMENTS" in {each["code"] for each in get_data(client.id, job.id).findings}
        assert (len(documents_of(client.id, job.id)), wholes_of(client.id, job.id)) == (1, [])


def test_a_reference_in_use_stays_with_its_job_and_no_part_is_lost(world: World) -> None:
    client = handed_in(world, reference="MARCH")
    taken = world.job(client, reference="MARCH/2", title="another")
    world.settle(LATER)
    with world.reading(only(client.id)):
        made = jobs_of(client)
        assert len(made) == 4
        assert [job.id for job in made if job.client_reference == "MARCH/2"] == [taken.job_id]
        assert sorted(name for job in made for name in files_of(client, job)) == PARTS


@pytest.mark.parametrize("phase", [before_the_commit, after_the_commit], ids=lambda each: each.__name__)
def test_a_worker_killed_while_it_divides_leaves_each_part_once(
    phase: Callable[[House], None], world: World, settings: Settings, admin: Connection[Any]
) -> None:
    world.house.extensions["sandbox"].start()
    client = handed_in(world)
    world.follow(NOW)
    in_a_process_that_is_killed(settings, phase)
    recover(world)
    with world.reading(only(client.id)):
        made = jobs_of(client)
        assert len(made) == 3
        assert [files_of(client, job) for job in made] == [[part] for part in PARTS]
        read = {get_data(client.id, job.id).record["number"] for job in made}
        assert read == {"2026-0815", "2026-0816", "2026-0817"}


def test_the_client_gets_the_whole_file_from_each_part(web: Any, world: World) -> None:
    client = handed_in(world)
    world.settle(LATER)
    with world.reading(only(client.id)):
        last = jobs_of(client)[-1]
        (whole,) = wholes_of(client.id, last.id)
    browser = Browser.of(web, world.person("submitter", tenant=client))
    page = browser.get(f"/jobs/{last.id}").text
    assert PARTS[-1] in page
    assert "the whole file as it was handed in" in page
    assert browser.get(f"/documents/{whole.id}/file").data == SEVERAL[2]
