import random
from collections import Counter
from decimal import Decimal
from uuid import UUID

import pytest

from bpo.catalog.rules import ScorecardLine, Weight
from bpo.contracts.rules import QualityPlan, Sampling
from bpo.jobs.rules import JobState, may_move
from bpo.quality.rules import (
    OUTCOMES,
    WORKED,
    Answer,
    Outcome,
    Piece,
    Stratum,
    Targeted,
    drawn_of,
    is_random,
    is_risky,
    is_sampled,
    may_review,
    outcome_problem,
    score,
    stratum_of,
    wilson,
)

IDS = [UUID(int=n) for n in range(20_000)]
LINES = (
    ScorecardLine(key="payee", text="Payee right", weight=Weight.CRITICAL_CLIENT, points=40),
    ScorecardLine(key="dates", text="Dates right", weight=Weight.NON_CRITICAL, points=30),
    ScorecardLine(key="notes", text="Notes clear", weight=Weight.COSMETIC, points=15),
)


def answers(text):
    return dict(zip(("payee", "dates", "notes"), map(Answer, text.split()), strict=True))


def test_the_draw_repeats_and_does_not_depend_on_order():
    sample = {i for i in IDS if is_sampled(b"seed", i, Decimal(5))}
    shuffled = random.Random(1).sample(IDS, len(IDS))
    assert {i for i in shuffled if is_sampled(b"seed", i, Decimal(5))} == sample
    assert sample != {i for i in IDS if is_sampled(b"other", i, Decimal(5))}


def test_the_draw_has_the_rate_asked_for():
    for percent in (Decimal(1), Decimal(5), Decimal("12.5"), Decimal(50)):
        hits = sum(is_sampled(b"seed", i, percent) for i in IDS)
        expected = float(percent) * len(IDS) / 100
        assert abs(hits - expected) < 4 * (expected * (1 - float(percent) / 100)) ** 0.5
    assert not any(is_sampled(b"seed", i, Decimal(0)) for i in IDS)
    assert all(is_sampled(b"seed", i, Decimal(100)) for i in IDS)


def test_a_larger_sample_holds_the_smaller():
    small = {i for i in IDS if is_sampled(b"seed", i, Decimal(5))}
    assert small <= {i for i in IDS if is_sampled(b"seed", i, Decimal(6))}


RATES = Sampling(percent=Decimal(5), new_agent_percent=Decimal(50), automation_percent=Decimal(2))
PLAN = QualityPlan(high_value_from=Decimal(10_000), risk_percent=Decimal(25))


@pytest.mark.parametrize(
    ("piece", "stratum", "percent"),
    [
        ({"by_automation": True}, "automation", 2),
        ({"certified_by_results": True}, "people", 5),
        ({}, "new_agent", 50),
        ({"certified_by_results": True, "risky": True}, "risk", 25),
        ({"risky": True}, "new_agent", 50),
        ({"certified_by_results": True, "amount": "10000.00"}, "high_value", 100),
        ({"by_automation": True, "amount": "-12000", "risky": True}, "high_value", 100),
        ({"certified_by_results": True, "amount": "9999.99"}, "people", 5),
        ({"certified_by_results": True, "amount": "much"}, "people", 5),
    ],
)
def test_strata(piece, stratum, percent):
    usual = {"by_automation": False, "certified_by_results": False}
    assert stratum_of(Piece(**(usual | piece)), RATES, PLAN) == (stratum, Decimal(percent))


def test_a_sample_of_a_lot_depends_on_the_seed_and_the_pieces_alone():
    lot = IDS[:150]
    drawn = drawn_of(b"seed", lot, 20)
    assert len(set(drawn)) == 20
    assert drawn_of(b"seed", random.Random(2).sample(lot, 150), 20) == drawn
    assert drawn_of(b"other", lot, 20) != drawn
    assert sorted(drawn_of(b"seed", lot[:5], 20)) == lot[:5]
    counts = Counter(each for n in range(400) for each in drawn_of(str(n).encode(), lot[:10], 3))
    assert all(80 < counts[each] < 160 for each in lot[:10]), "each piece has the same chance"


def test_signs_of_risk():
    assert is_risky([{"code": "X", "confirmed": "as printed"}], first_of_source=False)
    assert is_risky([{"code": "DUPLICATE_FILE"}], first_of_source=False)
    assert is_risky([], first_of_source=True)
    assert not is_risky([{"code": "X"}], first_of_source=False)


def test_targeted_reviews_are_no_chance():
    assert all(is_random(stratum) for stratum in Stratum)
    assert not any(is_random(stratum) for stratum in Targeted)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("yes yes yes", "100.00"),
        ("yes yes no", "82.35"),
        ("yes no na", "57.14"),
        ("no yes yes", "0.00"),
        ("na no no", "0.00"),
        ("na na yes", "100.00"),
    ],
)
def test_scores(given, expected):
    assert score(LINES, answers(given)) == Decimal(expected)


def test_nothing_assessed_is_no_score():
    assert score(LINES, answers("na na na")) is None
    with pytest.raises(ValueError, match="notes"):
        score(LINES, {"payee": Answer.YES, "dates": Answer.YES})


def test_outcomes_are_moves_a_job_can_make():
    for outcome in Outcome:
        assert may_move(JobState.IN_REVIEW, OUTCOMES[outcome].job_goes_to)
    assert not OUTCOMES[Outcome.ACCEPT].is_defect
    assert outcome_problem(Outcome.ACCEPT, Decimal(90), "") is None
    assert outcome_problem(Outcome.ACCEPT, None, "") is None
    assert "fix it" in (outcome_problem(Outcome.ACCEPT, Decimal("0.00"), "fine") or "")
    assert outcome_problem(Outcome.RETURN, Decimal(0), "The payee is another company.") is None
    for outcome in (Outcome.FIX, Outcome.RETURN):
        assert "what was wrong" in (outcome_problem(outcome, Decimal(0), " ") or "")


@pytest.mark.parametrize("did", sorted(WORKED))
def test_nobody_reviews_a_job_he_had_a_hand_in(did):
    assert not may_review("ann", [("bob", "worked"), ("ann", did)])
    assert may_review("cid", [("bob", "worked"), ("ann", did)])


def test_looking_and_reviewing_before_are_no_hindrance():
    assert may_review("ann", [("ann", "reviewed"), ("ann", "viewed"), (None, "worked")])


def test_wilson():
    interval = wilson(198, 200)
    assert interval is not None
    assert (round(interval.low, 3), round(interval.high, 3)) == (0.964, 0.997)
    assert interval.words == "99.0 % (96.4–99.7 %, n = 200)"
    assert wilson(0, 0) is None
    everything, nothing = wilson(20, 20), wilson(0, 20)
    assert everything is not None
    assert nothing is not None
    assert (round(everything.low, 3), everything.high) == (0.839, 1.0)
    assert (nothing.low, round(nothing.high, 3)) == (0.0, 0.161)
    for good, n in ((-1, 5), (6, 5)):
        with pytest.raises(ValueError, match="of n"):
            wilson(good, n)
