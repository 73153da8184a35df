"""What a pay run gives: files that others can read, and sums that tie to 0.00."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from bpo.service_lines.payroll.outputs.journal import employer_taxes, journal
from bpo.service_lines.payroll.outputs.nacha import BLOCK, LINE, Credit, Originator, nacha_file
from bpo.service_lines.payroll.outputs.payslips import Occasion, payslips
from bpo.service_lines.payroll.outputs.variance import variances
from bpo.service_lines.payroll.parameters import us_year
from bpo.service_lines.payroll.pay_run import Employee, PayRun, Register, read_pay_run, run
from bpo.service_lines.payroll.pay_run.gross_to_net import Slip

SAMPLE = Path(__file__).parent / "samples" / "pay_run"
PAYER = Originator(company="Contoso Group", company_id="1123456789", odfi="121042882", bank="First Bank")
MADE = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)
YEAR = us_year(2026)


@pytest.fixture(scope="module")
def handed_in() -> PayRun:
    names = ("employees", "timesheets", "prior_register")
    return read_pay_run(
        {n: list(csv.DictReader(io.StringIO((SAMPLE / f"{n}.csv").read_text()))) for n in names}
    )


@pytest.fixture(scope="module")
def register(handed_in: PayRun) -> Register:
    return run(handed_in, year=2026)


@pytest.fixture(scope="module")
def paid(handed_in: PayRun, register: Register) -> list[tuple[Employee, Slip]]:
    by_id = {employee.employee_id: employee for employee in handed_in.employees}
    return [
        (by_id[slip.employee_id], slip) for slip in register.slips if slip.employee_id not in register.held
    ]


def credits_of(paid: Sequence[tuple[Employee, Slip]]) -> list[Credit]:
    return [
        Credit(
            name=f"{employee.first_name} {employee.last_name}",
            identification=employee.employee_id,
            aba=employee.aba,
            account=employee.account,
            amount=slip.net,
        )
        for employee, slip in paid
    ]


def payment_file(paid: Sequence[tuple[Employee, Slip]]) -> bytes:
    return nacha_file(credits_of(paid), PAYER, description="PAYROLL", pays_on=date(2026, 6, 19), made_at=MADE)


def test_the_payment_file_has_its_form_and_its_sums(
    paid: list[tuple[Employee, Slip]], register: Register
) -> None:
    lines = payment_file(paid).decode("ascii").splitlines()
    assert {len(line) for line in lines} == {LINE}
    assert len(lines) % BLOCK == 0
    kinds = "".join(line[0] for line in lines)
    assert kinds.rstrip("9") == "15" + "6" * len(paid) + "8"
    entries = [line for line in lines if line[0] == "6"]
    assert sum(int(line[29:39]) for line in entries) == int(register.totals.net * 100)
    control = lines[kinds.index("8")]
    assert int(control[4:10]) == len(paid)
    assert int(control[10:20]) == int(register.totals.aba_hash)
    assert int(control[32:44]) == int(register.totals.net * 100)
    trailer = lines[kinds.index("8") + 1]
    assert int(trailer[7:13]) == len(lines) // BLOCK
    assert [int(line[79:94]) for line in entries] == sorted(int(line[79:94]) for line in entries)


def test_the_same_run_gives_the_same_bytes(paid: list[tuple[Employee, Slip]]) -> None:
    assert payment_file(paid) == payment_file(paid)
    occasion = Occasion(
        employer="Contoso",
        period_start=date(2026, 5, 31),
        period_end=date(2026, 6, 13),
        pays_on=date(2026, 6, 19),
    )
    assert payslips(paid, occasion) == payslips(paid, occasion)


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
def test_what_no_bank_could_pay_is_refused(change: dict[str, object], message: str) -> None:
    usual: dict[str, object] = {
        "name": "Zoë Müller",
        "identification": "E1",
        "aba": "011401533",
        "account": "42",
        "amount": Decimal(1),
    }
    with pytest.raises(ValueError, match=message):
        nacha_file(
            [Credit(**{**usual, **change})],  # type: ignore[arg-type]
            PAYER,
            description="PAYROLL",
            pays_on=date(2026, 6, 19),
            made_at=MADE,
        )


def test_the_journal_balances_and_ties_to_the_register(
    handed_in: PayRun, paid: list[tuple[Employee, Slip]], register: Register
) -> None:
    lines = journal(
        [(slip, employer_taxes(slip, ytd_gross=employee.ytd_gross, year=YEAR)) for employee, slip in paid]
    )
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines)
    by_name = {line.name: line for line in lines}
    assert by_name["Wages and salaries"].debit == register.totals.gross
    assert by_name["Net pay payable"].credit == register.totals.net
    assert by_name["Federal income tax payable"].credit == register.totals.fit


def test_every_payslip_shows_its_net_pay_and_no_whole_number(paid: list[tuple[Employee, Slip]]) -> None:
    occasion = Occasion(
        employer="Contoso",
        period_start=date(2026, 5, 31),
        period_end=date(2026, 6, 13),
        pays_on=date(2026, 6, 19),
    )
    document = pypdfium2.PdfDocument(payslips(paid, occasion))
    assert len(document) == len(paid)
    for page, (employee, slip) in zip(document, paid, strict=True):
        text = page.get_textpage().get_text_bounded()
        assert f"{slip.net:,.2f} USD" in text
        assert employee.last_name in text
        assert employee.ssn not in text
        assert employee.account not in text


def test_the_greatest_difference_comes_first(handed_in: PayRun, register: Register) -> None:
    found = variances(register.slips, {**handed_in.prior, "E9999": Decimal(9000)})
    assert found[0].employee_id == "E9999"
    assert found[0].difference == -9000
    assert [abs(each.difference) for each in found] == sorted(
        (abs(e.difference) for e in found), reverse=True
    )
