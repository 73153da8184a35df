import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bpo.contracts.rules import (
    AutomationPolicy,
    LowVolume,
    Priority,
    Rate,
    Rung,
    Sampling,
    ServiceLevel,
    Target,
    Terms,
    Tier,
    WorkTypeTerms,
    ladder_of_percents,
    version_in_force,
)
from bpo.platform.errors import Conflict

INVOICES = WorkTypeTerms(
    turnaround=tuple(zip(Priority, map(Target.in_minutes, (60, 240, 480, 960)), strict=True)),
    ladder=ladder_of_percents((50, 75, 90)),
    sampling=Sampling(percent=Decimal("7.5")),
    automation=AutomationPolicy(fields=(("gross", Decimal("0.99")),)),
    credited_reasons=("question", "force_majeure"),
    return_keeps_clock=False,
    rework=Target.in_working_days(1),
    service_level=ServiceLevel(allocation=Decimal(60), low_volume=LowVolume(20, 1)),
    by_priority=((Priority.URGENT, ServiceLevel(expected=Decimal(99), minimum=Decimal(97))),),
    accuracy=ServiceLevel(expected=Decimal("99.5"), minimum=Decimal(99), category="quality"),
    internal=(("key", Target.in_minutes(120)),),
    internal_percent=40,
    rate=Rate(price=Decimal("1.20"), tiers=(Tier(1000, Decimal("0.95")),), urgent_percent=Decimal(50)),
)
TERMS = Terms(
    work_types=(("invoice_processing", INVOICES),),
    weight=Decimal(2),
    people_cap=10,
    currency="GBP",
    monthly_fee=Decimal(500),
    at_risk_percent=Decimal(10),
    categories=(("timeliness", Decimal(60)), ("quality", Decimal(40))),
    earn_back_months=3,
)


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


def test_contracts_of_old_are_read_as_they_were_meant():
    written = TERMS.to_json()["work_types"]["invoice_processing"]
    del written["ladder"], written["credited_reasons"]
    written |= {"warn_percent": [50, 95], "credited_owers": ["client", "third_party", "provider"]}
    terms = Terms.from_json({"work_types": {"x": written}}).of("x")
    assert terms.ladder == (Rung(50), Rung(95, ("team_lead",)), Rung(100, ("team_lead", "account_manager")))
    assert terms.credited_reasons == ("question", "document", "third_party", "decision", "outage")


def test_each_job_counts_for_one_level_of_timeliness():
    assert INVOICES.level_of(Priority.URGENT).minimum == 97
    assert INVOICES.level_of(Priority.LOW) == INVOICES.service_level


def test_questions():
    assert TERMS.turnaround("invoice_processing", Priority.HIGH) == Target.in_minutes(240)
    assert TERMS.warnings("invoice_processing") == (50, 75, 90)
    assert TERMS.receivers("invoice_processing", 90) == ("team_lead",)
    assert TERMS.receivers("invoice_processing", 100) == ("team_lead", "account_manager")
    assert TERMS.receivers("invoice_processing", 60) == ()
    assert TERMS.credits("invoice_processing", "question", "client")
    assert not TERMS.credits("invoice_processing", "document", "client")
    assert not TERMS.credits("invoice_processing", "question", "provider"), "never what we owe"
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
        (changed(ladder=(Rung(0),)), "1 to 1000"),
        (changed(ladder=(Rung(90), Rung(75))), "one after the other"),
        (changed(ladder=(Rung(75), Rung(75))), "one after the other"),
        (changed(ladder=(Rung(75, ("nobody",)),)), "“nobody”"),
        (changed(accuracy=ServiceLevel(expected=Decimal(98), minimum=Decimal(99))), "not above"),
        (changed(service_level=ServiceLevel(low_volume=LowVolume(5, 5))), "few jobs"),
        (changed(service_level=ServiceLevel(category="beauty")), "“beauty”"),
        (
            changed(by_priority=((Priority.URGENT, ServiceLevel(allocation=Decimal(101))),)),
            "between 0 and 100",
        ),
        (changed(internal=(("key", Target.in_minutes(0)),)), "at least 1"),
        (changed(internal_percent=0), "1 to 100 percent"),
        (changed(rate=Rate(price=Decimal(-1))), "not below 0"),
        (changed(rate=Rate(tiers=(Tier(10, Decimal(1)), Tier(5, Decimal(1))))), "one after the other"),
        (replace(TERMS, currency="euro"), "three letters"),
        (replace(TERMS, monthly_fee=Decimal(-1)), "monthly fee"),
        (replace(TERMS, at_risk_percent=Decimal(101)), "at risk"),
        (replace(TERMS, earn_back_months=13), "earned back"),
        (changed(sampling=Sampling(percent=Decimal(101))), "between 0 and 100"),
        (changed(service_level=ServiceLevel(expected=Decimal(90), minimum=Decimal(95))), "not above"),
        (changed(automation=AutomationPolicy(threshold=Decimal(95))), "between 0 and 1"),
        (changed(automation=AutomationPolicy(fields=(("x", Decimal(-1)),))), "between 0 and 1"),
        (changed(acceptance_days=0), "acceptance window"),
        (changed(credited_reasons=("outage",)), "“outage”"),
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
        {"work_types": {"x": {"ladder": [75]}}},
        {"work_types": {"x": {"rate": {"tiers": [1]}}}},
        {"work_types": {"x": {"by_priority": {"asap": {}}}}},
        {"work_types": {"x": {"service_level": {"low_volume": 3}}}},
        {"work_types": {}, "categories": [1]},
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
