"""Lines without prices are proven by nobody; two looks that read them alike are enough."""

from dataclasses import dataclass
from typing import Any

from bpo.catalog.rules import Finding, Outcome, Reading, Severity
from bpo.service_lines.invoice_processing.line_votes import lines_agreed
from bpo.service_lines.invoice_processing.record import empty_record

ASKED = Finding(code="LINES_NOT_READ", message="", severity=Severity.ASK, fields=("lines",))


@dataclass(frozen=True)
class Look:
    record: dict[str, Any]


def row(
    quantity: str | None, net: str, price: str | None = None, description: str = "Flour"
) -> dict[str, Any]:
    return {"description": description, "quantity": quantity, "unit_price": price, "line_net": net}


def outcome(*rows: dict[str, Any], net: str) -> Outcome:
    reading = Reading(path="lines.0.quantity", value=rows[0]["quantity"], confidence=0.76, method="ocr")
    record = {**empty_record(), "net": net, "lines": list(rows)}
    return Outcome(record=record, readings=(reading,), findings=(ASKED,), proven=True)


def asked(read: Outcome, *others: Outcome) -> bool:
    """Whether the question about lines stays, with looks that read as said."""
    return ASKED in lines_agreed(read, [Look(each.record) for each in (read, *others)]).findings


def test_two_looks_that_read_every_line_alike_settle_it() -> None:
    read = outcome(row("4", "100.00"), row("7", "20.00"), net="120.00")
    assert not asked(read, read)
    assert lines_agreed(read, [Look(read.record)] * 2).readings[0].confidence == 0.95


def test_a_quantity_read_two_ways_is_asked_about() -> None:
    read = outcome(row("4", "100.00"), row("7", "20.00"), net="120.00")
    assert asked(read, outcome(row("4", "100.00"), row("1", "20.00"), net="120.00"))
    assert asked(read), "one look is no agreement"


def test_agreement_does_not_outweigh_arithmetic() -> None:
    missing = outcome(row("4", "100.00"), row("7", "20.00"), net="130.00")
    assert asked(missing, missing), "a line is missing"
    priced = outcome(row("4", "100.00", "26.00"), row("7", "20.00", "2.85"), net="120.00")
    assert asked(priced, priced), "the prices do not make the amounts"


def test_lines_told_only_in_part_are_asked_about() -> None:
    for rows in (
        [row("4", "100.00"), row(None, "20.00")],
        [row("4", "100.00", "25.00"), row("7", "20.00")],
        [row("1", "100.00"), row("2", "20.00")],
        [row("4", "100.00"), row("7", "20.00", description="")],
    ):
        read = outcome(*rows, net="120.00")
        assert asked(read, read)
