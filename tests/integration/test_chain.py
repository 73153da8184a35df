"""One job's whole walk, by the real services, workers' steps and sandbox."""

from datetime import timedelta

from sqlalchemy import select

from bpo.delivery import queries as delivery_queries
from bpo.delivery import service as delivery
from bpo.delivery.models import Notification
from bpo.jobs.models import JobData
from bpo.jobs.queries import get_job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.quality import service as quality
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from tests.factories.world import NOW

GOOD = {
    "number": "R-1",
    "issue_date": "2026-10-01",
    "due_date": "2026-10-15",
    "type_code": "380",
    "currency": "EUR",
    "seller": "Mühle Hartmann KG",
    "buyer": "Alder Foods GmbH",
    "seller_vat_id": None,
    "iban": None,
    "po_ref": None,
    "net": "100.00",
    "vat": "19.00",
    "gross": "119.00",
    "prepaid": None,
    "payable": "119.00",
    "vat_breakdown": [{"category": "S", "rate": "19", "taxable": "100.00", "tax": "19.00"}],
    "lines": [{"description": "Flour", "quantity": "4", "unit_price": "25.00", "line_net": "100.00"}],
}
ALL_MAY_STAND = dict.fromkeys(("SELLER_TAX_ID_MISSING", "FIELD_MISSING"), "as printed")


def test_a_job_walks_from_receipt_over_a_person_and_a_review_to_acceptance(world):
    client = world.client(sampled=100)
    agent = world.person("agent", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["work", "review"])
    [submitted] = world.to_person(client)

    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
    assert claim.job_id == submitted.job_id
    with unit_of_work(only(client.id)):
        workqueue.submit(
            agent=agent,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            record=GOOD,
            confirmed=ALL_MAY_STAND,
            active_seconds=40,
            now=NOW + timedelta(minutes=2),
        )
    world.follow(NOW + timedelta(minutes=2))
    with unit_of_work(only(client.id)):
        assert get_job([client.id], submitted.job_id).state == "in_review"

    with unit_of_work(only(client.id)):
        review = workqueue.claim_next(agent=reviewer, now=NOW + timedelta(minutes=3), draw=0.5)
        card = workqueue_queries.get_task([client.id], review.task_id)
        assert card.step == workqueue.REVIEW
    from bpo.catalog.registry import work_type

    answers = {line.key: "yes" for line in work_type("invoice_processing").scorecard}
    with unit_of_work(only(client.id)):
        quality.score(
            reviewer=reviewer,
            tenant_id=client.id,
            task_id=review.task_id,
            fence=review.fence,
            answers=answers,
            outcome="accept",
            comment="",
            active_seconds=20,
            now=NOW + timedelta(minutes=5),
        )
    world.settle(NOW + timedelta(minutes=5))
    with unit_of_work(only(client.id)):
        job = get_job([client.id], submitted.job_id)
        assert (job.state, job.late, job.touched) == ("delivered", False, True)
        [deliverable] = delivery_queries.deliverables_of(client.id, job.id)
        names = {file.name for file in delivery_queries.files_of(client.id, deliverable.id)}
        assert any(name.endswith(".json") for name in names)
        assert db.session.scalars(select(Notification.kind)).all() == ["result"]
    with unit_of_work(only(client.id)):
        delivery.accept(
            tenant_id=client.id, job_id=submitted.job_id, by_id=None, by_name="the client", now=NOW
        )
    world.settle()
    with unit_of_work(only(client.id)):
        assert get_job([client.id], submitted.job_id).state == "accepted"
        assert db.session.get_one(JobData, (client.id, submitted.job_id)).record["gross"] == "119.00"
