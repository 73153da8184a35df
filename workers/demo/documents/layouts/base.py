"""What all layouts share: the table of lines over several pages, totals, pairs of label and value."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from workers.demo.documents.content import Content, Pair, Total
from workers.demo.documents.sheet import Sheet

WIDTHS = {
    "pos": 24.0,
    "article": 50.0,
    "qty": 42.0,
    "unit": 36.0,
    "unit_price": 60.0,
    "line_discount": 50.0,
    "vat": 36.0,
    "amount": 76.0,
}
NUMERIC = {"qty", "unit_price", "line_discount", "vat", "amount"}
PAD = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One look: `head` draws the first page down to the table and `again` the later ones, both give
    the y where the table begins; `close` draws what follows the table from the y it is given; `foot`
    draws the bottom of every page. `left`, `right` and `bottom` are margins in points.
    """

    name: str
    family: str
    columns: tuple[str, ...]
    rule: str
    """`lines`, `zebra`, `grid`, `bare` or `dashes`."""
    head: Callable[[Sheet, Content], float]
    again: Callable[[Sheet, Content], float]
    close: Callable[[Sheet, Content, float], float]
    foot: Callable[[Sheet, Content], None]
    room_needed: float = 175.0
    """Height that `close` needs for its fixed part; totals come on top."""
    size: float = 8.5
    left: float = 56.0
    right: float = 50.0
    bottom: float = 90.0
    carry: bool = False


def running_head(sheet: Sheet, content: Content) -> float:
    """Name, number and page at the top of a later page."""
    number = content.invoice.number or ""
    sheet.text(56, 52, f"{content.invoice.seller.name}  ·  {content.title} {number}", 8.5, color="#555555")
    page = content.words["page"].format(n=sheet.page)
    sheet.text(sheet.width - 50, 52, page, 8.5, align="right", color="#555555")
    return 74


def pairs(
    sheet: Sheet,
    x: float,
    y: float,
    rows: tuple[Pair, ...],
    *,
    size: float = 8.5,
    gap: float = 96,
    room: float = 110,
    align_right: bool = False,
    bold: bool = False,
    color: str = "#555555",
) -> float:
    """Labels at `x`, values `gap` further, or right-aligned at the end of their `room`."""
    for label, value in rows:
        sheet.text(x, y, label, size, color=color, room=gap - 5)
        if align_right:
            sheet.text(x + gap + room, y, value, size, bold=bold, align="right", room=room)
        else:
            sheet.text(x + gap, y, value, size, bold=bold, room=room)
        y += size * 1.5
    return y


def totals_block(
    sheet: Sheet,
    y: float,
    rows: tuple[Total, ...],
    *,
    left: float,
    right: float,
    size: float = 9,
    rule: bool = True,
    accent: str = "#111111",
) -> float:
    """Labels on the left, amounts right-aligned at `right`; strong rows set off by a line."""
    room = (right - left) * 0.62
    for row in rows:
        if row.strong and rule:
            sheet.line(left, y - size * 1.05, right, y - size * 1.05, color=accent)
        color = accent if row.strong else "#111111"
        sheet.text(left, y, row.label, size, bold=row.strong, room=room, color=color)
        sheet.text(
            right,
            y,
            row.amount,
            size,
            bold=row.strong,
            align="right",
            color=color,
            room=right - left - room - 4,
        )
        y += size * 1.7
    return y


class Table:
    """The invoice's lines in columns, broken over pages by the layout it belongs to."""

    def __init__(self, sheet: Sheet, content: Content, layout: Layout) -> None:
        self.sheet, self.content, self.layout = sheet, content, layout
        wanted = [key for key in layout.columns if key != "line_discount" or content.has_discounts]
        self.left, self.end = layout.left, sheet.width - layout.right
        fixed = sum(WIDTHS[key] for key in wanted if key != "description")
        self.widths = [(k, WIDTHS.get(k, self.end - self.left - fixed)) for k in wanted]
        self.accent = content.invoice.seller.accent
        self.row_top = 0.0

    def _bottom(self) -> float:
        return self.sheet.height - self.layout.bottom

    def _title(self, key: str) -> str:
        text = self.content.words[key]
        return f"{text} {self.content.invoice.currency}" if key == "amount" else text

    def _write(
        self, key: str, x: float, width: float, y: float, text: str, *, bold: bool, color: str
    ) -> None:
        size = self.layout.size
        if key in NUMERIC:
            self.sheet.text(
                x + width - PAD, y, text, size, bold=bold, align="right", color=color, room=width - 2 * PAD
            )
        else:
            self.sheet.text(x + PAD, y, text, size, bold=bold, color=color, room=width - 2 * PAD)

    def header(self, y: float) -> float:
        """Draw the column titles; gives the y below them."""
        high, rule = self.layout.size * 2.1, self.layout.rule
        color = "#111111"
        if rule == "zebra":
            self.sheet.box(self.left, y, self.end - self.left, high, fill=self.accent)
            color = "#ffffff"
        elif rule == "grid":
            self.sheet.box(self.left, y, self.end - self.left, high, fill="#e8e8e8", stroke="#444444")
        x = self.left
        for key, width in self.widths:
            self._write(key, x, width, y + high * 0.66, self._title(key), bold=True, color=color)
            x += width
        if rule in ("lines", "bare"):
            weight = 1.1 if rule == "lines" else 0.4
            self.sheet.line(self.left, y + high, self.end, y + high, width=weight, color=self.accent)
        elif rule == "dashes":
            self._dashes(y + high)
        return y + high

    def _dashes(self, y: float) -> None:
        size = self.layout.size
        count = int((self.end - self.left) / self.sheet.measure("-", size))
        self.sheet.text(self.left, y + 1, "-" * count, size)

    def _frame(self, y: float, high: float, at: int) -> None:
        rule = self.layout.rule
        if rule == "zebra" and at % 2 == 0:
            self.sheet.box(self.left, y, self.end - self.left, high, fill="#f0f3f6")
        elif rule == "grid":
            x = self.left
            for _key, width in self.widths:
                self.sheet.box(x, y, width, high, stroke="#777777")
                x += width
        elif rule == "lines":
            self.sheet.line(self.left, y + high, self.end, y + high, width=0.3, color="#aaaaaa")

    def _sum_row(self, y: float, text: str, total: Decimal) -> float:
        size = self.layout.size
        room = self.end - self.left - WIDTHS["amount"]
        self.sheet.text(self.left + PAD, y + size * 1.4, text, size, bold=True, room=room)
        amount = self.content.figures.number(total)
        self.sheet.text(self.end - PAD, y + size * 1.4, amount, size, bold=True, align="right")
        return y + size * 2

    def _turn(self, y: float, total: Decimal) -> float:
        words, layout = self.content.words, self.layout
        if layout.carry:
            self._sum_row(y, words["carry"], total)
        layout.foot(self.sheet, self.content)
        earlier = self.sheet.page
        self.sheet.next_page()
        y = self.header(layout.again(self.sheet, self.content))
        return self._sum_row(y, words["brought"].format(n=earlier), total) if layout.carry else y

    def draw(self, y: float) -> float:
        """Draw all lines from `y` on; gives the y below the last, on whatever page that is."""
        size, total = self.layout.size, Decimal(0)
        y = self.header(y)
        room = dict(self.widths)["description"] - 2 * PAD
        for at, line in enumerate(self.content.invoice.lines, start=1):
            rows = self.sheet.wrapped(line.description, size, room)
            high = size * (1.0 + 1.2 * len(rows)) if self.layout.rule != "dashes" else size * 1.3 * len(rows)
            if y + high + size * 2 > self._bottom():
                y = self._turn(y, total)
            self._frame(y, high, at)
            x, base = self.left, y + size * 1.4
            for key, width in self.widths:
                shown = rows[0] if key == "description" else self.content.cell(key, at, line)
                self._write(key, x, width, base, shown, bold=False, color="#111111")
                if key == "description":
                    self.sheet.column(x + PAD, base + size * 1.2, rows[1:], size, leading=1.2)
                x += width
            y, total = y + high, total + line.net
        if self.layout.rule == "dashes":
            self._dashes(y + size)
            y += size
        elif self.layout.rule in ("lines", "bare"):
            self.sheet.line(self.left, y, self.end, y, width=0.8, color=self.accent)
        return y


def draw(content: Content, layout: Layout) -> bytes:
    """`content` in `layout` as a PDF; US sellers print on Letter, the others on A4."""
    seller = content.invoice.seller
    title = f"{content.title} {content.invoice.number or ''}".strip()
    letter = seller.address.country == "US"
    sheet = Sheet(family=layout.family, letter=letter, title=title, author=seller.name)
    if content.invoice.copy:
        sheet.text(sheet.width / 2, 24, content.words["copy"], 13, bold=True, align="center", color="#888888")
    y = Table(sheet, content, layout).draw(layout.head(sheet, content))
    needed = layout.room_needed + 16 * len(content.totals)
    if y + needed > sheet.height - layout.bottom:
        layout.foot(sheet, content)
        sheet.next_page()
        y = layout.again(sheet, content)
    layout.close(sheet, content, y)
    layout.foot(sheet, content)
    return sheet.finish()
