"""A decision covers exactly the bytes it was made about, and nothing made or sent back since."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.approvals.rules import (
    Decided,
    Decision,
    Standing,
    canonical,
    decision_problems,
    digest_of,
    outstanding,
)
from tests.unit.workqueue.test_steps import WALK

T0 = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)
ALL = frozenset({"BANK", "APPROVE", "SECOND"})

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
records = st.dictionaries(st.text(min_size=1, max_size=6), json_values, max_size=5)


def at(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)


def decided(
    step: str, decision: Decision = Decision.APPROVE, digest: str = "r", minutes: int = 10
) -> Decided:
    return Decided(step=step, decision=decision, digest=digest, at=at(minutes))


def standing(*made: Decided, **changes) -> Standing:
    usual = {
        "codes": ALL,
        "record_digest": "r",
        "proposed": "p",
        "decided": made,
        "noted": {"call": at(5)},
        "worked_at": at(0),
    }
    return Standing(**(usual | changes))


def first(*made: Decided, **changes) -> str | None:
    step = outstanding(WALK, standing(*made, **changes))
    return step.key if step else None


def test_the_digest_is_known_from_elsewhere():
    # printf '{"record":{"a":"1","b":"ü"}}' | sha256sum
    known = "eb030cb311648d1e95e8dabcce05ab7494ac8b100f9a103536945192bfc600d6"
    assert digest_of({"b": "ü", "a": "1"}) == known


@given(records)
def test_the_digest_is_the_same_however_the_record_was_written_down(record):
    turned = json.loads(json.dumps(dict(reversed(record.items()))))
    assert digest_of(record) == digest_of(turned)
    assert json.loads(canonical(record)) == record


@given(records, records)
def test_different_records_have_different_digests(one, other):
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (digest_of(one) == digest_of(other)) == same


def test_every_file_counts_and_their_order_does_not():
    one = {"name": "a", "sha256": "1" * 64, "size": 3, "storage_key": "x"}
    other = {"name": "b", "sha256": "2" * 64, "size": 4}
    base = digest_of({}, [one, other])
    assert base == digest_of({}, [other, one | {"storage_key": "elsewhere"}])
    assert len({base, digest_of({}, [one]), digest_of({}), digest_of({}, [one, other | {"size": 5}])}) == 4


def test_each_decision_is_asked_for_in_turn_until_nothing_is_left():
    made: list[Decided] = []
    for key, digest in (("listen", "r"), ("approve", "p"), ("second", "p")):
        assert first(*made) == key
        made.append(decided(key, digest=digest))
    assert first(*made) is None


def test_what_no_finding_calls_for_is_not_asked():
    assert first(codes=frozenset()) is None
    assert first(codes=frozenset({"APPROVE"})) == "approve"


def test_an_edit_voids_what_was_approved_before_it():
    made = (decided("listen"), decided("approve", digest="p"), decided("second", digest="p"))
    assert first(*made) is None
    assert first(*made, record_digest="r2", proposed=None) == "listen"
    assert first(*made, proposed="p2") == "approve"


def test_what_was_decided_before_the_last_work_does_not_count():
    made = (decided("listen"), decided("approve", digest="p"), decided("second", digest="p"))
    assert first(*made, worked_at=at(11), noted={"call": at(12)}) == "listen"
    assert first(*made, worked_at=at(10), noted={"call": at(10)}) is None


def test_sent_back_takes_back_every_approval_before_it():
    back = decided("second", Decision.SEND_BACK, "p", 10)
    made = (decided("listen"), decided("approve", digest="p"), back)
    assert first(*made, noted={"call": at(10)}) == "listen"
    assert first(*made) == "call"


def test_the_form_of_a_step_is_asked_for_where_it_was_never_filled():
    assert first(noted={}) == "call"


@given(
    st.lists(
        st.builds(
            Decided,
            step=st.sampled_from(("listen", "approve", "second")),
            decision=st.sampled_from((Decision.APPROVE, Decision.SEND_BACK)),
            digest=st.sampled_from(("r", "p", "x")),
            at=st.integers(0, 20).map(at),
        ),
        max_size=8,
    ).map(lambda made: sorted(made, key=lambda each: each.at)),
    st.integers(0, 20).map(at),
)
def test_nothing_is_released_without_a_fitting_approval_of_every_step(made, worked_at):
    if outstanding(WALK, standing(*made, worked_at=worked_at, noted={"call": at(30)})) is None:
        for step, digest in (("listen", "r"), ("approve", "p"), ("second", "p")):
            fitting = [
                place
                for place, each in enumerate(made)
                if (each.step, each.digest, each.decision) == (step, digest, Decision.APPROVE)
                and each.at >= worked_at
            ]
            assert fitting
            assert not any(each.decision is Decision.SEND_BACK for each in made[fitting[-1] :])


@pytest.mark.parametrize(
    ("decision", "reason", "field"),
    [
        ("", "", "decision"),
        ("delete", "why", "decision"),
        ("send_back", " a ", "reason"),
        ("reject", "", "reason"),
        ("approve", "x" * 501, "reason"),
    ],
)
def test_a_decision_that_is_not_one_is_refused(decision, reason, field):
    assert list(decision_problems(decision, reason, tuple(Decision))) == [field]


def test_what_is_not_offered_cannot_be_decided():
    assert "decision" in decision_problems("reject", "it is wrong", (Decision.APPROVE, Decision.SEND_BACK))
    assert decision_problems("approve", "", tuple(Decision)) == {}
