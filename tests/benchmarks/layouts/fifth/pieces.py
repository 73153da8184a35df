"""The pieces of a bill in the fifth set: data, tables over pages, sums, tax tables, remarks."""

from decimal import Decimal

from ..facts import Party
from ..sheet import Sheet
from .facts import FifthFacts

Pair = tuple[str, str]


def heading(f: FifthFacts) -> str:
    """What the document calls itself."""
    return f.w["credit"] if f.credit else f.w["title"]


def sign(f: FifthFacts) -> int:
    """Credit notes may print their amounts below nothing."""
    return -1 if f.negative else 1


def address(f: FifthFacts, party: Party, *, person: bool = False) -> list[str]:
    """A party over lines."""
    return [party.name, *([party.person] if person else []), party.street, party.town]


def tax_number(f: FifthFacts) -> list[str]:
    """The seller's tax number, grouped as the country likes it."""
    number = f.seller.vat_id
    if not number:
        return []
    country = number[:2]
    if country == "CH":
        number = f"CHE-{number[3:6]}.{number[6:9]}.{number[9:12]} MWST"
    elif f.rng.random() < 0.35:
        body = number[2:].replace("MVA", "")
        groups = (
            f"{body[:3]} {body[3:6]} {body[6:]}" if country != "BE" else f"{body[:4]}.{body[4:7]}.{body[7:]}"
        )
        number = f"{country} {groups}{' MVA' if country == 'NO' else ''}"
    return [f"{f.w['vatid']} {number}" if f.rng.random() < 0.5 else f"{f.w['vatid']}: {number}"]


def reach(f: FifthFacts) -> list[str]:
    """How to reach the seller."""
    host = "".join(char for char in f.seller.brand.lower() if char.isascii() and char.isalnum()) + ".example"
    return [
        f"Tel. +{f.rng.randrange(30, 49)} {f.rng.randrange(100, 999)} {f.rng.randrange(100000, 999999)}",
        f"info@{host}",
        f"www.{host}",
    ]


def bank(f: FifthFacts) -> list[str]:
    """The account."""
    if not f.iban:
        return []
    shown = " ".join(f.iban[at : at + 4] for at in range(0, len(f.iban), 4))
    return [f.w["account"], f"IBAN {shown}", f"BIC {f.bic}"]


def data(f: FifthFacts, *, number: bool = True) -> list[Pair]:
    """Labels and values of the head; what is not the bill's own stands anywhere among them."""
    rng, words = f.rng, f.w
    own: list[Pair] = [(words["number"], f.number)] if number else []
    own.append((words["date"], f.day(f.issue)))
    if f.po:
        own.append((words["po"], f.po))
    if f.preceding:
        own.append((words["corrects"], f.preceding))
    own += [(words[key], value) for key, value in f.others.items()]
    if rng.random() < 0.5:
        rng.shuffle(own)
    if f.due_how in ("date", "both") and not due_in_text(f):
        own.insert(rng.randrange(1, len(own) + 1), (words["due"], f.day(f.due)))
    if f.buyer.vat_id and rng.random() < 0.5:
        own.append((words["yourvat"], f.buyer.vat_id))
    else:
        f.buyer.vat_id = None
    return own


def due_in_text(f: FifthFacts) -> bool:
    """Whether the due date is told in a sentence below."""
    return f.due_how in ("date", "both") and f.days in (14, 20)


def pairs(s: Sheet, x: float, y: float, width: float, some: list[Pair], style: str) -> float:
    """Labels with their values in one of the ways bills set them; the y below."""
    for label, value in some:
        if style == "colon":
            y = s.put(x, y, f"{label}: {value}")
        elif style == "edges":
            s.put(x, y, label)
            y = s.put(x + width, y, value, align="r")
        elif style == "tab":
            s.put(x, y, label)
            y = s.put(x + width * 0.52, y, value, bold=True)
        elif style == "dots":
            dots = int((width * 0.62 - s.wide(label)) / s.wide("."))
            y = s.put(x, y, f"{label} {'.' * max(dots, 3)} {value}")
        elif style == "right labels":
            s.put(x + width * 0.48, y, label, align="r")
            y = s.put(x + width * 0.52, y, value)
        elif style == "above":
            y = s.put(x, y, label, size=s.size * 0.78)
            y = s.put(x, y, value, bold=True) + 3
        else:
            y = s.put(x, y, value, size=s.size * 1.1)
            y = s.put(x, y, label, size=s.size * 0.75) + 4
    return y


def strip(s: Sheet, x: float, y: float, width: float, some: list[Pair], *, framed: bool) -> float:
    """Cells side by side, each with its label above."""
    rows = [some[at : at + 4] for at in range(0, len(some), 4)]
    for row in rows:
        each = width / len(row)
        for at, (label, value) in enumerate(row):
            if framed:
                s.box(x + at * each, y, each, s.size * 3)
            s.put(x + at * each + 4, y + 2, label, size=s.size * 0.8)
            s.put(x + at * each + 4, y + 3 + s.size * 1.2, value)
        y += s.size * 3 + 3
    return y


WIDTHS = {
    "pos": 24,
    "code": 52,
    "text": 170,
    "qty": 45,
    "unit": 42,
    "price": 62,
    "disc": 42,
    "rate": 40,
    "lnet": 72,
}


def _cell(f: FifthFacts, at: int, key: str) -> str:
    item = f.items[at]
    cents_ = 4 if item.price != item.price.quantize(Decimal("0.01")) else 2
    return {
        "pos": str(at + 1),
        "code": item.code,
        "qty": f.quantity(item.quantity * sign(f)),
        "unit": item.unit,
        "price": f.amount(item.price, bare=True, places=cents_),
        "disc": f"{item.discount}%" if item.discount else "",
        "rate": f.rate(item.rate),
        "lnet": f.amount(item.net * sign(f)),
    }[key]


def table(
    s: Sheet, f: FifthFacts, x: float, y: float, width: float, keys: tuple[str, ...],
    *, heads: bool = True, bottom: float = 740, carry: bool = False, top: float = 60,
) -> float:  # fmt: skip
    """The lines, over as many pages as they need; texts wrap, sums may be carried over."""
    if not any(item.discount for item in f.items):
        keys = tuple(key for key in keys if key != "disc")
    wide = sum(WIDTHS[key] for key in keys)
    columns = {}
    at = x
    for key in keys:
        columns[key] = (at, WIDTHS[key] / wide * width)
        at += columns[key][1]

    def head(y: float) -> float:
        if heads:
            for key, (left, room) in columns.items():
                right = key not in ("pos", "code", "text", "unit")
                s.put(left + room - 4 if right else left, y, f.w[key], bold=True, align="r" if right else "l")
            s.rule(x, y + s.size * 1.5, width)
        return y + s.size * 1.9

    y = head(y)
    run = Decimal(0)
    for number, item in enumerate(f.items):
        if y > bottom:
            if carry:
                s.put(x + width * 0.5, y, f.w["carry"])
                s.put(x + width - 4, y, f.amount(run * sign(f)), align="r")
            s.page += 1
            y = head(top)
            if carry:
                s.put(x + width * 0.5, y, f.w["carry"])
                y = s.put(x + width - 4, y, f.amount(run * sign(f)), align="r")
        low = y
        for key, (left, room) in columns.items():
            if key == "text":
                low = max(low, s.wrap(left, y, item.text, room - 8))
                continue
            right = key not in ("pos", "code", "unit")
            low = max(
                low,
                s.put(
                    left + room - 4 if right else left, y, _cell(f, number, key), align="r" if right else "l"
                ),
            )
        run += item.net
        y = low + 2
    s.rule(x, y, width)
    return y + 6


def sums(f: FifthFacts, *, taxes: bool = True) -> list[tuple[str, str, bool]]:
    """The sums with their names; the last ones are set bold."""
    words, turn = f.w, sign(f)
    rows: list[tuple[str, Decimal, bool]] = []
    if f.allowance or f.charge:
        rows.append((words["subtotal"], f.line_total * turn, False))
        rows += [(words["allowance"], -f.allowance * turn, False)] if f.allowance else []
        rows += [(words["charge"], f.charge * turn, False)] if f.charge else []
    rows.append((words["net"], f.net * turn, False))
    for rate, base, tax in f.taxes if taxes else []:
        name = words["vat"].replace("{r}", f.rate(rate)).replace("{b}", f.amount(base * turn, bare=True))
        rows.append((name, tax * turn, False))
    if not taxes:
        rows.append((words["tax"], f.vat * turn, False))
    rows.append((words["gross"], f.gross * turn, True))
    if f.rounding:
        rows.append((words["rounding"], f.rounding * turn, False))
    if f.prepaid:
        paid = words["prepaid"].replace("{d}", f.day(f.issue))
        rows.append((paid, -f.prepaid if f.rng.random() < 0.6 else f.prepaid, False))
    if f.prepaid or f.rounding or f.rng.random() < 0.25:
        rows.append((words["payable"], f.payable * turn, True))
    return [(label, f.amount(value), bold) for label, value, bold in rows]


def sums_box(
    s: Sheet, f: FifthFacts, x: float, y: float, width: float, *, framed: bool = False, taxes: bool = True
) -> float:
    """The sums under each other, values at the right."""
    top = y
    for label, value, bold in sums(f, taxes=taxes):
        s.put(x + 4, y + 2, label, bold=bold)
        y = s.put(x + width - 4, y + 2, value, bold=bold, align="r") + 2
    if framed:
        s.box(x, top - 2, width, y - top + 4)
    return y + 4


def tax_table(s: Sheet, f: FifthFacts, x: float, y: float, width: float) -> float:
    """Each rate with its base and its tax."""
    edges = (x + width * 0.22, x + width * 0.64, x + width)
    for edge, key in zip(edges, ("rate", "base", "tax"), strict=True):
        s.put(edge, y, f.w[key], align="r", size=s.size * 0.8)
    y += s.size * 1.5
    for rate, base, tax in f.taxes:
        texts = (f.rate(rate), f.amount(base * sign(f), bare=True), f.amount(tax * sign(f), bare=True))
        for edge, text in zip(edges, texts, strict=True):
            s.put(edge, y, text, align="r", size=s.size * 0.9)
        y += s.size * 1.4
    return y + 4


def remarks(s: Sheet, f: FifthFacts, x: float, y: float, width: float) -> float:
    """What is said below the sums."""
    said = [f.w[f.zero]] if f.zero else []
    if due_in_text(f):
        said.append(f.w["due_text"].replace("{a}", f.amount(f.payable)).replace("{d}", f.day(f.due)))
    if f.due_how in ("terms", "both"):
        said.append(f.w["terms"].replace("{n}", str(f.days)))
    if f.money == "bare" or f.currency == "CHF":
        said.append({"de": "Alle Beträge in ", "en": "All amounts in "}.get(f.lang, "") + f.currency)
    said.append(f.w["thanks"])
    for text in said:
        y = s.wrap(x, y, text, width)
    return y


def room(s: Sheet, y: float, need: float, *, bottom: float = 790) -> float:
    """Where something `need` high may begin: here, or on a new page."""
    if y + need <= bottom:
        return y
    s.page += 1
    return 60


def numbered(s: Sheet, f: FifthFacts) -> None:
    """Page numbers on every page."""
    last = s.page
    for page in range(last + 1):
        s.page = page
        s.put(
            s.width - 45,
            815,
            f.w["page"].replace("{n}", str(page + 1)).replace("{m}", str(last + 1)),
            align="r",
            size=7,
        )
    s.page = last


def foot(s: Sheet, columns: list[list[str]], *, y: float = 775, x: float = 45) -> None:
    """Small columns at the foot of the first page."""
    page, s.page = s.page, 0
    each = (s.width - 2 * x) / len(columns)
    for at, lines in enumerate(columns):
        s.lines(x + at * each, y, lines, size=6.5)
    s.page = page
