"""The looks an invoice comes in, by name."""

from workers.demo.documents.layouts.base import Layout, draw
from workers.demo.documents.layouts.formal import CLASSIC, LEDGER, LETTER_STYLE, PRINTER
from workers.demo.documents.layouts.modern import BAND, BOXES, MODERN, SIDEBAR

LAYOUTS: dict[str, Layout] = {
    layout.name: layout for layout in (CLASSIC, LETTER_STYLE, LEDGER, PRINTER, BAND, MODERN, SIDEBAR, BOXES)
}

__all__ = ["LAYOUTS", "Layout", "draw"]
