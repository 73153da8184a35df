"""Geometry of charts: every figure stands where its value says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.platform import charts
from bpo.platform.charts.frame import LABELS_AT_MOST
from bpo.platform.charts.over_time import LABEL_GAP
from bpo.platform.charts.upright import STACK_WIDTH


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, (0.0, 2.5, 5.0, 7.5, 10.0)),
        (93.1, 98, (92.0, 94.0, 96.0, 98.0)),
        (0, 1, (0.0, 0.25, 0.5, 0.75, 1.0)),
        (5, 5, (5.0, 5.25, 5.5, 5.75, 6.0)),
    ],
)
def test_ticks_are_round_and_cover_the_values(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert charts.ticks(low, high) == expected


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_ticks_always_cover_with_few_steps(low: float, width: float) -> None:
    found = charts.ticks(low, low + width)
    step = found[1] - found[0]
    assert found[0] <= low + step * 1e-6
    assert found[-1] >= low + width - step * 1e-6
    assert 2 <= len(found) <= 8


def test_a_line_leaves_a_gap_where_nothing_was_measured() -> None:
    chart = charts.line([("a", 90, 10), ("b", None, 0), ("c", 100, 12)], target=95)
    assert len(chart.dots) == 2
    assert chart.paths == (
        f"M{chart.frame.left:g},{chart.dots[0].y:g}",
        f"M{chart.frame.right:g},{chart.dots[1].y:g}",
    )
    assert [dot.below for dot in chart.dots] == [True, False]
    assert chart.dots[0].y > chart.target_at > chart.dots[1].y
    assert (chart.last.text, chart.last.n) == ("100", 12)


def test_the_word_target_never_covers_the_last_value() -> None:
    chart = charts.line([("a", 94), ("b", 95.1)], target=95)
    assert abs(chart.target_label_at - chart.label_at) >= LABEL_GAP


def test_nothing_measured_is_an_empty_chart() -> None:
    assert charts.line([("a", None)]).empty
    assert charts.bars([]).empty
    assert charts.columns([], []).empty
    assert charts.control([]).empty
    assert charts.spark([None]).paths == ()


def test_bars_stand_on_the_ground_in_proportion() -> None:
    chart = charts.bars([("a", 20), ("b", 10, "warn"), ("c", 0)])
    a, b, c = chart.bars
    assert a.y + a.height == b.y + b.height == chart.frame.bottom
    assert a.height == pytest.approx(2 * b.height, abs=0.2)
    assert c.height == 0
    assert (a.tone, b.tone) == ("acc", "warn")
    assert a.x + a.width < b.x


def test_columns_pile_their_parts_without_holes() -> None:
    keys = [("auto", "Automation", "auto"), ("person", "People", "acc")]
    chart = charts.columns([("Mon", {"auto": 3, "person": 2}), ("Tue", {"person": 4})], keys)
    low, high, other = chart.bars
    assert low.y + low.height == chart.frame.bottom == pytest.approx(other.y + other.height)
    assert high.y + high.height == pytest.approx(low.y, abs=0.11)
    assert chart.rows == (("Mon", "3", "2", "5"), ("Tue", "0", "4", "4"))
    assert chart.head == ("", "Automation", "People", "All")


def test_a_control_chart_marks_what_is_outside_its_own_limits() -> None:
    chart = charts.control([("a", 2, 0, 5, 200), ("b", 6, 0, 5, 200), ("c", 6, 0, 7, 50)])
    assert [dot.outside for dot in chart.dots] == [False, True, False]
    assert chart.outside == 1
    assert chart.band.endswith("Z")


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_a_stack_fills_its_width_and_shows_the_smallest(counts: list[int]) -> None:
    stack = charts.stack([{"n": n, "tone": "ok"} for n in counts])
    present = [n for n in counts if n]
    assert len(stack.pieces) == len(present)
    if present:
        last = stack.pieces[-1]
        assert last.x + last.width == pytest.approx(STACK_WIDTH, abs=0.2)
        assert min(piece.width for piece in stack.pieces) >= 3.9


def test_long_rows_of_labels_are_thinned_and_keep_the_last() -> None:
    chart = charts.line([(str(day), day) for day in range(1, 32)])
    assert len(chart.x_ticks) <= LABELS_AT_MOST
    assert chart.x_ticks[-1].label == "31"
    assert chart.x_ticks[-1].anchor == "end"


def test_numbers_are_said_plainly() -> None:
    assert [charts.said(n) for n in (1234.5, 97.80, 0, -0.001, Decimal("-3.25"))] == [
        "1,234.5",
        "97.8",
        "0",
        "0",
        "−3.25",
    ]
