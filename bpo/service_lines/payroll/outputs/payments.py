"""The payment file of a run: NACHA for US banks, pain.001.001.09 for UK ones; and what it says it pays, read back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from lxml import etree

from bpo.service_lines.credit_transfers import Account, Transfer, Transfers, credit_transfer_file

from ..money import PENNY, ZERO
from ..pay_run import Case, Line, Occasion
from .nacha import Credit, Originator, nacha_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Who pays and from where. US: `company_id` is the ten characters that the bank gave, `bank` its routing number.
    UK: `bank` is the sort code and `account` the number, or `account` an IBAN."""

    name: str
    company_id: str
    bank: str
    bank_name: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFile:
    """The file, and what its own bytes say: how many payments of how much."""

    name: str
    media_type: str
    content: bytes
    entries: int
    paid: Decimal


def payment_file(
    paid: Sequence[tuple[Case, Line]], payer: Payer, occasion: Occasion, *, reference: str
) -> PaymentFile | None:
    """The payments of everybody with net pay above nothing; None where there is nobody. The same run gives the same
    bytes, so the file is dated by the day of payment. ValueError, naming the payee, for what no bank could pay."""
    owed = [(case, line) for case, line in paid if line.net > 0]
    if not owed or occasion.pays_on is None:
        return None
    made_at = datetime.combine(occasion.pays_on, time(), UTC)
    if occasion.jurisdiction == "us":
        content = _nacha(owed, payer, occasion, made_at)
        entries, total = _said_by_nacha(content)
        return PaymentFile(
            name="payments.ach", media_type="text/plain", content=content, entries=entries, paid=total
        )
    content = _pain(owed, payer, occasion, made_at, reference)
    entries, total = _said_by_pain(content)
    return PaymentFile(
        name="payments-pain001.xml",
        media_type="application/xml",
        content=content,
        entries=entries,
        paid=total,
    )


def _nacha(owed: Sequence[tuple[Case, Line]], payer: Payer, occasion: Occasion, made_at: datetime) -> bytes:
    assert occasion.pays_on is not None
    return nacha_file(
        [
            Credit(
                name=case.name,
                identification=case.employee_id,
                aba=re.sub(r"\D", "", case.text("aba")),
                account=case.text("account"),
                amount=line.net,
                savings=case.text("account_type") == "savings",
            )
            for case, line in owed
        ],
        Originator(company=payer.name, company_id=payer.company_id, odfi=payer.bank, bank=payer.bank_name),
        description="PAYROLL",
        pays_on=occasion.pays_on,
        made_at=made_at,
    )


def _pain(
    owed: Sequence[tuple[Case, Line]], payer: Payer, occasion: Occasion, made_at: datetime, reference: str
) -> bytes:
    assert occasion.pays_on is not None
    group = Transfers(
        payer=payer.name,
        pay_from=_uk_account(payer.bank, payer.account),
        currency="GBP",
        day=occasion.pays_on,
        purpose="SALA",
        transfers=tuple(
            Transfer(
                end_to_end=f"{reference}-{number}",
                payee=case.name or case.employee_id,
                pay_to=_uk_account(case.text("sort_code"), case.text("account")),
                amount=line.net,
                remittance=f"Pay {occasion.pays_on.isoformat()} {case.employee_id}",
            )
            for number, (case, line) in enumerate(owed, start=1)
        ),
    )
    return credit_transfer_file([group], message_id=reference, created=made_at)


def _uk_account(sort_code: str, account: str) -> Account:
    plain = re.sub(r"[\s-]", "", account)
    if plain[:2].isalpha():
        return Account(iban=plain)
    return Account(clearing="GBDSC", member=re.sub(r"\D", "", sort_code), number=plain)


def _said_by_nacha(content: bytes) -> tuple[int, Decimal]:
    entries = [line for line in content.splitlines() if line[:1] == b"6"]
    return len(entries), sum((Decimal(int(line[29:39])) * PENNY for line in entries), ZERO)


def _said_by_pain(content: bytes) -> tuple[int, Decimal]:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    amounts = [Decimal(str(element.text)) for element in root.iter("{*}InstdAmt")]
    return len(amounts), sum(amounts, ZERO)
