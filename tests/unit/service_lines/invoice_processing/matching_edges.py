"""What lies just inside and just outside of what a policy allows, what only looks like a defect, and two defects at
once. The truth of each is stated from the rule in words (docs/matching.md), not from what the engine answers.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from tests.unit.service_lines.invoice_processing.matching_cases import Case, Maker, Plant, sums
from tests.unit.service_lines.invoice_processing.matching_plants import WRONG, own_vendor, row_of

LATER = "2026-09-29"
CENT = Decimal("0.01")


def price_at_the_limit(case: Case, maker: Maker) -> None:
    """A hundred each may cost the tolerance more, to the cent."""
    line = case.billed[0]
    case.lines[0]["unit_price"] = Decimal(100)
    line["unit_price"] = 100 + Decimal(maker.tolerance)


def freight_at_the_limit(case: Case, maker: Maker) -> None:
    case.bill["charge"] = Decimal(maker.charges)


def freight_that_was_ordered(case: Case, maker: Maker) -> None:
    """Carriage is a line of the order, at its price."""
    for line in (case.lines[0], case.billed[0]):
        line |= {"description": "Freight and handling", "qty": Decimal(1), "unit_price": Decimal("185.00")}
    case.received["1"] = Decimal(1)


def received_in_parts(case: Case, maker: Maker) -> None:
    line = case.billed[0]
    case.received[line["line"]] = line["qty"] - 1
    case.receipts.append((line["line"], Decimal(1), case.bill["issue_date"]))


def received_after_the_invoice(case: Case, maker: Maker) -> None:
    case.receipts += [(line["line"], line["qty"], LATER) for line in case.billed]
    case.received = {}


def other_units(case: Case, maker: Maker) -> None:
    """Hours, kilograms, metres, with parts of them and prices of four places."""
    for place, (ordered, billed) in enumerate(zip(case.lines, case.billed, strict=True)):
        same = {"qty": Decimal("12.5") + place, "unit_price": Decimal("0.1954") + place}
        ordered |= same
        billed |= {**same, "unit": f' unitCode="{("HUR", "KGM", "MTR", "LTR")[place % 4]}"'}
        case.received[ordered["line"]] = Decimal("20")


def part_sent_back(case: Case, maker: Maker) -> None:
    """A line of less than nothing takes back part of what the line before bills."""
    case.billed.append(dict(case.billed[0], qty=Decimal(-1)))


def words_in_capitals(case: Case, maker: Maker) -> None:
    case.order["status"] = "OPEN"
    own_vendor(case, maker)["status"] = "Active"


def number_of_another_vendor(case: Case, maker: Maker) -> None:
    """Two vendors count alike; each number is one's own."""
    other = next(each for each in maker.vendors if each["vendor_id"] != case.vendor["vendor_id"])
    case.history.append(
        {**row_of(case, case.bill["number"], sums(case)["gross"]), "vendor_id": other["vendor_id"]}
    )


def next_number(case: Case, maker: Maker) -> None:
    case.history.append(row_of(case, case.bill["number"] + "7", sums(case)["gross"] + 1))


def same_amount_another_day(case: Case, maker: Maker) -> None:
    day = date.fromisoformat(case.bill["issue_date"]) - timedelta(days=30)
    case.history.append(row_of(case, f"MONTH{maker.made:04d}", sums(case)["gross"], day.isoformat()))


def credit_of_the_whole_on_the_same_day(case: Case, maker: Maker) -> None:
    number = f"WHOLE{maker.made:04d}"
    case.bill |= {"credit": True, "preceding": number}
    case.history.append(row_of(case, number, sums(case)["gross"], case.bill["issue_date"]))


def order_in_a_sentence(case: Case, maker: Maker) -> None:
    case.bill["po"] = f"Your order {case.bill['po']} (framework)"


FINE_EDGES: dict[str, Plant] = {
    function.__name__: function
    for function in (
        price_at_the_limit, freight_at_the_limit, freight_that_was_ordered, received_in_parts,
        received_after_the_invoice, other_units, part_sent_back, words_in_capitals, number_of_another_vendor,
        next_number, same_amount_another_day, credit_of_the_whole_on_the_same_day, order_in_a_sentence,
    )
}  # fmt: skip


def price_beyond_the_limit(case: Case, maker: Maker) -> None:
    price_at_the_limit(case, maker)
    case.billed[0]["unit_price"] += CENT
    case.stop("PRICE_VARIANCE")


def freight_beyond_the_limit(case: Case, maker: Maker) -> None:
    case.bill["charge"] = Decimal(maker.charges) + CENT
    case.stop("UNEXPECTED_FREIGHT")


def freight_in_two_halves(case: Case, maker: Maker) -> None:
    """Each would pass; together they do not."""
    half = Decimal(maker.charges) / 2 + CENT
    rate = case.billed[0]["rate"]
    case.billed += [
        {"description": words, "qty": Decimal(1), "unit_price": half, "rate": rate, "base": None}
        for words in ("Freight", "Versandkosten")
    ]
    case.stop("UNEXPECTED_FREIGHT")


def freight_dearer_than_ordered(case: Case, maker: Maker) -> None:
    freight_that_was_ordered(case, maker)
    case.billed[0]["unit_price"] = Decimal("260.00")
    case.stop("PRICE_VARIANCE")


def receipt_taken_back(case: Case, maker: Maker) -> None:
    line = case.billed[0]
    case.receipts.append((line["line"], Decimal(-1), case.bill["issue_date"]))
    case.stop("QTY_OVER_RECEIVED")


def part_of_a_unit_too_many(case: Case, maker: Maker) -> None:
    other_units(case, maker)
    case.billed[0]["qty"] += Decimal("0.25")
    case.stop("QTY_OVER_ORDERED")


def cancelled_order(case: Case, maker: Maker) -> None:
    case.order["status"] = maker.random.choice(["cancelled", "Closed", "CANCELED"])
    case.stop("PO_CLOSED")


def account_of_another_vendor(case: Case, maker: Maker) -> None:
    """A sound account that the client knows, but of somebody else."""
    own_vendor(case, maker)
    case.bill["iban"] = next(e["iban"] for e in maker.vendors if e["vendor_id"] != case.vendor["vendor_id"])
    case.stop("IBAN_CHANGED")


def number_again_for_another_amount(case: Case, maker: Maker) -> None:
    case.history.append(row_of(case, case.bill["number"], sums(case)["gross"] + 10))
    case.stop("DUPLICATE_EXACT")


def number_in_other_marks(case: Case, maker: Maker) -> None:
    case.bill["number"] = f"RG 2026/{maker.made:04d}-B"
    case.history.append(row_of(case, f"rg2026{maker.made:04d}b", Decimal("12.00")))
    case.stop("DUPLICATE_FUZZY_NUMBER")


def number_filled_with_zeros(case: Case, maker: Maker) -> None:
    case.bill["number"] = f"BILL {maker.made}"
    case.history.append(row_of(case, f"bill-{maker.made:06d}", Decimal("12.00")))
    case.stop("DUPLICATE_FUZZY_NUMBER")


def none_of_a_line_received(case: Case, maker: Maker) -> None:
    """The receipt is there, and says none."""
    case.received[case.billed[0]["line"]] = Decimal(0)
    case.stop("NO_GOODS_RECEIPT")


def second_account(case: Case, maker: Maker) -> None:
    """The known account comes first, another one below it."""
    case.bill["other_iban"] = maker.iban(case.vendor["country"])
    case.stop("IBAN_CHANGED")


def transport_as_a_line(case: Case, maker: Maker) -> None:
    case.billed.append({"description": "Transport", "qty": Decimal(1), "unit_price": Decimal(maker.charges) + CENT,
                        "rate": case.billed[0]["rate"], "base": None})  # fmt: skip
    case.stop("UNEXPECTED_FREIGHT")


def two(one: str, other: str) -> Plant:
    """Two defects of one invoice: both are told."""

    def plant(case: Case, maker: Maker) -> None:
        WRONG[one](case, maker)
        WRONG[other](case, maker)

    return plant


APART = (
    "over_received",
    "price_variance",
    "new_account",
    "in_the_future",
    "wrong_buyer",
    "freight",
    "duplicate_exact",
)
"""Defects that have nothing to do with one another, in an order in which the later ones see the amounts."""
WRONG_EDGES: dict[str, Plant] = {
    function.__name__: function
    for function in (
        price_beyond_the_limit, freight_beyond_the_limit, freight_in_two_halves, freight_dearer_than_ordered,
        receipt_taken_back, part_of_a_unit_too_many, cancelled_order, account_of_another_vendor,
        number_again_for_another_amount, number_in_other_marks, number_filled_with_zeros, none_of_a_line_received,
        second_account, transport_as_a_line,
    )
} | {f"{one} and {other}": two(one, other) for one, other in combinations(APART, 2)}  # fmt: skip
EDGES = FINE_EDGES | WRONG_EDGES
