"""The sums at the foot of an invoice: labelled amounts gathered, then the reading that proves is chosen."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from .labels import Label
from .layout import Document, Row, Span
from .money import Printed, numbers_in
from .record import CENT
from .wordset import wordset

ROLES = frozenset(
    {
        "line_total",
        "allowance_total",
        "charge_total",
        "net",
        "vat",
        "gross",
        "total",
        "prepaid",
        "payable",
        "rounding",
    }
)
ZERO = Decimal(0)
COMMON_RATES = frozenset(
    Decimal(rate)
    for rate in wordset(
        "0 2.1 2.5 2.6 3 3.7 3.8 4 4.8 5 5.5 6 6.5 7 7.7 8 8.1 8.5 9 9.5 10 11 12 13 13.5 14 15 16 17 18 19 20 "
        "21 22 23 24 25 25.5 27"
    )
)
"""Rates of VAT in force in Europe in recent years; two numbers whose product fits are told apart by them."""


@dataclass(slots=True, eq=False)
class Amount:
    """An amount with the role its label gives it; `cost` is how far-fetched that is."""

    role: str
    value: Decimal
    span: Span | None
    cost: float
    row: int = -1
    places: int = 2


@dataclass(slots=True, eq=False)
class TaxRow:
    """One rate of the VAT breakdown as printed; `taxable` None where only the tax is."""

    rate: Decimal
    taxable: Decimal | None
    tax: Decimal
    span: Span
    row: int
    stated: bool = True


@dataclass(slots=True)
class Totals:
    """The reading of the sums that was chosen. `proven` where net + VAT = gross and all that is stated fits."""

    values: dict[str, Decimal] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)
    taxes: list[TaxRow] = field(default_factory=list)
    proven: bool = False
    with_lines: bool = False
    rivals: bool = False


def labelled_amounts(
    document: Document, labels: list[Label], mark: str | None, skip: set[int]
) -> list[Amount]:
    """Amounts beside money labels (in their row), or under them where a row of labels heads a row of amounts."""
    starts = {(id(label.segment), label.first) for label in labels}
    found: list[Amount] = []
    exact = prints_cents(document, mark)
    for label in labels:
        roles = label.fields & ROLES
        if not roles or label.row.index in skip:
            continue
        beside = _beside(label, starts, mark)
        hits = [(number, 0.0) for number in beside]
        if not hits:
            hits = [(number, 1.0) for number in _under(document, label, mark, skip)]
        for number, extra in hits:
            if (exact and number.places < 2 and number.value != 0) or _tail_words(label) > 2:
                continue
            cost = extra + (0.0 if label.exact else 0.4) + (0.3 if number.places == 0 else 0.0)
            cost += 0.25 * _tail_words(label)
            for role in roles:
                found.append(
                    Amount(
                        role,
                        number.value,
                        number.span,
                        cost,
                        number.span.tokens[0].page * 10_000 + label.row.index,
                        number.places,
                    )
                )
    return found


def prints_cents(document: Document, mark: str | None) -> bool:
    """Whether a document prints its amounts with two decimals, so that whole numbers are something else."""
    places = [
        number.places
        for row in document.rows
        for number in numbers_in(row.tokens, mark)
        if not number.percent
    ]
    return sum(count == 2 for count in places) >= 3


def _tail_words(label: Label) -> int:
    """Words between the label and its amount that say something else: "Total weight 12"."""
    words = [token.text for token in label.rest if re.fullmatch(r"[^\W\d_]{3,}\.?:?", token.text)]
    return min(len([word for word in words if len(word) > 3]), 3)


def _beside(label: Label, starts: set[tuple[int, int]], mark: str | None) -> list[Printed]:
    """The amount at the end of the words right of a label, up to the next label of the row."""
    tokens = []
    segments = label.row.segments
    position = next(index for index, segment in enumerate(segments) if segment is label.segment)
    for index, segment in enumerate(segments[position:]):
        first = label.end if index == 0 else 0
        for place in range(first, len(segment.tokens)):
            if (id(segment), place) in starts and not _only_mark(segment, place):
                break
            tokens.append(segment.tokens[place])
        else:
            continue
        break
    numbers = [number for number in numbers_in(tokens, mark) if not number.percent]
    return numbers[-1:]


def _only_mark(segment: Span, place: int) -> bool:
    """Labels like "EUR" or "kr" inside a sum's row are its currency."""
    return len(segment.tokens[place].text) <= 3 and segment.tokens[place].text.isupper()


def _under(document: Document, label: Label, mark: str | None, skip: set[int]) -> list[Printed]:
    """The amount below a label in a row of amounts (a grid of totals)."""
    box = label.span
    size = box.tokens[0].em
    for row in document.rows[label.row.index + 1 : label.row.index + 4]:
        if row.page != label.row.page or row.top - box.bottom > 2.5 * size or row.index in skip:
            return []
        numbers = [number for number in numbers_in(row.tokens, mark) if not number.percent]
        over = [
            n
            for n in numbers
            if min(n.span.right, box.right) - max(n.span.left, box.left) > 0
            or abs(n.span.right - box.right) < size
        ]
        if over:
            return [min(over, key=lambda n: abs((n.span.left + n.span.right) - (box.left + box.right)))]
        if numbers:
            return []
    return []


def tax_rows(document: Document, mark: str | None, skip: set[int], labels: list[Label]) -> list[TaxRow]:
    """Rows that state a rate with its tax: base x rate = tax proves one; a VAT label with a rate is enough too."""
    taxed = {label.row.index for label in labels if label.fields & {"vat", "x_vat_id"}}
    found: list[TaxRow] = []
    for row in document.rows:
        if row.index in skip:
            continue
        numbers = numbers_in(row.tokens, mark)
        hit = _proving(row, numbers) if len(numbers) >= 3 else None
        if hit is None and (row.index in taxed or _has_tax_word(row)):
            hit = _rate_only(row, numbers)
        if hit is not None:
            found.append(hit)
    return _without_repeats(found)


def _proving(row: Row, numbers: list[Printed]) -> TaxRow | None:
    """Three numbers r, b, t of a row with b x r % = t."""
    rates = [n for n in numbers if n.percent] or [
        n for n in numbers if ZERO <= n.value <= 30 and n.places <= 2
    ]
    for rate in sorted(rates, key=lambda n: (n.value not in COMMON_RATES, n.places)):
        rest = [n for n in numbers if n is not rate and not n.percent]
        for base in rest:
            for tax in rest:
                if tax is base or base.value == 0 or abs(tax.value) >= abs(base.value):
                    continue
                if tax.span.left < base.span.left and not rate.percent:
                    continue
                expected = (base.value * rate.value / 100).quantize(CENT, ROUND_HALF_UP)
                if abs(expected - tax.value) <= CENT and (
                    rate.percent or rate.value != 0 or _has_tax_word(row)
                ):
                    return TaxRow(rate.value, base.value, tax.value, Span(tax.span.tokens), row.index)
    return None


def _has_tax_word(row: Row) -> bool:
    return (
        re.search(r"(?i)\b(vat|tax|ust|mwst|umsatzsteuer|tva|iva|btw|moms|mva|alv|dph|afa)\b", row.text)
        is not None
    )


def _rate_only(row: Row, numbers: list[Printed]) -> TaxRow | None:
    """ "Sales Tax (7.25%) 406.10": the rate and, at the end of the row, its tax."""
    rates = [n for n in numbers if n.percent and ZERO <= n.value <= 30]
    if not rates:
        in_brackets = re.search(r"\(\s*(\d{1,2}(?:[.,]\d{1,3})?)\s*%\s*\)", row.text)
        if in_brackets is None:
            return None
        rate = Decimal(in_brackets[1].replace(",", "."))
    else:
        rate = rates[-1].value
    amounts = [n for n in numbers if (not n.percent and n.places >= 1) or (not n.percent and n.value == 0)]
    if not amounts or (rates and amounts[-1].span.left < rates[-1].span.left):
        return None
    tax = amounts[-1]
    return TaxRow(rate, None, tax.value, tax.span, row.index, stated=False)


def _without_repeats(rows: list[TaxRow]) -> list[TaxRow]:
    kept: list[TaxRow] = []
    for row in rows:
        same = [k for k in kept if k.rate == row.rate and k.tax == row.tax]
        if not same:
            kept.append(row)
        elif same[0].taxable is None and row.taxable is not None:
            kept[kept.index(same[0])] = row
    return kept


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
    score += _with_base(totals, net.value, amounts, parts, line_sum)
    score += _with_taxes(totals, net.value, vat.value, taxes)
    score += _with_payable(totals, gross.value, amounts, others)
    if totals.derived >= {"net", "vat"} and not totals.with_lines:
        score -= 3
    return score, totals


def _with_base(
    totals: Totals,
    net: Decimal,
    amounts: list[Amount],
    parts: dict[str, list[Amount]],
    line_sum: Decimal | None,
) -> float:
    """Line total less discounts plus charges = net: tried with the labelled ones, then without."""
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
    totals: Totals, gross: Decimal, amounts: list[Amount], others: dict[Decimal, Span]
) -> float:
    """Amount due = gross less prepaid plus rounding. Without a printed amount due, it is the gross."""
    paid = [amount for amount in amounts if amount.role == "prepaid" and amount.value]
    due = sorted((amount for amount in amounts if amount.role == "payable"), key=lambda item: item.cost)
    rounded = [amount for amount in amounts if amount.role == "rounding" and abs(amount.value) < 1]
    prepaids: list[tuple[Decimal, Amount | None]] = [
        (abs(amount.value) * (-1 if gross < 0 else 1), amount) for amount in paid
    ]
    prepaids.append((ZERO, None))
    roundings: list[tuple[Decimal, Amount | None]] = [(amount.value, amount) for amount in rounded]
    roundings.append((ZERO, None))
    for payable in due:
        for (less, source), (more, rounding) in product(prepaids, roundings):
            if gross - less + more == payable.value:
                _put(totals, "payable", payable.value, payable.span)
                if source is not None:
                    _put(totals, "prepaid", less, source.span)
                if rounding is not None:
                    _put(totals, "rounding", more, rounding.span)
                return 1.5 - (0.5 if paid and source is None else 0.0)
    for payable in due:
        missing = gross - payable.value
        if missing in others and abs(payable.value) < abs(gross):
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
