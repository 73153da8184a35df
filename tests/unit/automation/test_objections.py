"""What of an outcome keeps it from going straight through, where the client's own data adds to it."""

from dataclasses import replace

import pytest

from bpo.automation.rules import LOW_CONFIDENCE, objections
from bpo.catalog.rules import Finding, Form, FormField, FormTable, Outcome, Reading, Severity
from bpo.contracts.rules import AutomationPolicy

FORM = Form(
    fields=(FormField(path="number", label="Number", required=True), FormField(path="note", label="Note")),
    tables=(
        FormTable(
            path="lines",
            label="Lines",
            columns=(
                FormField(path="account", label="Account", required=True),
                FormField(path="unit", label="Unit"),
            ),
        ),
    ),
)
POLICY = AutomationPolicy()
READ = Outcome(
    record={"number": "7", "lines": [{}]},
    readings=(Reading(path="number", value="7", confidence=1.0, method="xml"),),
    proven=True,
)


def addition(path: str, confidence: float) -> Reading:
    return Reading(path=path, value="4400", confidence=confidence, method="history")


def test_a_sure_addition_objects_to_nothing() -> None:
    assert objections(READ, FORM, POLICY, additions=[addition("lines.0.account", 1.0)]) == ()


def test_an_unsure_addition_in_a_required_column_is_asked_by_its_label() -> None:
    (found,) = objections(READ, FORM, POLICY, additions=[addition("lines.0.account", 0.5)])
    assert (found.code, found.fields, found.severity) == (LOW_CONFIDENCE, ("lines.0.account",), Severity.ASK)
    assert "Account" in found.message


@pytest.mark.parametrize("path", ["lines.0.unit", "note", "elsewhere.0.account"])
def test_an_unsure_addition_that_nobody_requires_is_not_asked(path: str) -> None:
    assert objections(READ, FORM, POLICY, additions=[addition(path, 0.1)]) == ()


def test_what_a_finding_speaks_of_is_not_asked_twice() -> None:
    finding = Finding(code="ACCOUNT", message="Two accounts fit.", fields=("lines.0.account",))
    found = objections(
        replace(READ, findings=(finding,)), FORM, POLICY, additions=[addition("lines.0.account", 0.5)]
    )
    assert found == (finding,)


def test_a_required_field_that_was_added_without_certainty_is_named_once() -> None:
    read = replace(READ, readings=(addition("number", 0.2),))
    (found,) = objections(read, FORM, POLICY, additions=[addition("number", 0.2)])
    assert found.fields == ("number",)
