"""The programs' door: keys only, one answer for one request, no lost update, errors that say what is wrong."""

import base64
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bpo.identity import service as identity
from bpo.identity.service import KEY_PERMISSIONS
from bpo.jobs.models import Job
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from tests.factories.hostile import good_pdf, good_xml, zip_of
from tests.factories.world import INVOICES, Client, World

URL = "/api/v1"


@dataclass
class Program:
    """A client's program with its key."""

    http: FlaskClient
    key: str

    def call(self, method: str, path: str, **more: Any) -> Any:
        """One call with the key."""
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        return self.http.open(URL + path, method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> Any:
        """Read."""
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        """Do."""
        return self.call("POST", path, json=body if body is not None else {}, **more)


def key_for(world: World, client: Client, *permissions: str) -> str:
    """A key of the client with these permissions, or all that keys may have."""
    maker = world.person("approver", tenant=client, now=clock.now())
    with unit_of_work(everyone(reason="tests make keys")):
        return identity.create_api_key(
            tenant_id=client.id,
            name="test",
            permissions=list(permissions or KEY_PERMISSIONS),
            expires_at=None,
            by=maker.id,
            now=clock.now(),
        )[1]


def pdf_job(**more: Any) -> dict[str, Any]:
    """A job with one PDF, as JSON."""
    content = base64.b64encode(good_pdf(1)).decode()
    return {"work_type": INVOICES, "files": [{"name": "a.pdf", "content": content}], **more}


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder", now=clock.now())


@pytest.fixture
def program(web, world: World, alder: Client) -> Program:
    return Program(web.test_client(), key_for(world, alder))


def test_a_job_is_handed_in_read_and_listed(program: Program):
    made = program.post("/jobs", pdf_job(reference="RE-1", priority="high", notes="please"))
    assert made.status_code == 201, made.json
    job = made.json
    assert (job["state"], job["priority"], job["client_reference"], job["notes"]) == (
        "received", "high", "RE-1", "please",
    )  # fmt: skip
    assert job["due_at"] is not None
    assert job["documents"][0]["name"] == "a.pdf"
    read = program.get(f"/jobs/{job['id']}")
    assert made.headers["Location"] == f"{URL}/jobs/{job['id']}"
    assert read.json["reference"] == job["reference"]
    assert (
        program.get(f"/jobs/{job['id']}", headers={"If-None-Match": read.headers["ETag"]}).status_code == 304
    )
    assert [each["id"] for each in program.get("/jobs?text=re-1&state=received").json["jobs"]] == [job["id"]]
    assert program.get("/jobs?text=nothing").json == {"jobs": [], "next": None}
    timeline = program.get(f"/jobs/{job['id']}/timeline").json["timeline"]
    assert [each["words"] for each in timeline] == ["We received it"]


def test_a_question_is_read_its_wait_contested_and_answered(program: Program, world: World, alder: Client):
    agent = world.person("agent", serves=[alder], now=clock.now())
    [job] = world.to_person(alder, now=clock.now())
    with unit_of_work(only(alder.id)):
        claim = workqueue.claim_next(agent=agent, now=clock.now(), draw=0.5)
        said = {"tenant_id": alder.id, "task_id": claim.task_id, "fence": claim.fence}
        workqueue.hold(
            workqueue.claimed_task(person_id=agent.id, now=clock.now(), **said),
            person_id=agent.id, worker=agent.name, reason="question", owes="client",
            question="Which cost centre?", until=None, active_seconds=1, now=clock.now(),
        )  # fmt: skip
    path = f"/jobs/{job.job_id}"
    [asked] = program.get(path).json["questions"]
    contest = f"{path}/questions/{asked['id']}/contest"
    assert "reason" in program.post(contest, {"reason": " "}).json["errors"]
    assert program.post(contest, {"reason": "It stands on page two."}).status_code == 200
    assert program.post(contest, {"reason": "Once more."}).status_code == 409
    stranger = Program(program.http, key_for(world, world.client(now=clock.now())))
    assert stranger.post(contest, {"reason": "It is mine."}).status_code == 404
    assert program.post(f"{path}/questions/{asked['id']}/answer", {"answer": "4711"}).status_code == 200
    words = [each["words"] for each in program.get(f"{path}/timeline").json["timeline"]]
    assert any("It stands on page two." in each for each in words), words


def test_a_job_comes_as_a_form_too(program: Program):
    made = program.call(
        "POST",
        "/jobs",
        data={"work_type": INVOICES, "reference": "F-1", "files": (io.BytesIO(good_xml()), "a.xml")},
        content_type="multipart/form-data",
    )
    assert made.status_code == 201, made.json
    assert made.json["documents"][0]["media_type"] == "application/xml"


def test_the_same_key_and_body_give_the_first_answer_byte_by_byte(program: Program):
    headers = {"Idempotency-Key": "k-1"}
    first = program.post("/jobs", pdf_job(), headers=headers)
    again = program.post("/jobs", pdf_job(), headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    other = program.post("/jobs", pdf_job(notes="other"), headers=headers)
    assert other.status_code == 422
    assert other.content_type == "application/problem+json"
    assert len(program.get("/jobs").json["jobs"]) == 1


def test_a_form_is_the_same_request_whatever_its_boundary(program: Program):
    def send(content: bytes) -> Any:
        return program.call(
            "POST",
            "/batches",
            data={"work_type": INVOICES, "files": [(io.BytesIO(content), "a.pdf")]},
            content_type="multipart/form-data",
            headers={"Idempotency-Key": "b-1"},
        )

    first, again, other = send(good_pdf(1)), send(good_pdf(1)), send(good_pdf(2))
    assert (first.status_code, again.data, other.status_code) == (201, first.data, 422)


def test_a_request_that_failed_may_be_sent_again_with_its_key(program: Program):
    headers = {"Idempotency-Key": "k-2"}
    assert program.post("/jobs", pdf_job(priority="asap"), headers=headers).status_code == 422
    assert program.post("/jobs", pdf_job(), headers=headers).status_code == 201


def test_many_at_once_with_one_key_make_one_job(web, world: World, alder: Client):
    key = key_for(world, alder)

    def send(_: int) -> tuple[int, bytes]:
        with web.test_client() as http:
            answer = Program(http, key).post("/jobs", pdf_job(), headers={"Idempotency-Key": "same"})
            return answer.status_code, answer.data

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(16)))
    assert {status for status, _ in answers} == {201}
    assert len({body for _, body in answers}) == 1
    with web.app_context(), unit_of_work(only(alder.id, cleared=())):
        assert db.session.scalar(select(func.count()).select_from(Job)) == 1


def test_one_reference_is_one_job(program: Program):
    first = program.post("/jobs", pdf_job(reference="RE  9")).json
    again = program.post("/jobs", pdf_job(reference=" RE 9 "))
    assert again.status_code == 200
    assert again.json["id"] == first["id"]
    assert again.json["remarks"] == [f"“RE 9” is already {first['reference']}. It was not taken in again."]


def test_the_same_file_is_remarked_upon_and_taken(program: Program):
    first = program.post("/jobs", pdf_job()).json
    second = program.post("/jobs", pdf_job())
    assert second.status_code == 201
    assert first["reference"] in second.json["remarks"][0]


def test_a_change_names_the_version_it_changes(program: Program):
    job = program.post("/jobs", pdf_job()).json
    path, change = f"/jobs/{job['id']}", {"priority": "urgent"}
    assert program.call("PATCH", path, json=change).status_code == 428
    etag = program.get(path).headers["ETag"]
    done = program.call("PATCH", path, json=change, headers={"If-Match": etag})
    assert (done.status_code, done.json["priority"]) == (200, "urgent")
    assert done.json["due_at"] < job["due_at"]
    assert program.call("PATCH", path, json=change, headers={"If-Match": etag}).status_code == 412
    fresh = done.headers["ETag"]
    back = program.call("PATCH", path, json={"priority": "normal"}, headers={"If-Match": fresh})
    assert back.status_code == 200
    assert back.headers["ETag"] not in (etag, fresh)
    assert program.call("PATCH", path, json=change, headers={"If-Match": etag}).status_code == 412
    wrong = program.call("PATCH", path, json={"priority": "x"}, headers={"If-Match": back.headers["ETag"]})
    assert wrong.status_code == 422


def test_a_batch_of_files_and_a_zip_goes_on_beside_what_is_refused(program: Program):
    inside = zip_of([("b.pdf", good_pdf(2)), ("c.pdf", good_pdf(3)), ("empty.pdf", b"")])
    made = program.call(
        "POST",
        "/batches",
        data={
            "work_type": INVOICES,
            "name": "Week 41",
            "files": [
                (io.BytesIO(good_pdf(1)), "a.pdf"),
                (io.BytesIO(inside), "more.zip"),
                (io.BytesIO(b"MZ"), "x.exe"),
            ],
        },
        content_type="multipart/form-data",
    )
    assert made.status_code == 201, made.json
    assert (made.json["total"], made.json["name"]) == (3, "Week 41")
    assert {each["name"] for each in made.json["refused"]} == {"more.zip / empty.pdf", "x.exe"}
    assert len(program.get(f"/jobs?batch={made.json['id']}").json["jobs"]) == 3
    assert program.get(f"/batches/{made.json['id']}").json["states"] == {"received": 3}


def test_the_list_is_paged_without_holes(program: Program):
    made = {program.post("/jobs", pdf_job()).json["id"] for _ in range(5)}
    seen, cursor = [], ""
    for _ in range(3):
        page = program.get(
            "/jobs", query_string={"limit": 2, "cursor": cursor} if cursor else {"limit": 2}
        ).json
        seen += [each["id"] for each in page["jobs"]]
        cursor = page["next"]
    assert cursor is None
    assert (len(seen), set(seen)) == (5, made)


def test_results_are_fetched_accepted_and_sent_back(program: Program, world: World, alder: Client):
    job = program.post("/jobs", pdf_job()).json
    path = f"/jobs/{job['id']}"
    early = program.post(f"{path}/accept")
    assert (early.status_code, early.json["type"]) == (409, "urn:bpo:conflict")
    _deliver(world, alder, job["id"])
    [version] = program.get(f"{path}/deliverables").json["deliverables"]
    file = version["files"][0]
    fetched = program.http.get(file["url"], headers={"Authorization": f"Bearer {program.key}"})
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"
    assert len(fetched.data) == file["size"]
    assert program.post(f"{path}/return", {"reason": " "}).status_code == 422
    assert program.post(f"{path}/return", {"reason": "The date is wrong."}).json["state"] == "returned"
    assert program.post(f"{path}/cancel", {"reason": "no longer needed"}).json["state"] == "cancelled"


def _deliver(world: World, client: Client, job_id: str) -> None:
    from tests.integration.delivery.finished import finish

    finish(world, client, job_id)


def test_only_a_key_opens_the_door(web, world: World, alder: Client):
    person = world.person("submitter", tenant=alder, now=clock.now())
    with web.test_client() as http:
        page = http.get("/sign-in").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        form = {"email": person.email, "password": "a quiet harbour at dawn 17", "csrf_token": token}
        assert http.post("/sign-in", data=form).status_code == 302
        assert http.get("/portal").status_code == 200
        refused = http.get(f"{URL}/jobs")
        assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert http.post(f"{URL}/jobs", json=pdf_job()).status_code == 401
    with web.test_client() as http:
        key = {"Authorization": f"Bearer {key_for(world, alder)}"}
        assert http.get(f"{URL}/jobs", headers=key).status_code == 200
        assert http.get("/portal", headers=key).status_code == 302
        assert http.get(f"{URL}/jobs", headers={"Authorization": "Bearer bpo_live_x"}).status_code == 401


def test_a_key_does_only_what_it_may(web, world: World, alder: Client):
    with web.test_client() as http:
        reader = Program(http, key_for(world, alder, "job.view"))
        assert reader.get("/jobs").status_code == 200
        assert reader.post("/jobs", pdf_job()).status_code == 403


def test_another_clients_job_is_as_no_job(web, world: World, program: Program):
    job = program.post("/jobs", pdf_job()).json
    other = Program(web.test_client(), key_for(world, world.client("Birch", now=clock.now())))
    missing = "00000000-0000-7000-8000-000000000000"
    for suffix in ("", "/timeline", "/deliverables"):
        theirs, none = other.get(f"/jobs/{job['id']}{suffix}"), other.get(f"/jobs/{missing}{suffix}")
        assert (theirs.status_code, theirs.data) == (404, none.data)
    for verb in ("accept", "cancel"):
        assert other.post(f"/jobs/{job['id']}/{verb}").status_code == 404
    assert other.get("/jobs").json["jobs"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"surprise": 1}, "surprise"),
        ({"priority": "asap"}, "priority"),
        ({"reference": "a\u202eb"}, "reference"),
        ({"reference": "x" * 101}, "reference"),
        ({"not_before": "9999-99-99"}, "not_before"),
        ({"not_before": "0001-01-01T00:00:00+14:00"}, "not_before"),
        ({"wanted_by": "1999-01-01"}, "wanted_by"),
        ({"notes": "x" * 2001}, "notes"),
        ({"files": []}, "files"),
        ({"files": [{"name": "a.pdf", "content": "%%%"}]}, "files.0.content"),
        ({"files": [{"name": "a.pdf", "content": "", "size": 3}]}, "files.0.size"),
        ({"files": [{"name": "a.pdf", "content": ""}]}, "files"),
        ({"input": {"surprise": "1"}}, "input.surprise"),
        ({"input": {"po_ref": 1}}, "input.po_ref.value"),
    ],
)
def test_what_is_wrong_is_named(program: Program, body: dict[str, Any], field: str):
    answer = program.post("/jobs", pdf_job() | body)
    assert answer.status_code == 422, answer.json
    assert answer.content_type == "application/problem+json"
    assert field in answer.json["errors"]
    assert program.get("/jobs").json["jobs"] == []


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000, b"[1]", b"\xff\xfe", b'{"a":' * 5000, b"1" * 5000])
def test_what_is_no_json_is_said_so(program: Program, body: bytes):
    answer = program.call("POST", "/jobs", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=x", "state=lost", "cursor=x", "cursor=2026-01-01~x", "batch=x", "received_from=x", "z=1",
     "text=%00", "text=%25_%5C", "received_from=0001-01-01T00:00:00Z"],
)  # fmt: skip
def test_no_query_brings_the_list_down(program: Program, query: str):
    assert program.get(f"/jobs?{query}").status_code in (200, 422)


def test_an_unknown_service_and_keys_out_of_ascii_are_refused(program: Program):
    assert program.post("/jobs", pdf_job() | {"work_type": "\ud800x"}).status_code == 404
    bad = program.post("/jobs", pdf_job(), headers={"Idempotency-Key": "x" * 256})
    assert bad.status_code == 422


def test_the_description_is_openapi_and_names_every_route(program: Program):
    described = program.http.get(f"{URL}/openapi.json").json
    assert described["openapi"] == "3.1.0"
    routes = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in program.http.application.url_map.iter_rules()
        if rule.rule.startswith(URL) and rule.endpoint not in ("openapi_json", "api_docs")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    told = {(method, path) for path, methods in described["paths"].items() for method in methods}
    assert routes <= told
    page = program.http.get(f"{URL}/docs")
    assert page.status_code == 200
    assert "<script>" not in page.text
    json.dumps(described)


def test_redis_away_does_not_stop_programs(settings, world: World, alder: Client):
    from dataclasses import replace

    from bpo.app import create_app

    house = create_app(replace(settings, redis_url="redis://127.0.0.1:1/0"))
    with house.test_client() as http:
        answer = Program(http, key_for(world, alder)).post("/jobs", pdf_job())
    assert answer.status_code == 201
