"""Tables come in as text with their row numbers, and go out without live formulas."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice

import pytest
from openpyxl import Workbook, load_workbook

from bpo.platform.files import media
from bpo.platform.sandbox import ParseFailed, Sandbox
from bpo.platform.sheets.reading import SheetLimits, SheetRefused, csv_rows, read_sheet
from bpo.platform.sheets.writing import csv_lines, neutralise, write_csv, write_xlsx
from tests.factories import hostile

LIVE = ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", '=HYPERLINK("http://x")']


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=["bpo.platform.sheets.reading"]) as made:
        yield made


def rows(content: bytes, limits: SheetLimits | None = None) -> list[tuple[int, list[str]]]:
    return [(row.number, row.cells) for row in csv_rows(content, limits or SheetLimits())]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separator_and_encoding_are_found_out(separator: str, encoding: str) -> None:
    text = f'ref{separator}Betrag\r\nä{separator}"1{separator}5"\r\n'
    assert rows(text.encode(encoding)) == [(1, ["ref", "Betrag"]), (2, ["ä", f"1{separator}5"])]


def test_row_numbers_are_those_of_the_file() -> None:
    assert rows(b'a,b\n\n1,"two\nlines"\n , \n3,4\n') == [
        (1, ["a", "b"]),
        (3, ["1", "two\nlines"]),
        (6, ["3", "4"]),
    ]


def test_decimal_commas_do_not_hide_the_semicolon() -> None:
    assert rows(b"ref;net;vat\nA;10,50;1,99\nB;9,00;1,71\n")[1] == (2, ["A", "10,50", "1,99"])


def test_excels_separator_line_is_obeyed() -> None:
    assert rows(b"sep=|\r\na|b,c\r\n1|2\r\n") == [(2, ["a", "b,c"]), (3, ["1", "2"])]


def test_one_column_is_a_table() -> None:
    assert rows(b"ref\nA\nB") == [(1, ["ref"]), (2, ["A"]), (3, ["B"])]
    assert rows(b"") == []


@pytest.mark.parametrize(
    ("content", "limits", "code", "row"),
    [
        (b"a,b\n1,2\n3,4\n", SheetLimits(rows=2), "SHEET_TOO_LARGE", 3),
        (b"a,b,c\n", SheetLimits(columns=2), "SHEET_TOO_LARGE", 1),
        (b"a,b\n1," + b"x" * 50, SheetLimits(field=49), "SHEET_TOO_LARGE", 2),
        (b"," * 2_000_000, SheetLimits(), "SHEET_TOO_LARGE", None),
        (b'a,b\n1,"x"y\n', SheetLimits(), "SHEET_DAMAGED", 2),
        (b'a,b\n1,"' + b"x" * 5_000_000, SheetLimits(), "SHEET_DAMAGED", 2),
        (b"a,\0\n", SheetLimits(), "FILE_ENCODING", None),
    ],
)
def test_what_cannot_be_read_is_named(
    content: bytes, limits: SheetLimits, code: str, row: int | None
) -> None:
    if content.startswith(b",,"):
        content += b"x"
        row = 1
    with pytest.raises(SheetRefused) as caught:
        rows(content, limits)
    assert (caught.value.code, caught.value.row) == (code, row)
    assert caught.value.message.endswith(".")


def test_a_large_table_streams() -> None:
    content = b"ref,net\n" + b"INV-1,10.00\n" * 150_000
    assert sum(1 for _ in csv_rows(content, SheetLimits())) == 150_001


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Erste"
    sheet["B3"], sheet["C3"] = "Ref", "Wert"
    for number, value in enumerate(
        [Decimal("1234.10"), 7, 0.1 + 0.2, 1e21, True, date(2026, 3, 1), None], start=5
    ):
        sheet.cell(number, 2, f"R{number}")
        sheet.cell(number, 3, value)
    sheet.cell(14, 3, datetime(2026, 3, 1, 14, 30))  # noqa: DTZ001 - a workbook knows no zones
    book.create_sheet("Zweite").append(["x"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_excel_shows_it(sandbox: Sandbox) -> None:
    sheet = read_sheet(sandbox, workbook(), media.XLSX)
    assert (sheet.name, sheet.names) == ("Erste", ("Erste", "Zweite"))
    assert [(row.number, row.cells[1:]) for row in sheet.rows] == [
        (3, ["Ref", "Wert"]),
        (5, ["R5", "1234.1"]),
        (6, ["R6", "7"]),
        (7, ["R7", "0.3"]),
        (8, ["R8", "1000000000000000000000"]),
        (9, ["R9", "TRUE"]),
        (10, ["R10", "2026-03-01"]),
        (11, ["R11"]),
        (14, ["", "2026-03-01T14:30:00"]),
    ]
    assert read_sheet(sandbox, workbook(), media.XLSX, name="Zweite").rows[0].cells == ["x"]


def test_a_missing_sheet_a_long_one_and_a_broken_one_are_refused(sandbox: Sandbox) -> None:
    for content, name, limits, code in (
        (workbook(), "Dritte", None, "SHEET_NOT_FOUND"),
        (workbook(), None, SheetLimits(rows=3), "SHEET_TOO_LARGE"),
        (b"PK\3\4nonsense", None, None, "FILE_DAMAGED"),
    ):
        with pytest.raises(SheetRefused) as caught:
            read_sheet(sandbox, content, media.XLSX, name=name, limits=limits)
        assert caught.value.code == code


def test_a_sheet_that_claims_to_be_endless_ends_in_the_child(sandbox: Sandbox) -> None:
    with pytest.raises((ParseFailed, SheetRefused)):
        read_sheet(sandbox, hostile.endless_sheet(), media.XLSX)
    assert read_sheet(sandbox, workbook(), media.XLSX).rows


@pytest.mark.parametrize("text", LIVE)
def test_live_text_is_neutralised(text: str) -> None:
    assert neutralise(text) == "'" + text
    written = write_csv(["x"], [[text]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["x"], ["'" + text]]


@pytest.mark.parametrize("text", ["", "INV-1", "a=b", "10.00", "Müller", "'quoted"])
def test_other_text_stays(text: str) -> None:
    assert neutralise(text) == text


def test_csv_keeps_typed_values() -> None:
    made = write_csv(
        ["=h", "n"],
        [[Decimal("-12.50"), -3], [None, True], [date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, tzinfo=UTC)]],
    )
    assert made.decode() == "\ufeff'=h,n\r\n-12.50,-3\r\n,TRUE\r\n2026-01-02,2026-01-02T03:04:00+00:00\r\n"


def test_csv_lines_do_not_wait_for_the_end() -> None:
    def endless() -> Iterator[list[str]]:
        while True:
            yield ["x"]

    assert b"".join(islice(csv_lines(["h"], endless()), 4)) == "\ufeffh\r\nx\r\nx\r\n".encode()


def test_workbooks_hold_text_as_text_and_numbers_as_numbers() -> None:
    made = write_xlsx(
        [
            ("Jobs: [all]", ["ref", "net"], [[text, Decimal("-12.50")] for text in LIVE]),
            ("Two", ["a"], [["bell\x07"], [date(2026, 1, 2)], ["x" * 40_000]]),
        ]
    )
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Jobs_ _all_", "Two"]
    for row, text in enumerate(LIVE, start=2):
        cell, number = book["Jobs_ _all_"].cell(row, 1), book["Jobs_ _all_"].cell(row, 2)
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert str(cell.value).replace("\r", "\n").strip() == text.replace("\r", "\n").strip()
        assert (number.data_type, number.value, number.number_format) == ("n", -12.5, "0.00")
    assert book["Two"]["A2"].value == "bell\ufffd"
    assert book["Two"]["A3"].value == datetime(2026, 1, 2)  # noqa: DTZ001 - as the workbook has it
    assert len(str(book["Two"]["A4"].value)) == 32_767


def test_what_is_written_is_read(sandbox: Sandbox) -> None:
    table = [["ref", "net"], ["A-1", "10.5"], ["ä", "-2"]]
    made = write_xlsx([("S", table[0], [["A-1", Decimal("10.50")], ["ä", -2]])])
    assert [row.cells for row in read_sheet(sandbox, made, media.XLSX).rows] == table
    assert [cells for _, cells in rows(write_csv(table[0], [["A-1", Decimal("10.5")], ["ä", -2]]))] == table
