"""What the work screen asks to be checked, what may stand, and what a filled form makes of a record."""

from decimal import Decimal

import pytest

from bpo.catalog.rules import Equation, Finding, Form, FormField, FormTable, Refers, Severity, Term
from bpo.platform.errors import Invalid
from bpo.workqueue.rules import (
    Local,
    effort,
    is_absent,
    merged,
    proves_rows,
    screen,
    summed,
    to_confirm,
    undone,
    unsettled,
)
from bpo.workqueue.schemas import filled_so_far

FORM = Form(
    fields=(
        FormField(path="number", label="Number", required=True),
        FormField(path="kind", label="Kind", kind="choice", choices=(("a", "A"),)),
        FormField(path="gross", label="Gross", kind="money", required=True),
        FormField(path="note", label="Note"),
    ),
    tables=(
        FormTable(
            path="lines",
            label="Lines",
            columns=(FormField(path="text", label="Text"), FormField(path="net", label="Net", kind="money")),
        ),
    ),
)
RECORD = {
    "number": "R 1",
    "kind": "z",
    "gross": None,
    "note": None,
    "hidden": "kept",
    "lines": [{"text": "x", "net": "1.00", "base": "10"}, {"text": "y", "net": "2.00"}],
}


def reading(path, confidence, method="text"):
    return {"path": path, "value": "", "confidence": confidence, "method": method, "evidence": None}


def sorted_(*, record=RECORD, readings=(), findings=(), shown=None):
    return screen(FORM, record, readings, findings, threshold_of=lambda path: Decimal("0.9"), shown=shown)


def test_doubtful_is_what_was_read_unsurely_what_is_missing_and_what_a_finding_names():
    found = sorted_(
        readings=[reading("number", 0.5), reading("kind", 0.99), reading("lines.1.net", 0.4)],
        findings=[
            Finding(code="ODD", message="odd", fields=("kind",), severity=Severity.ASK),
            Finding(code="BY_THE_WAY", message="fyi", fields=("note",), severity=Severity.NOTE),
        ],
    )
    assert found.doubtful == ("number", "kind", "gross", "lines.1.net")
    assert [each.field.path for each in found.sure] == ["note"]


def test_what_a_person_entered_is_not_doubted():
    assert sorted_(readings=[reading("number", 0.1, "person")]).doubtful == ("gross",)


def test_a_value_not_on_the_list_can_still_be_chosen():
    kind = next(each for each in sorted_().fields if each.field.path == "kind")
    assert ("z", "z") in kind.field.choices


def test_a_draft_is_shown_and_doubts_stay_where_they_were():
    found = sorted_(shown={**RECORD, "gross": "5", "lines": []})
    gross = next(each for each in found.fields if each.field.path == "gross")
    assert (gross.value, gross.doubtful) == ("5", True)
    assert found.tables[0].rows == ()


def test_a_finding_about_many_fields_is_not_repeated_beside_each():
    many = Finding(code="UNSURE", message="many", fields=("number", "kind", "gross", "note", "lines"))
    found = sorted_(findings=[many])
    assert not any(each.findings for each in found.fields)
    assert found.doubtful == ("number", "kind", "gross"), "the note is empty and may be"
    alone = sorted_(findings=[Finding(code="NOTE_MISSING", message="none", fields=("note",))])
    assert "note" in alone.doubtful


def test_findings_that_stand_are_confirmed_once_a_code_and_absences_beside_their_field():
    findings = [
        Finding(code="SUM", message="One.", fields=("number",)),
        Finding(code="SUM", message="Two.", fields=("kind",)),
        Finding(code="MISSING", message="None.", fields=("gross",)),
        Finding(code="NOTE", message="So.", severity=Severity.NOTE),
    ]
    [stands] = to_confirm(findings, RECORD)
    assert (stands.code, stands.message) == ("SUM", "One. Two.")
    assert is_absent(findings[2], RECORD, ["gross"])
    assert not is_absent(findings[2], RECORD, [])
    assert not is_absent(findings[0], RECORD, ["number"]), "it is there"


def test_doubts_are_settled_by_a_change_or_by_taking_them_as_read():
    found = sorted_(readings=[reading("number", 0.5), reading("lines.1.net", 0.4)])
    assert unsettled(found, RECORD, RECORD, []) == ("number", "gross", "lines.1.net")
    assert unsettled(found, RECORD, {**RECORD, "number": "R 2"}, ["gross", "lines.1.net"]) == ()
    shorter = {**RECORD, "lines": RECORD["lines"][:1]}
    assert unsettled(found, RECORD, shorter, ["number", "gross"]) == ()


def test_merging_keeps_what_the_form_does_not_show():
    filled = {
        "number": "R 2",
        "kind": "a",
        "lines": [{"text": "x", "net": "1.00"}, {"text": "z", "net": "3.00"}],
    }
    after = merged(FORM, RECORD, filled)
    assert after["hidden"] == "kept"
    assert (after["number"], after["gross"]) == ("R 2", None)
    assert after["lines"] == [{"base": "10", "text": "x", "net": "1.00"}, {"text": "z", "net": "3.00"}]


def test_a_row_taken_away_takes_its_hidden_part_along():
    after = merged(FORM, RECORD, {"lines": [{"text": "y", "net": "2.00"}]})
    assert after["lines"] == [{"text": "y", "net": "2.00"}]
    added = merged(FORM, RECORD, {"lines": [{"text": "n", "net": "9.00"}, *RECORD["lines"]]})
    assert [row.get("base") for row in added["lines"]] == [None, "10", None]


def test_undoing_shows_what_was_read():
    before = {
        "number": "R 0",
        "lines.0.net": "7.00",
        "lines.1.text": None,
        "lines.1.net": None,
        "lines.2.text": "gone",
    }
    earlier = undone(RECORD, before)
    assert earlier["number"] == "R 0"
    assert earlier["lines"] == [{"text": "x", "net": "7.00", "base": "10"}, {"text": "gone"}]
    assert RECORD["number"] == "R 1"


def test_columns_that_something_is_held_to_are_summed_and_rows_that_must_add_up_are_proved():
    table = FORM.tables[0]
    form = Form(
        fields=FORM.fields,
        tables=FORM.tables,
        equations=(
            Equation(result="gross", terms=(Term(factors=("number",), otherwise="lines.*.net"),)),
            Equation(rows="other", result="a", terms=(Term(factors=("b",)),)),
        ),
    )
    assert (summed(form, table), proves_rows(form, table)) == (("net",), False)
    within = Form(
        fields=(), equations=(Equation(rows="lines", result="net", terms=(Term(factors=("text",)),)),)
    )
    assert (summed(within, table), proves_rows(within, table)) == ((), True)


def test_cells_are_not_doubted_by_number_once_rows_came_or_went():
    unsure = [reading("lines.1.net", 0.4)]
    assert sorted_(readings=unsure).tables[0].doubtful == {"lines.1.net"}
    more = {**RECORD, "lines": [*RECORD["lines"], {"text": "new", "net": "3.00"}]}
    assert sorted_(readings=unsure, shown=more).tables[0].doubtful == frozenset()


def test_findings_of_one_code_point_to_all_they_point_to():
    first, second = Refers(job="ALD-1"), Refers(list_key="orders", equal=(("po", "7"),))
    [stands] = to_confirm(
        [
            Finding(code="TWICE", message="One.", refers=(first,)),
            Finding(code="TWICE", message="Two.", refers=(second,)),
        ],
        RECORD,
    )
    assert stands.refers == (first, second)


@pytest.mark.parametrize(("claimed", "kept"), [(0, 0), (12, 12), (-5, 0), (10**9, 100_000)])
def test_what_a_browser_counted_is_kept_within_what_a_person_can_do(claimed, kept):
    cost = effort(claimed, 3, corrected=2)
    assert (cost.keystrokes, cost.clicks, cost.corrected) == (kept, 3, 2)


def test_a_form_half_typed_gives_what_can_be_taken_and_names_what_cannot():
    values = {"number": "R 3", "gross": "12,3,4", "lines.0.text": "x", "lines.0.net": "abc"}
    filled, errors = filled_so_far(FORM, values, record=RECORD, local=Local(decimal=","))
    assert (filled["number"], filled["gross"]) == ("R 3", None)
    assert filled["lines"] == [{"text": "x", "net": None}]
    assert set(errors) == {"gross", "lines.0.net"}
    with pytest.raises(Invalid):
        filled_so_far(FORM, {"unknown": "x"}, record=RECORD, local=Local())
