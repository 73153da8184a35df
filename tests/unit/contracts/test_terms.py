import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bpo.contracts.rules import (
    AutomationPolicy,
    Priority,
    Sampling,
    ServiceLevel,
    Target,
    Terms,
    WorkTypeTerms,
    version_in_force,
)
from bpo.platform.errors import Conflict

INVOICES = WorkTypeTerms(
    turnaround=tuple(zip(Priority, map(Target.in_minutes, (60, 240, 480, 960)), strict=True)),
    warn_percent=(50, 75, 90),
    sampling=Sampling(percent=Decimal("7.5")),
    automation=AutomationPolicy(fields=(("gross", Decimal("0.99")),)),
    credited_owers=("client", "force_majeure"),
    return_keeps_clock=False,
    rework=Target.in_working_days(1),
)
TERMS = Terms(work_types=(("invoice_processing", INVOICES),), weight=Decimal(2), people_cap=10)


def changed(**changes):
    return replace(TERMS, work_types=(("invoice_processing", replace(INVOICES, **changes)),))


def test_round_trip():
    assert TERMS.validate() == ()
    assert Terms.from_json(json.loads(json.dumps(TERMS.to_json()))) == TERMS


def test_what_is_left_out_has_its_usual_value():
    written = {
        "work_types": {"x": {"turnaround": TERMS.to_json()["work_types"]["invoice_processing"]["turnaround"]}}
    }
    terms = Terms.from_json(written)
    assert terms.validate() == ()
    assert terms.of("x") == WorkTypeTerms(turnaround=INVOICES.turnaround)
    assert (terms.weight, terms.people_cap) == (1, None)


def test_questions():
    assert TERMS.turnaround("invoice_processing", Priority.HIGH) == Target.in_minutes(240)
    assert TERMS.warnings("invoice_processing") == (50, 75, 90)
    assert TERMS.credits("invoice_processing", "client")
    assert not TERMS.credits("invoice_processing", "provider")
    assert TERMS.automation("invoice_processing").threshold_of("gross") == Decimal("0.99")
    assert TERMS.automation("invoice_processing").threshold_of("number") == Decimal("0.90")
    assert TERMS.sampling("invoice_processing").percent == Decimal("7.5")
    assert not TERMS.covers("payroll")
    with pytest.raises(Conflict, match="payroll"):
        TERMS.turnaround("payroll", Priority.HIGH)
    with pytest.raises(Conflict, match="urgent"):
        changed(turnaround=INVOICES.turnaround[1:]).turnaround("invoice_processing", Priority.URGENT)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (replace(TERMS, work_types=()), "covers no work type"),
        (replace(TERMS, weight=Decimal(0)), "weight"),
        (replace(TERMS, automation_cap=0), "limit for automation"),
        (changed(turnaround=INVOICES.turnaround[1:3]), "a turnaround for urgent, low jobs"),
        (changed(rework=Target.in_minutes(0)), "at least 1"),
        (changed(warn_percent=(0,)), "1 to 99"),
        (changed(warn_percent=(90, 75)), "one after the other"),
        (changed(warn_percent=(75, 75)), "one after the other"),
        (changed(sampling=Sampling(percent=Decimal(101))), "between 0 and 100"),
        (changed(service_level=ServiceLevel(expected=Decimal(90), minimum=Decimal(95))), "not above"),
        (changed(automation=AutomationPolicy(threshold=Decimal(95))), "between 0 and 1"),
        (changed(automation=AutomationPolicy(fields=(("x", Decimal(-1)),))), "between 0 and 1"),
        (changed(acceptance_days=0), "acceptance window"),
        (changed(credited_owers=("weather",)), "“weather”"),
        (changed(standard_minutes=Decimal(0)), "standard minutes"),
    ],
)
def test_what_is_refused(terms, says):
    (problem,) = terms.validate()
    assert says in problem
    assert problem.endswith(".")


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"work_types": []},
        {"work_types": {"x": 1}},
        {"work_types": {}, "weight": "heavy"},
        {"work_types": {}, "weight": "NaN"},
        {"work_types": {}, "people_cap": "ten"},
        {"work_types": {"x": {"turnaround": {"asap": {"kind": "minutes", "minutes": 1}}}}},
        {"work_types": {"x": {"turnaround": {"low": {"kind": "minutes"}}}}},
        {"work_types": {"x": {"warn_percent": 75}}},
        {"work_types": {"x": {"warn_percent": [True]}}},
        {"work_types": {"x": {"sampling": [5]}}},
        {"work_types": {"x": {"acceptance_days": 1.5}}},
    ],
)
def test_another_shape_is_told(data):
    with pytest.raises(ValueError, match=r"\.$"):
        Terms.from_json(data)


def test_the_version_in_force():
    start = datetime(2026, 3, 1, tzinfo=UTC)
    versions = [(start + timedelta(days=30), "second"), (start, "first")]
    assert version_in_force(versions, start - timedelta(microseconds=1)) is None
    assert version_in_force(versions, start) == "first"
    assert version_in_force(versions, start + timedelta(days=30)) == "second"
    assert version_in_force([], start) is None
