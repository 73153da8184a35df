"""`withholding FILE.csv`: rows as they come, each worked out or answered in words."""

import json
from pathlib import Path

import pytest

from bpo.service_lines.payroll.cli import print_withholding

US = "id,tax_year,frequency,filing_status,step2_checkbox,federal_taxable_wages,step3_credits_annual"
UK = "id,tax_year,freq,period,code,w1m1,ni_cat,gross,gross_ytd_before,tax_ytd_before"


def lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], titles: str, *rows: str
) -> list[dict[str, str]]:
    path = tmp_path / "rows.csv"
    path.write_text("\n".join((titles, *rows)), encoding="utf-8")
    print_withholding([str(path)])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,2026,weekly,single,0,-5.00,0", "below zero"),
        ("a,2026,weekly,single,0,,0", "empty"),
        ("a,2026,weekly,single,0,NaN,0", "no number"),
        ("a,2025,weekly,single,0,500,0", "not covered"),
        ("a,2026,hourly,single,0,500,0", "not covered"),
        ("a,2026,weekly,widowed,0,500,0", "not covered"),
    ],
)
def test_a_us_row_that_cannot_be_worked_out_says_why(
    row: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = lines(tmp_path, capsys, US, row)
    assert words in found["error"]
    assert "withholding" not in found


@pytest.mark.parametrize(
    ("same", "words"),
    [
        ("weekly,single", "Weekly,Single or Married filing separately"),
        ("semimonthly,mfj", "semi-monthly,Married filing jointly"),
        ("biweekly,mfj", "Bi-Weekly,Qualifying surviving spouse"),
        ("semiannual,hoh", "semiannually,Head of household"),
    ],
)
def test_the_words_of_form_w4_are_understood(
    same: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (f"a,2026,{each},0,20000.00,0" for each in (same, words))
    first, second = lines(tmp_path, capsys, US, *rows)
    assert first["withholding"] == second["withholding"] != "0.00"


def test_fortnights_are_told_by_week_or_by_count_as_the_rows_prove(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pay = "1257L,False,A,900.00,900.00,0"
    by_week = lines(tmp_path, capsys, UK, f"a,2026-27,fortnightly,4,{pay}", f"b,2026-27,fortnightly,8,{pay}")
    by_count = lines(tmp_path, capsys, UK, f"a,2026-27,fortnightly,2,{pay}", f"b,2026-27,fortnightly,3,{pay}")
    # 1,800.00 to date less 4 × 241.93 free: 832 pounds at 20 %.
    assert by_week[0]["tax"] == by_count[0]["tax"] == "166.40"


def test_a_53rd_week_is_taxed_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = "2026-27,weekly,53,1257L,{},A,600.00,31200.00,3700.00"
    cumulative, alone = lines(tmp_path, capsys, UK, f"a,{row.format('False')}", f"b,{row.format('True')}")
    # 600.00 less 241.93: 358 pounds at 20 %.
    assert cumulative["tax"] == alone["tax"] == "71.60"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,2026-27,weekly,0,1257L,False,A,500,0,0", "first of the tax year"),
        ("a,2026-27,weekly,1.5,1257L,False,A,500,0,0", "whole number"),
        ("a,2026-27,weekly,1,ABC,False,A,500,0,0", "not a tax code"),
        ("a,2026-27,weekly,1,1257L,False,Q,500,0,0", "not covered"),
        ("a,2026-27,weekly,1,1257L,False,A,-1,0,0", "below zero"),
    ],
)
def test_a_uk_row_that_cannot_be_worked_out_says_why(
    row: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = lines(tmp_path, capsys, UK, row)
    assert words in found["error"]
