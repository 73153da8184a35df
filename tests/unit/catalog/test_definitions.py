"""Definitions of work types: to JSON and back, what is wrong with them in words, rules across fields."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.rules import Region
from bpo.catalog.rules.definitions import (
    FIELD_TYPES,
    KINDS,
    CrossFieldRule,
    Definition,
    FieldDefinition,
    Malformed,
    StepDefinition,
    StepKind,
    own_key,
    own_of,
    problems,
)
from bpo.catalog.rules.definitions.cross_field import found_by
from bpo.platform.ids import new_id
from tests.factories.definitions import SCORECARD, claims

WORDS = st.text("abc äß,\"'\n|", max_size=8)
EDGE = st.floats(0, 1, allow_nan=False)
FIELDS = st.builds(
    FieldDefinition,
    key=WORDS,
    label=WORDS,
    type=st.sampled_from(sorted(FIELD_TYPES)),
    required=st.booleans(),
    shortest=st.integers(0, 9),
    choices=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    mask=WORDS,
    region=st.none() | st.builds(Region, page=st.integers(0, 3), box=st.tuples(EDGE, EDGE, EDGE, EDGE)),
    secret=st.none() | st.booleans(),
)
RULES = st.builds(
    CrossFieldRule,
    kind=st.sampled_from(sorted(KINDS)),
    field=WORDS,
    others=st.lists(WORDS, max_size=3).map(tuple),
)
DEFINITIONS = st.builds(
    Definition,
    name=WORDS,
    fields=st.lists(FIELDS, max_size=4).map(tuple),
    rules=st.lists(RULES, max_size=3).map(tuple),
    steps=st.lists(
        st.builds(StepDefinition, kind=st.sampled_from(list(StepKind)), name=WORDS, minutes=st.floats(0, 99)),
        max_size=5,
    ).map(tuple),
    header=st.booleans(),
    lists=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    scorecard=st.just(SCORECARD),
    title=st.lists(WORDS, max_size=3).map(tuple),
)


@given(DEFINITIONS)
def test_a_definition_comes_back_from_json_as_it_was(definition: Definition) -> None:
    assert Definition.from_json(json.loads(json.dumps(definition.to_json()))) == definition


@given(DEFINITIONS)
def test_what_is_wrong_can_be_said_of_any_definition(definition: Definition) -> None:
    assert all(problem.says and problem.where for problem in problems(definition))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "fields", "steps", "kind", "region", "key"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(ANY)
def test_no_json_does_more_than_be_refused(data: Any) -> None:
    with suppress(Malformed):
        made = Definition.from_json(data)
        assert isinstance(made.name, str)
        problems(made)


def test_a_sound_definition_has_no_problems() -> None:
    assert problems(claims()) == ()
    assert (
        problems(claims(StepKind.READ, StepKind.DOUBLE, StepKind.CHECK, StepKind.APPROVE, header=True)) == ()
    )


def _with(**changes: Any) -> Definition:
    first = replace(claims().fields[0], **changes)
    return replace(claims(), fields=(first, *claims().fields[1:]))


@pytest.mark.parametrize(
    ("definition", "where"),
    [
        (replace(claims(), name=" "), "name"),
        (replace(claims(), fields=()), "fields"),
        (replace(claims(), accepts=()), "accepts"),
        (replace(claims(), accepts=("exe",)), "accepts"),
        (replace(claims(), scorecard=()), "scorecard"),
        (replace(claims(), title=("nothing",)), "title"),
        (replace(claims(), lists=()), "fields.7.list_key"),
        (_with(key="Policy No"), "fields.0.key"),
        (_with(key="last_name"), "fields.0.key"),
        (_with(key="reference"), "fields.0.key"),
        (_with(label=""), "fields.0.label"),
        (_with(type="colour"), "fields.0.type"),
        (_with(pattern="("), "fields.0.pattern"),
        (_with(check="magic"), "fields.0.check"),
        (_with(normalise="magic"), "fields.0.normalise"),
        (_with(mask="xyz"), "fields.0.mask"),
        (_with(shortest=5, longest=4), "fields.0.longest"),
        (_with(choices=(("a", "A"),)), "fields.0.choices"),
        (_with(type="choice"), "fields.0.choices"),
        (_with(least="1"), "fields.0.least"),
        (_with(type="money", mask="", least="5", most="1"), "fields.0.most"),
        (_with(type="date", mask="", least="yesterday"), "fields.0.least"),
        (_with(total="amount"), "fields.0.total"),
        (_with(total="hash"), "header"),
        (_with(region=Region(page=0, box=(0.5, 0.1, 0.4, 0.2))), "fields.0.region"),
        (replace(claims(), steps=()), "steps"),
        (claims(StepKind.KEY, StepKind.DOUBLE), "steps"),
        (claims(StepKind.KEY, StepKind.READ), "steps"),
        (claims(StepKind.CHECK, StepKind.KEY), "steps"),
        (claims(StepKind.KEY, StepKind.APPROVE, StepKind.CHECK), "steps"),
        (claims(StepKind.KEY, StepKind.APPROVE, StepKind.APPROVE, StepKind.APPROVE), "steps"),
        (replace(claims(), rules=(CrossFieldRule(kind="sum", field="amount", others=("born",)),)), "rules.0"),
        (replace(claims(), rules=(CrossFieldRule(kind="equal", field="amount", others=("x",)),)), "rules.0"),
        (replace(claims(), rules=(CrossFieldRule(kind="equal", field="born", others=("born",)),)), "rules.0"),
        (replace(claims(), rules=(CrossFieldRule(kind="eval", field="born", others=("plan",)),)), "rules.0"),
        (replace(claims(), reasons=(("torn", "Torn."),)), "reasons.0"),
    ],
)
def test_what_cannot_be_offered_is_said_where_it_stands(definition: Definition, where: str) -> None:
    assert where in [problem.where for problem in problems(definition)]


LABELS = {"a": "A", "b": "B", "c": "C"}


@pytest.mark.parametrize(
    ("kind", "record", "broken"),
    [
        ("equal", {"a": "x  y", "b": "x y"}, False),
        ("equal", {"a": "x", "b": "y"}, True),
        ("equal", {"a": "x", "b": None}, False),
        ("sum", {"a": "7600.00", "b": "6600", "c": "1000"}, False),
        ("sum", {"a": "7600", "b": "6600", "c": "100"}, True),
        ("sum", {"a": None, "b": None, "c": None}, False),
        ("sum", {"a": None, "b": "1", "c": None}, True),
        ("sum", {"a": "no number", "b": "1", "c": None}, False),
        ("before", {"a": "2026-01-01", "b": "2026-01-02"}, False),
        ("before", {"a": "2026-01-02", "b": "2026-01-02"}, True),
        ("not_after", {"a": "2026-01-02", "b": "2026-01-02"}, False),
        ("not_after", {"a": "2026-01-03", "b": "2026-01-02"}, True),
        ("not_after", {"a": "soon", "b": "2026-01-02"}, False),
        ("not_above", {"a": "5", "b": "4.99"}, True),
        ("not_above", {"a": "4.99", "b": "4.990"}, False),
        ("required_if", {"a": "", "b": "1"}, True),
        ("required_if", {"a": "", "b": ""}, False),
        ("allowed_if", {"a": "1", "b": ""}, True),
        ("allowed_if", {"a": "1", "b": "x"}, False),
    ],
)
def test_rules_across_fields(kind: str, record: dict[str, Any], broken: bool) -> None:
    others = ("b", "c") if kind == "sum" else ("b",)
    found = found_by(CrossFieldRule(kind=kind, field="a", others=others), record, LABELS)
    assert (found is not None) is broken
    if found is not None:
        assert "A" in found.message
        assert "a" in found.fields


def test_a_condition_may_ask_for_values() -> None:
    rule = CrossFieldRule(
        kind="required_if", field="a", others=("b",), values=("t", "u"), says="Say it.", weight="stop"
    )
    assert found_by(rule, {"b": "x"}, LABELS) is None
    found = found_by(rule, {"b": "u"}, LABELS)
    assert found is not None
    assert (found.message, found.severity.value) == ("Say it.", "stop")


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(record=st.dictionaries(st.sampled_from("abc"), st.none() | st.text(max_size=5)))
def test_no_rule_fails_on_any_record(kind: str, record: dict[str, Any]) -> None:
    found_by(CrossFieldRule(kind=kind, field="a", others=("b",)), record, LABELS)


def test_keys_of_own_work_types_name_them_and_nothing_else() -> None:
    own_id = new_id()
    assert own_of(own_key(own_id)) == (own_id, None)
    assert own_of(own_key(own_id, 3)) == (own_id, 3)
    for key in (
        "invoice_processing",
        "own-",
        "own-x",
        own_key(own_id) + "@0",
        own_key(own_id).upper(),
        own_key(own_id) + "@x",
    ):
        assert own_of(key) is None
