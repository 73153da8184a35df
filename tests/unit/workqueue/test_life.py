from datetime import timedelta

import pytest

from bpo.catalog.rules import Actor
from bpo.workqueue.rules import (
    HAND_BACK,
    MAX_ATTEMPTS,
    MOVES,
    OPEN,
    PICK,
    TAKE_OVER,
    TERMINAL,
    FailureKind,
    Retry,
    TaskState,
    ToPerson,
    after_failure,
    backoff,
    lease_length,
    may_move,
    move_name,
    moves_from,
    reason_problem,
    renew_after,
    why_ended,
)


def test_moves():
    assert moves_from("queued") == (TaskState.IN_PROGRESS, TaskState.ON_HOLD, TaskState.CANCELLED)
    assert may_move("in_progress", "queued")
    assert move_name("in_progress", "in_progress") == "taken_over"
    for state, to in [
        ("queued", "done"),
        ("on_hold", "done"),
        ("on_hold", "in_progress"),
        ("done", "queued"),
    ]:
        assert not may_move(state, to)
        with pytest.raises(KeyError):
            move_name(state, to)
    assert not may_move("failed", "queued")


def test_terminal_states_never_move_and_every_open_one_can_end():
    assert {state for state in TaskState if not moves_from(state)} == TERMINAL
    assert {start for start, _ in MOVES} == OPEN
    assert all(may_move(state, "cancelled") for state in OPEN)


def test_leases():
    assert lease_length(Actor.PERSON) == timedelta(minutes=15)
    assert lease_length(Actor.AUTOMATION) == timedelta(seconds=30)
    assert renew_after(Actor.AUTOMATION) == timedelta(seconds=7.5)


def test_backoff_doubles_to_its_cap_and_spreads():
    assert [backoff(n, jitter=0).total_seconds() for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert backoff(1, jitter=0.5) == timedelta(seconds=1.5)
    assert backoff(50, jitter=0.999) < timedelta(minutes=5)
    assert backoff(10**9, jitter=0) == timedelta(minutes=2.5)


def test_nothing_is_dropped():
    assert after_failure(FailureKind.BUSINESS, 1, jitter=0) == ToPerson(alert=False)
    for attempt in range(1, MAX_ATTEMPTS):
        assert isinstance(after_failure(FailureKind.SYSTEM, attempt, jitter=0), Retry)
    for attempt in (MAX_ATTEMPTS, MAX_ATTEMPTS + 7):
        assert after_failure(FailureKind.SYSTEM, attempt, jitter=0) == ToPerson(alert=True)


def test_reasons():
    assert HAND_BACK["break"].same_agent_again
    assert not HAND_BACK["conflict"].same_agent_again
    assert reason_problem(HAND_BACK, "break", "") is None
    assert reason_problem(HAND_BACK, "bored", "") == "Choose a reason from the list."
    for table in (HAND_BACK, TAKE_OVER, PICK):
        assert reason_problem(table, "other", "  ") == "Say in a few words why."
        assert reason_problem(table, "other", "because") is None


@pytest.mark.parametrize(
    ("outcome", "reason", "words"),
    [
        ("handed_back", "screen_trouble", "The document or the screen does not work"),
        ("taken_over", "knows_it", "The other person knows this kind best"),
        ("held", "third_party", "Somebody outside has to answer first"),
        ("rejected", "wrong_kind", "It is not an invoice"),
        ("cancelled", "cancelled by the client", "cancelled by the client"),
        ("done", None, ""),
        (None, None, ""),
    ],
)
def test_why_an_attempt_ended_is_said_in_words(outcome, reason, words):
    assert why_ended(outcome, reason, unit="invoice") == words
