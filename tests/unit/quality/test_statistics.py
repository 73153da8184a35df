"""Vectors of the design and of the literature, and what must hold of any counts."""

import json
from itertools import pairwise
from math import comb, isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.quality.rules.acceptance import (
    Inspection,
    Plan,
    Switching,
    Verdict,
    accepted_at,
    after_lot,
    code_letter,
    judge,
    oc_curve,
    oc_figures,
    plan_for,
    resume,
    table_plan,
)
from bpo.quality.rules.agreement import (
    agreement,
    cohens_kappa,
    interval,
    krippendorffs_alpha,
    raw_agreement,
)
from bpo.quality.rules.control import Signal, exact_limits, limits, p_chart, three_sigma
from bpo.quality.rules.statistics import (
    Sampled,
    binomial_at_least,
    binomial_at_most,
    clopper_pearson,
    needed_for,
    weighted,
    wilson,
)

ISO = json.loads((Path(__file__).parent / "iso2859_single.json").read_text())


def percents(found, digits=1):
    return round(found.low * 100, digits), round(found.high * 100, digits)


def test_wilson_as_printed():
    assert percents(wilson(198, 200)) == (96.4, 99.7)
    assert wilson(198, 200).words == "99.0 % (96.4–99.7 %, n = 200)"
    assert wilson(0, 0) is None


@given(st.integers(1, 400), st.data())
def test_every_interval_holds_its_rate_and_the_exact_one_is_wider_at_the_ends(n, data):
    good = data.draw(st.integers(0, n))
    loose, exact = wilson(good, n), clopper_pearson(good, n)
    for found in (loose, exact):
        assert 0 <= found.low <= found.rate <= found.high <= 1
    assert exact.high - exact.low > loose.high - loose.low - 0.02


def test_clopper_pearson_of_the_literature():
    # Clopper and Pearson's own case of 0 and 10 in 10, and Agresti's of 3 in 10.
    assert percents(clopper_pearson(0, 10)) == (0.0, 30.8)
    assert percents(clopper_pearson(10, 10)) == (69.2, 100.0)
    assert percents(clopper_pearson(3, 10)) == (6.7, 65.2)


@given(st.integers(1, 60), st.data())
def test_binomial_tails_are_those_of_whole_numbers(n, data):
    k = data.draw(st.integers(-1, n + 1))
    p = data.draw(st.integers(0, 100)) / 100
    terms = [comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(n + 1)]
    assert isclose(binomial_at_most(k, n, p), sum(terms[: k + 1]) if k >= 0 else 0, abs_tol=1e-12)
    assert isclose(binomial_at_least(k, n, p), sum(terms[max(k, 0) :]), abs_tol=1e-12)


def test_how_many_it_takes_to_prove_a_target():
    for target in (0.5, 0.9, 0.95, 0.98, 0.995):
        n = needed_for(target)
        assert wilson(n, n).low >= target
        assert n == 1 or wilson(n - 1, n - 1).low < target
    assert (needed_for(0.95), needed_for(0.995)) == (73, 765)
    with pytest.raises(ValueError, match="100"):
        needed_for(1.0)


def test_strata_count_by_their_volume():
    # Everything of new people is looked at, a tenth of the others: the plain rate would be that of the new ones.
    found = weighted([Sampled(good=80, n=100, volume=100), Sampled(good=100, n=100, volume=900)])
    assert isclose(found.interval.rate, 0.98)
    assert found.interval.n == 200
    assert found.interval.low < wilson(196, 200).low
    assert found.covered == 1


def test_a_stratum_nobody_looked_at_is_said_to_be_missing():
    found = weighted([Sampled(10, 10, 50), Sampled(0, 0, 150)])
    assert found.covered == 0.25
    assert weighted([Sampled(0, 0, 150)]) is None


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 500)), min_size=1, max_size=4), st.data())
def test_one_rate_in_all_strata_is_the_rate_of_the_whole(strata, data):
    share = data.draw(st.sampled_from([0, 1]))
    found = weighted([Sampled(n * share, n, n + more) for n, more in strata])
    assert found.interval.rate == share
    assert found.interval.low <= share <= found.interval.high


def test_a_single_stratum_is_wilson():
    assert weighted([Sampled(198, 200, 4000)]).interval == wilson(198, 200)


def test_limits_of_the_control_chart():
    assert percents(three_sigma(0.02, 50)) == (0.0, 7.9)
    assert percents(three_sigma(0.02, 200)) == (0.0, 5.0)
    assert not limits(0.02, 250).exact
    assert limits(0.02, 200).exact


@given(st.integers(1, 300), st.floats(0.001, 0.4))
def test_exact_limits_leave_out_only_what_is_rarer_than_three_sigma(n, mean):
    found = exact_limits(mean, n)
    low, high = round(found.low * n), round(found.high * n)
    assert binomial_at_least(high + 1, n, mean) <= 0.00135 or high == n
    assert binomial_at_most(low - 1, n, mean) <= 0.00135
    assert binomial_at_least(high, n, mean) > 0.00134 or high <= n * mean
    assert found.low <= mean <= found.high + 1 / n


def test_signals():
    quiet = [(f"w{i}", 5 + i % 2, 300) for i in range(10)]
    assert not any(point.signals for point in p_chart(quiet).points)
    loud = p_chart([*quiet, ("bad", 30, 300)])
    assert loud.points[-1].signals == (Signal.BEYOND,)
    run = p_chart([("a", 30, 300), *((f"w{i}", 5, 300) for i in range(9))])
    assert [Signal.RUN in point.signals for point in run.points] == [False] * 8 + [True] * 2
    gap = p_chart([("a", 1, 100), ("b", 0, 0), ("c", 3, 100)])
    assert gap.points[1].rate is None
    assert gap.centre == 0.02
    assert p_chart([("a", 0, 0)]).centre is None


def test_code_letters():
    columns = {"I": 1, "II": 2, "III": 3}
    sizes = [row[0] for row in ISO["lot_size_to_code_letter"]["rows"]]
    for row in ISO["lot_size_to_code_letter"]["rows"]:
        for level, at in columns.items():
            assert code_letter(row[0] or 10**7, level) == row[at]
    for below, row in zip(sizes, ISO["lot_size_to_code_letter"]["rows"][1:], strict=False):
        assert code_letter(below + 1) == row[2]
    with pytest.raises(ValueError, match="level"):
        code_letter(10, "S-1")


@pytest.mark.parametrize("inspection", [Inspection.NORMAL, Inspection.TIGHTENED, Inspection.REDUCED])
def test_master_tables(inspection):
    for letter, plans in ISO["plans"][inspection].items():
        for aql, (at, n, accept, reject) in plans.items():
            assert table_plan(letter, aql, inspection) == Plan(at, n, accept, reject), (letter, aql)


@pytest.mark.parametrize(
    ("letter", "aql", "n", "accept"),
    [
        *(("G", "0.65", 20, 0), ("G", "1.0", 50, 1), ("G", "2.5", 32, 2), ("H", "1.0", 50, 1)),
        *(("H", "2.5", 50, 3), ("J", "1.0", 80, 2), ("J", "2.5", 80, 5), ("K", "0.65", 125, 2)),
        *(("K", "1.0", 125, 3), ("K", "2.5", 125, 7), ("L", "0.65", 200, 3), ("L", "1.0", 200, 5)),
        *(("L", "2.5", 200, 10), ("L", "4.0", 200, 14)),
    ],
)
def test_plans_of_the_design(letter, aql, n, accept):
    plan = table_plan(letter, aql)
    assert (plan.n, plan.accept, plan.reject) == (n, accept, accept + 1)


def test_all_of_a_small_lot_is_inspected():
    assert plan_for(10, "1.0").n == 10
    assert plan_for(280, "1.0").n == 50
    assert plan_for(40, "1.0", inspection=Inspection.DISCONTINUED) == Plan("–", 40, 0, 1)
    with pytest.raises(ValueError, match="AQL"):
        table_plan("G", "3.0")


def switched(text, *, reduced=False, state=None):
    state = state or Switching()
    for letter in text:
        state = after_lot(
            state,
            {"+": Verdict.ACCEPTED, "-": Verdict.REJECTED, "o": Verdict.MARGINAL}[letter],
            reduced=reduced,
        )
    return state.inspection


@pytest.mark.parametrize(
    ("lots", "then"),
    [
        ("++++++-", "normal"),
        ("--", "tightened"),
        ("-+++-", "tightened"),
        ("-++++-", "normal"),
        ("--+++++", "normal"),
        ("--++++", "tightened"),
        ("--++++-++++", "tightened"),
        ("-------", "discontinued"),
        ("---+--++-++++", "tightened"),
        ("---+--++-+-", "discontinued"),
        ("-------+++++++", "discontinued"),
        ("++++++++++++", "normal"),
    ],
)
def test_switching(lots, then):
    assert switched(lots) == then


def test_reduced_only_where_the_contract_has_it():
    assert switched("+" * 10, reduced=True) == "reduced"
    assert switched("+" * 10 + "o", reduced=True) == "normal"
    assert switched("+" * 10 + "-", reduced=True) == "normal"
    assert resume(Switching(Inspection.DISCONTINUED)).inspection == "tightened"


@given(st.lists(st.sampled_from("+-"), max_size=60))
def test_switching_needs_what_the_rules_name(lots):
    state, before = Switching(), []
    for letter in lots:
        following = after_lot(state, Verdict.ACCEPTED if letter == "+" else Verdict.REJECTED)
        before.append(letter)
        match state.inspection, following.inspection:
            case "normal", "tightened":
                assert before[-5:].count("-") >= 2
            case "tightened", "normal":
                assert before[-5:] == ["+"] * 5
            case "tightened", "discontinued":
                assert before.count("-") >= 5
            case old, new:
                assert old == new
        state = following


def test_what_a_plan_can_tell():
    plan = table_plan("J", "1.0")  # 80/2: published figures of this plan are 1.03, 3.33 and 6.52 %
    found = oc_figures(plan)
    assert [round(each * 100, 2) for each in (found.at_95, found.at_50, found.at_10)] == [1.03, 3.33, 6.52]
    curve = oc_curve(plan)
    assert curve[0] == (0.0, 1.0)
    assert all(a[1] >= b[1] for a, b in pairwise(curve))
    assert isclose(accepted_at(plan, found.at_10), 0.10, abs_tol=1e-9)
    assert [judge(plan, bad) for bad in (2, 3)] == ["accepted", "rejected"]
    assert [judge(table_plan("J", "1.0", Inspection.REDUCED), bad) for bad in (1, 2, 3)] == [
        "accepted",
        "marginal",
        "rejected",
    ]


def test_kappa_of_the_literature():
    # Fifty applications, two readers: 20 both yes, 15 both no, 5 and 10 apart. Kappa 0.4.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert isclose(cohens_kappa(pairs), 0.4)
    assert agreement(pairs) == cohens_kappa(pairs)
    assert cohens_kappa([("y", "y")] * 5) is None
    assert cohens_kappa([]) is None


KRIPPENDORFF = (
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four coders, twelve units.
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, None, 3, None),
)  # fmt: skip


def test_alpha_of_the_literature():
    items = [[value for value in unit if value is not None] for unit in KRIPPENDORFF]
    assert round(krippendorffs_alpha(items), 3) == 0.743
    assert round(krippendorffs_alpha(items, interval), 3) == 0.849
    assert agreement(items) == krippendorffs_alpha(items)
    assert krippendorffs_alpha([["y", "y"], ["y", "y", "y"]]) is None
    assert krippendorffs_alpha([["y"]]) is None
    assert raw_agreement([["y", "y"], ["y", "n"]]) == 0.5
    assert raw_agreement([["y"]]) is None


@given(st.lists(st.tuples(st.sampled_from("ync"), st.sampled_from("ync")), min_size=1, max_size=40))
def test_agreement_lies_where_it_must(pairs):
    for found in (cohens_kappa(pairs), krippendorffs_alpha(pairs)):
        assert found is None or -1 <= found <= 1 + 1e-9
        if found is not None and all(a == b for a, b in pairs):
            assert isclose(found, 1)
