"""Files that are not quite the list that was asked for: what is wrong with each is said, and nothing is guessed."""

import pytest

from bpo.catalog.registry import work_type
from bpo.masters import rules
from tests.factories.world import INVOICES

[VENDORS] = [each for each in work_type(INVOICES).masters if each.key == "vendors"]
HEAD = ["vendor_id", "name", "country"]


def header_of(*rows: list[str]) -> rules.Header:
    return rules.find_header(VENDORS, list(enumerate(rows, start=1)))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "The file has no rows"),
        ([["Our vendors"], HEAD], "The titles stand in row 2. Delete what stands above them."),
        ([["vendor_id^name^country"], ["V1^A^DE"]], "It holds: “vendor_id^name^country”"),
        ([["vendor_id", "name", "NAME"]], "Two columns are called “NAME”"),
        ([["country"]], "Not found: Vendor number, Name"),
    ],
)
def test_what_is_no_header_is_told_apart(rows: list[list[str]], said: str) -> None:
    with pytest.raises(rules.BadHeader) as refused:
        header_of(*rows)
    assert said in str(refused.value)


def test_a_row_wider_than_its_titles_is_refused_and_no_row_that_is_gone() -> None:
    rows = [(2, ["V1", "A", "DE", " "]), (3, ["V2", "Miller", " Sons", "GB"])]
    given = rules.read_table(VENDORS, header_of(HEAD), rows)
    assert [row.identity for row in given.rows] == ["V1"]
    [problem] = given.problems
    assert (problem.row, problem.message) == (3, "Has more cells than there are titles: “GB”.")
    assert given.refused_identities == {"V2"}


def test_letters_that_could_not_be_read_are_refused() -> None:
    given = rules.read_table(VENDORS, header_of(HEAD), [(2, ["V1", "M\ufffdhle", "DE"])])
    [problem] = given.problems
    assert (problem.column, "UTF-8" in problem.message) == ("name", True)


def test_how_far_a_long_reading_is_is_told_now_and_then() -> None:
    rows = [(number, [f"V{number}", "A", "DE"]) for number in range(2, 2_503)]
    heard: list[int] = []
    rules.read_table(VENDORS, header_of(HEAD), rows, tell=heard.append)
    assert heard == [0, 1_000, 2_000]
