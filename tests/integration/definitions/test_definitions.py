"""A client's own work type, from a blank form to the accepted deliverable with no code, and nobody else's to see."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bpo.catalog import queries
from bpo.catalog.models import OwnWorkType
from bpo.catalog.registry import kind_of, work_type, work_types
from bpo.catalog.rules.definitions import Definition, StepKind, own_key
from bpo.definitions import service
from bpo.delivery import queries as delivery_queries
from bpo.delivery import service as delivery
from bpo.jobs import service as jobs
from bpo.jobs.queries import get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.platform.web import House
from tests.factories.browser import Browser
from tests.factories.covered import claim_of, cover, hand_in, submit
from tests.factories.definitions import claims
from tests.factories.world import INVOICES, NOW, Client, World

RIGHT = {
    "policy_no": "P50708047",
    "last_name": "O'Brien",
    "born": "2001-03-03",
    "reported": "2025-12-01",
    "amount": "208.79",
    "kind": "a",
    "police": None,
    "plan": None,
}
LATER = NOW + timedelta(minutes=5)


def published(client: Client, by: Caller, definition: Definition) -> str:
    """Write it down and publish it; its key."""
    with unit_of_work(only(client.id, actor=by.id)):
        own = service.begin(tenant_id=client.id, definition=definition, by=by, now=NOW)
        service.publish(tenant_id=client.id, own_id=own.id, revision=1, by=by, now=NOW)
        return own_key(own.id)


@pytest.fixture
def manager(world: World) -> Caller:
    """Who writes them down."""
    return world.person("account_manager")


def test_a_work_type_that_no_line_covers_goes_from_intake_to_delivery_without_code(
    world: World, manager: Caller
) -> None:
    client = world.client()
    agent = world.person("agent", serves=[client])
    key = published(client, manager, claims())
    cover(client, key, agent)
    submitted = hand_in(world, client, key, now=LATER)
    world.settle(LATER)

    claim = claim_of(client, agent, LATER)
    with pytest.raises(Invalid):
        submit(client, agent, claim, {**RIGHT, "last_name": ""}, now=LATER)
    submit(client, agent, claim, RIGHT, now=LATER)
    world.settle(LATER)

    with unit_of_work(only(client.id)):
        job = get_job([client.id], submitted.job_id)
        assert (job.state, job.title, job.work_type_version) == ("delivered", "P50708047 · O'Brien", 1)
        (made,) = delivery_queries.deliverables_of(client.id, job.id)
        files = {file.name: file for file in delivery_queries.files_of(client.id, made.id)}
        stored = (
            world.house.extensions["storage"]
            .of(client.id)
            .get(next(file.storage_key for name, file in files.items() if name.endswith("records.csv")))
        )
    (row,) = csv.DictReader(io.StringIO(stored.decode("utf-8-sig")))
    assert (row["policy_no"], row["amount"]) == ("P50708047", "208.79")
    with unit_of_work(only(client.id)):
        delivery.accept(
            tenant_id=client.id, job_id=submitted.job_id, by_id=None, by_name="the client", now=LATER
        )
        assert get_job([client.id], submitted.job_id).state == "accepted"


def test_a_job_keeps_the_version_it_was_received_under(world: World, manager: Caller) -> None:
    client = world.client()
    agent = world.person("agent", serves=[client])
    key = published(client, manager, claims())
    cover(client, key, agent)
    before = hand_in(world, client, key, now=LATER)
    world.settle(LATER)

    stricter = replace(claims(StepKind.KEY, StepKind.CHECK), name="Claims, checked")
    stricter = replace(stricter, fields=(*stricter.fields[:-2], replace(stricter.fields[-2], required=True)))
    with unit_of_work(only(client.id, actor=manager.id)):
        (own,) = queries.own_work_types(client.id)
        service.save(
            tenant_id=client.id,
            own_id=own.id,
            revision=own.revision,
            definition=stricter,
            by=manager,
            now=NOW,
        )
        service.publish(tenant_id=client.id, own_id=own.id, revision=own.revision, by=manager, now=NOW)
    after = hand_in(world, client, key, now=LATER)
    world.settle(LATER)

    with unit_of_work(only(client.id)):
        old, new = (get_job([client.id], each.job_id) for each in (before, after))
        assert (old.work_type_version, new.work_type_version) == (1, 2)
        assert [step.key for step in kind_of(old).steps] == ["key"]
        assert [step.key for step in kind_of(new).steps] == ["key", "check_1"]
        assert work_type(key).name == "Claims, checked"
    submit(client, agent, claim_of(client, agent, LATER), RIGHT, now=LATER)
    world.settle(LATER)
    with unit_of_work(only(client.id)):
        assert get_job([client.id], before.job_id).state == "delivered", (
            "no police report, no check: as it was"
        )
    submit(
        client,
        agent,
        claim_of(client, agent, LATER),
        {**RIGHT, "policy_no": "Q00000001", "police": "77/4"},
        now=LATER,
    )
    world.settle(LATER)
    with unit_of_work(only(client.id)):
        assert get_job([client.id], after.job_id).state == "in_work", "somebody else checks it"


def test_nobody_else_can_see_name_or_use_it(world: World, manager: Caller) -> None:
    owner, other = world.client(), world.client()
    key = published(owner, manager, claims())
    with unit_of_work(only(owner.id)):
        assert work_type(key).name == "Claims"
        assert key in [kind.key for kind in work_types(owner.id)]
    for scope in (only(other.id), client_scope(other.id)):
        with unit_of_work(scope):  # what the process has built by now must not help them
            with pytest.raises(NotFound):
                work_type(key)
            with pytest.raises(NotFound):
                work_type(f"{key}@1")
            assert key not in [kind.key for kind in work_types(other.id, owner.id)]
            assert db.session.query(OwnWorkType).count() == 0
    with unit_of_work(everyone(reason="tests look")):
        assert work_type(key).name == "Claims"
    with unit_of_work(only(other.id)), pytest.raises(Conflict):
        jobs.submit(
            tenant_id=other.id,
            work_type=replace(work_type(INVOICES), key=key),
            submissions=[jobs.Submission(title="x")],
            batch_id=None,
            source="api",
            by_id=None,
            by_name="a test",
            now=NOW,
        )


def test_a_draft_is_offered_to_nobody_and_an_unsound_one_is_not_published(
    world: World, manager: Caller
) -> None:
    client = world.client()
    with unit_of_work(only(client.id, actor=manager.id)):
        own = service.begin(tenant_id=client.id, definition=replace(claims(), fields=()), by=manager, now=NOW)
        with pytest.raises(NotFound):
            work_type(own_key(own.id))
        with pytest.raises(Invalid) as refused:
            service.publish(tenant_id=client.id, own_id=own.id, revision=1, by=manager, now=NOW)
        assert "fields" in refused.value.errors
        with pytest.raises(Conflict):
            service.save(
                tenant_id=client.id, own_id=own.id, revision=7, definition=claims(), by=manager, now=NOW
            )


def _inputs(page: str) -> dict[str, object]:
    """What a browser would send of the editor's form."""
    form = page.split("data-def ")[1].split("</form>")[0]
    found: dict[str, object] = {}
    for name, value in re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form):
        found.setdefault(name, value)
    for tag in re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        assert name
        assert value
        if "checked" in tag:
            known = found.get(name[1]) if name[1] == "accepts" else None
            found[name[1]] = (
                [*known, value[1]]
                if isinstance(known, list)
                else ([value[1]] if name[1] == "accepts" else value[1])
            )
        elif not isinstance(found.get(name[1]), list):
            found.pop(name[1], None)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = text
    found.pop("csrf_token", None)
    return found


def test_it_is_written_down_and_published_on_pages_without_scripts(world: World, web: House) -> None:
    client = world.client()
    writer = Browser.of(web, world.person("account_manager", serves=[client]))
    at = f"/work-types/{client.id}"
    assert "None yet" in writer.get(at).text
    there = writer.post(at, {"after": ""}, page=at).headers["Location"].partition("#")[0]
    page = writer.get(there).text
    assert "The work screen" in page

    writer.post(there, {**_inputs(page), "do": "add:f"}, page=there)
    form = _inputs(writer.get(there).text)
    form |= {
        "f.0.label": "Order",
        "f.0.key": "order",
        "f.1.label": "Total",
        "f.1.key": "total",
        "f.1.type": "money",
    }
    form |= {"name": "Order slips", "do": "up:f:1"}
    writer.post(there, form, page=there)
    page = writer.get(there).text
    assert page.index('value="total"') < page.index('value="order"')

    said = writer.post(there + "/look", {**_inputs(page), "f.0.key": "Not good"}, page=there).json
    assert said is not None
    assert said["problems"] == ["“Not good” is not a short name like last_name."]
    refused = writer.post(there, {**_inputs(page), "f.0.mask": "xyz", "do": "publish"}, page=there)
    assert refused.status_code == 422
    assert "A mask has a 9 for each digit" in refused.text
    shape = writer.post(there, {**_inputs(page), "f.0.longest": "many", "do": "save"}, page=there)
    assert shape.status_code == 422
    assert "Enter a whole number" in shape.text

    good = {**_inputs(writer.get(there).text), "f.0.mask": "", "do": "publish"}
    answer = writer.post(there, good, page=there)
    assert answer.status_code == 302, re.findall(r"error[^<]*<[^<]*", answer.text)
    assert "Version 1 is in force" in writer.get(there).text
    stale = writer.post(there, {**good, "revision": "1", "do": "save"}, page=there)
    assert stale.status_code == 409
    with unit_of_work(only(client.id)):
        (kind,) = (kind for kind in work_types(client.id) if kind.version)
        assert [field.path for field in kind.form.fields] == ["total", "order"]


def test_a_sample_page_is_taken_and_shown(world: World, web: House) -> None:
    from PIL import Image

    client = world.client()
    writer = Browser.of(web, world.person("administrator"))
    at = f"/work-types/{client.id}"
    there = writer.post(at, {"after": "claims_register"}, page=at).headers["Location"].partition("#")[0]
    out = io.BytesIO()
    Image.new("L", (200, 300), 255).save(out, "PNG")
    sent = writer.post(
        there + "/sample",
        {"files": (io.BytesIO(out.getvalue()), "blank.png")},
        page=there,
        content_type="multipart/form-data",
    )
    assert sent.status_code == 302, sent.text
    assert 'data-draw-page="0"' in writer.get(there).text
    assert writer.get(there + "/sample/0.png").data.startswith(b"\x89PNG")
    assert writer.get(there + "/sample/5.png").status_code == 404
    bad = writer.post(
        there + "/sample",
        {"files": (io.BytesIO(b"MZ not a page"), "blank.png")},
        page=there,
        content_type="multipart/form-data",
    )
    assert bad.status_code == 422


def test_others_have_no_business_here(world: World, web: House) -> None:
    client, other = world.client(), world.client()
    stranger = Browser.of(web, world.person("account_manager", serves=[other]))
    assert stranger.get(f"/work-types/{client.id}").status_code == 404
    agent = Browser.of(web, world.person("agent", serves=[client]))
    assert agent.get(f"/work-types/{client.id}").status_code == 403
