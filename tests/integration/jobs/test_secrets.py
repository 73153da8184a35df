"""A secret of a job stands nowhere in the database as it is, is masked where it is read, and shown only on demand."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import select, text

from bpo.catalog.registry import work_type
from bpo.delivery.models import Deliverable
from bpo.events.models import Event
from bpo.jobs.models import JobPaper
from bpo.jobs.queries import get_data, get_job, papers_of
from bpo.jobs.service import keep_record, suspected_duplicates
from bpo.platform.crypto import FieldCipher, Undecryptable
from bpo.platform.db import db, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.rekeying import rekey
from bpo.platform.scope import everyone, only
from bpo.platform.web import House
from bpo.workqueue import service as workqueue
from bpo.workqueue.queries import draft_of
from tests.factories.offered import offered
from tests.factories.world import INVOICES, NOW, Client, World
from tests.integration.wall.crowd import RECORD, cookie

IBAN = "DE89370400440532013000"
PART = "QX7SECRETLINE"
SECRET = RECORD | {
    "iban": IBAN,
    "lines": [{"description": PART, "quantity": "4", "unit_price": "25.00", "line_net": "100.00"}],
}


@pytest.fixture(autouse=True)
def _ibans_are_secret() -> Iterator[None]:
    form = work_type(INVOICES).form
    fields = tuple(
        field if field.path != "iban" else type(field)(path="iban", label="IBAN", secret=True)
        for field in form.fields
    )
    with offered(
        INVOICES, secrets=("lines.*.description",), form=type(form)(fields=fields, tables=form.tables)
    ):
        yield


def _everything(dsn: str) -> str:
    """All that stands in the database, as text."""
    with psycopg.connect(dsn) as connection:
        tables = connection.execute(
            "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        ).fetchall()
        return "\n".join(
            str(
                connection.execute(
                    sql.SQL("SELECT x::text FROM {} x").format(sql.Identifier(name))
                ).fetchall()
            )
            for (name,) in tables
        )


def _keep(client: Client, job_id: UUID, record: dict[str, Any]) -> None:
    with unit_of_work(only(client.id)):
        job = get_job([client.id], job_id)
        keep_record(
            job, record, (), work_type(INVOICES), confirmed={}, now=NOW, actor_id=None, actor_name="Ann"
        )


@pytest.fixture
def kept(world: World) -> tuple[Client, UUID]:
    """A job whose record, draft, paper and result hold secrets."""
    client = world.client()
    agent = world.person("agent", serves=[client])
    (made,) = world.to_person(client)
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
        workqueue.save_draft(
            tenant_id=client.id,
            task_id=claim.task_id,
            person_id=agent.id,
            data={"values": {"iban": IBAN, "lines.0.description": PART}},
            now=NOW,
        )
        workqueue.save_draft(
            tenant_id=client.id,
            task_id=claim.task_id,
            person_id=agent.id,
            data={"values": {"iban": IBAN, "lines.0.description": PART, "number": "7"}},
            now=NOW,
        )
    _keep(client, made.job_id, SECRET)
    with unit_of_work(only(client.id)):
        assert draft_of(client.id, claim.task_id, agent.id).data["values"]["iban"] == IBAN  # type: ignore[union-attr]
        db.session.add(
            JobPaper(
                tenant_id=client.id,
                id=new_id(),
                job_id=made.job_id,
                name="inputs",
                sha256="0",
                content=IBAN.encode(),
                made_at=NOW,
            )
        )
        db.session.add(
            Deliverable(
                tenant_id=client.id, id=new_id(), job_id=made.job_id, version=1, record=SECRET, created_at=NOW
            )
        )
    return client, made.job_id


def test_no_secret_stands_in_the_database_as_it_is(kept: tuple[Client, UUID], admin_dsn: str) -> None:
    client, job_id = kept
    everything = _everything(admin_dsn)
    assert IBAN not in everything
    assert PART not in everything
    assert IBAN.encode().hex() not in everything
    with unit_of_work(only(client.id)):
        assert get_data(client.id, job_id).record == SECRET
        assert papers_of(client.id, job_id) == {"inputs": IBAN.encode()}
        assert db.session.scalars(select(Deliverable)).one().record["iban"] == IBAN


def test_what_was_written_stays_open_in_the_unit_of_work(kept: tuple[Client, UUID]) -> None:
    client, job_id = kept
    with unit_of_work(only(client.id)):
        data = get_data(client.id, job_id)
        data.record = {**data.record, "iban": "DE02120300000000202051"}
        db.session.flush()
        assert data.record["iban"] == "DE02120300000000202051"
        db.session.expire(data)
        assert data.record["iban"] == "DE02120300000000202051"


def test_history_keys_and_title_tell_no_secret(kept: tuple[Client, UUID]) -> None:
    client, _ = kept
    with unit_of_work(only(client.id)):
        (event,) = db.session.scalars(select(Event).where(Event.name == "job.corrected"))
        assert event.data["changes"]["iban"] == [None, "••••3000"]
        assert event.data["changes"]["number"] == [None, RECORD["number"]]


def test_the_same_secret_in_another_job_is_still_found(kept: tuple[Client, UUID], world: World) -> None:
    client, _ = kept
    kind = work_type(INVOICES)
    keys = kind.duplicate_keys(SECRET)
    assert any(IBAN in key.value for key in keys) or keys
    (other,) = world.to_person(client)
    with unit_of_work(only(client.id)):
        job = get_job([client.id], other.job_id)
        assert suspected_duplicates(job, SECRET, kind)


def test_pages_and_programs_read_it_masked_and_a_manager_may_look(
    kept: tuple[Client, UUID], world: World, web: House
) -> None:
    client, job_id = kept
    manager = {"Cookie": cookie(web, world.person("approver", tenant=client))}
    browser = web.test_client(use_cookies=False)
    page = browser.get(f"/jobs/{job_id}", headers=manager).text
    assert IBAN not in page
    assert PART not in page
    assert "••••3000" in page
    web.config["WTF_CSRF_ENABLED"] = False
    try:
        assert browser.post(f"/jobs/{job_id}/reveal", headers=manager).status_code == 422
        shown = browser.post(
            f"/jobs/{job_id}/reveal", headers=manager, data={"reveal_reason": "the bank called"}
        ).text
    finally:
        web.config["WTF_CSRF_ENABLED"] = True
    assert IBAN in shown
    after = browser.get(f"/jobs/{job_id}", headers=manager).text
    assert IBAN not in after
    assert "the bank called" in after
    submitter = {"Cookie": cookie(web, world.person("submitter", tenant=client))}
    assert browser.post(f"/jobs/{job_id}/reveal", headers=submitter).status_code in (400, 403)


def test_a_value_copied_to_another_row_does_not_open(kept: tuple[Client, UUID], world: World) -> None:
    client, job_id = kept
    (other,) = world.to_person(client)
    with unit_of_work(everyone(reason="somebody copies")):
        db.session.execute(
            text("UPDATE job_data SET record = (SELECT record FROM job_data WHERE id = :a) WHERE id = :b"),
            {"a": job_id, "b": other.job_id},
        )
    with pytest.raises(Undecryptable), unit_of_work(only(client.id)):
        get_data(client.id, other.job_id)


def test_a_new_key_takes_over_and_the_old_one_may_go(
    kept: tuple[Client, UUID], house: House, admin_dsn: str
) -> None:
    client, job_id = kept
    before = house.extensions["field_cipher"]
    old, new = (
        next(iter(house.extensions["settings"].field_keys.values())),
        b"another plum, another plum 12345",
    )
    try:
        house.extensions["field_cipher"] = FieldCipher({0: old, 1: new})
        with unit_of_work(everyone(reason="the test changes the key")):
            assert rekey(limit=1000) >= 4
            assert rekey(limit=1000) == 0
        house.extensions["field_cipher"] = FieldCipher({1: new})
        with unit_of_work(only(client.id)):
            assert get_data(client.id, job_id).record == SECRET
            assert papers_of(client.id, job_id) == {"inputs": IBAN.encode()}
            assert db.session.scalars(select(Deliverable)).one().record["iban"] == IBAN
        assert json.dumps(IBAN) not in _everything(admin_dsn)
    finally:
        house.extensions["field_cipher"] = before
