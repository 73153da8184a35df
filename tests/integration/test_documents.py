"""Real documents through the real chain: what proves itself goes straight through, the rest asks a person."""

import pytest
from sqlalchemy import select

from bpo.catalog.rules import Source
from bpo.delivery import queries as delivery_queries
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.service_lines.invoice_processing import WORK_TYPE
from bpo.workqueue.models import Attempt, Task
from tests.factories.documents import invoice, letter
from tests.factories.world import NOW


def file_of(made):
    return [(made.name, made.media_type, made.content)]


@pytest.mark.parametrize("kind", ["ubl", "cii", "text_pdf", "hybrid_pdf"])
def test_a_document_that_proves_itself_is_delivered_without_a_person(world, kind):
    client = world.client()
    made = invoice(kind, issue_date=NOW.date())
    submitted = world.job(client, files=file_of(made))
    world.settle()
    with unit_of_work(only(client.id)):
        job = get_job([client.id], submitted.job_id)
        record = get_data(client.id, job.id).record
        assert (job.state, job.touched) == ("delivered", False), get_data(client.id, job.id).findings
        assert record["gross"] == made.truth["gross"]
        assert record["number"] == made.truth["number"]
        [deliverable] = delivery_queries.deliverables_of(client.id, job.id)
        files = {file.name: file for file in delivery_queries.files_of(client.id, deliverable.id)}
        [ubl] = [file for name, file in files.items() if name.endswith(".xml")]
        content = world.house.extensions["storage"].of(client.id).get(ubl.storage_key)
    again = WORK_TYPE.automate([Source(name="back.xml", media_type="application/xml", content=content)], {})
    assert again.record["gross"] == made.truth["gross"]


def test_wrong_totals_go_to_a_person_with_the_reason(world):
    client = world.client()
    made = invoice("text_pdf", defects=frozenset({"totals_wrong"}), issue_date=NOW.date())
    submitted = world.job(client, files=file_of(made))
    world.settle()
    with unit_of_work(only(client.id)):
        job = get_job([client.id], submitted.job_id)
        assert job.state == "in_work"
        [task] = db.session.scalars(select(Task).where(Task.state == "queued")).all()
        assert task.step == "check"
        told = db.session.scalars(select(Event.data).where(Event.name == "task.exception")).one()
        assert told["reasons"]
        assert told["codes"]


def test_the_same_file_twice_is_asked_about_and_never_goes_straight_through(world):
    client = world.client()
    made = invoice("ubl", issue_date=NOW.date())
    first = world.job(client, files=file_of(made))
    world.settle()
    second = world.job(client, files=file_of(made))
    world.settle()
    with unit_of_work(only(client.id)):
        assert get_job([client.id], first.job_id).state == "delivered"
        assert get_job([client.id], second.job_id).state == "in_work"
        codes = {finding["code"] for finding in get_data(client.id, second.job_id).findings}
        assert "DUPLICATE_FILE" in codes


def test_another_clients_like_invoice_is_no_duplicate(world):
    made = invoice("ubl", issue_date=NOW.date())
    for _ in range(2):
        client = world.client()
        submitted = world.job(client, files=file_of(made))
        world.settle()
        with unit_of_work(only(client.id)):
            assert get_job([client.id], submitted.job_id).state == "delivered"


def test_the_same_reference_twice_is_one_job(world):
    client = world.client()
    first = world.job(client, reference="PO 7 / 1")
    second = world.job(client, reference="PO 7 / 1")
    assert (second.job_id, second.replayed) == (first.job_id, True)
    with unit_of_work(only(client.id)):
        assert len(db.session.scalars(select(Job.id)).all()) == 1


def test_a_letter_and_junk_end_at_a_person_with_words(world):
    client = world.client()
    made = letter()
    jobs = [
        world.job(client, files=file_of(made)),
        world.job(client, files=[("broken.pdf", "application/pdf", b"%PDF-1.7\nnot really")]),
        world.job(client, files=[("empty.xml", "application/xml", b"<a/>")]),
    ]
    world.settle()
    with unit_of_work(only(client.id)):
        for submitted in jobs:
            job = get_job([client.id], submitted.job_id)
            findings = get_data(client.id, job.id).findings
            assert job.state == "in_work"
            assert findings
            assert all(finding["message"] for finding in findings)
        outcomes = db.session.scalars(select(Attempt.outcome)).all()
        assert outcomes == ["exception"] * 3
