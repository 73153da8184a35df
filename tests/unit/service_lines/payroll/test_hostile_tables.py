"""Tables as they should not be: each gets a clear answer for the file or the row, and nothing is guessed."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from bpo.catalog.rules import SheetTemplate, Source
from bpo.platform.files import media
from bpo.service_lines.payroll.calculate import automate
from bpo.service_lines.payroll.tables import TEMPLATES, Given, read_files
from tests.unit.service_lines.payroll.given import as_csv
from workers.demo.payroll import make_run

HEADER = ["employee_id", "period_start", "period_end", "regular_hours", "overtime_hours"]
GOOD = ["E1", "2026-05-31", "2026-06-13", "80", "4"]


def csv(text: str | bytes, name: str = "sheet.csv") -> Given:
    content = text if isinstance(text, bytes) else text.encode()
    return read_files([Source(name=name, media_type=media.CSV, content=content)])


def workbook(fill: Callable[[Any], None]) -> Given:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return read_files([Source(name="book.xlsx", media_type=media.XLSX, content=out.getvalue())])


def said(given: Given) -> str:
    return " | ".join(f"{each.row} {each.column} {each.message}" for each in given.problems)


def rows(given: Given) -> list[dict[str, str]]:
    return [dict(row.cells) for row in given.rows.get("timesheets", [])]


def test_titles_may_stand_above_the_header_even_merged() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Timesheets of June"])
        sheet.merge_cells("A1:E1")
        sheet.append([])
        sheet.append(HEADER)
        sheet.append(["E1", date(2026, 5, 31), date(2026, 6, 13), 80, 4.5])

    given = workbook(fill)
    assert given.problems == []
    assert rows(given) == [dict(zip(HEADER, ["E1", "2026-05-31", "2026-06-13", "80", "4.5"], strict=True))]


def test_merged_cells_below_the_header_are_named() -> None:
    def fill(sheet: Any) -> None:
        for row in (HEADER, GOOD, ["E2", *GOOD[1:]], ["E3", *GOOD[1:]]):
            sheet.append(row)
        sheet.merge_cells("D3:D4")

    given = workbook(fill)
    assert [each.row for each in given.problems if "merged" in each.message] == [3, 4]
    assert [row["employee_id"] for row in rows(given)] == ["E1"]


def test_a_formula_without_a_result_is_named_and_never_taken_for_nothing() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(HEADER)
        sheet.append(GOOD)
        sheet.append(["E2", "2026-05-31", "2026-06-13", "=40+40", ""])

    given = workbook(fill)
    assert [(each.row, each.column, each.employee_id) for each in given.problems] == [
        (3, "regular_hours", "E2")
    ]
    assert "holds a formula without a result" in said(given)


def test_a_formula_in_a_csv_is_no_number() -> None:
    given = csv(",".join(HEADER) + "\nE1,2026-05-31,2026-06-13,=40+40,0\n")
    assert "is no number" in said(given)


def test_two_columns_that_mean_the_same_are_refused() -> None:
    given = csv(
        "employee_id,Regular hours,regular_hours,period_start,period_end\nE1,80,70,2026-05-31,2026-06-13\n"
    )
    assert "Two columns mean the same: Regular hours" in said(given)
    assert rows(given) == []


def test_a_column_that_must_be_there_is_named() -> None:
    assert "Columns are missing: Period to" in said(
        csv("employee_id,regular_hours,period_start\nE1,80,2026-05-31\n")
    )


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("05/31/2026", "2026-05-31"),
        ("31.05.2026", "2026-05-31"),
        ("31 May 2026", "2026-05-31"),
        ("2026/05/31", "2026-05-31"),
    ],
)
def test_dates_as_text_that_can_mean_one_day_only(text: str, reads: str) -> None:
    given = csv(f"{','.join(HEADER)}\nE1,{text},2026-06-13,80,0\n")
    assert given.problems == []
    assert rows(given)[0]["period_start"] == reads


def test_dates_are_read_as_the_rest_of_their_column_proves() -> None:
    given = csv(f"{','.join(HEADER)}\nE1,05/06/2026,06/13/2026,80,0\nE2,05/31/2026,06/13/2026,80,0\n")
    assert [row["period_start"] for row in rows(given)] == ["2026-05-06", "2026-05-31"]


def test_dates_are_read_as_another_column_of_the_table_proves() -> None:
    given = csv(f"{','.join(HEADER)}\nE1,01/09/2026,15/09/2026,80,0\n")
    assert [row["period_start"] for row in rows(given)] == ["2026-09-01"]


@pytest.mark.parametrize(
    ("first", "last", "reads"),
    [("08/02/2026", "08/08/2026", "2026-08-02"), ("03-02-2026", "09-02-2026", "2026-02-03")],
)
def test_dates_are_read_as_a_period_that_somebody_is_paid_for(first: str, last: str, reads: str) -> None:
    given = csv(f"{','.join(HEADER)}\nE1,{first},{last},40,0\n")
    assert given.problems == []
    assert rows(given)[0]["period_start"] == reads


@pytest.mark.parametrize(
    ("first", "last"),
    [("06/06/2026", "07/06/2026"), ("01/02/2026", "03/04/2026")],
    ids=["both orders are a period", "neither is"],
)
def test_dates_of_which_no_order_is_proven_are_asked(first: str, last: str) -> None:
    given = csv(f"{','.join(HEADER)}\nE1,{first},{last},40,0\n")
    assert "write YYYY-MM-DD" in said(given)


def test_a_date_that_could_be_two_is_asked() -> None:
    given = csv(f"{','.join(HEADER)}\nE1,05/06/2026,2026-06-13,80,0\n")
    assert "could be 2026-06-05 or 2026-05-06" in said(given)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(encoding: str) -> None:
    run = make_run("us", seed=1, size=2, frequency="weekly")
    run.tables["employees"][0]["last_name"] = "Núñez"
    content = as_csv(run.tables["employees"]).decode().encode(encoding, "replace")
    assert csv(content).rows["employees"][0].cells["last_name"] == "Núñez"


def test_bytes_that_are_no_text_are_refused_in_words() -> None:
    assert "NUL" in said(csv(b"employee_id,regular_hours\0\0,x\n"))


def test_decimal_commas_are_proven_by_the_file_or_asked() -> None:
    head = ";".join(HEADER)
    good = csv(f"{head}\nE1;2026-05-31;2026-06-13;72,5;1.234,50\n")
    assert rows(good)[0]["regular_hours"] == "72.5"
    doubtful = csv(f"{head}\nE1;2026-05-31;2026-06-13;1,234;0\n")
    assert "could be 1234 or 1.234" in said(doubtful)


def test_a_decimal_comma_without_quotation_marks_never_moves_the_hours() -> None:
    given = csv(f"{','.join(HEADER)}\nE1,2026-05-31,2026-06-13,72,5,0\nE2,2026-05-31,2026-06-13,80,0\n")
    assert [(each.row, each.employee_id) for each in given.problems] == [(2, "E1")]
    assert "more cells than there are titles" in said(given)
    assert [row["employee_id"] for row in rows(given)] == ["E2"]


def test_characters_that_are_none_of_the_encoding_are_named() -> None:
    given = csv(",".join(HEADER).encode() + b"\nE\x811,2026-05-31,2026-06-13,72,0\n")
    assert "Employee number has characters that are none of the file's encoding" in said(given)


def employees(book: bool, **cells: Any) -> Given:
    run = make_run("us", seed=1, size=1, frequency="weekly")
    row = {**run.tables["employees"][0], **cells}
    if not book:
        return csv(as_csv([{key: str(value) for key, value in row.items()}]))
    return workbook(lambda sheet: [sheet.append(list(row)), sheet.append(list(row.values()))])


def test_zeros_that_a_workbook_dropped_are_put_back_only_where_the_length_is_known() -> None:
    given = employees(True, aba=11401533, account=627612674)
    (row,) = given.rows["employees"]
    assert row.cells["aba"] == "011401533"
    assert row.cells["account"] == "627612674"
    assert "zeros in front of them would be lost" in said(given)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("rate", "$ 22.50", ""),
        ("rate", "22.50 dollars", "is no number"),
        ("rate", "1.2e5", "shortened by a spreadsheet"),
        ("rate", "9999999999", "more than anybody is paid"),
        ("pretax_401k_pct", "5%", ""),
        ("pretax_401k_pct", "0.05", "write 5 for five percent"),
        ("pay_type", "by the mile", "is none of hourly, salary"),
        ("step2", "maybe", "neither yes nor no"),
        ("frequency", "", "is empty"),
        ("filing_status", "", ""),
    ],
)
def test_cells_of_employees(column: str, value: str, words: str) -> None:
    given = employees(False, **{column: value})
    assert (words in said(given)) if words else given.problems == []


def test_a_hundred_thousand_rows_get_an_answer() -> None:
    run = make_run("us", seed=1, size=1, frequency="weekly")
    row = run.tables["employees"][0]
    many = [{**row, "employee_id": f"E{number}"} for number in range(100_000)]
    outcome = automate([Source(name="employees.csv", media_type=media.CSV, content=as_csv(many))], {})
    assert [each.code for each in outcome.findings] == ["RUN_REFUSED"]
    assert "100000 employees; at most 25000" in outcome.findings[0].message


def test_something_wrong_with_all_rows_is_said_once() -> None:
    run = make_run("us", seed=1, size=600, frequency="weekly")
    for each in run.tables["employees"]:
        each["ssn"] = ""
    sources = [Source(name=name, media_type=media.CSV, content=content) for name, content in run.files()]
    outcome = automate(sources, {})
    assert [each.code for each in outcome.findings] == ["RUN_REFUSED"]
    assert "600 × SSN_MISSING" in outcome.findings[0].message


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
def test_a_template_as_it_is_offered_is_read_without_a_question(template: SheetTemplate) -> None:
    rows = [dict(zip(template.header, row, strict=True)) for row in template.rows]
    given = csv(as_csv(rows))
    assert given.problems == []
    assert sum(map(len, given.rows.values())) == 1
