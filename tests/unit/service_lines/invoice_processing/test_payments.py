"""Payment files: only what is certain is paid, to the cent, in the schema's order and letters that banks take."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from bpo.catalog.rules import ReleasedJob
from bpo.service_lines.credit_transfers import NAMESPACE, plain
from bpo.service_lines.invoice_processing import WORK_TYPE
from bpo.service_lines.invoice_processing.capture import read_xml
from bpo.service_lines.invoice_processing.payments import payment_file, payment_of
from bpo.service_lines.invoice_processing.record import complete
from tests.unit.service_lines.invoice_processing.documents import ubl

OURS, THEIRS, OTHER = "DE02120300000000202051", "DE55216853973738157247", "FR7634578688646841412250373"
NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def record(**changes: Any) -> dict[str, Any]:
    found = read_xml(ubl())
    assert found is not None
    known = {"iban": THEIRS, "pay_to": THEIRS, "pay_from": f"{OURS} BYLADEM1001"}
    return {**complete(found), **known, **changes}


def texts(content: bytes, name: str) -> list[str | None]:
    return [element.text for element in etree.fromstring(content).iter(f"{{{NAMESPACE}}}{name}")]


def test_a_released_invoice_with_a_known_account_brings_its_payment() -> None:
    job = ReleasedJob(reference="J-1", client_reference=None, record=record())
    files = {file.name: file.content for file in WORK_TYPE.deliver(job)}
    content = files["payment.xml"]
    assert texts(content, "InstdAmt") == ["119.00"]
    assert texts(content, "IBAN") == [OURS, THEIRS]
    assert texts(content, "BICFI") == ["BYLADEM1001"]
    assert texts(content, "EndToEndId") == ["J-1"]
    listed = {each["name"]: each["sha256"] for each in json.loads(files["manifest.json"])["files"]}
    assert listed["payment.xml"] == hashlib.sha256(content).hexdigest()
    again = {file.name: file.content for file in WORK_TYPE.deliver(job)}
    assert again["payment.xml"] == content


@pytest.mark.parametrize(
    "changes",
    [
        {"pay_to": None},
        {"pay_to": OTHER},
        {"iban": OTHER},
        {"iban": None},
        {"iban": "DE55216853973738157248", "pay_to": "DE55216853973738157248"},
        {"pay_from": None},
        {"pay_from": "DE55216853973738157248"},
        {"type_code": "381"},
        {"payable": "0.00"},
        {"payable": "-5.00"},
        {"payable": "1.005"},
        {"payable": None},
        {"issue_date": "soon"},
        {"currency": None},
    ],
)
def test_what_is_not_certain_is_not_paid(changes: dict[str, Any]) -> None:
    assert payment_of(record(**changes), reference="J-1") is None


def test_an_account_confirmed_by_a_call_is_paid() -> None:
    payment = payment_of(record(pay_to=None, iban=OTHER), reference="J-1", confirmed=True)
    assert payment is not None
    assert payment.pay_to == OTHER


def test_many_payments_are_grouped_and_their_sums_are_right() -> None:
    made = [
        payment_of(record(payable=amount, due_date=due, currency=currency), reference=f"J-{number}")
        for number, (amount, due, currency) in enumerate(
            [
                ("0.10", "2026-05-10", "EUR"),
                ("0.20", "2026-05-10", "EUR"),
                ("7.00", "2026-05-11", "EUR"),
                ("8", "2026-05-11", "SEK"),
            ]
        )
    ]
    payments = [payment for payment in made if payment is not None]
    content = payment_file(payments, message_id="RUN-2026-05", created=NOW)
    assert texts(content, "NbOfTxs") == ["4", "2", "1", "1"]
    assert texts(content, "CtrlSum") == ["15.30", "0.30", "7.00", "8.00"]
    assert sum(Decimal(text or "0") for text in texts(content, "InstdAmt")) == Decimal("15.30")
    assert len(set(texts(content, "PmtInfId"))) == 3
    assert texts(content, "Cd") == ["SEPA", "SEPA"]
    assert texts(content, "CreDtTm") == ["2026-05-04T03:02:01"]


def test_a_group_has_the_order_of_the_schema() -> None:
    payment = payment_of(record(), reference="J-1")
    assert payment is not None
    root = etree.fromstring(payment_file([payment], message_id="M", created=NOW))
    group = root[0][1]
    assert [etree.QName(element).localname for element in group] == [
        "PmtInfId", "PmtMtd", "NbOfTxs", "CtrlSum", "PmtTpInf", "ReqdExctnDt", "Dbtr", "DbtrAcct", "DbtrAgt", "ChrgBr",
        "CdtTrfTxInf",
    ]  # fmt: skip
    assert [etree.QName(element).localname for element in group[-1]] == [
        "PmtId", "Amt", "Cdtr", "CdtrAcct", "RmtInf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kessler & Söhne Reinigung OHG", "Kessler + Sohne Reinigung OHG"),
        ("Mälardalens Städ AB", "Malardalens Stad AB"),
        ("Straße „1“ <x>", "Strasse 1 x"),
        ("株式会社", "NOTPROVIDED"),
        ("x" * 200, "x" * 70),
    ],
)
def test_letters_that_every_bank_takes(text: str, kept: str) -> None:
    assert plain(text, 70) == kept


def test_no_payments_make_no_file() -> None:
    with pytest.raises(ValueError, match="needs a payment"):
        payment_file([], message_id="M", created=NOW)
