"""Numbers of people and banks: their form and check digits. That a number was given out is not known here."""

import re
from collections.abc import Iterator

from ...parameters import NotCovered, UsYear
from ...uk_paye import tax_code
from ..records import Case

_NINO = re.compile(r"(?a)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")
_NINO_NEVER = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def aba_is_valid(number: str) -> bool:
    """Nine digits whose weighted sum (3, 7, 1) is a multiple of ten (American Bankers Association)."""
    if re.fullmatch(r"[0-9]{9}", number) is None or number == "0" * 9:
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, (3, 7, 1) * 3, strict=True)) % 10 == 0


def ssn_is_possible(ssn: str) -> bool:
    """Area not 000, 666 or 9xx, group not 00, serial not 0000 (Social Security Administration, since 2011)."""
    found = re.fullmatch(r"([0-9]{3})[- ]?([0-9]{2})[- ]?([0-9]{4})", ssn)
    if found is None:
        return False
    area, group, serial = found.groups()
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def nino_is_possible(nino: str) -> bool:
    """Two letters, six digits, a letter A to D; prefixes that are never given out excepted (HMRC, NIM39110)."""
    plain = re.sub(r"\s", "", nino).upper()
    return _NINO.fullmatch(plain) is not None and plain[:2] not in _NINO_NEVER


def us_identity(case: Case, *, year: UsYear) -> Iterator[tuple[str, str]]:
    """(code, evidence) about Social Security number, bank, Form W-4 and state."""
    ssn, aba, account, state = (case.text(key) for key in ("ssn", "aba", "account", "work_state"))
    if not ssn:
        yield "SSN_MISSING", "The cell is empty."
    elif not ssn_is_possible(ssn):
        yield "SSN_INVALID", "No number of this form is ever given out."
    if not account or not aba:
        yield "BANK_MISSING", "Routing number or account is empty."
    elif not aba_is_valid(aba):
        few = " It has eight digits: a spreadsheet may have dropped a zero in front." if len(aba) == 8 else ""
        yield "ABA_INVALID", f"{aba} fails its check digit.{few}"
    elif not re.fullmatch(r"[0-9A-Za-z \-]{1,17}", account):
        yield "ACCOUNT_INVALID", "An account number has up to 17 digits, letters or hyphens."
    if not case.text("filing_status") and not case.yes("exempt"):
        yield (
            "W4_MISSING",
            "Filing status is empty: income tax is withheld as from somebody single, without steps 2 to 4.",
        )
    if state and state.upper() not in year.untaxed_states:
        yield (
            "STATE_NOT_COVERED",
            f"Works in {state}, which taxes wages: its withholding is not worked out here.",
        )


def uk_identity(case: Case) -> Iterator[tuple[str, str]]:
    """(code, evidence) about National Insurance number, bank and tax code."""
    nino, sort_code, account = (case.text(key) for key in ("nino", "sort_code", "account"))
    if not nino:
        yield "NINO_MISSING", "The cell is empty."
    elif not nino_is_possible(nino):
        yield "NINO_INVALID", "No number of this form is ever given out."
    if not account or not sort_code:
        yield "BANK_MISSING", "Sort code or account number is empty."
    else:
        digits = re.sub(r"[-\s]", "", sort_code)
        if not re.fullmatch(r"[0-9]{6}", digits) or digits == "000000":
            yield "SORT_CODE_INVALID", "A sort code has six digits, such as 20-00-00."
        if not re.fullmatch(r"[0-9]{8}", account) or account == "0" * 8:
            yield "ACCOUNT_INVALID", "An account number has eight digits."
    try:
        tax_code(case.text("tax_code"))
    except NotCovered:
        yield "TAX_CODE_INVALID", f"“{case.text('tax_code')}” is not a tax code."
