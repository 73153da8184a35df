"""Nobody is asked twice: who says why a finding may stand has answered for the fields that only it makes doubtful."""

from decimal import Decimal

import pytest

from bpo.catalog.rules import Finding, Form, FormField, FormTable, Severity
from bpo.workqueue.rules import screen, unsettled

FORM = Form(
    fields=(
        FormField(path="number", label="Number", required=True),
        FormField(path="iban", label="Account"),
        FormField(path="po", label="Order"),
    ),
    tables=(FormTable(path="lines", label="Lines", columns=(FormField(path="qty", label="Quantity"),)),),
)
RECORD = {"number": "R1", "iban": "DE00", "po": "P7", "lines": [{"qty": "12"}]}
ACCOUNT = Finding(code="IBAN_INVALID", message="", severity=Severity.ASK, fields=("iban",))
CHANGED = Finding(code="IBAN_CHANGED", message="", severity=Severity.STOP, fields=("iban",))
OVER = Finding(code="QTY_OVER", message="", severity=Severity.ASK, fields=("lines.0.qty",))


def left(*findings: Finding, answered: tuple[str, ...] = (), sure: float = 1.0) -> tuple[str, ...]:
    readings = [
        {"path": path, "value": "x", "confidence": sure, "method": "ocr"} for path in ("iban", "lines.0.qty")
    ]
    shown = screen(FORM, RECORD, readings, findings, threshold_of=lambda _: Decimal("0.9"))
    return unsettled(shown, RECORD, RECORD, (), answered)


@pytest.mark.parametrize(
    ("findings", "answered", "expected"),
    [
        ((ACCOUNT,), (), ("iban",)),
        ((ACCOUNT,), ("IBAN_INVALID",), ()),
        ((ACCOUNT, CHANGED), ("IBAN_INVALID",), ("iban",)),
        ((ACCOUNT, CHANGED), ("IBAN_INVALID", "IBAN_CHANGED"), ()),
        ((OVER,), (), ("lines.0.qty",)),
        ((OVER,), ("QTY_OVER",), ()),
        ((ACCOUNT,), ("QTY_OVER",), ("iban",)),
    ],
)
def test_words_for_a_finding_settle_its_fields(
    findings: tuple[Finding, ...], answered: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert left(*findings, answered=answered) == expected


def test_what_was_read_unsurely_is_looked_at_whatever_was_said_of_a_finding() -> None:
    assert left(ACCOUNT, OVER, answered=("IBAN_INVALID", "QTY_OVER"), sure=0.5) == ("iban", "lines.0.qty")


def test_what_has_been_mended_keeps_its_place_and_is_not_said_again() -> None:
    shown = screen(FORM, RECORD, (), (), threshold_of=lambda _: Decimal("0.9"), mended=(ACCOUNT,))
    assert shown.doubtful == ("iban",)
    assert [each.findings for each in shown.fields] == [(), (), ()]
