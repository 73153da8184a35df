"""Of all readings of the sums at the foot of an invoice, the one that proves."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from .layout import Span
from .record import CENT
from .totals import ZERO, Amount, TaxRow, Totals

HIGHEST_RATE = Decimal("0.3")
"""No VAT or sales tax on a whole invoice is more than this share of its net: 27 per cent in Hungary, 28 in India."""


def choose(
    amounts: list[Amount],
    taxes: list[TaxRow],
    line_sum: Decimal | None,
    others: dict[Decimal, Span] | None = None,
) -> Totals:
    """The likeliest reading of the sums, with what is not printed worked out from what is.

    `others` are all amounts outside the lines: a payment printed without a known label is looked up there.
    """
    parts = {role: _summed(amounts, role) for role in ("allowance_total", "charge_total")}
    options = _options(amounts, taxes, line_sum)
    best: tuple[float, Totals] | None = None
    rivals: set[tuple[Decimal, Decimal, Decimal]] = set()
    for net, vat, gross in product(options["net"], options["vat"], options["gross"]):
        if net.value + vat.value != gross.value or abs(gross.value) < abs(net.value):
            continue
        if abs(vat.value) > HIGHEST_RATE * abs(net.value) + CENT:
            continue  # net and VAT exchanged
        reading = _complete(net, vat, gross, amounts, parts, taxes, line_sum, others or {})
        if reading is None:
            continue
        score, totals = reading
        rivals.add((net.value, vat.value, gross.value))
        if best is None or score > best[0]:
            best = (score, totals)
    if best is None:
        return _unproven(amounts, taxes, parts)
    best[1].rivals = len(rivals) > 1
    return best[1]


def _summed(amounts: list[Amount], role: str) -> list[Amount]:
    """Amounts of a role, one a row: discounts and charges may be several, and add up."""
    seen: dict[int, Amount] = {}
    for amount in amounts:
        if amount.role == role and amount.value != 0 and amount.cost < 1.2:
            seen.setdefault(amount.row, amount)
    return list(seen.values())


def _options(amounts: list[Amount], taxes: list[TaxRow], line_sum: Decimal | None) -> dict[str, list[Amount]]:
    """Candidates for net, VAT and gross, labelled or worked out; each with its cost."""

    def of(*roles: tuple[str, float]) -> list[Amount]:
        found: dict[Decimal, Amount] = {}
        for role, extra in roles:
            for amount in amounts:
                if amount.role == role:
                    offer = Amount(role, amount.value, amount.span, amount.cost + extra, amount.row)
                    if amount.value not in found or offer.cost < found[amount.value].cost:
                        found[amount.value] = offer
        return sorted(found.values(), key=lambda item: item.cost)[:10]

    net = of(("net", 0), ("line_total", 0.8), ("total", 1.2))
    vat = of(("vat", 0.2))
    gross = of(("gross", 0), ("total", 0.4), ("payable", 0.7))
    if taxes:
        total = sum((row.tax for row in taxes), ZERO)
        cost = 0.0 if all(row.taxable is not None for row in taxes) else 0.3
        vat.insert(0, Amount("taxes", total, taxes[-1].span if len(taxes) == 1 else None, cost))
        bases = [row.taxable for row in taxes if row.taxable is not None]
        if len(bases) == len(taxes):
            net.append(Amount("bases", sum(bases, ZERO), None, 1.0))
    if not any(amount.value == 0 for amount in vat):
        vat.append(Amount("none", ZERO, None, 1.5))
    if line_sum is not None:
        net.append(Amount("lines", line_sum, None, 1.5))
    net += [
        Amount("worked out", g.value - v.value, None, 2.5)
        for g in gross[:3]
        for v in vat[:3]
        if v.role != "none"
    ]
    return {"net": net, "vat": vat, "gross": gross}


def _complete(
    net: Amount,
    vat: Amount,
    gross: Amount,
    amounts: list[Amount],
    parts: dict[str, list[Amount]],
    taxes: list[TaxRow],
    line_sum: Decimal | None,
    others: dict[Decimal, Span],
) -> tuple[float, Totals] | None:
    """(score, reading) for one choice of net, VAT and gross."""
    totals = Totals(proven=True)
    score = -(net.cost + vat.cost + gross.cost)
    for name, amount in (("net", net), ("vat", vat), ("gross", gross)):
        totals.values[name] = amount.value
        if amount.span is not None:
            totals.spans[name] = amount.span
        else:
            totals.derived.add(name)
    score += _with_base(totals, net.value, amounts, parts, line_sum, others)
    score += _with_taxes(totals, net.value, vat.value, taxes)
    score += _with_payable(totals, gross.value, amounts, others, taxes)
    if totals.derived >= {"net", "vat"} and not totals.with_lines:
        score -= 3
    return score, totals


def _with_base(
    totals: Totals,
    net: Decimal,
    amounts: list[Amount],
    parts: dict[str, list[Amount]],
    line_sum: Decimal | None,
    others: dict[Decimal, Span],
) -> float:
    """Line total less discounts plus charges = net: tried with the labelled ones, then without, then with `others`."""
    labelled = [amount for amount in amounts if amount.role == "line_total"]
    bases = [(amount.value, amount.span) for amount in labelled]
    if line_sum is not None:
        bases.insert(0, (line_sum, next((a.span for a in labelled if a.value == line_sum), None)))
    cuts = sum((abs(amount.value) for amount in parts["allowance_total"]), ZERO)
    adds = sum((amount.value for amount in parts["charge_total"]), ZERO)
    for base, span in bases:
        for cut, add in ((cuts, adds), (ZERO, adds), (cuts, ZERO), (ZERO, ZERO)):
            sign = -1 if net < 0 and base < 0 else 1
            if base - sign * cut + add != net:
                continue
            totals.values["line_total"] = base
            if span is not None:
                totals.spans["line_total"] = span
            for name, value in (("allowance_total", cut), ("charge_total", add)):
                if value:
                    _put(totals, name, value, parts[name][0].span)
            totals.with_lines = base == line_sum
            return (3.0 if totals.with_lines else 1.0) - (0.0 if cut == cuts and add == adds else 0.7)
    if line_sum is not None and line_sum > 0:
        return _with_unnamed(totals, net, line_sum, parts, others)
    return 0.0


def _with_unnamed(
    totals: Totals,
    net: Decimal,
    line_sum: Decimal,
    parts: dict[str, list[Amount]],
    others: dict[Decimal, Span],
) -> float:
    """A discount or a charge under no known label: the amount between the lines' sum and the net is printed."""
    own = {totals.values.get(name) for name in ("net", "vat", "gross")} | {line_sum, ZERO}
    cuts = sum((abs(amount.value) for amount in parts["allowance_total"]), ZERO)
    adds = sum((amount.value for amount in parts["charge_total"]), ZERO)
    for cut, add in ((cuts, adds), (cuts, ZERO), (ZERO, adds)):
        missing = net - (line_sum - cut + add)
        span = others.get(missing) or others.get(-missing)
        if (
            missing in own
            or -missing in own
            or span is None
            or (missing < 0 and cut)
            or (missing > 0 and add)
        ):
            continue
        totals.values["line_total"] = line_sum
        for name, value, source in (
            ("allowance_total", cut, parts["allowance_total"]),
            ("charge_total", add, parts["charge_total"]),
        ):
            if value:
                _put(totals, name, value, source[0].span)
        _put(totals, "charge_total" if missing > 0 else "allowance_total", abs(missing), span)
        return 0.8
    return 0.0


def _with_taxes(totals: Totals, net: Decimal, vat: Decimal, taxes: list[TaxRow]) -> float:
    """The breakdown that fits net and VAT: all its taxes sum to the VAT, all its bases to the net."""
    if not taxes:
        return 0.0
    if sum((row.tax for row in taxes), ZERO) != vat:
        return -0.5
    if len(taxes) == 1 and taxes[0].taxable is None:
        expected = (net * taxes[0].rate / 100).quantize(CENT, ROUND_HALF_UP)
        if abs(expected - vat) > Decimal("0.02"):
            return 0.0
        taxes[0].taxable = net if taxes[0].taxable is None else taxes[0].taxable
    totals.taxes = taxes
    bases = [row.taxable for row in taxes]
    if None not in bases and sum((base for base in bases if base is not None), ZERO) == net:
        return 2.0
    return 0.5


def _with_payable(
    totals: Totals,
    gross: Decimal,
    amounts: list[Amount],
    others: dict[Decimal, Span],
    taxes: list[TaxRow],
) -> float:
    """Amount due = gross less prepaid plus rounding. Without a printed amount due, it is the gross.

    What one of several rates comes to is neither due nor paid: the others make up the rest of the gross by themselves.
    """
    paid = [amount for amount in amounts if amount.role == "prepaid" and amount.value]
    bases = {id(amount.span) for amount in amounts if amount.role in ("net", "line_total")}
    due = sorted((amount for amount in amounts if amount.role == "payable"), key=lambda item: item.cost)
    shares = {row.tax + row.taxable for row in taxes if row.taxable is not None} - {gross}
    due = [amount for amount in due if amount.value not in shares]
    if any(id(amount.span) not in bases for amount in due) or gross != totals.values["net"]:
        due = [
            amount for amount in due if id(amount.span) not in bases
        ]  # "liquido": what is left, or net of VAT
    rounded = [amount for amount in amounts if amount.role == "rounding" and abs(amount.value) < 1]
    prepaids: list[tuple[Decimal, Amount | None]] = [
        (abs(amount.value) * (-1 if gross < 0 else 1), amount) for amount in paid
    ]
    prepaids.append((ZERO, None))
    roundings: list[tuple[Decimal, Amount | None]] = [(amount.value, amount) for amount in rounded]
    roundings.append((ZERO, None))
    ways = sorted(product(prepaids, roundings), key=lambda way: way[0][1] is None)
    for (less, source), (more, rounding) in ways:  # what was paid and is named so has to be taken off
        for payable in due:
            if gross - less + more == payable.value:
                _put(totals, "payable", payable.value, payable.span)
                if source is not None:
                    _put(totals, "prepaid", less, source.span)
                if rounding is not None:
                    _put(totals, "rounding", more, rounding.span)
                return 1.5 - (0.5 if paid and source is None else 0.0)
    for payable in due:
        missing = gross - payable.value
        own = {totals.values.get(name) for name in ("net", "vat", "line_total")}
        if missing in others and abs(payable.value) < abs(gross) and not own & {missing, payable.value}:
            _put(totals, "payable", payable.value, payable.span)
            _put(totals, "prepaid", missing, others[missing])
            return 0.5
    if due:
        best = due[0]
        totals.values["payable"] = best.value
        if best.span is not None:
            totals.spans["payable"] = best.span
        totals.proven = False
        return -1.5
    less, source = prepaids[0]
    more, rounding = roundings[0]
    totals.values["payable"] = gross - less + more
    if source is not None:
        _put(totals, "prepaid", less, source.span)
    if rounding is not None:
        _put(totals, "rounding", more, rounding.span)
    totals.derived.add("payable")
    return 0.0


def _put(totals: Totals, name: str, value: Decimal, span: Span | None) -> None:
    totals.values[name] = value
    if span is not None:
        totals.spans[name] = span


def _unproven(amounts: list[Amount], taxes: list[TaxRow], parts: dict[str, list[Amount]]) -> Totals:
    """What the labels say where no reading adds up: for a person to settle."""
    totals = Totals(taxes=taxes)
    for role in ("line_total", "net", "vat", "gross", "prepaid", "payable", "rounding"):
        offers = sorted((a for a in amounts if a.role == role), key=lambda item: item.cost)
        if not offers and role == "gross":
            offers = sorted(
                (a for a in amounts if a.role == "total"), key=lambda item: (item.cost, -abs(item.value))
            )
        if offers:
            _put(totals, role, offers[0].value, offers[0].span)
    for role, found in parts.items():
        if found:
            _put(totals, role, sum((abs(amount.value) for amount in found), ZERO), found[0].span)
    if "vat" not in totals.values and taxes:
        _put(totals, "vat", sum((row.tax for row in taxes), ZERO), taxes[0].span)
    if "payable" not in totals.values and "gross" in totals.values:
        totals.values["payable"] = totals.values["gross"] - totals.values.get("prepaid", ZERO)
        totals.derived.add("payable")
    return totals
