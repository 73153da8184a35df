"""A copy with known answers is keyed like any other record, and each of its keyers is measured by what they keyed."""

import re

from flask import url_for
from sqlalchemy import select

from bpo.delivery import service as delivery
from bpo.jobs.queries import get_job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.quality.models import KnownAnswerScore
from bpo.quality.service import known_answers
from tests.factories import parted
from tests.factories.desk import Desk


def _planted(case):
    """A finished job's copy, open on the queue; its id."""
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
    return job_id, copy_id


def _without_names(page):
    """A page without what differs from job to job: ids, references, times, tokens."""
    for what in (
        r"[0-9a-f]{8}-[0-9a-f-]{27}",
        r"C\d\d-\d{6}",
        r'content="[^"]*"',
        r'value="[^"]*"',
        r'"X-CSRFToken": "[^"]*"',
        r"\d\d:\d\d",
        r"\d+ (h|min|d)\b",
    ):
        page = re.sub(what, "…", page)
    return re.sub(r'(datetime|title|nonce|aria-label)="[^"]*"', "…", page)


def test_nothing_tells_a_keyer_that_a_record_is_a_copy(case, web):
    finished, copy_id = _planted(case)
    plain_id = case.job(name="Hrt")
    seen = {}
    for number in (2, 3):
        desk = Desk(web.test_client(), case.agents[number], address=f"192.0.2.{number}")
        for _ in range(2):
            claim = case.claim(number)
            page = desk.get(f"/work/{claim.task_id}")
            assert page.status_code == 200
            seen.setdefault(number, {})[claim.job_id] = page.text
            for job_id in (copy_id, plain_id):
                assert desk.get(f"/jobs/{job_id}").status_code == 404, "what was read is on that page"
                assert desk.get(f"/jobs/{job_id}/standing").status_code == 404
            case.submit(number, claim)
        listed = desk.get("/jobs").text
        assert str(finished) in listed
        assert str(copy_id) not in listed
        assert str(plain_id) not in listed
        assert desk.get(f"/jobs/{finished}").status_code == 200
    for pages in seen.values():
        assert set(pages) == {copy_id, plain_id}
        assert _without_names(pages[copy_id]) == _without_names(pages[plain_id])


def _read_paths(web, ids):
    """Every address that is read, with what it takes filled in from `ids`; without those that take anything else."""
    for rule in web.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.arguments <= set(ids):
            continue
        filled = {name: ids[name] for name in rule.arguments}
        with web.test_request_context():
            yield rule, url_for(rule.endpoint, **filled)


def test_no_path_tells_of_a_copy_but_the_desk_it_is_keyed_at(case, web):
    _, copy_id = _planted(case)
    with unit_of_work(only(case.client.id)):
        reference = get_job([case.client.id], copy_id).reference
    readers = [
        case.agents[3],
        *(case.world.person(role, tenant=case.client) for role in ("submitter", "approver")),
    ]
    asked = 0
    for number, reader in enumerate(readers):
        desk = Desk(web.test_client(), reader, address=f"192.0.2.{20 + number}")
        for rule, path in _read_paths(web, {"job_id": copy_id, "tenant_id": case.client.id}):
            answer = desk.get(path)
            if "job_id" in rule.arguments:
                assert answer.status_code in (401, 403, 404), (
                    f"{reader.role} reads {path}: {answer.status_code}"
                )
            elif answer.status_code == 200 and not answer.is_streamed:
                assert reference not in answer.text, f"{reader.role} sees it on {path}"
                assert str(copy_id) not in answer.text, f"{reader.role} sees it on {path}"
            asked += 1
    assert asked > 100


def test_each_keyer_of_a_copy_is_held_against_the_answers(case):
    _, copy_id = _planted(case)
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
