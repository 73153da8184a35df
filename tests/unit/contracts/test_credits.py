"""Service credits, statements and what a month of work costs."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import (
    EarnBack,
    LowVolume,
    Measured,
    Priority,
    Rate,
    ServiceLevel,
    Statement,
    Target,
    Terms,
    Tier,
    Verdict,
    WorkTypeTerms,
    charge,
    credit_after,
    earn_back,
    earned_back,
    promised_levels,
    service_credit,
    statement_of,
    verdict_of,
)

WORK = "invoice_processing"
TURNAROUND = tuple((priority, Target.in_minutes(60)) for priority in Priority)
PROMISED = WorkTypeTerms(
    turnaround=TURNAROUND,
    service_level=ServiceLevel(allocation=Decimal(40)),
    by_priority=((Priority.URGENT, ServiceLevel(allocation=Decimal(60), low_volume=LowVolume(20, 1))),),
    accuracy=ServiceLevel(
        expected=Decimal("99.5"), minimum=Decimal(99), category="quality", allocation=Decimal(100)
    ),
)
TERMS = Terms(
    work_types=((WORK, PROMISED),),
    at_risk_percent=Decimal(10),
    categories=(("timeliness", Decimal(50)), ("quality", Decimal(80))),
    earn_back_months=3,
)
GOOD, BAD = Measured(met=100, missed=0), Measured(met=50, missed=50)
KEYS = [promised.key for promised in promised_levels(TERMS)]


def test_the_worked_example():
    credit = service_credit(
        invoice=Decimal(100_000), at_risk=Decimal(10), category=Decimal(50), level=Decimal(40)
    )
    assert credit == 2000
    statement = statement_of(TERMS, invoice=Decimal(100_000), measured={f"{WORK}/on_time": BAD})
    assert (statement.at_risk, statement.credit) == (10_000, 2000)


def test_all_misses_are_added_up_and_capped_at_what_is_at_risk():
    statement = statement_of(TERMS, invoice=Decimal(100_000), measured=dict.fromkeys(KEYS, BAD))
    assert [result.credit for result in statement.levels] == [2000, 3000, 8000]
    assert statement.credit == 10_000


def test_levels_have_keys_that_stay_and_every_priority_is_in_one():
    assert [f"{WORK}/on_time", f"{WORK}/on_time/urgent", f"{WORK}/accuracy"] == KEYS
    words = [promised.words for promised in promised_levels(TERMS)]
    assert words == ["On time, high and normal and low", "On time, urgent", "Accuracy"]
    one_for_all = replace(PROMISED, by_priority=())
    assert promised_levels(Terms(work_types=((WORK, one_for_all),)))[0].words == "On time"
    each_its_own = replace(PROMISED, by_priority=tuple((priority, ServiceLevel()) for priority in Priority))
    assert f"{WORK}/on_time" not in [
        promised.key for promised in promised_levels(Terms(work_types=((WORK, each_its_own),)))
    ]


@pytest.mark.parametrize(
    ("met", "missed", "verdict"),
    [
        (0, 0, Verdict.NOTHING_DUE),
        (98, 2, Verdict.EXPECTED),
        (97, 3, Verdict.MINIMUM),
        (95, 5, Verdict.MINIMUM),
        (94, 6, Verdict.MISSED),
        (94_999, 5_001, Verdict.MISSED),
        (18, 1, Verdict.FEW),
        (17, 2, Verdict.MISSED),
        (0, 1, Verdict.FEW),
        (19, 1, Verdict.MINIMUM),
    ],
)
def test_verdicts(met, missed, verdict):
    level = ServiceLevel(low_volume=LowVolume(20, 1))
    assert verdict_of(level, Measured(met=met, missed=missed, excluded=7)) is verdict


def test_few_are_fewer_than_the_number_named():
    level = ServiceLevel(minimum=Decimal(97), low_volume=LowVolume(20, 1))
    assert verdict_of(level, Measured(met=18, missed=1)) is Verdict.FEW
    assert verdict_of(level, Measured(met=19, missed=1)) is Verdict.MISSED


def test_what_is_nearly_owed_is_missed_and_what_is_shown_says_so():
    level = ServiceLevel(expected=Decimal("99.96"), minimum=Decimal("99.95"))
    measured = Measured(met=99_949, missed=51)
    assert verdict_of(level, measured) is Verdict.MISSED
    assert verdict_of(level, Measured(met=99_950, missed=50)) is Verdict.MINIMUM


@pytest.mark.parametrize(
    ("months", "following", "state"),
    [
        (0, [Verdict.EXPECTED], EarnBack.NOT_OFFERED),
        (2, [], EarnBack.PENDING),
        (2, [Verdict.EXPECTED], EarnBack.PENDING),
        (2, [Verdict.EXPECTED] * 2, EarnBack.EARNED),
        (2, [Verdict.EXPECTED, Verdict.MINIMUM], EarnBack.LOST),
        (2, [Verdict.FEW], EarnBack.LOST),
        (2, [Verdict.EXPECTED, Verdict.NOTHING_DUE], EarnBack.PENDING),
        (2, [Verdict.EXPECTED, Verdict.NOTHING_DUE, Verdict.EXPECTED], EarnBack.EARNED),
        (2, [Verdict.EXPECTED, Verdict.EXPECTED, Verdict.MISSED], EarnBack.EARNED),
    ],
)
def test_earning_back(months, following, state):
    assert earn_back(months, following) is state


def test_a_credit_without_what_was_earned_back():
    def month(**bad):
        return statement_of(
            TERMS, invoice=Decimal(100_000), measured=dict.fromkeys(KEYS, GOOD) | dict(bad.items())
        )

    first = statement_of(TERMS, invoice=Decimal(100_000), measured=dict.fromkeys(KEYS, BAD))
    after = [month(), month(**{KEYS[0]: BAD}), month()]
    states = earned_back(first, 3, after)
    assert states == {KEYS[0]: EarnBack.LOST, KEYS[1]: EarnBack.EARNED, KEYS[2]: EarnBack.EARNED}
    assert credit_after(first, states) == 2000
    assert credit_after(first, earned_back(first, 3, after[:1])) == 10_000
    assert earned_back(month(), 3, after) == {}


COUNTS = st.builds(Measured, met=st.integers(0, 500), missed=st.integers(0, 500), excluded=st.integers(0, 9))


@given(st.lists(COUNTS, min_size=3, max_size=3), st.decimals(0, 10**7, places=2))
def test_a_statement_is_read_back_and_never_costs_more_than_is_at_risk(counts, invoice):
    statement = statement_of(TERMS, invoice=invoice, measured=dict(zip(KEYS, counts, strict=True)))
    assert Statement.from_json(json.loads(statement.to_bytes())) == statement
    assert Statement.from_json(json.loads(statement.to_bytes())).to_bytes() == statement.to_bytes()
    assert 0 <= statement.credit <= statement.at_risk
    assert statement.credit == min(sum(result.credit for result in statement.levels), statement.at_risk)
    for result in statement.levels:
        assert (result.credit > 0) <= (result.verdict is Verdict.MISSED)


RATE = Rate(
    price=Decimal("1.20"),
    tiers=(Tier(1000, Decimal("0.95")), Tier(5000, Decimal("0.805"))),
    urgent_percent=Decimal(50),
)


@pytest.mark.parametrize(
    ("units", "urgent", "total"),
    [
        (0, 0, "0"),
        (1000, 0, "1200.00"),
        (1001, 0, "1200.95"),
        (5001, 0, "5000.81"),
        (10, 3, "13.80"),
    ],
)
def test_what_a_month_costs(units, urgent, total):
    found = charge(RATE, units, urgent)
    assert found.total == Decimal(total)
    assert sum(count for count, _, _ in found.parts) == units
    assert found.total == sum(amount for _, _, amount in found.parts) + found.urgent


def test_more_urgent_units_than_units_are_refused():
    with pytest.raises(ValueError, match="some of the units"):
        charge(RATE, 1, 2)
