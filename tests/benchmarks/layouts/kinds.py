"""Whole layouts, first set: each draws one invoice on a sheet."""

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
    sums,
    sums_list,
    table,
    tax_lines,
    title,
    vat_table,
)
from .facts import Facts
from .sheet import Sheet

WAYS = ("aligned", "right", "colon")


def _seller_lines(f: Facts, *, taxes: bool = True) -> list[str]:
    return [f.seller.street, f.seller.town, *contacts(f), *(tax_lines(f) if taxes else [])]


def right_letterhead(s: Sheet, f: Facts) -> None:
    """Seller and data on the right, a window address on the left, the tax number in the foot."""
    y = s.put(545, 40, f.seller.name, size=14, bold=True, align="r")
    s.lines(545, y, _seller_lines(f, taxes=False), size=8, align="r")
    s.put(50, 112, f"{f.seller.name} · {f.seller.street} · {f.seller.town}", size=6)
    address(s, f, 50, 126, f.buyer, bold=False)
    low = key_values(s, f, 350, 190, 195, pairs(f), f.rng.choice(WAYS))
    y = s.put(50, max(230, low + 10), title(f), size=15, bold=True) + 10
    y = table(s, f, y)
    y = sums_list(s, f, 330, y, 212)
    notes(s, f, 50, y + 12, 480)
    foot_columns(
        s, f, [[f.seller.name, f.seller.street, f.seller.town], bank_lines(f), [*tax_lines(f), legal(f)]]
    )
    page_numbers(s, f)


def foot_only(s: Sheet, f: Facts) -> None:
    """A trade name as logo; the company itself is named in the foot alone."""
    s.put(
        s.rng.choice([50, 300]),
        36,
        f.seller.brand.upper() if f.rng.random() < 0.5 else f.seller.brand,
        size=20,
        bold=True,
    )
    address(s, f, 50, 120, f.buyer, bold=False)
    y = key_values(s, f, 360, 120, 185, pairs(f), f.rng.choice(WAYS))
    y = s.put(50, max(y, 215) + 14, f"{title(f)}", size=14, bold=True) + 8
    y = table(s, f, y)
    y = sums_list(s, f, 330, y, 212)
    notes(s, f, 50, y + 10, 480)
    foot_columns(
        s,
        f,
        [
            [f.seller.name, f.seller.street, f.seller.town],
            contacts(f),
            bank_lines(f),
            [*tax_lines(f), legal(f)],
        ],
    )


def boxed_meta(s: Sheet, f: Facts) -> None:
    """Two framed parties side by side, then cells with labels over values."""
    y = s.put(297, 40, title(f), size=18, bold=True, align="c") + 8
    s.box(50, y, 240, 92)
    s.box(305, y, 240, 92)
    labelled = f.rng.random() < 0.6
    low = address(s, f, 56, y + 5, f.seller, label=f.w["from"] if labelled else None, attn=False)
    s.lines(56, low, tax_lines(f))
    low = address(s, f, 311, y + 5, f.buyer, label=f.w["billto"])
    if f.buyer.vat_id:
        s.put(311, low, f"{f.w['yourvat']}: {f.buyer.vat_id}")
    y = cells(s, 50, y + 104, 495, pairs(f), f.rng.choice([3, 4, 5]))
    y = table(s, f, y + 6)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))
    page_numbers(s, f)


def meta_row(s: Sheet, f: Facts) -> None:
    """A centred letterhead, the data in a row under their labels."""
    y = s.put(297, 34, f.seller.name, size=16, bold=True, align="c")
    y = s.put(297, y, f"{f.seller.street} - {f.seller.town} - {contacts(f)[0]}", size=8, align="c")
    y = s.put(297, y, " - ".join(tax_lines(f)), size=8, align="c")
    y = address(
        s,
        f,
        330 if f.rng.random() < 0.5 else 50,
        y + 24,
        f.buyer,
        label=f.w["billto"] if f.rng.random() < 0.5 else None,
    )
    y = s.put(50, y + 16, title(f), size=14, bold=True) + 4
    y = head_row(s, 50, y, 495, pairs(f))
    y = table(s, f, y + 6)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.put(50, room(s, y + 8, 20), "  ".join(bank_lines(f)))


def label_below(s: Sheet, f: Facts) -> None:
    """Values on rules with their labels under them, as on forms."""
    y = address(s, f, 50, 40, f.seller, attn=False)
    y = s.lines(50, y, [*contacts(f), *tax_lines(f)], size=8)
    key_values(s, f, 340, 40, 190, pairs(f), "below")
    y = s.put(50, max(y + 14, 160), title(f), size=15, bold=True) + 6
    y = address(s, f, 50, y, f.buyer, label=f.w["billto"])
    y = max(y, 40 + len(pairs(f)) * 30 + 30)
    y = table(s, f, y + 14)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))


def buyer_first(s: Sheet, f: Facts) -> None:
    """The buyer above the seller, a third company to deliver to."""
    left = address(s, f, 50, 44, f.buyer, label=f.w["billto"])
    if f.buyer.vat_id:
        left = s.put(50, left, f"{f.w['yourvat']}: {f.buyer.vat_id}")
    address(s, f, 320, 44, f.third, label=f.w["shipto"])
    y = address(s, f, 50, left + 16, f.seller, label=f.w["from"], attn=False)
    y = s.lines(50, y, [*tax_lines(f), *contacts(f)[:2]])
    low = key_values(s, f, 320, left + 16, 225, pairs(f), f.rng.choice(WAYS))
    y = s.put(50, max(y, low) + 12, title(f), size=14, bold=True) + 6
    y = table(s, f, y)
    y = sums_list(s, f, 50 if f.rng.random() < 0.4 else 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))
    page_numbers(s, f)


def us_form(s: Sheet, f: Facts) -> None:
    """A form with a framed head on the right and a strip of boxes over the lines."""
    y = address(s, f, 45, 40, f.seller, attn=False)
    s.lines(45, y, [*contacts(f)[:2], *tax_lines(f)[:1]])
    s.put(550, 36, title(f), size=22, bold=True, align="r")
    some = pairs(f)
    own = [pair for pair in some if pair[1] in (f.number, f.day(f.issue))]
    rest = [pair for pair in some if pair not in own]
    cells(s, 370, 70, 180, own, 2)
    top = 150
    s.box(45, top, 235, 70)
    s.box(315, top, 235, 70)
    address(s, f, 50, top + 4, f.buyer, label=f.w["billto"])
    third = f.third if f.rng.random() < 0.5 else f.buyer
    address(s, f, 320, top + 4, third, label=f.w["shipto"])
    y = top + 86
    if rest:
        y = cells(s, 45, y, 505, rest, min(5, len(rest)))
    y = table(s, f, y + 4, x=45, ruled=True)
    y = sums_list(s, f, 340, y + 4, 207)
    y = notes(s, f, 45, y + 8, 480)
    s.lines(45, room(s, y + 6, 50), bank_lines(f))


def hero(s: Sheet, f: Facts) -> None:
    """A web shop's invoice: plain data at the top, the amount due in large print before the lines."""
    s.put(50, 44, title(f), size=20, bold=True)
    s.put(545, 48, f.seller.brand, size=13, bold=True, align="r")
    y = key_values(s, f, 50, 80, 240, pairs(f), "aligned")
    low = address(s, f, 50, y + 16, f.seller, attn=False)
    low = s.lines(50, low, [contacts(f)[1], *tax_lines(f)])
    address(s, f, 300, y + 16, f.buyer, label=f.w["billto"], attn=False)
    y = s.put(
        50,
        low + 14,
        f"{f.amount(f.payable)} {f.w['due'].lower()} {f.day(f.due)}"
        if f.due_how in ("date", "both") and not f.credit
        else "",
        size=15,
        bold=True,
    )
    y = table(s, f, y + 8, ruled=True)
    y = sums_list(s, f, 300, y + 4, 242)
    notes(s, f, 50, y + 10, 480)
    foot_columns(s, f, [[f"{f.number} · {f.amount(f.payable)}"], bank_lines(f)[1:], [legal(f)]], y=785)
    page_numbers(s, f)


def side_sums(s: Sheet, f: Facts) -> None:
    """The VAT by rate on the left, the sums beside it on the right."""
    y = s.put(50, 40, f.seller.name, size=14, bold=True)
    low = s.lines(50, y, _seller_lines(f), size=8)
    address(s, f, 330, 110, f.buyer, label=f.w["billto"] if f.rng.random() < 0.5 else None)
    y = s.put(50, max(190, low + 12), title(f), size=14, bold=True) + 4
    y = key_values(s, f, 50, y, 230, pairs(f), f.rng.choice(WAYS))
    y = table(s, f, y + 10)
    y = room(s, y, 110)
    low = vat_table(s, f, 50, y, 220, with_gross=f.rng.random() < 0.5)
    some = sums(f)
    y = max(low, sums_list(s, f, 320, y, 222, some=some))
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))
    page_numbers(s, f)


def sums_row(s: Sheet, f: Facts) -> None:
    """The sums in one row under their labels, with the VAT by rate above."""
    low = address(s, f, 50, 40, f.seller, attn=False)
    s.lines(50, low, [*tax_lines(f), *contacts(f)[:1]], size=8)
    address(s, f, 330, 40, f.buyer, label=f.w["billto"])
    y = head_row(s, 50, 130, 495, [(title(f), ""), *pairs(f)][1:])
    s.put(297, 112, title(f), size=13, bold=True, align="c")
    y = table(s, f, y + 4)
    y = room(s, y, 130)
    y = vat_table(s, f, 50, y, 300) + 8
    sign = -1 if f.negative else 1
    cells_ = [
        (f.w["net"], f.amount(f.net * sign)),
        (f.w["vatsum"], f.amount(f.vat * sign)),
        (f.w["gross"], f.amount(f.gross * sign)),
    ]
    if f.allowance or f.charge:
        cells_.insert(0, (f.w["sub"], f.amount(f.line_total * sign)))
        if f.allowance:
            cells_.insert(1, (f.w["allow"], f.amount(-f.allowance * sign)))
        if f.charge:
            cells_.insert(1, (f.w["charge"], f.amount(f.charge * sign)))
    if f.prepaid:
        cells_ += [(f.w["prepaid"], f.amount(f.prepaid * sign)), (f.w["payable"], f.amount(f.payable * sign))]
    y = cells(s, 50, y, 495, cells_, len(cells_), framed=f.rng.random() < 0.6)
    y = notes(s, f, 50, y + 8, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))


def dot_leaders(s: Sheet, f: Facts) -> None:
    """Data and sums with dots between label and value, typewriter fashion."""
    y = s.put(50, 44, f.seller.name, size=12, bold=True)
    s.lines(50, y, _seller_lines(f))
    y = key_values(s, f, 310, 44, 235, pairs(f), "leaders")
    y = address(s, f, 50, max(y, 140) + 10, f.buyer, label=f.w["billto"] if f.rng.random() < 0.6 else None)
    y = s.put(297, y + 14, f"*** {title(f)} ***", bold=True, align="c") + 6
    y = table(s, f, y)
    y = sums_list(s, f, 290, y, 252, how="leaders")
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))


def side_panel(s: Sheet, f: Facts) -> None:
    """A panel down the left side holds the seller, the data and the bank; the rest stands right of it."""
    s.box(30, 30, 150, 770, filled=True)
    y = s.wrap(38, 44, f.seller.name, 134, size=11)
    y = s.lines(38, y + 4, _seller_lines(f), size=7.5)
    y = key_values(s, f, 38, y + 14, 134, pairs(f), "above")
    s.lines(38, y + 14, bank_lines(f), size=6.5)
    y = s.put(200, 44, title(f), size=18, bold=True)
    y = address(s, f, 200, y + 20, f.buyer, label=f.w["billto"])
    y = table(s, f, y + 24, x=200, width=355)
    y = sums_list(s, f, 340, y, 212)
    notes(s, f, 200, y + 10, 340)


def number_in_title(s: Sheet, f: Facts) -> None:
    """The number in the title's own line, the sums close to their labels on the left."""
    s.put(50, 40, f.seller.name, size=12, bold=True)
    low = s.lines(
        50,
        58,
        [f"{f.seller.street}, {f.seller.town}", ", ".join(tax_lines(f)), ", ".join(contacts(f))],
        size=8,
    )
    y = address(s, f, 330, low + 16, f.buyer, attn=False)
    y = (
        s.put(
            50,
            y + 14,
            f"{title(f)} {f.rng.choice(['', 'Nr. ', 'no. '] if f.lang in ('de', 'en') else [''])}{f.number}",
            size=14,
            bold=True,
        )
        + 4
    )
    y = key_values(s, f, 50, y, 260, pairs(f, leave=("number",)), f.rng.choice(WAYS))
    y = table(s, f, y + 12)
    y = sums_list(s, f, 50, y, 212, how="left")
    y = notes(s, f, 50, y + 10, 480)
    s.put(50, room(s, y + 8, 20), ", ".join(bank_lines(f)))
    page_numbers(s, f)


def carried(s: Sheet, f: Facts) -> None:
    """A long table whose pages carry the sum so far; the head on the first page only."""
    y = address(s, f, 360, 40, f.seller, attn=False)
    low = s.lines(360, y, [*contacts(f), *tax_lines(f)], size=8)
    y = address(s, f, 50, 90, f.buyer, label=f.w["billto"] if f.rng.random() < 0.7 else None)
    y = s.put(50, max(y, low) + 14, title(f), size=15, bold=True) + 4
    y = cells(s, 50, y, 495, pairs(f), 4, framed=False)
    y = table(s, f, y + 6, carry=True)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 8, 50), bank_lines(f))
    page_numbers(s, f)


KINDS: tuple[Callable[[Sheet, Facts], None], ...] = (
    right_letterhead, foot_only, boxed_meta, meta_row, label_below, buyer_first, us_form, hero, side_sums, sums_row,
    dot_leaders, side_panel, number_in_title, carried,
)  # fmt: skip
