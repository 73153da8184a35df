"""Lists cleaned and forms keyed twice, from the client's file to the deliverable, by the real engine and sandbox."""

import csv
import io

import pytest

from bpo.delivery import queries as delivery_queries
from bpo.jobs.queries import get_data, get_job
from bpo.platform.db import unit_of_work
from bpo.platform.errors import NothingWaiting
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from tests.factories.covered import claim_of, cover, hand_in, submit
from tests.factories.world import NOW, Client, World

CLEAN = (
    "id,name,email,phone,country,dob\n"
    'A1,"O\'BRIEN, tomas",mailto:T@X.org,0151 23480194,Germany,09.01.2006\n'
    "A2,Tomas O'Brien,t@x.org,+4915123480194,DE,2006-01-09\n"
)
OPEN = CLEAN + "A3,Ann Lee,a@x.org,,,03/04/1985\nA4,Bob Ray,b-at-x.org,,,13/06/1990\n"


def files_of(world: World, client: Client, job_id: object) -> dict[str, bytes]:
    with unit_of_work(only(client.id)):
        (made,) = delivery_queries.deliverables_of(client.id, job_id)  # type: ignore[arg-type]
        files = delivery_queries.files_of(client.id, made.id)
        get = world.house.extensions["storage"].of(client.id).get
        return {file.name.rpartition("/")[2]: get(file.storage_key) for file in files}


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    content = next(content for file, content in files.items() if file.endswith(name))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_list_without_doubts_comes_back_clean_untouched_by_people(world: World) -> None:
    client = world.client()
    cover(client, "list_cleaning")
    made = hand_in(world, client, "list_cleaning", files=[("list.csv", "text/csv", CLEAN.encode())])
    world.settle()
    with unit_of_work(only(client.id)):
        job = get_job([client.id], made.job_id)
        assert (job.state, job.touched, job.title) == ("delivered", False, "list.csv")
    files = files_of(world, client, made.job_id)
    assert [row["email"] for row in rows(files, "clean.csv")] == ["t@x.org"]
    assert rows(files, "duplicates.csv")[0]["what"] == "taken out"


def test_only_what_is_doubtful_comes_to_a_person_and_goes_into_the_list(world: World) -> None:
    client = world.client()
    agent = world.person("agent", serves=[client])
    cover(client, "list_cleaning", agent)
    made = hand_in(world, client, "list_cleaning", files=[("list.csv", "text/csv", OPEN.encode())])
    world.settle()
    with unit_of_work(only(client.id)):
        record = get_data(client.id, made.job_id).record
    assert [each["column"] for each in record["questions"]] == ["date_of_birth"]
    assert [each["given"] for each in record["doubts"]] == ["b-at-x.org"]
    decided = {
        **record,
        "questions": [{**each, "decision": "first"} for each in record["questions"]],
        "doubts": [{**each, "clean": "b@x.org"} for each in record["doubts"]],
    }
    submit(client, agent, claim_of(client, agent), decided)
    world.settle()
    files = files_of(world, client, made.job_id)
    found = {row["id"]: row for row in rows(files, "clean.csv")}
    assert (found["A3"]["date_of_birth"], found["A4"]["email"]) == ("1985-04-03", "b@x.org")
    assert {each["by"] for each in rows(files, "changes.csv")} == {"rule", "person"}


def test_what_is_no_list_goes_to_a_person_with_the_reason(world: World) -> None:
    client = world.client()
    agent = world.person("agent", serves=[client])
    cover(client, "list_cleaning", agent)
    made = hand_in(world, client, "list_cleaning", files=[("list.csv", "text/csv", b"nothing here")])
    world.settle()
    assert claim_of(client, agent).job_id == made.job_id
    with unit_of_work(only(client.id)):
        assert [each["code"] for each in get_data(client.id, made.job_id).findings] == ["LIST_EMPTY"]


CARD = {
    "first_name": "Maria",
    "last_name": "Jensen",
    "company": None,
    "position": None,
    "email": "m.jensen@example.org",
    "phone": None,
    "street": None,
    "postcode": None,
    "city": "Aarhus",
    "country": None,
    "consent": "Y",
}


def test_two_key_a_card_blind_and_a_third_settles_what_differs(world: World) -> None:
    client = world.client()
    people = [world.person("agent", serves=[client]) for _ in range(3)]
    cover(client, "contact_cards", *people)
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
        b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    made = hand_in(world, client, "contact_cards", files=[("card.png", "image/png", png)])
    world.settle()
    keyed = (CARD, {**CARD, "city": "Århus", "email": "M.Jensen@example.org"})
    for agent, data in zip(people, keyed, strict=False):
        claim = claim_of(client, agent)
        with unit_of_work(only(client.id)):
            workqueue.submit_part(
                agent=agent,
                tenant_id=client.id,
                task_id=claim.task_id,
                fence=claim.fence,
                data=data,
                active_seconds=20,
                now=NOW,
            )
    world.settle()
    with unit_of_work(only(client.id)):
        found = get_data(client.id, made.job_id)
        assert [each["fields"] for each in found.findings] == [["city"]], (
            "capitals of an address do not count"
        )
        assert found.record["city"] is None
    for keyer in people[:2]:
        with pytest.raises(NothingWaiting):
            claim_of(client, keyer)
    submit(client, people[2], claim_of(client, people[2]), {**CARD, "city": "Aarhus"})
    world.settle()
    with unit_of_work(only(client.id)):
        assert get_job([client.id], made.job_id).state == "delivered"
    (row,) = rows(files_of(world, client, made.job_id), "records.csv")
    assert (row["city"], row["consent"], row["company"]) == ("Aarhus", "Y", "")
