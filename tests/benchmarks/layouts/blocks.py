"""Parts of an invoice, each drawn at a place of a sheet in one of several ways."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from .facts import Facts, Item, Party
from .sheet import Sheet

Pair = tuple[str, str]


def pairs(f: Facts, *, leave: tuple[str, ...] = ()) -> list[Pair]:
    """Labels with values of the head: the invoice's own, and those of other things, mixed."""
    own: list[Pair] = [(f.w["cnumber" if f.credit else "number"], f.number), (f.w["date"], f.day(f.issue))]
    if "number" in leave:
        own.pop(0)
    more: list[Pair] = []
    if f.due_how in ("date", "both") and "due" not in leave:
        more.append((f.w["due"], f.day(f.due)))
    if f.po:
        more.append((f.w["po"], f.po))
    if f.preceding:
        more.append((f.w["corr"], f.preceding))
    more += [(f.w[key], value) for key, value in f.others.items()]
    f.rng.shuffle(more)
    return own + more if f.rng.random() < 0.6 else sorted(own + more, key=lambda _: f.rng.random())


def key_values(s: Sheet, f: Facts, x: float, y: float, width: float, some: list[Pair], how: str) -> float:
    """Labels and values under each other; `how`: aligned, right, colon, leaders, above, below."""
    for label, value in some:
        if how == "aligned":
            s.put(x, y, label)
            y = s.put(x + width * 0.5, y, value)
        elif how == "right":
            s.put(x, y, label)
            y = s.put(x + width, y, value, align="r")
        elif how == "colon":
            y = s.put(x, y, f"{label}: {value}")
        elif how == "leaders":
            room = width - s.wide(f"{label} {value} ")
            dots = "." * max(3, int(room / s.wide(".")))
            y = s.put(x, y, f"{label} {dots} {value}")
        elif how == "above":
            y = s.put(x, y, label, size=s.size * 0.8)
            y = s.put(x, y, value, bold=True) + 3
        else:
            y = s.put(x, y, value)
            s.rule(x, y, width * 0.8)
            y = s.put(x, y + 1, label, size=s.size * 0.75) + 6
    return y


def cells(
    s: Sheet, x: float, y: float, width: float, some: list[Pair], across: int, *, framed: bool = True
) -> float:
    """A grid of cells, each with a small label over its value."""
    height = s.size * 3
    for place, (label, value) in enumerate(some):
        left = x + width / across * (place % across)
        top = y + height * (place // across)
        if framed:
            s.box(left, top, width / across, height)
        s.put(left + 3, top + 2, label, size=s.size * 0.75)
        s.put(left + 3, top + s.size * 1.35, value, bold=s.rng.random() < 0.5)
    return y + height * ((len(some) + across - 1) // across) + 6


def head_row(s: Sheet, x: float, y: float, width: float, some: list[Pair]) -> float:
    """One row of labels over one row of values; more than six go into two tables."""
    for first in range(0, len(some), 5):
        part = some[first : first + 5]
        step = width / len(part)
        for place, (label, value) in enumerate(part):
            s.put(x + step * place, y, label, bold=True)
            s.put(x + step * place, y + s.size * 1.6, value)
        s.rule(x, y + s.size * 1.45, width)
        y += s.size * 3.6
    return y + 4


def address(
    s: Sheet,
    f: Facts,
    x: float,
    y: float,
    party: Party,
    *,
    label: str | None = None,
    align: str = "l",
    bold: bool = True,
    attn: bool | None = None,
) -> float:
    """A name with its address, under a label or none."""
    if label:
        y = s.put(x, y, label, size=s.size * 0.9, bold=not bold, align=align)
    y = s.put(x, y, party.name, bold=bold, align=align)
    if attn if attn is not None else f.rng.random() < 0.15:
        y = s.put(x, y, f"{f.w['attn']} {party.person}", align=align)
    y = s.put(x, y, party.street, align=align)
    return s.put(x, y, party.town, align=align)


def contacts(f: Facts) -> list[str]:
    """Telephone, mail and site of the seller."""
    slug = "".join(char for char in f.seller.brand.lower() if char.isascii() and char.isalpha())[:14]
    return [
        f"{f.w['tel']} {f.rng.randrange(10, 99)} {f.rng.randrange(10**5, 10**7)}",
        f"info@{slug}.example",
        f"www.{slug}.example",
    ]


def tax_lines(f: Facts) -> list[str]:
    """The seller's tax numbers."""
    lines = [f"{f.w['vatid']}: {f.seller.vat_id}"]
    if f.lang in ("de", "fr", "sv", "pl", "cs", "fi", "nl") and f.rng.random() < 0.5:
        lines.append(f"{f.w['taxno']}: {f.rng.randrange(10**7, 10**9)}")
    return lines


def spaced(iban: str) -> str:
    """An account number in groups of four."""
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))


def bank_lines(f: Facts) -> list[str]:
    """Bank accounts."""
    if f.iban is None:
        return []
    show = spaced if f.rng.random() < 0.8 else str
    lines = [f.w["bank"], f"IBAN: {show(f.iban)}", f"BIC: {f.bic}"]
    if f.second_iban:
        lines.append(f"IBAN: {show(f.second_iban)}")
    return lines


def legal(f: Facts) -> str:
    """A line of the register, or a director."""
    return f.w["reg"].format(x=f.rng.randrange(10**4, 10**6), m=f.seller.person)


def foot_columns(s: Sheet, f: Facts, columns: list[list[str]], y: float = 770) -> None:
    """Columns of small print at the foot of every page."""
    step = (s.width - 100) / len(columns)
    for page in range(s.page + 1):
        keep, s.page = s.page, page
        s.rule(50, y - 4, s.width - 100)
        for place, lines in enumerate(columns):
            s.lines(50 + step * place, y, lines, size=6.5)
        s.page = keep


def page_numbers(s: Sheet, f: Facts, y: float | None = None) -> None:
    """Page counts at the foot."""
    for page in range(s.page + 1):
        keep, s.page = s.page, page
        s.put(s.width / 2, y or s.height - 24, f.w["page"].format(p=page + 1, n=keep + 1), size=7, align="c")
        s.page = keep


@dataclass(slots=True)
class Column:
    """A column of the line table."""

    key: str
    label: str
    share: float
    align: str


def columns_of(f: Facts) -> list[Column]:
    """The columns of a table: always the text, the quantity and the amount."""
    rng, w = f.rng, f.w
    rest = [Column("qty", w["qty"], 7, "r")]
    if rng.random() < 0.5:
        rest.append(Column("unit", w["unit"], 6, "l"))
    if rng.random() < 0.92:
        rest.append(Column("price", w["price"], 11, "r"))
    if any(item.discount for item in f.items):
        rest.append(Column("disc", w["disc"], 8, "r"))
    if rng.random() < 0.55 or len(f.taxes) > 1:
        rest.append(Column("rate", w["rate"], 8, "r"))
    rest.append(Column("net", w["lnet"], 13, "r"))
    text = [Column("text", w["desc"], 30, "l")]
    if rng.random() < 0.35:
        text.insert(0, Column("code", w["code"], 9, "l"))
    if rng.random() < 0.12:  # quantity first
        text = rest[:1] + text
        rest = rest[1:]
    if rng.random() < 0.4:
        text.insert(0, Column("pos", w["pos"], 4, "l"))
    return text + rest


def _cell(f: Facts, column: Column, item: Item, place: int) -> str:
    sign = -1 if f.negative else 1
    places = 3 if item.price != item.price.quantize(Decimal("0.01")) else 2
    return {
        "text": item.text,
        "code": item.code,
        "pos": str(place + 1),
        "qty": f.quantity(item.quantity * sign),
        "unit": item.unit,
        "price": f.amount(item.price, bare=f.money in ("after", "code", "bare"), places=places),
        "disc": f"{item.discount}%" if item.discount else "",
        "rate": f.rate(item.rate),
        "net": f.amount(item.net * sign, bare=f.money in ("code", "bare")),
    }[column.key]


def table(
    s: Sheet,
    f: Facts,
    y: float,
    *,
    x: float = 50,
    width: float | None = None,
    bottom: float = 740,
    top: float = 60,
    carry: bool = False,
    ruled: bool | None = None,
    second_line: bool | None = None,
) -> float:
    """The lines, over as many pages as they need; with `carry` each page ends and begins with the sum so far."""
    rng = f.rng
    width = width or s.width - 2 * x
    columns = columns_of(f)
    whole = sum(column.share for column in columns)
    ruled = rng.random() < 0.5 if ruled is None else ruled
    second_line = rng.random() < 0.25 if second_line is None else second_line
    named = f.currency if f.money == "bare" and rng.random() < 0.6 else None

    def edges() -> list[tuple[Column, float, float]]:
        at, out = x, []
        for column in columns:
            wide = width * column.share / whole
            out.append((column, at, at + wide))
            at += wide
        return out

    def row(values: list[str], at: float, *, bold: bool = False, size: float | None = None) -> None:
        for (column, left, right), value in zip(edges(), values, strict=True):
            if column.align == "r":
                s.put(right - 3, at, value, bold=bold, align="r", size=size)
            else:
                s.put(left + 2, at, value, bold=bold, size=size)

    def head(at: float) -> float:
        labels = [f"{c.label} {named}" if named and c.key in ("net",) else c.label for c in columns]
        size = s.size
        for (_, left, right), label in zip(edges(), labels, strict=True):
            while s.wide(label, size, True) > right - left - 4 and size > 5.5:
                size -= 0.25
        row(labels, at, bold=True, size=size)
        s.rule(x, at + s.size * 1.4, width)
        return at + s.size * 1.7

    y = head(y)
    done = Decimal(0)
    for place, item in enumerate(f.items):
        need = s.size * (2.9 if second_line else 1.7)
        if y + need > bottom:
            if carry:
                s.put(x + width * 0.5, y, f.w["carry"])
                s.put(x + width - 3, y, f.amount(done, bare=True), align="r")
            s.page += 1
            y = head(top)
            if carry:
                s.put(x + width * 0.5, y, f.w["carry"])
                s.put(x + width - 3, y, f.amount(done, bare=True), align="r")
                y += s.size * 1.7
        row([_cell(f, column, item, place) for column in columns], y)
        done = done + item.net * (-1 if f.negative else 1)
        if second_line:
            left = next(left for column, left, _ in edges() if column.key == "text")
            s.put(left + 2, y + s.size * 1.25, f"{f.w['code']} {item.code}", size=s.size * 0.85)
        y += need
        if ruled:
            s.rule(x, y - s.size * 0.2, width)
    return y + 4


def room(s: Sheet, y: float, need: float, *, bottom: float = 745, top: float = 70) -> float:
    """The y for something that needs room: on the next page where it does not fit."""
    if y + need <= bottom:
        return y
    s.page += 1
    return top


def sums(f: Facts, *, short: bool = False) -> list[tuple[str, str, bool]]:
    """The sums with their labels, in order; the last ones in bold."""
    w, sign = f.w, -1 if f.negative else 1
    out: list[tuple[str, str, bool]] = []

    def add(label: str, value: Decimal, bold: bool = False) -> None:
        out.append((label, f.amount(value), bold))

    if f.allowance or f.charge or (f.rng.random() < 0.25 and w["sub"] != w["net"]):
        add(w["sub"], f.line_total * sign)
    if f.allowance:
        add(w["allow"], -f.allowance * sign)
    if f.charge:
        add(w["charge"], f.charge * sign)
    if not (f.lang == "us" and out) and not short:
        add(w["net"], f.net * sign)
    if f.reverse:
        if f.rng.random() < 0.6:
            add(w["vat"].format(r=f.rate(f.taxes[0][0])), Decimal(0))
    else:
        for rate, base, tax in f.taxes:
            label = w["vat"].format(r=f.rate(rate))
            if f.rng.random() < 0.2 and f.lang not in ("us",):
                label = f"{label} ({f.amount(base * sign, bare=True)})"
            add(label, tax * sign)
        if len(f.taxes) > 1 and f.rng.random() < 0.4:
            add(w["vatsum"], f.vat * sign)
    add(w["gross"], f.gross * sign, True)
    if f.prepaid:
        add(w["prepaid"], -f.prepaid * sign if f.rng.random() < 0.5 else f.prepaid * sign)
        add(w["payable"], f.payable * sign, True)
    elif f.rng.random() < 0.3 and w["payable"] != w["gross"]:
        add(w["payable"], f.payable * sign, True)
    return out


def sums_list(
    s: Sheet,
    f: Facts,
    x: float,
    y: float,
    width: float,
    *,
    how: str = "right",
    some: list[tuple[str, str, bool]] | None = None,
) -> float:
    """The sums under each other; `how`: right, leaders, left (amounts close to their labels)."""
    some = sums(f) if some is None else some
    y = room(s, y, len(some) * s.size * 1.6)
    for label, value, bold in some:
        if how == "leaders":
            dots = "." * max(3, int((width - s.wide(f"{label}  {value}")) / s.wide(".")))
            s.put(x, y, f"{label} {dots} {value}")
        elif how == "left":
            s.put(x, y, label, bold=bold)
            s.put(x + max(s.wide(each, bold=True) for each, _, _ in some) + 14, y, value, bold=bold)
        else:
            s.put(x, y, label, bold=bold)
            s.put(x + width, y, value, bold=bold, align="r")
        y += s.size * 1.6
    return y


def vat_table(s: Sheet, f: Facts, x: float, y: float, width: float, *, with_gross: bool = False) -> float:
    """Rate, base and tax in a table of their own."""
    sign = -1 if f.negative else 1
    heads = [f.w["rate"], f.w["base"], f.w["vatsum"]] + ([f.w["gross"]] if with_gross else [])
    step = width / len(heads)
    for place, label in enumerate(heads):
        s.put(x + step * (place + 1) - 3, y, label, size=s.size * 0.85, align="r")
    y += s.size * 1.5
    for rate, base, tax in f.taxes:
        row = [f.rate(rate), *(f.amount(each * sign, bare=True) for each in (base, tax))]
        if with_gross:
            row.append(f.amount((base + tax) * sign, bare=True))
        for place, value in enumerate(row):
            s.put(x + step * (place + 1) - 3, y, value, align="r")
        y += s.size * 1.5
    return y


def notes(s: Sheet, f: Facts, x: float, y: float, width: float) -> float:
    """Terms, early payment, reverse charge, the balance of another invoice."""
    y = room(s, y, s.size * 8)
    if f.reverse:
        y = s.wrap(x, y, f.w["rc"], width) + 2
    if f.due_how in ("terms", "both"):
        y = s.wrap(x, y, f.w["terms"].format(d=f.days), width) + 2
    if f.rng.random() < 0.15 and not f.credit:
        early = f.issue + (f.due - f.issue) / 2
        y = (
            s.wrap(
                x,
                y,
                f.w["skonto"].format(t=f.day(early), a=f.amount((f.payable * 98 / 100).quantize(f.gross))),
                width,
            )
            + 2
        )
    if f.rng.random() < 0.1:
        old = f.issue - timedelta(days=31)
        y = (
            s.wrap(
                x,
                y,
                f.w["prev"].format(
                    n="K" + str(f.rng.randrange(1000, 9999)), t=f.day(old), a=f.amount(f.gross + 17)
                ),
                width,
            )
            + 2
        )
    if f.money == "bare" and f.currency not in s.shown and f.rng.random() < 0.85:
        y = s.put(
            x,
            y,
            {
                "de": "Alle Beträge in",
                "fr": "Montants en",
                "it": "Valuta:",
                "es": "Moneda:",
                "nl": "Valuta:",
                "sv": "Valuta:",
            }.get(f.lang, "Currency:")
            + f" {f.currency}",
        )
    return y


def title(f: Facts) -> str:
    """The document's name."""
    return f.w["credit" if f.credit else "invoice"]
