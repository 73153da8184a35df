"""What results do to people, and how an item is held against its known answers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import QualityPlan
from bpo.quality.rules import (
    general,
    is_certified,
    mark,
    normal,
    pause_for_known_answers,
    pause_for_reviews,
    reviews_to_go,
)

PLAN = QualityPlan(
    certify_after=4,
    certify_score=Decimal(95),
    pause_below=Decimal(80),
    pause_window=4,
    known_answer_pass=Decimal(90),
    known_answer_window=3,
    known_answer_least=2,
)


def scores(text):
    return [None if each == "-" else Decimal(each) for each in text.split()]


@pytest.mark.parametrize(
    ("latest_first", "certified", "to_go"),
    [
        ("", False, 4),
        ("100 95 100 95", True, 0),
        ("100 - 95 100 95", True, 0),
        ("100 95 100 94 100", False, 1),
        ("90 100 100 100 100", False, 4),
        ("100 100 100", False, 1),
    ],
)
def test_certified_by_a_row_of_good_reviews(latest_first, certified, to_go):
    assert is_certified(scores(latest_first), PLAN) is certified
    assert reviews_to_go(scores(latest_first), PLAN) == to_go


def test_paused_by_reviews_only_over_a_full_window():
    assert pause_for_reviews(scores("0 0 0"), PLAN) is None
    assert pause_for_reviews(scores("100 100 60 60"), PLAN) is None
    assert pause_for_reviews(scores("100 100 60 59"), PLAN) == (
        "The last 4 reviews come to 79.75 % on average, below 80 %."
    )
    assert pause_for_reviews(scores("100 100 100 100 0 0 0 0"), PLAN) is None, "what is past is past"


def test_paused_by_known_answers():
    assert pause_for_known_answers([(0, 10)], PLAN) is None, "one item says nothing"
    assert pause_for_known_answers([(9, 10), (9, 10)], PLAN) is None
    assert pause_for_known_answers([(8, 10), (9, 10)], PLAN) == (
        "17 of 20 fields with known answers were right (85 %) in the last 2 items, below 90 %."
    )
    assert pause_for_known_answers([(10, 10)] * 3 + [(0, 10)], PLAN) is None
    assert pause_for_known_answers([(0, 0)] * 3, PLAN) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.just(9)), max_size=12))
def test_a_higher_demand_never_pauses_fewer(results):
    strict = replace(PLAN, known_answer_pass=Decimal(100))
    if pause_for_known_answers(results, PLAN) is not None:
        assert pause_for_known_answers(results, strict) is not None


def test_a_field_is_right_only_if_the_whole_of_it_is():
    answers = {"number": "RE-7", "net": "100.00", "seller": "Mühle KG", "note": None, "lines.0.net": "5"}
    given = {"number": "re-7", "net": "100", "seller": "Mühle  KG", "note": "", "lines.0.net": "6"}
    marked = mark(answers, given)
    assert (marked.right, marked.fields, marked.wrong) == (3, 4, (("lines.0.net", "6"),))
    assert marked.score == 75
    assert mark(answers, {}, only={"number", "lines.net"}).wrong == (("lines.0.net", ""), ("number", ""))
    assert mark({}, {}).score == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1,5", "1.50", True),
        ("007", "7", False),
        ("0", "0.00", True),
        ("-0.5", "-.5", True),
        ("1.000,00", "1000", False),
        ("A  b", "a B", True),
        (None, "", True),
        ("NaN", "nan", True),
        ("1e3", "1000", True),
    ],
)
def test_how_values_are_compared(one, other, same):
    assert (normal(one) == normal(other)) is same


def test_rows_lose_their_numbers():
    assert general("lines.0.net") == "lines.net"
    assert general("net") == "net"
