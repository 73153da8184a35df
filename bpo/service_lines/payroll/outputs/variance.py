"""Gross pay against the period before, employee by employee: what an approver looks at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..money import ZERO
from ..pay_run import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """One employee's pay now and before; `percent` is None where there was none before."""

    employee_id: str
    before: Decimal
    now: Decimal
    percent: Decimal | None

    @property
    def difference(self) -> Decimal:
        """Now less before."""
        return self.now - self.before


def variances(lines: Sequence[Line], prior: Mapping[str, Decimal]) -> tuple[Variance, ...]:
    """Everybody paid now or before, the greatest difference first."""
    now = {line.employee_id: line.gross for line in lines}
    found = [
        variance(each, prior.get(each, ZERO), now.get(each, ZERO)) for each in dict.fromkeys((*now, *prior))
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.difference), each.employee_id)))


def variance(employee_id: str, before: Decimal, now: Decimal) -> Variance:
    """One employee's."""
    percent = ((now - before) / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if before else None
    return Variance(employee_id=employee_id, before=before, now=now, percent=percent)
