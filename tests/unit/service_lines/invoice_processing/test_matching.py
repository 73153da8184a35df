"""Matching on folders made from a seed: clean cases pass, each planted defect is stopped for its own reason."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bpo.service_lines.invoice_processing.matching import cli
from bpo.service_lines.invoice_processing.matching.books import OrderLine
from bpo.service_lines.invoice_processing.matching.names import same_name
from bpo.service_lines.invoice_processing.matching.pairing import Pair, billed_line
from bpo.service_lines.invoice_processing.matching.policy import Allowance, parse_allowance, policy_of_words
from bpo.service_lines.invoice_processing.matching.prices import check_prices
from tests.benchmarks.matching_second import ANY, MAKERS, NOT_READ, SECOND
from tests.unit.service_lines.invoice_processing.matching_cases import Case, Maker, Plant, write_folder
from tests.unit.service_lines.invoice_processing.matching_edges import EDGES
from tests.unit.service_lines.invoice_processing.matching_plants import EVERYTHING, FINE, WRONG


def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    assert cli.main([str(folder)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["file"]: line for line in lines}


@pytest.mark.parametrize("seed", range(3))
def test_every_plant_gets_its_verdict(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = write_folder(tmp_path / "folder", seed, EVERYTHING)
    given = run(tmp_path / "folder", capsys)
    assert set(given) == set(truth)
    wrong = {
        file: (case.name, case.action, sorted(case.codes), given[file])
        for file, case in truth.items()
        if (given[file]["action"], set(given[file]["codes"])) != (case.action, case.codes)
    }
    assert not wrong


def test_what_lies_at_the_edge_of_a_rule_falls_on_the_right_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = write_folder(tmp_path / "folder", 23, EDGES)
    given = run(tmp_path / "folder", capsys)
    wrong = {
        case.name: (case.action, sorted(case.codes), given[file])
        for file, case in truth.items()
        if (given[file]["action"], set(given[file]["codes"])) != (case.action, case.codes)
    }
    assert not wrong


@pytest.mark.parametrize("maker_of", MAKERS)
def test_what_another_policy_asks(
    maker_of: type[Maker], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = write_folder(tmp_path / "folder", 3, SECOND, maker_of=maker_of)
    given = run(tmp_path / "folder", capsys)
    wrong = {
        case.name: (case.action, sorted(case.codes), given[file])
        for file, case in truth.items()
        if case.name != NOT_READ and not agrees(given[file], case)
    }
    assert not wrong


def agrees(given: dict[str, Any], case: Case) -> bool:
    codes = set(given["codes"])
    as_told = bool(codes) and case.codes - {ANY} <= codes if ANY in case.codes else codes == case.codes
    return given["action"] == case.action and as_told


def both(one: Plant, other: Plant) -> Plant:
    def plant(case: Case, maker: Maker) -> None:
        one(case, maker)
        other(case, maker)

    return plant


def test_nothing_fine_hides_a_defect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unusual = ("without_line_numbers", "own_articles_of_the_vendor", "lines_reordered", "discount", "prepaid")
    plants = {
        f"{fine} and {wrong}": both(FINE[fine], plant) for fine in unusual for wrong, plant in WRONG.items()
    }
    truth = write_folder(tmp_path / "folder", 11, plants)
    given = run(tmp_path / "folder", capsys)
    released = [case.name for file, case in truth.items() if given[file]["action"] != "EXCEPTION"]
    assert not released


def test_accounts_come_from_the_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = write_folder(tmp_path / "folder", 5, {"lines_reordered": FINE["lines_reordered"]}, rounds=6)
    given = run(tmp_path / "folder", capsys)
    for file, case in truth.items():
        accounts = {str(place): line["gl"] for place, line in enumerate(case.billed, start=1)}
        assert given[file]["gl"] == accounts


def test_a_second_invoice_counts_what_the_first_billed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = write_folder(tmp_path / "folder", 7, {"partly": FINE["some_lines_only"]})
    first = tmp_path / "folder" / "invoices" / "c000.xml"
    number = next(iter(truth.values())).bill["number"]
    again = first.read_text(encoding="utf-8").replace(f">{number}<", ">SECOND-1<")
    date = next(iter(truth.values())).bill["issue_date"]
    (first.parent / "c001.xml").write_text(again.replace(f"IssueDate>{date}", "IssueDate>2026-09-01"))
    given = run(tmp_path / "folder", capsys)
    assert given["invoices/c000.xml"]["action"] == "APPROVE_TOUCHLESS"
    assert set(given["invoices/c001.xml"]["codes"]) == {"QTY_OVER_ORDERED", "QTY_OVER_RECEIVED"}


def test_the_same_invoice_twice_in_a_folder_is_asked_about_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "folder", 9, {"clean": FINE["clean"]})
    first = tmp_path / "folder" / "invoices" / "c000.xml"
    (first.parent / "c001.xml").write_bytes(first.read_bytes())
    given = run(tmp_path / "folder", capsys)
    assert given["invoices/c000.xml"]["codes"] == []
    assert "DUPLICATE_EXACT" in given["invoices/c001.xml"]["codes"]


def test_what_cannot_be_read_is_no_reason_to_stop_or_to_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "folder", 1, {"clean": FINE["clean"]})
    invoices = tmp_path / "folder" / "invoices"
    (invoices / "a.xml").write_bytes(b"<Invoice")
    (invoices / "b.pdf").write_bytes(b"%PDF-1.7 nothing")
    (invoices / "c.txt").write_bytes(b"")
    given = run(tmp_path / "folder", capsys)
    assert given["invoices/c000.xml"]["action"] == "APPROVE_TOUCHLESS"
    assert all(given[f"invoices/{name}"]["action"] == "EXCEPTION" for name in ("a.xml", "b.pdf", "c.txt"))


def test_a_folder_without_lists_demands_nothing_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "folder", 2, {"clean": FINE["clean"], "new_account": WRONG["new_account"]})
    for path in (tmp_path / "folder").glob("*.csv"):
        path.unlink()
    assert {line["action"] for line in run(tmp_path / "folder", capsys).values()} == {"ROUTE_APPROVAL_NON_PO"}


def rewrite(
    folder: Path, change: Callable[[list[list[str]]], list[list[str]]], encoding: str, mark: str
) -> None:
    """Write the lists of a folder in another form."""
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = change(list(csv.reader(lines)))
        out = io.StringIO()
        csv.writer(out, delimiter=mark).writerows(rows)
        path.write_bytes(out.getvalue().encode(encoding))


def decimal_commas(rows: list[list[str]]) -> list[list[str]]:
    numbers = {"qty", "unit_price", "qty_received", "gross"}
    places = [place for place, title in enumerate(rows[0]) if title in numbers]
    return [
        [cell.replace(".", ",") if place in places else cell for place, cell in enumerate(row)]
        for row in rows
    ]


def titles_in_words(rows: list[list[str]]) -> list[list[str]]:
    return [[title.replace("_", " ").title() for title in rows[0]], *rows[1:]]


def turned_round(rows: list[list[str]]) -> list[list[str]]:
    return [[*reversed(row), "imported"] for row in rows]


@pytest.mark.parametrize(
    ("change", "encoding", "mark"),
    [
        (decimal_commas, "cp1252", ";"),
        (decimal_commas, "utf-8-sig", ","),
        (titles_in_words, "utf-16", "\t"),
        (turned_round, "utf-8", ";"),
    ],
)
def test_the_form_in_which_a_list_is_written_changes_no_verdict(
    change: Callable[[list[list[str]]], list[list[str]]],
    encoding: str,
    mark: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = ("other_units", "part_of_a_unit_too_many", "same_amount_another_day", "price_beyond_the_limit")
    truth = write_folder(tmp_path / "folder", 5, {name: EDGES[name] for name in names})
    rewrite(tmp_path / "folder", change, encoding, mark)
    given = run(tmp_path / "folder", capsys)
    wrong = {
        case.name: (case.action, sorted(case.codes), given[file])
        for file, case in truth.items()
        if (given[file]["action"], set(given[file]["codes"])) != (case.action, case.codes)
    }
    assert not wrong


def test_a_folder_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([str(tmp_path)]) == 2
    assert "policy.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "percent", "amount"),
    [
        ("2% per unit price (either direction down is fine)", "2", None),
        ("2.5 %", "2.5", None),
        ("2,5 percent", "2.5", None),
        ("none", None, None),
        ("", None, None),
        ("10.00", None, "10.00"),
        ("EUR 1,000.00", None, "1000.00"),
        ("2% or 0.05 per unit, stricter wins", "2", "0.05"),
    ],
)
def test_words_of_a_policy(words: str, percent: str | None, amount: str | None) -> None:
    assert parse_allowance(words) == Allowance(
        percent=None if percent is None else Decimal(percent),
        amount=None if amount is None else Decimal(amount),
    )


@pytest.mark.parametrize(
    ("words", "at_ten"),
    [
        ({"price_tolerance": "2%", "price_tolerance_abs": "none"}, "0.2"),
        ({"price_tolerance": "2%", "price_tolerance_abs": "0.05"}, "0.05"),
        ({"price_tolerance": "none", "price_tolerance_abs": "0.05"}, "0.05"),
        ({"price_tolerance": "2% or 0.50, whichever is greater"}, "0.50"),
        ({"price_tolerance": 0.02}, "0.2"),
        ({"price_tolerance": 2}, "0.2"),
        ({"price_tolerance": "none", "price_tolerance_abs": "none"}, "0"),
        ({}, "0"),
    ],
)
def test_the_stricter_tolerance_wins_unless_the_policy_says_otherwise(
    words: dict[str, Any], at_ten: str
) -> None:
    assert policy_of_words(words).price.above(Decimal(10)) == Decimal(at_ten)


def test_an_amount_may_be_for_a_line_or_for_the_whole_invoice() -> None:
    line = policy_of_words(
        {"price_tolerance": "5% per unit price", "price_tolerance_abs": "20.00 per line"}
    ).price
    assert line.above(Decimal(50), Decimal(100)) == Decimal("0.2")
    assert line.above(Decimal(5), Decimal(4)) == Decimal("0.25")
    named = {
        "50.00 per invoice line": "line",
        "10.00 on the invoice total": "invoice",
        "15.00 in total": "invoice",
    }
    for words, per in named.items():
        assert policy_of_words({"price_tolerance_abs": words}).price.per == per, words
    unit = policy_of_words({"price_tolerance_abs": "EUR 0.10 per unit"}).price
    assert unit.above(Decimal(50), Decimal(100)) == Decimal("0.10")


def test_an_amount_for_the_whole_invoice_is_held_against_all_lines_together() -> None:
    policy = policy_of_words({"price_tolerance": "10%", "price_tolerance_abs": "15.00 in total"})
    ordered = OrderLine(po="1", line="1", quantity=Decimal(10), unit_price=Decimal(10))

    def dearer(*prices: str) -> list[str]:
        rows = [{"quantity": "10", "unit_price": price, "order_line": "1"} for price in prices]
        pairs = [Pair(billed_line(place, row), ordered) for place, row in enumerate(rows)]
        return [finding.code for finding in check_prices(pairs, policy)]

    assert dearer("10.80", "10.70") == []
    assert dearer("10.80", "10.80", "9.00") == ["PRICE_VARIANCE", "PRICE_VARIANCE"]


def test_quantities_of_a_policy() -> None:
    policy = policy_of_words({"quantity_tolerance": "5% over received; 3 over ordered"})
    assert policy.over_received.above(Decimal(100)) == 5
    assert policy.over_ordered.above(Decimal(100)) == 3
    one_side = policy_of_words({"quantity_tolerance": "5% over received"})
    assert (one_side.over_received.above(Decimal(100)), one_side.over_ordered.above(Decimal(100))) == (5, 0)
    strict = policy_of_words({"quantity_tolerance": "0 over received; 0 over ordered"})
    assert strict.over_received.above(Decimal(100)) == strict.over_ordered.above(Decimal(100)) == 0


def test_lower_prices_are_stopped_only_where_the_policy_says_both_ways() -> None:
    assert policy_of_words({"price_tolerance": "2%"}).price_down_is_fine
    assert policy_of_words({"price_tolerance": "2% (either direction down is fine)"}).price_down_is_fine
    assert not policy_of_words({"price_tolerance": "2% in either direction"}).price_down_is_fine


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Contoso Group", "CONTOSO GROUP Ltd.", True),
        ("Suministros Ibarra S.L.", "Suministros Ibarra SL", True),
        ("Mälardalens Städ AB", "Malardalens Stad AB", True),
        ("Northwind GmbH", "Northwind AG", False),
        ("Contoso Group", "Contoso Retail", False),
        ("Wisla Sp. z o.o.", "Wisla", True),
    ],
)
def test_names_are_one_but_for_marks_and_a_missing_form(left: str, right: str, same: bool) -> None:
    assert same_name(left, right) is same
