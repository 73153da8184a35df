"""What a register, a payslip and a journal consist of, by jurisdiction: items, their signs and their accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .money import ZERO
from .pay_run import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One figure of a line. `sign`: 1 adds to net pay, -1 comes off it, 0 is only told. `books` is the key of the
    account it is owed on; `employer` marks what the employer pays beside it."""

    key: str
    label: str
    sign: int = 0
    books: str = ""
    employer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The items of a jurisdiction, in the order of the payslip. `accounts`: what is booked → (account, name)."""

    key: str
    currency: str
    page: tuple[float, float]
    number: str
    number_label: str
    items: tuple[Item, ...]
    accounts: Mapping[str, tuple[str, str]]

    def net_of(self, line: Line) -> Decimal:
        """Net pay as the sum of the signed items: what the line's own must be."""
        return sum((line.figures.get(item.key, ZERO) * item.sign for item in self.items), ZERO)

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """(key, label) of every figure of the register, net pay after what comes off."""
        own = [(item.key, item.label) for item in self.items if not item.employer]
        return (*own, ("net", "Net pay"), *((item.key, item.label) for item in self.items if item.employer))


_COMMON = {
    "wages": ("6000", "Wages and salaries"),
    "net": ("2100", "Net pay payable"),
    "garnishment": ("2330", "Garnishments payable"),
    "deductions": ("2340", "Other deductions payable"),
    "reimbursement": ("6300", "Expenses reimbursed"),
}
US = Scheme(
    key="us",
    currency="USD",
    page=(612.0, 792.0),
    number="ssn",
    number_label="Social Security number",
    items=(
        Item(key="gross", label="Gross pay", sign=1),
        Item(key="pretax_401k", label="401(k), before tax", sign=-1, books="pretax_401k"),
        Item(key="health_125", label="Section 125, before tax", sign=-1, books="health_125"),
        Item(key="fit_wages", label="Wages for income tax"),
        Item(key="fica_wages", label="Wages for FICA"),
        Item(key="fit", label="Federal income tax", sign=-1, books="fit"),
        Item(key="ss", label="Social Security", sign=-1, books="ss"),
        Item(key="medicare", label="Medicare", sign=-1, books="medicare"),
        Item(key="addl_medicare", label="Additional Medicare", sign=-1, books="medicare"),
        Item(key="garnishment", label="Garnishment", sign=-1, books="garnishment"),
        Item(key="deductions", label="Other deductions", sign=-1, books="deductions"),
        Item(key="reimbursement", label="Expenses reimbursed", sign=1),
        Item(key="er_ss", label="Social Security, employer", books="ss", employer=True),
        Item(key="er_medicare", label="Medicare, employer", books="medicare", employer=True),
        Item(key="er_futa", label="Federal unemployment tax, employer", books="futa", employer=True),
    ),
    accounts={
        **_COMMON,
        "employer": ("6100", "Payroll taxes, employer"),
        "fit": ("2210", "Federal income tax payable"),
        "ss": ("2220", "Social Security payable"),
        "medicare": ("2230", "Medicare payable"),
        "futa": ("2240", "Federal unemployment tax payable"),
        "pretax_401k": ("2310", "401(k) contributions payable"),
        "health_125": ("2320", "Section 125 premiums payable"),
    },
)
UK = Scheme(
    key="uk",
    currency="GBP",
    page=(595.28, 841.89),
    number="nino",
    number_label="National Insurance number",
    items=(
        Item(key="gross", label="Gross pay", sign=1),
        Item(key="pension", label="Pension", sign=-1, books="pension"),
        Item(key="taxable_pay", label="Taxable pay"),
        Item(key="tax", label="Income tax (PAYE)", sign=-1, books="tax"),
        Item(key="ni_ee", label="National Insurance", sign=-1, books="ni"),
        Item(key="student_loan", label="Student loan", sign=-1, books="loans"),
        Item(key="postgraduate_loan", label="Postgraduate loan", sign=-1, books="loans"),
        Item(key="garnishment", label="Attachment of earnings", sign=-1, books="garnishment"),
        Item(key="deductions", label="Other deductions", sign=-1, books="deductions"),
        Item(key="reimbursement", label="Expenses reimbursed", sign=1),
        Item(key="taxable_to_date", label="Taxable pay this tax year"),
        Item(key="tax_to_date", label="Tax this tax year"),
        Item(key="ni_er", label="National Insurance, employer", books="ni", employer=True),
        Item(key="pension_er", label="Pension, employer", books="pension", employer=True),
    ),
    accounts={
        **_COMMON,
        "employer": ("6100", "Employer's National Insurance and pension"),
        "tax": ("2210", "PAYE income tax payable"),
        "ni": ("2220", "National Insurance payable"),
        "loans": ("2230", "Student loans payable"),
        "pension": ("2310", "Pension contributions payable"),
    },
)
_SCHEMES = {"us": US, "uk": UK}


def scheme_of(jurisdiction: str) -> Scheme:
    """The scheme of a jurisdiction; KeyError for another."""
    return _SCHEMES[jurisdiction]
