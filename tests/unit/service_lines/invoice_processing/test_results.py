"""Proof, checks, exports and duplicate keys of a record."""

import csv
import hashlib
import io
import json
from typing import Any

import openpyxl
import pytest

from bpo.catalog.rules import ReleasedJob
from bpo.service_lines.invoice_processing import WORK_TYPE
from bpo.service_lines.invoice_processing.capture import read_xml
from bpo.service_lines.invoice_processing.deliverable import harmless
from bpo.service_lines.invoice_processing.dictionary import canonical, lookup
from bpo.service_lines.invoice_processing.duplicates import same_number
from bpo.service_lines.invoice_processing.proof import prove
from bpo.service_lines.invoice_processing.record import complete
from tests.unit.service_lines.invoice_processing.documents import ubl


def record(**changes: Any) -> dict[str, Any]:
    found = read_xml(ubl())
    assert found is not None
    return {**complete(found), **changes}


def test_all_sums_of_a_sound_invoice_hold() -> None:
    proof = prove(record())
    assert proof.proven
    assert {"BR-CO-10", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16", "BR-CO-17"} <= proof.held


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("line_total", "101.00", "BR-CO-10"),
        ("net", "101.00", "BR-CO-13"),
        ("vat", "18.99", "BR-CO-14"),
        ("gross", "119.01", "BR-CO-15"),
        ("payable", "118.00", "BR-CO-16"),
        ("prepaid", "1.00", "BR-CO-16"),
    ],
)
def test_each_wrong_sum_is_named(field: str, value: str, rule: str) -> None:
    proof = prove(record(**{field: value}))
    assert rule in {broken.rule for broken in proof.broken}
    assert not proof.proven


def test_allowances_charges_and_prepayment_count() -> None:
    proof = prove(record(allowance_total="10.00", charge_total="10.00", prepaid="19.00", payable="100.00"))
    assert proof.proven
    assert proof.held >= {"BR-CO-10", "BR-CO-13"}


def codes(**changes: Any) -> set[str]:
    return {finding.code for finding in WORK_TYPE.check(record(**changes))}


def test_checks_find_what_cannot_be() -> None:
    assert codes() == set()
    assert codes(number=None) == {"FIELD_MISSING"}
    assert codes(iban="DE89370400440532013001") == {"IBAN_INVALID"}
    assert codes(due_date="2026-02-01") == {"DATE_IMPLAUSIBLE"}
    assert codes(issue_date="1926-02-01", due_date=None) == {"DATE_IMPLAUSIBLE"}
    assert codes(currency="EUX") == {"CURRENCY_UNKNOWN"}
    assert codes(seller="[Seller name]") == {"PLACEHOLDER"}
    assert codes(gross="abc", payable="119.00") == {"AMOUNT_INVALID"}


def released(**changes: Any) -> ReleasedJob:
    return ReleasedJob(reference="J-1", client_reference="=1+1", record=record(**changes))


def test_the_ubl_file_reads_back_to_the_same_record() -> None:
    for changes in ({}, {"type_code": "381"}, {"due_date": None, "iban": None, "vat_breakdown": []}):
        job = released(**changes)
        content = next(file.content for file in WORK_TYPE.deliver(job) if file.name == "invoice-ubl.xml")
        back = read_xml(content)
        assert back is not None
        assert complete(back) == job.record


def test_spreadsheets_hold_text_that_is_no_formula() -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    files = {file.name: file.content for file in WORK_TYPE.deliver(released(seller=evil, number="@SUM(A1)"))}
    rows = list(csv.DictReader(io.StringIO(files["record.csv"].decode("utf-8-sig"))))
    assert rows[0]["seller"] == "'" + evil
    assert rows[0]["number"] == "'@SUM(A1)"
    assert rows[0]["client_reference"] == "'=1+1"
    sheet = openpyxl.load_workbook(io.BytesIO(files["record.xlsx"]))["Invoice"]
    cells = {row[0].value: row[1] for row in sheet.iter_rows()}
    assert cells["seller"].value == evil
    assert cells["seller"].data_type == "s"


def test_negative_amounts_stay_numbers_in_csv() -> None:
    assert harmless("-12.50") == "-12.50"
    assert harmless("-12.50+cmd") == "'-12.50+cmd"


def test_the_manifest_tells_each_files_hash() -> None:
    files = WORK_TYPE.deliver(released())
    listed = json.loads(files[-1].content)["files"]
    assert [entry["name"] for entry in listed] == [file.name for file in files[:-1]]
    for entry, file in zip(listed, files, strict=False):
        assert entry["sha256"] == hashlib.sha256(file.content).hexdigest()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("INV-0012", "inv 12", True),
        ("003411", "3411", True),
        ("RE-2026/O1", "re202601", True),
        ("INV l23", "inv-123", True),
        ("BILL-0012", "BILL12", True),
        ("RE-LO5/26", "RE1O526", True),
        ("2026-0012", "2026-12", False),
        ("INV-12", "INV-120", False),
    ],
)
def test_zeros_that_fill_up_a_number_make_no_other_number(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same


def keys(**changes: Any) -> set[tuple[str, str]]:
    return {(key.kind, key.value) for key in WORK_TYPE.duplicate_keys(record(**changes)) if key.score > 0}


def test_duplicates_share_a_key_and_credit_notes_do_not() -> None:
    assert keys() & keys(number="re 2026 7", issue_date="2026-01-01", gross="5.00")
    assert keys() & keys(number="other")
    assert keys() & keys(seller_vat_id=None)
    assert not keys() & keys(type_code="381")
    assert not keys() & keys(seller="Another", seller_vat_id=None)


def test_title_and_amount_for_lists() -> None:
    assert WORK_TYPE.title(record()) == "RE-2026-7 · Mühle Hartmann KG"
    assert WORK_TYPE.amount(record()) == ("119.00", "EUR")
    assert WORK_TYPE.amount(record(type_code="381")) == ("-119.00", "EUR")
    assert WORK_TYPE.amount(record(currency=None)) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Rechnungs-Nr.:", "number"),
        ("N° de facture", "number"),
        ("Fattura n.", "number"),
        ("N.º de factura", "number"),
        ("Date d'échéance", "due_date"),
        ("Vervaldatum", "due_date"),
        ("Ihre Bestellnummer", "po_ref"),
        ("Förfallodatum", "due_date"),
        ("Order date", "x_order_date"),
        ("Totale imponibile", "net"),
    ],
)
def test_labels_are_known_in_many_writings(text: str, field: str) -> None:
    hit = lookup(canonical(text), False)
    assert hit is not None
    assert field in hit[0].fields


def test_misread_labels_match_only_where_recognition_is_at_work() -> None:
    key = canonical("Rechnungsdaturn")
    assert lookup(key, False) is None
    hit = lookup(key, True)
    assert hit is not None
    assert "issue_date" in hit[0].fields
