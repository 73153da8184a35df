"""Confidences are shares that were right, as measured, of text layers and of scans; and a doubt stays a doubt."""

from itertools import pairwise

import pytest

from bpo.catalog.rules import Reading
from bpo.service_lines.invoice_processing.capture import doubts
from bpo.service_lines.invoice_processing.confidence import kind_of_field, mapped, needed, steps_kept
from bpo.service_lines.invoice_processing.record import empty_record


def read(path: str, confidence: float, method: str = "text") -> dict[str, Reading]:
    return {path: Reading(path=path, value="R-1", confidence=confidence, method=method)}


@pytest.mark.parametrize("name", steps_kept())
def test_more_evidence_never_makes_a_value_less_sure(name: str) -> None:
    steps = steps_kept()[name]
    assert all(low < high for (low, _), (high, _) in pairwise(steps))
    assert all(0 < share < 1 for _, share in steps)


def test_a_plain_label_is_as_sure_as_it_was_measured() -> None:
    assert mapped(read("number", 0.97))["number"].confidence > 0.99


def test_what_the_reader_doubts_is_asked_about() -> None:
    readings = mapped(read("iban", 0.85))
    assert readings["iban"].confidence < needed(readings, "iban")
    assert doubts({**empty_record(), "iban": "DE1"}, readings)


def test_recognised_pages_have_shares_of_their_own() -> None:
    readings = read("number", 0.93, "ocr") | read("net", 0.9, "derived")
    shares = {path: reading.confidence for path, reading in mapped(readings).items()}
    text = mapped(read("number", 0.93) | read("net", 0.9, "derived"))
    assert shares["number"] > needed(readings, "number")
    assert shares["net"] < text["net"].confidence, (
        "what is worked out on a scan is less sure than on a text layer"
    )


def test_what_one_look_at_a_scan_read_alone_is_asked_about() -> None:
    readings = mapped(read("seller", 0.6, "ocr"))
    assert doubts({**empty_record(), "seller": "R-1"}, readings)


def test_one_look_is_weighed_raw() -> None:
    readings = read("seller", 0.92, "ocr")
    assert doubts({**empty_record(), "seller": "R-1"}, readings, least=0.9) == []


def test_what_was_learnt_is_measured_by_its_own_trials() -> None:
    readings = read("number", 0.97, "learnt")
    assert needed(readings, "number") == 0.9
    assert doubts({**empty_record(), "number": "R-1"}, readings) == []


def test_fields_are_weighed_by_kind() -> None:
    assert kind_of_field("lines.3.description") == "lines.description"
    assert kind_of_field("lines.3.quantity") == "lines"
    assert kind_of_field("vat_breakdown.0.tax") == "sums"
    assert kind_of_field("buyer") == "parties"
