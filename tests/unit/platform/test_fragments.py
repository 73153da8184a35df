"""What is made once for all who see the same: within a process, and among those of one server."""

import multiprocessing
import os

from bpo.platform import fragments
from bpo.platform.fragments import Fragment, Fragments


def test_is_made_once_for_a_key_and_anew_when_it_is_too_old():
    kept, made = Fragments(60), []

    def make():
        made.append(1)
        return Fragment.of(f"made {len(made)}")

    assert kept.get("floor", make).html == kept.get("floor", make).html == "made 1"
    assert kept.get("another floor", make).html == "made 2"
    kept.seconds = 0
    assert kept.get("floor", make).html == "made 3"


def test_what_one_process_made_another_shows_and_of_another_key_nothing():
    kept = Fragments(60)

    def there(answers):
        answers.put(
            (
                kept.get("ours", lambda: Fragment.of(f"by {os.getpid()}")),
                kept.get("theirs", lambda: Fragment.of("not seen")),
            )
        )

    mine = kept.get("ours", lambda: Fragment.of(f"by {os.getpid()} ä"))
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    for _ in range(2):
        kept._kept.clear()  # what the child finds, it finds in the memory that is shared
        child = fork.Process(target=there, args=(answers,))
        child.start()
        ours, theirs = answers.get(timeout=60)
        child.join()
        assert ours == mine
        assert theirs.html == "not seen"
    assert kept.get("ours", lambda: Fragment.of("made again")) == mine


def test_what_is_torn_or_too_large_or_of_a_key_in_the_same_slot_is_not_shown():
    kept = Fragments(60)
    kept.get("floor", lambda: Fragment.of("whole"))
    kept._kept.clear()
    _, start = kept._shared._place("floor")
    place = start + fragments._HEAD.size
    kept._shared._memory[place : place + 1] = b"W"
    assert kept.get("floor", lambda: Fragment.of("made again")).html == "made again"
    slot = kept._shared._place("floor")[1]
    other = next(n for n in range(10_000) if kept._shared._place(n)[1] == slot)
    assert kept.get(other, lambda: Fragment.of("another's")).html == "another's"
    kept._kept.clear()
    assert kept.get("floor", lambda: Fragment.of("ours anew")).html == "ours anew"
    assert (
        len(kept.get("large", lambda: Fragment.of("x" * fragments.SLOT_BYTES)).html) == fragments.SLOT_BYTES
    )
    kept._kept.clear()
    assert kept.get("large", lambda: Fragment.of("small now")).html == "small now"
