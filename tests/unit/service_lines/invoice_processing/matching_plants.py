"""What may be wrong, or only unusual, with an invoice: each changes a clean case and says the truth of it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bpo.service_lines.invoice_processing.identifiers import vat_is_valid
from tests.unit.service_lines.invoice_processing.matching_cases import (
    AS_OF,
    FORMS,
    OURS,
    Case,
    Maker,
    Plant,
    sums,
)

ROUTE = "ROUTE_APPROVAL_NON_PO"


def _line(case: Case, maker: Maker) -> dict[str, Any]:
    return maker.random.choice(case.billed)


def clean(case: Case, maker: Maker) -> None:
    pass


def without_line_numbers(case: Case, maker: Maker) -> None:
    for line in case.billed:
        line["order_line"] = None


def without_articles(case: Case, maker: Maker) -> None:
    for line in case.billed:
        line["sku"] = None


def by_words_only(case: Case, maker: Maker) -> None:
    for line in case.billed:
        line |= {"sku": None, "order_line": None, "description": line["description"].upper() + " "}


def own_articles_of_the_vendor(case: Case, maker: Maker) -> None:
    for place, line in enumerate(case.billed):
        line["sku"] = f"99-{place}"


def lines_reordered(case: Case, maker: Maker) -> None:
    case.billed.reverse()


def partly_delivered(case: Case, maker: Maker) -> None:
    for line in case.billed:
        line["qty"] = max(Decimal(1), line["qty"] // 2)
        case.received[line["line"]] = line["qty"]


def some_lines_only(case: Case, maker: Maker) -> None:
    del case.billed[1:]


def price_within(case: Case, maker: Maker) -> None:
    line = _line(case, maker)
    line["unit_price"] += (line["unit_price"] * Decimal(maker.tolerance) / 100).quantize(
        Decimal("0.01"), "ROUND_DOWN"
    )


def price_below(case: Case, maker: Maker) -> None:
    _line(case, maker)["unit_price"] *= Decimal("0.80")


def price_by_hundred(case: Case, maker: Maker) -> None:
    line = _line(case, maker)
    line |= {"unit_price": line["unit_price"] * 100, "base": 100}


def line_split_in_two(case: Case, maker: Maker) -> None:
    line = case.billed[0]
    half = line["qty"] // 2
    case.billed.append(dict(line, qty=line["qty"] - half))
    line["qty"] = half


def freight_within(case: Case, maker: Maker) -> None:
    case.bill["charge"] = Decimal(maker.charges) - Decimal(maker.random.randrange(0, 500)) / 100


def freight_line_within(case: Case, maker: Maker) -> None:
    case.billed.append({"description": "Versandkosten", "qty": Decimal(1), "unit_price": Decimal("6.90"),
                        "rate": case.billed[0]["rate"], "base": None})  # fmt: skip


def discount(case: Case, maker: Maker) -> None:
    case.bill["allowance"] = Decimal("0.50")


def prepaid(case: Case, maker: Maker) -> None:
    case.bill["prepaid"] = Decimal("1.00")


def other_writing(case: Case, maker: Maker) -> None:
    """The same names and numbers in other letters."""
    case.bill["seller"] = case.bill["seller"].upper()
    case.bill["buyer"] = OURS.lower()
    case.bill["iban"] = " ".join(case.bill["iban"][i : i + 4] for i in range(0, len(case.bill["iban"]), 4))
    case.bill["po"] = case.bill["po"].lower()


def vendor_in_short(case: Case, maker: Maker) -> None:
    case.bill |= {
        "seller": case.bill["seller"].removesuffix(FORMS[case.vendor["country"]]).strip(),
        "vat_id": "143/815/08154",
    }


def american_vendor(case: Case, maker: Maker) -> None:
    """Neither VAT id nor IBAN, but an employer number and an account number, both as on the list."""
    vendor = own_vendor(case, maker) | {
        "vat_id": "12-3456789",
        "iban": f"00012345{maker.made:04d}",
        "country": "US",
    }
    maker.vendors[-1].update(vendor)
    case.bill |= {"vat_id": vendor["vat_id"], "iban": vendor["iban"]}


def without_account(case: Case, maker: Maker) -> None:
    case.bill["iban"] = ""


def non_po_vendor(case: Case, maker: Maker) -> None:
    own_vendor(case, maker)["po_required"] = "N"
    case.bill["po"] = ""
    case.order = {}
    case.action = ROUTE


def credit_note(case: Case, maker: Maker) -> None:
    case.bill |= {"credit": True, "preceding": f"OLD{maker.made:04d}"}
    case.history.append(row_of(case, f"OLD{maker.made:04d}", sums(case)["gross"] * 2))


def consolidated(case: Case, maker: Maker) -> None:
    other = maker.case("other")
    while other.vendor is not case.vendor:
        other = maker.case("other")
    other.order["currency"], other.order["order_date"] = case.order["currency"], case.order["order_date"]
    case.other_orders.append((other.order, other.lines))
    for line in case.billed:
        line["order_ref"] = case.order["po"]
    case.billed += [dict(line, order_ref=line["po"]) for line in other.billed]
    if maker.random.random() < 0.5:
        case.bill["po"] = f"{case.order['po']}, {other.order['po']}"


def split_over_two_invoices(case: Case, maker: Maker) -> None:
    """Nothing is wrong with half of it; the second half comes with the next invoice."""
    case.billed[0]["qty"] = case.billed[0]["qty"] // 2 or Decimal(1)


FINE: dict[str, Plant] = {
    function.__name__: function
    for function in (
        clean, without_line_numbers, without_articles, by_words_only, own_articles_of_the_vendor, lines_reordered,
        partly_delivered, some_lines_only, price_within, price_below, price_by_hundred, line_split_in_two,
        freight_within, freight_line_within, discount, prepaid, other_writing, vendor_in_short, without_account,
        american_vendor,
        non_po_vendor, credit_note, consolidated, split_over_two_invoices,
    )
}  # fmt: skip


def own_vendor(case: Case, maker: Maker) -> dict[str, str]:
    """A vendor of this case alone, so that what is changed on it is no other case's."""
    country = case.vendor["country"]
    vendor = dict(case.vendor, vendor_id=f"X{maker.made:04d}", name=f"Sonder {maker.made:04d} {FORMS[country]}",
                  vat_id=maker.vat_id(country), iban=maker.iban(country))  # fmt: skip
    maker.vendors.append(vendor)
    case.vendor = vendor
    case.order["vendor_id"] = vendor["vendor_id"]
    case.bill |= {"seller": vendor["name"], "vat_id": vendor["vat_id"], "iban": vendor["iban"]}
    return vendor


def row_of(case: Case, number: str, gross: Decimal, day: str = "2026-01-10") -> dict[str, str]:
    """An invoice of the case's vendor that was booked before."""
    return {"vendor_id": case.vendor["vendor_id"], "number": number, "date": day, "gross": f"{gross:.2f}",
            "currency": case.bill["currency"], "status": "paid"}  # fmt: skip


def price_variance(case: Case, maker: Maker) -> None:
    line = _line(case, maker)
    more = Decimal(maker.tolerance) + Decimal(maker.random.randrange(50, 3000)) / 100
    line["unit_price"] = (line["unit_price"] * (100 + more) / 100 + Decimal("0.01")).quantize(Decimal("0.01"))
    case.stop("PRICE_VARIANCE")


def amount_above_price(case: Case, maker: Maker) -> None:
    """The unit price is the order's, the line's amount is not."""
    line = _line(case, maker)
    line["net"] = (line["qty"] * line["unit_price"] * Decimal("1.20")).quantize(Decimal("0.01"))
    case.stop("PRICE_VARIANCE")


def over_received(case: Case, maker: Maker) -> None:
    line = _line(case, maker)
    case.received[line["line"]] = line["qty"] - 1
    case.stop("QTY_OVER_RECEIVED")


def over_ordered(case: Case, maker: Maker) -> None:
    line = _line(case, maker)
    line["qty"] += maker.random.randrange(1, 50)
    case.received[line["line"]] = line["qty"]
    case.stop("QTY_OVER_ORDERED")


def over_both(case: Case, maker: Maker) -> None:
    _line(case, maker)["qty"] += 3
    case.stop("QTY_OVER_ORDERED", "QTY_OVER_RECEIVED")


def billed_twice_on_one_invoice(case: Case, maker: Maker) -> None:
    case.billed.append(dict(case.billed[0]))
    case.stop("QTY_OVER_ORDERED", "QTY_OVER_RECEIVED")


def nothing_received(case: Case, maker: Maker) -> None:
    case.received = {}
    case.stop("NO_GOODS_RECEIPT")


def one_line_not_received(case: Case, maker: Maker) -> None:
    del case.received[_line(case, maker)["line"]]
    case.stop("NO_GOODS_RECEIPT")


def unordered_line(case: Case, maker: Maker) -> None:
    case.billed.append({"description": "Administration fee", "sku": "Z99999", "qty": Decimal(1), "base": None,
                        "unit_price": Decimal("75.00"), "rate": case.billed[0]["rate"],
                        "order_line": str(len(case.billed) + 1)})  # fmt: skip
    case.stop("LINE_NOT_ON_PO")


def swapped_article(case: Case, maker: Maker) -> None:
    _line(case, maker).update(description="Gold plated paperclip", sku="Z11111")
    case.stop("LINE_NOT_ON_PO")


def freight(case: Case, maker: Maker) -> None:
    case.bill["charge"] = Decimal(maker.charges) + Decimal(maker.random.randrange(1, 9000)) / 100
    case.stop("UNEXPECTED_FREIGHT")


def freight_line(case: Case, maker: Maker) -> None:
    case.billed.append({"description": "Frais de port", "qty": Decimal(1), "unit_price": Decimal("85.00"),
                        "rate": case.billed[0]["rate"], "base": None})  # fmt: skip
    case.stop("UNEXPECTED_FREIGHT")


def unknown_order(case: Case, maker: Maker) -> None:
    case.bill["po"] = "PO-9999999"
    case.stop("PO_NOT_FOUND")


def half_unknown_orders(case: Case, maker: Maker) -> None:
    case.bill["po"] += ", PO-9999998"
    case.stop("PO_NOT_FOUND")


def order_wanting(case: Case, maker: Maker) -> None:
    case.bill["po"] = ""
    case.stop("NO_PO_REQUIRED")


def closed_order(case: Case, maker: Maker) -> None:
    case.order["status"] = maker.random.choice(["closed", "cancelled", "CLOSED"])
    case.stop("PO_CLOSED")


def other_currency(case: Case, maker: Maker) -> None:
    case.order["currency"] = "CHF"
    case.stop("CURRENCY_MISMATCH_PO")


def order_of_another(case: Case, maker: Maker) -> None:
    case.order["vendor_id"] = next(v["vendor_id"] for v in maker.vendors if v is not case.vendor)
    case.stop("VENDOR_MISMATCH_PO")


def unknown_vendor(case: Case, maker: Maker) -> None:
    case.bill |= {
        "seller": "Quickfix Overseas Trading",
        "vat_id": maker.vat_id("DE"),
        "iban": maker.iban("DE"),
    }
    case.stop("UNKNOWN_VENDOR")


def account_of_a_vendor_under_another_name(case: Case, maker: Maker) -> None:
    case.bill |= {"seller": "Quickfix Overseas Trading", "vat_id": "143/815/08154"}
    case.stop("UNKNOWN_VENDOR")


def blocked_vendor(case: Case, maker: Maker) -> None:
    own_vendor(case, maker)["status"] = maker.random.choice(["blocked", "inactive"])
    case.stop("VENDOR_NOT_ACTIVE")


def new_account(case: Case, maker: Maker) -> None:
    case.bill["iban"] = maker.iban(maker.random.choice(["GB", "DE", "PL", case.vendor["country"]]))
    case.stop("IBAN_CHANGED")


def new_account_with_a_note(case: Case, maker: Maker) -> None:
    new_account(case, maker)
    case.bill["note"] = "URGENT: our bank details have changed. Pay today, do not call."


def note_alone(case: Case, maker: Maker) -> None:
    case.bill["note"] = maker.random.choice([
        "Bitte beachten Sie unsere neue Bankverbindung.", "Nos coordonnées bancaires ont changé.",
        "Please note: new bank account, see our letter.", f"Pay to {maker.iban('GB')}",
    ])  # fmt: skip
    case.stop("IBAN_CHANGED")


def other_account_number(case: Case, maker: Maker) -> None:
    american_vendor(case, maker)
    case.bill["iban"] = "999888777666"
    case.stop("IBAN_CHANGED")


def broken_account(case: Case, maker: Maker) -> None:
    iban = case.bill["iban"]
    case.bill["iban"] = iban[:-1] + str((int(iban[-1]) + 1) % 10)
    case.stop("IBAN_CHECKSUM")


def broken_vat_id(case: Case, maker: Maker) -> None:
    vat = case.bill["vat_id"]
    while vat_is_valid(case.bill["vat_id"]):
        digit = str(maker.random.randrange(10))
        case.bill["vat_id"] = vat[:6] + digit + vat[7:]
    case.stop("VAT_ID_CHECKSUM")


def other_vat_id(case: Case, maker: Maker) -> None:
    case.bill["vat_id"] = maker.vat_id(case.vendor["country"])
    case.stop("VAT_ID_MISMATCH")


def wrong_buyer(case: Case, maker: Maker) -> None:
    case.bill["buyer"] = maker.random.choice(
        ["Fabrikam Retail Ltd", "Northwind Holding", "Southwind Trading"]
    )
    case.stop("WRONG_BUYER")


def no_number(case: Case, maker: Maker) -> None:
    case.bill["number"] = maker.random.choice(["", "NA", "XXX"])
    case.stop("MISSING_NUMBER")


def no_date(case: Case, maker: Maker) -> None:
    case.bill["issue_date"] = ""
    case.stop("MISSING_DATE")


def in_the_future(case: Case, maker: Maker) -> None:
    case.bill["issue_date"] = (AS_OF + timedelta(days=maker.random.randrange(1, 400))).isoformat()
    case.stop("FUTURE_DATE")


def before_the_order(case: Case, maker: Maker) -> None:
    case.bill["issue_date"] = (date.fromisoformat(case.order["order_date"]) - timedelta(days=2)).isoformat()
    case.stop("DATE_BEFORE_ORDER")


def foreign_rate(case: Case, maker: Maker) -> None:
    rate = maker.random.choice(["27", "17", "0"])
    for line in case.billed:
        line["rate"] = rate
    case.stop("VAT_RATE_WRONG")


def duplicate_exact(case: Case, maker: Maker) -> None:
    case.history.append(row_of(case, case.bill["number"], sums(case)["gross"], case.bill["issue_date"]))
    case.stop("DUPLICATE_EXACT")


def duplicate_in_other_letters(case: Case, maker: Maker) -> None:
    case.bill["number"] = f"INV-01{maker.made:04d}0"
    other = maker.random.choice(
        [f"INV-0I{maker.made:04d}0", f"INV-O1{maker.made:04d}O", f"inv 01{maker.made:04d}0/"]
    )
    case.history.append(row_of(case, other, sums(case)["gross"], case.bill["issue_date"]))
    case.stop("DUPLICATE_FUZZY_NUMBER")


def duplicate_with_zeros(case: Case, maker: Maker) -> None:
    case.bill["number"] = f"77{maker.made:05d}"
    case.history.append(row_of(case, f"0077{maker.made:05d}", Decimal("1.00")))
    case.stop("DUPLICATE_FUZZY_NUMBER")


def same_day_and_amount(case: Case, maker: Maker) -> None:
    case.history.append(row_of(case, f"QQ{maker.made:05d}", sums(case)["gross"], case.bill["issue_date"]))
    case.stop("DUPLICATE_AMOUNT_DATE")


def credit_for_nothing(case: Case, maker: Maker) -> None:
    case.bill["credit"] = True
    case.stop("CREDIT_WITHOUT_INVOICE")


def credit_for_unknown(case: Case, maker: Maker) -> None:
    case.bill |= {"credit": True, "preceding": "NEVER-SEEN-1"}
    case.stop("CREDIT_FOR_UNKNOWN_INVOICE")


def credit_too_high(case: Case, maker: Maker) -> None:
    credit_note(case, maker)
    case.history[-1]["gross"] = f"{sums(case)['gross'] - 1:.2f}"
    case.stop("CREDIT_ABOVE_INVOICE")


def _sum(name: str, key: str) -> Plant:
    def plant(case: Case, maker: Maker) -> None:
        case.totals[key] = Decimal(maker.random.randrange(150, 5000)) / 100
        if key == "first_tax":
            case.totals["vat"] = Decimal(0)
        case.stop(name)

    return plant


WRONG: dict[str, Plant] = {
    function.__name__: function
    for function in (
        price_variance, amount_above_price, over_received, over_ordered, over_both, billed_twice_on_one_invoice,
        nothing_received, one_line_not_received, unordered_line, swapped_article, freight, freight_line, unknown_order,
        half_unknown_orders, order_wanting, closed_order, other_currency, order_of_another, unknown_vendor,
        account_of_a_vendor_under_another_name, blocked_vendor, new_account,
        new_account_with_a_note, note_alone,
        other_account_number,
        broken_account, broken_vat_id, other_vat_id, wrong_buyer, no_number, no_date, in_the_future, before_the_order,
        foreign_rate, duplicate_exact, duplicate_in_other_letters, duplicate_with_zeros, same_day_and_amount,
        credit_for_nothing, credit_for_unknown, credit_too_high,
    )
} | {
    "BR-CO-10": _sum("BR-CO-10", "line_total"), "BR-CO-13": _sum("BR-CO-13", "net"),
    "BR-CO-14": _sum("BR-CO-14", "vat"), "BR-CO-15": _sum("BR-CO-15", "gross"),
    "BR-CO-16": _sum("BR-CO-16", "payable"), "BR-CO-17": _sum("BR-CO-17", "first_tax"),
}  # fmt: skip
EVERYTHING = FINE | WRONG
