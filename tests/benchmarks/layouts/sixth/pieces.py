"""The pieces of a paper in the sixth set."""

from decimal import Decimal

from ..facts import Item, Party
from ..sheet import Sheet
from .facts import SixthFacts

Pair = tuple[str, str]


def title(f: SixthFacts) -> str:
    """What the paper calls itself."""
    return f.paper or (f.w["credit"] if f.credit else f.w["title"])


def address(party: Party, *, person: bool = False) -> list[str]:
    """A party over lines."""
    return [party.name, *([party.person] if person else []), party.street, party.town]


def tax_number(f: SixthFacts) -> str:
    """The seller's tax number under its name."""
    number = f.seller.vat_id
    if not number:
        return ""
    if number.startswith("CHE"):
        number = f"CHE-{number[3:6]}.{number[6:9]}.{number[9:12]} MWST"
    elif number.startswith("PL") and f.rng.random() < 0.3:
        number = f"PL {number[2:5]}-{number[5:8]}-{number[8:10]}-{number[10:12]}"
    elif f.rng.random() < 0.25:
        number = f"{number[:2]} {number[2:]}"
    return f"{f.w['vatid']}{f.rng.choice([': ', ' '])}{number}"


def bank(f: SixthFacts) -> list[str]:
    """The account."""
    if not f.iban:
        return []
    shown = " ".join(f.iban[at : at + 4] for at in range(0, len(f.iban), 4))
    return [f"IBAN: {shown}", f"BIC/SWIFT: {f.bic}"]


def reach(f: SixthFacts) -> list[str]:
    """How to reach the seller."""
    host = "".join(char for char in f.seller.brand.lower() if char.isascii() and char.isalnum()) or "aegean"
    return [
        f"+{f.rng.randrange(30, 49)} {f.rng.randrange(100, 999)} {f.rng.randrange(10000, 99999)}",
        f"www.{host}.example",
    ]


def data(f: SixthFacts, *, number: bool = True, day: bool = True) -> list[Pair]:
    """Labels with their values."""
    some = [(f.w["number"], f.number)] if number else []
    some += [(f.w["date"], f.day(f.issue))] if day else []
    if f.due_how in ("date", "both") and "said" not in f.others:
        some.append((f.w["due"], f.day(f.due)))
    if f.po:
        some.append((f.w["po"], f.po))
    some += [(f.w["orig"], f.preceding)] if f.preceding else []
    rest = [(f.w[key], f.others[key]) for key in ("cust", "period", "delivery", "contact") if key in f.others]
    f.rng.shuffle(rest)
    return rest[:2] + some + rest[2:] if f.rng.random() < 0.4 else some + rest


def pairs(s: Sheet, x: float, y: float, width: float, some: list[Pair], style: str) -> float:
    """Labels with their values; the y below."""
    for label, value in some:
        if style == "colon":
            y = s.put(x, y, f"{label}: {value}")
        elif style == "tab":
            s.put(x, y, label)
            y = s.put(x + width * 0.55, y, value)
        elif style == "ends":
            s.put(x, y, label)
            y = s.put(x + width, y, value, align="r", bold=True)
        else:
            y = s.put(x, y, label, size=s.size * 0.8)
            y = s.put(x, y, value, bold=True) + 4
    return y


def cells(
    s: Sheet, x: float, y: float, width: float, some: list[Pair], each: int, *, framed: bool = True
) -> float:
    """Cells side by side, each with its label above, as many in a row as have room for their texts."""
    while each > 1 and max((s.wide(value) for _, value in some), default=0) > width / each - 8:
        each -= 1
    for at in range(0, len(some), each):
        row = some[at : at + each]
        room = width / each
        for n, (label, value) in enumerate(row):
            if framed:
                s.box(x + n * room, y, room, s.size * 2.9)
            s.put(x + n * room + 3, y + 2, label, size=s.size * 0.75)
            s.put(x + n * room + 3, y + 2 + s.size * 1.15, value, size=s.size * 0.95)
        y += s.size * 2.9 + (0 if framed else 3)
    return y + 4


WIDTHS = {"pos": 22, "code": 48, "item": 150, "qty": 42, "unit": 34, "price": 60, "disc": 36, "rate": 40, "tax": 55,
          "amount": 68, "total": 68}  # fmt: skip


def cell(f: SixthFacts, at: int, item: Item, key: str) -> str:
    """What stands in a cell."""
    places = 4 if item.price != item.price.quantize(Decimal("0.01")) else 2
    tax = (item.net * item.rate / 100).quantize(f.step)
    return {
        "pos": str(at + 1),
        "code": item.code,
        "qty": f.quantity(item.quantity * f.turn),
        "unit": item.unit,
        "price": f.amount(item.price, bare=True, places=places),
        "disc": f.rate(Decimal(item.discount)) if item.discount else "",
        "rate": f.rate(item.rate),
        "tax": f.amount(tax * f.turn, bare=True),
        "amount": f.amount(item.net * f.turn, bare=f.money != "close"),
        "total": f.amount((item.net + tax) * f.turn, bare=True),
    }[key]


def table(
    s: Sheet, f: SixthFacts, x: float, y: float, width: float, keys: tuple[str, ...],
    *, heads: bool = True, bottom: float = 735, top: float = 50, carry: bool = False, below: bool = False,
) -> float:  # fmt: skip
    """The lines; texts wrap and may break over pages; `below` sets the code under the text."""
    keys = tuple(key for key in keys if key != "disc" or any(item.discount for item in f.items))
    wide = sum(WIDTHS[key] for key in keys)
    places, at = {}, x
    for key in keys:
        places[key] = (at, WIDTHS[key] / wide * width)
        at += places[key][1]
    left = ("pos", "code", "item", "unit")

    def head(y: float) -> float:
        if not heads:
            return y
        for key, (edge, room) in places.items():
            name = {"pos": "#", "tax": f.w["taxes"], "total": f.w["gross"], "unit": ""}.get(
                key, f.w.get(key, "")
            )
            s.put(
                edge if key in left else edge + room - 4,
                y,
                name,
                bold=True,
                size=s.size * 0.9,
                align="l" if key in left else "r",
            )
        s.rule(x, y + s.size * 1.4, width)
        return y + s.size * 1.8

    y, run = head(y), Decimal(0)
    for number, item in enumerate(f.items):
        if y > bottom:
            if carry:
                s.put(x + width * 0.4, y, f.w["carry"])
                s.put(x + width - 4, y, f.amount(run * f.turn, bare=True), align="r")
            s.page += 1
            y = head(top)
            if carry:
                s.put(x + width * 0.4, y, f.w["carry"])
                y = s.put(x + width - 4, y, f.amount(run * f.turn, bare=True), align="r")
        low = y
        for key, (edge, room) in places.items():
            if key == "item":
                low = max(low, s.wrap(edge, y, item.text, room - 6))
                if below:
                    low = s.put(edge, low, f"{f.w['code']} {item.code}", size=s.size * 0.8)
            else:
                low = max(
                    low,
                    s.put(
                        edge if key in left else edge + room - 4,
                        y,
                        cell(f, number, item, key),
                        align="l" if key in left else "r",
                    ),
                )
        run += item.net
        y = low + 3
    s.rule(x, y, width)
    return y + 6


def sums(f: SixthFacts, *, taxes: bool = True) -> list[tuple[str, str, bool]]:
    """The sums with their names."""
    w, turn = f.w, f.turn
    rows: list[tuple[str, Decimal, bool]] = []
    if f.allowance or f.charge:
        rows.append((w["sub"], f.line_total * turn, False))
        rows += (
            [(w["allow"].replace("{p}", f.others.get("percent", "")), -f.allowance * turn, False)]
            if f.allowance
            else []
        )
        rows += [(w["charge"], f.charge * turn, False)] if f.charge else []
    rows.append((w["net"], f.net * turn, False))
    for rate, base, tax in f.taxes if taxes else []:
        name = w["tax"].replace("{r}", f.rate(rate)).replace("{b}", f.amount(base * turn, bare=True))
        rows.append((name, tax * turn, False))
    rows += [] if taxes else [(w["taxes"], f.vat * turn, False)]
    rows.append((w["gross"], f.gross * turn, True))
    rows += [(w["rounding"], f.rounding * turn, False)] if f.rounding else []
    rows += [(w["paid"], f.prepaid * f.rng.choice([1, -1]), False)] if f.prepaid else []
    if f.prepaid or f.rounding or f.rng.random() < 0.3:
        rows.append((w["due_sum"], f.payable * turn, True))
    return [(label.strip(), f.amount(value), bold) for label, value, bold in rows]


def stack(s: Sheet, f: SixthFacts, x: float, y: float, width: float, *, taxes: bool = True) -> float:
    """The sums under each other."""
    for label, value, bold in sums(f, taxes=taxes):
        s.put(x, y, label, bold=bold)
        y = s.put(x + width, y, value, bold=bold, align="r") + 2
    return y + 4


def tax_table(s: Sheet, f: SixthFacts, x: float, y: float, width: float, *, gross: bool = False) -> float:
    """Each rate with its base and its tax, and what both come to."""
    keys = ("rate", "base", "taxes", "gross")[: 4 if gross else 3]
    edges = [x + width * (n + 1) / len(keys) for n in range(len(keys))]
    for edge, key in zip(edges, keys, strict=True):
        s.put(edge, y, f.w[key], align="r", size=s.size * 0.8)
    y += s.size * 1.4
    for rate, base, tax in f.taxes:
        texts = [f.rate(rate), *(f.amount(each * f.turn, bare=True) for each in (base, tax, base + tax))]
        for edge, text in zip(edges, texts, strict=False):
            s.put(edge, y, text, align="r", size=s.size * 0.9)
        y += s.size * 1.35
    return y + 4


def said(s: Sheet, f: SixthFacts, x: float, y: float, width: float) -> float:
    """Notes below the sums."""
    notes = [*f.notes]
    notes += [f.w["reverse"]] if f.reverse else []
    notes += [f.w["incl"]] if f.inclusive else []
    notes += [f.w["terms"].replace("{n}", str(f.days))] if f.due_how == "terms" else []
    notes += [f.w["note"]] if f.paper and f.rng.random() < 0.5 else []
    notes += [f"({f.currency})"] if f.money == "bare" else []
    for text in [*notes, f.w["thanks"]]:
        y = s.wrap(x, y, text, width)
    return y + 4


def room(s: Sheet, y: float, need: float, bottom: float = 790) -> float:
    """Where something `need` high may begin: here, or on a new page."""
    if y + need <= bottom:
        return y
    s.page += 1
    return 50


def numbered(s: Sheet, f: SixthFacts) -> None:
    """Page numbers on every page."""
    last = s.page
    for page in range(last + 1):
        s.page = page
        text = f.w["page"].replace("{n}", str(page + 1)).replace("{m}", str(last + 1))
        s.put(s.width / 2, 822, text, align="c", size=6.5)
    s.page = last
