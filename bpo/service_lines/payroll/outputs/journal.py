"""The general ledger entries of a pay run: debits equal credits, to 0.00."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..money import ZERO
from ..parameters import UsYear
from ..pay_run.gross_to_net import Slip
from ..us_federal import futa, medicare, social_security


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One line; one of `debit` and `credit` is 0."""

    account: str
    name: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerTaxes:
    """What the employer owes on one slip beside it, in USD."""

    ss: Decimal
    medicare: Decimal
    futa: Decimal


ACCOUNTS = {
    "wages": ("6000", "Wages and salaries"),
    "employer_taxes": ("6100", "Payroll taxes, employer"),
    "fit": ("2210", "Federal income tax payable"),
    "ss": ("2220", "Social Security payable"),
    "medicare": ("2230", "Medicare payable"),
    "futa": ("2240", "Federal unemployment tax payable"),
    "pretax_401k": ("2310", "401(k) contributions payable"),
    "health_125": ("2320", "Health premiums payable"),
    "garnishment": ("2330", "Garnishments payable"),
    "deductions": ("2340", "Other deductions payable"),
    "net": ("2100", "Net pay payable"),
}
"""What a line is for → usual account and name; a client's own chart replaces the accounts."""


def employer_taxes(slip: Slip, *, ytd_gross: Decimal, year: UsYear) -> EmployerTaxes:
    """The employer's own Social Security, Medicare and FUTA on a slip, after `ytd_gross` earned before it."""
    return EmployerTaxes(
        ss=social_security(slip.fica_wages, before=ytd_gross, year=year).amount,
        medicare=medicare(slip.fica_wages, year=year).amount,
        futa=futa(slip.fica_wages, before=ytd_gross, year=year).amount,
    )


def journal(paid: Sequence[tuple[Slip, EmployerTaxes]]) -> tuple[JournalLine, ...]:
    """The entries of who is paid. The sum of debits is the sum of credits, whatever the slips say.

    ValueError where a slip does not tie in itself: then nothing is booked.
    """
    for slip, _ in paid:
        if slip.net != slip.gross - taken_off(slip):
            raise ValueError(f"The slip of {slip.employee_id} does not tie.")
    taxes = [own for _, own in paid]
    slips = [slip for slip, _ in paid]
    debits = {
        "wages": _sum(slip.gross for slip in slips),
        "employer_taxes": _sum(own.ss + own.medicare + own.futa for own in taxes),
    }
    credits_ = {
        "fit": _sum(slip.fit for slip in slips),
        "ss": _sum(slip.ss for slip in slips) + _sum(own.ss for own in taxes),
        "medicare": _sum(slip.medicare + slip.addl_medicare for slip in slips)
        + _sum(own.medicare for own in taxes),
        "futa": _sum(own.futa for own in taxes),
        "pretax_401k": _sum(slip.pretax_401k for slip in slips),
        "health_125": _sum(slip.health_125 for slip in slips),
        "garnishment": _sum(slip.garnishment for slip in slips),
        "deductions": _sum(slip.deductions for slip in slips),
        "net": _sum(slip.net for slip in slips),
    }
    lines = [
        JournalLine(account=ACCOUNTS[key][0], name=ACCOUNTS[key][1], debit=v)
        for key, v in debits.items()
        if v
    ]
    lines += [
        JournalLine(account=ACCOUNTS[key][0], name=ACCOUNTS[key][1], credit=v)
        for key, v in credits_.items()
        if v
    ]
    return tuple(lines)


def taken_off(slip: Slip) -> Decimal:
    """Everything between gross and net."""
    return (
        slip.pretax_401k
        + slip.health_125
        + slip.fit
        + slip.ss
        + slip.medicare
        + slip.addl_medicare
        + slip.garnishment
        + slip.deductions
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
