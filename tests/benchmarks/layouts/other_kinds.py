"""Whole layouts, second set, kept apart: figures for these are taken before rules are mended with them."""

from collections.abc import Callable

from .blocks import (
    address,
    bank_lines,
    cells,
    contacts,
    foot_columns,
    head_row,
    key_values,
    legal,
    notes,
    page_numbers,
    pairs,
    room,
    spaced,
    sums,
    sums_list,
    table,
    tax_lines,
    title,
    vat_table,
)
from .facts import Facts, party_of
from .sheet import Sheet


def payment_slip(s: Sheet, f: Facts) -> None:
    """A slip to pay with at the foot: receiver, account, amount, payer and date once more."""
    y = s.put(50, 40, f.seller.name, size=13, bold=True)
    s.lines(50, y, [f.seller.street, f.seller.town, *tax_lines(f)], size=8)
    y = address(s, f, 330, 100, f.buyer)
    y = s.put(50, y + 16, title(f), size=15, bold=True) + 4
    y = key_values(s, f, 50, y, 250, pairs(f), "aligned")
    y = table(s, f, y + 10, bottom=560)
    y = sums_list(s, f, 330, room(s, y, 120, bottom=560), 212)
    notes(s, f, 50, y + 6, 480)
    s.rule(0, 640, 595)
    y = s.put(50, 650, f.w["bank"], bold=True)
    y = s.put(50, y, spaced(f.iban) if f.iban else contacts(f)[0])
    address(s, f, 50, y, f.seller, attn=False, bold=False)
    address(s, f, 230, 650, f.buyer, label=f.w["billto"], attn=False, bold=False)
    s.put(400, 650, f.w["payable"], size=7)
    s.put(400, 662, f.amount(f.payable * (-1 if f.negative else 1)), bold=True)
    s.put(400, 690, f.w["number"], size=7)
    s.put(400, 700, f.number)


def middle(s: Sheet, f: Facts) -> None:
    """Everything of the head in centred lines, several data in a line with bars between."""
    y = s.put(297, 36, f.seller.name, size=15, bold=True, align="c")
    y = s.put(297, y, f"{f.seller.street} | {f.seller.town}", align="c")
    y = s.put(297, y, " | ".join([*contacts(f)[:2], *tax_lines(f)]), size=8, align="c") + 12
    y = s.put(297, y, title(f), size=16, bold=True, align="c") + 4
    some = pairs(f)
    for first in range(0, len(some), 3):
        y = s.put(
            297, y, "  |  ".join(f"{label}: {value}" for label, value in some[first : first + 3]), align="c"
        )
    y = address(s, f, 297, y + 14, f.buyer, label=f.w["billto"], align="c", attn=False)
    y = table(s, f, y + 14)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.put(297, room(s, y + 10, 20), " | ".join(bank_lines(f)), size=8, align="c")


def ranged_right(s: Sheet, f: Facts) -> None:
    """Labels and values both ranged right, values under their labels."""
    y = address(s, f, 50, 40, f.seller, attn=False)
    y = s.lines(50, y, [*contacts(f), *tax_lines(f)], size=8)
    s.put(545, 36, title(f), size=20, bold=True, align="r")
    low = 66.0
    for label, value in pairs(f):
        low = s.put(545, low, label, size=7, align="r")
        low = s.put(545, low, value, bold=True, align="r") + 3
    y = address(s, f, 50, y + 18, f.buyer, label=f.w["billto"])
    y = table(s, f, max(y, low) + 14)
    some = sums(f)
    y = room(s, y, len(some) * 14)
    for label, value, bold in some:
        s.put(450, y, f"{label}:", align="r", bold=bold)
        y = s.put(545, y, value, align="r", bold=bold) + 2
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))
    page_numbers(s, f)


def ruled_form(s: Sheet, f: Facts) -> None:
    """One large ruled form: parties and data in cells, the VAT by rate with a line for all of them."""
    s.box(40, 40, 515, 150)
    s.rule(40, 62, 515)
    s.put(46, 44, title(f), size=13, bold=True)
    s.put(300, 46, f"{f.w['cnumber' if f.credit else 'number']}: {f.number}", bold=True)
    low = address(s, f, 46, 66, f.seller, label=f.w["from"] + ":", attn=False)
    s.lines(46, low, [*tax_lines(f), *contacts(f)[:1]], size=8)
    low = address(s, f, 300, 66, f.buyer, label=f.w["billto"] + ":", attn=False)
    if f.buyer.vat_id:
        s.put(300, low, f"{f.w['vatid']}: {f.buyer.vat_id}")
    y = cells(s, 40, 190, 515, pairs(f, leave=("number",)), 3)
    y = table(s, f, y + 4, x=40, ruled=True)
    y = room(s, y, 140)
    low = vat_table(s, f, 200, y, 355, with_gross=True)
    sign = -1 if f.negative else 1
    for place, value in enumerate([f.net, f.vat, f.gross]):
        s.put(200 + 355 / 4 * (place + 2) - 3, low, f.amount(value * sign, bare=True), bold=True, align="r")
    s.put(
        200 + 355 / 4 - 3,
        low,
        {"pl": "Razem", "cs": "Celkem", "de": "Summe", "it": "Totale"}.get(f.lang, "Total"),
        bold=True,
        align="r",
    )
    y = low + 20
    if f.allowance:
        y = s.put(40, y, f"{f.w['allow']}: {f.amount(f.allowance * sign)}")
    if f.charge:
        y = s.put(40, y, f"{f.w['charge']}: {f.amount(f.charge * sign)}")
    if f.prepaid:
        y = s.put(40, y, f"{f.w['prepaid']}: {f.amount(f.prepaid * sign)}")
    y = s.put(40, y, f"{f.w['payable']}: {f.amount(f.payable * sign)}", size=12, bold=True) + 4
    y = s.lines(40, y, bank_lines(f))
    notes(s, f, 40, y + 8, 480)


_ENGLISH = {
    "number": "Invoice no.",
    "date": "Invoice date",
    "due": "Due date",
    "po": "Your order",
    "custno": "Customer no.",
    "delivdate": "Delivery date",
    "orddate": "Order date",
    "gross": "Total amount",
    "net": "Net amount",
    "desc": "Description",
    "qty": "Quantity",
    "price": "Unit price",
    "lnet": "Amount",
    "billto": "Bill to",
    "payable": "Amount due",
    "corr": "Ref. invoice",
}


def two_languages(s: Sheet, f: Facts) -> None:
    """Every label in the seller's language and in English."""
    if f.lang not in ("en", "us"):
        for key, english in _ENGLISH.items():
            f.w[key] = f"{f.w[key]} / {english}"
    y = s.put(50, 40, f.seller.name, size=13, bold=True)
    s.lines(50, y, [f.seller.street, f.seller.town, *contacts(f), *tax_lines(f)], size=8)
    y = address(s, f, 50, 140, f.buyer, label=f.w["billto"])
    y = (
        s.put(
            50,
            y + 10,
            title(f) + ("" if f.lang in ("en", "us") else " / Credit note" if f.credit else " / Invoice"),
            size=14,
            bold=True,
        )
        + 4
    )
    y = key_values(s, f, 50, y, 330, pairs(f), "aligned")
    y = table(s, f, y + 10)
    y = sums_list(s, f, 270, y, 272)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))


def parties_of_transport(s: Sheet, f: Facts) -> None:
    """Four companies at the head: who bills, who pays, who sent, who received."""
    y = s.put(50, 36, f.seller.name, size=16, bold=True)
    s.lines(50, y, [f"{f.seller.street}, {f.seller.town}", *tax_lines(f)], size=8)
    s.put(545, 40, title(f), size=16, bold=True, align="r")
    y = 110
    address(s, f, 50, y, f.buyer, label=f.w["billto"], attn=False)
    address(s, f, 220, y, f.third, label=f.w["shipto"], attn=False)
    address(
        s,
        f,
        390,
        y,
        party_of(f.rng, f.lang),
        label={
            "de": "Versender",
            "fr": "Expéditeur",
            "it": "Mittente",
            "es": "Remitente",
            "nl": "Verzender",
            "sv": "Lastas hos",
        }.get(f.lang, "Shipper"),
        attn=False,
    )
    y = head_row(s, 50, 180, 495, pairs(f))
    y = table(s, f, y + 4)
    y = sums_list(s, f, 330, y, 212)
    notes(s, f, 50, y + 8, 480)
    foot_columns(s, f, [bank_lines(f), contacts(f), [legal(f)]])
    page_numbers(s, f)


def account_summary(s: Sheet, f: Facts) -> None:
    """A utility's bill: a box with number, date and what is due at the top right, the sums before the lines."""
    s.put(50, 40, f.seller.name, size=15, bold=True)
    s.lines(50, 60, [f.seller.street, f.seller.town], size=8)
    s.box(330, 36, 215, 16 + len(pairs(f)) * 13)
    low = key_values(s, f, 336, 42, 203, pairs(f), "right")
    y = address(s, f, 50, max(130, low + 6), f.buyer, bold=False)
    y = s.put(50, y + 16, title(f), size=14, bold=True) + 4
    y = sums_list(s, f, 50, y, 300)
    y = table(s, f, y + 16)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 6, 60), [*bank_lines(f), *tax_lines(f), legal(f)], size=7.5)
    page_numbers(s, f)


def till_roll(s: Sheet, f: Facts) -> None:
    """A narrow page with everything under each other."""
    s.width = 300
    s.height = 380 + 26.0 * len(f.items) + 14 * 16
    y = s.put(150, 20, f.seller.name, size=11, bold=True, align="c")
    y = s.lines(150, y, [f.seller.street, f.seller.town, *tax_lines(f)[:1]], size=8, align="c")
    y = s.put(150, y + 6, title(f), size=12, bold=True, align="c") + 4
    y = key_values(s, f, 16, y, 268, pairs(f), "right") + 6
    y = address(s, f, 16, y, f.buyer, label=f.w["billto"], attn=False) + 8
    s.size = 8
    y = table(s, f, y, x=12, width=276, bottom=1e6, second_line=False)
    y = (
        sums_list(s, f, 90, room(s, y, 1, bottom=1e6), 194, some=sums(f))
        if s.height > 745
        else _plain_sums(s, f, y)
    )
    s.size = 7.5
    y = s.lines(16, y + 8, bank_lines(f))
    if f.due_how in ("terms", "both"):
        s.wrap(16, y + 4, f.w["terms"].format(d=f.days), 268)


def _plain_sums(s: Sheet, f: Facts, y: float) -> float:
    for label, value, bold in sums(f):
        s.put(90, y, label, bold=bold)
        y = s.put(284, y, value, bold=bold, align="r") + 1
    return y


def bank_beside_sums(s: Sheet, f: Facts) -> None:
    """Bank and terms on the left in the very rows in which the sums stand on the right."""
    s.put(545, 36, f.seller.brand, size=17, bold=True, align="r")
    y = address(s, f, 50, 110, f.buyer, bold=False)
    key_values(s, f, 350, 100, 195, pairs(f), "right")
    y = s.put(50, max(y, 110 + 13 * len(pairs(f))) + 24, title(f), size=13, bold=True) + 6
    y = table(s, f, y)
    y = room(s, y, 120)
    s.lines(50, y + 1, [*bank_lines(f), *tax_lines(f), f.w["tel"] + " 0800 77 55"], size=8)
    y = sums_list(s, f, 330, y, 212)
    notes(s, f, 50, y + 14, 480)
    foot_columns(s, f, [[f"{f.seller.name}, {f.seller.street}, {f.seller.town}, {legal(f)}"]], y=800)


def strip_of_data(s: Sheet, f: Facts) -> None:
    """The data in the right margin beside the lines, small labels over values."""
    y = s.put(50, 40, f.seller.name, size=13, bold=True)
    y = s.put(50, y, f"{f.seller.street} • {f.seller.town} • {' • '.join(tax_lines(f))}", size=7.5)
    s.put(50, 84, title(f), size=20, bold=True)
    y = address(s, f, 50, 122, f.buyer, attn=False)
    key_values(s, f, 450, 122, 110, pairs(f), "above")
    y = table(s, f, y + 24, width=385)
    y = sums_list(s, f, 200, y, 232)
    y = notes(s, f, 50, y + 10, 385)
    s.lines(50, room(s, y + 6, 50), bank_lines(f))


def letter(s: Sheet, f: Facts) -> None:
    """A letter: place and date, a subject with the number, the sums in words and figures at the end of the text."""
    s.lines(50, 40, [f.seller.name, f.seller.street, f.seller.town, *contacts(f)[:2], *tax_lines(f)], size=9)
    y = address(s, f, 50, 150, f.buyer, bold=False)
    y = s.put(545, y + 10, f"{f.seller.town.split(' ', 1)[-1]}, {f.day(f.issue)}", align="r")
    y = s.put(50, y + 12, f"{f.w['cnumber' if f.credit else 'number']} {f.number}", bold=True) + 6
    rest = [pair for pair in pairs(f, leave=("number",)) if pair[1] != f.day(f.issue)]
    y = key_values(s, f, 50, y, 230, rest, "colon")
    y = s.put(50, y + 6, f.w["thanks"]) + 6
    y = table(s, f, y)
    y = sums_list(s, f, 260, y, 282)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 24, 70), ["", f.seller.person, "", *bank_lines(f)])


OTHER_KINDS: tuple[Callable[[Sheet, Facts], None], ...] = (
    payment_slip, middle, ranged_right, ruled_form, two_languages, parties_of_transport, account_summary, till_roll,
    bank_beside_sums, strip_of_data, letter,
)  # fmt: skip
