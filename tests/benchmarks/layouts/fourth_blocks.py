"""Parts of the fourth set: lists of lines in any order of columns with wrapped texts, sums in boxes, tax summaries."""

from decimal import Decimal

from . import fourth_words as words
from .blocks import Pair, room, spaced
from .facts import Facts, Item, Party
from .fourth_facts import FourthFacts
from .sheet import Sheet

Sum = tuple[str, str, bool]


def data(f: Facts) -> list[Pair]:
    """Labels with values of the head, in any order; where a value is missing some say so."""
    assert isinstance(f, FourthFacts)
    own: list[Pair] = [(f.w["cnumber" if f.credit else "number"], f.number), (f.w["date"], f.day(f.issue))]
    more: list[Pair] = []
    if f.due_how in ("date", "both"):
        more.append((f.w["due"], f.day(f.due)))
    elif f.missing:
        more.append((f.w["due"], f.missing))
    if f.po:
        more.append((f.w["po"], f.po))
    elif f.missing:
        more.append((f.w["po"], f.missing))
    if f.preceding:
        more.append((f.rng.choice(words.CORRECTS[f.lang].split("|")), f.preceding))
    more += [(f.w[key], value) for key, value in f.others.items()]
    f.rng.shuffle(more)
    return own + more if f.rng.random() < 0.5 else sorted(own + more, key=lambda _: f.rng.random())


def heading(f: Facts) -> str:
    """The document's name."""
    return f.w["credit" if f.credit else "invoice"]


def tax_number(f: Facts, party: Party) -> str:
    """A tax number as printed in its country: spaced, with points, or run on."""
    number = party.vat_id or ""
    if number.startswith("CHE"):
        return f"CHE-{number[3:6]}.{number[6:9]}.{number[9:12]} MWST"
    if number.startswith("NO") and f.rng.random() < 0.6:
        return f"NO {number[2:5]} {number[5:8]} {number[8:11]} MVA"
    if f.rng.random() < 0.25 and number[:2].isalpha():
        return f"{number[:2]} {number[2:]}"
    return number


def parties(f: Facts, party: Party, *, numbered: bool = True) -> list[str]:
    """Name and address, with the country now and then."""
    lines = [party.name, party.street, party.town]
    if numbered and party.vat_id and (party is f.seller or f.rng.random() < 0.7):
        label = f.w["vatid" if party is f.seller else "yourvat"]
        lines.append(f"{label}{f.rng.choice([':', '', ' :'])} {tax_number(f, party)}")
    return lines


def bank(f: Facts) -> list[str]:
    """How to pay."""
    if f.iban is None:
        return []
    show = spaced if f.rng.random() < 0.7 else str
    lines = [f.w["bank"], f"{f.rng.choice(['IBAN', 'IBAN:', 'IBAN-Nr.'])} {show(f.iban)}"]
    lines.append(f"{f.rng.choice(['BIC', 'SWIFT', 'BIC/SWIFT:'])} {f.bic}")
    return [*lines, f"IBAN {show(f.second_iban)}"] if f.second_iban else lines


def reach(f: Facts) -> list[str]:
    """Telephone, mail and site."""
    slug = "".join(char for char in f.seller.brand.lower() if char.isascii() and char.isalpha())[:12]
    return [
        f"{f.w['tel']} +{f.rng.randrange(30, 49)} {f.rng.randrange(10**6, 10**8)}",
        f"{slug}@post.example",
    ]


def wrapped(s: Sheet, text: str, width: float) -> list[str]:
    """A text broken into lines that fit."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and s.wide(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


_SHARES = {"pos": 5, "code": 12, "text": 34, "qty": 9, "unit": 8, "price": 13, "disc": 8, "rate": 9, "lnet": 15,
           "tax": 12}  # fmt: skip
_RIGHT = {"qty", "price", "disc", "rate", "lnet", "tax"}


def value_of(f: Facts, key: str, item: Item, place: int) -> str:
    """What stands in a column of a line."""
    sign = -1 if f.negative else 1
    return {
        "pos": f"{place + 1}" if f.seller.lang != "it" else f"{(place + 1) * 10}",
        "code": item.code,
        "text": item.text,
        "qty": f.quantity(item.quantity * sign),
        "unit": item.unit,
        "price": f.amount(item.price, bare=True),
        "disc": f"{item.discount} %" if item.discount else "",
        "rate": f.rate(item.rate),
        "lnet": f.amount(item.net * sign, bare=f.money in ("code", "code first", "bare")),
        "tax": f.amount((item.net * item.rate / 100).quantize(Decimal("0.01")) * sign, bare=True),
    }[key]


def listing(
    s: Sheet,
    f: Facts,
    y: float,
    order: tuple[str, ...],
    *,
    x: float = 45,
    width: float | None = None,
    bottom: float = 735,
    top: float = 60,
    numbers_at: str = "first",
    carry: bool = False,
    again: bool = True,
    rule: bool = False,
) -> float:
    """The lines in columns of the given order; texts wrap. `numbers_at` the first or last line of a text."""
    if not any(item.discount for item in f.items):
        order = tuple(key for key in order if key != "disc")
    if len(f.taxes) > 1 and "rate" not in order:
        order = (*order[:-1], "rate", order[-1])
    width = width or s.width - 2 * x
    whole = sum(_SHARES[key] for key in order)
    edges, at = {}, x
    for key in order:
        edges[key] = (at, at + width * _SHARES[key] / whole)
        at = edges[key][1]

    def cell(key: str, text: str, at: float, *, bold: bool = False, size: float | None = None) -> None:
        left, right = edges[key]
        if key in _RIGHT:
            s.put(right - 4, at, text, align="r", bold=bold, size=size)
        else:
            s.put(left + 2, at, text, bold=bold, size=size)

    def head(at: float) -> float:
        size = s.size
        for key in order:
            while s.wide(f.w[key], size, True) > edges[key][1] - edges[key][0] - 5:
                size -= 0.25
        for key in order:
            cell(key, f.w[key], at, bold=True, size=size)
        if rule:
            s.rule(x, at + s.size * 1.45, width)
        return at + s.size * 1.8

    def sum_so_far(label: str, amount: Decimal, at: float) -> float:
        s.put(x + width * 0.35, at, label)
        s.put(edges["lnet"][1] - 4, at, f.amount(amount, bare=True), align="r")
        return at + s.size * 1.7

    y = head(y)
    done = Decimal(0)
    step = s.size * 1.3
    left, right = edges["text"]
    for place, item in enumerate(f.items):
        lines = wrapped(s, item.text, right - left - 6)
        if y + step * len(lines) + s.size * 2.5 > bottom:
            if carry:
                sum_so_far(f.w["carry"], done, y)
            s.page += 1
            y = head(top) if again else top
            if carry:
                y = sum_so_far(f.w["brought"], done, y)
        low = y + step * (len(lines) - 1)
        for row, line in enumerate(lines):
            s.put(left + 2, y + step * row, line)
        for key in order:
            if key != "text":
                cell(key, value_of(f, key, item, place), low if numbers_at == "last" else y)
        done += item.net * (-1 if f.negative else 1)
        y = low + step + s.size * 0.5
        if rule:
            s.rule(x, y - s.size * 0.35, width)
    return y + 4


def sums_of(f: Facts, *, taxes: bool = True, always_net: bool = True) -> list[Sum]:
    """The sums with their labels, in order."""
    w, sign = f.w, -1 if f.negative else 1
    out: list[Sum] = []
    if f.allowance or f.charge or f.rng.random() < 0.2:
        out.append((w["sub"], f.amount(f.line_total * sign), False))
    if f.allowance:
        out.append((w["allow"], f.amount(-f.allowance * sign), False))
    if f.charge:
        out.append((w["charge"], f.amount(f.charge * sign), False))
    if always_net or out:
        out.append((w["net"], f.amount(f.net * sign), False))
    if taxes and not f.reverse:
        for rate, base, tax in f.taxes:
            label = w["vat"].format(r=f.rate(rate))
            if len(f.taxes) > 1 and f.rng.random() < 0.35:
                label += f" / {f.amount(base * sign, bare=True)}"
            out.append((label, f.amount(tax * sign), False))
    elif taxes and f.rng.random() < 0.5:
        out.append((w["vat"].format(r=f.rate(Decimal(0))), f.amount(Decimal(0)), False))
    elif not taxes:
        out.append((w["vatsum"], f.amount(f.vat * sign), False))
    out.append((w["gross"], f.amount(f.gross * sign), True))
    if f.prepaid:
        out.append((w["prepaid"], f.amount(-f.prepaid if f.rng.random() < 0.6 else f.prepaid), False))
        out.append((w["payable"], f.amount(f.payable), True))
    return out


def sums_box(
    s: Sheet, f: Facts, x: float, y: float, width: float, some: list[Sum], *, framed: bool = True
) -> float:
    """Sums in a box: labels left, amounts right."""
    high = len(some) * s.size * 1.6
    y = room(s, y, high + 10)
    if framed:
        s.box(x, y, width, high + 6)
    for label, value, bold in some:
        s.put(x + 5, y + 3, label, bold=bold)
        s.put(x + width - 5, y + 3, value, bold=bold, align="r")
        y += s.size * 1.6
    return y + 10


def tax_summary(s: Sheet, f: Facts, x: float, y: float, width: float, *, closed: bool = False) -> float:
    """Rate, base, tax and gross a rate; `closed` with a row of sums."""
    sign = -1 if f.negative else 1
    y = room(s, y, (len(f.taxes) + 3) * s.size * 1.5)
    step = width / 4
    for place, key in enumerate(("rate", "base", "vatsum", "gross")):
        s.put(x + step * (place + 1) - 4, y, f.w[key], size=s.size * 0.85, bold=True, align="r")
    rows = [(f.rate(rate), base, tax) for rate, base, tax in f.taxes]
    if closed:
        rows.append(("", f.net, f.vat))
    for rate, base, tax in rows:
        y += s.size * 1.5
        for place, text in enumerate(
            [rate, *(f.amount(each * sign, bare=True) for each in (base, tax, base + tax))]
        ):
            s.put(x + step * (place + 1) - 4, y, text, align="r", bold=not rate)
    return y + s.size * 2.4


def remarks(s: Sheet, f: Facts, x: float, y: float, width: float) -> float:
    """Reverse charge, terms, the currency where no amount bears it."""
    y = room(s, y, s.size * 6)
    if f.reverse:
        y = s.wrap(x, y, f.w["rc"], width) + 2
    if f.due_how in ("terms", "both"):
        y = s.wrap(x, y, f.w["terms"].format(d=f.days), width) + 2
    if f.money == "bare" and f.currency not in s.shown and f.rng.random() < 0.9:
        said = {
            "de": "Währung",
            "fr": "Devise",
            "it": "Divisa",
            "es": "Divisa",
            "nl": "Valuta",
            "sv": "Valuta",
        }
        y = s.put(x, y, f"{said.get(f.lang, 'Currency')}: {f.currency}")
    return y


def numbered(s: Sheet, f: Facts, y: float | None = None) -> None:
    """Page counts, and from the second page on the number and the seller again."""
    last = s.page
    for page in range(last + 1):
        s.page = page
        s.put(s.width - 45, y or s.height - 22, f.w["page"].format(p=page + 1, n=last + 1), size=7, align="r")
        if page:
            s.put(45, 36, f"{f.seller.name}   {f.w['number']} {f.number}", size=7)
    s.page = last
