"""The fifth set of layouts: bills of trades, each drawn whole."""

from collections.abc import Callable
from typing import Any

from ..sheet import Sheet
from . import pieces as p


def logo_and_foot(s: Sheet, f: Any) -> None:
    """The brand in big type, the company only in the foot; window line over the buyer; sums in a side box."""
    s.put(45, 30, f.seller.brand if f.rng.random() < 0.6 else f.seller.brand.upper(), size=26, bold=True)
    s.put(45, 118, f"{f.seller.name} · {f.seller.street} · {f.seller.town}", size=6)
    y = s.lines(45, 130, p.address(f, f.buyer, person=f.rng.random() < 0.3))
    low = p.pairs(s, 350, 120, 200, p.data(f), f.rng.choice(["edges", "tab", "right labels"]))
    y = s.put(45, max(y, low) + 20, p.heading(f), size=16, bold=True) + 6
    y = p.table(s, f, 45, y, 505, ("pos", "text", "qty", "unit", "price", "disc", "lnet"), bottom=690)
    y = p.room(s, y, 150, bottom=765)
    low = p.sums_box(s, f, 330, y, 220, framed=True)
    p.remarks(s, f, 45, y, 260)
    p.foot(s, [p.address(f, f.seller), [*p.tax_number(f), *p.reach(f)], p.bank(f)])
    p.numbered(s, f)


def utility(s: Sheet, f: Any) -> None:
    """A supplier's bill: what is to pay stands first, big; then the account, then the lines."""
    y = s.put(40, 36, f.seller.name, size=15, bold=True)
    y = s.lines(40, y, [*p.address(f, f.seller)[1:], *p.tax_number(f)], size=7.5)
    s.box(330, 36, 225, 64, filled=True)
    s.put(340, 42, p.heading(f), bold=True, size=12)
    s.put(340, 60, f.w["payable"])
    s.put(545, 60, f.amount(f.payable * p.sign(f)), size=16, bold=True, align="r")
    y = s.lines(40, max(y, 120) + 14, p.address(f, f.buyer))
    low = p.pairs(s, 330, 115, 225, p.data(f), f.rng.choice(["tab", "above", "dots"]))
    y = p.table(s, f, 40, max(y, low) + 18, 515, ("text", "qty", "unit", "price", "rate", "lnet"), bottom=690)
    y = p.room(s, y, 170)
    y = p.sums_box(s, f, 250, y, 305)
    y = p.remarks(s, f, 40, y, 480)
    s.lines(40, p.room(s, y + 8, 50), p.bank(f))
    p.numbered(s, f)


def hotel(s: Sheet, f: Any) -> None:
    """A centred head; nights and services; the taxes in a table of their own."""
    middle = s.width / 2
    s.put(middle, 30, f.seller.name, size=18, bold=True, align="c")
    s.put(middle, 54, " · ".join(p.address(f, f.seller)[1:] + p.reach(f)[:2]), size=7.5, align="c")
    s.put(middle, 66, "   ".join(p.tax_number(f)), size=7.5, align="c")
    y = s.lines(60, 110, p.address(f, f.buyer))
    s.put(middle, y + 20, f"{p.heading(f)} {f.number}", size=14, bold=True, align="c")
    y = p.strip(s, 60, y + 48, 475, p.data(f, number=False), framed=f.rng.random() < 0.5)
    y = p.table(s, f, 60, y + 12, 475, ("qty", "text", "price", "disc", "rate", "lnet"), bottom=680)
    y = p.room(s, y, 190)
    low = p.tax_table(s, f, 60, y, 200)
    y = p.sums_box(s, f, 310, y, 225, taxes=f.rng.random() < 0.5)
    y = p.remarks(s, f, 60, max(low, y) + 6, 470)
    s.put(middle, 790, "  ".join(p.bank(f)[1:]), size=7, align="c")


def adviser(s: Sheet, f: Any) -> None:
    """A letter: the sender at the right, place and date over the text, number in a line of prose."""
    s.lines(550, 40, [*p.address(f, f.seller), *p.reach(f), *p.tax_number(f)], align="r", size=8.5)
    y = s.lines(60, 130, p.address(f, f.buyer, person=True))
    s.put(550, y + 10, f"{f.seller.town.split(' ')[-1]}, {f.day(f.issue)}", align="r")
    y = s.put(60, y + 40, f"{p.heading(f)} {f.w['number']} {f.number}", size=12, bold=True) + 4
    rest = [pair for pair in p.data(f, number=False) if pair[0] != f.w["date"]]
    y = p.pairs(s, 60, y, 300, rest, "colon")
    y = p.table(
        s, f, 60, y + 12, 490, ("text", "qty", "unit", "price", "disc", "lnet"), heads=True, bottom=700
    )
    y = p.room(s, y, 150)
    y = p.sums_box(s, f, 300, y, 250)
    y = p.remarks(s, f, 60, y + 10, 480)
    s.lines(60, p.room(s, y + 10, 60), [*p.bank(f), f.seller.person])


def freight(s: Sheet, f: Any) -> None:
    """Cells of data over the whole width, wrapped texts, sums carried over pages, sums at the foot in a row."""
    y = s.put(30, 26, f.seller.name, size=12, bold=True)
    y = s.put(30, y, " - ".join([*p.address(f, f.seller)[1:], *p.reach(f)[:2]]), size=7)
    y = s.put(30, y, "".join(p.tax_number(f)), size=7)
    s.put(565, 26, p.heading(f), size=18, align="r")
    s.put(30, y + 12, f.w["billto"], size=7)
    s.put(320, y + 12, f.w["shipto"], size=7)
    s.lines(320, y + 22, p.address(f, f.third))
    y = s.lines(30, y + 22, p.address(f, f.buyer))
    y = p.strip(s, 30, y + 14, 535, p.data(f), framed=True)
    keys = ("pos", "code", "text", "qty", "unit", "price", "disc", "rate", "lnet")
    y = p.table(s, f, 30, y + 8, 535, keys, bottom=700, carry=True)
    y = p.room(s, y, 120)
    if f.rng.random() < 0.5:
        y = p.strip(s, 30, y, 535, [(label, value) for label, value, _ in p.sums(f)], framed=True)
    else:
        y = p.sums_box(s, f, 340, y, 225)
    y = p.remarks(s, f, 30, y + 6, 500)
    s.put(30, p.room(s, y + 4, 20), "  ".join(p.bank(f)))
    p.numbered(s, f)


def counter_slip(s: Sheet, f: Any) -> None:
    """Narrow paper without heads of columns: the text, then how many at what price, the amount at the edge."""
    s.width, s.height = 300, 842
    s.size = 8
    for text in [*p.address(f, f.seller), *p.tax_number(f)]:
        s.put(150, 20 + 11 * len(s.texts), text, align="c")
    y = s.put(150, 90, p.heading(f), size=11, bold=True, align="c") + 4
    y = p.pairs(s, 15, y, 270, p.data(f), f.rng.choice(["colon", "edges"]))
    y = s.lines(15, y + 6, [f.w["billto"], *p.address(f, f.buyer)]) + 8
    for item in f.items:
        many = f.quantity(item.quantity * p.sign(f))
        if y > 780:
            s.page += 1
            y = 30
        if f.rng.random() < 0.5 or len(item.text) > 30:
            y = s.wrap(15, y, item.text, 265)
            s.put(
                25,
                y,
                f"{many} x {f.amount(item.price, bare=True, places=4 if item.price < 1 else 2)}",
            )
        else:
            s.put(15, y, f"{f.quantity(item.quantity * p.sign(f))} {item.text}")
        y = s.put(285, y, f.amount(item.net * p.sign(f), bare=True), align="r") + 2
    s.rule(15, y, 270)
    y = p.sums_box(s, f, 11, p.room(s, y + 4, 120), 278)
    y = p.remarks(s, f, 15, y, 270)
    s.lines(15, p.room(s, y + 4, 40), p.bank(f))


def side_column(s: Sheet, f: Any) -> None:
    """All data in a shaded column at the left; letter and lines at the right of it."""
    s.box(0, 0, 160, 842, filled=True)
    y = s.put(20, 40, f.seller.brand, size=14, bold=True)
    y = p.pairs(s, 20, y + 30, 130, p.data(f), f.rng.choice(["above", "below"]))
    s.lines(20, 640, [*p.address(f, f.seller), *p.tax_number(f), *p.reach(f)], size=7)
    s.lines(20, 770, p.bank(f), size=6)
    y = s.put(190, 40, p.heading(f), size=20)
    y = s.lines(190, y + 20, p.address(f, f.buyer))
    y = p.table(s, f, 190, y + 30, 375, ("text", "qty", "price", "disc", "lnet"), bottom=700)
    y = p.room(s, y, 150)
    y = p.sums_box(s, f, 330, y, 235)
    p.remarks(s, f, 190, y, 370)


def ledger(s: Sheet, f: Any) -> None:
    """Many lines with sums carried forward; the head of the page on every page in small type."""
    y = s.put(45, 40, f.seller.name, size=13, bold=True)
    y = s.lines(45, y, [*p.address(f, f.seller)[1:], *p.tax_number(f)], size=8)
    s.lines(330, 110, [f.w["billto"], *p.address(f, f.buyer)])
    y = s.put(45, 185, p.heading(f), size=14, bold=True)
    y = p.pairs(s, 45, y + 4, 330, p.data(f), f.rng.choice(["dots", "tab", "colon"]))
    keys = ("code", "text", "unit", "qty", "price", "disc", "rate", "lnet")
    y = p.table(s, f, 45, y + 12, 505, keys, bottom=720, carry=True, top=80)
    last = s.page
    for page in range(1, last + 1):
        s.page = page
        s.put(45, 36, f"{f.seller.name}   {p.heading(f)} {f.number}   {f.day(f.issue)}", size=7.5)
    s.page = last
    y = p.room(s, y, 200)
    low = p.tax_table(s, f, 45, y, 220)
    y = p.sums_box(s, f, 320, y, 230, taxes=False)
    y = p.remarks(s, f, 45, max(y, low), 480)
    s.put(45, p.room(s, y + 8, 20), "   ".join(p.bank(f)))
    p.numbered(s, f)


def two_tongues(s: Sheet, f: Any) -> None:
    """Labels in the seller's language and in English, the English one smaller behind a stroke."""
    from .words import WORDS

    if f.lang != "en":
        for key in (
            "number",
            "date",
            "due",
            "billto",
            "shipto",
            "net",
            "gross",
            "payable",
            "qty",
            "price",
            "text",
            "lnet",
        ):
            f.w[key] = f"{f.w[key]} / {f.rng.choice(WORDS['en'][key])}"
    s.lines(45, 40, [*p.address(f, f.seller), *p.tax_number(f), *p.reach(f)], size=8)
    s.put(
        550,
        40,
        p.heading(f) if f.lang == "en" else f"{p.heading(f)} / {'Credit note' if f.credit else 'Invoice'}",
        size=15,
        bold=True,
        align="r",
    )
    y = s.lines(45, 130, [f.w["billto"], *p.address(f, f.buyer)])
    y = p.pairs(s, 45, y + 14, 420, p.data(f), f.rng.choice(["tab", "colon"]))
    y = p.table(
        s,
        f,
        45,
        y + 12,
        505,
        ("text", "qty", "price", "lnet")
        if not any(i.discount for i in f.items)
        else ("text", "qty", "price", "disc", "lnet"),
        bottom=700,
    )
    y = p.sums_box(s, f, 250, p.room(s, y, 150), 300)
    y = p.remarks(s, f, 45, y, 480)
    s.lines(45, p.room(s, y + 8, 50), p.bank(f))


def subscription(s: Sheet, f: Any) -> None:
    """A program's receipt as sent by e-mail: airy, two columns of parties, lines of text and amount."""
    s.put(50, 40, p.heading(f), size=24, bold=True)
    s.put(545, 46, f.seller.brand, size=14, bold=True, align="r")
    y = p.pairs(s, 50, 85, 260, p.data(f), "tab")
    left = s.lines(50, y + 22, [*p.address(f, f.seller), *p.tax_number(f), *p.reach(f)[1:2]])
    right = s.lines(300, y + 22, [f.w["billto"], *p.address(f, f.buyer)])
    y = max(left, right) + 18
    shown = (
        f"{f.amount(f.payable * p.sign(f))}  {f.w['due'].lower()} {f.day(f.due)}"
        if f.due_how == "date" and not p.due_in_text(f)
        else f.amount(f.payable * p.sign(f))
    )
    y = s.put(50, y, shown, size=15, bold=True) + 14
    y = p.table(s, f, 50, y, 495, ("text", "qty", "price", "disc", "rate", "lnet"), bottom=700)
    y = p.sums_box(s, f, 300, p.room(s, y, 150), 245)
    y = p.remarks(s, f, 50, y + 10, 480)
    s.lines(50, p.room(s, y + 6, 50), p.bank(f))


def craftsman(s: Sheet, f: Any) -> None:
    """A workshop's sheet: buyer left in a frame, data under the title in a row, no unit prices' head, sums centred."""
    s.put(550, 30, f.seller.name, size=15, bold=True, align="r")
    s.lines(
        550,
        50,
        [*p.address(f, f.seller)[1:], *p.reach(f)[:1], *p.tax_number(f), *p.bank(f)[1:]],
        align="r",
        size=7.5,
    )
    s.box(45, 120, 230, 70)
    s.lines(55, 130, p.address(f, f.buyer))
    y = s.put(45, 215, f"{p.heading(f)}  {f.number}", size=13, bold=True) + 4
    y = p.pairs(s, 45, y, 380, p.data(f, number=False), f.rng.choice(["tab", "edges"]))
    y = p.table(
        s,
        f,
        45,
        y + 14,
        505,
        ("qty", "unit", "text", "price", "disc", "lnet"),
        heads=f.rng.random() < 0.6,
        bottom=700,
    )
    y = p.room(s, y, 150)
    y = p.sums_box(s, f, 180, y, 260)
    p.remarks(s, f, 45, y, 480)
    p.numbered(s, f)


FIFTH_KINDS: tuple[Callable[[Sheet, Any], None], ...] = (
    logo_and_foot, utility, hotel, adviser, freight, counter_slip, side_column, ledger, two_tongues, subscription,
    craftsman,
)  # fmt: skip
