"""Whole layouts, third set, drawn after the rules were mended with the others: strangers to them."""

from collections.abc import Callable

from .blocks import (
    address,
    bank_lines,
    cells,
    contacts,
    foot_columns,
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


def data_in_one_line(s: Sheet, f: Facts) -> None:
    """All data run on in lines of text, without gaps between a value and the next label."""
    y = s.put(50, 40, f.seller.name, size=13, bold=True)
    y = s.put(50, y, f"{f.seller.street}, {f.seller.town}", size=8)
    y = s.put(50, y, " ".join(tax_lines(f)), size=8)
    y = address(s, f, 50, y + 20, f.buyer, label=f.w["billto"])
    y = s.put(50, y + 14, title(f), size=14, bold=True)
    line = ""
    for label, value in pairs(f):
        piece = f"{label}: {value}"
        if line and s.wide(f"{line} {piece}") > 480:
            y = s.put(50, y, line)
            line = piece
        else:
            line = f"{line} {piece}".strip()
    y = s.put(50, y, line)
    y = table(s, f, y + 10)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.put(50, room(s, y + 6, 20), " / ".join(bank_lines(f)))


def table_of_everything(s: Sheet, f: Facts) -> None:
    """Parties and data as rows of one framed list of labels and values."""
    y = s.put(297, 36, title(f), size=16, bold=True, align="c") + 6
    rows = [
        (f.w["from"], f.seller.name),
        ("", f"{f.seller.street}, {f.seller.town}"),
        (f.w["vatid"], f.seller.vat_id or ""),
        (f.w["billto"], f.buyer.name),
        ("", f"{f.buyer.street}, {f.buyer.town}"),
        *pairs(f),
    ]
    for label, value in rows:
        s.box(50, y, 495, s.size * 1.6)
        s.put(54, y + 2, label)
        y = s.put(220, y + 2, value) + s.size * 0.1
    y = table(s, f, y + 14, ruled=True)
    y = sums_list(s, f, 330, y, 212)
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 6, 50), bank_lines(f))


def stub_at_head(s: Sheet, f: Facts) -> None:
    """A slip to tear off at the head repeats number, amount and account; the invoice comes below it."""
    sign = -1 if f.negative else 1
    s.put(50, 30, f.w["number"], size=7)
    s.put(50, 40, f.number)
    s.put(250, 30, f.w["payable"], size=7)
    s.put(250, 40, f.amount(f.payable * sign))
    if f.iban:
        s.put(380, 40, f.iban, size=8)
    s.rule(0, 60, 595)
    y = address(s, f, 345, 78, f.seller, attn=False)
    s.lines(345, y, [*contacts(f)[:2], *tax_lines(f)], size=8)
    y = address(s, f, 50, 110, f.buyer, bold=False)
    y = s.put(50, max(y, 170) + 10, title(f), size=15, bold=True) + 4
    y = cells(s, 50, y, 495, pairs(f), 3, framed=False)
    y = table(s, f, y + 8)
    y = sums_list(s, f, 330, y, 212)
    notes(s, f, 50, y + 10, 480)
    page_numbers(s, f)


def sums_in_foot(s: Sheet, f: Facts) -> None:
    """The sums at the foot of the page, side by side under their labels; the head in two lists of data."""
    y = s.put(50, 40, f.seller.name, size=13, bold=True)
    s.lines(50, y, [f"{f.seller.street} · {f.seller.town}", " · ".join(contacts(f)), *tax_lines(f)], size=7.5)
    y = address(s, f, 50, 118, f.buyer, label=f.w["billto"])
    some = pairs(f)
    half = (len(some) + 1) // 2
    s.put(50, y + 10, title(f), size=14, bold=True)
    low = key_values(s, f, 50, y + 34, 230, some[:half], "aligned")
    low = max(low, key_values(s, f, 305, y + 34, 240, some[half:], "aligned"))
    y = table(s, f, low + 12, bottom=640)
    y = notes(s, f, 50, y + 6, 480)
    y = max(y + 6, 690) if y < 690 else room(s, y + 6, 60)
    some_sums = [(label, value) for label, value, _ in sums(f)]
    cells(s, 50, y, 495, some_sums, len(some_sums), framed=True)
    foot_columns(s, f, [bank_lines(f), [legal(f)]], y=785)


def person_over_company(s: Sheet, f: Facts) -> None:
    """The buyer's person stands over the company, customer number and tax number within the address."""
    s.put(545, 34, f.seller.name, size=15, bold=True, align="r")
    s.put(545, 54, f"{f.seller.street}, {f.seller.town}", size=8, align="r")
    y = s.put(50, 100, f.w["billto"] + ":")
    y = s.lines(50, y, [f.buyer.name, f.buyer.person, f.buyer.street, f.buyer.town])
    if f.buyer.vat_id:
        y = s.put(50, y, f"{f.w['vatid']}: {f.buyer.vat_id}")
    low = key_values(s, f, 340, 100, 205, pairs(f), "right")
    y = s.put(50, max(y, low) + 16, title(f), size=16, bold=True) + 6
    y = table(s, f, y)
    y = room(s, y, 120)
    low = vat_table(s, f, 50, y, 200)
    y = max(low, sums_list(s, f, 330, y, 212))
    notes(s, f, 50, y + 10, 480)
    foot_columns(
        s, f, [[f.seller.name, f.seller.street, f.seller.town], bank_lines(f), [*tax_lines(f), *contacts(f)]]
    )
    page_numbers(s, f)


def values_before_labels(s: Sheet, f: Facts) -> None:
    """A banner with number and date at the head, the seller at the left foot of the head, dotted sums."""
    s.box(0, 0, 595, 34, filled=True)
    s.put(50, 10, f"{title(f)} {f.number}", size=13, bold=True)
    s.put(545, 12, f"{f.w['date']} {f.day(f.issue)}", align="r")
    rest = [pair for pair in pairs(f, leave=("number",)) if pair[1] != f.day(f.issue)]
    low = key_values(s, f, 330, 50, 215, rest, "colon")
    y = address(s, f, 50, 50, f.buyer, label=f.w["billto"])
    y = address(s, f, 50, max(y, low) + 12, f.seller, label=f.w["from"], attn=False)
    y = s.lines(50, y, [*tax_lines(f), contacts(f)[1]])
    y = table(s, f, y + 14)
    y = sums_list(s, f, 290, y, 252, how="leaders")
    y = notes(s, f, 50, y + 10, 480)
    s.lines(50, room(s, y + 6, 50), bank_lines(f))


THIRD_KINDS: tuple[Callable[[Sheet, Facts], None], ...] = (
    data_in_one_line, table_of_everything, stub_at_head, sums_in_foot, person_over_company, values_before_labels,
)  # fmt: skip
