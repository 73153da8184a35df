"""How a job walks through its steps: properties over any list of steps, and the walks of named cases."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.registry import work_types
from bpo.catalog.rules import Actor, Form, FormField, Outcome, Part, Step
from bpo.workqueue.rules import (
    codes_of,
    decisions_due,
    following_step,
    is_due,
    is_ours,
    sent_back_to,
    step_problems,
    working_step,
)

CODES = ("BANK", "APPROVE", "SECOND")
FORM = Form(fields=(FormField(path="called", label="Whom"),))
WALK = (
    Step(key="capture", name="Capture", actor=Actor.AUTOMATION),
    Step(key="check", name="Check", actor=Actor.PERSON, needs_exception=True),
    Step(key="call", name="Call", actor=Actor.PERSON, when=("BANK",), form=FORM),
    Step(
        key="listen", name="Listen", actor=Actor.PERSON, when=("BANK",), separate_from=("call",), decides=True
    ),
    Step(key="approve", name="Approve", actor=Actor.CLIENT, when=("APPROVE", "SECOND"), decides=True),
    Step(
        key="second",
        name="Second",
        actor=Actor.CLIENT,
        when=("SECOND",),
        separate_from=("approve",),
        decides=True,
    ),
)

steps_of_any_kind = st.lists(
    st.builds(
        Step,
        key=st.sampled_from("abcdefgh"),
        name=st.just("a step"),
        actor=st.sampled_from(Actor),
        needs_exception=st.booleans(),
        when=st.lists(st.sampled_from(CODES), unique=True, max_size=2).map(tuple),
        decides=st.booleans(),
        form=st.sampled_from((None, FORM)),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda step: step.key,
)
some_codes = st.frozensets(st.sampled_from((*CODES, "OTHER")))


def two_parts(record, findings):
    return (Part(key="1", start=record), Part(key="2"))


def first_of(record, submissions):
    return Outcome(record=dict(submissions[0].data))


def in_parts(**said):
    usual = {
        "key": "key",
        "name": "Key",
        "actor": Actor.PERSON,
        "parts": two_parts,
        "merge": first_of,
        "apart": True,
    }
    return Step(**{**usual, **said})


GATE = Step(key="prove", name="Prove the batch", actor=Actor.PERSON, gathers=True)


def walked(codes: set[str], *, exception: bool) -> list[str]:
    keys, at = ["capture"], following_step(WALK, "capture", exception=exception, codes=codes)
    while at is not None:
        keys.append(at.key)
        at = following_step(WALK, at.key, exception=False, codes=codes)
    return keys


@pytest.mark.parametrize(
    ("codes", "exception", "expected"),
    [
        (set(), False, ["capture"]),
        (set(), True, ["capture", "check"]),
        ({"BANK"}, True, ["capture", "check", "call", "listen"]),
        ({"APPROVE"}, False, ["capture", "approve"]),
        ({"SECOND"}, True, ["capture", "check", "approve", "second"]),
        ({"OTHER"}, False, ["capture"]),
    ],
)
def test_only_the_steps_that_something_calls_for_are_walked(codes, exception, expected):
    assert walked(codes, exception=exception) == expected


@given(steps_of_any_kind, some_codes, st.booleans())
def test_what_follows_comes_later_and_is_called_for_and_nothing_called_for_is_passed_over(
    steps, codes, exception
):
    keys = [step.key for step in steps]
    for place, key in enumerate(keys):
        found = following_step(steps, key, exception=exception, codes=codes)
        between = steps[place + 1 : keys.index(found.key) if found else len(steps)]
        assert all(
            (step.needs_exception and not exception) or (step.when and not codes & set(step.when))
            for step in between
        )
        if found is not None:
            assert keys.index(found.key) > place
            assert is_due(found, codes)
            assert exception or not found.needs_exception


@given(steps_of_any_kind, some_codes, some_codes)
def test_more_findings_never_make_a_step_fall_away(steps, codes, more):
    few, many = decisions_due(steps, codes), decisions_due(steps, codes | more)
    assert set(few) <= set(many)
    assert all(step.decides for step in many)


def test_there_is_no_step_after_one_that_is_not_there():
    with pytest.raises(KeyError):
        following_step(WALK, "nowhere", exception=False, codes=())


def test_codes_are_those_of_notes_and_confirmed_findings_too():
    kept = [
        {"code": "BANK", "severity": "stop", "confirmed": "asked them"},
        {"code": "APPROVE", "severity": "note"},
        {"severity": "note"},
    ]
    assert codes_of(kept) == {"BANK", "APPROVE"}


def test_rework_is_done_where_the_record_is_made_and_never_where_it_is_decided():
    assert working_step(WALK).key == "check"
    assert [sent_back_to(WALK, key).key for key in ("listen", "approve", "second")] == [
        "call",
        "check",
        "check",
    ]
    with pytest.raises(LookupError):
        working_step(WALK[2:])


def test_a_record_made_in_parts_is_mended_whole():
    adjudicate = Step(key="adjudicate", name="Decide", actor=Actor.PERSON, when=("DIFFER",), compares="key")
    steps = (WALK[0], in_parts(), adjudicate, GATE)
    assert step_problems(steps) == ()
    assert working_step(steps) is adjudicate
    assert working_step((WALK[0], in_parts(), GATE)).key == "key"


def test_our_work_ends_where_the_clients_begins():
    assert [is_ours(step) for step in (*WALK, None)] == [True] * 4 + [False] * 3


def test_every_work_type_on_offer_can_be_walked_through():
    for kind in work_types():
        assert step_problems(kind.steps) == (), kind.key


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((WALK[0], WALK[1], WALK[4], WALK[2]), "the client's steps come last"),
        ((WALK[0], WALK[1], WALK[3]), "there is no step call before it"),
        ((WALK[0], WALK[1], WALK[1]), "same key"),
        ((WALK[0], WALK[2]), "no step in which a person can mend"),
        ((WALK[1], WALK[0]), "first step"),
        ((*WALK[:2], Step(key="x", name="X", actor=Actor.CLIENT)), "the client decides"),
        ((*WALK[:2], Step(key="x", name="X", actor=Actor.AUTOMATION, decides=True)), "automation decides"),
        ((*WALK[:2], in_parts(merge=None)), "nothing says what its parts come to"),
        ((in_parts(), *WALK[:2]), "the first step is done whole"),
        ((*WALK[:2], in_parts(decides=True)), "not made in parts"),
        ((*WALK[:2], in_parts(actor=Actor.AUTOMATION)), "automation works on parts by a function"),
        ((*WALK[:2], in_parts(work=lambda part, sources, record: {})), "and people do not"),
        ((*WALK[:2], in_parts(parts=None)), "needs parts"),
        ((*WALK[:2], Step(key="x", name="X", actor=Actor.PERSON, compares="check")), "in parts before it"),
        ((*WALK[:2], GATE, replace(GATE, key="again")), "gathered once"),
        ((*WALK[:2], replace(GATE, actor=Actor.AUTOMATION)), "brought to prove by a person"),
    ],
)
def test_steps_that_cannot_be_walked_through_are_named(steps, said):
    assert any(said in problem for problem in step_problems(steps)), step_problems(steps)


def test_the_walk_of_this_page_has_no_problem():
    assert step_problems(WALK) == ()
