"""The payment file for US banks: NACHA, one PPD credit batch (Nacha Operating Rules, appendix three).

Every line has 94 characters; lines come in blocks of ten, filled up with nines.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

LINE = 94
BLOCK = 10
_CREDITS_ONLY = "220"
_CHECKING_CREDIT, _SAVINGS_CREDIT = "22", "32"
_MOST_ENTRIES = 9_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Originator:
    """Who pays: `company_id` is ten characters (an EIN after a 1), `odfi` the routing number of the paying bank."""

    company: str
    company_id: str
    odfi: str
    bank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One payment into a checking (or savings) account, in USD and cents."""

    name: str
    identification: str
    aba: str
    account: str
    amount: Decimal
    savings: bool = False


def nacha_file(
    credits_: Sequence[Credit], payer: Originator, *, description: str, pays_on: date, made_at: datetime
) -> bytes:
    """The file's bytes; the same input gives the same file.

    ValueError, naming the payee, for an amount that is not positive or a number that does not fit.
    """
    if not credits_ or len(credits_) > _MOST_ENTRIES:
        raise ValueError("A payment file has between one and 9,999,999 payments.")
    entries = [_entry(each, payer, number) for number, each in enumerate(credits_, start=1)]
    hashed = str(sum(int(each.aba[:8]) for each in credits_))[-10:].rjust(10, "0")
    total = _cents(sum((each.amount for each in credits_), Decimal(0)), 12)
    count = str(len(entries))
    lines = [
        f"101{payer.odfi:>10}{payer.company_id:>10}{made_at:%y%m%d%H%M}A094101"
        f"{_text(payer.bank, 23)}{_text(payer.company, 23)}{'':8}",
        f"5{_CREDITS_ONLY}{_text(payer.company, 16)}{'':20}{_text(payer.company_id, 10)}PPD"
        f"{_text(description, 10)}{'':6}{pays_on:%y%m%d}{'':3}1{payer.odfi[:8]}{1:07}",
        *entries,
        f"8{_CREDITS_ONLY}{count:0>6}{hashed}{0:012}{total}{_text(payer.company_id, 10)}{'':19}{'':6}"
        f"{payer.odfi[:8]}{1:07}",
    ]
    blocks = -(-(len(lines) + 1) // BLOCK)
    lines.append(f"9{1:06}{blocks:06}{count:0>8}{hashed}{0:012}{total}{'':39}")
    lines += ["9" * LINE] * (blocks * BLOCK - len(lines))
    assert all(len(line) == LINE for line in lines)
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _entry(credit: Credit, payer: Originator, number: int) -> str:
    who = f"{credit.name} ({credit.identification})"
    if credit.amount <= 0:
        raise ValueError(f"{who}: only amounts above nothing can be paid.")
    if not re.fullmatch(r"[0-9]{9}", credit.aba):
        raise ValueError(f"{who}: a routing number has nine digits.")
    if not re.fullmatch(r"[0-9A-Za-z \-]{1,17}", credit.account):
        raise ValueError(f"{who}: an account number has up to 17 digits, letters or hyphens.")
    kind = _SAVINGS_CREDIT if credit.savings else _CHECKING_CREDIT
    return (
        f"6{kind}{credit.aba}{credit.account:<17}{_cents(credit.amount, 10)}"
        f"{_text(credit.identification, 15)}{_text(credit.name, 22)}  0{payer.odfi[:8]}{number:07}"
    )


def _cents(amount: Decimal, places: int) -> str:
    digits = str(int(amount * 100)).rjust(places, "0")
    if len(digits) > places:
        raise ValueError(f"{amount} is more than a payment file can say.")
    return digits


def _text(text: str, width: int) -> str:
    """Letters without their accents, anything else left out, cut and filled to the width."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^ -~]", "", bare)[:width].ljust(width)
