"""What a client gives beforehand for its pay runs: who pays from which account, and its own ledger accounts."""

import re
from collections.abc import Mapping

from bpo.catalog.rules import MasterColumn, MasterList, WrongCell

from .pay_run.exceptions import aba_is_valid
from .scheme import UK, US

US_EMPLOYER, UK_EMPLOYER, ACCOUNTS = "payroll_employer_us", "payroll_employer_uk", "payroll_accounts"


def _check_us(row: Mapping[str, str]) -> tuple[WrongCell, ...]:
    found = []
    if row.get("bank") and not aba_is_valid(row["bank"]):
        found.append(WrongCell("bank", "The routing number of your bank fails its check digit."))
    if row.get("company_id") and not re.fullmatch(r"[0-9A-Za-z ]{10}", row["company_id"]):
        found.append(
            WrongCell("company_id", "The company ID for ACH has ten characters, as your bank gave it.")
        )
    return tuple(found)


def _check_uk(row: Mapping[str, str]) -> tuple[WrongCell, ...]:
    account, bank = re.sub(r"[\s-]", "", row.get("account", "")), re.sub(r"[\s-]", "", row.get("bank", ""))
    if account[:2].isalpha():
        return ()
    found = []
    if account and not re.fullmatch(r"[0-9]{8}", account):
        found.append(WrongCell("account", "An account number has eight digits (or give the IBAN)."))
    if bank and not re.fullmatch(r"[0-9]{6}", bank):
        found.append(WrongCell("bank", "A sort code has six digits."))
    return tuple(found)


_NAME = MasterColumn(key="employer", label="Employer", help="The name on payslips and in the payment file")
_VARIANCE = MasterColumn(
    key="variance",
    label="Pay may differ from the period before by, percent",
    kind="number",
    usual="25",
    help="More than this is an exception.",
)
EMPLOYER_US = MasterList(
    key=US_EMPLOYER,
    name="Employer for pay runs, US",
    identity=(),
    single=True,
    check=_check_us,
    columns=(
        _NAME,
        MasterColumn(key="company_id", label="Company ID for ACH", help="Ten characters, from your bank"),
        MasterColumn(key="bank", label="Routing number of your bank", secret=True, help="Nine digits"),
        MasterColumn(key="bank_name", label="Name of your bank"),
        _VARIANCE,
    ),
)
EMPLOYER_UK = MasterList(
    key=UK_EMPLOYER,
    name="Employer for pay runs, UK",
    identity=(),
    single=True,
    check=_check_uk,
    columns=(
        _NAME,
        MasterColumn(key="company_id", label="PAYE reference", help="Such as 123/AB456"),
        MasterColumn(
            key="bank", label="Sort code you pay from", secret=True, help="Empty if you give an IBAN"
        ),
        MasterColumn(
            key="account", label="Account you pay from", secret=True, help="Eight digits, or an IBAN"
        ),
        _VARIANCE,
    ),
)
LEDGER = MasterList(
    key=ACCOUNTS,
    name="Accounts for pay runs",
    identity=("item",),
    columns=(
        MasterColumn(
            key="item",
            label="What is booked",
            kind="choice",
            required=True,
            choices=tuple((key, name) for key, (_, name) in {**US.accounts, **UK.accounts}.items()),
        ),
        MasterColumn(key="account", label="Your account", required=True),
        MasterColumn(key="name", label="Its name", required=True),
    ),
)
MASTERS = (EMPLOYER_US, EMPLOYER_UK, LEDGER)
EMPLOYER_OF = {"us": US_EMPLOYER, "uk": UK_EMPLOYER}
NEEDED = {"us": ("employer", "company_id", "bank", "bank_name"), "uk": ("employer", "account")}
"""What a payment file cannot do without."""
EVERY = ("employer", "company_id", "bank", "bank_name", "account")
