"""From which confidence a field goes straight through, as measured."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpo.quality.rules import FieldVerdict, bands, needed_for, sample_needed, threshold_for, wilson

START = Decimal("0.90")


def measured(*groups, target="95", minimum=50):
    samples = [(Decimal(conf), n < right) for conf, right, of in groups for n in range(of)]
    return threshold_for(bands(samples, START), start=START, target=Decimal(target), minimum=minimum)


def test_nothing_is_not_measured_never_all_right():
    found = measured()
    assert (found.verdict, found.threshold, found.measured) == (FieldVerdict.UNMEASURED, None, None)
    assert found.words(Decimal(95)) == (
        "Not measured yet: 0 of at least 73 values were looked at; the contract asks for 95 %."
    )


def test_open_where_the_lower_bound_reaches_the_target():
    assert measured(("0.95", 72, 72)).verdict is FieldVerdict.UNMEASURED
    found = measured(("0.95", 73, 73))
    assert (found.verdict, found.n) == (FieldVerdict.OPEN, 73)
    assert found.words(Decimal(95)).startswith(
        "Right in 100.0 % (95.0–100.0 %, n = 73) from a confidence of 0.5 on"
    )


def test_the_threshold_comes_down_as_far_as_lower_confidences_prove_themselves():
    assert measured(("0.95", 300, 300), ("0.72", 5, 40)).threshold == Decimal("0.75")
    assert measured(("0.95", 300, 300), ("0.72", 40, 40)).threshold == Decimal("0.5")
    assert measured(("0.95", 300, 300), ("0.91", 5, 20)).threshold == Decimal("0.925")


def test_a_value_at_a_rung_counts_there_and_not_below():
    found = bands([(Decimal("0.75"), True), (START, True), (Decimal(0), False)], START)
    assert [(each.floor, each.right, each.n) for each in found if each.n] == [
        (Decimal(0), 0, 1),
        (Decimal("0.75"), 1, 1),
        (START, 1, 1),
    ]


def test_closed_where_enough_is_measured_and_it_is_not_enough():
    found = measured(("0.95", 95, 100))
    assert (found.verdict, found.threshold) == (FieldVerdict.CLOSED, None)
    assert found.words(Decimal(95)) == (
        "Right in 95.0 % (88.8–97.8 %, n = 100): the lower bound is below the target; the contract asks for 95 %."
    )


def test_closed_early_where_it_is_plainly_worse():
    assert measured(("0.95", 0, 4)).verdict is FieldVerdict.UNMEASURED
    assert measured(("0.95", 2, 6)).verdict is FieldVerdict.CLOSED
    assert measured(("0.95", 5, 6)).verdict is FieldVerdict.UNMEASURED


def test_what_is_below_the_contracts_threshold_closes_nothing():
    assert measured(("0.6", 0, 500)).verdict is FieldVerdict.UNMEASURED


@pytest.mark.parametrize(("target", "minimum", "needed"), [("95", 50, 73), ("90", 50, 50), ("100", 50, 50)])
def test_how_many_it_takes(target, minimum, needed):
    assert sample_needed(Decimal(target), minimum) == needed


def test_a_target_of_everything_is_never_proved():
    assert measured(("1", 100_000, 100_000), target="100").verdict is FieldVerdict.CLOSED
    assert needed_for(0.0) == 1


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["0.55", "0.8", "0.91", "0.96", "1"]), st.integers(0, 9)), max_size=12
    ),
    st.sampled_from(["80", "95", "99"]),
)
def test_what_goes_straight_through_has_been_proved(groups, target):
    rows = [(conf, 40 - bad, 40) for conf, bad in groups]
    found = measured(*rows, target=target)
    samples = [(Decimal(conf), right, of) for conf, right, of in rows]
    if found.verdict is FieldVerdict.OPEN:
        through = [row for row in samples if row[0] >= found.threshold]
        proof = wilson(sum(row[1] for row in through), sum(row[2] for row in through))
        assert proof.low >= float(target) / 100
        assert proof.n >= sample_needed(Decimal(target), 50)
