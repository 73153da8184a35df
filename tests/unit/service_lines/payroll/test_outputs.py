"""What a pay run gives: files that others can read, the same bytes each time, sums that tie to 0.00."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
import python_calamine
from lxml import etree

from bpo.catalog.rules import Outcome, ReleasedJob
from bpo.service_lines.payroll import WORK_TYPE
from bpo.service_lines.payroll.calculate import automate
from bpo.service_lines.payroll.deliverable import settled_of
from bpo.service_lines.payroll.outputs.journal import journal
from bpo.service_lines.payroll.outputs.nacha import BLOCK, LINE, Credit, Originator, nacha_file
from bpo.service_lines.payroll.outputs.tie import DoesNotTie, tie
from bpo.service_lines.payroll.scheme import UK, US
from tests.unit.service_lines.iso20022 import schema
from tests.unit.service_lines.payroll.given import Tables, as_sources
from tests.unit.service_lines.payroll.nacha_reader import read_nacha

SAMPLE = Path(__file__).parent / "samples" / "pay_run"
PAYER = Originator(company="Contoso Group", company_id="1123456789", odfi="121042882", bank="First Bank")
EMPLOYER = {
    "employer": "Contoso Group",
    "company_id": "1123456789",
    "bank": "121042882",
    "bank_name": "First Bank",
}
UK_EMPLOYER = {"employer": "Northwind Ltd", "bank": "20-00-00", "account": "55779911"}
CALENDAR = [{"period_start": "2026-05-31", "period_end": "2026-06-13", "pay_date": "2026-06-19"}]


def us_tables() -> Tables:
    found: Tables = {"pay_calendar": CALENDAR}
    for name in ("employees", "timesheets", "prior_register"):
        with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def uk_tables() -> Tables:
    common = {
        "pay_type": "salary",
        "frequency": "monthly",
        "tax_code": "1257L",
        "ni_category": "A",
        "date_of_birth": "1990-05-17",
        "gross_ytd_before": "6000",
        "tax_ytd_before": "780",
        "status": "active",
        "hire_date": "2020-01-06",
    }
    people = [
        {
            "employee_id": "W1",
            "first_name": "Łucja",
            "last_name": "O’Brien",
            "nino": "AB123456C",
            "rate": "36000",
        },
        {"employee_id": "W2", "first_name": "Ann", "last_name": "Shah", "nino": "CE123457D", "rate": "61000"},
        {"employee_id": "W3", "first_name": "Bo", "last_name": "Li", "nino": "", "rate": "42000"},
    ]
    banks = [{"sort_code": "20-00-00", "account": f"5577991{n}"} for n in range(3)]
    more = [
        {"student_loan": "2", "pension_pct": "5", "pension_employer_pct": "3", "pension_method": "net_pay"},
        {"tax_code": "S1257L", "postgraduate_loan": "yes"},
        {},
    ]
    employees = [
        {**common, **one, **bank, **extra} for one, bank, extra in zip(people, banks, more, strict=True)
    ]
    columns = dict.fromkeys(key for row in employees for key in row)
    return {
        "employees": [{key: row.get(key, "") for key in columns} for row in employees],
        "pay_calendar": [
            {"period_start": "2026-06-01", "period_end": "2026-06-30", "pay_date": "2026-06-30"}
        ],
    }


def released(tables: Tables, employer: dict[str, str], **changes: Any) -> ReleasedJob:
    """The run of the tables with every exception held, and what the client's list says of the employer."""
    outcome: Outcome = automate(as_sources(tables), {})
    record = {**outcome.record, **employer, **changes}
    record["exceptions"] = [
        {**row, "decision": "hold", "reason": "asked the client"} for row in record["exceptions"]
    ]
    return ReleasedJob(
        reference="ALD-000007",
        client_reference=None,
        record=record,
        papers={paper.name: paper.content for paper in outcome.papers},
    )


@pytest.fixture(scope="module")
def us() -> ReleasedJob:
    return released(us_tables(), EMPLOYER)


@pytest.fixture(scope="module")
def uk() -> ReleasedJob:
    return released(uk_tables(), UK_EMPLOYER)


def files(job: ReleasedJob) -> dict[str, bytes]:
    return {file.name: file.content for file in WORK_TYPE.deliver(job)}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_payment_file_is_one_that_a_bank_can_read(us: ReleasedJob) -> None:
    made = read_nacha(files(us)["payments.ach"])
    assert made.description == "PAYROLL"
    assert made.pays_on == "260619"
    assert len(made.entries) == 14
    assert made.total == Decimal("42457.28")
    assert made.hash == "89322924"
    paid = {
        row["employee_id"]: Decimal(row["net"])
        for row in rows_of(files(us)["register.csv"])
        if row["status"] == "paid"
    }
    assert {entry.identification: entry.amount for entry in made.entries} == paid


def test_a_uk_run_is_paid_by_pain_001(uk: ReleasedJob) -> None:
    root = etree.fromstring(files(uk)["payments-pain001.xml"])
    texts = {
        tag: [e.text for e in root.iter(f"{{*}}{tag}")] for tag in ("MmbId", "EndToEndId", "InstdAmt", "Nm")
    }
    assert texts["MmbId"] == ["200000"] * 3
    assert texts["EndToEndId"] == ["ALD-000007-1", "ALD-000007-2"]
    assert "Lucja OBrien" in texts["Nm"]
    assert [e.text for e in root.iter("{*}CtrlSum")] == [str(sum(map(Decimal, texts["InstdAmt"])))] * 2


@pytest.mark.parametrize("account", ["55779911", "GB33BUKB20201555555555"])
def test_pain_001_is_valid_by_its_schema(account: str) -> None:
    made = files(released(uk_tables(), {**UK_EMPLOYER, "account": account}))["payments-pain001.xml"]
    schema("pain.001.001.09").assertValid(etree.fromstring(made))


@pytest.mark.parametrize("run", ["us", "uk"])
def test_a_closed_period_run_again_gives_the_same_bytes(run: str) -> None:
    makers: dict[str, Callable[[], ReleasedJob]] = {
        "us": lambda: released(us_tables(), EMPLOYER),
        "uk": lambda: released(uk_tables(), UK_EMPLOYER),
    }
    first = files(makers[run]())
    assert files(makers[run]()) == first
    with zipfile.ZipFile(io.BytesIO(first["register.xlsx"])) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


@pytest.mark.parametrize("run", ["us", "uk"])
def test_everything_says_the_same_money(run: str, request: pytest.FixtureRequest) -> None:
    made = files(request.getfixturevalue(run))
    register = rows_of(made["register.csv"])
    net = {
        status: sum(Decimal(r["net"]) for r in register if r["status"] == status)
        for status in ("paid", "held")
    }
    listed = json.loads(made["manifest.json"])
    said = {each["what"].partition(" (")[0]: each for each in listed["totals"]}
    assert all(Decimal(each["off_by"]) == 0 for each in listed["totals"])
    assert Decimal(said["Payslips"]["amount"]) == Decimal(said["Payment file"]["amount"]) == net["paid"]
    assert Decimal(said["of it held"]["amount"]) == net["held"]
    booked = rows_of(made["journal.csv"])
    assert sum(Decimal(row["debit"]) for row in booked) == sum(Decimal(row["credit"]) for row in booked)
    assert [row["credit"] for row in booked if row["name"] == "Net pay payable"] == [str(net["paid"])]


@pytest.mark.parametrize("run", ["us", "uk"])
def test_workbooks_open_elsewhere(run: str, request: pytest.FixtureRequest) -> None:
    made = files(request.getfixturevalue(run))
    book = openpyxl.load_workbook(io.BytesIO(made["register.xlsx"]))
    assert book.sheetnames == ["Register", "Journal", "Variance", "Exceptions", "Totals"]
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made["register.xlsx"]))
    rows = other.get_sheet_by_name("Register").to_python()
    assert [str(each) for each in rows[0]] == list(rows_of(made["register.csv"])[0])
    assert len(rows) == 1 + len(rows_of(made["register.csv"]))


@pytest.mark.parametrize(("run", "currency"), [("us", "USD"), ("uk", "GBP")])
def test_every_payslip_shows_its_net_pay_and_no_whole_number(
    run: str, currency: str, request: pytest.FixtureRequest
) -> None:
    job: ReleasedJob = request.getfixturevalue(run)
    made = files(job)
    paid = [each for each in settled_of(job.record, job.papers) if each.paid]
    document = pypdfium2.PdfDocument(made["payslips.pdf"])
    assert len(document) == len(paid)
    with zipfile.ZipFile(io.BytesIO(made["payslips.zip"])) as archive:
        singles = [archive.read(name) for name in archive.namelist()]
        assert [name.partition("-")[2] for name in archive.namelist()] == [
            f"{each.worked.case.employee_id}.pdf" for each in paid
        ]
    for page, single, each in zip(document, singles, paid, strict=True):
        text = page.get_textpage().get_text_bounded()
        assert pypdfium2.PdfDocument(single)[0].get_textpage().get_text_bounded() == text
        case, line = each.worked.case, each.worked.line
        assert line is not None
        assert f"{line.net:,.2f} {currency}" in text
        assert case.text("last_name") in text
        for key in ("ssn", "nino", "account"):
            assert not case.text(key) or case.text(key) not in text


def test_a_correction_is_in_the_register_and_the_payment() -> None:
    job = released(us_tables(), EMPLOYER)
    for row in job.record["exceptions"]:
        if row["code"] == "SSN_MISSING":
            row |= {"decision": "correct", "correct": "rate=50.00", "hidden": "ssn=212-34-5678"}
    made = files(job)
    row = next(row for row in rows_of(made["register.csv"]) if row["employee_id"] == "E1012")
    assert row["status"] == "paid"
    assert row["gross"] == "4300.00"
    assert row["put_right"] == "rate=50"
    assert "E1012" in {entry.identification for entry in read_nacha(made["payments.ach"]).entries}


def test_who_left_since_is_in_the_variance_report() -> None:
    tables = us_tables()
    tables["prior_register"].append({"employee_id": "E9999", "prior_gross": "9000"})
    first = rows_of(files(released(tables, EMPLOYER))["variance.csv"])[0]
    assert (first["employee_id"], first["difference"], first["gross_now"]) == ("E9999", "-9000.00", "0.00")


def test_nothing_goes_out_that_does_not_tie(us: ReleasedJob) -> None:
    everybody = settled_of(us.record, us.papers)
    lines = [each.worked.line for each in everybody if each.worked.line]
    paid = [each.worked.line for each in everybody if each.paid and each.worked.line]
    slips = type("Slips", (), {"count": len(paid), "net": sum(line.net for line in paid)})()
    good: dict[str, Any] = {
        "lines": lines,
        "paid": paid,
        "scheme": US,
        "slips": slips,
        "entries": journal(paid, US),
        "payments": type("File", (), {"entries": len(paid), "paid": slips.net})(),
        "written": sum(line.net for line in lines),
    }
    assert tie(**good).holds
    for wrong in (
        {"written": good["written"] + 1},
        {"payments": type("File", (), {"entries": 1, "paid": slips.net - 1})()},
        {"payments": None},
        {"slips": type("Slips", (), {"count": 1, "net": slips.net + 1})()},
        {"entries": good["entries"][:-1]},
        {"lines": [replace(lines[0], figures={**lines[0].figures, "net": lines[0].net + 1}), *lines[1:]]},
    ):
        with pytest.raises(DoesNotTie):
            tie(**{**good, **wrong}).demand()


def test_papers_of_another_run_are_not_delivered(us: ReleasedJob) -> None:
    with pytest.raises(ValueError, match="not the one of this run"):
        WORK_TYPE.deliver(replace(us, papers={**us.papers, "register-000000": us.papers["inputs"]}))


def test_a_line_that_does_not_tie_is_not_booked(us: ReleasedJob) -> None:
    line = next(each.worked.line for each in settled_of(us.record, us.papers) if each.paid)
    assert line is not None
    with pytest.raises(ValueError, match="does not tie"):
        journal([replace(line, figures={**line.figures, "fit": Decimal(0)})], US)


def test_tax_refunded_is_booked_on_the_other_side(uk: ReleasedJob) -> None:
    line = next(each.worked.line for each in settled_of(uk.record, uk.papers) if each.paid)
    assert line is not None
    refunded = {**line.figures, "tax": Decimal("-900.00")}
    refunded["net"] = UK.net_of(replace(line, figures=refunded))
    entries = journal([replace(line, figures=refunded)], UK)
    assert sum(each.debit for each in entries) == sum(each.credit for each in entries)
    assert [each.debit for each in entries if each.what == "tax"] == [Decimal("900.00")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": Decimal(0)}, "above nothing"),
        ({"amount": Decimal(-5)}, "above nothing"),
        ({"aba": "12345678"}, "nine digits"),
        ({"account": "1" * 18}, "account number"),
        ({"amount": Decimal(10) ** 9}, "more than"),
    ],
)
def test_what_no_bank_could_pay_is_refused(change: dict[str, Any], message: str) -> None:
    usual: dict[str, Any] = {
        "name": "Zoë Müller",
        "identification": "E1",
        "aba": "011401533",
        "account": "42",
        "amount": Decimal(1),
    }
    with pytest.raises(ValueError, match=message):
        nacha_file(
            [Credit(**{**usual, **change})],
            PAYER,
            description="PAYROLL",
            pays_on=date(2026, 6, 19),
            made_at=datetime(2026, 6, 17, 9, 30, tzinfo=UTC),
        )


def test_lines_of_a_payment_file_come_in_blocks(us: ReleasedJob) -> None:
    lines = files(us)["payments.ach"].decode("ascii").splitlines()
    assert {len(line) for line in lines} == {LINE}
    assert len(lines) % BLOCK == 0
    assert re.fullmatch(r"156{14}89+", "".join(line[0] for line in lines))
