"""Holding an invoice against a client's lists: findings, coding, approvals, and whom to pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bpo.catalog.rules import Assessment, EarlierJob, Severity
from bpo.service_lines.invoice_processing import WORK_TYPE
from bpo.service_lines.invoice_processing.assess import assess
from bpo.service_lines.invoice_processing.duplicates import duplicate_keys
from bpo.service_lines.invoice_processing.masters import MASTERS
from bpo.service_lines.invoice_processing.plausibility import plausibility
from bpo.service_lines.invoice_processing.record import complete
from bpo.workqueue.rules import is_absent

IBAN, NEW_IBAN, OURS = "DE55216853973738157247", "GB27BARC38603386586236", "DE02120300000000202051"


@dataclass
class Client:
    """A client's lists, as `Reference` gives them."""

    lists: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    policy_row: dict[str, str] = field(default_factory=dict)
    jobs: list[EarlierJob] = field(default_factory=list)
    received_at: datetime = datetime(2026, 3, 12, 9, tzinfo=UTC)

    def rows(self, list_key: str, **equal: str) -> Sequence[Mapping[str, str]]:
        assert any(each.key == list_key for each in MASTERS)
        return [
            row
            for row in self.lists.get(list_key, [])
            if all(row.get(key) == value for key, value in equal.items())
        ]

    def policy(self, list_key: str) -> Mapping[str, str]:
        (found,) = (each for each in MASTERS if each.key == list_key and each.single)
        return {column.key: column.usual for column in found.columns} | self.policy_row

    def earlier(self, kind: str, value: str) -> Sequence[EarlierJob]:
        return [
            job
            for job in self.jobs
            if (kind, value) in {(key.kind, key.value) for key in duplicate_keys(job.record)}
        ]


def invoice(**changes: Any) -> dict[str, Any]:
    made = {
        "number": "R-77", "issue_date": "2026-03-10", "type_code": "380", "currency": "EUR", "gross": "238.00",
        "seller": "Nordlicht Bürobedarf GmbH", "seller_vat_id": "DE292520900", "buyer": "Contoso Group",
        "iban": IBAN, "po_ref": "PO-1001", "net": "200.00", "vat": "38.00", "payable": "238.00",
        "vat_breakdown": [{"category": "S", "rate": "19", "taxable": "200.00", "tax": "38.00"}],
        "lines": [
            {"description": "Copy paper A4", "quantity": "10", "unit_price": "12.00", "line_net": "120.00",
             "vat_rate": "19", "sku": "A1"},
            {"description": "Desk lamp", "quantity": "2", "unit_price": "40.00", "line_net": "80.00",
             "vat_rate": "19", "sku": "B2"},
        ],
    }  # fmt: skip
    return complete(made | changes)


def client(**policy: str) -> Client:
    lines = [
        {"po": "PO-1001", "line": "1", "sku": "A1", "description": "Copy paper A4", "qty": "10", "unit_price": "12.00",
         "gl": "6815", "cost_centre": "K10"},
        {"po": "PO-1001", "line": "2", "sku": "B2", "description": "Desk lamp", "qty": "4", "unit_price": "40.00",
         "gl": "6845"},
    ]  # fmt: skip
    return Client(
        lists={
            "vendors": [
                {"vendor_id": "V1", "name": "Nordlicht Bürobedarf GmbH", "country": "DE", "vat_id": "DE292520900",
                 "iban": f"{IBAN}; DE26981108967847065123", "default_gl": "6815", "po_required": "Y",
                 "status": "active"},
                {"vendor_id": "V2", "name": "Stadtwerke", "country": "DE", "vat_id": "DE482663942", "iban": OURS,
                 "default_gl": "6325", "po_required": "N", "status": "active"},
            ],
            "purchase_orders": [
                {"po": "PO-1001", "vendor_id": "V1", "currency": "EUR", "status": "open", "order_date": "2026-02-01"}
            ],
            "purchase_order_lines": lines,
            "goods_receipts": [
                {"po": "PO-1001", "line": line["line"], "qty_received": line["qty"], "date": "2026-03-01"}
                for line in lines
            ],
        },
        policy_row=policy,
    )  # fmt: skip


def codes(found: Assessment, *severities: Severity) -> set[str]:
    wanted = severities or (Severity.STOP, Severity.ASK)
    return {finding.code for finding in found.findings if finding.severity in wanted}


def added(found: Assessment) -> dict[str, Any]:
    return {reading.path: reading.value for reading in found.additions}


def earlier(record: dict[str, Any], state: str = "delivered", reference: str = "J-0") -> EarlierJob:
    return EarlierJob(
        reference=reference, state=state, received_at=datetime(2026, 1, 1, tzinfo=UTC), record=record
    )


def test_a_client_without_lists_is_asked_nothing() -> None:
    found = assess(invoice(), Client())
    assert found == Assessment()


def test_a_sound_invoice_is_coded_by_its_order_and_paid_to_the_known_account() -> None:
    found = assess(invoice(), client(pay_from=OURS, pay_from_bic="BYLADEM1001"))
    assert codes(found) == set()
    assert added(found) == {
        "lines.0.gl_account": "6815",
        "lines.0.cost_center": "K10",
        "lines.1.gl_account": "6845",
        "vendor_id": "V1",
        "pay_to": IBAN,
        "pay_from": f"{OURS} BYLADEM1001",
    }


def test_every_code_has_words_for_the_client() -> None:
    found = assess(
        invoice(
            iban=NEW_IBAN, buyer="Somebody", lines=[{"description": "X", "quantity": "1", "line_net": "9"}]
        ),
        client(our_legal_entity="Contoso Group", approval_limit="1"),
    )
    said = codes(found, *Severity)
    assert {"IBAN_CHANGED", "WRONG_BUYER", "LINE_NOT_ON_PO", "APPROVAL_NEEDED"} <= said
    assert said <= set(WORK_TYPE.reasons)


def test_a_changed_account_calls_for_two_people_and_is_never_added() -> None:
    found = assess(invoice(iban=NEW_IBAN), client(pay_from=OURS))
    assert codes(found) == {"IBAN_CHANGED"}
    assert "pay_to" not in added(found)
    called = [step.key for step in WORK_TYPE.steps if set(step.when) & codes(found)]
    assert called == ["call_back", "call_back_check"]
    (finding,) = found.findings
    assert NEW_IBAN not in finding.message
    assert finding.refers[0].list_key == "vendors"


def test_an_invoice_of_a_day_to_come_is_asked_about_and_one_of_today_elsewhere_is_not() -> None:
    assert codes(assess(invoice(issue_date="2026-03-13"), client())) == {"FUTURE_DATE"}
    late = client()
    late.received_at = datetime(2026, 3, 12, 13, tzinfo=UTC)
    assert codes(assess(invoice(issue_date="2026-03-13"), late)) == set()


@pytest.mark.parametrize(
    "changes", [{"po_ref": None}, {"type_code": "381", "preceding_invoice": None}, {"iban": NEW_IBAN}]
)
def test_that_a_value_is_not_on_the_document_settles_nothing(changes: dict[str, Any]) -> None:
    record = invoice(**changes)
    found = assess(record, client())
    assert codes(found)
    every = [field.path for field in WORK_TYPE.form.fields]
    assert not [finding for finding in found.findings if is_absent(finding, record, every)]


def test_a_second_known_account_is_no_change() -> None:
    assert codes(assess(invoice(iban="DE26981108967847065123"), client())) == set()


@pytest.mark.parametrize(
    ("others", "expected"),
    [("DE26981108967847065123", set()), (f"DE26981108967847065123 {NEW_IBAN}", {"IBAN_CHANGED"})],
)
def test_every_account_that_an_invoice_asks_for_must_be_known(others: str, expected: set[str]) -> None:
    assert codes(assess(invoice(other_ibans=others), client())) == expected


def test_what_other_jobs_billed_counts() -> None:
    before = client()
    before.jobs = [earlier(invoice(number="R-76", issue_date="2026-03-02"), "in_work")]
    found = assess(invoice(), before)
    assert codes(found) == {"QTY_OVER_ORDERED", "QTY_OVER_RECEIVED"}
    assert any("10 billed after 10 before, 10 ordered" in finding.message for finding in found.findings)
    assert all(finding.fields == ("lines.0.quantity",) for finding in found.findings)


def test_a_credit_note_gives_back_what_was_billed() -> None:
    before = client()
    first = invoice(number="R-76", issue_date="2026-03-02")
    before.jobs = [
        earlier(first),
        earlier(first | {"type_code": "381", "number": "G-1", "preceding_invoice": "R-76"}, reference="J-1"),
    ]
    assert codes(assess(invoice(), before)) == set()


@pytest.mark.parametrize(
    ("gross", "policy", "wanted"),
    [
        ("99.99", {"approval_limit": "100"}, set()),
        ("100.00", {"approval_limit": "100"}, {"APPROVAL_NEEDED"}),
        ("100.00", {"approval_limit": "100", "second_approval_limit": "500"}, {"APPROVAL_NEEDED"}),
        (
            "500.00",
            {"approval_limit": "100", "second_approval_limit": "500"},
            {"APPROVAL_NEEDED", "SECOND_APPROVAL_NEEDED"},
        ),
        ("1.00", {"approval_limit": "100", "currency": "USD"}, {"APPROVAL_NEEDED"}),
        ("9999.00", {}, set()),
    ],
)
def test_approval_limits(gross: str, policy: dict[str, str], wanted: set[str]) -> None:
    assert codes(assess(invoice(gross=gross), client(**policy)), Severity.NOTE) == wanted


def test_without_an_order_a_vendor_who_needs_none_is_approved_instead() -> None:
    found = assess(
        invoice(seller="Stadtwerke", seller_vat_id="DE482663942", iban=OURS, po_ref=None), client()
    )
    assert codes(found) == set()
    assert codes(found, Severity.NOTE) == {"APPROVAL_NEEDED"}


def coded(**changes: Any) -> dict[str, Any]:
    record = invoice(seller="Stadtwerke", seller_vat_id="DE482663942", iban=OURS, po_ref=None, **changes)
    return record


class TestCoding:
    def test_the_vendors_usual_account_is_enough(self) -> None:
        found = assess(coded(), client())
        assert added(found)["lines.0.gl_account"] == "6325"
        assert "CODING_UNSURE" not in codes(found)

    def test_a_keyword_that_contradicts_it_leaves_a_person_to_decide(self) -> None:
        ours = client()
        ours.lists["chart_of_accounts"] = [
            {"account": "6815", "name": "Office supplies", "keywords": "paper;pens"},
            {"account": "6325", "name": "Energy", "keywords": ""},
        ]
        found = assess(coded(), ours)
        assert "CODING_UNSURE" in codes(found)
        (unsure,) = (finding for finding in found.findings if finding.code == "CODING_UNSURE")
        assert unsure.fields == ("lines.0.gl_account",)

    def test_what_the_client_did_twice_before_settles_it(self) -> None:
        ours = client()
        row = {"description": "Copy paper A4", "gl_account": "4711", "line_net": "1.00"}
        ours.jobs = [
            earlier(coded(number=f"E-{number}") | {"lines": [row]}, reference=f"J-{number}")
            for number in range(2)
        ]
        found = assess(coded(), ours)
        assert added(found)["lines.0.gl_account"] == "4711"
        assert "CODING_UNSURE" not in codes(found)

    def test_what_is_not_delivered_yet_teaches_nothing(self) -> None:
        ours = client()
        row = {"description": "Copy paper A4", "gl_account": "4711"}
        ours.jobs = [earlier(coded(number="E-1") | {"lines": [row]}, "in_work")]
        assert added(assess(coded(), ours))["lines.0.gl_account"] == "6325"

    def test_an_account_that_the_chart_does_not_have_is_asked_about(self) -> None:
        ours = client()
        ours.lists["chart_of_accounts"] = [{"account": "6815", "name": "Office supplies"}]
        record = invoice()
        record["lines"][0]["gl_account"] = "9999"
        assert "ACCOUNT_UNKNOWN" in codes(assess(record, ours))

    def test_the_tax_code_follows_the_rate(self) -> None:
        ours = client()
        ours.lists["vat_rates"] = [{"country": "DE", "rate": "19.00", "tax_code": "V19"}]
        assert added(assess(invoice(), ours))["lines.0.tax_code"] == "V19"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vat_breakdown": [{"rate": "17", "taxable": "1", "tax": "1"}]}, "VAT_RATE_UNUSUAL"),
        (
            {"vat_breakdown": [{"rate": "16", "taxable": "1", "tax": "1"}], "issue_date": "2026-01-01"},
            "VAT_RATE_UNUSUAL",
        ),
        ({"iban": NEW_IBAN}, "IBAN_COUNTRY"),
        ({"seller_tax_id": "07-1234567"}, "EIN_INVALID"),
    ],
)
def test_what_is_unusual_is_noted(changes: dict[str, Any], code: str) -> None:
    (note,) = plausibility(invoice(**changes))
    assert (note.code, note.severity) == (code, Severity.NOTE)
    assert code in WORK_TYPE.reasons


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"vat_breakdown": [{"rate": "16", "taxable": "1", "tax": "1"}], "issue_date": "2020-09-01"},
        {"vat_breakdown": [{"rate": "0", "taxable": "1", "tax": "0"}]},
        {"seller_vat_id": None, "iban": NEW_IBAN},
        {"seller_tax_id": "12-3456789"},
        {"issue_date": None},
    ],
)
def test_what_is_usual_is_not(changes: dict[str, Any]) -> None:
    assert plausibility(invoice(**changes)) == []
