"""The proof that everything a run gives is the same money: register = payslips = journal = payment file + held."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..money import ZERO
from ..pay_run import Line, total
from ..scheme import Scheme
from .journal import JournalLine
from .payments import PaymentFile
from .payslips import Payslips


class DoesNotTie(Exception):
    """Two results of the same run say different amounts: nothing of it may go out. The message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What each result says of the same net pay: (what, amount, by how much it is off)."""

    rows: tuple[tuple[str, Decimal, Decimal], ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is off."""
        return not any(off for _, _, off in self.rows)

    def demand(self) -> None:
        """DoesNotTie, naming what is off, where it does not hold."""
        if not self.holds:
            raise DoesNotTie(
                "; ".join(f"{what}: {amount}, off by {off}" for what, amount, off in self.rows if off)
            )


def tie(
    *,
    lines: Sequence[Line],
    paid: Sequence[Line],
    scheme: Scheme,
    slips: Payslips,
    entries: Sequence[JournalLine],
    payments: PaymentFile | None,
    written: Decimal,
) -> Tie:
    """Hold the results of a run against one another. `written` is the net pay of the register's file, read back."""
    out = {line.employee_id for line in paid}
    held = [line for line in lines if line.employee_id not in out]
    net, paid_net = total(lines, "net"), total(paid, "net")
    owed = sum((each.credit - each.debit for each in entries if each.what == "net"), ZERO)
    debits, credits_ = (sum((getattr(each, side) for each in entries), ZERO) for side in ("debit", "credit"))
    own = sum((abs(line.net - scheme.net_of(line)) for line in lines), ZERO)
    in_file = payments.paid if payments else ZERO
    return Tie(
        rows=(
            ("Register, net pay of everybody", net, ZERO),
            ("of it held", total(held, "net"), total(held, "net") + paid_net - net),
            ("Register as written, read back", written, written - net),
            ("Each line: gross and what comes off", own, own),
            (f"Payslips ({slips.count})", slips.net, slips.net - paid_net),
            ("Journal, net pay payable", owed, owed - paid_net),
            ("Journal, debits less credits", debits - credits_, debits - credits_),
            (f"Payment file ({payments.entries if payments else 0} payments)", in_file, in_file - paid_net),
        )
    )
