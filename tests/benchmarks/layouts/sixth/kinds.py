"""The sixth set of layouts, each drawn whole."""

from collections.abc import Callable
from typing import Any

from ..sheet import Sheet
from . import pieces as p
from .facts import settle

_PAYMENT_PARTS = {
    "de": "Empfangsschein|Zahlteil|Konto / Zahlbar an|Referenz|Zahlbar durch|Währung|Betrag",
    "fr": "Récépissé|Section paiement|Compte / Payable à|Référence|Payable par|Monnaie|Montant",
    "it": "Ricevuta|Sezione pagamento|Conto / Pagabile a|Riferimento|Pagabile da|Valuta|Importo",
}
_TRANSPORT = {
    "de": "Versender|Empfänger", "fr": "Expéditeur|Destinataire de l'envoi", "it": "Mittente|Destinatario merce",
    "es": "Remitente|Consignatario", "nl": "Verzender|Geadresseerde", "sv": "Avsändare|Mottagare",
}  # fmt: skip


def letterhead_below(s: Sheet, f: Any) -> None:
    """Nothing above but the buyer; name, bank and tax number stand at the bottom."""
    settle(f)
    y = s.lines(60, 60, p.address(f.buyer, person=f.rng.random() < 0.4))
    s.put(60, y + 40, p.title(f), size=17)
    y = p.pairs(s, 60, y + 66, 300, p.data(f), f.rng.choice(["tab", "colon"]))
    y = p.table(s, f, 60, y + 14, 480, ("pos", "item", "qty", "price", "disc", "amount"), bottom=650)
    y = p.stack(s, f, 320, p.room(s, y, 130, 720), 220)
    p.said(s, f, 60, y, 460)
    page, s.page = s.page, 0
    s.rule(60, 752, 480)
    s.put(60, 757, f.seller.name, bold=True, size=8)
    s.lines(60, 768, p.address(f.seller)[1:] + p.reach(f), size=7)
    s.lines(320, 757, [*p.bank(f), p.tax_number(f)], size=7)
    s.page = page
    p.numbered(s, f)


def two_columns_of_sums(s: Sheet, f: Any) -> None:
    """The tax table at the left of the sums, both under the lines; data in cells."""
    settle(f)
    y = s.put(40, 34, f.seller.name, size=16, bold=True)
    y = s.put(40, y, ", ".join([*p.address(f.seller)[1:], p.tax_number(f)]).strip(", "), size=7.5)
    s.put(555, 36, p.title(f), size=14, align="r")
    y = p.cells(s, 40, y + 12, 515, p.data(f), 4)
    s.put(40, y + 6, f.w["to"], size=7)
    y = s.lines(40, y + 17, p.address(f.buyer)) + 14
    y = p.table(
        s, f, 40, y, 515, ("code", "item", "qty", "unit", "price", "disc", "rate", "amount"), bottom=660
    )
    y = p.room(s, y, 160)
    low = p.tax_table(s, f, 40, y, 220)
    y = p.stack(s, f, 335, y, 220, taxes=False)
    y = p.said(s, f, 40, max(y, low), 500)
    s.put(40, p.room(s, y, 20), "   ".join(p.bank(f)))
    p.numbered(s, f)


def slip_below(s: Sheet, f: Any) -> None:
    """A payment slip to be cut off at the foot repeats number, dates and what is to pay."""
    settle(f)
    s.put(555, 30, p.title(f).upper(), size=20, bold=True, align="r")
    y = s.lines(40, 34, [*p.address(f.seller), *p.reach(f), p.tax_number(f)], size=8.5)
    y = max(y, 110)
    low = p.pairs(s, 350, y, 205, p.data(f), "ends")
    y = s.lines(40, y, [f.w["to"], *p.address(f.buyer)])
    y = p.table(
        s,
        f,
        40,
        max(y, low) + 14,
        515,
        ("item", "qty", "price", "disc", "amount"),
        bottom=600,
        below=f.rng.random() < 0.4,
    )
    y = p.stack(s, f, 330, p.room(s, y, 110, 660), 225)
    p.said(s, f, 40, y, 400)
    s.put(40, 668, "- " * 105, size=7)
    s.put(40, 680, f.w["slip"], size=7)
    s.lines(40, 695, [f.w["account"], *p.address(f.seller), *p.bank(f)], size=8)
    rest = [(f.w["number"], f.number), (f.w["due_sum"], f.amount(f.payable * f.turn))]
    p.pairs(s, 330, 695, 225, rest, "ends")
    s.lines(330, 735, p.address(f.buyer), size=7.5)


def network_bill(s: Sheet, f: Any) -> None:
    """First page: what is to pay and the sums; the lines on the second."""
    settle(f)
    s.put(45, 34, f.seller.brand, size=22, bold=True)
    y = s.lines(45, 120, p.address(f.buyer))
    low = p.pairs(s, 340, 60, 215, p.data(f), "tab")
    y = s.put(
        45,
        max(y, low) + 24,
        f"{p.title(f)} {f.w['period'].lower()} {f.others.get('period', '')}".strip(),
        size=13,
        bold=True,
    )
    y = p.stack(s, f, 45, y + 10, 420)
    y = p.said(s, f, 45, y + 8, 480)
    s.lines(45, y + 8, p.bank(f))
    s.lines(
        45,
        775,
        [f"{f.seller.name}, {f.seller.street}, {f.seller.town}", "  ".join([p.tax_number(f), *p.reach(f)])],
        size=6.5,
    )
    s.page += 1
    s.put(45, 36, f"{p.title(f)} {f.number}", size=9)
    p.table(s, f, 45, 66, 505, ("item", "qty", "unit", "price", "disc", "rate", "amount"), carry=True)
    p.numbered(s, f)


def folio(s: Sheet, f: Any) -> None:
    """A hotel's or a shop's folio: prices with tax, the tax taken out below."""
    settle(f, inclusive=True)
    s.put(297, 30, f.seller.name, size=17, align="c", bold=True)
    s.put(297, 52, " | ".join(p.address(f.seller)[1:] + p.reach(f)), size=7, align="c")
    y = s.lines(50, 90, p.address(f.buyer, person=True))
    low = p.pairs(s, 330, 90, 215, p.data(f), "tab")
    y = s.put(50, max(y, low) + 14, p.title(f), size=13, bold=True) + 6
    y = p.table(s, f, 50, y, 495, ("item", "qty", "price", "disc", "rate", "amount"), bottom=660)
    y = p.room(s, y, 150)
    s.put(330, y, f.w["gross"], bold=True)
    y = s.put(545, y, f.amount(f.gross * f.turn), bold=True, align="r") + 4
    for rate, base, tax in f.taxes:
        s.put(
            50,
            y,
            f"{f.w['tax'].replace('{r}', f.rate(rate)).replace('{b}', f.amount(base * f.turn, bare=True))}",
        )
        y = s.put(300, y, f.amount(tax * f.turn), align="r")
    s.put(50, y, f.w["net"])
    y = s.put(300, y, f.amount(f.net * f.turn), align="r") + 4
    for label, value in (("paid", -f.prepaid), ("rounding", f.rounding)):
        if value:
            s.put(330, y, f.w[label])
            y = s.put(545, y, f.amount(value), align="r")
    if f.prepaid or f.rounding:
        s.put(330, y, f.w["due_sum"], bold=True)
        y = s.put(545, y, f.amount(f.payable * f.turn), bold=True, align="r")
    y = p.said(s, f, 50, y + 6, 480)
    s.put(50, p.room(s, y, 30), "   ".join([*p.bank(f), p.tax_number(f)]), size=7.5)


def two_parties(s: Sheet, f: Any) -> None:
    """Both parties in frames side by side; lines with tax and total each; a table of taxes."""
    settle(f)
    s.put(40, 30, f"{p.title(f)} {f.number}", size=15, bold=True)
    y = p.cells(s, 40, 56, 515, p.data(f, number=f.rng.random() < 0.6), 3, framed=False)
    s.box(40, y, 250, 78)
    s.box(305, y, 250, 78)
    own, other = (46, 311) if f.rng.random() < 0.7 else (311, 46)
    s.put(own, y + 4, f.w["from"], size=7.5, bold=True)
    s.lines(own, y + 16, [*p.address(f.seller), p.tax_number(f)])
    s.put(other, y + 4, f.w["to"], size=7.5, bold=True)
    buyer_id = [f"{f.w['vatid']}: {f.buyer.vat_id}"] if f.buyer.vat_id else []
    s.lines(other, y + 16, [*p.address(f.buyer), *buyer_id])
    y = p.table(
        s,
        f,
        40,
        y + 92,
        515,
        ("pos", "item", "qty", "unit", "price", "disc", "amount", "rate", "tax", "total"),
        bottom=640,
    )
    y = p.room(s, y, 170)
    y = p.tax_table(s, f, 280, y, 275, gross=True)
    y = p.stack(s, f, 330, y, 225)
    y = p.said(s, f, 40, y, 500)
    s.lines(40, p.room(s, y, 30), p.bank(f))
    p.numbered(s, f)


def swiss_part(s: Sheet, f: Any) -> None:
    """Lines above; receipt and payment part below, side by side, with amount and reference again."""
    settle(f)
    y = s.lines(50, 36, [*p.address(f.seller), *p.reach(f), p.tax_number(f)])
    s.lines(340, 110, p.address(f.buyer))
    y = s.put(50, 175, p.title(f), size=14, bold=True)
    y = p.pairs(s, 50, y + 4, 270, p.data(f), "tab")
    y = p.table(s, f, 50, y + 10, 495, ("item", "qty", "unit", "price", "disc", "amount"), bottom=420)
    y = p.stack(s, f, 330, p.room(s, y, 100, 540), 215)
    p.said(s, f, 50, y, 480)
    names = {key: tuple(some.split("|")) for key, some in _PAYMENT_PARTS.items()}
    receipt, part, account, reference, payer, currency, amount = names.get(
        f.lang,
        ("Receipt", "Payment part", "Account / Payable to", "Reference", "Payable by", "Currency", "Amount"),
    )
    digits = f"{f.rng.randrange(10**25, 10**26)}"
    for x, head in ((20, receipt), (330, part)):
        y = s.put(x, 590, head, bold=True, size=10) + 2
        iban = p.bank(f)[:1]
        for label, lines in (
            (account, [*(each.removeprefix("IBAN: ") for each in iban), *p.address(f.seller)]),
            (reference, [digits]),
            (payer, p.address(f.buyer)),
        ):
            y = s.put(x, y, label, bold=True, size=6)
            y = s.lines(x, y, lines, size=7) + 3
        s.put(x, 765, currency, bold=True, size=6)
        s.put(x + 50, 765, amount, bold=True, size=6)
        s.put(x, 774, f.currency, size=8)
        s.put(x + 50, 774, f.amount(f.payable * f.turn, bare=True), size=8)


def no_heads(s: Sheet, f: Any) -> None:
    """A letter whose lines have no heads of columns."""
    settle(f)
    s.put(545, 40, f.seller.name, size=12, bold=True, align="r")
    s.lines(545, 56, [*p.address(f.seller)[1:], *p.reach(f), p.tax_number(f)], size=7.5, align="r")
    y = s.lines(60, 130, p.address(f.buyer))
    y = s.put(60, y + 30, f"{p.title(f)} {f.number}", size=13, bold=True)
    y = p.pairs(s, 60, y + 4, 280, p.data(f, number=False), "colon")
    y = p.table(
        s,
        f,
        60,
        y + 14,
        485,
        f.rng.choice(
            [("qty", "item", "price", "disc", "amount"), ("item", "qty", "price", "disc", "amount")]
        ),
        heads=False,
    )
    y = p.stack(s, f, 320, p.room(s, y, 130), 225)
    y = p.said(s, f, 60, y, 460)
    s.lines(60, p.room(s, y, 30), p.bank(f))


def app_receipt(s: Sheet, f: Any) -> None:
    """Airy, as a program sends it: seller and buyer side by side under the data, amount in big type."""
    settle(f)
    s.put(45, 40, p.title(f), size=21, bold=True)
    y = p.pairs(s, 45, 78, 250, p.data(f), "tab")
    low = s.lines(45, y + 16, [*p.address(f.seller), *p.reach(f), p.tax_number(f)])
    right = s.lines(320, y + 16, [f.w["to"], *p.address(f.buyer)])
    y = s.put(45, max(low, right) + 14, f.amount(f.payable * f.turn), size=16, bold=True) + 12
    y = p.table(s, f, 45, y, 505, ("item", "qty", "price", "disc", "rate", "amount"), bottom=690)
    y = p.stack(s, f, 320, p.room(s, y, 130), 230)
    y = p.said(s, f, 45, y + 6, 480)
    s.lines(45, p.room(s, y, 40), p.bank(f))
    p.numbered(s, f)


def forwarder(s: Sheet, f: Any) -> None:
    """Consignor and consignee beside the customer; totals in a row of cells."""
    settle(f)
    y = s.put(30, 28, f.seller.name, size=13, bold=True)
    y = s.put(30, y, " · ".join([*p.address(f.seller)[1:], *p.reach(f)]), size=7)
    s.put(565, 28, p.title(f), size=16, align="r")
    y = s.put(30, y, p.tax_number(f), size=7) + 10
    low = s.lines(30, y, [f.w["to"], *p.address(f.buyer)])
    sender, receiver = _TRANSPORT.get(f.lang, "Shipper|Consignee").split("|")
    s.lines(225, y, [sender, *p.address(f.third)], size=8)
    s.lines(410, y, [receiver, f.buyer.name, f.buyer.town], size=8)
    y = p.cells(s, 30, low + 8, 535, p.data(f), 4)
    y = p.table(
        s, f, 30, y + 6, 535, ("code", "item", "qty", "unit", "price", "disc", "rate", "amount"), bottom=690
    )
    y = p.room(s, y, 110)
    rows = [(label, value) for label, value, _ in p.sums(f)]
    y = p.cells(s, 30, y, 535, rows, 5 if len(rows) > 4 else len(rows))
    y = p.said(s, f, 30, y, 500)
    s.put(30, p.room(s, y, 20), "  ".join(p.bank(f)))
    p.numbered(s, f)


def catalogue(s: Sheet, f: Any) -> None:
    """Many wrapped texts with codes below; sums carried over; the head only on the first page."""
    settle(f)
    y = s.lines(45, 36, [*p.address(f.seller), p.tax_number(f)], size=8)
    s.put(550, 36, p.title(f), size=18, align="r", bold=True)
    y = s.lines(330, 90, [f.w["to"], *p.address(f.buyer)])
    y = p.pairs(s, 45, y + 6, 300, p.data(f), f.rng.choice(["tab", "above"]))
    y = p.table(
        s,
        f,
        45,
        y + 10,
        505,
        ("pos", "qty", "unit", "item", "price", "disc", "amount"),
        carry=True,
        below=True,
        bottom=720,
    )
    y = p.stack(s, f, 300, p.room(s, y, 130), 250)
    y = p.said(s, f, 45, y, 480)
    s.lines(45, p.room(s, y, 30), p.bank(f))
    p.numbered(s, f)


def practice(s: Sheet, f: Any) -> None:
    """A practice's or an office's account: a small centred head, the buyer under it, what is to pay in a frame."""
    settle(f)
    s.lines(297, 30, [f.seller.brand, "—"], size=13, align="c")
    y = s.put(297, 66, f"{f.seller.name} – {f.seller.street} – {f.seller.town}", size=7, align="c")
    y = s.lines(60, y + 30, p.address(f.buyer))
    s.put(540, y + 8, f"{f.seller.town.split(',')[0].split(' ')[-1]}, {f.day(f.issue)}", align="r")
    y = s.put(60, y + 30, f"{p.title(f)}", size=12, bold=True)
    y = p.pairs(s, 60, y + 6, 300, p.data(f, day=False), "tab")
    y = p.table(s, f, 60, y + 10, 480, ("code", "item", "price", "qty", "disc", "amount"), bottom=690)
    y = p.room(s, y, 140)
    top = y
    y = p.stack(s, f, 306, y + 4, 228)
    s.box(300, top, 240, y - top)
    y = p.said(s, f, 60, y + 6, 470)
    s.lines(60, p.room(s, y, 40), [p.tax_number(f), *p.bank(f)])


SIXTH_KINDS: tuple[Callable[[Sheet, Any], None], ...] = (
    letterhead_below, two_columns_of_sums, slip_below, network_bill, folio, two_parties, swiss_part, no_heads,
    app_receipt, forwarder, catalogue, practice,
)  # fmt: skip
