"""Layouts in the manner of accounting departments: window letter, running text, ledger, line printer."""

from workers.demo.documents.content import Content
from workers.demo.documents.layouts.base import Layout, pairs, running_head, totals_block
from workers.demo.documents.sheet import Sheet

COLUMNS = ("pos", "article", "description", "qty", "unit", "unit_price", "line_discount", "vat", "amount")
SHORT = ("pos", "description", "qty", "unit", "unit_price", "line_discount", "amount")


def _three_column_foot(sheet: Sheet, content: Content) -> None:
    top = sheet.height - 66
    sheet.line(56, top - 12, sheet.width - 50, top - 12, width=0.4)
    sheet.column(56, top, content.seller_lines, 7, color="#555555", room=150)
    pairs(sheet, 222, top, content.seller_ids, size=7, gap=54, room=102)
    if content.payment:
        sheet.text(386, top, ", ".join(content.payment[0]), 7, color="#555555", room=sheet.width - 436)
        pairs(sheet, 386, top + 10.5, content.payment[1:], size=7, gap=34, room=sheet.width - 470)


def _classic_head(sheet: Sheet, content: Content) -> float:
    """Logo and sender at the right, address window at the left, references beneath the sender."""
    invoice, right = content.invoice, sheet.width - 50
    sheet.disc(right - 13, 50, 13, invoice.seller.accent)
    sheet.text(right - 13, 54.5, invoice.seller.name[0], 13, bold=True, align="center", color="#ffffff")
    sheet.text(right - 34, 55, invoice.seller.name, 12, bold=True, align="right", room=300)
    sender = "  ·  ".join(content.seller_lines)
    sheet.text(56, 122, sender, 6.5, color="#666666", room=240)
    sheet.line(56, 125, 296, 125, width=0.3)
    sheet.column(56, 143, content.buyer_lines, 10, room=240)
    low = pairs(sheet, 345, 122, content.head + content.rest, size=8.5, gap=98, room=right - 443)
    y = max(low + 20, 232)
    sheet.text(56, y, content.title, 16, bold=True)
    return y + 16


def _classic_close(sheet: Sheet, content: Content, y: float) -> float:
    y = totals_block(sheet, y + 20, content.totals, left=320, right=sheet.width - 54)
    return sheet.column(56, y + 18, content.sentences, 9, room=sheet.width - 106, leading=1.5)


CLASSIC = Layout(
    name="classic",
    family="helvetica",
    columns=COLUMNS,
    rule="lines",
    head=_classic_head,
    again=running_head,
    close=_classic_close,
    foot=_three_column_foot,
    carry=True,
    bottom=104,
    room_needed=90,
)


def _letter_head(sheet: Sheet, content: Content) -> float:
    """A letter on headed paper: everything on the left, place and date as a line of text."""
    invoice, centre = content.invoice, sheet.width / 2
    accent = invoice.seller.accent
    sheet.text(centre, 56, invoice.seller.name, 17, align="center", color=accent)
    sheet.text(centre, 72, "  ·  ".join(content.seller_lines[1:]), 8.5, align="center", color="#555555")
    sheet.line(56, 82, sheet.width - 56, 82, width=0.8, color=accent)
    sheet.column(56, 124, content.buyer_lines, 10.5, room=280)
    number = f" {invoice.number}" if invoice.number else ""
    sheet.text(56, 222, f"{content.title}{number}", 14, bold=True)
    dates = content.head[1:] if invoice.number else content.head
    low = pairs(sheet, 56, 243, dates, size=9.5, gap=122, room=160)
    low = max(low, pairs(sheet, 345, 243, content.rest, size=8.5, gap=100, room=sheet.width - 501))
    sheet.text(56, low + 10, content.words["intro"], 10, room=sheet.width - 112)
    return low + 22


def _letter_close(sheet: Sheet, content: Content, y: float) -> float:
    y = totals_block(sheet, y + 20, content.totals, left=56, right=sheet.width - 60, size=10)
    y = sheet.column(56, y + 14, content.sentences, 10, room=sheet.width - 112, leading=1.5)
    if content.payment:
        text = "   ".join(f"{label}: {value}" for label, value in content.payment)
        sheet.text(56, y + 6, text, 9.5, room=sheet.width - 112)
        y += 20
    sheet.text(56, y + 24, content.invoice.contact, 10)
    return y + 30


def _letter_foot(sheet: Sheet, content: Content) -> None:
    text = "   |   ".join(f"{label} {value}" for label, value in content.seller_ids)
    sheet.line(56, sheet.height - 52, sheet.width - 56, sheet.height - 52, width=0.4)
    centre, room = sheet.width / 2, sheet.width - 112
    sheet.text(centre, sheet.height - 40, text, 8, align="center", color="#555555", room=room)


LETTER_STYLE = Layout(
    name="letter",
    family="times",
    columns=SHORT,
    rule="bare",
    head=_letter_head,
    again=running_head,
    close=_letter_close,
    foot=_letter_foot,
    size=9.5,
    right=56,
    bottom=72,
    room_needed=150,
)


def _ledger_head(sheet: Sheet, content: Content) -> float:
    """Centred title over a grid of captioned cells; both parties in boxes of their own."""
    invoice, right = content.invoice, sheet.width - 46
    sheet.text(sheet.width / 2, 60, content.title.upper(), 17, bold=True, align="center")
    half = (right - 46 - 12) / 2
    boxes = ((46.0, content.seller_lines, content.seller_ids), (46 + half + 12, content.buyer_lines, ()))
    for x, lines, ids in boxes:
        sheet.box(x, 78, half, 106, stroke="#444444")
        y = sheet.column(x + 8, 94, lines, 9.5, first_bold=True, room=half - 16)
        pairs(sheet, x + 8, y + 2, ids[:3], size=8, gap=64, room=half - 80)
    x, y = 46.0, 196.0
    cells = content.head + content.rest
    columns = 4
    wide = (right - 46) / columns
    for at, (label, value) in enumerate(cells):
        left, top = x + wide * (at % columns), y + 32 * (at // columns)
        sheet.box(left, top, wide, 32, stroke="#444444")
        sheet.text(left + 5, top + 11, label, 7, color="#555555", room=wide - 10)
        bold = at < len(content.head)
        sheet.text(left + 5, top + 25, value, 9.5, bold=bold, room=wide - 10)
    return y + 32 * (-(-len(cells) // columns)) + 14 if invoice.lines else y


def _ledger_close(sheet: Sheet, content: Content, y: float) -> float:
    """Totals continue the table as its last rows."""
    right = sheet.width - 46
    for row in content.totals:
        sheet.box(46, y, right - 46, 18, stroke="#777777", fill="#ececec" if row.strong else None)
        sheet.text(right - 118, y + 12.5, row.label, 9, bold=row.strong, align="right", room=380)
        sheet.text(right - 4, y + 12.5, row.amount, 9, bold=row.strong, align="right", room=106)
        y += 18
    y = sheet.column(46, y + 22, content.sentences, 9.5, room=right - 46, leading=1.45)
    return pairs(sheet, 46, y + 8, content.payment, size=9, gap=110, room=240, bold=True)


def _page_foot(sheet: Sheet, content: Content) -> None:
    page = content.words["page"].format(n=sheet.page)
    sheet.text(sheet.width / 2, sheet.height - 34, page, 8, align="center", color="#666666")


LEDGER = Layout(
    name="ledger",
    family="times",
    columns=COLUMNS,
    rule="grid",
    head=_ledger_head,
    again=running_head,
    close=_ledger_close,
    foot=_page_foot,
    left=46,
    right=46,
    bottom=60,
    size=9,
    room_needed=150,
)


def _printer_head(sheet: Sheet, content: Content) -> float:
    """As an old billing system prints it: one typeface, labels with dots, no graphics."""
    low = sheet.column(46, 56, tuple(line.upper() for line in content.seller_lines), 10, room=250)
    sheet.text(sheet.width - 46, 56, content.title.upper(), 14, bold=True, align="right")
    low = pairs(sheet, 46, low + 6, content.seller_ids, size=8.5, gap=84, room=160, color="#111111")
    sheet.column(46, max(low + 12, 176), content.buyer_lines, 10, room=240)
    y = 92.0
    for label, value in content.head + content.rest:
        width = sheet.measure(".", 9)
        free = 128 - sheet.measure(label, 9)
        dots = "." * max(0, int(free / width) - 1)
        sheet.text(310, y, f"{label} {dots}", 9, room=130)
        sheet.text(442, y, value, 9, room=sheet.width - 46 - 442)
        y += 13.5
    return max(y, 244) + 14


def _printer_close(sheet: Sheet, content: Content, y: float) -> float:
    right = sheet.width - 46
    y += 18
    for row in content.totals:
        sheet.text(right - 130, y, f"{row.label}:", 9.5, bold=row.strong, align="right", room=330)
        sheet.text(right - 4, y, row.amount, 9.5, bold=row.strong, align="right", room=120)
        if row.strong:
            sheet.text(right - 4, y + 9, "=" * 17, 9.5, align="right", room=100)
            y += 8
        y += 14
    y = pairs(sheet, 46, y + 12, content.payment, size=9, gap=140, room=300, color="#111111")
    return sheet.column(46, y + 12, content.sentences, 9, room=right - 46, leading=1.5)


PRINTER = Layout(
    name="printer",
    family="courier",
    columns=("pos", "description", "qty", "unit", "unit_price", "line_discount", "vat", "amount"),
    rule="dashes",
    head=_printer_head,
    again=running_head,
    close=_printer_close,
    foot=_page_foot,
    left=46,
    right=46,
    bottom=60,
    carry=True,
    room_needed=150,
)
