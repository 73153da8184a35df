"""Results that ask to be paid, and the file that pays several of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bpo.catalog.rules.results import DeliveredFile, ReleasedJob


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """What a result asks to be paid: to whom, how much, when at the latest."""

    payee: str
    amount: Decimal
    currency: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """How results of a work type are paid: `line` is what one asks for, None where nothing is to be paid or it is
    not certain to whom; `file` pays those of many results with a line, under a message id of ours."""

    line: Callable[[ReleasedJob], PaymentLine | None]
    file: Callable[[Sequence[ReleasedJob], str, datetime], DeliveredFile]
