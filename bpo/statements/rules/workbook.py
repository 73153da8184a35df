"""The report as a workbook: a sheet for each table, the days with charts, cells that no program takes for formulas."""

import io
from typing import Any

from bpo.statements.rules import said
from bpo.statements.rules.document import headline
from bpo.statements.rules.report import Report
from bpo.statements.rules.tables import Table, tables_of


def workbook_of(report: Report, *, version: int, made: str, by: str) -> bytes:
    """The XLSX of a version; `made` is when, in words."""
    from openpyxl import Workbook

    book = Workbook()
    cover: Any = book.active
    cover.title = "Report"
    _row(cover, 1, [f"{report.client}: {said.month_name(report.month)}"], bold=True)
    _row(
        cover,
        2,
        [f"Service report, version {version}. Made {made} by {by}. Contract version {report.contract}."],
    )
    _row(cover, 3, [headline(report)])
    place = 5
    for table in tables_of(report):
        if len(table.rows) > 60:
            _sheet(book.create_sheet(table.title[:31]), table, 1)
        else:
            place = _sheet(cover, table, place) + 1
    _widen(cover)
    if report.days:
        _days(book.create_sheet("Days"), report)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Any, table: Table, place: int) -> int:
    """Write a table from a row on; the first free row after it."""
    _row(sheet, place, [table.title], bold=True)
    _row(sheet, place + 1, list(table.head), bold=True)
    for number, row in enumerate(table.rows, start=place + 2):
        _row(sheet, number, list(row))
    place += 2 + len(table.rows)
    if table.note:
        _row(sheet, place, [table.note])
        place += 1
    return place


def _row(sheet: Any, number: int, cells: list[Any], *, bold: bool = False) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    for column, value in enumerate(cells, start=1):
        if value is None:
            continue
        cell = sheet.cell(row=number, column=column)
        if isinstance(value, int):
            cell.value = value
        else:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
            cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)


def _widen(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 44
    for letter in "BCDEFGHI":
        sheet.column_dimensions[letter].width = 17


def _days(sheet: Any, report: Report) -> None:
    from openpyxl.chart import BarChart, Reference

    _row(sheet, 1, ["Day", "Received", "Delivered", "Due", "In time", "Late"], bold=True)
    for number, day in enumerate(report.days, start=2):
        _row(
            sheet,
            number,
            [day.day.isoformat(), day.received, day.delivered, day.due, day.met, day.due - day.met],
        )
    last = len(report.days) + 1
    names = Reference(sheet, min_col=1, min_row=2, max_row=last)
    for place, (title, first, end, grouping) in enumerate(
        (("Received and delivered", 2, 3, "clustered"), ("In time and late", 5, 6, "stacked"))
    ):
        chart: Any = BarChart()
        chart.type, chart.grouping, chart.title = "col", grouping, title
        chart.overlap = 100 if grouping == "stacked" else None
        chart.add_data(
            Reference(sheet, min_col=first, max_col=end, min_row=1, max_row=last), titles_from_data=True
        )
        chart.set_categories(names)
        chart.width, chart.height = 24, 9
        sheet.add_chart(chart, f"H{2 + place * 20}")
    sheet.column_dimensions["A"].width = 12
