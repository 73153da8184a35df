"""What finished invoices ask to be paid: listed once, in one file at most, whoever asks at the same time."""

import re
import threading
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from lxml import etree
from sqlalchemy import select

from bpo.delivery import service as delivery
from bpo.jobs.queries import get_job
from bpo.masters import service as masters
from bpo.masters.queries import list_of
from bpo.payments import queries, service
from bpo.payments.models import PaymentDue, PaymentFile
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.browser import Browser
from tests.factories.world import Client, World
from tests.integration.test_chain import GOOD

NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
IBAN, OURS = "DE89370400440532013000", "FR7630006000011234567890189"
PAYABLE = GOOD | {"iban": IBAN, "pay_to": IBAN, "pay_from": OURS}


@pytest.fixture
def alder(world: World) -> Client:
    return world.client("Alder", now=clock.now() - timedelta(hours=2))


@pytest.fixture
def approver(world: World, alder: Client) -> Caller:
    return world.person("approver", tenant=alder, now=clock.now())


def invoice(world: World, client: Client, number: str, *, known: bool = True, **fields: Any) -> UUID:
    """An invoice delivered to the client, to be paid to an account that its vendor list knows, or not."""
    if known:
        _know_the_vendor(world, client)
    now = clock.now()
    agent = world.person("agent", serves=[client], now=now)
    [made] = world.to_person(client, now=now)
    _work(world, client, agent, {"number": number, **fields})
    return made.job_id


def _work(world: World, client: Client, agent: Caller, fields: dict[str, Any]) -> None:
    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=agent, now=clock.now() + timedelta(seconds=5), draw=0.5)
    words: dict[str, str] = {}
    while True:
        try:
            with unit_of_work(only(client.id)):
                workqueue.submit(
                    agent=agent, tenant_id=client.id, task_id=claim.task_id, fence=claim.fence,
                    record=PAYABLE | fields, confirmed=words, active_seconds=1, now=clock.now() + timedelta(seconds=6),
                )  # fmt: skip
            break
        except Invalid as invalid:
            if invalid.errors.keys() <= words.keys():
                raise
            words = dict.fromkeys(invalid.errors, "as printed")
    world.settle(clock.now() + timedelta(seconds=8))


def _know_the_vendor(world: World, client: Client) -> None:
    approver = world.person("approver", tenant=client, now=clock.now())
    with unit_of_work(only(client.id, actor=approver.id)):
        masters.put_rows(
            tenant_id=client.id, masters=list_of(client.id, "vendors", clock.now()),
            rows=[{"vendor_id": "V1", "name": GOOD["seller"], "iban": IBAN}],
            replace=False, partly=False, dry_run=False, by=approver,
            storage=world.house.extensions["storage"], now=clock.now(),
        )  # fmt: skip


def lines(client: Client) -> list[tuple[PaymentDue, str]]:
    with unit_of_work(only(client.id)):
        return [(line, job.reference) for line, job in queries.open_lines(client.id)]


def make(world: World, who: Caller, ids: list[UUID]) -> PaymentFile:
    with unit_of_work(client_scope(who.tenant_id, actor=who.id)):
        put = world.house.extensions["storage"].of(who.tenant_id).put
        return service.make(line_ids=ids, by=who, put=put, now=clock.now())


def test_finished_invoices_are_paid_by_one_file(world: World, alder: Client, approver: Caller):
    invoice(world, alder, "RE-1")
    invoice(world, alder, "RE-2", due_date="2030-01-31")
    found = lines(alder)
    assert [line.amount for line, _ in found] == [Decimal(GOOD["payable"])] * 2
    file = make(world, approver, [line.id for line, _ in found])
    assert lines(alder) == []
    root = etree.fromstring(world.house.extensions["storage"].of(alder.id).get(file.storage_key))
    assert root.findtext(".//p:GrpHdr/p:NbOfTxs", namespaces=NS) == "2"
    assert Decimal(root.findtext(".//p:GrpHdr/p:CtrlSum", namespaces=NS)) == 2 * Decimal(GOOD["payable"])
    assert root.findtext(".//p:GrpHdr/p:MsgId", namespaces=NS) == file.name
    days = [day.text for day in root.findall(".//p:ReqdExctnDt/p:Dt", namespaces=NS)]
    soonest = max(file.made_at.date().isoformat(), GOOD["due_date"])
    assert days == [soonest, "2030-01-31"], "what was due is paid at once"
    with pytest.raises(Conflict):
        make(world, approver, [found[0][0].id])


def test_what_is_due_until_a_day_is_chosen(world: World, alder: Client, approver: Caller, web):
    for number, due in (("RE-1", "2030-01-31"), ("RE-2", "2030-02-01")):
        invoice(world, alder, number, due_date=due)
    browser = Browser.of(web, approver)
    page = browser.get("/payments?until=2030-01-31").text
    assert page.count('name="due"') == 1
    assert browser.get("/payments").text.count('name="due"') == 2
    assert "Nothing is due until" in browser.get("/payments?until=2030-01-30").text
    assert browser.get("/payments?until=soon").status_code == 422


def test_nothing_is_paid_to_an_account_that_only_the_invoice_names(world: World, alder: Client):
    invoice(world, alder, "RE-1", known=False, pay_to=None)
    assert lines(alder) == []


def test_what_was_sent_back_is_not_paid_until_it_comes_again(world: World, alder: Client, approver: Caller):
    job_id = invoice(world, alder, "RE-1")
    [(line, _)] = lines(alder)
    with unit_of_work(client_scope(alder.id, actor=approver.id)):
        delivery.send_back(
            tenant_id=alder.id, job_id=job_id, reason="wrong number",
            by_id=approver.id, by_name=approver.name, now=clock.now(),
        )  # fmt: skip
    assert lines(alder) == []
    with pytest.raises(Conflict, match="sent back"):
        make(world, approver, [line.id])


def test_a_correction_of_what_was_paid_is_told_and_not_paid_again(
    world: World, alder: Client, approver: Caller, web
):
    job_id = invoice(world, alder, "RE-1")
    make(world, approver, [line.id for line, _ in lines(alder)])
    agent = world.person("agent", serves=[alder], now=clock.now())
    with unit_of_work(client_scope(alder.id, actor=approver.id)):
        delivery.send_back(
            tenant_id=alder.id, job_id=job_id, reason="wrong payee",
            by_id=approver.id, by_name=approver.name, now=clock.now(),
        )  # fmt: skip
    world.settle(clock.now() + timedelta(seconds=2))
    with unit_of_work(only(alder.id)):
        task = db.session.scalars(select(Task).where(Task.job_id == job_id, Task.finished_at.is_(None))).one()
        task.reserved_for = None
    _work(world, alder, agent, {"seller": "Somebody Else GmbH"})
    assert lines(alder) == []
    with unit_of_work(only(alder.id)):
        [(_, job, _)] = queries.corrected_lines(alder.id)
        assert job.id == job_id
        reference = get_job([alder.id], job_id).reference
    page = Browser.of(web, approver).get("/payments").text
    assert f"{reference}</a> was corrected after it went into" in page


def test_of_many_who_pay_the_same_at_once_one_does(world: World, alder: Client, approver: Caller):
    for number in range(3):
        invoice(world, alder, f"RE-{number}")
    ids = [line.id for line, _ in lines(alder)]
    done: list[str] = []
    begin = threading.Barrier(8)

    def pay() -> None:
        with world.house.app_context():
            begin.wait()
            try:
                done.append(make(world, approver, ids).name)
            except Conflict:
                done.append("")

    threads = [threading.Thread(target=pay) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([name for name in done if name]) == 1
    assert len(done) == 8


def test_a_void_file_is_not_given_out_and_its_lines_wait_again(
    world: World, alder: Client, approver: Caller, web
):
    invoice(world, alder, "RE-1")
    browser = Browser.of(web, approver)
    page = browser.get("/payments").text
    chosen = re.search(r'name="due" value="([0-9a-f-]{36})"', page)
    assert chosen
    assert "Choose at least one" in browser.post("/payments", data={}).text
    made = browser.post("/payments", data={"due": chosen[1]})
    assert made.status_code == 303
    where = made.headers["Location"]
    assert GOOD["seller"] in browser.get(where).text
    given = browser.get(f"{where}/file")
    assert (given.status_code, given.headers["Content-Disposition"][:10]) == (200, "attachment")
    assert browser.post("/payments", data={"due": chosen[1]}).status_code == 409
    assert browser.post(f"{where}/void", data={"reason": " "}).status_code == 422
    assert browser.post(f"{where}/void", data={"reason": "never sent to the bank"}).status_code == 303
    assert browser.get(f"{where}/file").status_code == 409
    assert browser.post(f"{where}/void", data={"reason": "once more"}).status_code == 409
    assert len(lines(alder)) == 1
    world.settle(clock.now() + timedelta(seconds=2))
    assert "In payment file" in browser.get(re.search(r'href="(/jobs/[0-9a-f-]{36})"', page)[1]).text  # type: ignore[index]


def test_a_submitter_sees_no_payments(world: World, alder: Client, web):
    browser = Browser.of(web, world.person("submitter", tenant=alder, now=clock.now()))
    assert browser.get("/payments").status_code == 403
