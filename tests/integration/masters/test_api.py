"""Programs and lists: rows as JSON and as files, errors by row, one answer for one request."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from bpo.identity import service as identity
from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone
from tests.factories.world import Client, World

LISTS = "/api/v1/lists"
VENDORS = f"{LISTS}/vendors"
IBAN, OTHER_IBAN = "DE89370400440532013000", "FR7630006000011234567890189"
GOOD = {"vendor_id": "V1", "name": "One", "iban": IBAN}
BAD = {"vendor_id": "V2", "country": "Germany"}


class Program:
    """A client's program with its key."""

    def __init__(self, http: FlaskClient, key: str) -> None:
        self.http, self.key = http, key

    def call(self, method: str, url: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        return self.http.open(url, method=method, headers=headers, **more)

    def put(self, *rows: dict[str, Any], headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.call("POST", f"{VENDORS}/rows", json={"rows": list(rows), **more}, headers=headers or {})

    def send(self, content: bytes, **form: str) -> Any:
        data = {"files": (io.BytesIO(content), "vendors.csv"), **form}
        return self.call("POST", f"{VENDORS}/imports", data=data)

    def rows(self) -> list[dict[str, Any]]:
        return self.call("GET", f"{VENDORS}/rows").json["rows"]  # type: ignore[no-any-return]


def program_of(web: Any, world: World, client: Client, *permissions: str) -> Program:
    maker = world.person("approver", tenant=client, now=clock.now())
    with unit_of_work(everyone(reason="tests make keys")):
        _, key = identity.create_api_key(
            tenant_id=client.id,
            name="ERP",
            permissions=list(permissions),
            expires_at=None,
            by=maker.id,
            now=clock.now(),
        )
    return Program(web.test_client(), key)


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder", now=clock.now())


@pytest.fixture
def program(web: Any, world: World, alder: Client) -> Program:
    return program_of(web, world, alder, "master.view", "master.edit")


def test_rows_go_in_as_json_and_come_out_with_secrets_masked(program: Program) -> None:
    made = program.put(GOOD, {"vendor_id": "V2", "name": "Two", "po_required": "no"})
    assert made.status_code == 200, made.json
    assert (made.json["applied"], made.json["counts"]["new"]) == (True, 2)
    first, second = program.rows()
    assert (first["values"]["iban"], first["version"]) == ("••••3000", 1)
    assert second["values"]["po_required"] == "N"
    lists = {each["key"]: each for each in program.call("GET", LISTS).json["lists"]}
    assert lists["vendors"]["rows"] == 2
    assert lists["invoice_policy"]["single"]


def test_bad_rows_are_named_by_their_path_and_nothing_goes_in(program: Program) -> None:
    refused = program.put(GOOD, BAD)
    assert refused.status_code == 422
    assert refused.json["errors"] == {
        "rows.1.name": ["Is missing."],
    }
    assert program.rows() == []
    tried = program.put(GOOD, BAD, dry_run=True)
    assert (tried.status_code, tried.json["applied"], tried.json["counts"]["refused"]) == (200, False, 1)
    partly = program.put(GOOD, BAD, partly=True)
    assert (partly.json["counts"]["new"], partly.json["problems"][0]["row"]) == (1, 2)
    assert len(program.rows()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"rows": []},
        {"rows": [{"colour": "red"}]},
        {"rows": [{"vendor_id": 5}]},
        {"rows": "V1"},
        {"rows": [GOOD], "mode": "mix"},
        {"rows": [GOOD], "more": True},
        {},
    ],
)
def test_what_is_not_described_is_refused(program: Program, body: dict[str, Any]) -> None:
    refused = program.call("POST", f"{VENDORS}/rows", json=body)
    assert refused.status_code == 422
    assert refused.json["errors"]


def test_the_same_request_is_answered_once(program: Program) -> None:
    key = {"Idempotency-Key": "one"}
    first, again = program.put(GOOD, headers=key), program.put(GOOD, headers=key)
    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    assert program.put({**GOOD, "name": "Other"}, headers=key).status_code == 422
    assert program.rows()[0]["version"] == 1


def test_a_whole_list_closes_what_is_not_sent(program: Program) -> None:
    program.put(GOOD, {"vendor_id": "V2", "name": "Two"})
    changed = program.put({"vendor_id": "V2", "name": "Two"}, mode="replace")
    assert changed.json["counts"] == {
        "new": 0, "changed": 0, "unchanged": 1, "removed": 1, "refused": 0, "secrets": 0,
    }  # fmt: skip
    assert [row["values"]["vendor_id"] for row in program.rows()] == ["V2"]


def test_another_bank_account_waits_for_a_person(program: Program) -> None:
    program.put(GOOD)
    waits = program.put({**GOOD, "iban": OTHER_IBAN})
    assert (waits.json["applied"], waits.json["waits_for_a_person"]) == (False, True)
    assert program.rows()[0]["version"] == 1
    by_file = program.send(f"vendor_id;name;iban\nV1;One;{OTHER_IBAN}\n".encode())
    assert (by_file.json["applied"], by_file.json["waits_for_a_person"]) == (False, True)
    assert program.rows()[0]["version"] == 1


def test_a_file_goes_in_or_is_refused_row_by_row(program: Program) -> None:
    good = program.send(b"vendor_id;name\nV1;One\n")
    assert (good.status_code, good.json["applied"]) == (200, True), good.json
    bad = program.send(b"vendor_id;name\nV2;\n")
    assert bad.status_code == 422
    assert bad.json["errors"] == {"row 2": ["name: Is missing."]}
    assert program.send(b"vendor_id;name\nV2;\nV3;Three\n", partly="true").json["counts"]["new"] == 1
    assert not program.send(b"vendor_id;name\nV4;Four\n", dry_run="true").json["applied"]
    assert program.send(b"nothing").status_code == 422
    assert len(program.rows()) == 2


def test_pages_of_rows_follow_one_another(program: Program) -> None:
    program.put(*({"vendor_id": f"V{number}", "name": "x"} for number in range(7)))
    seen, after = [], ""
    while after is not None:
        page = program.call("GET", f"{VENDORS}/rows", query_string={"after": after, "limit": "3"}).json
        seen += [row["values"]["vendor_id"] for row in page["rows"]]
        after = page["next"]
    assert seen == [f"V{number}" for number in range(7)]


def test_a_key_may_only_what_it_carries(web: Any, world: World, alder: Client, program: Program) -> None:
    reader = program_of(web, world, alder, "master.view")
    assert reader.put(GOOD).status_code == 403
    assert reader.call("GET", LISTS).status_code == 200
    none = program_of(web, world, alder, "job.view")
    assert none.call("GET", LISTS).status_code == 403
    assert program.call("GET", f"{LISTS}/secrets/rows").status_code == 404
