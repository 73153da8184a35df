"""A page to draw on from the top down, in points, with text that never runs out of its place."""

import io
from functools import cache
from pathlib import Path
from typing import Literal

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Align = Literal["left", "right", "center"]
FAMILIES = {
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "times": ("Times-Roman", "Times-Bold"),
    "courier": ("Courier", "Courier-Bold"),
    "vera": ("Vera", "VeraBd"),
}


@cache
def _vera() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in FAMILIES["vera"]:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


class Sheet:
    """The pages of one PDF; (0, 0) is the top left corner. The same drawing gives the same bytes."""

    def __init__(self, *, family: str, letter: bool, title: str, author: str) -> None:
        if family == "vera":
            _vera()
        self.regular, self.strong = FAMILIES[family]
        self.width, self.height = LETTER if letter else A4
        self.page = 1
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(self.width, self.height), invariant=1)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width of `text` in points."""
        return pdfmetrics.stringWidth(text, self.strong if bold else self.regular, size)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9,
        *,
        bold: bool = False,
        align: Align = "left",
        color: str = "#111111",
        room: float | None = None,
    ) -> None:
        """Write `text` with its baseline at `y`; set smaller where it would be wider than `room`."""
        wide = self.measure(text, size, bold=bold)
        if room and wide > room:
            size = size * room / wide
            wide = room
        start = x - (wide if align == "right" else wide / 2 if align == "center" else 0)
        self._canvas.setFillColor(HexColor(color))
        self._canvas.setFont(self.strong if bold else self.regular, size)
        self._canvas.drawString(start, self.height - y, text)

    def column(
        self,
        x: float,
        y: float,
        rows: tuple[str, ...] | list[str],
        size: float = 9,
        *,
        first_bold: bool = False,
        align: Align = "left",
        color: str = "#111111",
        room: float | None = None,
        leading: float = 1.35,
    ) -> float:
        """Write rows below each other; gives the baseline after the last."""
        for at, row in enumerate(rows):
            bold = first_bold and at == 0
            self.text(x, y, row, size, bold=bold, align=align, color=color, room=room)
            y += size * leading
        return y

    def wrapped(self, text: str, size: float, room: float) -> list[str]:
        """`text` broken into rows no wider than `room`."""
        return list(simpleSplit(text, self.regular, size, room))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.6, color: str = "#444444"
    ) -> None:
        """Draw a line."""
        self._canvas.setStrokeColor(HexColor(color))
        self._canvas.setLineWidth(width)
        self._canvas.line(x1, self.height - y1, x2, self.height - y2)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        radius: float = 0,
    ) -> None:
        """Draw a rectangle with its top left corner at (x, y)."""
        self._canvas.setLineWidth(0.7)
        if fill:
            self._canvas.setFillColor(HexColor(fill))
        if stroke:
            self._canvas.setStrokeColor(HexColor(stroke))
        bottom = self.height - y - height
        self._canvas.roundRect(
            x, bottom, width, height, radius, stroke=int(bool(stroke)), fill=int(bool(fill))
        )

    def disc(self, x: float, y: float, radius: float, color: str) -> None:
        """Draw a filled circle."""
        self._canvas.setFillColor(HexColor(color))
        self._canvas.circle(x, self.height - y, radius, stroke=0, fill=1)

    def next_page(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()
