"""Credit transfers for a bank to carry out, as ISO 20022 pain.001.001.09: what several service lines write."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lxml import etree

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
class Account:
    """An account: an IBAN with its bank's BIC if known; or a `number` with the `member` of a national `clearing`, such
    as a sort code of GBDSC."""

    iban: str = ""
    bic: str = ""
    clearing: str = ""
    member: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One payment. `amount` is above nothing and has at most two places."""

    end_to_end: str
    payee: str
    pay_to: Account
    amount: Decimal
    remittance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfers:
    """Payments of one payer from one account on one day. `purpose` is a code of ISO 20022's categories: `SALA`."""

    payer: str
    pay_from: Account
    currency: str
    day: date
    transfers: tuple[Transfer, ...]
    purpose: str = ""


def credit_transfer_file(groups: Sequence[Transfers], *, message_id: str, created: datetime) -> bytes:
    """The file of the groups, in their order; the same gives the same bytes. ValueError where there is no payment."""
    every = [transfer for group in groups for transfer in group.transfers]
    if not every:
        raise ValueError("a payment file needs a payment")
    root = etree.Element(f"{{{NAMESPACE}}}Document", nsmap=_NAMESPACES)
    initiation = _add(root, "CstmrCdtTrfInitn")
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", plain(message_id, 35))
    _add(header, "CreDtTm", created.strftime("%Y-%m-%dT%H:%M:%S"))
    _sums(header, every)
    _add(_add(header, "InitgPty"), "Nm", plain(groups[0].payer, 140))
    for number, group in enumerate(groups, start=1):
        _group(initiation, group, f"{plain(message_id, 30)}-{number}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def plain(text: str, limit: int) -> str:
    """Text in the letters that every bank takes (EPC217-08), cut to `limit`."""
    spelt = "".join(_spelt(char) for char in text)
    folded = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9/\-?:().,'+ ]", " ", folded)
    return re.sub(r"\s+", " ", kept).strip(" /")[:limit].strip() or "NOTPROVIDED"


def _spelt(char: str) -> str:
    kept = _KEPT.get(char.lower(), char)
    return kept.capitalize() if char.isupper() and kept != char else kept


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    return element


def _sums(parent: etree._Element, transfers: Sequence[Transfer]) -> None:
    _add(parent, "NbOfTxs", str(len(transfers)))
    _add(parent, "CtrlSum", f"{sum((each.amount for each in transfers), Decimal(0)):.2f}")


def _group(parent: etree._Element, given: Transfers, identity: str) -> None:
    group = _add(parent, "PmtInf")
    _add(group, "PmtInfId", identity)
    _add(group, "PmtMtd", "TRF")
    _sums(group, given.transfers)
    if given.currency == "EUR" or given.purpose:
        kind = _add(group, "PmtTpInf")
        if given.currency == "EUR":
            _add(_add(kind, "SvcLvl"), "Cd", "SEPA")
        if given.purpose:
            _add(_add(kind, "CtgyPurp"), "Cd", given.purpose)
    _add(_add(group, "ReqdExctnDt"), "Dt", given.day.isoformat())
    _add(_add(group, "Dbtr"), "Nm", plain(given.payer, 140))
    _account(group, "DbtrAcct", given.pay_from)
    _agent(group, "DbtrAgt", given.pay_from, needed=True)
    _add(group, "ChrgBr", "SLEV" if given.currency == "EUR" else "SHAR")
    for transfer in given.transfers:
        _transfer(group, transfer, given.currency)


def _transfer(parent: etree._Element, given: Transfer, currency: str) -> None:
    transfer = _add(parent, "CdtTrfTxInf")
    _add(_add(transfer, "PmtId"), "EndToEndId", plain(given.end_to_end, 35))
    amount = _add(_add(transfer, "Amt"), "InstdAmt", f"{given.amount:.2f}")
    amount.set("Ccy", currency)
    _agent(transfer, "CdtrAgt", given.pay_to, needed=False)
    _add(_add(transfer, "Cdtr"), "Nm", plain(given.payee, 140))
    _account(transfer, "CdtrAcct", given.pay_to)
    _add(_add(transfer, "RmtInf"), "Ustrd", plain(given.remittance, 140))


def _account(parent: etree._Element, name: str, account: Account) -> None:
    identity = _add(_add(parent, name), "Id")
    if account.iban:
        _add(identity, "IBAN", account.iban)
    else:
        _add(_add(identity, "Othr"), "Id", account.number)


def _agent(parent: etree._Element, name: str, account: Account, *, needed: bool) -> None:
    if account.member:
        member = _add(_add(_add(parent, name), "FinInstnId"), "ClrSysMmbId")
        _add(_add(member, "ClrSysId"), "Cd", account.clearing)
        _add(member, "MmbId", account.member)
    elif _BIC.fullmatch(account.bic):
        _add(_add(_add(parent, name), "FinInstnId"), "BICFI", account.bic)
    elif needed:
        _add(_add(_add(_add(parent, name), "FinInstnId"), "Othr"), "Id", "NOTPROVIDED")
