"""The report as a PDF, as the client gets it: levels and credit first, charts, then every table."""

import io
import unicodedata
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from bpo.contracts.rules import Verdict
from bpo.statements.rules import said
from bpo.statements.rules.report import Report
from bpo.statements.rules.tables import Cell, Table, tables_of

_STROKES = {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Ħ": "H", "ħ": "h", "−": "-", "→": "->"}
"""Letters that Unicode does not take apart."""
INK, SOFT, LINE, MAIN, BAD = "#1d1d1b", "#5c5c57", "#d9d9d2", "#2f4fa8", "#a8322f"


def pdf_of(report: Report, *, version: int, made: str, by: str) -> bytes:
    """The PDF of a version; `made` is when, in words. The same arguments give the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = _styles()
    title = f"{report.client}: {said.month_name(report.month)}"
    about = f"Service report, version {version}. Made {made} by {by}. Contract version {report.contract}."
    story: list[Any] = [
        Paragraph(_text(title), styles["title"]),
        Paragraph(_text(about), styles["soft"]),
        Spacer(1, 5 * mm),
        Paragraph(_text(headline(report)), styles["lead"]),
        Spacer(1, 4 * mm),
    ]
    for table in tables_of(report):
        story += _table(table, styles)
        if table.key == "volume":
            story += [*_charts(report), Spacer(1, 3 * mm)]
    out = io.BytesIO()

    def foot(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 7.5)
        canvas.setFillColor(SOFT)
        canvas.drawString(18 * mm, 10 * mm, _plain(f"{title}, version {version}"))
        canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, f"Page {document.page}")
        canvas.restoreState()

    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        title=_plain(title),
        author=_plain(by),
        invariant=True,
    )
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def headline(report: Report) -> str:
    """The month in a sentence or two."""
    statement = report.statement
    missed = [each for each in statement.levels if each.credit or each.verdict == Verdict.MISSED]
    asked = [each for each in statement.levels if each in missed or each.verdict != Verdict.NOTHING_DUE]
    kept = len(asked) - len(missed)
    words = f"{kept} of {len(asked)} service levels were kept." if asked else "Nothing was due."
    if statement.credit:
        words += f" The service credit is {said.money(statement.credit, statement.currency)}."
    elif missed:
        words += " No service credit follows from it."
    return words


def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=12, textColor=_colour(INK))
    return {
        "plain": plain,
        "cell": ParagraphStyle("cell", plain, fontSize=8, leading=10),
        "number": ParagraphStyle("number", plain, fontSize=8, leading=10, alignment=2),
        "head": ParagraphStyle("head", plain, fontSize=8, leading=10, textColor=_colour(SOFT)),
        "head_number": ParagraphStyle(
            "head_number", plain, fontSize=8, leading=10, textColor=_colour(SOFT), alignment=2
        ),
        "soft": ParagraphStyle("soft", plain, fontSize=8, leading=11, textColor=_colour(SOFT)),
        "lead": ParagraphStyle("lead", plain, fontSize=11, leading=15),
        "title": ParagraphStyle("title", plain, fontName="Helvetica-Bold", fontSize=17, leading=22),
        "h2": ParagraphStyle("h2", plain, fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=8),
    }


def _table(table: Table, styles: dict[str, Any]) -> list[Any]:
    from reportlab.lib.units import mm
    from reportlab.platypus import KeepTogether, LongTable, Paragraph, Spacer, TableStyle

    rows = [
        [
            Paragraph(_text(words), styles["head_number" if place in table.numbers else "head"])
            for place, words in enumerate(table.head)
        ],
        *(
            [
                Paragraph(_text(_shown(cell)), styles["number" if place in table.numbers else "cell"])
                for place, cell in enumerate(row)
            ]
            for row in table.rows
        ),
    ]
    laid = LongTable(rows, colWidths=_widths(table, 174 * mm - 12), repeatRows=1, hAlign="LEFT")
    laid.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ]
        )
    )
    title = Paragraph(_text(table.title), styles["h2"])
    note = [Paragraph(_text(table.note), styles["soft"])] if table.note else []
    if len(table.rows) <= 14:
        return [KeepTogether([title, laid, *note]), Spacer(1, 2 * mm)]
    return [title, laid, *note, Spacer(1, 2 * mm)]


def _widths(table: Table, whole: float) -> list[float]:
    """The first column takes what text needs; columns of numbers are narrow."""
    shares = [
        1.1 if place in table.numbers else 2.5 if place == 0 else 1.6 for place in range(len(table.head))
    ]
    return [whole * share / sum(shares) for share in shares]


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _charts(report: Report) -> list[Any]:
    """Received and delivered by day, and the share in time by day, side by side."""
    from reportlab.graphics.shapes import Drawing, String

    if not report.days:
        return []
    drawing = Drawing(493, 150)
    for left, title, colours, series in (
        (0, "Jobs a day: received (blue), delivered (grey)", (MAIN, SOFT), _flow(report)),
        (255, "Due a day: in time (blue), late (red)", (MAIN, BAD), _due(report)),
    ):
        drawing.add(String(left + 4, 138, title, fontName="Helvetica", fontSize=8, fillColor=_colour(SOFT)))
        drawing.add(_columns(left, series, colours, [day.day.day for day in report.days], left > 0))
    return [drawing]


def _flow(report: Report) -> list[tuple[int, ...]]:
    return [tuple(day.received for day in report.days), tuple(day.delivered for day in report.days)]


def _due(report: Report) -> list[tuple[int, ...]]:
    return [tuple(day.met for day in report.days), tuple(day.due - day.met for day in report.days)]


def _columns(
    left: float, series: Sequence[tuple[int, ...]], colours: Sequence[str], days: Sequence[int], stacked: bool
) -> Any:
    from reportlab.graphics.charts.barcharts import VerticalBarChart

    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = int(left) + 24, 22, 208, 108
    chart.data = [list(each) for each in series]
    chart.categoryAxis.categoryNames = [str(day) if day % 5 == 0 or day == 1 else "" for day in days]
    chart.categoryAxis.style = "stacked" if stacked else "parallel"
    chart.categoryAxis.labels.fontSize = chart.valueAxis.labels.fontSize = 6.5
    chart.categoryAxis.visibleTicks = False
    chart.valueAxis.valueMin = 0
    chart.valueAxis.labelTextFormat = "%d"
    chart.groupSpacing = 2
    for place, colour in enumerate(colours):
        chart.bars[place].fillColor = _colour(colour)
        chart.bars[place].strokeWidth = 0
        chart.bars[place].strokeColor = None
    return chart


def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _text(text: str) -> str:
    """The same, as reportlab's paragraphs take it."""
    return escape(_plain(text))


def _plain(text: str) -> str:
    """What the PDF's standard fonts can show (Windows-1252): other letters lose their marks, not their place."""
    return "".join(char if _fits(char) else _near(char) for char in text)


def _near(char: str) -> str:
    return (
        _STROKES.get(char)
        or unicodedata.normalize("NFKD", char).encode("cp1252", "ignore").decode("cp1252")
        or "?"
    )


def _fits(char: str) -> bool:
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
