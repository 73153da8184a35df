"""Payment-ready files: what released invoices ask to be paid, as ISO 20022 pain.001.001.09.

Nothing is paid to an account that only the invoice names: it must be the one that the client's list has for the
vendor (`pay_to`), or have been confirmed by a call to the known contact.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lxml import etree

from bpo.catalog.rules import Record

from .identifiers import compact, iban_is_valid
from .record import CENT, CREDIT_TYPES, to_decimal

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_NAMESPACES: Any = {None: NAMESPACE}
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_KEPT = {
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
    "œ": "oe",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "&": "+",
    "_": "-",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One credit transfer. `pay_from` is the payer's IBAN, with its BIC after a space if known."""

    end_to_end: str
    payer: str
    pay_from: str
    payee: str
    pay_to: str
    amount: Decimal
    currency: str
    day: date
    remittance: str


def payment_of(record: Record, *, reference: str, confirmed: bool = False) -> Payment | None:
    """What an invoice asks to be paid; None where nothing is to be paid, or it is not known to whom for certain.

    `confirmed`: the account that the invoice names was confirmed by a call, so it is taken though no list has it.
    """
    amount = to_decimal(record.get("payable"))
    stated, known = compact(str(record.get("iban") or "")), compact(str(record.get("pay_to") or ""))
    pay_from = str(record.get("pay_from") or "")
    if (
        record.get("type_code") in CREDIT_TYPES
        or amount is None
        or amount <= 0
        or amount != amount.quantize(CENT)
    ):
        return None
    if not stated or not (stated == known or confirmed) or not iban_is_valid(stated):
        return None
    if not pay_from or not iban_is_valid(pay_from.split()[0]) or not record.get("currency"):
        return None
    try:
        issued = date.fromisoformat(str(record.get("issue_date")))
        day = date.fromisoformat(str(record.get("due_date") or issued))
    except ValueError:
        return None
    return Payment(
        end_to_end=reference,
        payer=str(record.get("buyer") or ""),
        pay_from=pay_from,
        payee=str(record.get("seller") or ""),
        pay_to=stated,
        amount=amount,
        currency=str(record["currency"]),
        day=max(day, issued),
        remittance=str(record.get("number") or reference),
    )


def plain(text: str, limit: int) -> str:
    """Text in the letters that every bank takes (EPC217-08), cut to `limit`."""
    spelt = "".join(_KEPT.get(char, _KEPT.get(char.lower(), char)) for char in text)
    folded = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9/\-?:().,'+ ]", " ", folded)
    return re.sub(r"\s+", " ", kept).strip(" /")[:limit].strip() or "NOTPROVIDED"


def payment_file(payments: Sequence[Payment], *, message_id: str, created: datetime) -> bytes:
    """A pain.001.001.09 of the payments, in groups of one account, currency and day. ValueError for none."""
    if not payments:
        raise ValueError("a payment file needs a payment")
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap=_NAMESPACES)
    initiation = _add(root, "CstmrCdtTrfInitn")
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", plain(message_id, 35))
    _add(header, "CreDtTm", created.strftime("%Y-%m-%dT%H:%M:%S"))
    _sums(header, payments)
    _add(_add(header, "InitgPty"), "Nm", plain(payments[0].payer, 140))
    groups: dict[tuple[str, str, date], list[Payment]] = {}
    for payment in payments:
        groups.setdefault((payment.pay_from, payment.currency, payment.day), []).append(payment)
    for number, group in enumerate(groups.values(), start=1):
        _group(initiation, group, f"{plain(message_id, 30)}-{number}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    return element


def _sums(parent: etree._Element, payments: Sequence[Payment]) -> None:
    _add(parent, "NbOfTxs", str(len(payments)))
    _add(parent, "CtrlSum", f"{sum((payment.amount for payment in payments), Decimal(0)):.2f}")


def _group(parent: etree._Element, payments: Sequence[Payment], identity: str) -> None:
    first = payments[0]
    group = _add(parent, "PmtInf")
    _add(group, "PmtInfId", identity)
    _add(group, "PmtMtd", "TRF")
    _sums(group, payments)
    if first.currency == "EUR":
        _add(_add(_add(group, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _add(_add(group, "ReqdExctnDt"), "Dt", first.day.isoformat())
    _add(_add(group, "Dbtr"), "Nm", plain(first.payer, 140))
    iban, _, bic = first.pay_from.partition(" ")
    _account(group, "DbtrAcct", compact(iban))
    agent = _add(_add(group, "DbtrAgt"), "FinInstnId")
    if _BIC.fullmatch(bic.strip()):
        _add(agent, "BICFI", bic.strip())
    else:
        _add(_add(agent, "Othr"), "Id", "NOTPROVIDED")
    _add(group, "ChrgBr", "SLEV" if first.currency == "EUR" else "SHAR")
    for payment in payments:
        transfer = _add(group, "CdtTrfTxInf")
        _add(_add(transfer, "PmtId"), "EndToEndId", plain(payment.end_to_end, 35))
        amount = _add(_add(transfer, "Amt"), "InstdAmt", f"{payment.amount:.2f}")
        amount.set("Ccy", payment.currency)
        _add(_add(transfer, "Cdtr"), "Nm", plain(payment.payee, 140))
        _account(transfer, "CdtrAcct", payment.pay_to)
        _add(_add(transfer, "RmtInf"), "Ustrd", plain(payment.remittance, 140))


def _account(parent: etree._Element, name: str, iban: str) -> None:
    _add(_add(_add(parent, name), "Id"), "IBAN", iban)
