"""Tables become rows: titles matched, bad rows named, what changes told, secrets kept hidden."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.rules import MasterColumn, MasterList, WrongCell
from bpo.masters import rules

VENDORS = MasterList(
    key="vendors",
    name="Vendors",
    identity=("vendor_id",),
    check=lambda row: (WrongCell("country", "No such country."),) if row["country"] == "XX" else (),
    columns=(
        MasterColumn(key="vendor_id", label="Vendor number", required=True),
        MasterColumn(key="name", label="Name", required=True),
        MasterColumn(key="country", label="Country"),
        MasterColumn(key="iban", label="Bank account", secret=True),
        MasterColumn(key="limit", label="Limit", kind="money"),
        MasterColumn(key="active", label="Active", kind="yes_no", usual="Y"),
    ),
)


def read(*rows: str, mark: str | None = None) -> rules.Given:
    titles, *content = (row.split(";") for row in rows)
    header = rules.read_header(VENDORS, titles)
    return rules.read_table(VENDORS, header, list(enumerate(content, start=2)), mark=mark)


def test_titles_are_matched_by_key_or_label_whatever_their_case_and_marks() -> None:
    header = rules.read_header(VENDORS, ["VENDOR NUMBER", " name ", "Bank-Account", "Colour", ""])
    assert header.places == {"vendor_id": 0, "name": 1, "iban": 2}
    assert header.unknown == ("Colour",)


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["vendor_id"], "Not found: Name"),
        (["vendor_id", "name", "NAME"], "Two columns"),
        ([], "Vendor number, Name"),
    ],
)
def test_a_table_that_cannot_be_the_list_is_refused(titles: list[str], said: str) -> None:
    with pytest.raises(rules.BadHeader, match=said):
        rules.read_header(VENDORS, titles)


def test_every_bad_row_is_named_with_number_column_and_reason() -> None:
    given = read("vendor_id;name;limit;active", "V1;One;12,50;", "V2;Two;x;maybe", "V3;;1;Y", "V1;Again;1;Y")
    for row in given.rows:
        rules.settled(VENDORS, row, None, given)
    said = [(each.row, each.column, each.message.split(":")[0]) for each in given.problems]
    assert said == [
        (3, "limit", "“x” is no number."),
        (3, "active", "“maybe” is neither yes nor no"),
        (5, "", "Is the same as row 2"),
        (4, "name", "Is missing."),
    ]
    assert given.refused == {3, 4, 5}
    assert given.refused_identities == {"V2", "V3"}


def test_a_number_is_read_as_the_files_others_are() -> None:
    german = read("vendor_id;name;limit", "V1;One;12,50", "V2;Two;1.234")
    assert [row.cells["limit"] for row in german.rows] == ["12.50", "1234.00"]
    unknown = read("vendor_id;name;limit", "V2;Two;1.234")
    assert unknown.problems[0].message.startswith("“1.234” could be")
    assert read("vendor_id;name;limit", "V2;Two;1.234", mark=".").rows[0].cells["limit"] == "1.234"


def test_the_lists_own_check_sees_the_whole_row() -> None:
    given = read("vendor_id;name", "V1;One")
    assert rules.settled(VENDORS, given.rows[0], {"vendor_id": "V1", "country": "XX"}, given) is None
    assert [(each.row, each.column, each.message) for each in given.problems] == [
        (2, "country", "No such country.")
    ]


def test_what_a_table_does_not_give_stays_and_what_it_empties_goes() -> None:
    given = read("vendor_id;name;country", "V1;One;")
    before = {"vendor_id": "V1", "name": "Old", "country": "DE", "iban": "DE001"}
    assert rules.settled(VENDORS, given.rows[0], before, given) == {
        "vendor_id": "V1",
        "name": "One",
        "iban": "DE001",
    }


def test_a_masked_secret_stands_for_what_is_there_and_for_nothing_else() -> None:
    iban = "DE89370400440532013000"
    masked = rules.mask(iban)
    assert masked == "••••3000"
    given = read("vendor_id;name;iban", f"V1;One;{masked}", f"V2;Two;{masked}")
    first = rules.settled(VENDORS, given.rows[0], {"vendor_id": "V1", "name": "x", "iban": iban}, given)
    assert first is not None
    assert first["iban"] == iban
    assert rules.settled(VENDORS, given.rows[1], None, given) is None
    assert given.problems[0].column == "iban"


def test_short_secrets_are_hidden_whole() -> None:
    assert rules.mask("1234") == "••••"
    assert rules.mask("") == ""
    assert rules.shown(VENDORS, {"iban": "1234", "name": "x"}, secrets=False)["iban"] == "••••"
    assert rules.shown(VENDORS, {"iban": "1234", "name": "x"}, secrets=True)["iban"] == "1234"


CELLS = st.dictionaries(
    st.sampled_from(["vendor_id", "name", "iban"]), st.text(min_size=1, max_size=5), min_size=1
)


@given(
    st.dictionaries(st.text(max_size=3), CELLS), st.dictionaries(st.text(max_size=3), CELLS), st.booleans()
)
def test_after_a_plan_the_list_is_what_was_given(
    before: Mapping[str, dict[str, str]], given: Mapping[str, dict[str, str]], replace: bool
) -> None:
    standing = {
        key: rules.Standing(UUID(int=number), 1, rules.digest_of(cells))
        for number, (key, cells) in enumerate(before.items())
    }
    plan = rules.plan(standing, given, replace=replace, spare=())
    after = {key: cells for key, cells in before.items() if key not in plan.removed}
    after |= {**plan.new, **plan.changed}
    assert after == (given if replace else {**before, **given})
    assert plan.unchanged + len(plan.new) + len(plan.changed) == len(given)
    assert not set(plan.new) & set(before)


def test_a_refused_row_is_not_taken_for_gone() -> None:
    standing = {key: rules.Standing(UUID(int=1), 1, UUID(int=0)) for key in ("V1", "V2")}
    assert rules.plan(standing, {}, replace=True, spare={"V2"}).removed == ("V1",)


def test_terms_are_found_whatever_the_order_of_columns() -> None:
    cells = {"vendor_id": "V1", "name": "One", "limit": "5.00"}
    assert rules.terms(VENDORS, cells, b"") == [
        rules.term("vendors", "vendor_id", "V1"),
        rules.term("vendors", "name", "One"),
    ]
    assert rules.term("vendors", "name", "V1") != rules.term("vendors", "vendor_id", "V1")


def test_an_empty_cell_means_the_usual() -> None:
    assert rules.filled(VENDORS, {"name": "One"})["active"] == "Y"
    assert rules.filled(VENDORS, {"active": "N"})["active"] == "N"


def test_lists_of_one_key_become_one() -> None:
    other = MasterList(
        key="vendors",
        name="Suppliers",
        identity=("vendor_id",),
        columns=(MasterColumn(key="vendor_id", label="Number"), MasterColumn(key="rating", label="Rating")),
    )
    (both,) = rules.merged([VENDORS, other])
    assert both.name == "Vendors"
    assert [column.key for column in both.columns][-2:] == ["active", "rating"]
