"""From bytes to an outcome: e-invoices, pages with text, and files that are no invoice."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bpo.catalog.rules import Outcome, Severity, Source
from bpo.service_lines.invoice_processing import WORK_TYPE, automate, goes_straight_through
from bpo.service_lines.invoice_processing.cli import main
from bpo.service_lines.page_reading.words import words_of
from tests.unit.service_lines.invoice_processing.documents import german, pdf, ubl


def captured(content: bytes, media_type: str = "application/pdf") -> Outcome:
    return automate([Source(name="file", media_type=media_type, content=content)], {})


def codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def test_an_e_invoice_is_read_exactly_and_goes_straight_through() -> None:
    outcome = captured(ubl(), "application/xml")
    record = outcome.record
    assert (record["number"], record["seller"], record["buyer"]) == (
        "RE-2026-7",
        "Mühle Hartmann KG",
        "Contoso GmbH",
    )
    assert (record["net"], record["vat"], record["gross"], record["payable"]) == (
        "100.00",
        "19.00",
        "119.00",
        "119.00",
    )
    assert record["lines"][0]["quantity"] == "4"
    assert goes_straight_through(outcome)


def test_totals_that_do_not_prove_stop_an_e_invoice() -> None:
    outcome = captured(ubl(vat="18.00"), "application/xml")
    assert "TOTALS_DO_NOT_PROVE" in codes(outcome)
    assert not outcome.proven
    assert not goes_straight_through(outcome)


def test_a_german_page_is_read_with_evidence() -> None:
    outcome = captured(german())
    record = outcome.record
    assert record["number"] == "2026-0815"
    assert (record["issue_date"], record["due_date"]) == ("2026-05-28", "2026-06-27")
    assert (record["seller"], record["buyer"]) == ("Kessler & Sohn Reinigung GmbH", "Contoso Handels GmbH")
    assert record["po_ref"] == "PO-4711"
    assert record["iban"] == "DE89370400440532013000"
    assert (record["net"], record["vat"], record["gross"]) == ("199.00", "37.81", "236.81")
    assert [(row["quantity"], row["line_net"]) for row in record["lines"]] == [
        ("2", "99.00"),
        ("4", "100.00"),
    ]
    gross = next(reading for reading in outcome.readings if reading.path == "gross")
    assert gross.evidence is not None
    left, top, right, bottom = gross.evidence.box
    assert 0.8 < left < right <= 1
    assert 0.42 < top < bottom < 0.46
    assert goes_straight_through(outcome)


def test_a_page_whose_sums_are_wrong_is_never_proven() -> None:
    outcome = captured(german(gross="263,81"))
    assert not outcome.proven
    assert any(finding.severity is Severity.STOP for finding in outcome.findings)
    assert not goes_straight_through(outcome)


def test_a_date_under_no_known_label_is_asked_about_where_no_due_date_was_found() -> None:
    content = german(extra=((350, 214, "Irgendwas"), (480, 214, "01.01.2027")))
    assert captured(content).record["due_date"] == "2026-06-27"


def _image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("L", (600, 800), 255).save(out, kind)
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


BAD = {
    "empty": (b"", "UNREADABLE"),
    "zeros": (b"\0" * 500, "UNREADABLE"),
    "text": (b"hello", "NOT_AN_INVOICE"),
    "cut pdf": (german()[:600], "UNREADABLE"),
    "pdf header only": (b"%PDF-1.7\n", "UNREADABLE"),
    "broken xml": (b"<Invoice><ID>", "UNREADABLE"),
    "other xml": (b"<html><body/></html>", "NOT_AN_INVOICE"),
    "archive": (_zip(), "NOT_AN_INVOICE"),
    "cut png": (_image("PNG")[:60], "UNREADABLE"),
    "letter": (
        pdf(((40, 60, "Dear Sir, thank you for your letter of last week, we shall reply soon."),)),
        "NOT_AN_INVOICE",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_stop_finding_and_no_error(name: str) -> None:
    content, code = BAD[name]
    outcome = captured(content)
    assert code in codes(outcome)
    assert any(finding.severity is Severity.STOP for finding in outcome.findings)
    assert not outcome.proven


XXE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Invoice><ID>&x;</ID></Invoice>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Invoice><ID>&b;</ID></Invoice>"""


@pytest.mark.parametrize(
    "content", [XXE, LAUGHS, XXE.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")]
)
def test_document_types_are_refused(content: bytes) -> None:
    outcome = captured(content, "application/xml")
    assert codes(outcome) == {"UNREADABLE"}
    assert "root:" not in json.dumps(outcome.record)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"<Invoice>", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"\xff\xd8\xff"]),
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_capture_raise(content: bytes, head: bytes) -> None:
    outcome = captured(head + content)
    assert not goes_straight_through(outcome)


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_damaged_e_invoices_never_raise(place: int, damage: bytes) -> None:
    content = ubl()
    captured(content[:place] + damage + content[place + len(damage) :], "application/xml")


def test_every_code_has_words_for_the_client() -> None:
    for content in (ubl(vat="18.00"), german(gross="1,00"), *(content for content, _ in BAD.values())):
        assert codes(captured(content)) <= WORK_TYPE.reasons.keys()


def test_words_have_boxes_in_reading_order() -> None:
    (page,) = words_of(Source(name="a.pdf", media_type="application/pdf", content=german()))
    assert page.method == "text"
    number = next(word for word in page.words if word.text == "2026-0815")
    assert 0.79 < number.box[0] < 0.82
    assert json.dumps(page.as_json())


def test_the_command_prints_one_line_a_document_and_never_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xml").write_bytes(ubl())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-broken")
    assert main([str(tmp_path)]) == 0
    first, second = (json.loads(text) for text in capsys.readouterr().out.splitlines())
    assert list(first) == ["file", "status", "fields", "confidence", "codes", "pages"]
    assert first["status"] == "auto"
    assert first["fields"]["iban"] == "DE89370400440532013000"
    assert (second["status"], second["fields"]["gross"]) == ("human", None)
    assert main([str(tmp_path / "missing")]) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_an_e_invoice_reads_the_same_in_an_envelope_and_in_other_encodings(encoding: str) -> None:
    plain = ubl().decode().partition("?>")[2]
    envelope = (
        f'<?xml version="1.0" encoding="{encoding}"?><s:StandardBusinessDocument xmlns:s="urn:sbdh">'
        f"<s:StandardBusinessDocumentHeader/>{plain}</s:StandardBusinessDocument>"
    )
    assert (
        captured(envelope.encode(encoding), "application/xml").record
        == captured(ubl(), "application/xml").record
    )
