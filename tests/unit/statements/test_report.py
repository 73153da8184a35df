"""A month as a value: frozen, said in words, and the same as PDF and workbook."""

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
import pytest
from openpyxl import load_workbook

from bpo.contracts.rules import (
    EarnBack,
    Measured,
    Rate,
    ServiceLevel,
    Terms,
    WorkTypeTerms,
    charge,
    statement_of,
)
from bpo.statements.rules import (
    BillLine,
    DayLine,
    Earned,
    Late,
    Report,
    Spread,
    month_after,
    month_before,
    said,
)
from bpo.statements.rules.document import headline, pdf_of
from bpo.statements.rules.tables import tables_of
from bpo.statements.rules.workbook import workbook_of

LEVEL = "invoice_processing/on_time"
TERMS = Terms(
    work_types=(
        (
            "invoice_processing",
            WorkTypeTerms(turnaround=(), service_level=ServiceLevel(allocation=Decimal(40))),
        ),
    ),
    at_risk_percent=Decimal(10),
    categories=(("timeliness", Decimal(50)),),
    monthly_fee=Decimal(100),
)
SAID = {"version": 2, "made": "Mon 2 Nov 2026, 09:00 CET", "by": "Tobias Renner"}


def report(met: int = 900, missed: int = 100) -> Report:
    """October of a client whose invoice is 100,000."""
    measured = {LEVEL: Measured(met=met, missed=missed, excluded=3)}
    days = [date(2026, 10, 1) + timedelta(days=place) for place in range(31)]
    return Report(
        client="Młyn & Söhne <GmbH>",
        month=date(2026, 10, 1),
        zone="Europe/Berlin",
        contract=3,
        names={"invoice_processing": "Invoice processing"},
        statement=statement_of(TERMS, invoice=Decimal(100_000), measured=measured),
        bill=(
            BillLine(
                name="Invoice processing",
                unit="invoice",
                charge=charge(Rate(price=Decimal("81.00")), 1233, 0),
            ),
        ),
        fee=Decimal(100),
        earned=(Earned(month=date(2026, 9, 1), level=LEVEL, credit=Decimal(50), state=EarnBack.PENDING),),
        counts={"received": 1000, "delivered": 990},
        shares={"straight": (300, 990)},
        spreads={"tat": Spread(n=990, mean=4000.0, median=3000.0, p90=9000.0, p95=12000.0, most=90000.0)},
        right=(200, 0.99, 0.964, 0.997),
        exception_reasons=(("=HYPERLINK(1)", 3),),
        defect_reasons=(),
        holds=(("client", 3, 4000),),
        days=tuple(
            DayLine(day=day, received=day.day, delivered=day.day, due=day.day, met=day.day - 1)
            for day in days
        ),
        late=tuple(
            Late(
                reference=f"ALD-{n:06d}",
                name="Invoice processing",
                priority="normal",
                due_at="x",
                finished_at=None,
            )
            for n in range(80)
        ),
        late_in_all=100,
        history=((date(2026, 9, 1), {LEVEL: Decimal("96.1")}),),
    )


def test_the_worked_example_of_a_credit_is_2000():
    found = report()
    assert found.statement.credit == Decimal("2000.00")
    assert headline(found) == "0 of 1 service levels were kept. The service credit is 2,000.00 EUR."
    assert headline(report(met=1000, missed=0)) == "1 of 1 service levels were kept."
    assert headline(report(met=0, missed=0)) == "Nothing was due."


def test_what_is_stored_reads_back_and_its_digest_tells_any_change():
    found = report()
    stored = json.loads(json.dumps(found.to_json()))
    assert Report.from_json(stored) == found
    assert Report.from_json(stored).digest() == found.digest()
    others = (
        report(met=901),
        replace(found, fee=Decimal(101)),
        replace(found, right=None),
        replace(found, late=found.late[1:]),
        replace(found, counts={**found.counts, "delivered": 991}),
    )
    assert len({found.digest(), *(other.digest() for other in others)}) == 6


def test_the_pdf_says_what_the_report_says_and_is_the_same_each_time():
    made = pdf_of(report(), **SAID)
    assert made == pdf_of(report(), **SAID)
    document = pypdfium2.PdfDocument(made)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for words in ("Mlyn & Söhne <GmbH>", "October 2026", "2,000.00 EUR", "version 2", "95 % interval"):
        assert words in text, words
    assert "20 more are not listed" in " ".join(text.split())


def test_the_workbook_holds_every_table_and_no_formula():
    book = load_workbook(io.BytesIO(workbook_of(report(), **SAID)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    values = {cell.value for cell in cells}
    assert {"=HYPERLINK(1)", "ALD-000079", "Service levels", 1000} <= values
    assert len(book["Days"]._charts) == 2
    assert book["Days"].max_row == 32


def test_every_table_has_cells_for_its_head():
    for table in tables_of(report()):
        assert {len(row) for row in table.rows} == {len(table.head)}, table.key


@pytest.mark.parametrize(
    ("value", "words"),
    [(Decimal("99.96"), "99.9 %"), (Decimal(100), "100.0 %"), (None, "–"), (Decimal("0.04"), "0.0 %")],
)
def test_percentages_are_cut_off_and_never_rounded_up(value, words):
    assert said.percent(value) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "–"), (12, "12 s"), (59.6, "1 min"), (3599, "1 h 00 min"), (90_000, "25 h 00 min")],
)
def test_lengths_are_hours_and_minutes(seconds, words):
    assert said.length(seconds) == words


def test_months_follow_each_other():
    month = date(2026, 1, 1)
    for _ in range(40):
        assert month_before(month_after(month)) == month
        month = month_after(month)
    assert month == date(2029, 5, 1)
