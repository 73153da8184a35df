"""Arithmetic of an invoice: which of the sums EN 16931 asks for hold. Pure, Decimal throughout."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bpo.catalog.rules import Record

from .record import CENT, to_decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Broken:
    """A sum that does not hold: the rule of EN 16931, the fields in it, and by how much it is off."""

    rule: str
    fields: tuple[str, ...]
    stated: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """The sums that hold, those that do not, and those that could not be tried for want of a value."""

    held: frozenset[str]
    broken: tuple[Broken, ...]
    untried: frozenset[str]

    @property
    def proven(self) -> bool:
        """Whether the totals prove: net + VAT = gross and the amount due follow, and nothing contradicts."""
        return not self.broken and {"BR-CO-15", "BR-CO-16"} <= self.held


class _Ledger:
    def __init__(self) -> None:
        self.held: set[str] = set()
        self.broken: list[Broken] = []
        self.untried: set[str] = set()

    def compare(
        self,
        rule: str,
        fields: tuple[str, ...],
        stated: Decimal | None,
        expected: Decimal | None,
        slack: Decimal = ZERO,
    ) -> None:
        if stated is None or expected is None:
            self.untried.add(rule)
        elif abs(stated - expected) <= slack:
            self.held.add(rule)
        else:
            self.broken.append(Broken(rule, fields, stated, expected))

    def proof(self) -> Proof:
        broken_rules = {item.rule for item in self.broken}
        return Proof(frozenset(self.held - broken_rules), tuple(self.broken), frozenset(self.untried))


def prove(record: Record) -> Proof:
    """Tries every sum of EN 16931 (BR-CO-10, 13 to 17) that the record has values for, and its lines.

    A missing allowance, charge, prepaid or rounding amount counts as zero, as the standard says.
    """
    value = {name: to_decimal(record.get(name)) for name in _AMOUNTS}
    lines, taxes = record.get("lines") or [], record.get("vat_breakdown") or []
    ledger = _Ledger()
    line_nets = [to_decimal(row.get("line_net")) for row in lines]
    whole = bool(line_nets) and all(net is not None for net in line_nets)
    line_sum = sum((net for net in line_nets if net is not None), ZERO) if whole else None
    if value["line_total"] is not None:
        ledger.compare("BR-CO-10", ("line_total", "lines"), value["line_total"], line_sum)
    base = value["line_total"] if value["line_total"] is not None else line_sum
    allowance, charge = value["allowance_total"] or ZERO, value["charge_total"] or ZERO
    expected = None if base is None else base - allowance + charge
    ledger.compare(
        "BR-CO-13", ("net", "line_total", "allowance_total", "charge_total"), value["net"], expected
    )
    if value["line_total"] is None and expected is not None and expected == value["net"]:
        ledger.held.add("BR-CO-10")
    _prove_taxes(ledger, value, taxes)
    net, vat = value["net"], value["vat"]
    ledger.compare(
        "BR-CO-15", ("gross", "net", "vat"), value["gross"], None if net is None or vat is None else net + vat
    )
    gross = value["gross"]
    due = None if gross is None else gross - (value["prepaid"] or ZERO) + (value["rounding"] or ZERO)
    ledger.compare("BR-CO-16", ("payable", "gross", "prepaid", "rounding"), value["payable"], due)
    for index, row in enumerate(lines):
        _prove_line(ledger, index, row)
    return ledger.proof()


_AMOUNTS = (
    "line_total", "allowance_total", "charge_total", "net", "vat", "gross", "prepaid", "rounding", "payable",
)  # fmt: skip


def _prove_taxes(
    ledger: _Ledger, value: dict[str, Decimal | None], taxes: list[dict[str, str | None]]
) -> None:
    if not taxes:
        ledger.untried.add("BR-CO-14")
        return
    amounts = [to_decimal(row.get("tax")) for row in taxes]
    total = sum((tax for tax in amounts if tax is not None), ZERO)
    ledger.compare("BR-CO-14", ("vat", "vat_breakdown"), value["vat"], total if None not in amounts else None)
    for index, row in enumerate(taxes):
        base, rate, tax = (to_decimal(row.get(name)) for name in ("taxable", "rate", "tax"))
        if base is not None and rate is not None:
            expected = (base * rate / 100).quantize(CENT, ROUND_HALF_UP)
            slack = max(CENT, abs(base) * Decimal("0.00001"))  # sellers also round tax line by line
            ledger.compare("BR-CO-17", (f"vat_breakdown.{index}.tax",), tax, expected, slack)
    bases = [to_decimal(row.get("taxable")) for row in taxes]
    if value["net"] is not None and None not in bases:
        ledger.compare(
            "VAT-BASES",
            ("net", "vat_breakdown"),
            value["net"],
            sum((b for b in bases if b is not None), ZERO),
        )


def line_proves(row: dict[str, str | None]) -> bool | None:
    """Whether quantity x price = line net to the cent; None where a value is missing.

    Prices are printed rounded, so the product may be off by half the price's last place times the quantity.
    """
    quantity, price, net = (to_decimal(row.get(name)) for name in ("quantity", "unit_price", "line_net"))
    if quantity is None or price is None or net is None:
        return None
    base = to_decimal(row.get("price_base")) or Decimal(1)
    return abs(quantity * price / base - net) <= Decimal("0.011")


def _prove_line(ledger: _Ledger, index: int, row: dict[str, str | None]) -> None:
    verdict = line_proves(row)
    if verdict is None:
        ledger.untried.add(f"LINE-{index}")
    elif verdict:
        ledger.held.add(f"LINE-{index}")
    else:
        ledger.untried.add(f"LINE-{index}")  # a discount on the line is no contradiction; see checks
