"""What was measured takes the place of the contract's thresholds, where the contract goes by it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bpo.automation.rules import FieldRule, Measured, least_sure, objections
from bpo.catalog.rules import Form, FormField, Outcome, Reading
from bpo.contracts.rules import AutomationPolicy, Basis

FORM = Form(
    fields=(FormField(path="gross", label="Gross", required=True), FormField(path="note", label="Note"))
)
POLICY = AutomationPolicy(threshold=Decimal("0.90"))


def read(confidence=0.95, method="text"):
    reading = Reading(path="gross", value="1.00", confidence=confidence, method=method)
    return Outcome(record={"gross": "1.00"}, readings=(reading,), proven=True)


def rule(verdict, threshold=None, source=""):
    limit = Decimal(threshold) if threshold else None
    return FieldRule(path="gross", source=source, verdict=verdict, threshold=limit, reason="As measured.")


def codes(outcome, *rules, policy=POLICY, source="a vendor"):
    found = objections(outcome, FORM, policy, measured=Measured(rules), source=source)
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("rules", "confidence", "expected"),
    [
        ([], 0.95, []),
        ([], 0.85, ["LOW_CONFIDENCE"]),
        ([rule("open", "0.8")], 0.85, []),
        ([rule("open", "0.97")], 0.95, ["LOW_CONFIDENCE"]),
        ([rule("closed")], 1.0, ["MEASURED_TOO_LOW"]),
        ([rule("unmeasured")], 0.95, []),
        ([rule("closed"), rule("open", "0.9", "a vendor")], 0.95, []),
        ([rule("open", "0.9"), rule("closed", source="a vendor")], 0.95, ["MEASURED_TOO_LOW"]),
        ([rule("closed"), rule("unmeasured", source="a vendor")], 0.95, ["MEASURED_TOO_LOW"]),
        ([rule("closed", source="another vendor")], 0.95, []),
    ],
)
def test_what_was_measured_of_the_source_then_of_all(rules, confidence, expected):
    assert codes(read(confidence), *rules) == expected


def test_a_contract_with_fixed_thresholds_asks_nobody():
    fixed = replace(POLICY, basis=Basis.FIXED)
    assert codes(read(), rule("closed"), policy=fixed) == []


def test_where_proof_is_demanded_nothing_goes_through_before_it():
    proven = replace(POLICY, basis=Basis.PROVEN)
    assert codes(read(), policy=proven) == ["MEASURED_TOO_LOW"]
    assert codes(read(), rule("unmeasured"), policy=proven) == ["MEASURED_TOO_LOW"]
    assert codes(read(), rule("open", "0.9"), policy=proven) == []


def test_data_is_measured_by_itself_and_stays_while_nothing_speaks_against_it():
    proven = replace(POLICY, basis=Basis.PROVEN)
    assert codes(read(1.0, "xml"), rule("closed"), policy=proven) == []
    assert codes(read(1.0, "xml"), rule("closed", source="xml")) == ["MEASURED_TOO_LOW"]


def test_the_least_sure_field_is_asked_about_in_a_copy():
    assert least_sure(read(), FORM).fields == ("gross",)
    assert least_sure(Outcome(record={}), FORM).code == "LOW_CONFIDENCE"
