"""Warnings, rework and thresholds of single fields as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from bpo.contracts.rules import Target
from bpo.contracts.schemas.finer import (
    NEW_CLOCK,
    read_warnings,
    rework_reader,
    rework_shown,
    sure_reader,
    sure_shown,
    warnings_shown,
)
from bpo.contracts.schemas.terms import read_target

PATHS = ("iban", "payable", "number")
read_sure = sure_reader(PATHS)
read_rework = rework_reader(read_target)


@pytest.mark.parametrize(
    ("text", "percents"),
    [("75, 90", (75, 90)), ("90 % 75%", (75, 90)), ("50", (50,)), ("none", ()), ("75,75", (75,))],
)
def test_warnings(text, percents):
    assert read_warnings(text) == percents


@pytest.mark.parametrize("text", ["0", "100", "-5", "often", "75 and 90", "", "7.5"])
def test_warnings_that_cannot_be_read(text):
    with pytest.raises(ValidationError, match="Write percentages"):
        read_warnings(text)


def test_thresholds_of_single_fields():
    assert read_sure("iban 99, payable 97.5%") == (("iban", Decimal("0.99")), ("payable", Decimal("0.975")))
    assert read_sure(" ") == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("iban", "Write fields"),
        ("iban 101", "Write fields"),
        ("iban -1", "Write fields"),
        ("vat 99", "no field"),
        ("iban 99, iban 98", "twice"),
    ],
)
def test_thresholds_that_cannot_be_read(text, why):
    with pytest.raises(ValidationError, match=why):
        read_sure(text)


def test_rework():
    assert read_rework("As new") == NEW_CLOCK
    assert read_rework("4 h") == Target.in_minutes(240)
    for text in ("later", "0 h"):
        with pytest.raises(ValidationError):
            read_rework(text)


@given(
    st.sets(st.integers(1, 99)),
    st.dictionaries(st.sampled_from(PATHS), st.integers(0, 10_000).map(lambda n: Decimal(n) / 10_000)),
)
def test_what_is_shown_is_read_back(percents, thresholds):
    assert read_warnings(warnings_shown(sorted(percents))) == tuple(sorted(percents))
    assert dict(read_sure(sure_shown(thresholds))) == thresholds


def test_rework_shown_is_read_back():
    assert rework_shown(keeps_clock=True, rework=None) == ""
    assert read_rework(rework_shown(keeps_clock=False, rework=None)) == NEW_CLOCK
    assert read_rework(rework_shown(keeps_clock=False, rework=Target.in_working_days(2))) == (
        Target.in_working_days(2)
    )
