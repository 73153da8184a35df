"""Whole layouts, fourth set: another hand's, with words, companies and forms of their own."""

from collections.abc import Callable

from .blocks import cells, foot_columns, head_row, key_values, room
from .facts import Facts
from .fourth_blocks import (
    bank,
    data,
    heading,
    listing,
    numbered,
    parties,
    reach,
    remarks,
    sums_box,
    sums_of,
    tax_number,
    tax_summary,
)
from .sheet import Sheet


def grid_over_all(s: Sheet, f: Facts) -> None:
    """A grid of labels over values under the letterhead; the sums in a box at the left, three columns in the foot."""
    y = s.put(45, 34, f.seller.name, size=15, bold=True)
    y = s.put(45, y, ", ".join([f.seller.street, f.seller.town, *reach(f)]), size=7.5)
    low = s.lines(45, y + 22, [f.w["billto"], *parties(f, f.buyer)])
    s.put(550, y + 22, heading(f).upper(), size=18, align="r")
    y = cells(s, 45, low + 14, 505, data(f), f.rng.choice([3, 4]), framed=f.rng.random() < 0.6)
    y = listing(s, f, y + 6, ("text", "qty", "unit", "price", "disc", "lnet"))
    y = sums_box(s, f, 45, y + 6, 230, sums_of(f))
    remarks(s, f, 45, y + 6, 480)
    foot_columns(s, f, [parties(f, f.seller), bank(f), reach(f)], y=772)


def two_heads(s: Sheet, f: Facts) -> None:
    """Two columns of labels with values at the head: who sells at the left, who buys at the right; data below both."""
    s.put(297, 30, f"{heading(f)} {f.number}", size=15, bold=True, align="c")
    for x, label, party in ((45, "from", f.seller), (310, "billto", f.buyer)):
        y = s.put(x, 62, f.w[label], bold=True) + 2
        y = s.lines(x, y, parties(f, party))
    y = key_values(s, f, 45, y + 28, 260, data(f), f.rng.choice(["aligned", "colon"]))
    y = listing(s, f, y + 12, ("pos", "text", "qty", "unit", "price", "disc", "rate", "lnet"), rule=True)
    y = sums_box(s, f, 300, y, 250, sums_of(f), framed=False)
    y = remarks(s, f, 45, y, 480)
    s.lines(45, room(s, y + 6, 50), [*bank(f), *reach(f)])
    numbered(s, f)


def amounts_first(s: Sheet, f: Facts) -> None:
    """Columns from right to left: the amount leads, the text closes; the buyer above the seller's small print."""
    y = s.lines(45, 40, [f.w["billto"] + ":", *parties(f, f.buyer)])
    low = s.lines(400, 40, parties(f, f.seller), size=8)
    y = s.put(45, max(y, low) + 18, heading(f), size=16, bold=True) + 4
    y = key_values(s, f, 45, y, 300, data(f), "aligned")
    y = listing(s, f, y + 10, ("lnet", "rate", "price", "unit", "qty", "text"))
    y = sums_box(s, f, 45, y, 240, sums_of(f), framed=False)
    y = remarks(s, f, 45, y + 4, 480)
    s.put(45, room(s, y + 6, 20), "   ".join(bank(f)), size=8)


def long_texts(s: Sheet, f: Facts) -> None:
    """Texts in a narrow column run over several lines, the numbers beside the last of them; no rules at all."""
    y = s.put(550, 36, f.seller.name, size=12, bold=True, align="r")
    y = s.lines(550, y, [*parties(f, f.seller)[1:], *reach(f)], size=7.5, align="r")
    s.lines(45, 110, parties(f, f.buyer, numbered=False))
    y = s.put(45, 200, heading(f), size=13, bold=True) + 3
    y = head_row(s, 45, y, 505, data(f))
    order = ("pos", "code", "text", "qty", "price", "disc", "lnet")
    y = listing(s, f, y, order, numbers_at=f.rng.choice(["first", "last"]))
    y = tax_summary(s, f, 45, y + 4, 300)
    y = sums_box(s, f, 320, y, 230, sums_of(f, taxes=False), framed=False)
    y = remarks(s, f, 45, y + 4, 480)
    foot_columns(s, f, [bank(f), reach(f)], y=778)
    numbered(s, f)


def carried_forward(s: Sheet, f: Facts) -> None:
    """Sums carried from page to page; the sums at the end beside a table of the rates with its own sum."""
    y = s.lines(45, 40, parties(f, f.seller), size=8)
    y = s.lines(45, y + 20, parties(f, f.buyer, numbered=False))
    low = key_values(s, f, 330, 90, 215, data(f), f.rng.choice(["right", "aligned"]))
    y = s.put(45, max(y, low) + 16, heading(f), size=14, bold=True) + 6
    y = listing(s, f, y, ("code", "text", "qty", "unit", "price", "lnet"), carry=True, bottom=690)
    y = tax_summary(s, f, 45, y + 4, 330, closed=True)
    y = sums_box(s, f, 300, y, 250, sums_of(f, taxes=f.rng.random() < 0.5))
    y = remarks(s, f, 45, y + 2, 480)
    s.lines(45, room(s, y + 4, 40), bank(f), size=8)
    numbered(s, f)


def letter(s: Sheet, f: Facts) -> None:
    """A letter: place and date in one line, the number in its subject, a salutation, few data."""
    y = s.put(45, 40, f.seller.name, bold=True, size=11)
    y = s.put(45, y, f"{f.seller.street} | {f.seller.town} | {reach(f)[0]}", size=7.5)
    y = s.lines(45, y + 36, parties(f, f.buyer, numbered=False))
    town = f.seller.town.split(",")[0]
    town = " ".join(word for word in town.split() if word.isalpha()) or town
    day = f.day(f.issue).removeprefix("le ").removeprefix("den ")
    s.put(550, y + 12, f.w["placed"].format(town=town, d=day), align="r")
    y = s.put(
        45,
        y + 40,
        f.w["subject"].format(n=f.number) if not f.credit else f"{heading(f)} {f.number}",
        bold=True,
        size=11,
    )
    if f.po:
        y = s.put(45, y + 2, f"{f.w['po']}: {f.po}")
    y = s.wrap(45, y + 10, f.w["salute"], 480)
    y = listing(s, f, y + 12, ("text", "qty", "unit", "price", "disc", "lnet"), again=False)
    y = sums_box(s, f, 260, y, 290, sums_of(f), framed=False)
    y = remarks(s, f, 45, y + 6, 480)
    if f.due_how in ("date", "both"):
        y = s.put(45, y + 2, f"{f.w['due']}: {f.day(f.due)}")
    foot_columns(s, f, [[f.seller.name, f"{f.w['vatid']} {tax_number(f, f.seller)}"], bank(f)], y=785)


def till_slip(s: Sheet, f: Facts) -> None:
    """Narrow and centred like a till's slip, the lines as quantity x price under their text."""
    s.width = 330
    y = s.put(165, 28, f.seller.name, bold=True, size=11, align="c")
    y = s.lines(165, y, parties(f, f.seller)[1:], size=7.5, align="c")
    y = s.put(165, y + 8, heading(f), bold=True, align="c")
    y = key_values(s, f, 25, y + 4, 280, data(f), "right")
    y = s.lines(25, y + 6, [f.w["billto"], *parties(f, f.buyer)])
    y += 10
    sign = -1 if f.negative else 1
    for item in f.items:
        if y > 770:
            s.page += 1
            y = 40
        y = s.wrap(25, y, item.text, 280)
        many = f"{f.quantity(item.quantity * sign)} {item.unit} x {f.amount(item.price, bare=True)}"
        if item.discount:
            many += f" -{item.discount} %"
        s.put(35, y, many)
        y = s.put(305, y, f.amount(item.net * sign, bare=True), align="r") + 2
    y = sums_box(s, f, 20, y + 4, 290, sums_of(f), framed=False)
    y = remarks(s, f, 25, y, 280)
    s.lines(25, room(s, y + 4, 40), bank(f), size=7.5)


def summary_page(s: Sheet, f: Facts) -> None:
    """The first page sums up and names the account; the lines come on the second."""
    y = s.put(45, 40, f.seller.brand.upper(), size=20, bold=True)
    y = s.lines(45, y + 40, parties(f, f.buyer, numbered=False))
    low = key_values(s, f, 330, 80, 220, data(f), f.rng.choice(["above", "right"]))
    y = s.put(45, max(y, low) + 30, heading(f), size=20) + 10
    y = sums_box(s, f, 45, y, 400, sums_of(f))
    y = remarks(s, f, 45, y + 8, 480)
    s.lines(45, y + 14, bank(f))
    foot_columns(s, f, [parties(f, f.seller), reach(f)], y=770)
    s.page += 1
    listing(
        s, f, 70, ("pos", "text", "qty", "unit", "price", "disc", "rate", "lnet"), rule=f.rng.random() < 0.5
    )
    numbered(s, f)


def landscape(s: Sheet, f: Facts) -> None:
    """A page on its side with many columns, the VAT of each line among them."""
    s.width, s.height = 842, 595
    y = s.put(45, 30, f.seller.name, bold=True, size=13)
    y = s.lines(45, y, parties(f, f.seller)[1:], size=8)
    low = s.lines(300, 30, [f.w["billto"], *parties(f, f.buyer)])
    low = max(low, key_values(s, f, 570, 30, 225, data(f), "right"))
    y = s.put(45, max(y, low) + 10, heading(f), size=15, bold=True) + 4
    order = ("pos", "code", "text", "qty", "unit", "price", "disc", "lnet", "rate", "tax")
    y = listing(s, f, y, order, bottom=510, rule=True)
    y = room(s, y, 130, bottom=540)
    high = tax_summary(s, f, 45, y, 320)
    y = sums_box(s, f, 530, y, 265, sums_of(f, taxes=f.rng.random() < 0.5))
    y = remarks(s, f, 45, min(max(high, y), 520), 480)
    s.put(45, 560, "   ".join(bank(f)), size=8)


def pay_slip_below(s: Sheet, f: Facts) -> None:
    """A payment part at the foot repeats account, parties and amount as small labels over values."""
    y = s.put(45, 36, f.seller.name, size=13, bold=True)
    y = s.lines(45, y, [*parties(f, f.seller)[1:], *reach(f)], size=8)
    y = s.lines(330, 110, parties(f, f.buyer))
    y = s.put(45, y + 16, heading(f), size=15, bold=True) + 4
    y = key_values(s, f, 45, y, 280, data(f), f.rng.choice(["aligned", "colon"]))
    y = listing(s, f, y + 8, ("text", "qty", "price", "rate", "lnet"), bottom=560, rule=f.rng.random() < 0.5)
    y = sums_box(s, f, 310, room(s, y, 120, bottom=590), 240, sums_of(f), framed=False)
    remarks(s, f, 45, y + 2, 480)
    y = 640
    s.rule(0, y, 595)
    slip = [("IBAN", f.iban or ""), (f.w["from"], f.seller.name), (f.w["billto"], f.buyer.name)]
    slip += [(f.w["payable"], f.amount(f.payable * (-1 if f.negative else 1)))]
    cells(s, 45, y + 12, 505, [each for each in slip if each[1]], 2, framed=False)


def values_below_in_head(s: Sheet, f: Facts) -> None:
    """Seller's block at the right, its labels in a second language left out; sums as cells side by side."""
    s.put(45, 36, heading(f), size=22, bold=True)
    y = s.lines(550, 36, [*parties(f, f.seller), *reach(f)], align="r", size=8)
    y = s.lines(45, y + 16, parties(f, f.buyer))
    y = cells(s, 45, y + 16, 505, data(f), 5, framed=True)
    y = listing(s, f, y + 4, ("code", "text", "price", "qty", "unit", "disc", "lnet"), rule=True)
    some = [(label, value) for label, value, _ in sums_of(f)]
    y = cells(s, 45, room(s, y + 6, 60), 505, some, min(len(some), 4), framed=True)
    y = remarks(s, f, 45, y + 4, 480)
    foot_columns(s, f, [[f.seller.name, f.seller.town], bank(f)], y=780)
    numbered(s, f)


FOURTH_KINDS: tuple[Callable[[Sheet, Facts], None], ...] = (
    grid_over_all, two_heads, amounts_first, long_texts, carried_forward, letter, till_slip, summary_page, landscape,
    pay_slip_below, values_below_in_head,
)  # fmt: skip
