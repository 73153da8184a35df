"""Layouts in the manner of design studios and small-business software."""

from workers.demo.documents.content import Content
from workers.demo.documents.layouts.base import Layout, pairs, running_head, totals_block
from workers.demo.documents.sheet import Sheet

SHORT = ("description", "qty", "unit", "unit_price", "line_discount", "amount")


def _quiet_foot(sheet: Sheet, content: Content) -> None:
    text = "  ·  ".join((*content.seller_lines, *(f"{label} {value}" for label, value in content.seller_ids)))
    centre, room = sheet.width / 2, sheet.width - 90
    sheet.text(centre, sheet.height - 32, text, 7, align="center", color="#777777", room=room)


def _band_head(sheet: Sheet, content: Content) -> float:
    """A coloured band with the name, then two columns: who, and the references."""
    accent = content.invoice.seller.accent
    sheet.box(0, 36, sheet.width, 62, fill=accent)
    sheet.text(46, 74, content.invoice.seller.name, 17, bold=True, color="#ffffff", room=310)
    sheet.text(sheet.width - 46, 75, content.title.upper(), 19, align="right", color="#ffffff", room=190)
    sheet.text(46, 128, content.words["bill_to"], 8, bold=True, color=accent)
    sheet.column(46, 143, content.buyer_lines, 10, first_bold=True, room=230)
    middle = sheet.width / 2 + 6
    sheet.text(middle, 128, content.words["details"], 8, bold=True, color=accent)
    rows = content.head + content.rest
    low = pairs(
        sheet, middle, 143, rows, size=9, gap=104, room=sheet.width - 46 - middle - 104, align_right=True
    )
    return max(low, 214) + 18


def _band_close(sheet: Sheet, content: Content, y: float) -> float:
    """Totals in a filled box at the right, bank details beside it."""
    accent, right = content.invoice.seller.accent, sheet.width - 46
    top, left = y + 18, right - 262
    high = 15.3 * len(content.totals) + 14
    sheet.box(left, top, 262, high, fill="#f0f3f6", radius=3)
    totals_block(sheet, top + 18, content.totals, left=left + 10, right=right - 10, rule=False, accent=accent)
    low = pairs(sheet, 46, top + 14, content.payment, size=8.5, gap=76, room=150)
    return sheet.column(46, max(low, top + high) + 22, content.sentences, 9, room=right - 46, leading=1.5)


BAND = Layout(
    name="band",
    family="helvetica",
    columns=("pos", *SHORT),
    rule="zebra",
    head=_band_head,
    again=running_head,
    close=_band_close,
    foot=_quiet_foot,
    left=46,
    right=46,
    bottom=62,
    room_needed=100,
)


def _modern_head(sheet: Sheet, content: Content) -> float:
    """Much white: a large thin title, the sender small at the right, the amount due set large."""
    accent, right = content.invoice.seller.accent, sheet.width - 50
    sheet.text(50, 78, content.title, 27, color=accent)
    sheet.column(right, 58, content.seller_lines, 8, first_bold=True, align="right", room=210)
    sheet.text(50, 132, content.words["bill_to"], 7.5, color="#888888")
    sheet.column(50, 146, content.buyer_lines, 9, first_bold=True, room=200)
    low = pairs(sheet, 262, 132, content.head, size=8, gap=120, room=right - 382, bold=True)
    low = pairs(sheet, 262, low + 4, content.rest, size=8, gap=120, room=right - 382)
    y = max(low + 8, 218)
    sheet.line(50, y, right, y, width=1.4, color=accent)
    sheet.text(50, y + 24, content.closing.label, 9, color="#888888")
    sheet.text(right, y + 26, content.closing.amount, 18, bold=True, align="right", color=accent, room=300)
    sheet.line(50, y + 38, right, y + 38, width=0.4, color="#cccccc")
    return y + 50


def _modern_close(sheet: Sheet, content: Content, y: float) -> float:
    """Totals at the foot of the page, however short the table is."""
    accent, right = content.invoice.seller.accent, sheet.width - 50
    high = 15.3 * len(content.totals)
    top = max(y + 24, sheet.height - 74 - high - 70)
    low = totals_block(sheet, top, content.totals, left=right - 250, right=right, accent=accent)
    pairs(sheet, 50, top, content.payment, size=8, gap=92, room=140, color="#888888")
    return sheet.column(50, low + 12, content.sentences, 8, room=right - 50, leading=1.5)


MODERN = Layout(
    name="modern",
    family="vera",
    columns=SHORT,
    rule="bare",
    head=_modern_head,
    again=running_head,
    close=_modern_close,
    foot=_quiet_foot,
    size=8,
    left=50,
    right=50,
    bottom=56,
    room_needed=100,
)

SIDE = 150.0


def _sidebar(sheet: Sheet, content: Content) -> None:
    accent = content.invoice.seller.accent
    sheet.box(0, 0, SIDE, sheet.height, fill=accent)
    words = sheet.wrapped(content.invoice.seller.name, 15, SIDE - 48)
    y = sheet.column(22, 66, words, 14, color="#ffffff", room=SIDE - 36)
    y = sheet.column(22, y + 10, content.seller_lines[1:], 8, color="#ffffff", room=SIDE - 36)
    for label, value in (*content.seller_ids, *content.payment):
        sheet.text(22, y + 18, label, 6.5, color="#dddddd", room=SIDE - 36)
        sheet.text(22, y + 28, value, 8, color="#ffffff", room=SIDE - 36)
        y += 25


def _side_head(sheet: Sheet, content: Content) -> float:
    """The sender and its bank in a coloured column along the left edge."""
    _sidebar(sheet, content)
    left, right = SIDE + 26, sheet.width - 36
    sheet.text(left, 70, content.title, 22, bold=True)
    sheet.text(left, 104, content.words["bill_to"], 7.5, color="#777777")
    sheet.column(left, 118, content.buyer_lines, 9.5, first_bold=True, room=180)
    middle = left + 196
    low = 62.0
    for label, value in content.head + content.rest:
        sheet.text(middle, low, label, 7, color="#777777", room=right - middle)
        sheet.text(middle, low + 10.5, value, 9, room=right - middle)
        low += 25
    return max(low, 190) + 14


def _side_again(sheet: Sheet, content: Content) -> float:
    _sidebar(sheet, content)
    number = content.invoice.number or ""
    sheet.text(SIDE + 26, 62, f"{content.title} {number}", 10, color="#555555")
    return 84


def _side_close(sheet: Sheet, content: Content, y: float) -> float:
    right, left = sheet.width - 40, SIDE + 26
    y = totals_block(
        sheet, y + 20, content.totals, left=left + 90, right=right, accent=content.invoice.seller.accent
    )
    return sheet.column(left, y + 20, content.sentences, 8.5, room=right - left, leading=1.5)


def _side_foot(sheet: Sheet, content: Content) -> None:
    page = content.words["page"].format(n=sheet.page)
    sheet.text(sheet.width - 36, sheet.height - 32, page, 7.5, align="right", color="#777777")


SIDEBAR = Layout(
    name="sidebar",
    family="helvetica",
    columns=SHORT,
    rule="lines",
    head=_side_head,
    again=_side_again,
    close=_side_close,
    foot=_side_foot,
    left=SIDE + 22,
    right=36,
    bottom=60,
    size=8,
    room_needed=90,
)


def _boxes_head(sheet: Sheet, content: Content) -> float:
    """As small-business software prints it: sender at the left, bill-to and ship-to, a strip of boxes."""
    right = sheet.width - 40
    y = sheet.column(40, 54, content.seller_lines, 10, first_bold=True, room=290)
    pairs(sheet, 40, y + 1, content.seller_ids, size=8, gap=56, room=190)
    sheet.text(right, 64, content.title, 24, bold=True, align="right", color=content.invoice.seller.accent)
    half = (right - 40 - 20) / 2
    for x, key in ((40.0, "bill_to"), (60 + half, "ship_to")):
        sheet.box(x, 148, half, 82, stroke="#555555")
        sheet.box(x, 148, half, 16, fill="#e6e6e6", stroke="#555555")
        sheet.text(x + 6, 159.5, content.words[key], 8.5, bold=True)
        sheet.column(x + 6, 178, content.buyer_lines, 9, room=half - 12)
    cells = content.head + content.rest
    row, y = 5, 242.0
    for start in range(0, len(cells), row):
        some = cells[start : start + row]
        wide = (right - 40) / len(some)
        for at, (label, value) in enumerate(some):
            x = 40 + at * wide
            sheet.box(x, y, wide, 14, fill="#e6e6e6", stroke="#555555")
            sheet.box(x, y + 14, wide, 18, stroke="#555555")
            sheet.text(x + wide / 2, y + 10, label, 7.5, align="center", room=wide - 6)
            sheet.text(x + wide / 2, y + 26.5, value, 9, align="center", room=wide - 6)
        y += 36
    return y + 8


def _boxes_close(sheet: Sheet, content: Content, y: float) -> float:
    right = sheet.width - 40
    left = right - 236
    top = y
    for row in content.totals:
        sheet.box(left, y, right - left, 18, stroke="#777777", fill="#e6e6e6" if row.strong else None)
        sheet.text(left + 6, y + 12.5, row.label, 9, bold=row.strong, room=130)
        sheet.text(right - 4, y + 12.5, row.amount, 9, bold=row.strong, align="right", room=92)
        y += 18
    low = top + 18
    for sentence in content.sentences:
        low = sheet.column(44, low, sheet.wrapped(sentence, 8.5, left - 64), 8.5)
    low = pairs(sheet, 44, low + 6, content.payment, size=8.5, gap=84, room=left - 148)
    return max(y, low)


BOXES = Layout(
    name="boxes",
    family="helvetica",
    columns=("article", *SHORT),
    rule="grid",
    head=_boxes_head,
    again=running_head,
    close=_boxes_close,
    foot=_side_foot,
    left=40,
    right=40,
    bottom=56,
    room_needed=110,
)
