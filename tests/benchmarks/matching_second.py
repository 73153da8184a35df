"""A second set for matching, drawn from the folder's shape and its codes alone: other policies, other bills.

`ANY` as a code stands for "stopped, with whatever code": the folders name no code for the matter.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.unit.service_lines.invoice_processing.matching_cases import AS_OF, OURS, Case, Maker, Plant, sums

ANY = "*"
NOT_READ = "order in the note"
"""Notes are heard for changed accounts alone: a person finds the order, so this stops."""
ROUTE = "ROUTE_APPROVAL_NON_PO"
CENT = Decimal("0.01")


class Strict(Maker):
    """No tolerance at all."""

    percent, amount, extra, over = Decimal(0), None, Decimal(0), Decimal(0)

    def policy(self) -> dict[str, Any]:
        """Zeroes, written in several ways."""
        return super().policy() | {
            "price_tolerance": "0%", "price_tolerance_abs": "0.00", "unplanned_charges_tolerance": "0",
        }  # fmt: skip


class Both(Strict):
    """A percentage and an amount, of which the stricter counts."""

    percent, amount, extra = Decimal(5), Decimal("0.50"), Decimal(40)

    def policy(self) -> dict[str, Any]:
        """Both tolerances of a price."""
        return super().policy() | {
            "price_tolerance": "5 % per unit price", "price_tolerance_abs": "0.50",
            "unplanned_charges_tolerance": "40.00",
        }  # fmt: skip


class Wide(Strict):
    """A share over is allowed in price and quantity, charges are not limited to pennies."""

    percent, extra, over = Decimal(10), Decimal(100), Decimal(5)

    def policy(self) -> dict[str, Any]:
        """A tolerance of quantity by percentage."""
        return super().policy() | {
            "price_tolerance": "10%", "price_tolerance_abs": "none", "unplanned_charges_tolerance": "100",
            "quantity_tolerance": "5% over received; 5% over ordered",
        }  # fmt: skip


class Bare(Strict):
    """Keys missing: what is not allowed in so many words is not allowed."""

    def policy(self) -> dict[str, Any]:
        """Only the entity, the day and the rates."""
        made = super().policy()
        return {key: made[key] for key in ("our_legal_entity", "as_of", "vat_rates")}


class Broken(Strict):
    """Values nobody can read count as none, an unreadable charge limit as zero."""

    def policy(self) -> dict[str, Any]:
        """Words where figures belong."""
        return super().policy() | {
            "price_tolerance": "as agreed", "price_tolerance_abs": None, "quantity_tolerance": "",
            "unplanned_charges_tolerance": "tbd",
        }  # fmt: skip


MAKERS: tuple[type[Strict], ...] = (Strict, Both, Wide, Bare, Broken)


def _keep(number: int) -> Plant:
    """Only so many lines."""

    def plant(case: Case, _: Maker) -> None:
        case.lines, case.billed = case.lines[:number], case.billed[:number]
        case.received = {line["line"]: line["qty"] for line in case.lines}

    return plant


def _bill(**values: Any) -> Plant:
    return lambda case, _: case.bill.update(values)


def _stop(code: str, *plants: Plant) -> Plant:
    def plant(case: Case, maker: Maker) -> None:
        for each in plants:
            each(case, maker)
        case.stop(code)

    return plant


def _totals(code: str, key: str, by: str) -> Plant:
    return _stop(code, lambda case, _: case.totals.update({key: Decimal(by)}))


def _text(key: str, change: Callable[[str], str]) -> Plant:
    return lambda case, _: case.bill.update({key: change(case.bill[key])})


def _each(**values: Any) -> Plant:
    def plant(case: Case, _: Maker) -> None:
        for line in case.billed:
            line.update(values)

    return plant


def price_to(share: str) -> Plant:
    """The first line's price changed by a share, judged by the folder's tolerances."""

    def plant(case: Case, maker: Maker) -> None:
        assert isinstance(maker, Strict)
        _keep(1)(case, maker)
        case.lines[0]["qty"] = case.billed[0]["qty"] = case.received["1"] = Decimal(1)
        old = case.lines[0]["unit_price"] = case.lines[0]["unit_price"] + Decimal(20)
        new = case.billed[0]["unit_price"] = (old * (1 + Decimal(share) / 100)).quantize(CENT)
        more = new - old
        if more > old * maker.percent / 100 or (maker.amount is not None and more > maker.amount):
            case.stop("PRICE_VARIANCE")

    return plant


def quantity_over(share: str, *, ordered: bool) -> Plant:
    """A quantity over the receipt (or, all having come, over the order), judged by the folder's tolerance."""

    def plant(case: Case, maker: Maker) -> None:
        assert isinstance(maker, Strict)
        base = case.lines[0]["qty"] = Decimal(200)
        billed = case.billed[0]["qty"] = base * (1 + Decimal(share) / 100)
        if ordered:
            case.received["1"] = billed
        else:
            case.lines[0]["qty"] = billed * 2
            case.received["1"] = base
        if Decimal(share) > maker.over:
            case.stop("QTY_OVER_ORDERED" if ordered else "QTY_OVER_RECEIVED")

    return plant


def charge(words: str, amount: str) -> Plant:
    """A charge of the whole document nobody ordered."""

    def plant(case: Case, maker: Maker) -> None:
        assert isinstance(maker, Strict)
        case.bill.update(charge=Decimal(amount), charge_words=words)
        if Decimal(amount) > maker.extra:
            case.stop("UNEXPECTED_FREIGHT")

    return plant


def charge_line(words: str, amount: str, *, planned: bool) -> Plant:
    """A charge billed as a line, ordered or not."""

    def plant(case: Case, maker: Maker) -> None:
        assert isinstance(maker, Strict)
        number = str(len(case.lines) + 1)
        line = dict(
            case.lines[0], line=number, sku="", description=words, qty=Decimal(1), unit_price=Decimal(amount)
        )
        case.billed.append(dict(line, order_line=number if planned else "", base=None))
        if planned:
            case.lines.append(line)
            case.received[number] = Decimal(1)
        elif Decimal(amount) > maker.extra:
            case.stop("UNEXPECTED_FREIGHT")

    return plant


def deliveries(*shares: str, billed: str) -> Plant:
    """The first line received in shares of the order; billed so much of it."""

    def plant(case: Case, maker: Maker) -> None:
        assert isinstance(maker, Strict)
        _keep(1)(case, maker)
        case.lines[0]["qty"] = Decimal(400)
        del case.received["1"]
        case.receipts = [
            (
                "1",
                Decimal(share) * 4,
                (date.fromisoformat(case.order["order_date"]) + timedelta(n)).isoformat(),
            )
            for n, share in enumerate(shares)
        ]
        case.received = {}
        case.billed[0]["qty"] = Decimal(billed) * 4
        got = sum(Decimal(share) for share in shares)
        if Decimal(billed) > got * (1 + maker.over / 100):
            case.stop("QTY_OVER_RECEIVED" if got else "NO_GOODS_RECEIPT")

    return plant


def history(
    change: Callable[[str], str], code: str, *, other: bool = False, gross: str = "", days: int = 0
) -> Plant:
    """An earlier invoice whose number is this one's in another dress."""

    def plant(case: Case, maker: Maker) -> None:
        vendor = next(each for each in maker.vendors if each != case.vendor) if other else case.vendor
        issued = date.fromisoformat(case.bill["issue_date"]) - timedelta(days)
        case.history.append({
            "vendor_id": vendor["vendor_id"], "number": change(case.bill["number"]), "date": issued.isoformat(),
            "gross": gross or str(sums(case)["gross"]), "currency": case.bill["currency"], "status": "paid",
        })  # fmt: skip
        if code:
            case.stop(code)

    return plant


def credit(refers: bool, *, share: str = "1", known: bool = True) -> Plant:
    """A credit note; the invoice it names was booked with `share` of its gross."""

    def plant(case: Case, maker: Maker) -> None:
        case.bill.update(credit=True, preceding="V-77" + case.bill["number"] if refers else "")
        gross = str((sums(case)["gross"] * Decimal(share)).quantize(CENT))
        if refers and known:
            history(lambda number: "V-77" + number, "", gross=gross, days=9)(case, maker)
        if not refers or not known or Decimal(share) < 1:
            case.stop(ANY)

    return plant


def two_orders(*, missing: bool = False, over: bool = False, head: str = "first") -> Plant:
    """A consolidated invoice: lines of two orders, each naming its own."""

    def plant(case: Case, maker: Maker) -> None:
        second = dict(case.order, po=case.order["po"] + "9")
        line = dict(
            case.lines[0], po=second["po"], line="1", sku="Q77123", description="Pallet rack beam 2.7 m"
        )
        if not missing:
            case.other_orders.append((second, [line]))
        for each in case.billed:
            each["order_ref"] = case.order["po"]
        bill = dict(line, order_line="1", order_ref=second["po"], base=None)
        if over:
            bill["qty"] = line["qty"] * 3
            case.stop("QTY_OVER_RECEIVED", "QTY_OVER_ORDERED")
        if missing:
            case.stop("PO_NOT_FOUND")
        case.billed.append(bill)
        heads = {"first": case.order["po"], "none": "", "both": f"{case.order['po']}, {second['po']}"}
        case.bill["po"] = heads[head]

    return plant


def _apart(case: Case, maker: Maker, **values: str) -> None:
    """A vendor of this case alone."""
    case.vendor = dict(case.vendor, vendor_id=f"S{maker.made:04d}", vat_id=maker.vat_id(case.vendor["country"]),
                       iban=maker.iban(case.vendor["country"]), name=f"Haus {maker.made} Technik") | values  # fmt: skip
    maker.vendors.append(case.vendor)
    case.order["vendor_id"] = case.vendor["vendor_id"]
    case.bill.update(seller=case.vendor["name"], vat_id=case.vendor["vat_id"], iban=case.vendor["iban"])


def blocked(word: str) -> Plant:
    """A vendor who may not be paid."""

    def plant(case: Case, maker: Maker) -> None:
        _apart(case, maker, status=word)
        case.stop(ANY)

    return plant


def no_order(*plants: Plant, code: str = "") -> Plant:
    """A vendor who bills without orders."""

    def plant(case: Case, maker: Maker) -> None:
        _apart(case, maker, po_required="N")
        case.order, case.lines, case.received, case.bill["po"] = {}, [], {}, ""
        _each(order_line="")(case, maker)
        for each in plants:
            each(case, maker)
        case.action = ROUTE
        if code:
            case.stop(code)

    return plant


def stranger(near: bool) -> Plant:
    """A seller the master does not know, with or without a name like a vendor's."""

    def plant(case: Case, maker: Maker) -> None:
        country = case.vendor["country"]
        name = (
            case.vendor["name"].replace("a", "à", 1) + " International" if near else "Vogelsang & Partner KG"
        )
        case.bill.update(seller=name, vat_id=maker.vat_id(country), iban=maker.iban(country))
        case.stop(ANY if near else "UNKNOWN_VENDOR")

    return plant


def other_account(where: str) -> Plant:
    """Another account than the master's."""

    def plant(case: Case, maker: Maker) -> None:
        new = maker.iban("DE")
        case.bill[where] = f"Please note our new bank account: {new}" if where == "note" else new
        case.stop("IBAN_CHANGED")

    return plant


def wrong_check(key: str, code: str) -> Plant:
    """A digit of an identifier changed so that it no longer checks."""

    def plant(case: Case, maker: Maker) -> None:
        if key == "vat_id":
            _apart(case, maker, country="ES", vat_id=maker.vat_id("ES"), iban=maker.iban("ES"))
            _each(rate="21")(case, maker)
            for line in case.lines:
                line["rate"] = "21"
        value = case.bill[key]
        case.bill[key] = value[:-1] + str((int(value[-1]) + 1) % 10)
        case.stop(code)

    return plant


def split_line(over: bool) -> Plant:
    """One ordered line billed in two."""

    def plant(case: Case, maker: Maker) -> None:
        _keep(1)(case, maker)
        case.lines[0]["qty"] = case.received["1"] = Decimal(100)
        first = case.billed[0]
        first["qty"] = Decimal(60)
        case.billed.append(dict(first, qty=Decimal(60 if over else 40)))
        if over:
            case.stop("QTY_OVER_RECEIVED", "QTY_OVER_ORDERED")

    return plant


def merged_lines(case: Case, _: Maker) -> None:
    """Two ordered lines of one article billed in one."""
    first = case.lines[0]
    number = str(len(case.lines) + 1)
    case.lines.append(dict(first, line=number))
    case.received[number] = first["qty"]
    case.billed[0].update(qty=first["qty"] * 2, order_line="")


def per(number: int, *, wrong: bool = False) -> Plant:
    """Prices for a hundred or a thousand."""

    def plant(case: Case, _: Maker) -> None:
        line = case.billed[0]
        line.update(unit_price=line["unit_price"] * number * (2 if wrong else 1), base=number)
        if wrong:
            case.stop("PRICE_VARIANCE")

    return plant


def in_unit(code: str, factor: int, *, wrong: bool = False) -> Plant:
    """Billed in a unit that means a number of pieces."""

    def plant(case: Case, _: Maker) -> None:
        line = case.billed[0]
        case.lines[0]["qty"] = case.received["1"] = Decimal(factor * 2)
        line.update(qty=Decimal(2), unit=f' unitCode="{code}"', unit_price=line["unit_price"] * factor)
        if wrong:
            line["unit_price"] *= 2
            case.stop("PRICE_VARIANCE")

    return plant


def substitute(case: Case, maker: Maker) -> None:
    """Another article at the ordered one's place and price."""
    case.billed[0].update(sku="Z90001", description="Industrial vacuum cleaner 30 l")
    case.stop("LINE_NOT_ON_PO")


def stray_line(words: str) -> Plant:
    """A line nobody ordered."""

    def plant(case: Case, _: Maker) -> None:
        case.billed.append(dict(case.billed[0], sku="X55501", description=words, order_line="", qty=Decimal(3),
                                unit_price=Decimal("88.10")))  # fmt: skip
        case.stop("LINE_NOT_ON_PO")

    return plant


def free_line(case: Case, _: Maker) -> None:
    """A line of text without an amount."""
    case.billed.append(dict(case.billed[0], sku="", order_line="", description="Delivery note 4711 of last week",
                            qty=Decimal(1), unit_price=Decimal(0)))  # fmt: skip


def taken_back(case: Case, _: Maker) -> None:
    """Two too many, taken back on a line below."""
    line = case.billed[0]
    case.billed.append(dict(line, qty=Decimal(-2)))
    line["qty"] += 2


def shuffled(case: Case, maker: Maker) -> None:
    """Lines in another order, without places."""
    maker.random.shuffle(case.billed)
    _each(order_line="")(case, maker)


def words_only(case: Case, maker: Maker) -> None:
    """Neither places nor articles: words alone."""
    _each(order_line="", sku="")(case, maker)


def translated(case: Case, maker: Maker) -> None:
    """Articles named in the seller's own language."""
    for line, words in zip(
        case.billed, ("Schroef verzinkt", "Gants de protection", "Lampada", "Kabel"), strict=False
    ):
        line["description"] = words


def renumbered(case: Case, maker: Maker) -> None:
    """Places counted from ten in tens, articles right."""
    for place, line in enumerate(case.billed, start=1):
        line["order_line"] = str(place * 10)


def wrong_rate(rate: str) -> Plant:
    """A rate the seller's country does not know."""
    return _stop("VAT_RATE_WRONG", _each(rate=rate))


def order_of_another(case: Case, maker: Maker) -> None:
    """An order given to somebody else."""
    case.order["vendor_id"] = next(each["vendor_id"] for each in maker.vendors if each != case.vendor)
    case.stop(ANY)


def order_in_text(where: str) -> Plant:
    """The order's number stands in words only."""

    def plant(case: Case, _: Maker) -> None:
        po, case.bill["po"] = case.bill["po"], ""
        if where == "note":
            case.bill["note"] = f"Your order {po}, thank you."
        else:
            case.billed[0]["description"] += f" (order {po})"

    return plant


def missing_receipt(case: Case, maker: Maker) -> None:
    """One line of two never came."""
    case.lines.append(dict(case.lines[0], line="8", sku="N10203", description="Steel cabinet 4 doors"))
    case.billed.append(dict(case.lines[-1], order_line="8", base=None))
    case.stop("NO_GOODS_RECEIPT")


def euro(case: Case, _: Maker) -> None:
    """Billed in a currency the order does not name."""
    case.bill["currency"] = "USD"
    case.stop("CURRENCY_MISMATCH_PO")


def both(*plants: Plant) -> Plant:
    """Several at once."""

    def plant(case: Case, maker: Maker) -> None:
        for each in plants:
            each(case, maker)

    return plant


def _issued(day: date | str) -> Plant:
    return _bill(issue_date=day if isinstance(day, str) else day.isoformat())


def reworded_line(case: Case, maker: Maker) -> None:
    """The first article in other words, its number left out, its place given."""
    case.billed[0].update(
        sku="", description=f"{case.billed[0]['description'].upper()} - as offered, incl. setup"
    )


SECOND: dict[str, Plant] = {
    "clean": lambda case, _: None,
    "price +0.9 %": price_to("0.9"),
    "price +4 %": price_to("4"),
    "price +7 %": price_to("7"),
    "price +11 %": price_to("11"),
    "price -10 %": price_to("-10"),
    "over received 3 %": quantity_over("3", ordered=False),
    "over received 50 %": quantity_over("50", ordered=False),
    "over ordered 3 %": quantity_over("3", ordered=True),
    "over ordered 50 %": quantity_over("50", ordered=True),
    "freight 9": charge("Freight", "9"),
    "packaging 35": charge("Verpackung", "35"),
    "small order 90": charge("Kleinmengenzuschlag", "90"),
    "fuel 130": charge("Supplément carburant", "130"),
    "freight line planned": charge_line("Spedizione", "60", planned=True),
    "freight line 130": charge_line("Frais de port", "130", planned=False),
    "part delivered": deliveries("40", billed="40"),
    "in two deliveries": deliveries("40", "60", billed="100"),
    "one of two": deliveries("30", "20", billed="20"),
    "sent back": deliveries("100", "-50", billed="100"),
    "sent back and billed right": deliveries("100", "-50", billed="50"),
    "nothing came": deliveries(billed="50"),
    "one line never came": missing_receipt,
    "duplicate": history(str, "DUPLICATE_EXACT"),
    "duplicate, other gross": history(str, "DUPLICATE_EXACT", gross="12.00", days=40),
    "duplicate, zeros before": both(
        _text("number", lambda n: "00" + n[-9:].strip("/-RINVFA").lstrip("0")),
        history(lambda n: n.lstrip("0"), "DUPLICATE_FUZZY_NUMBER"),
    ),
    "duplicate, case and dashes": both(
        _bill(number="ab/77-3104"), history(lambda n: "AB77 3104", "DUPLICATE_FUZZY_NUMBER")
    ),
    "duplicate, O for 0": both(
        _bill(number="S70-90551"), history(lambda n: "S7O-9O551", "DUPLICATE_FUZZY_NUMBER")
    ),
    "duplicate, I for 1": both(
        _bill(number="K-1187231"), history(lambda n: "K-II8723I", "DUPLICATE_FUZZY_NUMBER")
    ),
    "duplicate by gross and date": history(lambda n: "ZQ8844120", ANY),
    "same gross, other day": history(lambda n: "ZQ8844121", "", days=11),
    "same number, other vendor": history(str, "", other=True, gross="44.10"),
    "number one longer": history(lambda n: n + "7", "", gross="45.10", days=3),
    "two orders": two_orders(),
    "two orders, no head": two_orders(head="none"),
    "two orders, both in head": two_orders(head="both"),
    "two orders, one unknown": two_orders(missing=True),
    "two orders, too many": two_orders(over=True),
    "credit": credit(True),
    "credit of a part": credit(True, share="2.5"),
    "credit of nothing": credit(False),
    "credit of an unknown": credit(True, known=False),
    "credit too large": credit(True, share="0.5"),
    "per 100": per(100),
    "per 1000": per(1000),
    "per 100, too dear": per(100, wrong=True),
    "in hundreds": in_unit("CEN", 100),
    "in dozens": in_unit("DZN", 12),
    "in thousands, dear": in_unit("MIL", 1000, wrong=True),
    "currency": euro,
    "rate 27": wrong_rate("27"),
    "rate 3": wrong_rate("3"),
    "tax wrong": _totals("BR-CO-17", "first_tax", "7.30"),
    "tax a cent off": lambda case, _: case.totals.update(first_tax=CENT),
    "tax sum wrong": _totals("BR-CO-14", "vat", "3.00"),
    "lines wrong": _totals("BR-CO-10", "line_total", "15.00"),
    "net wrong": _totals("BR-CO-13", "net", "-2.00"),
    "gross wrong": _totals("BR-CO-15", "gross", "100.00"),
    "payable wrong": _totals("BR-CO-16", "payable", "6.00"),
    "payable a cent off": _totals("BR-CO-16", "payable", "0.02"),
    "account": other_account("iban"),
    "second account": other_account("other_iban"),
    "account in a note": other_account("note"),
    "account spaced": _text("iban", lambda i: " ".join(i[n : n + 4] for n in range(0, len(i), 4))),
    "no account": _bill(iban=""),
    "account mistyped": wrong_check("iban", "IBAN_CHECKSUM"),
    "note on the known account": _bill(note="Bitte überweisen Sie den Betrag auf unser bekanntes Konto."),
    "vat id mistyped": wrong_check("vat_id", "VAT_ID_CHECKSUM"),
    "vat id spaced": _text("vat_id", lambda v: f"{v[:2]} {v[2:5]} {v[5:]}"),
    "no vat id": _stop("BR-S-02", _bill(vat_id="")),
    "vat id of another": both(
        lambda c, m: c.bill.update(vat_id=m.vat_id(c.vendor["country"])), lambda c, _: c.stop(ANY)
    ),
    "seller in capitals": _text("seller", str.upper),
    "stranger": stranger(False),
    "near name": stranger(True),
    "blocked": blocked("blocked"),
    "inactive": blocked("inactive"),
    "closed": _stop("PO_CLOSED", lambda case, _: case.order.update(status="closed")),
    "order of another": order_of_another,
    "no order": _stop(
        "NO_PO_REQUIRED", _bill(po=""), words_only, _each(description="Various works", qty=Decimal(1))
    ),
    "order unknown": _stop("PO_NOT_FOUND", _bill(po="PO-99999999")),
    "order in the note": order_in_text("note"),
    "order in a line": order_in_text("line"),
    "order spaced": _text("po", lambda p: p.replace("-", " ").replace("/", " ").lower()),
    "shuffled": shuffled,
    "words only": words_only,
    "translated": translated,
    "renumbered": renumbered,
    "reworded": reworded_line,
    "split": split_line(False),
    "split, too many": split_line(True),
    "merged": merged_lines,
    "substitute": substitute,
    "stray line": stray_line("Cordless drill set"),
    "line of text": free_line,
    "taken back": taken_back,
    "discount": _bill(allowance=Decimal("3.00")),
    "prepaid": _bill(prepaid=Decimal("5.00")),
    "tomorrow": _stop("FUTURE_DATE", _issued(AS_OF + timedelta(1))),
    "today": _issued(AS_OF),
    "next year": _stop("FUTURE_DATE", _issued("2027-08-01")),
    "no number": _stop("MISSING_NUMBER", _bill(number="")),
    "number n/a": _stop("MISSING_NUMBER", _bill(number="N/A")),
    "no date": _stop("MISSING_DATE", _issued("")),
    "buyer in capitals": _bill(buyer=OURS.upper()),
    "other buyer": _stop("WRONG_BUYER", _bill(buyer="Northwind Logistics SE")),
    "buyer unlike": _stop("WRONG_BUYER", _bill(buyer="Fabrikam Holding")),
    "without orders": no_order(),
    "without orders, account": no_order(other_account("iban"), code="IBAN_CHANGED"),
    "without orders, twice": no_order(history(str, "DUPLICATE_EXACT"), code="DUPLICATE_EXACT"),
    "without orders, charge": no_order(_bill(charge=Decimal(150))),
    "dear and new account": both(price_to("30"), other_account("iban")),
    "too many, tomorrow": both(
        quantity_over("60", ordered=False), _stop("FUTURE_DATE", _issued(AS_OF + timedelta(3)))
    ),
    "closed and twice": both(
        _stop("PO_CLOSED", lambda case, _: case.order.update(status="closed")),
        history(str, "DUPLICATE_EXACT"),
    ),
    "wrong buyer, wrong sum": both(
        _stop("WRONG_BUYER", _bill(buyer="Fabrikam Holding")), _totals("BR-CO-15", "gross", "10.00")
    ),
}
