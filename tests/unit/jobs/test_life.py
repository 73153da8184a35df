from itertools import pairwise

import pytest

from bpo.jobs.rules import (
    CLOCK_STOPPED,
    MOVES,
    OPEN,
    TERMINAL,
    JobState,
    client_words,
    may_move,
    move_name,
    moves_from,
    staff_words,
)


def _walk(*states):
    return all(may_move(a, b) for a, b in pairwise(states))


def test_the_whole_chain():
    assert _walk("received", "in_work", "in_review", "delivered", "accepted", "billed")
    assert _walk("received", "in_work", "delivered", "accepted", "billed")


def test_rework_and_holds():
    assert _walk("delivered", "returned", "in_work", "in_review", "in_work", "delivered")
    assert _walk("in_work", "on_hold", "in_work")
    assert _walk("received", "on_hold", "received")


def test_terminal_states_never_move():
    assert {"billed", "cancelled", "rejected", "planted"} == TERMINAL
    for state in TERMINAL:
        assert moves_from(state) == ()
        assert not any(may_move(state, to) for to in JobState)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("received", "delivered"),
        ("billed", "in_work"),
        ("planted", "in_work"),
        ("delivered", "cancelled"),
        ("delivered", "on_hold"),
        ("accepted", "returned"),
        ("on_hold", "delivered"),
        ("in_work", "in_work"),
        ("in_work", "nowhere"),
        ("nowhere", "in_work"),
    ],
)
def test_illegal_moves(state, to):
    assert not may_move(state, to)
    with pytest.raises((KeyError, ValueError)):
        move_name(state, to)


def test_every_state_is_reached_and_every_open_one_can_end():
    assert {end for _, end in MOVES} == set(JobState) - {JobState.PLANTED}
    for state in OPEN:
        assert may_move(state, "cancelled")
    assert set(JobState) == OPEN | CLOCK_STOPPED


def test_words():
    for state in JobState:
        assert staff_words(state)
        assert client_words(state)
    assert client_words("in_review") == client_words("in_work")
    assert client_words("on_hold", owed_by="client") == "Waiting for you"
    assert client_words("on_hold", owed_by="provider") == "Waiting"
    assert move_name("in_review", "in_work") == "returned_by_review"
