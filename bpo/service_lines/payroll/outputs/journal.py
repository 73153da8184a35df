"""The general ledger entries of a pay run: debits equal credits, to 0.00."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..money import ZERO
from ..pay_run import Line, total
from ..scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One line; one of `debit` and `credit` is 0. `what` is the key of what is booked."""

    what: str
    account: str
    name: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO


def journal(
    paid: Sequence[Line], scheme: Scheme, accounts: Mapping[str, tuple[str, str]] | None = None
) -> tuple[JournalLine, ...]:
    """The entries of who is paid; `accounts` are the client's own for the scheme's. A sum below zero (tax refunded)
    goes to the other side.

    ValueError where a line does not tie in itself: then nothing is booked.
    """
    for line in paid:
        if line.net != scheme.net_of(line):
            raise ValueError(f"The line of {line.employee_id} does not tie.")
    debits = {"wages": total(paid, "gross"), "reimbursement": total(paid, "reimbursement"), "employer": ZERO}
    credits_: dict[str, Decimal] = {}
    for item in scheme.items:
        if not item.books:
            continue
        owed = total(paid, item.key)
        credits_[item.books] = credits_.get(item.books, ZERO) + owed
        if item.employer:
            debits["employer"] += owed
    credits_["net"] = total(paid, "net")
    named = {**scheme.accounts, **(accounts or {})}
    sided = [(key, amount, ZERO) for key, amount in debits.items()]
    sided += [(key, ZERO, amount) for key, amount in credits_.items()]
    return tuple(
        JournalLine(
            what=key,
            account=named[key][0],
            name=named[key][1],
            debit=max(debit, ZERO) + max(-credit, ZERO),
            credit=max(credit, ZERO) + max(-debit, ZERO),
        )
        for key, debit, credit in sided
        if debit or credit
    )
