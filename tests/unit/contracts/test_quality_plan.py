import json
from dataclasses import replace
from decimal import Decimal

import pytest

from bpo.contracts.rules import (
    AutomationPolicy,
    Basis,
    LotFormation,
    LotPlan,
    Priority,
    QualityPlan,
    SamplingMethod,
    Target,
    Terms,
    WorkTypeTerms,
)

PLAN = QualityPlan(
    method=SamplingMethod.LOTS,
    lots=LotPlan(level="I", aql="2.5", formation=LotFormation.SIZE, size=280, waits=False, reduced=True),
    high_value_from=Decimal(10_000),
    known_answer_percent=Decimal("2.5"),
    known_answer_window=20,
    calibration_pass=Decimal("0.85"),
)


def test_a_plan_survives_being_stored():
    assert PLAN.validate() == ()
    assert QualityPlan.from_json(json.loads(json.dumps(PLAN.to_json()))) == PLAN


def test_what_is_left_out_has_its_usual_value_and_is_sound():
    assert QualityPlan.from_json({}) == QualityPlan()
    assert QualityPlan().validate() == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"risk_percent": Decimal(101)}, "between 0 and 100"),
        ({"calibration_pass": Decimal(80)}, "between 0 and 1"),
        ({"high_value_from": Decimal(-1)}, "high value"),
        ({"known_answer_least": 21}, "known answers"),
        ({"certify_after": 0}, "reviews"),
        ({"lots": LotPlan(level="S-2")}, "inspection level"),
        ({"lots": LotPlan(aql="3.0")}, "AQL"),
        ({"lots": LotPlan(size=1)}, "2 to 10,000"),
        ({"lots": LotPlan(hours=0)}, "one hour"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(change, says):
    (problem,) = replace(PLAN, **change).validate()
    assert says in problem


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"method": "now and then"},
        {"lots": {"formation": "week"}},
        {"lots": 4},
        {"risk_percent": "much"},
        {"pause_window": 2.5},
        {"lots": {"size": "150"}},
    ],
)
def test_another_shape_is_refused(data):
    with pytest.raises(ValueError, match=r"\."):
        QualityPlan.from_json(data)


TURNAROUND = tuple((priority, Target.in_minutes(60)) for priority in Priority)


def test_the_plan_is_part_of_the_terms():
    terms = Terms(work_types=(("x", WorkTypeTerms(turnaround=TURNAROUND, quality=PLAN)),))
    assert Terms.from_json(json.loads(json.dumps(terms.to_json()))).quality("x") == PLAN
    bad = WorkTypeTerms(turnaround=TURNAROUND, quality=replace(PLAN, certify_after=0))
    assert any("reviews" in problem for problem in Terms(work_types=(("x", bad),)).validate())


def test_a_version_agreed_before_anything_was_measured_keeps_its_threshold():
    terms = Terms(work_types=(("x", WorkTypeTerms(turnaround=TURNAROUND)),))
    assert terms.automation("x").basis is Basis.MEASURED
    written = terms.to_json()
    del written["work_types"]["x"]["automation"]["basis"]
    assert Terms.from_json(written).automation("x").basis is Basis.FIXED


def test_automation_is_measured_over_something():
    policy = AutomationPolicy(minimum_sample=0)
    terms = Terms(work_types=(("x", WorkTypeTerms(turnaround=TURNAROUND, automation=policy)),))
    assert any("at least one" in problem for problem in terms.validate())
