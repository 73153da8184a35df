"""Draws what stands on an invoice: lines, allowances, deposits, numbers, and the decoys beside them.

The draw depends on nothing but the random source and who deals with whom, never on the kind of
document: the same source gives the same invoice as XML, as PDF and as a scan.
"""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workers.demo.documents import identifiers, wording
from workers.demo.documents.values import Adjustment, Buyer, Invoice, Line, Seller, cents

CONTACTS = (
    "J. Lindqvist",
    "M. Okafor",
    "S. Brandt",
    "P. Delacroix",
    "R. Castellan",
    "T. Whitfield",
    "A. Nowak",
    "L. Haverkamp",
    "D. Moreau",
    "K. Ashdown",
)


def _tax(seller: Seller, *, reduced: bool) -> tuple[str, Decimal]:
    """Category (UNTDID 5305) and rate that this seller charges."""
    if seller.regime == "reverse_charge":
        return "AE", Decimal(0)
    if seller.regime == "export":
        return "G", Decimal(0)
    if seller.address.country == "US":
        rate = seller.tax_rate
    else:
        rate = wording.RATES[seller.address.country][1 if reduced else 0]
    return ("S", rate) if rate else ("Z", Decimal(0))


def _quantity(rng: random.Random, unit: str, price: Decimal) -> Decimal:
    if unit in ("HUR", "KGM") and rng.random() < 0.5:
        return Decimal(rng.randint(2, 160)) / 4
    most = 400 if price < 2 else 60 if price < 20 else 24 if price < 100 else 4
    return Decimal(rng.randint(1, most))


def _lines(rng: random.Random, seller: Seller, language: str, most: int) -> tuple[Line, ...]:
    count = rng.choices((rng.randint(1, 3), rng.randint(3, 8), rng.randint(18, 46)), (35, 57, 8))[0]
    goods = wording.wares(seller.trade, language)
    chosen = rng.sample(goods, count) if count <= len(goods) else rng.choices(goods, k=count)
    lines = []
    for ware in chosen:
        cents_low, cents_high = int(ware.low * 100), int(ware.high * 100)
        price = Decimal(rng.randint(cents_low, cents_high)) / 100
        if price < 2 and rng.random() < 0.3:
            price += Decimal(rng.randint(1, 9)) / 1000
        quantity = _quantity(rng, ware.unit, price)
        percent = rng.choice((5, 10, 15)) if rng.random() < 0.08 else 0
        category, rate = _tax(seller, reduced=ware.reduced)
        lines.append(
            Line(
                article=f"{rng.choice('ABKLMTX')}{rng.randint(1000, 99999)}",
                description=ware.description,
                unit=ware.unit,
                quantity=quantity,
                unit_price=price,
                discount=cents(quantity * price * percent / 100),
                category=category,
                rate=rate,
            )
        )
    return tuple(lines[:most])


def _adjustments(rng: random.Random, lines: tuple[Line, ...], language: str) -> tuple[Adjustment, ...]:
    """A discount of some per cent and a charge for carriage, each sometimes, at the main rate."""
    words = wording.labels(language)
    total = sum((line.net for line in lines), Decimal(0))
    largest = max(lines, key=lambda line: line.net)
    made = []
    for key, chance, charge in (("discount", 0.14, False), ("shipping", 0.18, True)):
        wanted, percent, carriage = rng.random() < chance, rng.choice((2, 3, 5)), rng.randint(490, 6900)
        if not wanted:
            continue
        base = sum((line.net for line in lines if line.rate == largest.rate), Decimal(0))
        amount = Decimal(carriage) / 100 if charge else cents(min(total, base) * percent / 100)
        if amount:
            made.append(
                Adjustment(
                    reason=words[key],
                    amount=amount,
                    category=largest.category,
                    rate=largest.rate,
                    charge=charge,
                )
            )
    return tuple(made)


def draw_invoice(
    rng: random.Random,
    *,
    seller: Seller,
    buyer: Buyer,
    issue_date: date,
    language: str,
    most_lines: int = 60,
) -> Invoice:
    """One invoice (or, one time in twenty-five, a credit note) that adds up to the cent."""
    number = seller.number_style.format(
        year=issue_date.year, month=issue_date.month, n=rng.randint(120, 48999)
    )
    credit, deposit = rng.random() < 0.04, rng.random() < 0.08
    earlier = seller.number_style.format(
        year=issue_date.year, month=issue_date.month, n=rng.randint(120, 48999)
    )
    lines = _lines(rng, seller, language, most_lines)
    made = Invoice(
        number=number,
        type_code="381" if credit else "380",
        issue_date=issue_date,
        due_date=None if credit else issue_date + timedelta(days=seller.terms_days),
        currency=seller.currency,
        language=language,
        seller=seller,
        buyer=buyer,
        po_ref=buyer.po_style.format(n=rng.randint(10000, 98999)),
        preceding=earlier if credit else None,
        lines=lines,
        adjustments=() if credit else _adjustments(rng, lines, language),
        prepaid=Decimal(0),
        order_date=issue_date - timedelta(days=rng.randint(6, 40)),
        delivery_date=issue_date - timedelta(days=rng.randint(0, 5)),
        customer_since=date(issue_date.year - rng.randint(2, 14), rng.randint(1, 12), rng.randint(1, 28)),
        customer_number=f"{rng.randint(10000, 79999)}",
        contact=rng.choice(CONTACTS),
        decoy_amounts=_decoys(rng),
    )
    if deposit and not credit:
        return replace(made, prepaid=cents(made.gross * rng.choice((20, 30, 50)) / 100))
    return made


def _decoys(rng: random.Random) -> tuple[tuple[str, Decimal], ...]:
    """Amounts on the page that are not this invoice's: label key and value."""
    year, limit = Decimal(rng.randint(400000, 9900000)) / 100, Decimal(rng.randint(4, 60) * 500)
    roll = rng.random()
    if roll < 0.14:
        return (("sales_year", year),)
    return (("credit_limit", limit),) if roll < 0.22 else ()


def plant(invoice: Invoice, defects: frozenset[str], rng: random.Random) -> Invoice:
    """`invoice` with the wanted defects; `low_quality` is the scanner's, not the invoice's."""
    off = Decimal(rng.choice((-1, 1)) * rng.choice((9, 90, 1000, 2700, 10000))) / 100
    if "totals_wrong" in defects:
        invoice = replace(invoice, gross_error=off if invoice.gross + off > invoice.prepaid else abs(off))
    if "missing_number" in defects:
        invoice = replace(invoice, number=None)
    if "missing_po" in defects:
        invoice = replace(invoice, po_ref=None)
    if "bad_iban" in defects and invoice.seller.iban:
        spoilt = replace(invoice.seller, iban=identifiers.spoil_iban(invoice.seller.iban))
        invoice = replace(invoice, seller=spoilt)
    return replace(invoice, vague_date="unclear_date" in defects, copy="duplicate" in defects)


def plain(value: Decimal, places: int = 2) -> str:
    """`value` as a decimal string with at least `places` decimals and no needless zeros after them."""
    shown = max(places, -int(value.normalize().as_tuple().exponent))
    return f"{value:.{shown}f}"


def truth_of(invoice: Invoice) -> dict[str, Any]:
    """The canonical record of `invoice` as printed: ISO dates, decimal strings, None for missing."""
    return {
        "number": invoice.number,
        "issue_date": invoice.issue_date.isoformat(),
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "type_code": invoice.type_code,
        "currency": invoice.currency,
        "seller": invoice.seller.name,
        "buyer": invoice.buyer.name,
        "seller_vat_id": invoice.seller.vat_id,
        "iban": invoice.seller.iban,
        "po_ref": invoice.po_ref,
        "net": plain(invoice.net),
        "vat": plain(invoice.vat),
        "gross": plain(invoice.gross),
        "prepaid": plain(invoice.prepaid) if invoice.prepaid else None,
        "payable": plain(invoice.payable),
        "vat_breakdown": [
            {
                "category": group.category,
                "rate": plain(group.rate, 0),
                "taxable": plain(group.taxable),
                "tax": plain(group.tax),
            }
            for group in invoice.groups
        ],
        "lines": [
            {
                "description": line.description,
                "quantity": plain(line.quantity, 0),
                "unit_price": plain(line.unit_price),
                "line_net": plain(line.net),
            }
            for line in invoice.lines
        ],
    }
