"""Warnings, rework and thresholds of single fields as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from bpo.contracts.rules import RECEIVERS, Rung, Target, ladder_of_percents
from bpo.contracts.schemas.finer import (
    NEW_CLOCK,
    ladder_shown,
    read_ladder,
    rework_reader,
    rework_shown,
    sure_reader,
    sure_shown,
)
from bpo.contracts.schemas.terms import read_target

PATHS = ("iban", "payable", "number")
read_sure = sure_reader(PATHS)
read_rework = rework_reader(read_target)


@pytest.mark.parametrize(
    ("text", "percents"),
    [("75, 90", (75, 90)), ("90 % 75%", (75, 90)), ("50", (50,)), ("75,75", (75,)), ("125", (125,))],
)
def test_percentages_alone_have_their_usual_receivers(text, percents):
    assert read_ladder(text) == ladder_of_percents(percents)


def test_a_ladder():
    assert read_ladder("None") == ()
    assert read_ladder(
        "75: nobody; 90% Team leads; 100 team lead + account managers;\n150 account managers"
    ) == (
        Rung(75),
        Rung(90, ("team_lead",)),
        Rung(100, ("team_lead", "account_manager")),
        Rung(150, ("account_manager",)),
    )


@pytest.mark.parametrize(
    "text",
    ["0", "1001", "99999", "-5", "often", "75 and 90", "", "7.5", "75 the boss", "90 nobody and team leads"],
)
def test_warnings_that_cannot_be_read(text):
    with pytest.raises(ValidationError, match="Write percentages"):
        assert read_ladder(text)


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
    st.dictionaries(st.integers(1, 1000), st.sets(st.sampled_from(RECEIVERS))),
    st.dictionaries(st.sampled_from(PATHS), st.integers(0, 10_000).map(lambda n: Decimal(n) / 10_000)),
)
def test_what_is_shown_is_read_back(rungs, thresholds):
    ladder = tuple(
        Rung(percent, tuple(role for role in RECEIVERS if role in to))
        for percent, to in sorted(rungs.items())
    )
    assert read_ladder(ladder_shown(ladder)) == ladder
    assert dict(read_sure(sure_shown(thresholds))) == thresholds


def test_rework_shown_is_read_back():
    assert rework_shown(keeps_clock=True, rework=None) == ""
    assert read_rework(rework_shown(keeps_clock=False, rework=None)) == NEW_CLOCK
    assert read_rework(rework_shown(keeps_clock=False, rework=Target.in_working_days(2))) == (
        Target.in_working_days(2)
    )
