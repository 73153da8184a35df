"""Lines that their own arithmetic cannot prove, held against another look: a table without prices has none."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Protocol

from bpo.catalog.rules import Outcome, Record

from .record import to_decimal

SLACK = Decimal("0.011")
SURE = 0.95
"""Raw confidence of what two looks read alike."""
Row = dict[str, Any]


class HasRecord(Protocol):
    """A look at the pages, as far as its lines go."""

    @property
    def record(self) -> Record:
        """What it read."""


def lines_agreed(outcome: Outcome, looks: Sequence[HasRecord]) -> Outcome:
    """The outcome without its question about lines, where the sums hold and two looks read the same in every line.

    Two engines seldom misread a quantity alike. Where a price is stated, it has to make the line's amount.
    """
    from .capture import lines_doubts

    rows = outcome.record["lines"]
    asked = [finding for finding in outcome.findings if finding.code == "LINES_NOT_READ"]
    if not asked or not _explained(rows) or lines_doubts(outcome.record, hold=True, scanned=False):
        return outcome
    if sum(_figures(look.record["lines"]) == _figures(rows) for look in looks) < 2:
        return outcome
    return replace(
        outcome,
        findings=tuple(finding for finding in outcome.findings if finding not in asked),
        readings=tuple(
            replace(reading, confidence=max(reading.confidence, SURE))
            if reading.path.startswith("lines.") and not reading.path.endswith(".description")
            else reading
            for reading in outcome.readings
        ),
    )


def _figures(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return [(row.get("quantity"), row.get("unit_price"), row.get("line_net")) for row in rows]


def _explained(rows: Sequence[Row]) -> bool:
    """Whether every line has its amount and a quantity, and all or none a price, which makes the amount."""
    figures = [tuple(map(to_decimal, each)) for each in _figures(rows)]
    if any(quantity is None or net is None for quantity, _, net in figures):
        return False
    priced = [
        abs(quantity * price - net) <= SLACK
        for quantity, price, net in figures
        if quantity is not None and price is not None and net is not None
    ]
    return not priced or (all(priced) and len(priced) == len(rows))
