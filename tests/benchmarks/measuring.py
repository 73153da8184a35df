"""How a pair is measured: sides take turns, many clients run as processes of their own, medians count."""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import BrokenBarrierError

Step = Callable[[], object]
"""What is timed. Its answer, where it has one, is what was taken: see `tidy` of `crowd`."""
Tidy = Callable[[list[object]], None]
TIDIED = 20
"""Steps after which a client puts away what it took."""

PATIENCE = 240.0
"""Seconds within which all clients must have taken their first step: each may wait for a page nobody drew yet."""

_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Rate:
    """What several clients did together: how often a second, and how long each time took (seconds, sorted)."""

    a_second: float
    lasted: tuple[float, ...]

    def percentile(self, percent: float) -> float:
        """The duration that this percentage of the times did not exceed."""
        return percentile(self.lasted, percent)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that this percentage of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def crowd(
    clients: int,
    seconds: float,
    make_step: Callable[[int], Step],
    *,
    pause: float = 0.0,
    make_tidy: Callable[[], Tidy] | None = None,
) -> Rate:
    """Let `clients` processes repeat a step for some seconds, all starting at the same moment.

    `make_step(number)` runs in the process: connections are opened there, before the clock starts, and the step
    is taken once to warm up. `pause` seconds lie between two steps, and do not count; clients with a pause begin one
    after the other within it. Nor does `make_tidy`'s function,
    which gets what the last steps took: tasks that are never finished pile up as on no real floor.
    """
    start = _FORK.Barrier(clients + 1)
    pipes: list[Connection] = []
    processes = []
    for number in range(clients):
        here, there = _FORK.Pipe(duplex=False)
        process = _FORK.Process(
            target=_repeat,
            args=(number, seconds, pause, pause * number / clients, make_step, make_tidy, start, there),
            daemon=True,
        )
        process.start()
        there.close()
        pipes.append(here)
        processes.append(process)
    with suppress(BrokenBarrierError):  # whoever broke it says why
        start.wait(PATIENCE)
    answers = [pipe.recv() for pipe in pipes]
    for process in processes:
        process.join()
    for answer in sorted(
        (each for each in answers if isinstance(each, str)), key=lambda each: "Barrier" in each
    ):
        raise RuntimeError(answer)
    lasted = [each for _, durations in answers for each in durations]
    return Rate(sum(len(durations) / spent for spent, durations in answers), tuple(sorted(lasted)))


def _repeat(
    number: int, seconds: float, pause: float, delay: float, make_step, make_tidy, start, answer
) -> None:  # type: ignore[no-untyped-def]
    try:
        step = make_step(number)
        tidy = make_tidy() if make_tidy else None
        taken = [step()]
        start.wait(PATIENCE)
        time.sleep(delay)
        lasted: list[float] = []
        spent = 0.0
        while spent < seconds:
            began = time.perf_counter()
            taken.append(step())
            lasted.append(time.perf_counter() - began)
            spent += lasted[-1]
            if pause:
                time.sleep(pause)
                spent += pause
            if tidy and len(taken) >= TIDIED:
                tidy(taken)
                taken.clear()
        if tidy:
            tidy(taken)
        answer.send((spent - pause * len(lasted), lasted))
    except BaseException as error:
        answer.send(f"client {number}: {type(error).__name__}: {error}")
        start.abort()


def turns(repetitions: int, *sides: Callable[[], float]) -> list[float]:
    """Run the sides in turn, so that whatever else the machine does meets all; the median of each."""
    found: list[list[float]] = [[] for _ in sides]
    for _ in range(repetitions):
        for side, values in zip(sides, found, strict=True):
            values.append(side())
    return [statistics.median(values) for values in found]


def spell(work: Callable[[], object]) -> float:
    """How many seconds the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
