"""Payment-ready files: what released invoices ask to be paid, as ISO 20022 pain.001.001.09.

Nothing is paid to an account that only the invoice names: it must be the one that the client's list has for the
vendor (`pay_to`), or have been confirmed by a call to the known contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bpo.catalog.rules import Record
from bpo.service_lines.credit_transfers import Account, Transfer, Transfers, credit_transfer_file

from .identifiers import compact, iban_is_valid
from .record import CENT, CREDIT_TYPES, to_decimal


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


def payment_file(payments: Sequence[Payment], *, message_id: str, created: datetime) -> bytes:
    """A pain.001.001.09 of the payments, in groups of one account, currency and day. ValueError for none."""
    groups: dict[tuple[str, str, date], list[Payment]] = {}
    for payment in payments:
        groups.setdefault((payment.pay_from, payment.currency, payment.day), []).append(payment)
    return credit_transfer_file(
        [_transfers(group) for group in groups.values()], message_id=message_id, created=created
    )


def _transfers(payments: Sequence[Payment]) -> Transfers:
    first = payments[0]
    iban, _, bic = first.pay_from.partition(" ")
    return Transfers(
        payer=first.payer,
        pay_from=Account(iban=compact(iban), bic=bic.strip()),
        currency=first.currency,
        day=first.day,
        transfers=tuple(
            Transfer(
                end_to_end=payment.end_to_end,
                payee=payment.payee,
                pay_to=Account(iban=payment.pay_to),
                amount=payment.amount,
                remittance=payment.remittance,
            )
            for payment in payments
        ),
    )
