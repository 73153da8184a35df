"""A copy with known answers is keyed like any other record, and each of its keyers is measured by what they keyed."""

from sqlalchemy import select

from bpo.delivery import service as delivery
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.quality.models import KnownAnswerScore
from bpo.quality.service import known_answers
from tests.factories import parted


def test_each_keyer_of_a_copy_is_held_against_the_answers(case):
    job_id = case.job(name="Hrt")
    case.submit(0, case.claim(0))
    case.submit(1, case.claim(1))
    case.settle()
    lead = case.world.person("team_lead", serves=[case.client])
    with unit_of_work(only(case.client.id)):
        delivery.accept(
            tenant_id=case.client.id, job_id=job_id, by_id=None, by_name="client", now=case.later()
        )
        known_answers.make(tenant_id=case.client.id, job_id=job_id, by=lead, now=case.later())
        copy = known_answers.plant(tenant_id=case.client.id, work_type_key=parted.KEY, now=case.later())
        assert copy is not None
        copy_id = copy.id
    case.settle()
    assert [step for step, _, _ in case.open(copy_id)] == ["key", "key"]
    two, three = case.claim(2), case.claim(3)
    assert {two.job_id, three.job_id} == {copy_id}
    case.submit(2, two)
    case.submit(3, three, name="Hard")
    fifth = case.world.person("agent", serves=[case.client])
    case.agents.append(fifth)
    case.decide(4, case.claim(4))
    case.settle()
    with unit_of_work(only(case.client.id)):
        scores = {
            each.person_id: (each.right, each.fields) for each in db.session.scalars(select(KnownAnswerScore))
        }
    assert scores[case.agents[2].id] == (3, 3)
    assert scores[case.agents[3].id] == (2, 3)
